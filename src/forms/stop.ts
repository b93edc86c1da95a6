import { serialization, unwrap } from "../ir/token.ts";
import { identifiers, isStop } from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Stmt } from "../python/ast.ts";
import { expressionsOf } from "../python/walk.ts";
import { helper, type Context } from "../context/writing.ts";
import { matchCall, writeCall } from "./call.ts";
import { isText, isTextExpr, leftovers, type Form, type Simple } from "./form.ts";
import { calledName, isCallOf, matched, type MatchContext } from "../context/matching.ts";
import { writeSource } from "../values/source.ts";
import { matchText, textParts } from "../values/text-token.ts";
import { matchValue, writeValue } from "../values/value.ts";

/** Stop This Shortcut: `return`, `return value`. Its result is an attachment. */
export const exitForm: Form = {
  identifier: identifiers.exit,
  write(action, ctx) {
    const result = action.parameters["WFResult"];
    const isEmpty = isDict(result) && Object.keys(result).length === 0;
    const isAttachment = unwrap(result, serialization.attachment) !== undefined;
    if (leftovers(action, ["WFResult"]).length > 0 || (result !== undefined && !isEmpty && !isAttachment)) {
      return [stop(action.index, writeCall(action, ctx), ctx)];
    }
    // An empty result is none.
    const isSaid = result !== undefined && !(isEmpty && !ctx.lossless);
    return [stop(action.index, isSaid ? writeValue(result, ctx) : undefined, ctx)];
  },
  match(statement, ctx) {
    const result = resultOf(statement);
    if (result) return matched(exitForm.identifier, { WFResult: readResult(statement, ctx) });
    const stopped = stopOf(statement, ctx);
    if (!stopped || (stopped.value && textParts(stopped.value))) return undefined;
    const name = stopped.value && calledName(stopped.value);
    if (stopped.value && name !== undefined && isStop(ctx.identifierOf(name) ?? "")) {
      return matchCall(stopped.value, ctx);
    }
    return matched(exitForm.identifier, { WFResult: stopped.value && matchValue(stopped.value, ctx) });
  },
};

/**
 * Stop and Output: `return f"..."`. Its value is a text, which tells it from Stop This Shortcut; whatever else it says
 * (what to do where there is no place for output) makes it a call, `return is_workflow_actions_output(...)`.
 */
export const outputForm: Form = {
  identifier: identifiers.output,
  write(action, ctx) {
    const output = action.parameters["WFOutput"];
    const value =
      isText(output) && leftovers(action, ["WFOutput"]).length === 0 ? writeValue(output!, ctx) : undefined;
    return [stop(action.index, value && isTextExpr(value) ? value : writeCall(action, ctx), ctx)];
  },
  match(statement, ctx) {
    const value = stopOf(statement, ctx)?.value;
    const WFOutput = value && matchText(value, ctx);
    return WFOutput === undefined ? undefined : matched(outputForm.identifier, { WFOutput });
  },
};

/**
 * `return shortcut_result(text)`: what the last action has left is what the shortcut gives to whoever runs it. This
 * stands for no action, which tells it from Stop This Shortcut and Stop and Output.
 */
export function writeResult(ctx: Context): Stmt[] {
  const { result } = ctx.flow;
  const value = ctx.scope.ended || !result ? undefined : writeSource(result, ctx);
  if (!value) return [];
  const call = helper(ctx, "shortcut_result", [value]);
  if (ctx.layout === "script") return [py.exprStmt(undefined, py.call("exit", [call]))];
  return [py.return(undefined, call)];
}

/** What {@link writeResult} returns; undefined for any other statement. */
export function resultOf(statement: Stmt): Expr | undefined {
  const value = statement.kind === "Return" || statement.kind === "ExprStmt" ? statement.value : undefined;
  if (!value || (statement.kind === "ExprStmt" && !isCallOf(value, "exit"))) return undefined;
  const call = statement.kind === "Return" ? value : (value as Call).args[0];
  return call && isCallOf(call, "shortcut_result") ? call.args[0] : undefined;
}

/** The same as a value. */
export function readResult(statement: Stmt, ctx: MatchContext): PlistValue {
  const value = resultOf(statement)!;
  for (const expr of expressionsOf(statement)) ctx.useWhole(expr);
  return matchValue(value, ctx);
}

/** A function returns; a script, which has nothing to return from, exits. */
function stop(action: number, value: Expr | undefined, ctx: Context): Stmt {
  ctx.scope.ended = true;
  if (ctx.layout === "script") return py.exprStmt(action, py.call("exit", value ? [value] : []));
  return py.return(action, value);
}

/** `return value` or `exit(value)`; undefined for any other statement. */
function stopOf(statement: Simple, ctx: MatchContext): { value?: Expr } | undefined {
  if (statement.kind === "Return") return statement.value ? { value: statement.value } : {};
  if (statement.kind !== "ExprStmt" || !isCallOf(statement.value, "exit")) return undefined;
  ctx.use(statement.value);
  const [value] = statement.value.args;
  return value ? { value } : {};
}
