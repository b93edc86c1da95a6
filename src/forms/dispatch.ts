import { calledName, isCallOf, methodCall, type MatchContext, type Matched } from "../context/matching.ts";
import { pythonCall } from "../context/python-advice.ts";
import { HELPERS, read, type Context } from "../context/writing.ts";
import { quote } from "../diagnostics/error.ts";
import {
  isMarker,
  variableNameOf,
  type Action,
  type Block,
  type BlockNode,
  type Node,
} from "../ir/workflow.ts";
import type { Fill } from "../passes/fills.ts";
import { isVariableSpelling, partOf } from "../passes/name-patterns.ts";
import { py, type Assign, type BinOp, type Expr, type ExprStmt, type Stmt } from "../python/ast.ts";
import { expressionsOf } from "../python/walk.ts";
import { fillResult, isMade, resultName } from "./blocks/branch.ts";
import { matchIf, writeIf } from "./blocks/if.ts";
import { matchMenu, writeMenu } from "./blocks/menu.ts";
import { matchRepeat, writeRepeat } from "./blocks/repeat.ts";
import { calculationForm, joinOperations } from "./calculation.ts";
import { matchCallStatement, writeCallStatement } from "./call.ts";
import { commentForm } from "./comment.ts";
import { computed, type Form, type Simple } from "./form.ts";
import { writeNest } from "./nest.ts";
import { exitForm, outputForm } from "./stop.ts";
import { askForm, dictionaryForm, dictionaryValueForm, listForm, numberForm, textForm } from "./values.ts";
import { isTokenExpr } from "../values/token.ts";
import { appendVariableForm, getVariableForm, outputTarget, setVariableForm } from "./variables.ts";

/** The actions that have a form of their own; every other one is a call. */
export const forms: readonly Form[] = [
  askForm,
  appendVariableForm,
  calculationForm,
  commentForm,
  dictionaryForm,
  dictionaryValueForm,
  exitForm,
  getVariableForm,
  listForm,
  numberForm,
  outputForm,
  setVariableForm,
  textForm,
];

const byIdentifier = new Map(forms.map((form) => [form.identifier, form]));

/** Whether an action is usually written in a form of its own, without its function. */
export function hasForm(identifier: string): boolean {
  return byIdentifier.has(identifier) || isMarker({ identifier });
}

export function writeBlock(block: Block, ctx: Context): Stmt[] {
  const statements: Stmt[] = [];
  ctx.depth++;
  for (let i = 0; i < block.length;) {
    const node = block[i]!;
    const isNest = node.kind === "action" && ctx.nests.has(node.action.index);
    i += isNest ? writeNest(block, i, statements, writeNode, ctx) : writeNode(node, statements, ctx);
  }
  ctx.depth--;
  return statements;
}

/**
 * Adds the statements of an action, of a block, or of several actions in one line.
 *
 * @returns how many nodes they say.
 */
function writeNode(node: Node, statements: Stmt[], ctx: Context): number {
  if (node.kind !== "action") {
    ctx.action = node.open.index;
    for (const statement of writeBlockNode(node, ctx)) statements.push(statement);
    return 1;
  }
  const { action } = node;
  if (!ctx.steps.has(action.index)) return writeAlone(action, statements, ctx);
  const steps = stepsFrom(action, ctx);
  const joined = writeSteps(steps, ctx);
  if (joined) return addJoined(joined, statements);
  for (const step of steps.slice(0, -1)) writeAlone(step, statements, ctx);
  return steps.length - 1;
}

/** The same for an action that no calculation takes into its own. */
function writeAlone(action: Action, statements: Stmt[], ctx: Context): number {
  const joined = writeFilled(action, ctx);
  if (joined) return addJoined(joined, statements);
  for (const statement of writeAction(action, ctx)) statements.push(statement);
  return 1;
}

function addJoined(joined: Assign | ExprStmt, statements: Stmt[]): number {
  statements.push(joined);
  let count = 0;
  // What fills the result of a block is no action.
  for (const { action } of joined.apart!) if (action !== undefined) count++;
  return count;
}

/** A calculation and those of which each takes the output of the one before. */
function stepsFrom(first: Action, ctx: Context): Action[] {
  const steps = [first];
  for (let next; (next = ctx.steps.get(steps.at(-1)!.index));) steps.push(next);
  return steps;
}

/**
 * Writes a line in which the outputs of some actions have no names of their own, but are what fills another. Where there
 * is no such line, they have names, and nothing has been said.
 */
function withHidden(
  makers: readonly Action[],
  filled: string,
  ctx: Context,
  write: (hidden: string[]) => Assign | ExprStmt | undefined,
): Assign | ExprStmt | undefined {
  const hidden = makers.map((maker) => ctx.names.fill(maker, filled));
  const { leftOut, diagnostics } = ctx;
  const said = diagnostics.length;
  const joined = write(hidden);
  if (joined) return joined;
  for (const maker of makers.toReversed()) ctx.names.reveal(maker);
  ctx.leftOut = leftOut;
  diagnostics.splice(said);
  return undefined;
}

