import { unwrap } from "../ir/token.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword } from "../python/ast.ts";
import { helper, keyword, type Context } from "../context/writing.ts";
import {
  argument,
  dictOf,
  envelope,
  isCallOf,
  recordFields,
  type MatchContext,
} from "../context/matching.ts";
import { matchRecord, writeRecordKeywords } from "./record.ts";

const PREFIX = "WFActionParameterFilterPrefix";
const ROWS = "WFActionParameterFilterTemplates";

/** What the operator numbers of filters mean; those of conditions mean the same. */
const OPERATORS = new Map<PlistValue, string>([
  [0, "is less than"],
  [1, "is at most"],
  [2, "is greater than"],
  [3, "is at least"],
  [4, "is"],
  [5, "is not"],
  [8, "begins with"],
  [9, "ends with"],
  [99, "contains"],
  [999, "does not contain"],
  [100, "has any value"],
  [101, "has no value"],
  [1000, "is in the next"],
  [1001, "is in the last"],
  [1002, "is today"],
  [1003, "is between"],
]);

/**
 * A content filter, `AllOf(Where("Name", "contains", String="log", Operator=99), ...)`. The words say what the
 * operator's number means; every field of a row stands beside them under its own key, stale ones included, because
 * nobody can tell which of them the app would read.
 */
export function writeFilter(payload: PlistValue, ctx: Context): Expr | undefined {
  if (!isDict(payload)) return undefined;
  const prefix = payload[PREFIX];
  const rows = payload[ROWS];
  if ((prefix !== 0 && prefix !== 1) || !Array.isArray(rows) || !rows.every(isFilterRow)) return undefined;
  const written = rows.map((row) => writeRow(row, ctx));
  const rest = writeRecordKeywords(payload, ctx, new Set([ROWS]));
  return helper(ctx, prefix === 1 ? "AllOf" : "AnyOf", written, rest);
}

function isFilterRow(row: PlistValue): row is PlistDict {
  return isDict(row) && typeof row["Property"] === "string" && OPERATORS.has(row["Operator"] ?? null);
}

function writeRow(row: PlistDict, ctx: Context): Expr {
  const words = [py.str(row["Property"] as string), py.str(OPERATORS.get(row["Operator"]!)!)];
  const operands = writeOperands(row["Values"], ctx);
  const shown = new Set(operands ? ["Property", "Values"] : ["Property"]);
  return helper(ctx, "Where", words, [
    ...(operands ?? []),
    ...writeRecordKeywords(row, ctx, shown, OPERAND_NAMES),
  ]);
}

/** The fields of a row's `Values`, in the order in which a reader wants them. */
const OPERANDS = new Map([
  ["String", "string"],
  ["Number", "number"],
  ["Bool", "bool"],
  ["Enumeration", "enumeration"],
  ["Date", "date"],
  ["AnotherDate", "another_date"],
  ["Unit", "unit"],
]);
const OPERAND_NAMES: ReadonlySet<string> = new Set(OPERANDS.values());

/**
 * Since iOS 13 the operands stand in a dictionary of their own, and are written in lower case; those of older rows
 * stand in the row and keep its capitals. Undefined for a dictionary that is empty or holds something else.
 */
function writeOperands(values: PlistValue | undefined, ctx: Context): Keyword[] | undefined {
  if (!isDict(values)) return undefined;
  const keys = Object.keys(values);
  if (keys.length === 0 || !keys.every((key) => OPERANDS.has(key))) return undefined;
  const choice = unwrap(values["Enumeration"], "WFStringSubstitutableState");
  if (choice === undefined && values["Enumeration"] !== undefined) return undefined;
  const keywords: Keyword[] = [];
  for (const [key, name] of OPERANDS) {
    const operand = key === "Enumeration" ? choice : values[key];
    if (operand !== undefined) keywords.push(keyword(name, ctx.writeValue(operand)));
  }
  return keywords;
}

const CODES = new Map([...OPERATORS].map(([code, words]) => [words, code]));
const OPERAND_KEYS = new Map([...OPERANDS].map(([key, name]) => [name, key]));

/** The payload of `AllOf(Where(...), ...)` or `AnyOf(...)`. The words of a row yield to its `Operator`, if it has one. */
export function matchFilter(call: Call, ctx: MatchContext): PlistDict {
  ctx.use(call);
  const rows = call.args.map((row) => matchRow(row, ctx));
  const prefix = isCallOf(call, "AllOf") ? 1 : 0;
  return dictOf({ [PREFIX]: prefix, ...matchRecord(call.keywords, ctx), [ROWS]: rows });
}

function matchRow(row: Expr, ctx: MatchContext): PlistDict {
  const [property, words] = isCallOf(row, "Where") ? row.args : [];
  if (!isCallOf(row, "Where") || property?.kind !== "Str") {
    ctx.report(
      row,
      "SC6003",
      "A row of a filter is expected here.",
      'Write Where("Name", "contains", string="x").',
    );
    return new PlistDict();
  }
  ctx.use(row, property);
  const code = words?.kind === "Str" ? CODES.get(words.value) : undefined;
  // The words that go with a number that the dialect has no words for say nothing.
  if (code !== undefined || argument(row, "Operator")) ctx.use(words);
  const result = dictOf({ Property: property.value, Operator: code });
  for (const { key, value, isOdd } of recordFields(row.keywords, ctx)) {
    const operand = isOdd ? undefined : OPERAND_KEYS.get(key);
    if (operand === undefined) {
      result[key] = ctx.matchValue(value);
    } else {
      const given = ctx.matchValue(value);
      const values = (result["Values"] ??= new PlistDict()) as PlistDict;
      values[operand] = operand === "Enumeration" ? envelope("WFStringSubstitutableState", given) : given;
    }
  }
  return result;
}
