import { EPOCH_2001 } from "../plist/epoch.ts";
import { isDict, PlistDate, PlistReal, type PlistDict, type PlistValue } from "../plist/value.ts";
import { aggrandize } from "./aggrandizement.ts";
import { Decimal } from "./decimal.ts";
import { cellOfPlist } from "./plist-cell.ts";
import type { Scope } from "./scope.ts";
import { NeedsPlaceholder } from "./stop.ts";
import { textOf } from "./text.ts";
import { boolean, date, itemsOf, NOTHING, number, text, type Value } from "./value.ts";
import { wordOf } from "./word.ts";

const PLACEHOLDER_SIGN = "\ufffc";

/** The token in an envelope of a single one; the token of an If's input too. Undefined for any other value. */
export function tokenOf(value: PlistValue | undefined): PlistDict | undefined {
  if (!isDict(value)) return undefined;
  const type = value["WFSerializationType"];
  if (type === "WFTextTokenAttachment") return isDict(value["Value"]) ? value["Value"] : undefined;
  if (type === "WFTokenAttachmentParameterState") return tokenOf(value["Value"]);
  const inner = value["Variable"];
  if (type === undefined && value["Type"] === "Variable" && isDict(inner)) return tokenOf(inner);
  return type === undefined && typeof value["Type"] === "string" && TOKEN_TYPES.has(value["Type"])
    ? value
    : undefined;
}

const TOKEN_TYPES: ReadonlySet<string> = new Set([
  "ActionOutput",
  "Variable",
  "ExtensionInput",
  "Clipboard",
  "CurrentDate",
  "Ask",
  "DeviceDetails",
  "Input",
]);

/** A token's value: what it refers to, with its steps applied (1.11). */
export function resolveToken(token: PlistDict, scope: Scope): Value {
  const base = baseOf(token, scope);
  const steps = token["Aggrandizements"];
  return Array.isArray(steps) && steps.length > 0 ? aggrandize(base, steps, scope) : base;
}

function baseOf(token: PlistDict, scope: Scope): Value {
  switch (token["Type"]) {
    case "ActionOutput":
      return scope.output(wordOf(token["OutputUUID"]));
    case "Variable": {
      const name = token["VariableName"];
      if (typeof name === "string") return scope.variable(name);
      const uuid = token["OutputUUID"];
      return typeof uuid === "string" ? scope.output(uuid) : NOTHING;
    }
    case "ExtensionInput":
      return scope.shortcutInput();
    case "Clipboard":
      return scope.clipboard();
    case "CurrentDate":
      return [date(scope.env.now)];
    case "Ask":
      return scope.ask(typeof token["Prompt"] === "string" ? token["Prompt"] : "");
    case "DeviceDetails":
      return deviceDetails(token, scope);
    case "Input":
      return scope.actionInput();
    default:
      return NOTHING;
  }
}

/** Device Details are one thing whose properties the chain asks for. */
function deviceDetails(token: PlistDict, scope: Scope): Value {
  const steps = token["Aggrandizements"];
  const step = Array.isArray(steps)
    ? steps.find((step) => isDict(step) && typeof step["PropertyName"] === "string")
    : undefined;
  const name = isDict(step) ? wordOf(step["PropertyName"]) : "Device Name";
  return scope.deviceDetail(name);
}

interface TextPart {
  literal: string;
  /** What follows the literal; absent at the end. */
  token?: PlistDict;
}

const parsed = new WeakMap<PlistDict, TextPart[]>();

/** The pieces of a text with tokens, in their order; offsets are UTF-16 units (`api-docs/format.md`, 4.2). */
export function partsOf(payload: PlistDict): TextPart[] {
  let parts = parsed.get(payload);
  if (!parts) parsed.set(payload, (parts = splitText(payload)));
  return parts;
}