/**
 * Calculations of which each takes the output of the one before, in one line: `area = (width + 2) * height`.
 *
 * @returns undefined if they cannot be said so; then each has a statement of its own.
 */
function writeSteps(all: readonly Action[], ctx: Context): Assign | ExprStmt | undefined {
  const steps = all.slice(0, -1);
  const last = all.at(-1)!;
  const fill = ctx.fills.outputs.get(last.index);
  const name = fill ? filledName(fill, ctx) : ctx.names.ofAction(last);
  return withHidden(steps, partOf(name ?? ""), ctx, (hidden) => {
    // Nothing takes what the last one makes.
    if (name === undefined) return undefined;
    const made = steps.map((step) => writeOperation(step, ctx));
    const end = fill ? writeFilled(last, ctx) : writeOperation(last, ctx);
    const outer = end && made.every((step) => step !== undefined) ? operationOf(end) : undefined;
    if (!end || !outer) return undefined;
    const operations = [...made.map((step) => step!.value as BinOp), outer];
    const value = operations.reduce((inner, whole, i) => joinOperations(inner, hidden[i - 1]!, whole));
    const apart = [...made.map((step) => step!), ...(end.apart ?? [end])];
    return lineOf(end, value, all[0]!.index, apart);
  });
}

/** A calculation as an operation; undefined where the call has to say it. */
function writeOperation(action: Action, ctx: Context): Assign | undefined {
  const [made, ...others] = writeAction(action, ctx);
  const isOperation = made?.kind === "Assign" && made.value.kind === "BinOp" && others.length === 0;
  return isOperation ? made : undefined;
}

/** The operation that a line assigns or adds to something. */
function operationOf(line: Assign | ExprStmt): BinOp | undefined {
  const value = line.kind === "Assign" ? line.value : methodCall(line.value, "append")?.args[0];
  return value?.kind === "BinOp" ? value : undefined;
}

/** A line that assigns or adds another value. */
function lineOf(
  line: Assign | ExprStmt,
  value: Expr,
  action: number,
  apart: readonly (Assign | ExprStmt)[],
): Assign | ExprStmt {
  if (line.kind === "Assign") return py.assign(action, line.targets, value, line.annotation, apart);
  const { value: list } = methodCall(line.value, "append")!;
  return py.exprStmt(action, py.method(list, "append", [value]), apart);
}

/**
 * An action and what its output is for, in one line: the Set Variable behind it, `Name = get_contents_of_url(...)`, or the
 * result of the block around it, `if_result = "yes"`. `compile` reads that as the two wherever the name is that of a
 * variable or a result, see `program/lower/names.ts`.
 *
 * @returns undefined if it cannot be said so; then each has a statement of its own.
 */
function writeFilled(maker: Action, ctx: Context): Assign | ExprStmt | undefined {
  const fill = ctx.fills.outputs.get(maker.index);
  if (!fill) return undefined;
  const name = filledName(fill, ctx);
  return withHidden([maker], name, ctx, ([hidden]) => {
    const made = writeAction(maker, ctx);
    const set =
      fill.kind === "result"
        ? [fillResult(name, fill.node, read(ctx, hidden!))]
        : writeAction(fill.setter, ctx);
    const isPair = made.length === 1 && set.length === 1;
    return isPair ? joinFilled(made[0]!, set[0]!, { name, hidden: hidden! }, fill, ctx) : undefined;
  });
}

function filledName(fill: Fill, ctx: Context): string {
  if (fill.kind === "result") return ctx.names.ofBlock(fill.node)!;
  return ctx.names.variable(variableNameOf(fill.setter)!);
}

/** The one statement for two, unless one of them says more than where the output goes, or the one reads as another. */
function joinFilled(
  made: Stmt,
  set: Stmt,
  { name, hidden }: { name: string; hidden: string },
  fill: Fill,
  ctx: Context,
): Assign | ExprStmt | undefined {
  if (made.kind !== "Assign" || !isNamed(made, hidden)) return undefined;
  const { value } = made;
  if (set.kind === "Assign") {
    const isSet = isNamed(set, name) && set.value.kind === "Name" && set.value.id === hidden;
    const isClear = fill.kind === "result" ? isMade(value) : isDistinct(value, name, ctx);
    if (!isSet || !isClear) return undefined;
    return py.assign(made.action, [name], value, undefined, [made, set]);
  }
  const call = set.kind === "ExprStmt" ? methodCall(set.value, "append") : undefined;
  const [output] = call?.args ?? [];
  const isAdded = call?.value.kind === "Name" && call.value.id === name && output?.kind === "Name";
  if (set.kind !== "ExprStmt" || !isAdded || output.id !== hidden || !isMade(value)) return undefined;
  const added = py.method(call.value, "append", [value]);
  return py.exprStmt(made.action, added, [made, set]);
}

function isNamed({ targets, annotation }: Assign, name: string): boolean {
  return targets.length === 1 && targets[0] === name && annotation === undefined;
}

