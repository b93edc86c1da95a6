import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeJson } from "../../src/plist/json.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { corpusFiles } from "../support/corpus.ts";

/** The value of every readable file of the corpus; none without a corpus. */
export function corpusValues(): { name: string; value: PlistValue }[] {
  return corpusFiles("files").map(({ name, bytes }) => ({ name, value: decoderOf(name)(bytes) }));
}

function decoderOf(name: string): (bytes: Uint8Array) => PlistValue {
  if (name.endsWith(".shortcut")) return decodeBinaryPlist;
  return name.endsWith(".json") ? decodeJson : decodeXmlPlist;
}