function splitText(payload: PlistDict): TextPart[] {
  const content = typeof payload["string"] === "string" ? payload["string"] : "";
  const ranges = payload["attachmentsByRange"];
  const tokens: { at: number; token: PlistDict }[] = [];
  if (isDict(ranges)) {
    for (const key in ranges) {
      const at = /^\{(\d+), ?\d+\}$/.exec(key)?.[1];
      const token = ranges[key];
      if (at !== undefined && isDict(token) && content[+at] === PLACEHOLDER_SIGN)
        tokens.push({ at: +at, token });
    }
  }
  tokens.sort((a, b) => a.at - b.at);
  const parts: TextPart[] = [];
  let from = 0;
  for (const { at, token } of tokens) {
    if (at < from) continue;
    parts.push({ literal: content.slice(from, at), token: tokenOf(token) ?? token });
    from = at + 1;
  }
  if (from < content.length || parts.length === 0) parts.push({ literal: content.slice(from) });
  return parts;
}

/** The payload of a text with tokens; undefined for any other value. */
export function textPayload(value: PlistValue | undefined): PlistDict | undefined {
  if (!isDict(value)) return undefined;
  if (value["WFSerializationType"] === "WFTextTokenString") {
    return isDict(value["Value"]) ? value["Value"] : EMPTY_TEXT;
  }
  // A menu's case has it without the envelope.
  return typeof value["string"] === "string" && value["WFSerializationType"] === undefined
    ? value
    : undefined;
}

const EMPTY_TEXT: PlistDict = Object.assign(Object.create(null) as PlistDict, { string: "" });

function textOfParts(parts: readonly TextPart[], scope: Scope): string {
  let content = "";
  for (const { literal, token } of parts) {
    content += literal;
    if (token === undefined) continue;
    content += textOf(resolveToken(token, scope), scope.env);
  }
  scope.env.charge(content.length);
  return content;
}

/** A text with tokens, as text. */
export function resolveText(payload: PlistDict, scope: Scope): string {
  return textOfParts(partsOf(payload), scope);
}

/** The token that a text consists of, if it is one and nothing else. */
export function singleToken(payload: PlistDict): PlistDict | undefined {
  const parts = partsOf(payload);
  return parts.length === 1 && parts[0]!.literal === "" ? parts[0]!.token : undefined;
}

/**
 * Any parameter as a value: a token as what it refers to, a text with tokens as text, unless it is a single token,
 * which keeps its kind; everything else as the items that it spells. Absent is nothing.
 */
export function resolveValue(value: PlistValue | undefined, scope: Scope): Value {
  if (value === undefined || value === null) return NOTHING;
  if (typeof value === "string") return [text(value)];
  if (typeof value === "boolean") return [boolean(value)];
  if (typeof value === "number") return [number(new Decimal(value))];
  if (value instanceof PlistReal) return [number(new Decimal(value.value))];
  if (value instanceof PlistDate) return [date((value.seconds + EPOCH_2001) * 1000)];
  if (Array.isArray(value)) return value.flatMap((item) => [...resolveValue(item, scope)]);
  if (!isDict(value)) return itemsOf(cellOfPlist(value));
  const token = tokenOf(value);
  if (token !== undefined) return resolveToken(token, scope);
  const payload = textPayload(value);
  if (payload !== undefined) {
    const single = singleToken(payload);
    return single === undefined ? [text(resolveText(payload, scope))] : resolveToken(single, scope);
  }
  if (value["WFItemType"] !== undefined && "WFValue" in value) return resolveValue(value["WFValue"], scope);
  const type = value["WFSerializationType"];
  if (typeof type === "string" && type.endsWith("SubstitutableState"))
    return resolveValue(value["Value"], scope);
  return itemsOf(cellOfPlist(value));
}

/** A parameter that is read as text. */
export function resolveAsText(value: PlistValue, scope: Scope): string {
  if (typeof value === "string") return value;
  const payload = textPayload(value);
  if (payload !== undefined) return resolveText(payload, scope);
  return textOf(resolveValue(value, scope), scope.env);
}

/** @throws NeedsPlaceholder if one is among the items: what follows cannot be known. */
export function refusePlaceholders(value: Value): void {
  for (const item of value) if (item.kind === "placeholder") throw new NeedsPlaceholder(item.of);
}
