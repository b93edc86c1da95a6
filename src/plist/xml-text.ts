import { quote, ShortcutError } from "../diagnostics/error.ts";
import { decodeLatin1, decodeUnicode } from "./text.ts";

/** The text of an XML file in the encoding that it declares, with its lines ended by line feeds alone. */
export function decodeXmlText(bytes: Uint8Array): string {
  const start = decodeLatin1(bytes.subarray(0, 256));
  const encoding = /^\s*<\?xml[^>]*?\sencoding\s*=\s*["']([^"'>]*)["']/.exec(start)?.[1] ?? "UTF-8";
  const text = decodeDeclared(bytes, encoding);
  return text.includes("\r") ? text.replace(/\r\n?/g, "\n") : text;
}

function decodeDeclared(bytes: Uint8Array, encoding: string): string {
  switch (encoding.toLowerCase()) {
    case "utf-8":
    case "utf8":
    case "us-ascii":
    case "ascii":
    // Whoever can read the declaration byte by byte has no UTF-16: it was saved as something else afterwards.
    case "utf-16":
    case "utf-16le":
    case "utf-16be":
      return decodeUnicode(bytes, "SC2001");
    case "iso-8859-1":
    case "latin1":
      return decodeLatin1(bytes);
    default:
      throw new ShortcutError("SC2001", `The XML declares an unknown encoding, ${quote(encoding)}.`, {
        offset: 0,
        hint: "Convert the file to UTF-8.",
      });
  }
}
