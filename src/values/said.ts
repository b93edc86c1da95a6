import type { MatchContext } from "../context/matching.ts";
import { rangeKey, serialization, unwrap } from "../ir/token.ts";
import { hasKeys, isDict, PlistDict, strictEqual, type PlistValue } from "../plist/value.ts";
import type { Dict, Expr, List } from "../python/ast.ts";
import { propertyStep, withKey, withStep } from "./aggrandizement.ts";
import { BOOLEAN_STATE, itemTypes } from "./dictionary.ts";
import { matchNumber } from "./scalars.ts";
import { isVariable } from "./text-token.ts";

/*
 * Whether an expression says exactly the value that it was written from, found by comparing the two. Nothing is made,
 * which is what `convert` saves: most expressions do. "No" means that only matching tells, so each case here may be left
 * out, but none may say "yes" where `matchValue` would give another value. A test holds them to that.
 */

/** What names stand for where the comparison stands, and what `compile` would know of the file. */
export interface SaidContext extends Pick<MatchContext, "dictionaryKeys" | "emptyRanges"> {
  /** Undefined for a name of which only matching tells. */
  meaning(name: string): NamedToken | undefined;
  /** What the tokens of a variable carry besides its name. */
  identity(variable: string): string | undefined;
  /** What references call an output, by its Python name: nothing if that is empty. Undefined as above. */
  label(name: string): string | undefined;
}

/** The token that a name stands for. */
export type NamedToken =
  { kind: "input" } | { kind: "variable"; name: string } | { kind: "output"; uuid: string };

/** Whether `matchValue` gives this value for the expression. */
export function saysValue(expr: Expr, value: PlistValue, ctx: SaidContext): boolean {
  switch (expr.kind) {
    case "Str":
      return expr.value === value;
    case "Num":
      return strictEqual(matchNumber(expr.text), value);
    case "Constant":
      return value === (expr.value === "None" ? null : expr.value === "True");
    case "FString":
      return isDict(value) && saysTextToken(expr.parts, value, ctx);
    case "List":
      return (
        Array.isArray(value) &&
        value.length === expr.items.length &&
        expr.items.every((item, i) => saysValue(item, value[i]!, ctx))
      );
    case "Dict":
      return saysDictionary(expr, unwrap(value, serialization.dictionary), ctx);
    default: {
      const token = unwrap(value, serialization.attachment);
      return isDict(token) && saysToken(expr, token, ctx);
    }
  }
}

/** Whether `matchTextOrVariable` gives this value, for an expression of which it gives one. */
export function saysTextOrVariable(expr: Expr, value: PlistValue, ctx: SaidContext): boolean {
  if (!isVariable(expr)) return saysValue(expr, value, ctx);
  return isDict(value) && saysTextToken([expr], value, ctx);
}

/** Whether `matchToken` gives this token. */
function saysToken(expr: Expr, token: PlistDict, ctx: SaidContext): boolean {
  const said = new PlistDict();
  const name = addSteps(expr, said, ctx);
  if (name === undefined) return false;
  const { Aggrandizements: chain } = said;
  return strictEqual(chain, token["Aggrandizements"]) && saysReference(name, token, chain ? 1 : 0, ctx);
}

/** Adds to a token what is read of a name; undefined where that is more than properties and keys. */
function addSteps(expr: Expr, token: PlistDict, ctx: SaidContext): string | undefined {
  if (expr.kind === "Name") return expr.id;
  if (expr.kind !== "Attribute" && expr.kind !== "Subscript") return undefined;
  const name = addSteps(expr.value, token, ctx);
  if (expr.kind === "Attribute") withStep(token, propertyStep(expr.attr));
  else if (expr.index.kind === "Str") withKey(token, expr.index.value, ctx);
  else return undefined;
  return name;
}

/**
 * Whether a token reads just what a name stands for.
 *
 * @param others how many keys it has beside those.
 */
