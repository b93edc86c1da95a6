import {
  dictOf,
  isCallOf,
  methodCall,
  type MatchContext,
  type ProgramAction,
} from "../../context/matching.ts";
import type { Context } from "../../context/writing.ts";
import type { Action, Block, BlockNode } from "../../ir/workflow.ts";
import { py, type Assign, type Expr, type ExprStmt, type Stmt } from "../../python/ast.ts";
import { isResultName } from "../../passes/name-patterns.ts";
import type { PlistDict } from "../../plist/value.ts";
import { orNothing, writeSource } from "../../values/source.ts";
import { isTokenExpr } from "../../values/token.ts";
import { markShared } from "../form.ts";
import type { Stale } from "./stale.ts";

/** A branch: its statements, then what it leaves for the result of its block; `pass` where nothing else stands. */
export function writeBranch(
  body: Block,
  marker: Action,
  node: BlockNode,
  scope: Context["scope"],
  ctx: Context,
): Stmt[] {
  const outer = ctx.scope;
  ctx.scope = scope;
  // Where the block never runs, its result is written as it would be if it did.
  const isDead = scope.ended;
  const statements = ctx.writeBlock(body);
  const name = ctx.names.ofBlock(node);
  const last = statements.at(-1);
  if (name !== undefined && last !== undefined && resultName(last) === name) {
    // What the branch makes last goes straight into the result.
    if (last.kind === "Assign") markShared(last, name, ctx);
    scope.bind(name);
  } else if (name !== undefined && (isDead || !scope.ended)) {
    const value = writeSource(ctx.flow.atEndOf.get(marker.index) ?? null, ctx);
    // A pass of a repeat that ends with nothing adds nothing.
    if (value || node.kind !== "repeat") {
      const line = fillResult(name, node, orNothing(value, ctx));
      statements.push(line.kind === "Assign" ? markShared(line, name, ctx) : line);
    }
    scope.bind(name);
  }
  ctx.scope = outer;
  if (onlyComments(statements)) statements.push({ kind: "Pass" });
  return statements;
}

/** The line that fills the result of a block: the list of what each pass of a repeat leaves, or what the branch does. */
export function fillResult(name: string, node: BlockNode, value: Expr): Assign | ExprStmt {
  return node.kind === "repeat"
    ? py.exprStmt(undefined, py.method(py.name(name), "append", [value]))
    : py.assign(undefined, [name], value);
}

/**
 * Whether a value that fills a result or is added to a variable is made by an action of its own, so that the line says
 * that as well. Anything else is a variable, or what the pipe holds.
 */
export function isMade(value: Expr): boolean {
  switch (value.kind) {
    case "Str":
    case "Num":
    case "Dict":
    case "BinOp":
      return true;
    case "FString":
      return value.parts.length > 1;
    case "List":
      return value.items.length > 0;
    case "Call":
      return !isTokenExpr(value) && !EMPTY.some((name) => isCallOf(value, name));
    default:
      return false;
  }
}

const EMPTY = ["nothing", "unset", "missing_output"];

/** Whether a body lacks the statement that Python wants in each. */
export function onlyComments(statements: Stmt[]): boolean {
  return !statements.some((statement) => statement.kind !== "Comment");
}

/** The closing marker: its name counts as shown where the result's name says it. */
export function addEnd(stale: Stale, node: BlockNode, ctx: Context): void {
  const isNamed = ctx.names.ofBlock(node) !== undefined;
  stale.add("end", node.end, isNamed ? ["CustomOutputName"] : []);
}

/** The name of the result that a line fills, as {@link writeBranch} writes it: it stands for no action. */
export function resultName(statement: Stmt): string | undefined {
  if (statement.kind === "Assign") {
    const [name] = statement.targets;
    return statement.targets.length === 1 && isResultName(name!) ? name : undefined;
  }
  const list = statement.kind === "ExprStmt" ? methodCall(statement.value, "append")?.value : undefined;
  return list?.kind === "Name" && isResultName(list.id) ? list.id : undefined;
}

/**
 * Names the result of a block after a line that can fill it: the one before the block, or the last of a branch.
 *
 * @param prefix how names of such results begin.
 */
export function nameResult(end: ProgramAction, prefix: string, line: Stmt | undefined): void {
  const name = line && resultName(line);
  if (name?.startsWith(prefix)) end.output = name;
}

/** The last statement of a branch that says something. */
export function lastLine(body: readonly Stmt[]): Stmt | undefined {
  return body.findLast(({ kind }) => kind !== "Pass" && kind !== "Comment");
}

/** Adds the markers of one block: 0 opens it, 1 divides it, 2 closes it. */
export function markersOf(
  identifier: string,
  node: Stmt,
  ctx: MatchContext,
): (mode: 0 | 1 | 2, parameters: PlistDict) => ProgramAction {
  const group = ctx.newGroup();
  return (mode, parameters) => {
    const own = dictOf({ GroupingIdentifier: group, WFControlFlowMode: mode });
    return ctx.add({ identifier, parameters: Object.assign(own, parameters) }, node);
  };
}
