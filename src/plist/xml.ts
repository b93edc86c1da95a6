import { quote, ShortcutError } from "../diagnostics/error.ts";
import { commonSlice } from "./common-text.ts";
import { MAX_NESTING, nestedTooDeeply } from "./limits.ts";
import { parseBase64, parseDate, parseInteger, parseLooseDate, parseReal } from "./scalars.ts";
import { isBlank, lineAndColumn } from "./text.ts";
import { PlistDate, PlistDict, PlistReal } from "./value.ts";
import type { PlistValue } from "./value.ts";
import { BOOLEANS, characterOf, ELEMENTS, ENTITIES, FOREIGN_ELEMENTS, isNameUnit } from "./xml-names.ts";
import { decodeXmlText } from "./xml-text.ts";

/**
 * Reads an XML property list.
 *
 * The elements are those of Apple's DTD, their texts are read as CPython's plistlib reads them, and the `<plist>`
 * around them may be missing. Of XML itself it takes as much as property lists use: UTF-8, UTF-16 with a
 * byte-order mark and Latin-1; comments, processing instructions and CDATA sections; character references and
 * the five predefined entities. Attributes and the document type are skipped: nothing that a file declares
 * is ever looked up or expanded, so any other entity is an error.
 *
 * Apple's writer leaves control characters in strings as they are, though XML forbids them; they are read as such.
 *
 * What other programs and people write, and what can mean only one thing, is read too, and noted: the elements `<int>`,
 * `<float>` and `<bool>`, dates with fractions or offsets, numbers without digits, a bare `&`, keys without the `<dict>` around them, and
 * whatever follows the property list.
 *
 * @param note told of each such departure, once for each kind, with the place of the first
 * @throws ShortcutError `SC2001` malformed, `SC2002` nesting too deep; messages name line and column.
 */
export function decodeXmlPlist(bytes: Uint8Array, note: (message: string) => void = () => {}): PlistValue {
  return new XmlReader(decodeXmlText(bytes), note).readDocument();
}

const BANG = 0x21;
const SLASH = 0x2f;
const LESS = 0x3c;
const GREATER = 0x3e;
const QUESTION = 0x3f;

