import type { Context } from "../context/writing.ts";
import type { Action, Block, BlockNode, Node } from "../ir/workflow.ts";
import { nestedName } from "../passes/name-patterns.ts";
import { py, type Assign, type Expr, type ExprStmt, type For, type If, type Stmt } from "../python/ast.ts";
import { walkExpr } from "../python/walk.ts";
import { fits, mayBeArgument, put, shortCall, takeIn, type ShortCall, type Taken } from "./take-in.ts";

/** Adds the statements of a node, and says how many nodes they say. */
type WriteNode = (node: Node, statements: Stmt[], ctx: Context) => number;

/** A line with the call of an action whose output has no name yet, because the line behind it may hold that call. */
interface Inner extends Taken {
  readonly maker: Action;
  readonly line: Assign;
}

/**
 * Actions of which each takes the output of the one before, as calls in one line as far as that reads well:
 * `save_to_photo_album(resize_image(photo))`. `compile` takes them apart, see `program/lower/calls.ts`.
 *
 * Whether a call fits into the line behind it shows when that is written. Until then its output is hidden, and so is that
 * of the line itself, so that the names of both come in their order.
 */
export function writeNest(
  block: Block,
  start: number,
  statements: Stmt[],
  writeNode: WriteNode,
  ctx: Context,
): number {
  let inner: Inner | undefined;
  for (let i = start; ;) {
    const node = block[i]!;
    if (inner && !mayFit(inner, node, ctx)) {
      statements.push(reveal(inner, ctx));
      inner = undefined;
    }
    if (node.kind !== "action") {
      if (inner) writeBlockAround(inner, node, statements, writeNode, ctx);
      else writeNode(node, statements, ctx);
      return i + 1 - start;
    }
    const { action } = node;
    const isHeld = ctx.names.hold(action, HELD);
    const made: Stmt[] = [];
    i += writeNode(node, made, ctx);
    if (isHeld) ctx.names.release(action);
    const taken = inner && takeInLine(inner, made, action, ctx);
    if (inner && !taken) {
      statements.push(reveal(inner, ctx));
      renameReads(made, inner.name, ctx.names.ofAction(inner.maker)!);
    }
    const written = taken ? [taken] : made;
    const [line] = written;
    const short = ctx.nests.has(action.index) && line?.kind === "Assign" && shortLine(line, action, ctx);
    if (short) {
      bindHeld(line, ctx.names.fill(action, nestedName(ctx.plans[action.index]!.name)), ctx);
      const { call, width } = short;
      const [name] = line.targets;
      inner = { call, width, name: name!, depth: taken ? inner!.depth + 1 : 1, maker: action, line };
      continue;
    }
    const name = isHeld ? ctx.names.ofAction(action) : undefined;
    for (const part of written) {
      if (name !== undefined && part.kind === "Assign") bindHeld(part, name, ctx);
      statements.push(part);
    }
    return i - start;
  }
}

/** What an output goes by while its line is being written; no name of Python's. */
const HELD = " held";

function shortLine({ value, annotation }: Assign, action: Action, ctx: Context): ShortCall | undefined {
  return annotation === undefined ? shortCall(value, ctx.plans[action.index]?.name) : undefined;
}

/** Whether a call and no more than what has to stand around it are short enough for a line. */
function mayFit(inner: Inner, node: Node, ctx: Context): boolean {
  const blocks = ctx.depth;
  if (node.kind !== "action") return fits(inner.width, { columns: 4, blocks });
  const columns = ctx.plans[node.action.index]!.name.length + 2;
  return fits(inner.width, { columns, blocks }) || mayBeArgument(inner, blocks);
}

/** Gives the output of a call that stands in no other line a name, and so its line. */
function reveal({ maker, line, name: hidden }: Inner, ctx: Context): Stmt {
  ctx.names.reveal(maker);
  const name = ctx.names.ofAction(maker)!;
  rename(line, hidden, name);
  ctx.scope.bind(name);
  return line;
}

