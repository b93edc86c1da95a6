import { py, type Call, type Expr } from "../../python/ast.ts";
import type { ActionFacts } from "../../registry/lookup.ts";
import { at, type LowerContext } from "./context.ts";

/** What the parameters of actions take. */

/** Whether a value stands where only a variable can. */
export function needsAction(value: Expr): boolean {
  return ["Str", "FString", "Num", "List", "Dict"].includes(value.kind);
}

/** Where a filter looks can also be a word ("Library"). */
export function takesVariable(key: string, facts: ActionFacts): boolean {
  return facts.parameterClass(key) === "WFVariablePickerParameter" && key !== "WFContentItemInputParameter";
}

/** The call of one of the app's own actions. */
export function action(name: string, parameters: Readonly<Record<string, Expr>>): Call {
  const keywords = Object.entries(parameters).map(([key, value]) => ({ name: key, value }));
  return py.call(`is_workflow_actions_${name}`, [], keywords);
}

/** Something that no action says, told once; what stands there meanwhile does not matter. */
export function refuse(node: Expr, message: string, hint: string, ctx: LowerContext): Expr {
  ctx.report(node, "SC6003", message, hint);
  return at(node, py.call("get_clipboard"));
}

/** An item of a list: True and False as the texts that stand for them. */
export function listItem(item: Expr): Expr {
  return item.kind === "Constant" && item.value !== "None" ? at(item, py.str(item.value)) : item;
}
