import { methodCall, OUTPUT_MARK } from "../../context/matching.ts";
import { isResultName } from "../../passes/name-patterns.ts";
import { isNever, type Expr, type Stmt } from "../../python/ast.ts";
import { statementsIn } from "../../python/rewrite.ts";
import { blocksOf, expressionsOf, walkExpr } from "../../python/walk.ts";
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
  /** The numbers of the first statement in the block and of the first behind it, counted as {@link statementsIn} does. */
  from: number;
  to: number;
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
export function findBlockResults(
  body: readonly Stmt[],
  all: readonly Stmt[] = statementsIn(body),
): Set<string> {
  const found = new Map<string, BlockResult[]>();
  for (const result of collectBlockResults(body)) {
    const own = found.get(result.name);
    if (own) own.push(result);
    else found.set(result.name, [result]);
  }
  const names = new Set<string>();
  if (found.size === 0) return names;
  const lines = new Map<string, number>();
  for (const statement of all) {
    const line = resultLine(statement);
    if (line && !isHoisted(statement, body)) lines.set(line.name, (lines.get(line.name) ?? 0) + 1);
  }
  const reads = readsOf(all, found);
  for (const [name, own] of found) {
    const count = own.reduce(
      (sum, { before, branches }) => sum + (before ? 1 : 0) + branches.filter(Boolean).length,
      0,
    );
    const areOne = own.length === 1 || own.some(isShared);
    if (!areOne || count !== lines.get(name)) continue;
    if (!own.some((result) => isReadWithin(result, reads.get(name) ?? [], all))) names.add(name);
  }
  return names;
}

/** For each of some names the numbers of the statements that read it. */
function readsOf(all: readonly Stmt[], names: ReadonlyMap<string, unknown>): Map<string, number[]> {
  const reads = new Map<string, number[]>();
  all.forEach((statement, number) => {
    for (const whole of expressionsOf(statement)) {
      walkExpr(whole, (expr) => {
        if (expr.kind !== "Name" || !names.has(expr.id)) return;
        const known = reads.get(expr.id);
        if (known) known.push(number);
        else reads.set(expr.id, [number]);
      });
    }
  });
  return reads;
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
  const results: BlockResult[] = [];
  let number = 0;
  const visit = (block: readonly Stmt[]): void => {
    let previous: Stmt | undefined;
    for (const statement of block) {
      const from = ++number;
      const found = resultOf(statement, previous);
      const result = found && { ...found, from, to: from };
      if (result) results.push(result);
      for (const inner of blocksOf(statement)) visit(inner);
      if (result) result.to = number;
      // A comment before a block keeps nothing from being its start.
      if (statement.kind !== "Comment") previous = statement;
    }
  };
  visit(body);
  return results;
}

function resultOf(block: Stmt, previous: Stmt | undefined): Omit<BlockResult, "from" | "to"> | undefined {
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

/** Whether a statement of the block reads the result, but for the lines that fill it and cases that never are. */
function isReadWithin(
  { block, branches, from, to }: BlockResult,
  reads: readonly number[],
  all: readonly Stmt[],
): boolean {
  const within = reads.filter((number) => number >= from && number < to).map((number) => all[number]!);
  const read = within.filter((statement) => branches.every((line) => line?.statement !== statement));
  if (read.length === 0 || block.kind !== "Match") return read.length > 0;
  const statements = new Set(statementsIn(branchesOf(block).flat()));
  return read.some((statement) => statements.has(statement));
}
