import { EPOCH_2001 } from "../plist/epoch.ts";
import { Decimal } from "./decimal.ts";
import { decodeBinaryPlist } from "../plist/binary.ts";
import { isDict, PlistDate, PlistReal, PlistUid, type PlistValue } from "../plist/value.ts";
import { decodeXmlPlist } from "../plist/xml.ts";
import { ShortcutError } from "../diagnostics/error.ts";
import { boolean, date, dictionary, number, text, type Cell, type FileItem } from "./value.ts";

/** What a property list holds, binary or XML; undefined if it is none. */
export function plistCell(source: FileItem | string): Cell | undefined {
  const content = typeof source === "string" ? source : source.content;
  if (content === null) return undefined;
  const bytes = typeof content === "string" ? new TextEncoder().encode(content) : content;
  try {
    const isBinary = String.fromCharCode(...bytes.subarray(0, 8)) === "bplist00";
    if (isBinary) return cellOfPlist(decodeBinaryPlist(bytes));
    const start = new TextDecoder().decode(bytes.subarray(0, 200)).trimStart();
    return start.startsWith("<?xml") || start.startsWith("<plist") || start.startsWith("<!DOCTYPE plist")
      ? cellOfPlist(decodeXmlPlist(bytes))
      : undefined;
  } catch (error) {
    if (error instanceof ShortcutError) return undefined;
    throw error;
  }
}

/** A value of a property list as a run has it; raw data become a file. */
export function cellOfPlist(value: PlistValue): Cell {
  if (value === null) return null;
  if (typeof value === "string") return text(value);
  if (typeof value === "boolean") return boolean(value);
  if (typeof value === "number") return number(new Decimal(value));
  if (typeof value === "bigint") return number(new Decimal(value.toString()));
  if (Array.isArray(value)) return value.map(cellOfPlist);
  if (value instanceof PlistReal) return number(new Decimal(Number.isFinite(value.value) ? value.value : 0));
  if (value instanceof PlistDate) return date((value.seconds + EPOCH_2001) * 1000);
  if (value instanceof PlistUid) return number(new Decimal(value.value.toString()));
  if (value instanceof Uint8Array) return { kind: "file", name: "Data", type: "public.data", content: value };
  const entries = new Map<string, Cell>();
  if (isDict(value)) for (const key in value) entries.set(key, cellOfPlist(value[key]!));
  return dictionary(entries);
}
