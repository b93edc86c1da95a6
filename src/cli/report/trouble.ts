import { writeMessage } from "../terminal.ts";
import { harmless } from "./style.ts";

/** Milliseconds in which the same trouble is said once. */
const QUIET = 10_000;

/** Says that a queue cannot be reached, and that it is tried again; not at each attempt. */
export function troubleWriter(wantsColor: boolean, subject: string): (message: string) => void {
  let last = -Infinity;
  return (message) => {
    if (performance.now() - last < QUIET) return;
    last = performance.now();
    const text = `The queue cannot be reached, and is tried again: ${harmless(message)}`;
    writeMessage(wantsColor, (style) => `${subject}: ${style.warning("warning")}: ${text}`);
  };
}
