import { table } from "../table.ts";
import { md5, sha1 } from "@noble/hashes/legacy.js";
import { sha256, sha512 } from "@noble/hashes/sha2.js";
import { bytesToHex } from "@noble/hashes/utils.js";
import { decodeBase64, encodeBase64 } from "../base64.ts";
import type { ActionHandler } from "../context.ts";
import { bytesOfFile, fileOf } from "../files.ts";
import { sniff } from "../sniff.ts";
import { itemText } from "../text.ts";
import { percentDecode, percentEncode } from "../query.ts";
import { text, type Item, type Value } from "../value.ts";

const KEPT = /[A-Za-z0-9\-._~!$'()*+,;:@/]/;

/** URL Encode (3.1). */
const urlEncode: ActionHandler = (context) => {
  const decodes = context.choice("WFEncodeMode", "Encode") === "Decode";
  return context.input().map((item) => {
    const content = itemText(item, context.env);
    if (decodes) return text(percentDecode(content));
    if (/[^A-Za-z0-9\s]/.test(content)) context.env.question(26);
    const encoded = percentEncode(content, KEPT);
    context.env.charge(encoded.length);
    return text(encoded);
  });
};

const LINE_LENGTHS = table<number>({
  "Every 64 Characters": 64,
  "Every 76 Characters": 76,
});

/** Base64 Encode (3.1): of the bytes of a file, of the text of anything else; lines end with CR LF. */
const base64: ActionHandler = (context) => {
  if (context.choice("WFEncodeMode", "Encode") === "Decode") {
    return context.input().map((item): Item => {
      const bytes = decodeBase64(itemText(item, context.env));
      if (bytes === undefined) return context.fail("This is no Base64.");
      return sniff(bytes, "Base64 Decoded");
    });
  }
  const width = LINE_LENGTHS[context.choice("WFBase64LineBreakMode", "Every 76 Characters")];
  return context.input().flatMap((item): Value => {
    const bytes = bytesOfFile(fileOf(item, context.env));
    if (bytes === undefined) return context.unknown("the content of a file");
    const encoded = encodeBase64(bytes);
    context.env.charge(encoded.length);
    const lines = width === undefined ? encoded : inLines(encoded, width);
    return [text(lines)];
  });
};

function inLines(encoded: string, width: number): string {
  const lines: string[] = [];
  for (let at = 0; at < encoded.length; at += width) lines.push(encoded.slice(at, at + width));
  return lines.join("\r\n");
}

const HASHES = table<(bytes: Uint8Array) => Uint8Array>({
  MD5: md5,
  SHA1: sha1,
  SHA256: sha256,
  SHA512: sha512,
});

/** Generate Hash (3.1): lower-case hexadecimal. */
const hash: ActionHandler = (context) => {
  const name = context.choice("WFHashType", "MD5").replace("-", "");
  const digest = HASHES[name] ?? context.fail(`There is no hash "${name}".`);
  return context.input().flatMap((item): Value => {
    const bytes = bytesOfFile(fileOf(item, context.env));
    if (bytes === undefined) return context.unknown("the content of a file");
    return [text(bytesToHex(digest(bytes)))];
  });
};

export const encode: Record<string, ActionHandler> = { urlencode: urlEncode, base64encode: base64, hash };
