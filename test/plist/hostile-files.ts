import type { ErrorCode } from "../../src/diagnostics/catalogue.ts";
import { array, ascii, bplist, counted, dictionary, trailer, uint, utf16 } from "./bplist.ts";

/** Files made to exhaust time, memory or the stack of a reader, with what each has to end in. */
export interface HostileFile {
  name: string;
  format: "binary" | "xml" | "json";
  bytes: () => Uint8Array;
  outcome: ErrorCode | "value";
}

const MEGABYTE = 1_000_000;

const xml = (head: string, repeated: string, tail = "", size = 10 * MEGABYTE) => {
  return () => Buffer.from(head + repeated.repeat(Math.ceil(size / repeated.length)) + tail);
};
const json = xml;

/** `levels` containers, each of which refers ten times to the next one. */
function tenfold(levels: number): number[][] {
  return Array.from({ length: levels }, (_, i) => array(new Array<number>(10).fill(i + 1)));
}

/** Many entries of the offset table for one object; the top object is an array of all of them. */
function overlapping(object: number[], entries: number): Uint8Array {
  const refs = array(Array.from({ length: entries }, (_, i) => i + 1), 3); // prettier-ignore
  const start = [...Buffer.from("bplist00"), ...refs, ...object];
  const offsets = [...uint(8, 4)];
  for (let i = 0; i < entries; i++) for (const byte of uint(8 + refs.length, 4)) offsets.push(byte);
  return Buffer.concat([
    Uint8Array.from(start),
    Uint8Array.from(offsets),
    Uint8Array.from(trailer(4, 3, entries + 1, 0, start.length)),
  ]);
}

const binaryFiles: [string, HostileFile["outcome"], () => Uint8Array][] = [
  ["array in itself", "SC2002", () => bplist([array([0, 0])])],
  ["dictionary in its value", "SC2002", () => bplist([dictionary([[1, 0]]), ascii("k")])],
  ["circle of 1000", "SC2002", () => bplist(Array.from({ length: 1000 }, (_, i) => array([(i + 1) % 1000], 2)), { refSize: 2 })], // prettier-ignore
  ["100,000 levels", "SC2002", () => bplist([...Array.from({ length: 100_000 }, (_, i) => array([i + 1], 3)), [9]], { refSize: 3, offsetSize: 3 })], // prettier-ignore
  ["bomb of 10^7", "SC2003", () => bplist([...tenfold(7), ascii("x")])],
  ["bomb of 2^400", "SC2003", () => bplist([...Array.from({ length: 400 }, (_, i) => array([i + 1, i + 1], 2)), [9]], { refSize: 2 })], // prettier-ignore
  ["bomb of dictionaries", "SC2003", () => bplist([...tenfold(6), dictionary([[7, 8]]), ascii("k"), [9]])],
  ["bomb of empty arrays", "SC2003", () => bplist([...tenfold(9), array([])])],
  ["array of 2^63", "SC2001", () => bplist([counted(0xa, 2n ** 63n, 8)])],
  ["dictionary of 2^40", "SC2001", () => bplist([counted(0xd, 2n ** 40n, 8)])],
  ["text of 2^31", "SC2001", () => bplist([counted(5, 2n ** 31n)])],
  ["UTF-16 of 2^63", "SC2001", () => bplist([counted(6, 2n ** 63n, 8)])],
  ["data of 2^53", "SC2001", () => bplist([counted(4, 2n ** 53n, 8)])],
  [
    "2^40 objects",
    "SC2001",
    () => Uint8Array.from([...Buffer.from("bplist00"), 9, 8, ...trailer(1, 1, 2 ** 40, 0, 9)]),
  ],
  ["30,000 times one text", "SC2003", () => overlapping(ascii("x".repeat(100_000)), 30_000)],
  ["30,000 times one UTF-16 text", "SC2003", () => overlapping(utf16("€".repeat(50_000)), 30_000)],
  ["30,000 times one data", "SC2003", () => overlapping([...counted(4, 100_000), ...new Array<number>(100_000).fill(7)], 30_000)], // prettier-ignore
  ["a million empty dictionaries", "value", () => bplist([array(new Array<number>(MEGABYTE).fill(1)), dictionary([])], { offsetSize: 3 })], // prettier-ignore
];

