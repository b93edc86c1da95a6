import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isCallOf } from "../context/matching.ts";
import { outputOf, serialization } from "../ir/token.ts";
import { isMarker, type Action, type Workflow } from "../ir/workflow.ts";
import { lastLine, resultName } from "../forms/blocks/branch.ts";
import { isResultName } from "../passes/name-patterns.ts";
import type { References } from "../passes/references.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import type { Assign, Call, Expr, Module, Stmt } from "../python/ast.ts";
import { statementsIn } from "../python/rewrite.ts";
import { blocksOf, expressionsOf, walkExpr } from "../python/walk.ts";

/**
 * Codes of what does not keep a file from being one that the app has written. Outputs that no action makes, and copies of
 * actions with the UUID of the original, come from its editor; of the copies, see {@link isOddOwner}.
 */
const ORDINARY: ReadonlySet<string> = new Set([
  "SC4002",
  "SC4003",
  "SC4004",
  "SC4006",
  "SC4010",
  "SC4011",
  "SC4013",
  "SC4015",
  "SC4020",
  "SC4021",
  "SC4023",
]);

/**
 * Whether a shortcut is broken, or made by another program: what the app itself has written comes back from its program by
 * construction.
 *
 * @param diagnostics what is known to be wrong with it
 * @param references the outputs that its actions read
 */
export function isOdd(
  { properties, actions }: Pick<Workflow, "properties" | "actions">,
  diagnostics: readonly Diagnostic[],
  { outputs }: Pick<References, "outputs">,
): boolean {
  const owners = new Map<string, Action>();
  return (
    diagnostics.some(({ code }) => !ORDINARY.has(code)) ||
    Object.values(properties).includes(null) ||
    Object.entries(properties).some(
      ([key, value]) => key !== "WFWorkflowActions" && holdsOtherOutput(value, outputs),
    ) ||
    actions.some((action) => isOddAction(action, outputs, owners))
  );
}

/**
 * Whether an action looks like a variable itself, has the input of no app, an envelope of no app, or an identity that is no
 * text, or that tokens read though it stands for more than the output of actions or the result of a block. A UUID that
 * none reads means nothing.
 *
 * @param owners the actions so far whose UUIDs tokens read, to which this one is added.
 */
function isOddAction(action: Action, read: References["outputs"], owners: Map<string, Action>): boolean {
  const { parameters } = action;
  // One go through the keys: asking for each of these is dearer than all of them together.
  for (const key in parameters) {
    const value = parameters[key]!;
    switch (key) {
      case "UUID":
        if (typeof value !== "string" || (read.has(value) && isOddOwner(value, action, owners))) return true;
        break;
      case "GroupingIdentifier":
        if (typeof value !== "string" || read.has(value)) return true;
        break;
      case "OutputUUID":
        if (outputOf(parameters) !== undefined) return true;
        break;
      case "WFInput":
        if (!isDict(value) && isMarker(action)) return true;
    }
    if (isOddEnvelope(value)) return true;
  }
  return false;
}

/** An envelope that does not hold what its kind says, or a variable whose identity or name is no text. */
function isOddEnvelope(value: PlistValue): boolean {
  if (typeof value !== "object" || !isDict(value)) return false;
  const type = value["WFSerializationType"];
  if (type !== serialization.attachment && type !== serialization.textToken) return false;
  const held = value["Value"];
  if (!isDict(held)) return true;
  return !(isName(held["VariableUUID"]) && isName(held["VariableName"]) && isName(held["OutputName"]));
}

/** What is a text in every variable that has it. */
function isName(value: PlistValue | undefined): boolean {
  return value === undefined || typeof value === "string";
}

/** Whether a value that is no parameter reads an output that no action reads: nothing has a name to say it by. */
function holdsOtherOutput(value: PlistValue, read: References["outputs"]): boolean {
  if (Array.isArray(value)) return value.some((item) => holdsOtherOutput(item, read));
  if (!isDict(value)) return false;
  const uuid = outputOf(value);
  if (uuid !== undefined && !read.has(uuid)) return true;
  return Object.values(value).some((member) => holdsOtherOutput(member, read));
}

/** Whether a UUID that tokens read belongs to a marker, and to another action as well. */
function isOddOwner(uuid: string, action: Action, owners: Map<string, Action>): boolean {
  const first = owners.get(uuid);
  if (first) return (isMarker(first) || isMarker(action)) && !areTwins(first, action);
  owners.set(uuid, action);
  return false;
}

const CLOSES = 2;

