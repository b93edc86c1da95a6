import { methodCall } from "../../context/matching.ts";
import type { Expr, For } from "../../python/ast.ts";
import { statementsIn } from "../../python/rewrite.ts";
import type { LowerContext } from "./context.ts";

/* What a list of Python is and a list of a shortcut is not. */

/** A list in a list: the app has one list of all items. */
export function tellOfNesting(list: Expr, ctx: LowerContext): void {
  const nested =
    list.kind === "List" && !ctx.isConverted
      ? list.items.find((item) => (ctx.tolerant || item.kind !== "Name") && ctx.kind(item) === "list")
      : undefined;
  if (nested) tellOfList(nested, ctx);
}

export function tellOfList(node: Expr, ctx: LowerContext): void {
  const hint = 'Add the items of both to one list, or keep lists in a dictionary: `{"a": [1, 2]}`.';
  const message = "A list in a list is no item of it in a shortcut: its items are.";
  ctx.report(node, ctx.tolerant ? "SC6003" : "SC6015", message, hint);
}

/** Python goes on through what is added to a list meanwhile. */
export function tellOfGrowth({ iter, body }: For, ctx: LowerContext): void {
  if (iter.kind !== "Name" || ctx.isConverted) return;
  const grows = [...statementsIn(body)].find((statement) => {
    const list =
      statement.kind === "ExprStmt"
        ? (methodCall(statement.value, "append") ?? methodCall(statement.value, "extend"))
        : undefined;
    return list?.value.kind === "Name" && list.value.id === iter.id;
  });
  if (!grows) return;
  const message =
    "Python goes on through what is added here; a repeat takes the list as it was at its start.";
  ctx.report(grows, ctx.tolerant ? "SC6003" : "SC6015", message, "Add to another list.");
}
