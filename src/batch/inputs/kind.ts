import { closeSync, openSync, readSync } from "node:fs";
import { gunzipSync } from "node:zlib";

/** What a file of inputs is. */
export type InputKind = "zip" | "tar" | "tar.gz" | "gz" | "json" | "jsonl" | "csv" | "sqlite" | "shortcut";

const HEAD = 4096;
const TAR_MAGIC = 257;

/**
 * What a file is, told by its first bytes; only lists that are plain text are told by their names (`.jsonl`, `.ndjson`,
 * `.csv`, `.tsv`).
 *
 * @throws what the operating system says if it cannot be read
 */
export function kindOf(path: string | Uint8Array): InputKind {
  return kindOfHead(readHead(path), path.toString());
}

/** @param name what the file is called, if it is a file */
export function kindOfHead(head: Buffer, name = ""): InputKind {
  const text = head.toString("latin1");
  if (text.startsWith("PK\x03\x04") || text.startsWith("PK\x05\x06")) return "zip";
  if (text.startsWith("SQLite format 3\0")) return "sqlite";
  if (isTar(text)) return "tar";
  if (text.startsWith("\x1f\x8b")) return packedKind(unzipHead(head), name.replace(/\.gz$/i, ""));
  return textKind(text, name);
}

/** Compressed lists are unpacked as they are read. */
function packedKind(text: string, name: string): InputKind {
  if (isTar(text)) return "tar.gz";
  const kind = textKind(text, name);
  return kind === "jsonl" || kind === "json" ? kind : "gz";
}

/** A key that only shortcuts have, first: these are no lists, whatever follows. */
const SHORTCUT_START = /^(?:\xEF\xBB\xBF)?\s*\{\s*"WFWorkflow(?!Action(?:Identifier|Parameters))/;

function textKind(text: string, name: string): InputKind {
  if (/\.(?:jsonl|ndjson)$/i.test(name)) return "jsonl";
  if (/\.[ct]sv$/i.test(name)) return "csv";
  const isJson = /^(?:\xEF\xBB\xBF)?\s*[[{]/.test(text) && !text.startsWith("{\\rtf");
  return isJson && !SHORTCUT_START.test(text) ? "json" : "shortcut";
}

function isTar(text: string): boolean {
  return text.startsWith("ustar", TAR_MAGIC);
}

function readHead(path: string | Uint8Array): Buffer {
  const file = openSync(Buffer.from(path), "r");
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
