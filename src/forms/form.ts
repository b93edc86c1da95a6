import { OUTPUT_MARK } from "../context/matching.ts";
import { isBookkeeping } from "../ir/parameters.ts";
import type { Action } from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import {
  py,
  type Assign,
  type Comment,
  type Expr,
  type ExprStmt,
  type Return,
  type Stmt,
} from "../python/ast.ts";
import type { Context } from "../context/writing.ts";
import type { Matched, MatchContext } from "../context/matching.ts";

/** How one kind of action is written. */
export interface Form {
  identifier: string;
  /** The statements for an action; undefined where this form cannot say all of it, so that the call form has to. */
  write(action: Action, ctx: Context): Stmt[] | undefined;
  /** What a statement says, the inverse of `write`; undefined for a statement of any other form. */
  match(statement: Simple, ctx: MatchContext): Matched | undefined;
}

/** A statement that can stand for one action. */
export type Simple = Assign | ExprStmt | Return | Comment;

/** What an assignment computes, or a statement that binds nothing; undefined for other statements. */
export function computed(statement: Simple): Expr | undefined {
  return statement.kind === "Assign" || statement.kind === "ExprStmt" ? statement.value : undefined;
}

/** The parameters of an action that a form does not show. */
export function leftovers(action: Action, shown: readonly string[]): [string, PlistValue][] {
  const rest: [string, PlistValue][] = [];
  for (const key in action.parameters) {
    const value = action.parameters[key]!;
    if (!shown.includes(key) && !isBookkeeping(key, value)) rest.push([key, value]);
  }
  return rest;
}

/** Whether a parameter is the author's name for the output, and the name of the statement's variable says it. */
export function isShownByName(key: string, value: PlistValue, action: Action, ctx: Context): boolean {
  if (key !== "CustomOutputName") return false;
  const name = ctx.names.ofAction(action);
  return name !== undefined && ctx.names.labels.get(name)?.label === value;
}

/** Whether a form may show only these parameters of an action: either there are no others, or the body need not say them. */
export function accounts(action: Action, shown: readonly string[], ctx: Context): boolean {
  const { parameters } = action;
  for (const key in parameters) {
    const value = parameters[key]!;
    if (shown.includes(key) || isBookkeeping(key, value) || isShownByName(key, value, action, ctx)) continue;
    if (ctx.lossless) return false;
    // That a value is wanted for a key goes without saying.
    if (key !== "WFGetDictionaryValueType") ctx.leftOut++;
  }
  return true;
}

/** The output of an action bound to its name; an action without a name for it still binds, under `otherwise`. */
export function assign(action: Action, value: Expr, ctx: Context): Stmt[] {
  const name = ctx.names.ofAction(action);
  if (name === undefined) return [py.exprStmt(action.index, value)];
  ctx.scope.bind(name);
  return [markShared(py.assign(action.index, [name], value), name, ctx)];
}

/**
 * Marks the line of a name that several actions bind as one output, `text: Output = "a"`: a name that is assigned more than
 * once is a variable otherwise.
 */
export function markShared(line: Assign, name: string, ctx: Context): Assign {
  if (!ctx.names.isShared(name)) return line;
  ctx.imports.add(OUTPUT_MARK);
  line.annotation = OUTPUT_MARK;
  return line;
}

/** Whether an expression is one that only a text is written as. */
export function isTextExpr(expr: Expr): boolean {
  if (expr.kind === "Call") return expr.func.kind === "Name" && expr.func.id === "Text";
  return expr.kind === "Str" || expr.kind === "FString";
}

/** A literal string or a token string: what a text parameter holds when it says something itself. */
export function isText(value: PlistValue | undefined): boolean {
  return typeof value === "string" || (isDict(value) && value["WFSerializationType"] === "WFTextTokenString");
}