const laughs = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join("");

const textFiles: [HostileFile["format"], string, HostileFile["outcome"], () => Uint8Array][] = [
  [
    "xml",
    "billion laughs",
    "SC2001",
    () => Buffer.from(`<!DOCTYPE plist [<!ENTITY l0 "ha">${laughs}]><string>&l9;</string>`),
  ],
  ["xml", "external entity", "SC2001", () => Buffer.from('<!DOCTYPE p [<!ENTITY x SYSTEM "file:///etc/passwd">]><string>&x;</string>')], // prettier-ignore
  ["xml", "arrays", "SC2002", xml("", "<array>")],
  ["xml", "dictionaries", "SC2002", xml("<plist>", "<dict><key>k</key>")],
  ["xml", "an open comment", "SC2001", xml("<!--", "<!-- ")],
  ["xml", "comments in a text", "value", xml("<string>", "<!---->", "</string>")],
  ["xml", "CDATA in a text", "value", xml("<string>", "<![CDATA[&]]>", "</string>")],
  ["xml", "open brackets", "SC2001", xml("<!DOCTYPE p [", "[")],
  ["xml", "open comments in a document type", "SC2001", xml("<!DOCTYPE p [", "<!-- ")],
  ["xml", "ampersands", "value", xml("<string>", "&", "</string>")],
  ["xml", "references", "value", xml("<string>", "&amp;", "</string>")],
  ["xml", "a long reference", "SC2001", xml("<string>&", "a", ";</string>")],
  ["xml", "a long character number", "SC2001", xml("<string>&#", "1", ";</string>")],
  ["xml", "a long integer", "SC2001", xml("<integer>", "9", "</integer>")],
  ["xml", "a long hexadecimal integer", "SC2001", xml("<integer>0x", "f", "</integer>")],
  ["xml", "a long zero", "value", xml("<integer>0x", "0", "</integer>")],
  ["xml", "a long real", "SC2001", xml("<real>", "1", "x</real>")],
  ["xml", "a long real that is one", "value", xml("<real>.", "1", "</real>")],
  ["xml", "blanks in a real", "SC2001", xml("<real>1", "   ", "x</real>")],
  ["xml", "bad base64", "SC2001", xml("<data>", "AAAA", "*</data>")],
  ["xml", "blanks in base64", "value", xml("<data>", " \n", "AAAA</data>")],
  ["xml", "attributes", "value", xml("<true", ' a=""', "/>")],
  ["xml", "a long attribute", "SC2001", xml('<true a="', "a")],
  ["xml", "blanks in a tag", "SC2001", xml("<true", " ", "x")],
  ["xml", "a long name", "SC2001", xml("<", "a", ">")],
  ["xml", "lines", "SC2001", xml("", "\n\r", "?")],
  ["xml", "empty arrays", "value", xml("<array>", "<array/>", "</array>", 4 * MEGABYTE)],
  ["json", "arrays", "SC2002", json("", "[")],
  ["json", "objects", "SC2002", json("", '{"":')],
  ["json", "a long integer", "SC2004", json("", "9")],
  ["json", "a long real", "value", json("0.", "9", "e-99999999999")],
  ["json", "an open string", "SC2004", json('"', "a")],
  ["json", "escapes", "value", json('"', "\\n", '"', 4 * MEGABYTE)],
  ["json", "backslashes", "SC2004", json('"', "\\\\")],
  ["json", "blanks", "SC2004", json("", " \n")],
  ["json", "commas", "SC2004", json("[0", ",")],
  ["json", "empty objects", "value", json("[{}", ",{}", "]", 3 * MEGABYTE)],
];

export const hostileFiles: HostileFile[] = [
  ...binaryFiles.map(([name, outcome, bytes]) => ({ format: "binary" as const, name, outcome, bytes })),
  ...textFiles.map(([format, name, outcome, bytes]) => ({ format, name, outcome, bytes })),
];
