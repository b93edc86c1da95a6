import { readFileSync, realpathSync, statSync } from "node:fs";
import { sep } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
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
    if (within !== undefined && !isBelow(realpathSync(file).toString(), realpathSync(within))) {
      throw new AccessError("SC5207", "The path of this entry leads out of the index's folder, by a link.", {
        hint: "If the index is your own, add --allow-outside.",
      });
    }
    const stats = statSync(file);
    if (!stats.isFile() && !stats.isDirectory()) {
      throw new AccessError("SC5001", "The file cannot be read: it is a device, a pipe or a socket.");
    }
    if (stats.size > MAX_INPUT_SIZE) throw tooLarge(MAX_INPUT_SIZE);
    return readFileSync(file);
  } catch (error) {
    if (error instanceof AccessError) throw error;
    throw new AccessError("SC5001", `The file cannot be read: ${describeSystemError(error)}.`);
  }
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}
