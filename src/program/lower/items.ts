import { py, type Expr, type ForeignExpr, type Subscript } from "../../python/ast.ts";
import { isTokenExpr } from "../../values/token.ts";
import { math } from "./arithmetic.ts";
import { at, type LowerContext } from "./context.ts";
import { action, refuse } from "./parameters.ts";

/** `x[0]`, `x[-1]`, `x[1:3]`, `x[key]`. */
export function item(expr: Subscript, ctx: LowerContext): Expr {
  const { value, index } = expr;
  const kind = ctx.kind(value);
  if ((index.kind === "Str" || index.kind === "FString") && kind === "list") {
    return refuse(expr, "A list has positions, and no keys.", "Write `x[0]` for the first item.", ctx);
  }
  if (index.kind === "Str" || index.kind === "FString") {
    return { ...expr, value: ctx.token(value), index: ctx.value(index) };
  }
  if (kind === "text" || kind === "number" || kind === "date") {
    const hint = 'Take a part of a text with `match_text(x, pattern="^..")`.';
    return refuse(expr, "The dialect takes no single characters out of a text.", hint, ctx);
  }
  const isNumber = index.kind === "Num" || index.kind === "Foreign" || ctx.kind(index) === "number";
  if (isNumber && kind === "dictionary") {
    return refuse(expr, "A dictionary has keys that are texts.", 'Write `d["key"]`.', ctx);
  }
  if (index.kind === "Foreign" && index.what.kind === "Slice") return slice(value, index.what, expr, ctx);
  if (!isNumber) {
    if (ctx.kind(index) !== "text" && kind !== "dictionary") {
      const hint = 'Write `d[f"{key}"]` for a key, `get_item_from_list(...)` for a position.';
      return refuse(expr, "Nothing says whether this is a key or a position.", hint, ctx);
    }
    return { ...expr, value: ctx.token(value), index: { kind: "FString", parts: [ctx.token(index)] } };
  }
  ctx.readAs(expr, "an item of a list");
  if (ctx.kinds.isNegative(index) && !(index.kind === "Num" && index.text === "-1"))
    return fromEnd(expr, ctx);
  const list = ctx.token(value);
  if (index.kind === "Num" && index.text === "-1") {
    return at(expr, action("getitemfromlist", { WFInput: list, WFItemSpecifier: py.str("Last Item") }));
  }
  if (index.kind === "Num" && !/^\d+$/.test(index.text)) return fromEnd(expr, ctx);
  const position = ctx.value(math(index, "+", py.num("1"), index, ctx));
  return at(
    expr,
    action("getitemfromlist", {
      WFInput: list,
      WFItemSpecifier: py.str("Item At Index"),
      WFItemIndex: asToken(position, ctx),
    }),
  );
}

function fromEnd(node: Expr, ctx: LowerContext): Expr {
  const message = "Only the last item is counted from the end.";
  return refuse(node, message, "Count from the start, or take `x[-1]`.", ctx);
}

function asToken(value: Expr, ctx: LowerContext): Expr {
  return value.kind === "Num" || isTokenExpr(value) ? value : ctx.hoist(value, value);
}

function slice(
  value: Expr,
  { start, end }: Extract<ForeignExpr, { kind: "Slice" }>,
  node: Expr,
  ctx: LowerContext,
): Expr {
  const list = ctx.kind(value) === "list" || ctx.kind(value) === undefined;
  if (start === undefined && end === undefined && list) return ctx.whole(value);
  const bounds = [start, end].filter((bound) => bound !== undefined);
  const areCounted = bounds.every((bound) => bound.kind === "Num" && /^\d+$/.test(bound.text));
  if (ctx.kind(value) !== "list" || !areCounted || bounds.length === 0) {
    const hint = 'Write `get_item_from_list(x, get="Items in Range", start_index=1, end_index=3)`.';
    return refuse(node, "A slice is one of a list, and has plain numbers.", hint, ctx);
  }
  const from = start?.kind === "Num" ? Number(start.text) + 1 : 1;
  const to = end?.kind === "Num" ? Number(end.text) : undefined;
  if (to !== undefined && to < from) {
    return refuse(node, "This slice has no items.", "Write an empty list: `x = []`.", ctx);
  }
  const length = ctx.kinds.lengthOf(value);
  if (length === undefined || Math.max(from, to ?? 0) > length) {
    const message = "Python cuts a slice at the end of the list; the app stops where there are fewer items.";
    ctx.report(node, "SC6015", message, "Count before: `if len(x) >= 3:`.");
  }
  ctx.readAs(node, "items of a list");
  return at(
    node,
    action("getitemfromlist", {
      WFInput: ctx.token(value),
      WFItemSpecifier: py.str("Items in Range"),
      WFItemRangeStart: py.num(String(from)),
      ...(end?.kind === "Num" && { WFItemRangeEnd: at(end, py.str(end.text)) }),
    }),
  );
}
