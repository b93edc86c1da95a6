import { closeSync, constants, fstatSync, openSync, readFileSync, readSync, realpathSync } from "node:fs";
import { sep } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError, systemErrorCode } from "../node/system-error.ts";
import { MAX_INPUT_SIZE, tooLarge } from "../node/limits.ts";
import type { BatchContent } from "./record.ts";

/**
 * The bytes of a file that an input names. Files only: reading a pipe or a device could take for ever, and nothing can
 * end a thread that waits for it.
 *
 * @throws AccessError SC5001, SC5003, SC5207
 */
export function readContent({ path, within }: Extract<BatchContent, { kind: "path" }>): Uint8Array {
  const file = typeof path === "string" ? path : Buffer.from(path);
  try {
    if (within !== undefined && !isBelow(realPath(file), realPath(within))) {
      throw new AccessError("SC5207", "The path of this entry leads out of the index's folder, by a link.", {
        hint: "If the index is your own, add --allow-outside.",
      });
    }
    return readWhole(file);
  } catch (error) {
    if (error instanceof AccessError) throw error;
    if (systemErrorCode(error) === "ENXIO") throw noFile();
    throw new AccessError("SC5001", `The file cannot be read: ${describeSystemError(error)}.`);
  }
}

/** In one call of the system's, rather than one for each part of the path. */
const realPath = realpathSync.native;

/** Opens what may be a pipe without waiting for somebody who writes into it. */
const AT_ONCE = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

function readWhole(path: string | Buffer): Uint8Array {
  const file = openSync(path, AT_ONCE);
  try {
    const stats = fstatSync(file);
    if (!stats.isFile() && !stats.isDirectory()) throw noFile();
    if (stats.size > MAX_INPUT_SIZE) throw tooLarge(MAX_INPUT_SIZE);
    return stats.size > 0 && stats.isFile() ? readBytes(file, stats.size) : readFileSync(file);
  } finally {
    closeSync(file);
  }
}

/** So many bytes, or all where there are fewer by now. */
function readBytes(file: number, size: number): Uint8Array {
  const bytes = Buffer.allocUnsafeSlow(size);
  for (let at = 0, count; at < size; at += count) {
    count = readSync(file, bytes, at, size - at, null);
    if (count === 0) return bytes.subarray(0, at);
  }
  return bytes;
}

function noFile(): AccessError {
  return new AccessError("SC5001", "The file cannot be read: it is a device, a pipe or a socket.");
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
