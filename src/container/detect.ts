import { quote, ShortcutError } from "../diagnostics/error.ts";
import { isAppleArchive } from "./apple-archive.ts";
import { hasAscii } from "./bytes.ts";

/** How a property list is written. JSON is not Apple's: other programs dump shortcuts that way. */
export type PayloadKind = "binary" | "xml" | "json";

/** What a file is: a signed shortcut (AEA), a bare Apple Archive, or a bare property list. */
export type ContainerKind = "signed" | "archive" | PayloadKind;

/**
 * Tells by the bytes what a file is.
 *
 * @throws ShortcutError SC1001 empty, SC1002 a known kind of file that cannot hold a shortcut, SC1003 no known kind.
 */
export function detectKind(bytes: Uint8Array): ContainerKind {
  return detect(bytes, "This file");
}

/**
 * Tells how the property list is written that was found in an archive.
 *
 * @throws ShortcutError as {@link detectKind}
 */
export function detectPayload(bytes: Uint8Array): PayloadKind {
  const subject = "The Shortcut.wflow in this archive";
  const kind = detect(bytes, subject);
  if (kind === "signed" || kind === "archive") throw foreign(subject, "itself an archive");
  return kind;
}

function detect(bytes: Uint8Array, subject: string): ContainerKind {
  const start = bytes.findIndex((byte) => byte > 0x20);
  if (start < 0) throw empty(bytes, subject);
  if (hasAscii(bytes, 0, "AEA1")) return "signed";
  if (isAppleArchive(bytes)) return "archive";
  if (hasAscii(bytes, 0, "bplist0")) return "binary";
  const known = FOREIGN.find(([magic, , , at = 0]) => hasAscii(bytes, at, magic));
  if (known) throw foreign(subject, known[1], known[2]);

  const head = decodeHead(bytes, start);
  if (head.startsWith("<")) return detectMarkup(head, subject);
  if (head.startsWith("{") || head.startsWith("[")) return "json";
  if (/\p{Cc}|\uFFFD/u.test(head.replace(/[\t\n\f\r]/g, ""))) throw unknown(bytes, subject);
  throw plainText(head, subject);
}

/** Kinds of files that begin with (or hold at an offset) certain bytes: those bytes, the kind, a hint, the offset. */
const FOREIGN: readonly (readonly [magic: string, kind: string, hint?: string | undefined, at?: number])[] = [
  [
    "version https://git-lfs.github.com/spec/",
    "a git-lfs pointer, which stands in for the real file",
    "Run `git lfs pull` in that repository to get the real file.",
  ],
  ["PK\x03\x04", "a zip archive", "Unpack it and try the files in it."],
  ["PK\x05\x06", "an empty zip archive"],
  ["\x1F\x8B", "a gzip archive", "Unpack it and try what is in it."],
  ["BZh", "a bzip2 archive", "Unpack it and try what is in it."],
  ["\xFD7zXZ\0", "an xz archive", "Unpack it and try what is in it."],
  ["7z\xBC\xAF\x27\x1C", "a 7-Zip archive", "Unpack it and try the files in it."],
  ["Rar!\x1A\x07", "a RAR archive", "Unpack it and try the files in it."],
  ["ustar", "a tar archive", "Unpack it and try the files in it.", 257],
  ["xar!", "a xar archive (a macOS installer package or Safari extension)"],
  ["bplist", "a binary property list of a kind that Shortcuts does not write"],
  ["bvx", "bare LZFSE data, which needs the archive around it"],
  [
    "SQLite format 3\0",
    "an SQLite database",
    "The commands read the library of the Shortcuts app; the library function takes one shortcut.",
  ],
  ["%PDF-", "a PDF document"],
  ["\x89PNG\r\n\x1A\n", "a PNG image"],
  ["\xFF\xD8\xFF", "a JPEG image"],
  ["GIF8", "a GIF image"],
  ["RIFF", "a RIFF file (a WebP image, a sound or a video)"],
  ["II*\0", "a TIFF image"],
  ["MM\0*", "a TIFF image"],
  ["icns", "an icon file"],
  ["ftyp", "an MPEG-4 or HEIC file (a video, a sound or an image)", undefined, 4],
  ["ID3", "an MP3 file"],
  ["\xCF\xFA\xED\xFE", "a Mach-O program"],
  ["\xCE\xFA\xED\xFE", "a Mach-O program"],
  ["\xCA\xFE\xBA\xBE", "a Mach-O program or a Java class"],
  ["\x7FELF", "an ELF program"],
  ["MZ", "a Windows program"],
  ["\xD0\xCF\x11\xE0", "an old Microsoft Office document"],
  ["0\x82", "a certificate or another ASN.1 structure"],
  ["{\\rtf", "a rich text document"],
];

