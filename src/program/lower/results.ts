import { methodCall, OUTPUT_MARK } from "../../context/matching.ts";
import { isResultName } from "../../passes/name-patterns.ts";
import { isNever, type Expr, type Stmt } from "../../python/ast.ts";
import { expressionsIn, statementsIn } from "../../python/rewrite.ts";
import { blocksOf, expressionsOf } from "../../python/walk.ts";
import { isTokenExpr } from "../../values/token.ts";
import { isCallOf } from "../../context/matching.ts";

/** A line that fills the result of a block. */
export interface ResultLine {
  name: string;
  /** What the result is at the end of the branch; undefined for the line before a repeat. */
  value: Expr | undefined;
  statement: Stmt;
}

/** The result of a block, with the lines that fill it. */
export interface BlockResult {
  name: string;
  block: Stmt;
  /** Before an If without an Otherwise: what comes out when the condition fails. */
  before: ResultLine | undefined;
  /** For each branch the line at its end; undefined where it has none. */
  branches: (ResultLine | undefined)[];
}

/** The line that a statement is, if it can be one. */
function resultLine(statement: Stmt | undefined): ResultLine | undefined {
  if (statement?.kind === "Assign") {
    const [name] = statement.targets as [string];
    if (statement.targets.length > 1 || !isResultName(name)) return undefined;
    return { name, value: statement.value, statement };
  }
  const call = statement?.kind === "ExprStmt" ? methodCall(statement.value, "append") : undefined;
  const [value] = call?.args ?? [];
  if (statement === undefined || call?.value.kind !== "Name" || !isResultName(call.value.id) || !value)
    return undefined;
  return { name: call.value.id, value, statement };
}

/** What a block leaves: a variable, or nothing. */
function isLeft(line: ResultLine): boolean {
  return (
    line.value !== undefined &&
    (isTokenExpr(line.value) ||
      isCallOf(line.value, "nothing") ||
      line.value.kind === "FString" ||
      line.value.kind === "Str")
  );
}

/**
 * The results of blocks: names of their pattern that each branch fills at its end, that nothing else sets, and that
 * nothing reads within the block.
 */
export function findBlockResults(body: readonly Stmt[]): Set<string> {
  const found = collectBlockResults(body);
  const lines = new Map<string, number>();
  for (const statement of statementsIn(body)) {
    const line = resultLine(statement);
    if (line && !isHoisted(statement, body)) lines.set(line.name, (lines.get(line.name) ?? 0) + 1);
  }
  const names = new Set<string>();
  for (const name of new Set(found.map((result) => result.name))) {
    const own = found.filter((result) => result.name === name);
    const count = own.reduce(
      (sum, { before, branches }) => sum + (before ? 1 : 0) + branches.filter(Boolean).length,
      0,
    );
    const areOne = own.length === 1 || own.some(isShared);
    if (areOne && count === lines.get(name) && !own.some(isReadWithin)) names.add(name);
  }
  return names;
}

/** Whether the blocks share the result, because they have one UUID. */
function isShared({ before, branches }: BlockResult): boolean {
  return [before, ...branches].some(
    (line) => line?.statement.kind === "Assign" && line.statement.annotation === OUTPUT_MARK,
  );
}

/** `if_result = unset()` at the top defines the name for a path that reads it unset. */
function isHoisted(statement: Stmt, body: readonly Stmt[]): boolean {
  if (statement.kind !== "Assign" || !isCallOf(statement.value, "unset")) return false;
  const end = body.findIndex((top) => top.kind !== "Assign" && top.kind !== "Comment");
  return body.slice(0, end < 0 ? body.length : end).includes(statement);
}

/** Each block that looks as if it had a result, in the order of the text. */
export function collectBlockResults(body: readonly Stmt[]): BlockResult[] {
  const found: BlockResult[] = [];
  const visit = (block: readonly Stmt[]): void => {
    let previous: Stmt | undefined;
    for (const statement of block) {
      const result = resultOf(statement, previous);
      if (result) found.push(result);
      for (const inner of blocksOf(statement)) visit(inner);
      // A comment before a block keeps nothing from being its start.
      if (statement.kind !== "Comment") previous = statement;
    }
  };
  visit(body);
  return found;
}

function resultOf(block: Stmt, previous: Stmt | undefined): BlockResult | undefined {
  if (block.kind !== "If" && block.kind !== "For" && block.kind !== "Match") return undefined;
  const branches = branchesOf(block).map((branch) =>
    resultLine(branch.findLast(({ kind }) => kind !== "Pass" && kind !== "Comment")),
  );
  const before = resultLine(previous);
  const prefix = { If: "if_result", For: "repeat_results", Match: "menu_result" }[block.kind];
  const name = [...branches, before].find((line) => line?.name.startsWith(prefix))?.name;
  if (name === undefined) return undefined;
  const own = branches.map((line) => (line?.name === name ? line : undefined));
  const start = before?.name === name ? before : undefined;
  if (block.kind === "For") {
    const isReset = start?.value?.kind === "List" && start.value.items.length === 0;
    const isAdded = own.every((line) => line === undefined || line.statement.kind === "ExprStmt");
    if (!isReset || !isAdded || !own.every((line) => line === undefined || isLeft(line))) return undefined;
    return { name, block, before: { ...start, value: undefined }, branches: own };
  }
  const needsBefore = block.kind === "If" && !block.orelse;
  const lines = needsBefore ? [start, ...own] : own;
  const blocks = branchesOf(block);
  const isFilled = own.every((line, i) => line !== undefined || stops(blocks[i]!));
  const isWhole = isFilled && (!needsBefore || start !== undefined);
  const areLeft = lines.every(
    (line) => line === undefined || (line.statement.kind === "Assign" && isLeft(line)),
  );
  return isWhole && areLeft
    ? { name, block, before: needsBefore ? start : undefined, branches: own }
    : undefined;
}

/** The branches of a block; what stands before the first case of a menu is none. */
function branchesOf(block: Stmt): readonly (readonly Stmt[])[] {
  return block.kind === "Match"
    ? block.cases.flatMap((item) => (isNever(item) ? [] : [item.body]))
    : blocksOf(block);
}

/** Whether a branch ends the shortcut. */
export function stops(branch: readonly Stmt[]): boolean {
  return branch.some((statement) => {
    if (statement.kind === "Return") return true;
    if (statement.kind === "ExprStmt") return isCallOf(statement.value, "exit");
    const blocks = branchesOf(statement);
    const isComplete =
      (statement.kind === "If" && statement.orelse !== undefined) || statement.kind === "Match";
    return isComplete && blocks.every(stops);
  });
}

function isReadWithin({ name, block, branches }: BlockResult): boolean {
  for (const statement of statementsIn(branchesOf(block).flat())) {
    if (branches.some((line) => line?.statement === statement)) continue;
    for (const whole of expressionsOf(statement)) {
      for (const expr of expressionsIn(whole)) if (expr.kind === "Name" && expr.id === name) return true;
    }
  }
  return false;
}
