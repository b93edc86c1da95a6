import { methodCall, OUTPUT_MARK } from "../../context/matching.ts";
import { isMade, lastLine } from "../../forms/blocks/branch.ts";
import { chainedName, endOfChain, hiddenName, isResultName } from "../../passes/name-patterns.ts";
import { isNever, py, type Assign, type Expr, type If, type Match, type Stmt } from "../../python/ast.ts";
import { expressionsIn, mapBlock, statementsIn, withBlocks } from "../../python/rewrite.ts";
import { blocksOf, expressionsOf, walkExpr } from "../../python/walk.ts";
import { isTokenExpr } from "../../values/token.ts";
import { at } from "./context.ts";
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

/** What a block leaves: a variable, nothing, or what an action makes in the line itself. */
function isLeft({ value }: ResultLine): boolean {
  if (value === undefined) return false;
  const isHeld = isTokenExpr(value) || isCallOf(value, "nothing") || value.kind === "FString";
  return isHeld || isMade(value);
}

/**
 * The statements with all that fills the result of a block in the order of the actions: a value that an action makes in
 * a line of its own, `if_result = "yes"` being a Text and what it leaves, and behind a block that ends a branch and fills
 * the result of the block around it a line that hands on what it leaves.
 *
 * @param isSetter whether a call is an action that sets a variable: its line has another meaning.
 * @param plain names that are found to be none of results.
 */
export function separateResults(
  body: Stmt[],
  isSetter: (value: Expr) => boolean,
  plain: ReadonlySet<string>,
): Stmt[] {
  if (!fillsResult(body)) return body;
  const chained = separateChains(body, new Set([...plain].map((name) => endOfChain(name) ?? name)));
  const lines = new Set<Stmt>();
  for (const { before, branches } of collectBlockResults(chained)) {
    for (const line of [before, ...branches]) {
      if (line?.value && isMade(line.value) && !isSetter(line.value)) lines.add(line.statement);
    }
  }
  if (lines.size === 0) return chained;
  const counts = new Map<string, number>();
  const separate = (block: Stmt[]): Stmt[] =>
    mapBlock(block, (statement) => {
      const line = lines.has(statement) ? resultLine(statement) : undefined;
      if (!line?.value) return withBlocks(statement, separate);
      const number = (counts.get(line.name) ?? 0) + 1;
      counts.set(line.name, number);
      const made = at(statement, py.name(hiddenName(line.name, number)));
      const own = at(statement, py.assign(undefined, [made.id], line.value));
      return [own, filledWith(statement, made)];
    });
  return separate(chained);
}

/** Whether any line fills a result. */
function fillsResult(block: readonly Stmt[]): boolean {
  return block.some(
    (statement) => resultLine(statement) !== undefined || blocksOf(statement).some(fillsResult),
  );
}

/** The line with another value. */
function filledWith(line: Stmt, value: Expr): Stmt {
  if (line.kind === "Assign") return { ...line, value };
  const call = line.kind === "ExprStmt" ? methodCall(line.value, "append") : undefined;
  if (line.kind !== "ExprStmt" || !call) return line;
  return { ...line, value: at(line.value, py.method(call.value, "append", [value])) };
}

/** A result that all branches of a block fill, those of blocks at their ends among them. */
interface Chain {
  name: string;
  /** How many lines in the block fill it. */
  count: number;
  /** Whether several blocks fill it, of which this is one: it is the result of no block around them. */
  isShared: boolean;
}

