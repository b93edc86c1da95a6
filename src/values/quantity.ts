import { argument, dictOf, envelope, type MatchContext } from "../context/matching.ts";
import { helper, keyword, type Context } from "../context/writing.ts";
import { serialization } from "../ir/token.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr } from "../python/ast.ts";
import { writeRecord } from "./record.ts";
import { isToken, isTokenExpr, matchToken, writeToken } from "./token.ts";

/** `Quantity("6", "hr")`: a number, itself perhaps a token, and its unit. */
export function writeQuantity(
  payload: PlistValue,
  name: "Quantity" | "Duration",
  ctx: Context,
): Expr | undefined {
  if (!isDict(payload)) return undefined;
  const magnitude = payload["Magnitude"];
  const unit = payload["Unit"];
  const keys = (magnitude === undefined ? 0 : 1) + (unit === undefined ? 0 : 1);
  if (
    keys === 0 ||
    keys !== Object.keys(payload).length ||
    (unit !== undefined && typeof unit !== "string")
  ) {
    return undefined;
  }
  if (magnitude === undefined) return helper(ctx, name, [], [keyword("unit", py.str(unit!))]);
  const amount = writeAmount(magnitude, ctx);
  return helper(ctx, name, unit === undefined ? [amount] : [amount, py.str(unit)]);
}

/** The token of an amount stands without an envelope; one in an envelope is written as a record. */
function writeAmount(amount: PlistValue, ctx: Context): Expr {
  if (!isDict(amount)) return ctx.writeValue(amount);
  return isToken(amount) ? writeToken(amount, ctx) : writeRecord(amount, ctx);
}

/** `TimeOffset("Add", 1, "Day")`, of old Adjust Date actions. */
export function writeTimeOffset(payload: PlistValue, ctx: Context): Expr | undefined {
  if (!isDict(payload) || Object.keys(payload).length !== 3) return undefined;
  const { Operation: operation, Unit: unit, Value: amount } = payload;
  if (typeof operation !== "string" || typeof unit !== "string" || amount === undefined) return undefined;
  return helper(ctx, "TimeOffset", [py.str(operation), writeAmount(amount, ctx), py.str(unit)]);
}

/** The payload of `Quantity("6", "kg")`, also of `Duration(...)`. */
export function matchQuantity(call: Call, ctx: MatchContext): PlistDict {
  const [amount, positional] = call.args;
  const unit = positional ?? argument(call, "unit");
  return dictOf({
    Magnitude: amount && matchAmount(amount, ctx),
    Unit: unit && ctx.matchValue(unit),
  });
}

/** The inverse of {@link writeTimeOffset}. */
export function matchTimeOffset(call: Call, ctx: MatchContext): PlistDict | undefined {
  const [operation, amount, unit] = call.args;
  if (!operation || !amount || !unit) return undefined;
  const payload = dictOf({
    Operation: ctx.matchValue(operation),
    Value: matchAmount(amount, ctx),
    Unit: ctx.matchValue(unit),
  });
  return envelope(serialization.timeOffset, payload);
}

function matchAmount(expr: Expr, ctx: MatchContext): PlistValue {
  return isTokenExpr(expr) ? matchToken(expr, ctx) : ctx.matchValue(expr);
}
