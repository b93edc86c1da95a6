import { ShortcutError } from "../diagnostics/error.ts";
import { parseBase64 } from "../plist/scalars.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";

const ACTIONS = "WFWorkflowActions";
const ACTION_KEYS = ["WFWorkflowActionIdentifier", "WFWorkflowActionParameters"];

/** Where the shortcut stands in a file that holds it inside something else. */
export type Located =
  /** The file's own root, as the Shortcuts app writes it; also whatever holds no shortcut, which its reader refuses. */
  | { kind: "root"; root: PlistValue }
  /** In a record, a list of one, or without the dictionary around its actions; `how` says which, for people. */
  | { kind: "inside"; root: PlistDict; how: string }
  /** A file of any kind, as a text or in base64. */
  | { kind: "file"; bytes: Uint8Array; how: string };

/** Records stand in records: a page of results holds rows, which hold shortcuts. */
const MOST_LEVELS = 4;

/**
 * Finds the one shortcut in a decoded file. Exporters put it into records of their own, beside its name and category
 * (`{"title": ..., "shortcut": {...}}`), as a value, as the text of a file, or as base64; readers of property lists
 * hand it out in a list of one (`[{...}]`); the app's own database stores the list of actions alone; and a
 * single action is what people copy.
 *
 * @throws ShortcutError SC1012 if there are several shortcuts in it
 */
export function locateShortcut(root: PlistValue): Located {
  if (isDict(root) && ACTIONS in root) return { kind: "root", root };
  const found: Located[] = [];
  for (const located of shortcutsIn(root, 0)) {
    found.push(located);
    if (found.length > 1) throw several(root);
  }
  return found[0] ?? { kind: "root", root };
}

/** Whether a value is one action, rather than a shortcut or anything else. */
export function isAction(value: PlistValue | undefined): value is PlistDict {
  return isDict(value) && !(ACTIONS in value) && typeof value[ACTION_KEYS[0]!] === "string";
}

function* shortcutsIn(value: PlistValue | undefined, level: number): Generator<Located> {
  if (typeof value === "string") {
    const bytes = fileInText(value);
    if (bytes) yield { kind: "file", bytes, how: "The shortcut is the text of a field." };
  } else if (Array.isArray(value)) {
    if (value.some(isAction)) {
      yield { kind: "inside", root: around(value), how: "The file is a list of actions alone." };
    } else if (level < MOST_LEVELS) {
      for (const item of value) yield* shortcutsIn(item, level + 1);
    }
  } else if (isDict(value)) {
    if (ACTIONS in value) yield { kind: "inside", root: value, how: "The shortcut is part of a record." };
    else if (isAction(value)) {
      yield { kind: "inside", root: around([value]), how: "The file is a single action." };
    } else if (level < MOST_LEVELS) {
      for (const key of Object.keys(value)) yield* shortcutsIn(value[key], level + 1);
    }
  }
}

function around(actions: PlistValue[]): PlistDict {
  const root = new PlistDict();
  root[ACTIONS] = actions;
  return root;
}

/** How files begin that hold a shortcut: as text, and in base64 (`bplist0`, `AEA1`, `AA01`, `<?xml`, `<plist`). */
const TEXT_START = /^\s*(?:<\?xml|<!DOCTYPE plist|<plist|[{[])/;
const BASE64_START = /^\s*(?:YnBsaXN0MD|QUVBM[Q-Z]|QUEwM[Q-Z]|PD94bW|PHBsaXN0|eyJXRld)/;

/** The bytes of a shortcut's file that a text holds, as it is or in base64; undefined for any other text. */
export function fileInText(text: string): Uint8Array | undefined {
  if (TEXT_START.test(text)) {
    return text.includes("WFWorkflowAction") ? new TextEncoder().encode(text) : undefined;
  }
  return BASE64_START.test(text) ? parseBase64(text) : undefined;
}

function several(root: PlistValue): ShortcutError {
  const subject = Array.isArray(root) ? "This list" : "This file";
  return new ShortcutError("SC1012", `${subject} holds several shortcuts, not one.`, {
    hint: "The commands read each of them: convert with -o FOLDER/ or --json, inspect, and batch.",
  });
}
