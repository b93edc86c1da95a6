import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Expr, type Keyword } from "../python/ast.ts";
import { helper, keyword, type Context } from "../context/writing.ts";
import {
  argument,
  dictOf,
  envelope,
  isCallOf,
  recordFields,
  type MatchContext,
} from "../context/matching.ts";
import { serialization, unwrap } from "../ir/token.ts";
import { matchNumeral, writeNumeral } from "./dictionary.ts";
import { kindOf, operandsOf, OPERATORS, shapeOf, UNITS, usedKeys, withoutState } from "./filter-operands.ts";
import { writeRecordKeywords } from "./record.ts";
import { matchText, matchTextOrVariable, writeTextOrVariable } from "./text-token.ts";
import { isTokenExpr } from "./token.ts";

/** Operands by the keywords that say them where their place does not tell what they are. */
const KEYWORDS = new Map([
  ["String", "string"],
  ["Number", "number"],
  ["Bool", "bool"],
  ["Enumeration", "enumeration"],
  ["Date", "date"],
  ["AnotherDate", "another_date"],
  ["Unit", "unit"],
]);
const KEYWORD_NAMES: ReadonlySet<string> = new Set(KEYWORDS.values());
const KEYS = new Map([...KEYWORDS].map(([key, name]) => [name, key]));

/** `where("Start Date", "is in the next", 730, "days")`: the property, what the operator means, the operands it uses. */
export function writeRow(row: PlistDict, ctx: Context): Expr {
  const words = [py.str(row["Property"] as string), py.str(OPERATORS.get(row["Operator"]!)!)];
  const brief = ctx.lossless ? undefined : writeBriefly(row, ctx);
  if (brief) return helper(ctx, "where", [...words, ...brief.args], brief.keywords);
  const operands = writeOperands(row["Values"], ctx);
  const shown = new Set(operands ? ["Property", "Values"] : ["Property"]);
  return helper(ctx, "where", words, [
    ...(operands ?? []),
    ...writeRecordKeywords(row, ctx, shown, KEYWORD_NAMES),
  ]);
}

function writeBriefly(row: PlistDict, ctx: Context): { args: Expr[]; keywords: Keyword[] } | undefined {
  const operands = operandsOf(row);
  if (!operands) return undefined;
  const used = usedKeys(row, operands).flatMap((key, place) => {
    const value = operands[key];
    return value === undefined ? [] : [{ key, place, value: withoutState(value) }];
  });
  if (!used.every(({ key, value }) => isPlain(key, value))) return undefined;
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  for (const { key, place, value } of used) {
    // A variable alone is a text only in the place of one, and in properties that take no choice from a list.
    const isText = key === "String" && kindOf(row["Property"] as string) === "String" && !isAttachment(value);
    const expr = isText ? writeTextOrVariable(value, ctx) : writeOperand(key, value, ctx);
    const isHeld = key === "String" && isAttachment(value);
    if (args.length === place && !isHeld && keyOf(expr, place, row) === key) args.push(expr);
    else keywords.push(keyword(KEYWORDS.get(key)!, expr));
  }
  ctx.leftOut += Object.keys(operands).length - used.length;
  return { args, keywords };
}

/** Whether an operand is none of those that the row has to be said in full for: records, lists, units without a name. */
function isPlain(key: string, value: PlistValue): boolean {
  if (key === "Unit") return UNITS.has(value);
  return !Array.isArray(value) && (!isDict(value) || value["WFSerializationType"] !== undefined);
}

function isAttachment(value: PlistValue): boolean {
  return unwrap(value, serialization.attachment) !== undefined;
}

function writeOperand(key: string, value: PlistValue, ctx: Context): Expr {
  if (key === "Unit") return py.str(UNITS.get(value)!);
  if (key === "Number" && typeof value === "string") return writeNumeral(py.str(value), ctx);
  return ctx.writeValue(value);
}

/** The key of the operand that an expression says in its place; undefined where it could say several things. */
function keyOf(expr: Expr, place: number, row: PlistDict): string | undefined {
  const shape = shapeOf(row["Operator"] ?? null);
  if (shape === "none") return undefined;
  if (shape === "window") return place === 0 ? "Number" : expr.kind === "Str" ? "Unit" : undefined;
  if (shape === "range") return place === 0 ? "Date" : "AnotherDate";
  if (place > 0) return undefined;
  const kind = kindOf(row["Property"] as string);
  if (expr.kind === "Str" || expr.kind === "FString" || isCallOf(expr, "Text")) {
    return expr.kind === "Str" && kind === "Enumeration" ? kind : "String";
  }
  if (expr.kind === "Num" || isCallOf(expr, "Number")) return "Number";
  if (expr.kind === "Constant") return "Bool";
  if (expr.kind === "Call" && expr.func.kind === "Attribute" && expr.func.attr === "datetime") return "Date";
  // What a variable holds is what its property takes.
  return isTokenExpr(expr) ? kind : undefined;
}

/**
 * Since iOS 13 the operands stand in a dictionary of their own, and are written in lower case; those of older rows
 * stand in the row and keep its capitals. Undefined for a dictionary that is empty or holds something else.
 */