/** Whether two markers may share a UUID: both ends of one block, as some versions write them, or the ends of two. */
function areTwins(first: Action, second: Action): boolean {
  const [one, other] = [first.parameters, second.parameters];
  if (first.identifier !== second.identifier || other["WFControlFlowMode"] !== CLOSES) return false;
  if (one["WFControlFlowMode"] === CLOSES) return true;
  return one["WFControlFlowMode"] === 0 && one["GroupingIdentifier"] === other["GroupingIdentifier"];
}

/**
 * Whether a program reads the result of a block inside of that block, or what a Set Variable puts out before it: there the
 * editor offers neither, and the same names in Python are those of variables.
 */
export function readsTooEarly({ body }: Module): boolean {
  const statements = body.flatMap((statement) => (statement.kind === "FunctionDef" ? statement.body : []));
  const all = statementsIn(statements);
  /** Names that only a definition at the top sets before they are read, or the start of a repeat. */
  const unset = new Set<string>();
  for (const statement of all) if (isStart(statement)) unset.add(statement.targets[0]!);
  if (readsHandedResult(statements)) return true;
  if (unset.size === 0) return false;
  const bindsOutput = (statement: Stmt) =>
    statement.kind === "Assign" && statement.targets.some((name, i) => i > 0 && unset.has(name));
  if (all.some(bindsOutput)) return true;
  const results = new Set([...unset].filter(isResultName));
  return results.size > 0 && readsResultTooEarly(all, results);
}

/** @param results those of blocks that only a definition at the top sets before they are read, or the start of a repeat. */
function readsResultTooEarly(all: readonly Stmt[], results: ReadonlySet<string>): boolean {
  // A block may leave nothing in any of its branches, because each of them ends the shortcut.
  const unfilled = new Set(results);
  for (const statement of all) {
    const name = resultName(statement);
    if (name !== undefined && !isStart(statement)) unfilled.delete(name);
  }
  return all.some((statement) => {
    return (unfilled.size > 0 && reads(statement, unfilled)) || readsOwnResult(statement, results);
  });
}

/** Whether a statement gives a name nothing yet, and stands for no action. */
function isStart(statement: Stmt): statement is Assign {
  if (statement.kind !== "Assign" || statement.action !== undefined) return false;
  const { value } = statement;
  return isCallOf(value, "unset") || (value.kind === "List" && resultName(statement) !== undefined);
}

/**
 * Whether an If without Otherwise reads the result that stands before it, which is what was made there until it ends; that
 * line fills it also where each branch ends the shortcut.
 */
function readsHandedResult(statements: readonly Stmt[]): boolean {
  return statements.some((block, i) => {
    if (block.kind === "Assign" || block.kind === "ExprStmt") return false;
    const start = block.kind === "If" && !block.orelse ? statements[i - 1] : undefined;
    const name = start && !isStart(start) ? resultName(start) : undefined;
    const isRead = name !== undefined && readsAny(block, new Set([name]));
    return isRead || blocksOf(block).some(readsHandedResult);
  });
}

/** Whether a block reads a result that its own branches fill, one of these. */
function readsOwnResult(block: Stmt, results: ReadonlySet<string>): boolean {
  if (block.kind === "Assign" || block.kind === "ExprStmt") return false;
  const own = new Set<string>();
  addFilled(block, results, own);
  return own.size > 0 && readsAny(block, own);
}

/** Whether anything in a block, its header included, reads one of some results. */
function readsAny(block: Stmt, results: ReadonlySet<string>): boolean {
  return statementsIn([block]).some((statement) => reads(statement, results));
}

/** Whether a statement reads one of some results, without what is in its blocks, and without the result that it fills. */
function reads(statement: Stmt, results: ReadonlySet<string>): boolean {
  const isFilling = statement.kind === "ExprStmt" && resultName(statement) !== undefined;
  const wholes = isFilling ? (statement.value as Call).args : expressionsOf(statement);
  let isRead = false;
  const visit = (expr: Expr): void => {
    isRead ||= expr.kind === "Name" && isResultName(expr.id) && results.has(expr.id);
  };
  for (const whole of wholes) walkExpr(whole, visit);
  return isRead;
}

/** Adds those of some results that the branches of a block fill with their last lines, or with blocks that end them. */
function addFilled(block: Stmt, results: ReadonlySet<string>, filled: Set<string>): void {
  for (const branch of blocksOf(block)) {
    const line = lastLine(branch);
    const name = line && resultName(line);
    if (line && name === undefined) addFilled(line, results, filled);
    else if (name !== undefined && results.has(name)) filled.add(name);
  }
}