function saysReference(name: string, token: PlistDict, others: number, ctx: SaidContext): boolean {
  const meaning = ctx.meaning(name);
  const { Type: type } = token;
  switch (meaning?.kind) {
    case undefined:
      return false;
    case "input":
      return type === "ExtensionInput" && hasKeys(token, others + 1);
    case "variable": {
      if (type !== "Variable" || token["VariableName"] !== meaning.name) return false;
      const uuid = ctx.identity(meaning.name);
      return token["VariableUUID"] === uuid && hasKeys(token, others + (uuid === undefined ? 2 : 3));
    }
    case "output": {
      if (type !== "ActionOutput" || token["OutputUUID"] !== meaning.uuid) return false;
      const label = ctx.label(name);
      if (label === undefined) return false;
      const { OutputName: said } = token;
      if (label === "") return said === undefined && hasKeys(token, others + 2);
      return said === label && hasKeys(token, others + 3);
    }
  }
}

/** Whether a text in an envelope has these parts, variables among them. */
function saysTextToken(parts: readonly (string | Expr)[], value: PlistDict, ctx: SaidContext): boolean {
  const payload = unwrap(value, serialization.textToken);
  if (!isDict(payload)) return false;
  const { string: text, attachmentsByRange: ranges } = payload;
  if (typeof text !== "string" || !isDict(ranges) || !hasKeys(payload, 2)) return false;
  let at = 0;
  let tokens = 0;
  for (const part of parts) {
    if (typeof part === "string") {
      if (!text.startsWith(part, at)) return false;
      at += part.length;
      continue;
    }
    const token = ranges[rangeKey(at)];
    if (!isDict(token) || text[at] !== "\ufffc" || !saysToken(part, token, ctx)) return false;
    at++;
    tokens++;
  }
  // Without a token it would be a plain text.
  return tokens > 0 && at === text.length && hasKeys(ranges, tokens);
}

/** Whether `matchArray` gives this value for a display. */
export function saysArray(list: List, value: PlistValue | undefined, ctx: SaidContext): boolean {
  if (!Array.isArray(value) || value.length !== list.items.length) return false;
  return list.items.every((expr, i) => {
    const item = value[i]!;
    if (expr.kind === "Str") return expr.value === item;
    return isDict(item) && hasKeys(item, 2) && saysItem(expr, item, ctx);
  });
}

/** Whether `matchDictionary` gives this payload. */
function saysDictionary({ entries }: Dict, payload: PlistValue | undefined, ctx: SaidContext): boolean {
  const items = isDict(payload) ? payload["WFDictionaryFieldValueItems"] : undefined;
  if (!Array.isArray(items) || items.length !== entries.length || !hasKeys(payload as PlistDict, 1))
    return false;
  return entries.every(({ key, value }, i) => {
    const item = items[i]!;
    if (!isDict(item) || !hasKeys(item, 3)) return false;
    return saysWrapped(key, item["WFKey"], ctx) && saysItem(value, item, ctx);
  });
}

/** Whether an item has the type that a literal tells, and its value. */
function saysItem(expr: Expr, { WFItemType: type, WFValue: value }: PlistDict, ctx: SaidContext): boolean {
  switch (expr.kind) {
    case "Str":
    case "FString":
    case "Name":
      return type === itemTypes.text && saysWrapped(expr, value, ctx);
    case "Num":
      return type === itemTypes.number && saysWrappedText(expr.text, value, ctx);
    case "Constant":
      return type === itemTypes.boolean && unwrap(value, BOOLEAN_STATE) === (expr.value === "True");
    case "Dict": {
      const inner = type === itemTypes.dictionary ? unwrap(value, serialization.dictionary) : undefined;
      return saysDictionary(expr, unwrap(inner, serialization.dictionary), ctx);
    }
    case "List":
      return type === itemTypes.array && saysArray(expr, unwrap(value, serialization.array), ctx);
    default:
      return false;
  }
}

/** Whether a text in an envelope, as dictionaries hold them all, is this text or has these variables. */
function saysWrapped(expr: Expr, value: PlistValue | undefined, ctx: SaidContext): boolean {
  if (expr.kind === "Str") return saysWrappedText(expr.value, value, ctx);
  return value !== undefined && saysTextOrVariable(expr, value, ctx);
}

function saysWrappedText(text: string, value: PlistValue | undefined, { emptyRanges }: SaidContext): boolean {
  const payload = unwrap(value, serialization.textToken);
  if (!isDict(payload) || payload["string"] !== text || !hasKeys(payload, emptyRanges ? 2 : 1)) return false;
  const ranges = payload["attachmentsByRange"];
  return !emptyRanges || (isDict(ranges) && hasKeys(ranges, 0));
}
