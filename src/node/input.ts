import { closeSync, createReadStream, fstatSync, openSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import type { FetchOptions } from "./icloud.ts";
import type { Input } from "./input-bytes.ts";
import { MAX_INPUT_SIZE, readAll, tooLarge } from "./limits.ts";
import { describeSystemError } from "./system-error.ts";

/** Stands for the standard input, or output, where a file is asked for. */
export const STANDARD_STREAM = "-";

/** What the app calls its database, in `~/Library/Shortcuts` on a Mac. */
export const LIBRARY_NAME = "Shortcuts.sqlite";

/**
 * Reads what a command was given: a path, `-` for the standard input, or a link.
 *
 * @param options for links
 * @throws AccessError
 */
export async function readInput(argument: string, options: FetchOptions = {}): Promise<Input> {
  if (argument === STANDARD_STREAM) return { bytes: await readAll(process.stdin) };
  if (isLink(argument)) {
    const { fetchShortcut } = await import("./icloud.ts");
    return fetchShortcut(argument, options);
  }
  return { bytes: await readFile(argument), name: shortcutName(argument) };
}

/** Whether an argument is an address rather than a path. */
export function isLink(argument: string): boolean {
  return /^https?:\/\//i.test(argument);
}

/** What a shortcut is called if the file is called that: Shortcuts names files after the shortcut. */
export function shortcutName(path: string): string {
  const name = basename(path);
  return name.replace(/\.(?:shortcut|wflow|plist|xml|json)$/i, "") || name;
}

async function readFile(path: string): Promise<Uint8Array> {
  try {
    return await readBounded(path);
  } catch (error) {
    if (error instanceof AccessError) throw error;
    throw new AccessError("SC5001", `The file cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = openSync(path, "r");
  try {
    const stats = fstatSync(file);
    if (stats.isFile() || stats.isDirectory()) {
      if (stats.size > MAX_INPUT_SIZE) throw tooLarge(MAX_INPUT_SIZE);
      return readFileSync(file);
    }
    // A pipe or a device has no size to look at, and may have no end.
    return await readAll(createReadStream(path, { fd: file, autoClose: false }));
  } finally {
    closeSync(file);
  }
}
