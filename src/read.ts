import { openContainer, type Opened } from "./container/index.ts";
import { diagnostic, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { decodeActions } from "./ir/decode.ts";
import { refuseICloudRecord } from "./ir/icloud-record.ts";
import { locateShortcut } from "./ir/locate.ts";
import type { Workflow } from "./ir/workflow.ts";
import { nestBlocks } from "./passes/control-flow.ts";
import { decodeBinaryPlist } from "./plist/binary.ts";
import { readSpellings } from "./plist/json-spellings.ts";
import { decodeJson } from "./plist/json.ts";
import type { PlistValue } from "./plist/value.ts";
import { decodeXmlPlist } from "./plist/xml.ts";

/** A file, opened and decoded, before anything is written. */
export interface Reading {
  /** What kind of file it is, and the property list in it, still as bytes. */
  container: Opened;
  /** The property list, or what stands in its place in a JSON dump. */
  document: PlistValue;
  /** The shortcut: its properties, its actions in a row, and the same actions as a tree of blocks. */
  workflow: Workflow;
  /** What its reader should know about the file. Writing adds to them. */
  diagnostics: Diagnostic[];
}

/**
 * Reads the bytes of any Shortcuts file: binary or XML property list, signed file, Apple Archive, or a JSON dump, also
 * where the shortcut is the only one in a record, a list, or a text. The kind is told by the bytes.
 *
 * @throws ShortcutError if the bytes hold no shortcut, or several.
 */
export function readShortcut(bytes: Uint8Array): Reading {
  return readFile(bytes, 0);
}

/** A file in the text of a file in the text of a file is no shortcut that anybody holds. */
const MOST_WRAPPINGS = 4;

function readFile(bytes: Uint8Array, wrappings: number): Reading {
  const container = openContainer(bytes);
  const diagnostics: Diagnostic[] = [];
  const document = decodePayload(container, diagnostics);
  refuseICloudRecord(document);
  const located = locateShortcut(document);
  if (located.kind !== "root") diagnostics.push(diagnostic("SC4021", located.how));
  if (located.kind === "file" && wrappings < MOST_WRAPPINGS) {
    const { workflow, diagnostics: inner } = readFile(located.bytes, wrappings + 1);
    return { container, document, workflow, diagnostics: [...diagnostics, ...inner] };
  }
  const root = located.kind === "file" ? document : located.root;
  const { properties, actions } = decodeActions(root, diagnostics);
  const body = nestBlocks(actions, diagnostics);
  return { container, document, workflow: { properties, actions, body }, diagnostics };
}

function decodePayload({ payload, payloadKind }: Opened, diagnostics: Diagnostic[]): PlistValue {
  switch (payloadKind) {
    case "binary":
      return decodeBinaryPlist(payload);
    case "xml":
      return decodeXmlPlist(payload, (message) => diagnostics.push(diagnostic("SC4020", message)));
    case "json": {
      const message =
        "This is a JSON dump made by another program: raw data and dates may have changed their type.";
      diagnostics.push(diagnostic("SC4010", message));
      return readSpellings(decodeJson(payload));
    }
  }
}
