import type { Command } from "commander";
import type { FetchOptions } from "../node/icloud.ts";
import { STANDARD_STREAM } from "../node/input.ts";
import { tuneEngine } from "../node/machine-code.ts";
import { printBug, printError, type CodedError } from "./report/messages.ts";
import { writeMessage } from "./terminal.ts";

/** What kept one input from being used, as `--json` says it. */
export interface Failure {
  file: string;
  error: { code?: string; message: string; hint?: string; offset?: number };
}

/** What all commands take. */
export interface CommonFlags {
  color: boolean;
  json?: true;
}

const iCloudUrl = process.env["SHORTCUT2PY_ICLOUD_URL"];

/** How to fetch links; the variable is for tests only. */
export const fetchOptions: FetchOptions = iCloudUrl === undefined ? {} : { baseUrl: iCloudUrl };

/**
 * Does `run` to each input, one after the other. One that fails gets its line on the standard error, is handed to
 * `onFailure`, and does not stop the others.
 */
export async function forEachInput(
  files: string[],
  flags: CommonFlags,
  command: Command,
  run: (file: string) => Promise<void>,
  onFailure: (failure: Failure) => void,
): Promise<void> {
  if (files.indexOf(STANDARD_STREAM) !== files.lastIndexOf(STANDARD_STREAM)) {
    command.error("error: the standard input can be read only once");
  }
  for (const [done, file] of files.entries()) {
    tuneEngine(done, files.length);
    try {
      await run(file);
    } catch (error) {
      reportFailure(file, error, flags, onFailure);
    }
  }
}

/** Says what kept an input from being used, and remembers it for the exit code. */
export function reportFailure(
  file: string,
  error: unknown,
  { color }: CommonFlags,
  onFailure: (failure: Failure) => void,
): void {
  process.exitCode = 1;
  const label = labelOf(file);
  writeMessage(color, (style) => {
    return isCoded(error) ? printError(label, error, style) : printBug(label, error, style);
  });
  if (process.env["SHORTCUT2PY_DEBUG"]) console.error(error);
  onFailure({ file, error: describe(error) });
}

/** What to call an input in a message. */
export function labelOf(file: string): string {
  return file === STANDARD_STREAM ? "standard input" : file;
}

/** One line of JSON. */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value)}\n`;
}

function isCoded(error: unknown): error is CodedError & { offset?: number } {
  return error instanceof Error && "code" in error && /^SC\d{4}$/.test(String(error.code));
}

function describe(error: unknown): Failure["error"] {
  if (!isCoded(error)) return { message: `internal error: ${String(error)}` };
  const { code, message, hint, offset } = error;
  return { code, message, ...(hint !== undefined && { hint }), ...(offset !== undefined && { offset }) };
}
