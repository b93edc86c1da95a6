import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import type { Call, Expr } from "../python/ast.ts";
import { helper, type Context } from "../context/writing.ts";
import { BOUNDED, dictOf, isCallOf, type MatchContext } from "../context/matching.ts";
import { OPERATORS } from "./filter-operands.ts";
import { matchRow, writeRow } from "./filter-row.ts";
import { matchRecord, writeRecordKeywords } from "./record.ts";

const PREFIX = "WFActionParameterFilterPrefix";
const ROWS = "WFActionParameterFilterTemplates";

/**
 * A content filter, `AllOf(where("Name", "contains", "log"), ...)`: what each row looks for, without operands of former
 * operators and the editor's own settings. Where the body says everything, all fields of the filter and of its rows
 * stand there under their own keys.
 */
export function writeFilter(payload: PlistValue, ctx: Context): Expr | undefined {
  if (!isDict(payload)) return undefined;
  const prefix = payload[PREFIX];
  const rows = payload[ROWS];
  if ((prefix !== 0 && prefix !== 1) || !Array.isArray(rows) || !rows.every(isFilterRow)) return undefined;
  const written = rows.map((row) => writeRow(row, ctx));
  const unsaid = ctx.lossless ? [ROWS] : [ROWS, PREFIX, BOUNDED];
  if (!ctx.lossless && payload[BOUNDED] === true) ctx.leftOut++;
  const rest = writeRecordKeywords(payload, ctx, new Set(unsaid));
  return helper(ctx, prefix === 1 ? "AllOf" : "AnyOf", written, rest);
}

function isFilterRow(row: PlistValue): row is PlistDict {
  return isDict(row) && typeof row["Property"] === "string" && OPERATORS.has(row["Operator"] ?? null);
}

/** The payload of `AllOf(where(...), ...)` or `AnyOf(...)`. */
export function matchFilter(call: Call, ctx: MatchContext): PlistDict {
  ctx.use(call);
  const rows = call.args.map((row) => matchRow(row, ctx));
  const prefix = isCallOf(call, "AllOf") ? 1 : 0;
  return dictOf({
    [PREFIX]: prefix,
    [BOUNDED]: ctx.filterSettings[BOUNDED],
    ...matchRecord(call.keywords, ctx),
    [ROWS]: rows,
  });
}
