import { writeSync } from "node:fs";
import { describeSystemError, systemErrorCode } from "../node/system-error.ts";
import { ansiStyle, plainStyle, type Style } from "./report/style.ts";

const STDOUT = 1;
const STDERR = 2;

export function writeOut(text: string): void {
  writeBytes(Buffer.from(text));
}

export function writeBytes(bytes: Uint8Array): void {
  try {
    writeAll(STDOUT, bytes);
  } catch (error) {
    writeErr(`shortcut2py: The standard output cannot be written: ${describeSystemError(error)}.\n`);
    process.exit(1);
  }
}

export function writeErr(text: string): void {
  writeAll(STDERR, Buffer.from(text));
}

/** A line for people on the standard error, coloured where that is wanted and possible. */
export function writeMessage(wantsColor: boolean, print: (style: Style) => string): void {
  writeErr(`${print(styleFor("stderr", wantsColor))}\n`);
}

/**
 * Writes to a descriptor directly: `process.stdout` would load Node's networking and terminals, which takes longer
 * than converting a small shortcut does.
 */
function writeAll(descriptor: number, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    try {
      written += writeSync(descriptor, bytes, written);
    } catch (error) {
      const code = systemErrorCode(error);
      // A reader that goes away (`| head`) has seen enough: that is no error, and nothing is left to do.
      if (code === "EPIPE") process.exit();
      if (code !== "EAGAIN") throw error;
      pause();
    }
  }
}

/** A reader that is slow, at a pipe that some other process has made non-blocking, gets a moment. */
function pause(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
}

/**
 * Colours only for people: on a terminal that can show them, unless the user says otherwise by `--no-color`,
 * `FORCE_COLOR` or `NO_COLOR`, in this order. To be asked when there is something to colour: looking at a stream for
 * the first time takes a few milliseconds.
 */
export function styleFor(stream: "stdout" | "stderr", wantsColor: boolean): Style {
  return wantsColor && hasColor(stream) ? ansiStyle : plainStyle;
}

function hasColor(stream: "stdout" | "stderr"): boolean {
  const { FORCE_COLOR, NO_COLOR, TERM } = process.env;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== "0" && FORCE_COLOR !== "false";
  return !NO_COLOR && TERM !== "dumb" && process[stream].isTTY;
}
