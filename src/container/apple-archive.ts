import { quote, ShortcutError } from "../diagnostics/error.ts";
import { hasAscii, readUint } from "./bytes.ts";
import { cutOff, impossible } from "./problems.ts";

/** The path under which Shortcuts stores the property list. */
const WORKFLOW_PATH = "Shortcut.wflow";

/** Magic and the size of the header, which counts them in. */
const FIXED_SIZE = 6;

/** Name of the field and its type. */
const FIELD_KEY_SIZE = 4;

/** A shortcut's archive has two: this bounds the time that any other takes. */
const MAX_ENTRIES = 10_000;

/** The value of the field TYP of a regular file. */
const REGULAR_FILE = 0x46;

/** How many bytes a field of each type takes after its key. Blobs and strings come on top of that. */
const FIELD_SIZES = new Map([
  ["*", 0],
  ["1", 1],
  ["2", 2],
  ["4", 4],
  ["8", 8],
  ["A", 2],
  ["B", 4],
  ["C", 8],
  ["P", 2],
  ["F", 4],
  ["G", 20],
  ["H", 32],
  ["I", 48],
  ["J", 64],
  ["S", 8],
  ["T", 12],
]);

/** Malformed text is no error: no path but the one that we look for matters. */
const utf8 = new TextDecoder();

interface Entry {
  isFile: boolean;
  path: string;
  /** The bytes of the file. */
  data: Uint8Array;
  /** Where the next entry begins. */
  end: number;
}

/** Whether the bytes at `at` begin an entry of an Apple Archive, of today's kind or of the oldest. */
export function isAppleArchive(bytes: Uint8Array, at = 0): boolean {
  return hasAscii(bytes, at, "AA01") || hasAscii(bytes, at, "YAA1");
}

/**
 * The property list in an Apple Archive: its file `Shortcut.wflow` or, without one, its only `*.wflow`. Everything
 * else in the archive is passed over, and paths serve for no more than this comparison.
 *
 * @returns a part of `bytes`, not a copy.
 * @throws ShortcutError SC1004 cut off, SC1008 impossible header, SC1010 no such file.
 */
export function extractWorkflow(bytes: Uint8Array): Uint8Array {
  const workflows: Uint8Array[] = [];
  const paths: string[] = [];
  let entries = 0;
  for (let at = 0; at < bytes.length;) {
    if (entries++ === MAX_ENTRIES) throw impossible(`the archive has more than ${MAX_ENTRIES} entries`, at);
    const entry = readEntry(bytes, at);
    at = entry.end;
    if (entry.isFile && entry.path === WORKFLOW_PATH) return entry.data;
    if (entry.isFile && entry.path.endsWith(".wflow")) workflows.push(entry.data);
    if (entry.path !== "") paths.push(entry.path);
  }
  if (workflows.length === 1) return workflows[0]!;
  throw new ShortcutError("SC1010", `The archive holds no ${WORKFLOW_PATH}. ${listPaths(paths)}`, {
    hint: "This is not a shortcut but some other Apple Archive.",
  });
}

const MOST_PATHS = 8;

function listPaths(paths: string[]): string {
  if (paths.length === 0) return "It is empty.";
  const more = paths.length > MOST_PATHS ? ` and ${paths.length - MOST_PATHS} more` : "";
  return `It holds ${paths.slice(0, MOST_PATHS).map(quote).join(", ")}${more}.`;
}

function readEntry(bytes: Uint8Array, start: number): Entry {
  if (bytes.length < start + FIXED_SIZE) throw cutOff(bytes.length, start + FIXED_SIZE, false);
  if (!isAppleArchive(bytes, start)) throw impossible("an entry of the archive has no magic", start);
  const headerSize = readUint(bytes, start + 4, 2);
  if (headerSize < FIXED_SIZE)
    throw impossible(`an entry of the archive has a header of ${headerSize} bytes`, start);
  const headerEnd = start + headerSize;
  if (bytes.length < headerEnd) throw cutOff(bytes.length, headerEnd, false);

  const entry: Entry = { isFile: false, path: "", data: bytes.subarray(0, 0), end: headerEnd };
  let at = start + FIXED_SIZE;
  while (at < headerEnd) {
    const type = String.fromCharCode(bytes[at + 3] ?? 0);
    const size = FIELD_SIZES.get(type);
    if (size === undefined)
      throw impossible(`a field of the archive has the unknown type ${quote(type)}`, at);
    const isType = hasAscii(bytes, at, "TYP1");
    const isPath = hasAscii(bytes, at, "PATP");
    const isData = hasAscii(bytes, at, "DAT");
    at += FIELD_KEY_SIZE;
    const value = at;
    at += size;
    if (at <= headerEnd && type === "P") at += readUint(bytes, value, 2);
    if (at > headerEnd) throw impossible("a field of the archive reaches beyond its header", value);
    if (isType) entry.isFile = bytes[value] === REGULAR_FILE;
    if (isPath) entry.path = utf8.decode(bytes.subarray(value + size, at));
    if (type === "A" || type === "B" || type === "C") {
      const dataStart = entry.end;
      entry.end += readUint(bytes, value, size);
      if (bytes.length < entry.end) throw cutOff(bytes.length, entry.end, false);
      if (isData) entry.data = bytes.subarray(dataStart, entry.end);
    }
  }
  return entry;
}