/** Blocks that end a branch with a result of their own, and a line behind each that hands it on. */
function separateChains(body: Stmt[], plain: ReadonlySet<string>): Stmt[] {
  const known = new Map<Stmt, Chain | undefined>();
  /** Whether the branch of any block ends with another block that fills its result. */
  let hasInner = false;
  const chainOf = (block: Stmt | undefined, previous: Stmt | undefined): Chain | undefined => {
    if (block?.kind !== "If" && block?.kind !== "Match") return undefined;
    if (!known.has(block)) known.set(block, findChain(block, previous));
    return known.get(block);
  };
  const findChain = (block: If | Match, previous: Stmt | undefined): Chain | undefined => {
    const needsStart = block.kind === "If" && !block.orelse;
    let name = needsStart ? filledBy(previous) : undefined;
    if (needsStart && name === undefined) return undefined;
    let count = 0;
    let isShared = needsStart && isMarked(previous!);
    let ends = needsStart ? 1 : 0;
    let lines = ends;
    for (const branch of branchesOf(block)) {
      const { last, before } = endOf(branch);
      const line = ownLine(last);
      const end = line ?? chainOf(last, before);
      if (end === undefined && stops(branch)) continue;
      if (end === undefined || (!line && end.isShared)) return undefined;
      if (name !== undefined && end.name !== name) return undefined;
      if (!line) hasInner = true;
      isShared ||= end.isShared;
      name = end.name;
      ends++;
      if (line) lines++;
      count += end.count + (!line && last?.kind === "If" && !last.orelse ? 1 : 0);
    }
    // What is all that a block leaves is what the block in it leaves.
    return name === undefined || (ends < 2 && lines === 0) ? undefined : { name, count, isShared };
  };

  const look = (block: readonly Stmt[]): void => {
    let previous: Stmt | undefined;
    for (const statement of block) {
      chainOf(statement, previous);
      if (statement.kind !== "Comment") previous = statement;
      for (const inner of blocksOf(statement)) look(inner);
    }
  };
  look(body);
  // Without one there is nothing to take apart.
  if (!hasInner) return body;
  const separate = (block: Stmt[]): Stmt[] => {
    let previous: Stmt | undefined;
    return mapBlock(block, (statement) => {
      const chain = chainOf(statement, previous);
      if (statement.kind !== "Comment") previous = statement;
      const isOwn = chain?.name.startsWith(statement.kind === "Match" ? "menu_result" : "if_result");
      const isResult = chain && isOwn && !plain.has(chain.name) && isFilledOnly(chain, statement);
      return isResult ? separateIn(statement, chain.name) : withBlocks(statement, separate);
    });
  };
  /** A block of a chain, which fills this result, and those at the ends of its branches results of their own. */
  const separateIn = (block: Stmt, result: string): Stmt => {
    const numbers = new Map(branchesOf(block).map((branch, i) => [branch, i]));
    return withBlocks(block, (branch) => {
      const { last, before } = endOf(branch);
      const number = numbers.get(branch);
      if (number === undefined) return separate(branch);
      const isLine = filledBy(last) !== undefined;
      if (!isLine && !chainOf(last, before)) return separate(branch);
      const own = isLine
        ? result
        : chainedName(last!.kind === "Match" ? "menu_result" : "if_result", result, number);
      const start = last!.kind === "If" && !last!.orelse ? before : undefined;
      const end = branch.indexOf((start ?? last)!);
      const filling = branch.slice(end).flatMap((statement): Stmt[] => {
        const fills = statement === start || (isLine && statement === last);
        if (fills) return [{ ...(statement as Assign), targets: [own] }];
        return statement === last ? [separateIn(last, own), handOn(result, own, last)] : [statement];
      });
      return [...separate(branch.slice(0, end)), ...filling];
    });
  };
  return separate(body);
}

/** The last statement of a branch that says something, and the one before it. */
function endOf(branch: readonly Stmt[]): { last: Stmt | undefined; before: Stmt | undefined } {
  const says = ({ kind }: Stmt): boolean => kind !== "Pass" && kind !== "Comment";
  const end = branch.findLastIndex(says);
  return { last: branch[end], before: branch.slice(0, Math.max(end, 0)).findLast(says) };
}

/** The result that a line fills. */
function filledBy(statement: Stmt | undefined): string | undefined {
  const line = statement?.kind === "Assign" ? resultLine(statement) : undefined;
  return line && isLeft(line) ? line.name : undefined;
}

/** What a block leaves that fills its result with this line. */
function ownLine(line: Stmt | undefined): Chain | undefined {
  const name = filledBy(line);
  return name === undefined ? undefined : { name, count: 1, isShared: isMarked(line!) };
}

/** Whether nothing in a block but the lines at the ends of its branches sets or reads the result that they fill. */
function isFilledOnly({ name, count }: Chain, block: Stmt): boolean {
  let lines = 0;
  for (const statement of statementsIn([block])) {
    if (statement.kind === "Assign" && statement.targets.includes(name)) lines++;
    for (const whole of expressionsOf(statement)) {
      for (const expr of expressionsIn(whole)) if (expr.kind === "Name" && expr.id === name) return false;
    }
  }
  return lines === count;
}

function handOn(name: string, inner: string, line: Stmt): Stmt {
  return at(line, py.assign(undefined, [name], at(line, py.name(inner))));
}

/**
 * The results of blocks: names of their pattern that each branch fills at its end, that nothing else sets, and that
 * nothing reads within the block.
 *
 * @param all see {@link statementsIn}; so is `candidates` {@link collectBlockResults} and `reads` {@link readsOf}.
 */