/** Whether the value of a variable is read as an action, and not as what the variable is set to. */
function isDistinct(value: Expr, variable: string, ctx: Context): boolean {
  if (isTokenExpr(value) && value.kind !== "Subscript") return false;
  // A key of a variable needs a name that is known for a variable without a mark, which would say something else.
  if (value.kind === "Subscript") return isVariableSpelling(variable) || ctx.setOften().has(variable);
  return !(value.kind === "List" && value.items.length === 0);
}

function writeAction(action: Action, ctx: Context): Stmt[] {
  ctx.action = action.index;
  return byIdentifier.get(action.identifier)?.write(action, ctx) ?? writeCallStatement(action, ctx);
}

function writeBlockNode(node: BlockNode, ctx: Context): Stmt[] {
  switch (node.kind) {
    case "if":
      return writeIf(node, ctx);
    case "repeat":
      return writeRepeat(node, ctx);
    case "menu": {
      // Its cases stand in it.
      ctx.depth++;
      const written = writeMenu(node, ctx);
      ctx.depth--;
      return written;
    }
  }
}

/**
 * The actions that a statement says: the inverse of {@link writeBlock}, which writes one or more for each.
 *
 * @param before the statement before it, which can bind the result of a block.
 */
export function matchStatement(statement: Stmt, before: Stmt | undefined, ctx: MatchContext): void {
  // What fills the result of a block stands for no action: the block's statement says it.
  // Nor does what only defines a name, wherever somebody has moved it.
  if (resultName(statement) !== undefined || definesName(statement)) {
    for (const expr of expressionsOf(statement)) ctx.useWhole(expr);
    return;
  }
  switch (statement.kind) {
    case "If":
      return matchIf(statement, before, ctx);
    case "For":
      return matchRepeat(statement, before, ctx);
    case "Match":
      return matchMenu(statement, ctx);
    case "Assign":
    case "ExprStmt":
    case "Return":
    case "Comment":
      return matchSimple(statement, ctx);
    case "Pass":
    case "Import":
    case "ImportFrom":
      return;
    case "FunctionDef":
      ctx.report(
        statement,
        "SC6002",
        "A function in a function stands for nothing.",
        "Write what it does where it is needed, or make it a shortcut of its own.",
      );
  }
}

/** `name = unset()`, `name = missing_output("Text")`, as stand at the top of a program. */
function definesName(statement: Stmt): boolean {
  if (statement.kind !== "Assign") return false;
  return isCallOf(statement.value, "unset") || isCallOf(statement.value, "missing_output");
}

function matchSimple(statement: Simple, ctx: MatchContext): void {
  const action = matchAction(statement, ctx);
  if (!action) return reportUnmatched(statement, ctx);
  const added = ctx.add(action, statement);
  const output = statement.kind === "Assign" ? outputTarget(statement, action) : undefined;
  if (output !== undefined) added.output = output;
}

function matchAction(statement: Simple, ctx: MatchContext): Matched | undefined {
  const value = computed(statement);
  const name = value && calledName(value);
  const isAction = name !== undefined && !OF_FORMS.has(name);
  const asked = isAction ? NONE : ((value && BY_VALUE[value.kind]) ?? forms);
  for (const form of asked) {
    const action = ctx.attempt(() => form.match(statement, ctx));
    if (action) return action;
  }
  return value?.kind === "Call" ? ctx.attempt(() => matchCallStatement(statement, ctx)) : undefined;
}

const NONE: readonly Form[] = [];

/** The forms that can match a statement that computes something, by its kind; a call can be one of any form. */
const BY_VALUE: Partial<Record<Expr["kind"], readonly Form[]>> = {
  Attribute: [getVariableForm, setVariableForm],
  BinOp: [calculationForm],
  Dict: [dictionaryForm],
  FString: [textForm],
  List: [listForm],
  Name: [getVariableForm, setVariableForm],
  Num: [numberForm],
  Str: [textForm],
  Subscript: [dictionaryValueForm, setVariableForm],
};

/** Functions that forms match in their own ways; a statement with any other is the call of an action. */
export const OF_FORMS: ReadonlySet<string> = new Set([
  ...HELPERS,
  "bool",
  "dict",
  "exit",
  "float",
  "getattr",
  "input",
  "str",
]);

function reportUnmatched(statement: Simple, ctx: MatchContext): void {
  const value = statement.kind === "Comment" ? undefined : statement.value;
  const called = value && pythonCall(value);
  if (value?.kind === "Call" && value.func.kind === "Name") {
    ctx.report(value, "SC6005", `No action is called ${quote(value.func.id)}.`, called?.hint);
  } else if (value && called) {
    ctx.report(value, "SC6002", `${quote(called.name)} is no action.`, called.hint);
  } else {
    const isSwitch = value?.kind === "Constant" && value.value !== "None";
    const hint = isSwitch
      ? `A variable holds no ${value.value}: write the text \`"${value.value}"\`.`
      : undefined;
    ctx.report(statement, "SC6002", "This statement stands for no action.", hint);
  }
}