function writeOperands(values: PlistValue | undefined, ctx: Context): Keyword[] | undefined {
  if (!isDict(values)) return undefined;
  const keys = Object.keys(values);
  if (keys.length === 0 || !keys.every((key) => KEYWORDS.has(key))) return undefined;
  const choice = unwrap(values["Enumeration"], CHOICE);
  if (choice === undefined && values["Enumeration"] !== undefined) return undefined;
  const keywords: Keyword[] = [];
  for (const [key, name] of KEYWORDS) {
    const operand = key === "Enumeration" ? choice : values[key];
    if (operand !== undefined) keywords.push(keyword(name, ctx.writeValue(operand)));
  }
  return keywords;
}

/** What may stand for a choice from a list: its text, or a variable. */
const CHOICE = "WFStringSubstitutableState";

const CODES = new Map([...OPERATORS].map(([code, words]) => [words, code]));
const UNIT_CODES = new Map([...UNITS].map(([code, name]) => [name, code]));

/** The row of a filter. The words yield to its `Operator`, if it has one. */
export function matchRow(row: Expr, ctx: MatchContext): PlistDict {
  const isRow = isCallOf(row, "where") || isCallOf(row, "Where");
  const [property, words, ...operands] = isRow ? row.args : [];
  if (!isRow || property?.kind !== "Str") {
    const hint = 'Write where("Name", "contains", "x").';
    ctx.report(row, "SC6003", "A row of a filter is expected here.", hint);
    return new PlistDict();
  }
  ctx.use(row, property, words);
  const code = words?.kind === "Str" ? CODES.get(words.value) : undefined;
  const isWhole = row.keywords.some(({ name }) => !KEYS.has(name));
  if (code === undefined && !argument(row, "Operator")) reportOperator(words ?? row, ctx);
  const result = dictOf({
    Property: property.value,
    Operator: code,
    ...(!isWhole && { Removable: ctx.filterSettings.Removable }),
  });
  const values = new PlistDict();
  operands.forEach((operand, place) => {
    const key = keyOf(operand, place, result);
    const text = key === "String" ? matchTextOrVariable(operand, ctx) : undefined;
    if (text !== undefined) values["String"] = text;
    else if (key === undefined)
      ctx.report(operand, "SC6003", `A row that says ${quoted(words)} takes no such operand.`);
    else values[key] = asChoice(key, matchOperand(key, operand, ctx));
  });
  const match = isWhole ? (_: string, value: Expr) => ctx.matchValue(value) : matchOperand;
  for (const { key, value, isOdd } of recordFields(row.keywords, ctx)) {
    const operand = isOdd ? undefined : KEYS.get(key);
    if (operand === undefined) result[key] = ctx.matchValue(value);
    else values[operand] = asChoice(operand, match(operand, value, ctx));
  }
  if (!isWhole || Object.keys(values).length > 0) result["Values"] ??= values;
  return result;
}

function matchOperand(key: string, expr: Expr, ctx: MatchContext): PlistValue {
  if (key === "Unit" && expr.kind === "Str") {
    ctx.use(expr);
    const unit = UNIT_CODES.get(expr.value) ?? UNIT_CODES.get(`${expr.value}s`);
    if (unit !== undefined) return unit;
    ctx.report(
      expr,
      "SC6003",
      "This is no unit of time.",
      `Write one of: ${[...UNIT_CODES.keys()].join(", ")}.`,
    );
  }
  if (key === "Number") return matchNumeral(expr, ctx) ?? ctx.matchValue(expr);
  if (key === "String") return matchText(expr, ctx) ?? ctx.matchValue(expr);
  return ctx.matchValue(expr);
}

function asChoice(key: string, value: PlistValue): PlistValue {
  const isChoice = typeof value === "string" || isAttachment(value);
  return key === "Enumeration" && isChoice ? envelope(CHOICE, value) : value;
}

function quoted(words: Expr | undefined): string {
  return words?.kind === "Str" ? `"${words.value}"` : "nothing";
}

/** Other words for operators. */
const SYNONYMS = new Map([
  ["==", "is"],
  ["=", "is"],
  ["equals", "is"],
  ["!=", "is not"],
  ["<", "is less than"],
  ["<=", "is at most"],
  [">", "is greater than"],
  [">=", "is at least"],
  ["starts with", "begins with"],
  ["before", "is less than"],
  ["after", "is greater than"],
]);

function reportOperator(words: Expr, ctx: MatchContext): void {
  const written = words.kind === "Str" ? words.value : "";
  const plain = written
    .toLowerCase()
    .replace(/^is (?=equal|before|after)|(?<=equals?) to$/g, "")
    .trim();
  const known = [...CODES.keys()];
  const meant =
    SYNONYMS.get(plain) ??
    known.find(
      (one) => one === plain || one === `is ${plain}` || one.replace("does not", "doesn't") === plain,
    );
  const hint = meant === undefined ? `Write one of: ${known.join(", ")}.` : `Write "${meant}".`;
  ctx.report(words, "SC6003", "These words are no operator of a filter.", hint);
}
