import { extensionOfType } from "./files.ts";
import type { FileItem } from "./value.ts";

/** First bytes, as Latin-1, and the type that they tell. */
const SIGNATURES: [start: RegExp, type: string][] = [
  [/^\x89PNG/, "public.png"],
  [/^\xff\xd8\xff/, "public.jpeg"],
  [/^GIF8/, "com.compuserve.gif"],
  [/^%PDF/, "com.adobe.pdf"],
  [/^PK\x03\x04/, "public.zip-archive"],
  [/^\x1f\x8b/, "org.gnu.gnu-zip-archive"],
  [/^bplist00/, "com.apple.property-list"],
  [/^....ftyp(?:heic|heix|mif1)/s, "public.heic"],
  [/^....ftypM4A/s, "public.mpeg-4-audio"],
  [/^....ftyp/s, "public.mpeg-4"],
  [/^ID3|^\xff[\xfb\xf3]/, "public.mp3"],
  [/^RIFF....WEBP/s, "org.webmproject.webp"],
  [/^RIFF....WAVE/s, "com.microsoft.waveform-audio"],
  [/^(?:II\*\0|MM\0\*)/, "public.tiff"],
  [/^BEGIN:VCARD/i, "public.vcard"],
  [/^\s*<(?:!doctype html|html)/i, "public.html"],
  [/^\s*<\?xml[^]*<plist/i, "com.apple.property-list"],
];

const decoder = new TextDecoder("utf-8", { fatal: true });

/** Bytes as a file of the type that they tell; UTF-8 of no other type is plain text. */
export function sniff(bytes: Uint8Array, name: string): FileItem {
  const start = String.fromCharCode(...bytes.subarray(0, 300));
  const known = SIGNATURES.find(([signature]) => signature.test(start))?.[1];
  const content = textOf(bytes);
  const type = known ?? (content === undefined ? "public.data" : "public.plain-text");
  const extension = extensionOfType(type);
  const size = type === "public.png" ? pngSize(bytes) : undefined;
  return {
    kind: "file",
    name: extension === "" ? name : `${name}.${extension}`,
    type,
    content: content ?? bytes,
    ...size,
  };
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function pngSize(bytes: Uint8Array): { width: number; height: number } | undefined {
  if (bytes.length < 24) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return { width: view.getUint32(16), height: view.getUint32(20) };
}
