import { ShortcutError } from "../diagnostics/error.ts";
import { printKeyPath } from "./key-path.ts";
import { MAX_NESTING, nestedTooDeeply } from "./limits.ts";
import { printBase64, printDate, printReal } from "./print-scalars.ts";
import { unwritable } from "./unwritable.ts";
import { PlistDate, PlistReal, PlistUid } from "./value.ts";
import type { PlistDict, PlistValue } from "./value.ts";

/**
 * Writes an XML property list, laid out as Apple writes it: UTF-8, one element per line, indented by tabs. Keys keep
 * their order.
 *
 * What is written is read back equal, or it is not written at all: XML has no null, no UID, no fractions of a second
 * and no years beyond four digits; and its texts hold neither control characters (other than tab and line ends) nor
 * U+FFFE, U+FFFF and lone surrogates. A carriage return is written as `&#13;`, as a reader would take a bare one for a
 * line feed.
 *
 * @throws ShortcutError `SC2005` for what XML cannot hold (a binary property list can) and for integers of more than 128
 * bits; `SC2002` nesting too deep.
 */
export function encodeXmlPlist(value: PlistValue): Uint8Array {
  return new TextEncoder().encode(new XmlWriter().writeDocument(value));
}

const HEADER = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
`;

/** Columns of a line of base64 with its indentation, a tab being eight; and the least that is left for the base64. */
const DATA_COLUMNS = 76;
const LEAST_DATA_COLUMNS = 16;

/** What no XML document can hold, not even as a reference. With the flag `u`, only lone surrogates are surrogates. */
const NO_XML_CHARACTER = /[\0-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]/u;

const MARKUP = /[&<>\r]/g;

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;" };

class XmlWriter {
  private readonly lines: string[] = [];
  /** Where the value stands that is being written; its length is the depth of nesting. */
  private readonly path: (string | number)[] = [];

  writeDocument(value: PlistValue): string {
    this.writeValue(value);
    return `${HEADER}${this.lines.join("\n")}\n</plist>\n`;
  }

  private writeValue(value: PlistValue): void {
    if (typeof value === "string") this.writeElement("string", this.escape(value));
    else if (typeof value === "boolean") this.writeLine(value ? "<true/>" : "<false/>");
    else if (typeof value === "number" || typeof value === "bigint") this.writeInteger(value);
    else if (value === null) throw this.notInXml("null");
    else if (Array.isArray(value)) this.writeArray(value);
    else if (value instanceof PlistReal) this.writeElement("real", printReal(value.value));
    else if (value instanceof PlistDate) this.writeDate(value);
    else if (value instanceof Uint8Array) this.writeData(value);
    else if (value instanceof PlistUid) throw this.notInXml("a UID");
    else this.writeDict(value);
  }

  private writeArray(array: PlistValue[]): void {
    if (array.length === 0) return this.writeLine("<array/>");
    this.writeLine("<array>");
    for (const [index, item] of array.entries()) this.writeInside(index, item);
    this.writeLine("</array>");
  }

  private writeDict(dict: PlistDict): void {
    const keys = Object.keys(dict);
    if (keys.length === 0) return this.writeLine("<dict/>");
    this.writeLine("<dict>");
    for (const key of keys) this.writeInside(key, dict[key]!);
    this.writeLine("</dict>");
  }

  private writeInside(step: string | number, value: PlistValue): void {
    if (this.path.length >= MAX_NESTING) throw nestedTooDeeply("in the value to be written");
    this.path.push(step);
    if (typeof step === "string") this.writeElement("key", this.escape(step));
    this.writeValue(value);
    this.path.pop();
  }

  private writeInteger(value: number | bigint): void {
    if (typeof value === "bigint" && BigInt.asIntN(128, value) !== value) {
      throw unwritable("an integer of more than 128 bits");
    }
    this.writeElement("integer", String(value));
  }

  private writeDate({ seconds }: PlistDate): void {
    const text = printDate(seconds);
    if (text === undefined) {
      throw this.notInXml("a date with fractions of a second, or outside of the years 1 to 9999");
    }
    this.writeElement("date", text);
  }

  private writeData(data: Uint8Array): void {
    const columns = Math.max(LEAST_DATA_COLUMNS, DATA_COLUMNS - 8 * this.path.length);
    const base64 = printBase64(data);
    this.writeLine("<data>");
    for (let at = 0; at < base64.length; at += columns) this.writeLine(base64.slice(at, at + columns));
    this.writeLine("</data>");
  }

  private writeElement(name: string, content: string): void {
    this.writeLine(`<${name}>${content}</${name}>`);
  }

  private writeLine(line: string): void {
    this.lines.push("\t".repeat(this.path.length) + line);
  }

  private escape(text: string): string {
    const character = NO_XML_CHARACTER.exec(text)?.[0];
    if (character !== undefined) {
      const code = character.charCodeAt(0).toString(16).toUpperCase().padStart(4, "0");
      throw this.notInXml(`the character U+${code}`);
    }
    return text.replace(MARKUP, (character) => ESCAPES[character]!);
  }

  private notInXml(what: string): ShortcutError {
    const message = `An XML property list cannot hold ${what} (${printKeyPath(this.path)}).`;
    return new ShortcutError("SC2005", message, { hint: "Write a binary property list instead." });
  }
}