/** Puts another name in place of one, in lines that nobody else has. */
function renameReads(lines: readonly Stmt[], from: string, to: string): void {
  for (const line of lines) {
    if (line.kind === "Assign" || line.kind === "ExprStmt") {
      renameIn(line.value, from, to);
      if (line.apart) renameReads(line.apart, from, to);
    } else if (line.kind === "Return" && line.value) {
      renameIn(line.value, from, to);
    }
  }
}

function renameIn(value: Expr, from: string, to: string): void {
  walkExpr(value, (expr) => {
    if (expr.kind === "Name" && expr.id === from) expr.id = to;
  });
}

function bindHeld(line: Assign, name: string, ctx: Context): void {
  rename(line, HELD, name);
  // An action can read what it has made the last time.
  renameReads([line], HELD, name);
  ctx.scope.bind(name);
}

/** Another name for what a line makes. */
function rename(line: Assign, from: string, to: string): void {
  renameTargets(line, from, to);
  if (!line.apart) return;
  for (const part of line.apart) if (part.kind === "Assign") renameTargets(part, from, to);
}

function renameTargets(line: Assign, from: string, to: string): void {
  line.targets = line.targets.map((target) => (target === from ? to : target));
}

/** The line that takes the output of a call, with the call in it; undefined if it does not fit there. */
function takeInLine(
  inner: Inner,
  [line, ...others]: readonly Stmt[],
  taker: Action,
  ctx: Context,
): Assign | ExprStmt | undefined {
  if (others.length > 0 || (line?.kind !== "Assign" && line?.kind !== "ExprStmt")) return undefined;
  const columns = line.kind === "ExprStmt" ? 0 : widthOfTargets(line, taker, ctx);
  const value = takeIn(line.value, inner, { columns, blocks: ctx.depth, isHead: false });
  if (!value) return undefined;
  const { action } = inner.line;
  const apart = bothOf(inner.line, line.apart ?? [line]);
  if (line.kind === "ExprStmt") return py.exprStmt(action, value, apart);
  return py.assign(action, line.targets, value, line.annotation, apart);
}

/** A name that is not given yet is about as long as what the action calls its output, with a number. */
function widthOfTargets({ targets }: Assign, { index }: Action, ctx: Context): number {
  const own = (ctx.flow.facts[index]?.outputName?.length ?? 16) + 2;
  return targets.reduce((sum, target) => sum + (target === HELD ? own : target.length) + 3, 0);
}

/** The statements that a line stands for which holds the call of another. */
function bothOf<Line>(inner: Assign, outer: readonly Line[]): (Assign | ExprStmt | Line)[] {
  return [...(inner.apart ?? [inner]), ...outer];
}

/** A block behind a call that its header may hold. */
function writeBlockAround(
  inner: Inner,
  node: BlockNode,
  statements: Stmt[],
  writeNode: WriteNode,
  ctx: Context,
): void {
  const { call, name, line } = inner;
  const before = node.kind === "repeat" ? "for repeat_index, repeat_item in :" : "if not :";
  const around = { columns: before.length, blocks: ctx.depth, isHead: true };
  let isTaken = true;
  ctx.settle = (header) => {
    isTaken = takeIn(header, inner, around) !== undefined;
    if (isTaken) return;
    statements.push(reveal(inner, ctx));
    renameIn(header, name, ctx.names.ofAction(inner.maker)!);
  };
  writeNode(node, statements, ctx);
  const written = statements.at(-1);
  if (!isTaken || (written?.kind !== "If" && written?.kind !== "For")) return;
  statements[statements.length - 1] = blockWith(call, name, line, written);
}

/** A block with a call in its header. */
function blockWith(call: Expr, name: string, line: Assign, block: If | For): If | For {
  if (block.kind === "If") {
    const { test, body, elifs, orelse } = block;
    return py.if(line.action, put(test, name, call)!, body, elifs, orelse, bothOf(line, [block]));
  }
  const { targets, iter, body } = block;
  return py.for(line.action, targets, put(iter, name, call)!, body, bothOf(line, [block]));
}