export function findBlockResults(
  body: readonly Stmt[],
  all: readonly Stmt[],
  candidates: readonly BlockResult[],
  reads: () => ReadonlyMap<string, readonly number[]>,
): Set<string> {
  const found = new Map<string, BlockResult[]>();
  for (const result of candidates) {
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
  for (const [name, own] of found) {
    const count = own.reduce(
      (sum, { before, branches }) => sum + (before ? 1 : 0) + branches.filter(Boolean).length,
      0,
    );
    const areOne = own.length === 1 || own.some(isShared);
    if (!areOne || count !== lines.get(name)) continue;
    if (!own.some((result) => isReadWithin(result, reads().get(name) ?? [], all))) names.add(name);
  }
  return names;
}

/** For each of some names the numbers of the statements that read it, in ascending order. */
export function readsOf(all: readonly Stmt[], names: ReadonlySet<string>): Map<string, number[]> {
  const reads = new Map<string, number[]>();
  if (names.size === 0) return reads;
  let number = 0;
  const visit = (expr: Expr): void => {
    if (expr.kind !== "Name" || !names.has(expr.id)) return;
    const known = reads.get(expr.id);
    if (known) known.push(number);
    else reads.set(expr.id, [number]);
  };
  for (const statement of all) {
    for (const whole of expressionsOf(statement)) walkExpr(whole, visit);
    number++;
  }
  return reads;
}

/** Whether the blocks share the result, because they have one UUID. */
function isShared({ before, branches }: BlockResult): boolean {
  return [before, ...branches].some((line) => line && isMarked(line.statement));
}

function isMarked(line: Stmt): boolean {
  return line.kind === "Assign" && line.annotation === OUTPUT_MARK;
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
      if (statement.kind === "Assign" || statement.kind === "ExprStmt") {
        previous = statement;
        continue;
      }
      const blocks = blocksOf(statement);
      const result = blocks.length > 0 ? resultOf(statement, previous, from) : undefined;
      if (result) results.push(result);
      for (const inner of blocks) visit(inner);
      if (result) result.to = number;
      // A comment before a block keeps nothing from being its start.
      if (statement.kind !== "Comment") previous = statement;
    }
  };
  visit(body);
  return results;
}

/** How the names of results of each kind of block begin. */
const PREFIXES = { If: "if_result", For: "repeat_results", Match: "menu_result" } as const;

function resultOf(block: Stmt, previous: Stmt | undefined, from: number): BlockResult | undefined {
  if (block.kind !== "If" && block.kind !== "For" && block.kind !== "Match") return undefined;
  const blocks = branchesOf(block);
  const before = resultLine(previous);
  const name = resultNamed(block.kind, blocks, before);
  if (name === undefined) return undefined;
  const branches = blocks.map((branch) => resultLine(lastLine(branch)));
  const own = branches.map((line) => (line?.name === name ? line : undefined));
  const start = before?.name === name ? before : undefined;
  if (block.kind === "For") {
    const isReset = start?.value?.kind === "List" && start.value.items.length === 0;
    const isAdded = own.every((line) => line === undefined || line.statement.kind === "ExprStmt");
    if (!isReset || !isAdded || !own.every((line) => line === undefined || isLeft(line))) return undefined;
    return { name, block, before: { ...start, value: undefined }, branches: own, from, to: from };
  }
  const needsBefore = block.kind === "If" && !block.orelse;
  const lines = needsBefore ? [start, ...own] : own;
  const isFilled = own.every((line, i) => line !== undefined || stops(blocks[i]!));
  const isWhole = isFilled && (!needsBefore || start !== undefined);
  const areLeft = lines.every(
    (line) => line === undefined || (line.statement.kind === "Assign" && isLeft(line)),
  );
  return isWhole && areLeft
    ? { name, block, before: needsBefore ? start : undefined, branches: own, from, to: from }
    : undefined;
}

/** The first name of a result of this kind that lines at the ends of branches fill, or the one before the block. */
function resultNamed(
  kind: keyof typeof PREFIXES,
  blocks: readonly (readonly Stmt[])[],
  before: ResultLine | undefined,
): string | undefined {
  for (const branch of blocks) {
    const name = resultLine(lastLine(branch))?.name;
    if (name?.startsWith(PREFIXES[kind])) return name;
  }
  return before?.name.startsWith(PREFIXES[kind]) ? before.name : undefined;
}

/** The branches of a block; what stands before the first case of a menu is none. */
function branchesOf(block: Stmt): readonly (readonly Stmt[])[] {
  return block.kind === "Match"
    ? block.cases.filter((item) => !isNever(item)).map(({ body }) => body)
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
