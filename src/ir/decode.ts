import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { quote, ShortcutError } from "../diagnostics/error.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import type { Action } from "./workflow.ts";

const IDENTIFIER = "WFWorkflowActionIdentifier";
const PARAMETERS = "WFWorkflowActionParameters";

/**
 * A property list as a flat list of actions and the rest.
 *
 * @throws ShortcutError SC3001 if it is no shortcut at all, SC3002 if its list of actions is not a list.
 */
export function decodeActions(
  root: PlistValue,
  diagnostics: Diagnostic[],
): { properties: PlistDict; actions: Action[] } {
  if (!isDict(root) || !("WFWorkflowActions" in root)) {
    throw new ShortcutError("SC3001", notAShortcut(root), {
      hint: "Export the shortcut again from the Shortcuts app, or check that this is the right file.",
    });
  }
  const list = root["WFWorkflowActions"];
  if (!Array.isArray(list)) {
    throw new ShortcutError("SC3002", "WFWorkflowActions is not a list of actions.");
  }
  const properties = new PlistDict();
  for (const key in root) if (key !== "WFWorkflowActions") properties[key] = root[key]!;
  return { properties, actions: list.map((item, index) => decodeAction(item, index, diagnostics)) };
}

function decodeAction(value: PlistValue, index: number, diagnostics: Diagnostic[]): Action {
  if (!isDict(value)) return malformed(value, index, diagnostics);
  const identifier = value[IDENTIFIER];
  const parameters = value[PARAMETERS] ?? new PlistDict();
  if (typeof identifier !== "string" || identifier === "" || !isDict(parameters)) {
    return malformed(value, index, diagnostics);
  }
  const action: Action = { index, identifier, parameters };
  for (const key in value) {
    if (key === IDENTIFIER || key === PARAMETERS) continue;
    (action.extras ??= new PlistDict())[key] = value[key]!;
  }
  return action;
}

function malformed(value: PlistValue, index: number, diagnostics: Diagnostic[]): Action {
  diagnostics.push(
    diagnostic(
      "SC4005",
      "This action has no identifier, or parameters of the wrong type; it is written out raw.",
      {
        action: index,
      },
    ),
  );
  return { index, identifier: "", parameters: new PlistDict(), malformed: value };
}

/** Property lists that people take for shortcuts, by keys that all of their kind have. */
const KNOWN_LISTS: readonly (readonly [keys: readonly string[], what: string])[] = [
  [["AMApplicationBuild"], "an Automator workflow, whose actions are other ones"],
  [["workflowMetaData", "actions"], "an Automator workflow, whose actions are other ones"],
  [["$archiver"], "a keyed archive of some Apple program"],
  [["PayloadContent"], "a configuration profile"],
  [["INIntents"], "a definition of Siri intents (`shortcut2py registry import` reads those)"],
  [["CFBundleIdentifier"], "the description of an app or a bundle (Info.plist)"],
  [["WebBookmarkType"], "a list of Safari bookmarks"],
];

function notAShortcut(root: PlistValue): string {
  if (!isDict(root)) return "This property list is not a shortcut: it is not a dictionary.";
  const known = KNOWN_LISTS.find(([keys]) => keys.every((key) => key in root));
  if (known) return `This is ${known[1]}, not a shortcut.`;
  const keys = Object.keys(root).slice(0, 5);
  const named = keys.length > 0 ? ` Its first keys are ${keys.map(quote).join(", ")}.` : "";
  return `This property list is not a shortcut: it has no WFWorkflowActions.${named}`;
}
