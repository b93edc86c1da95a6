import { hasKeys, isDict, PlistDict, type PlistValue } from "../plist/value.ts";

/** Names of the serialization types that the dialect gives a form of their own (`api-docs/format.md`, 4). */
export const serialization = {
  textToken: "WFTextTokenString",
  attachment: "WFTextTokenAttachment",
  dictionary: "WFDictionaryFieldValue",
  array: "WFArrayParameterState",
  quantity: "WFQuantityFieldValue",
  timeOffset: "WFTimeOffsetValue",
  contacts: "WFContactFieldValue",
  filter: "WFContentPredicateTableTemplate",
} as const;

/** The payload of `{Value, WFSerializationType: type}` with exactly these two keys; undefined for anything else. */
export function unwrap(value: PlistValue | undefined, type: string): PlistValue | undefined {
  if (!isDict(value) || value["WFSerializationType"] !== type) return undefined;
  const payload = value["Value"];
  return payload !== undefined && hasKeys(value, 2) ? payload : undefined;
}

/** Whether a value holds the `Input` token of old files, which means the input of the action that has the value. */
export function holdsInput(value: PlistValue): boolean {
  if (Array.isArray(value)) return value.some(holdsInput);
  return isDict(value) && (value["Type"] === "Input" || Object.values(value).some(holdsInput));
}

/** Wraps a token into a WFTextTokenAttachment. */
export function attachmentOf(token: PlistDict): PlistDict {
  const attachment = new PlistDict();
  attachment["Value"] = token;
  attachment["WFSerializationType"] = serialization.attachment;
  return attachment;
}

/**
 * The UUID of the output that a token reads; undefined for any other value. Some programs write a token of an output as
 * a variable without a name.
 */
export function outputOf(token: PlistDict): string | undefined {
  const { Type: type, OutputUUID: uuid } = token;
  const isOutput = type === "ActionOutput" || (type === "Variable" && token["VariableName"] === undefined);
  return isOutput && typeof uuid === "string" ? uuid : undefined;
}

/** The token that stands for a named variable. */
export function variableToken(name: string): PlistDict {
  const token = new PlistDict();
  token["Type"] = "Variable";
  token["VariableName"] = name;
  return token;
}

/** The token that stands for an output. */
export function outputToken(uuid: string): PlistDict {
  const token = new PlistDict();
  token["Type"] = "ActionOutput";
  token["OutputUUID"] = uuid;
  return token;
}

/** The key under which a text holds the token whose placeholder stands at an offset. */
export function rangeKey(at: number): string {
  return RANGE_KEYS[at] ?? `{${at}, 1}`;
}

/** Most placeholders stand near the beginning, and a dictionary finds a key faster that is not made anew. */
const RANGE_KEYS: readonly string[] = Array.from({ length: 256 }, (_, at) => `{${at}, 1}`);

/** The variables that a repeat defines: the n-th of enclosing repeats, counted from 1, `count` and `each` alike. */
export function repeatVariable(what: "Item" | "Index", depth: number): string {
  return depth === 1 ? `Repeat ${what}` : `Repeat ${what} ${depth}`;
}

/** The token of a text that is nothing but one variable; undefined for anything else. */
export function loneVariable(value: PlistValue | undefined): PlistDict | undefined {
  const payload = unwrap(value, serialization.textToken);
  if (!isDict(payload) || payload["string"] !== "\ufffc" || !hasKeys(payload, 2)) return undefined;
  const ranges = payload["attachmentsByRange"];
  if (!isDict(ranges) || !hasKeys(ranges, 1)) return undefined;
  const token = ranges["{0, 1}"];
  return token !== undefined && isDict(token) ? token : undefined;
}

/** `{Type: "Variable", Variable: attachment}`, as an If holds its input; undefined for anything else. */
export function unwrapConditionInput(value: PlistValue | undefined): PlistDict | undefined {
  if (!isDict(value) || value["Type"] !== "Variable" || !hasKeys(value, 2)) return undefined;
  const inner = value["Variable"];
  return isDict(inner) ? inner : undefined;
}
