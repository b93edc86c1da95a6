import { serialization, unwrap } from "../ir/token.ts";
import type { Action, BlockNode } from "../ir/workflow.ts";
import { isDict, strictEqual, type PlistValue } from "../plist/value.ts";

/**
 * Where the value comes from that an action takes when its input parameter is absent
 * (the "pipe", `api-docs/format.md`, 2.5); null where the pipe is empty.
 */
export type Source =
  /** What the shortcut was started with. */
  | { kind: "input" }
  /** The output of an action. */
  | { kind: "output"; action: Action }
  /** A variable, handed on by an action that passes its input through. */
  | { kind: "value"; value: PlistValue; origin: Action; written: number }
  /** The result of a block: what its last action left on the pipe. */
  | { kind: "block"; node: BlockNode }
  | null;

/**
 * Whether a value is a variable that may be read a second time, by the action behind the one that hands it on: not a
 * question to the user, and nothing so long that a program of many such actions would be all repetition.
 */
export function isRereadable(value: PlistValue): boolean {
  const token = unwrap(value, serialization.attachment);
  if (!isDict(token) || token["Type"] === "Ask") return false;
  // No app writes a variable that holds more than names.
  for (const key in token) if (key !== "Aggrandizements" && typeof token[key] !== "string") return false;
  const chain = token["Aggrandizements"];
  return !Array.isArray(chain) || (chain.length <= MOST_STEPS && chain.every(isShort));
}

/** Whether a variable may be another when it is read again, after the variable of this name has been set to it. */
export function isFleeting(value: PlistValue, name: string): boolean {
  const token = unwrap(value, serialization.attachment);
  const type = isDict(token) ? token["Type"] : undefined;
  return type === "Clipboard" || type === "CurrentDate" || variableOf(value) === name;
}

const MOST_STEPS = 4;
const LONGEST_TEXT = 200;

function isShort(step: PlistValue): boolean {
  return isDict(step) && Object.values(step).every(isShortField);
}

function isShortField(field: PlistValue): boolean {
  if (typeof field === "string") return field.length <= LONGEST_TEXT;
  return isDict(field) ? Object.keys(field).length === 0 : typeof field !== "object";
}

/** Whether all ways through a block leave the same, which then is its result. */
export function allSame(sources: readonly Source[]): boolean {
  const [first] = sources;
  return first !== undefined && sources.every((source) => source === first || isSame(first, source));
}

function isSame(a: Source, b: Source): boolean {
  switch (a?.kind) {
    case undefined:
      return b === null;
    case "input":
      return b?.kind === "input";
    case "output":
      return b?.kind === "output" && a.action === b.action;
    case "block":
      return b?.kind === "block" && a.node === b.node;
    case "value":
      return b?.kind === "value" && a.written === b.written && strictEqual(a.value, b.value);
  }
}

/** The name of the variable whose token a value is; undefined for any other value. */
export function variableOf(value: PlistValue): string | undefined {
  const token = isDict(value) ? value["Value"] : undefined;
  if (!isDict(token) || token["Type"] !== "Variable") return undefined;
  const name = token["VariableName"];
  return typeof name === "string" ? name : undefined;
}
