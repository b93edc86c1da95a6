import { table } from "./table.ts";
import type { Environment } from "./environment.ts";
import { dictionaryText, itemText } from "./text.ts";
import { extensionOf, type FileItem, type Item } from "./value.ts";

/** Uniform types by extension. */
const TYPES = table<string>({
  txt: "public.plain-text",
  md: "net.daringfireball.markdown",
  json: "public.json",
  csv: "public.comma-separated-values-text",
  html: "public.html",
  htm: "public.html",
  xml: "public.xml",
  plist: "com.apple.property-list",
  shortcut: "com.apple.shortcut",
  rtf: "public.rtf",
  vcf: "public.vcard",
  ics: "com.apple.ical.ics",
  js: "com.netscape.javascript-source",
  css: "public.css",
  png: "public.png",
  jpg: "public.jpeg",
  jpeg: "public.jpeg",
  heic: "public.heic",
  gif: "com.compuserve.gif",
  tiff: "public.tiff",
  bmp: "com.microsoft.bmp",
  webp: "org.webmproject.webp",
  pdf: "com.adobe.pdf",
  mp3: "public.mp3",
  m4a: "public.mpeg-4-audio",
  wav: "com.microsoft.waveform-audio",
  mp4: "public.mpeg-4",
  mov: "com.apple.quicktime-movie",
  zip: "public.zip-archive",
  gz: "org.gnu.gnu-zip-archive",
  tar: "public.tar-archive",
  webarchive: "com.apple.webarchive",
});

/** Uniform types by MIME type, for what the web answers. */
export const MIME_TYPES = table<string>({
  "application/json": "public.json",
  "text/json": "public.json",
  "text/html": "public.html",
  "application/xhtml+xml": "public.html",
  "text/plain": "public.plain-text",
  "text/csv": "public.comma-separated-values-text",
  "text/xml": "public.xml",
  "application/xml": "public.xml",
  "application/pdf": "com.adobe.pdf",
  "application/zip": "public.zip-archive",
  "image/png": "public.png",
  "image/jpeg": "public.jpeg",
  "image/gif": "com.compuserve.gif",
  "image/webp": "org.webmproject.webp",
  "image/heic": "public.heic",
  "text/vcard": "public.vcard",
  "text/calendar": "com.apple.ical.ics",
  "application/x-plist": "com.apple.property-list",
  "audio/mpeg": "public.mp3",
  "video/mp4": "public.mpeg-4",
});

export function typeOfExtension(extension: string): string {
  return TYPES[extension.toLowerCase()] ?? "public.data";
}

/** The extension that a file of a type usually has; "" where there is none. */
export function extensionOfType(type: string): string {
  for (const extension in TYPES) if (TYPES[extension] === type) return extension;
  return "";
}

export const FOLDER = "public.folder";

export function isFolder(item: Item): item is FileItem {
  return item.kind === "file" && item.type === FOLDER;
}

/** Any item as a file: what it is called and what it holds, as it is saved (1.6, 1.7). */
export function fileOf(item: Item, env: Environment): FileItem {
  switch (item.kind) {
    case "file":
      return item;
    case "dictionary":
      return madeFile(item.name ?? "Dictionary", "json", dictionaryText(item, env));
    case "richText":
      if (item.html !== undefined) return madeFile(item.name ?? "Rich Text", "html", item.html);
      return madeFile(item.name ?? firstWords(item.text), "rtf", item.text);
    case "url":
      return madeFile(item.name ?? "URL", "txt", item.url);
    default: {
      const content = itemText(item, env);
      return madeFile(item.name ?? firstWords(content), "txt", content);
    }
  }
}

/** A name that says its type keeps it; any other gets the extension. */
function madeFile(name: string, extension: string, content: string): FileItem {
  const own = extensionOf(name);
  const type = typeOfExtension(own === "" ? extension : own);
  return { kind: "file", name: own === "" ? `${name}.${extension}` : name, type, content };
}

/** A file that is made of a text without a name is called after its beginning. */
function firstWords(content: string): string {
  const line = /[^\r\n]*/.exec(content.trim())![0].slice(0, 40).trim().replaceAll("/", ":");
  return line === "" ? "Text" : line;
}

const encoder = new TextEncoder();

/** The bytes of a file; undefined where only its name is known. */
export function bytesOfFile(file: FileItem): Uint8Array | undefined {
  if (typeof file.content === "string") return encoder.encode(file.content);
  return file.content ?? undefined;
}