/** Enough to tell one kind of text from another. */
const HEAD_SIZE = 4096;

/** The beginning of what text the file holds, if it holds text, from the first character that is not blank. */
function decodeHead(bytes: Uint8Array, start: number): string {
  if (hasAscii(bytes, 0, "\xFF\xFE")) return decodeText("utf-16le", bytes, 0);
  if (hasAscii(bytes, 0, "\xFE\xFF")) return decodeText("utf-16be", bytes, 0);
  // Without a mark, the first characters tell: those of markup and JSON are ASCII.
  const [b0, b1, b2, b3] = bytes;
  if (b0 && b1 === 0 && b2 && b3 === 0) return decodeText("utf-16le", bytes, 0);
  if (b0 === 0 && b1 && b2 === 0 && b3) return decodeText("utf-16be", bytes, 0);
  return decodeText("utf-8", bytes, start);
}

function decodeText(encoding: string, bytes: Uint8Array, start: number): string {
  // As a stream: the head may end within a character.
  const decoder = new TextDecoder(encoding);
  return decoder.decode(bytes.subarray(start, start + HEAD_SIZE), { stream: true }).trimStart();
}

/** What stands before the outermost element: a declaration, a comment, a document type. */
const MARKUP_PROLOG = /^(?:<\?[^]*?\?>|<!--[^]*?-->|<!doctype\s[^[>]*(?:\[[^\]]*\]\s*)?>)\s*/i;

function detectMarkup(head: string, subject: string): ContainerKind {
  let rest = head;
  let isHtml = false;
  for (let prolog = MARKUP_PROLOG.exec(rest); prolog; prolog = MARKUP_PROLOG.exec(rest)) {
    isHtml ||= /^<!doctype\s+html/i.test(prolog[0]);
    rest = rest.slice(prolog[0].length);
  }
  const root = /^<([\p{L}_][\p{L}\p{N}_:.-]*)/u.exec(rest)?.[1];
  if (isHtml || /^(?:html|head|body|meta|title|script|div)$/i.test(root ?? "")) {
    throw foreign(
      subject,
      "a saved web page",
      "Download the shortcut itself: the page probably has a download link.",
    );
  }
  if (root === undefined && !/^<[?!]/.test(head)) throw plainText(head, subject);
  // Without a root element in sight, the XML reader is the one to say what is wrong.
  if (root === undefined || /^(?:plist|dict|array|key)$/.test(root)) return "xml";
  throw foreign(subject, `an XML file, but no property list: its outermost element is ${quote(root)}`);
}

function empty(bytes: Uint8Array, subject: string): ShortcutError {
  const message =
    bytes.length === 0 ? `${subject} is empty.` : `${subject} is blank: ${bytes.length} bytes of nothing.`;
  return new ShortcutError("SC1001", message, { hint: "Download or export it again." });
}

function foreign(subject: string, kind: string, hint?: string): ShortcutError {
  const message = `${subject} is not a shortcut. It is ${kind}.`;
  return new ShortcutError("SC1002", message, { ...(hint === undefined ? {} : { hint }), offset: 0 });
}

function plainText(head: string, subject: string): ShortcutError {
  if (/^https?:\/\/\S+\s*$/.test(head)) {
    const hint = "Open the link, add the shortcut, and export it from the Shortcuts app.";
    return foreign(subject, "a link", hint);
  }
  return foreign(subject, "plain text");
}

function unknown(bytes: Uint8Array, subject: string): ShortcutError {
  const first = Array.from(bytes.subarray(0, 16), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return new ShortcutError("SC1003", `${subject} is of no known kind. It begins with the bytes ${first}.`, {
    hint: "A shortcut is a signed file (AEA1), a property list (binary or XML), or a JSON dump of one.",
    offset: 0,
  });
}
