import { EPOCH_2001 } from "../plist/epoch.ts";
import { encodeXmlPlist } from "../plist/xml-writer.ts";
import { PlistDate, PlistDict, PlistReal, type PlistValue } from "../plist/value.ts";
import { ShortcutError } from "../diagnostics/error.ts";
import type { Environment } from "./environment.ts";
import { ActionFailure } from "./stop.ts";
import { itemText } from "./text.ts";
import type { Cell, DictionaryItem } from "./value.ts";

/** A dictionary as the text of an XML property list. */
export function xmlPlist(dictionary: DictionaryItem, env: Environment): string {
  try {
    return new TextDecoder().decode(encodeXmlPlist(plistOf(dictionary, env)));
  } catch (error) {
    if (error instanceof ShortcutError) throw new ActionFailure(error.message);
    throw error;
  }
}

function plistOf(cell: Cell, env: Environment): PlistValue {
  if (cell === null) return "";
  if (!("kind" in cell)) return cell.map((inner) => plistOf(inner, env));
  switch (cell.kind) {
    case "boolean":
      return cell.value;
    case "number":
      return cell.value.isInteger() && cell.value.abs().lt(Number.MAX_SAFE_INTEGER)
        ? cell.value.toNumber()
        : new PlistReal(cell.value.toNumber());
    case "date":
      return new PlistDate(cell.time / 1000 - EPOCH_2001);
    case "dictionary": {
      const dict = new PlistDict();
      for (const [key, inner] of cell.entries) dict[key] = plistOf(inner, env);
      return dict;
    }
    default:
      // What XML cannot hold is not there.
      return itemText(cell, env).replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "");
  }
}
