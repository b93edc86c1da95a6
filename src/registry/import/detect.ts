import { detectKind } from "../../container/detect.ts";
import { ShortcutError } from "../../diagnostics/error.ts";
import { decodeBinaryPlist } from "../../plist/binary.ts";
import { decodeJson } from "../../plist/json.ts";
import { isDict, type PlistDict, type PlistValue } from "../../plist/value.ts";
import { decodeXmlPlist } from "../../plist/xml.ts";
import type { ActionRecord } from "../records/record.ts";
import { isActionsData, readActionsData } from "./actions-data.ts";
import { isIntentDefinition, readIntentDefinition } from "./intent-definition.ts";
import { isSqlite, withSqlite } from "./sqlite.ts";
import { isToolKit, readToolKit } from "./tool-kit.ts";
import { isWFActions, readWFActions } from "./wf-actions.ts";

/** What a file with definitions of actions is, by what it holds. */
export type DefinitionsKind = "WFActions" | "intentdefinition" | "actionsdata" | "ToolKit";

export interface Definitions {
  kind: DefinitionsKind;
  records: ActionRecord[];
}

export interface DefinitionsOptions {
  /** Bundle id of the app whose definitions these are; some kinds of files do not say it. */
  app?: string | undefined;
  /** Bytes of `sql-wasm.wasm` of sql.js; only databases need them. */
  wasm: () => Uint8Array;
}

/**
 * Reads a file with definitions of actions. What it is, the bytes tell, never its name.
 *
 * @throws ShortcutError SC3101 if it defines no actions, SC3102 if it is damaged, SC3103 if the bundle id is needed and
 * not given; and what opening a file can throw.
 */
export async function readDefinitions(
  bytes: Uint8Array,
  { app, wasm }: DefinitionsOptions,
): Promise<Definitions> {
  if (isSqlite(bytes)) {
    return withSqlite(bytes, wasm(), (database) => {
      if (!isToolKit(database)) throw noDefinitions("a database, but not the ToolKit of Shortcuts");
      return { kind: "ToolKit", records: readToolKit(database) };
    });
  }
  const root = decode(bytes);
  if (!isDict(root)) throw noDefinitions("a property list, but no dictionary");
  if (isIntentDefinition(root)) {
    return { kind: "intentdefinition", records: readIntentDefinition(root, bundleId(app)) };
  }
  if (isActionsData(root)) return { kind: "actionsdata", records: readActionsData(root, bundleId(app)) };
  if (isWFActions(root)) return { kind: "WFActions", records: readWFActions(root) };
  throw noDefinitions(whatIs(root));
}

function decode(bytes: Uint8Array): PlistValue {
  const kind = detectKind(bytes);
  switch (kind) {
    case "binary":
      return decodeBinaryPlist(bytes);
    case "xml":
      return decodeXmlPlist(bytes);
    case "json":
      return decodeJson(bytes);
    default:
      throw noDefinitions("a shortcut");
  }
}

function whatIs(root: PlistDict): string {
  if ("WFWorkflowActions" in root) return "a shortcut";
  if ("CFBundleIdentifier" in root) return "the Info.plist of an app";
  return "a property list or JSON of another kind";
}

function noDefinitions(what: string): ShortcutError {
  return new ShortcutError("SC3101", `This file defines no actions: it is ${what}.`, {
    hint: "It takes WFActions.plist, an .intentdefinition, extract.actionsdata of an app, or the ToolKit database (~/Library/Shortcuts/ToolKit/Tools-*).",
  });
}

/** As Apple has them: letters, digits, hyphens and dots. */
const BUNDLE_ID = /^[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+$/;

/** Whether a text is one; an `Info.plist` in a project has a placeholder instead. */
export function isBundleId(text: string): boolean {
  return text.length <= 155 && BUNDLE_ID.test(text);
}

function bundleId(app: string | undefined): string {
  if (app !== undefined && isBundleId(app)) return app;
  const problem =
    app === undefined ? "This file does not say whose actions it defines" : "That is no bundle id";
  throw new ShortcutError(
    "SC3103",
    `${problem}, and identifiers of actions start with the app's bundle id.`,
    {
      hint: "Say it with --app, for instance --app com.example.Notes, or give the file as it lies in the app: its Info.plist says it.",
    },
  );
}
