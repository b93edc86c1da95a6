import { closeSync, openSync, readSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** What a file of inputs is. */
export type InputKind = "zip" | "tar" | "tar.gz" | "jsonl" | "jsonl.gz" | "csv" | "sqlite" | "shortcut";

const HEAD = 4096;
const TAR_MAGIC = 257;

/**
 * What a file is, told by its first bytes; only lists that are plain text are told by their names (`.jsonl`, `.ndjson`,
 * `.csv`, `.tsv`), since a shortcut may be JSON, too.
 */
export function kindOf(path: string): InputKind {
  const head = readHead(path);
  const text = head.toString("latin1");
  if (text.startsWith("PK\x03\x04") || text.startsWith("PK\x05\x06")) return "zip";
  if (text.startsWith("SQLite format 3\0")) return "sqlite";
  if (isTar(text)) return "tar";
  if (text.startsWith("\x1f\x8b")) return isTar(unzipHead(head)) ? "tar.gz" : "jsonl.gz";
  if (/\.(?:jsonl|ndjson)$/i.test(path)) return "jsonl";
  return /\.[ct]sv$/i.test(path) ? "csv" : "shortcut";
}

function isTar(text: string): boolean {
  return text.startsWith("ustar", TAR_MAGIC);
}

function readHead(path: string): Buffer {
  const file = openSync(path, "r");
  try {
    const head = Buffer.alloc(HEAD);
    return head.subarray(0, readSync(file, head));
  } finally {
    closeSync(file);
  }
}

/** The start of what is packed, as far as the start of the file tells. */
function unzipHead(head: Buffer): string {
  try {
    // Z_SYNC_FLUSH takes data that end too early.
    return gunzipSync(head, { finishFlush: 2 }).toString("latin1");
  } catch {
    return "";
  }
}