const REFERENCE = /&(?:#([0-9]+)|#x([0-9a-fA-F]+)|([^\s;&<>]+));/y;
const ATTRIBUTE = /\s+[^\s<>/="']+\s*=\s*(?:"[^"<]*"|'[^'<]*')/y;

/** A reader that goes through the text once; `position` is the index of the next UTF-16 unit. */
class XmlReader {
  private readonly text: string;
  private position = 0;
  /** Index of the first `&` from some earlier position on; see {@link nextAmpersand}. */
  private ampersand = -1;
  /** Where the tag begins that {@link readTag} read last; the next three are the parts of this tag. */
  private tag = 0;
  private name = "";
  private closing = false;
  private empty = false;

  private readonly note: (message: string) => void;
  private readonly noted = new Set<string>();
  private hasBareAmpersand = false;

  constructor(text: string, note: (message: string) => void) {
    this.text = text;
    this.note = note;
  }

  readDocument(): PlistValue {
    this.skipMisc();
    this.skipDoctype();
    this.nextTag("<plist>");
    const value = this.name === "plist" ? this.readPlist() : this.readRoot();
    this.skipMisc();
    if (this.position < this.text.length)
      this.depart("More follows after the property list, and is not read");
    return value;
  }

  /** Without a `<plist>` around it, and maybe without the `<dict>`. */
  private readRoot(): PlistValue {
    if (this.name !== "key" || this.closing) return this.readValue(0);
    this.depart("The keys stand in no <dict>");
    this.position = this.tag;
    return this.readEntries(new PlistDict(), 0, () => {
      this.skipMisc();
      return this.position >= this.text.length;
    });
  }

  /** Tells of something that Apple's reader would refuse, the first time. */
  private depart(message: string, index = this.position): void {
    const kind = message.replace(/"(?:[^"\\]|\\.)*"/, "");
    if (this.noted.has(kind)) return;
    this.noted.add(kind);
    this.note(`${message} (${lineAndColumn(this.text, index)}).`);
  }

  private readPlist(): PlistValue {
    if (this.closing || this.empty) throw this.unexpected("a property list");
    this.nextTag("a value");
    const value = this.readValue(0);
    this.nextTag("</plist>");
    this.requireClosing("plist");
    return value;
  }

  /** The value whose opening tag has just been read; `depth` containers surround it. */
  private readValue(depth: number): PlistValue {
    if (this.closing) throw this.unexpected("a value");
    const start = this.position;
    switch (this.name) {
      case "dict":
        return this.readDict(depth);
      case "array":
        return this.readArray(depth);
      case "string":
        return this.readText();
      case "true":
      case "false":
        return this.readBoolean();
      case "integer":
        return this.parsed((text) => parseInteger(text) ?? this.emptyNumber(text, start), start);
      case "real":
        return new PlistReal(this.parsed((text) => parseReal(text) ?? this.emptyNumber(text, start), start));
      case "date":
        return new PlistDate(this.parsed((text) => parseDate(text) ?? this.looseDate(text, start), start));
      case "data":
        return this.parsed(parseBase64, start);
      default:
        return this.readForeign(start);
    }
  }

  private emptyNumber(text: string, start: number): number | undefined {
    if (text.trim() !== "") return undefined;
    this.depart("A number without digits is read as 0", start);
    return 0;
  }

  private looseDate(text: string, start: number): number | undefined {
    const seconds = parseLooseDate(text);
    if (seconds !== undefined) this.depart(`${quote(text)} is no date as Apple writes it`, start);
    return seconds;
  }

  /** Elements that no property list has, and that others write for those that it has. */
  private readForeign(start: number): PlistValue {
    const { name } = this;
    const kind = FOREIGN_ELEMENTS.get(name);
    if (kind === undefined) throw this.unexpected("a value");
    this.depart(`<${name}> is no element of a property list; it is read as ${kind}`, this.tag);
    if (kind === "integer") return this.parsed(parseInteger, start);
    if (kind === "real") return new PlistReal(this.parsed(parseReal, start));
    return this.parsed((text) => BOOLEANS.get(text.trim().toLowerCase()), start);
  }

  private readDict(depth: number): PlistDict {
    const dict = new PlistDict();
    if (this.empty) return dict;
    if (depth >= MAX_NESTING) throw nestedTooDeeply(lineAndColumn(this.text, this.position));
    this.readEntries(dict, depth);
    this.requireClosing("dict");
    return dict;
  }

  /** Keys with their values, through the next tag that closes something, or the end of a file where `atEnd` allows it. */
  private readEntries(dict: PlistDict, depth: number, atEnd: () => boolean = () => false): PlistDict {
    while (!atEnd()) {
      this.nextTag("<key> or </dict>");
      if (this.closing) break;
      if (this.name !== "key") throw this.unexpected("<key> or </dict>");
      const key = this.readText();
      this.nextTag("the value of a key");
      dict[key] = this.readValue(depth + 1);
    }
    return dict;
  }

  private readArray(depth: number): PlistValue[] {
    const array: PlistValue[] = [];
    if (this.empty) return array;
    if (depth >= MAX_NESTING) throw nestedTooDeeply(lineAndColumn(this.text, this.position));
    for (;;) {
      this.nextTag("a value or </array>");
      if (this.closing) break;
      array.push(this.readValue(depth + 1));
    }
    this.requireClosing("array");
    return array;
  }

  private readBoolean(): boolean {
    const { name } = this;
    const start = this.position;
    if (this.readText() !== "") throw this.malformed(`<${name}> has no content`, start);
    return name === "true";
  }

  private parsed<T>(parse: (text: string) => T | undefined, start: number): T {
    const { name } = this;
    const text = this.readText();
    const value = parse(text);
    if (value === undefined) throw this.malformed(`${quote(text)} is no content for <${name}>`, start);
    return value;
  }

  /** The text of the element whose opening tag has just been read, through its closing tag. */
  private readText(): string {
    if (this.empty) return "";
    const element = this.name;
    let text = "";
    for (;;) {
      const stop = this.text.indexOf("<", this.position);
      if (stop < 0) throw this.malformed(`<${element}> is not closed`);
      const part = this.readCharacters(stop);
      text = text === "" ? part : text + part;
      if (this.closes(element)) return text;
      if (this.at("<![CDATA[")) {
        text += this.through("]]>", "<![CDATA[".length);
      } else if (!this.skipComment()) {
        this.readTag();
        this.requireClosing(element);
        return text;
      }
    }
  }

  /** Reads the closing tag of an element if that is what follows, written as it always is. */
  private closes(element: string): boolean {
    const { text, position } = this;
    const end = position + 2 + element.length;
    if (text.charCodeAt(position + 1) !== SLASH || text.charCodeAt(end) !== GREATER) return false;
    if (!text.startsWith(element, position + 2)) return false;
    this.tag = position;
    this.name = element;
    this.closing = true;
    this.empty = false;
    this.position = end + 1;
    return true;
  }

  /** The characters up to the index `stop`, with their references resolved. */
  private readCharacters(stop: number): string {
    let text = "";
    let from = this.position;
    while (this.nextAmpersand() < stop) {
      const at = this.ampersand;
      this.position = at;
      const character = this.readReference();
      // A bare `&` stays in its piece of the text: a text of nothing else is no millions of pieces.
      if (character === undefined) continue;
      text += this.text.slice(from, at) + character;
      from = this.position;
    }
    this.position = stop;
    // Without a reference it is a part of the file.
    const rest = commonSlice(this.text, from, stop);
    return text === "" ? rest : text + rest;
  }

  /** Searched for only after the last one found is passed, so that all searches together cost one pass. */
  private nextAmpersand(): number {
    if (this.ampersand < this.position) {
      const found = this.text.indexOf("&", this.position);
      this.ampersand = found < 0 ? this.text.length : found;
    }
    return this.ampersand;
  }

  /** Undefined for an `&` that begins no reference. */
  private readReference(): string | undefined {
    REFERENCE.lastIndex = this.position;
    const match = REFERENCE.exec(this.text);
    if (!match) {
      if (!this.hasBareAmpersand) this.depart("An & that begins no reference has to be written &amp;");
      this.hasBareAmpersand = true;
      do this.position++;
      while (this.text.startsWith("&&", this.position));
      return undefined;
    }
    const [all, decimal, hexadecimal, name] = match;
    const character =
      name === undefined ? characterOf(Number(decimal ?? `0x${hexadecimal}`)) : ENTITIES.get(name);
    if (character === undefined) throw this.malformed(`The reference ${quote(all)} means nothing here`);
    this.position += all.length;
    return character;
  }

  /** Reads the next tag between elements; `wanted` says in errors what it should be. */
  private nextTag(wanted: string): void {
    this.skipMisc();
    if (this.position >= this.text.length) throw this.malformed(`The file ends where ${wanted} was expected`);
    if (this.text.charCodeAt(this.position) !== LESS)
      throw this.malformed(`Text stands where ${wanted} was expected`);
    this.readTag();
  }

  /** Reads the tag at `position` into `tag`, `name`, `closing` and `empty`. */
  private readTag(): void {
    const { text } = this;
    this.tag = this.position;
    let at = this.tag + 1;
    this.closing = text.charCodeAt(at) === SLASH;
    if (this.closing) at++;
    const start = at;
    while (isNameUnit(text.charCodeAt(at))) at++;
    this.name = this.nameOf(start, at);
    if (text.charCodeAt(at) !== GREATER) at = this.skipAttributes(at);
    this.empty = text.charCodeAt(at) === SLASH;
    if (this.empty) at++;
    if (this.name === "" || text.charCodeAt(at) !== GREATER || (this.closing && this.empty)) {
      throw this.malformed("This < begins no tag of a property list");
    }
    this.position = at + 1;
  }

  private nameOf(start: number, end: number): string {
    for (const name of ELEMENTS) {
      if (name.length === end - start && this.text.startsWith(name, start)) return name;
    }
    return this.text.slice(start, end);
  }

  private skipAttributes(at: number): number {
    ATTRIBUTE.lastIndex = at;
    while (ATTRIBUTE.test(this.text)) at = ATTRIBUTE.lastIndex;
    while (isBlank(this.text.charCodeAt(at))) at++;
    return at;
  }

  private requireClosing(element: string): void {
    if (!this.closing || this.name !== element) throw this.unexpected(`</${element}>`);
  }

  /** Skips blanks, comments and processing instructions, of which the XML declaration looks like one. */
  private skipMisc(): void {
    const { text } = this;
    do {
      let at = this.position;
      while (isBlank(text.charCodeAt(at))) at++;
      this.position = at;
    } while (this.skipComment());
  }

  /** @returns whether there was a comment or a processing instruction at `position`. */
  private skipComment(): boolean {
    const next = this.text.charCodeAt(this.position + 1);
    if (next !== BANG && next !== QUESTION) return false;
    if (this.at("<!--")) this.through("-->", "<!--".length);
    else if (this.at("<?")) this.through("?>", "<?".length);
    else return false;
    return true;
  }

  /** Skips the document type with everything that it declares. */
  private skipDoctype(): void {
    if (!this.at("<!DOCTYPE")) return;
    let brackets = 0;
    for (;;) {
      if (this.skipComment()) continue;
      const character = this.text.charAt(this.position++);
      if (character === '"' || character === "'") this.through(character, 0);
      else if (character === "[") brackets++;
      else if (character === "]") brackets--;
      else if (character === ">" && brackets === 0) return;
      else if (character === "") throw this.malformed("The document type is not closed");
    }
  }

  private at(markup: string): boolean {
    return this.text.startsWith(markup, this.position);
  }

  /** Goes behind the next `end`; returns what stands before it, without the first `skip` units. */
  private through(end: string, skip: number): string {
    const start = this.position + skip;
    const stop = this.text.indexOf(end, start);
    if (stop < 0) throw this.malformed(`${quote(end)} is missing to close this`);
    this.position = stop + end.length;
    return this.text.slice(start, stop);
  }

  /** The error for the tag that was read last. */
  private unexpected(wanted: string): ShortcutError {
    const tag = this.text.slice(this.tag, this.position);
    return this.malformed(`${quote(tag)} stands where ${wanted} was expected`, this.tag);
  }

  private malformed(message: string, index = this.position): ShortcutError {
    return new ShortcutError("SC2001", `${message} (${lineAndColumn(this.text, index)}).`);
  }
}
