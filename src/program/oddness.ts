import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { isCallOf } from "../context/matching.ts";
import { outputOf } from "../ir/token.ts";
import { isMarker, type Action, type Workflow } from "../ir/workflow.ts";
import { lastLine, resultName } from "../forms/blocks/branch.ts";
import { isResultName } from "../passes/name-patterns.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import type { Assign, Call, Module, Stmt } from "../python/ast.ts";
import { expressionsIn, statementsIn } from "../python/rewrite.ts";
import { blocksOf, expressionsOf } from "../python/walk.ts";

/**
 * Codes of what does not keep a file from being one that the app has written. Outputs that no action makes, and copies of
 * actions with the UUID of the original, come from its editor; of the copies, see {@link haveOddIdentities}.
 */
const ORDINARY: ReadonlySet<string> = new Set([
  "SC4002",
  "SC4003",
  "SC4006",
  "SC4010",
  "SC4011",
  "SC4013",
  "SC4020",
  "SC4021",
  "SC4023",
]);

/**
 * Whether a shortcut is broken, or made by another program: what the app itself has written comes back from its program by
 * construction.
 *
 * @param diagnostics what is known to be wrong with it
 */
export function isOdd(
  { properties, actions }: Pick<Workflow, "properties" | "actions">,
  diagnostics: readonly Diagnostic[],
): boolean {
  return (
    diagnostics.some(({ code }) => !ORDINARY.has(code)) ||
    Object.values(properties).includes(null) ||
    haveOddIdentities(actions) ||
    Object.entries(properties).some(([key, value]) => key !== "WFWorkflowActions" && holdsOutput(value)) ||
    actions.some(isOddAction)
  );
}

/** Whether an action looks like a variable itself, has the input of no app, or an envelope of no app. */
function isOddAction({ identifier, parameters }: Action): boolean {
  const input = parameters["WFInput"];
  if (outputOf(parameters) !== undefined) return true;
  if (input !== undefined && !isDict(input) && isMarker({ identifier })) return true;
  for (const key in parameters) if (isOddEnvelope(parameters[key]!)) return true;
  return false;
}

/** What each envelope of the app holds: a token or its text in a dictionary, or nothing of that. */
const ENVELOPES: ReadonlySet<unknown> = new Set(["WFTextTokenAttachment", "WFTextTokenString"]);

/** What is a text in every variable that has it. */
const TEXTS = ["VariableUUID", "VariableName", "OutputName"];

/** An envelope that does not hold what its kind says, or a variable whose identity or name is no text. */
function isOddEnvelope(value: PlistValue): boolean {
  if (typeof value !== "object" || !isDict(value) || !ENVELOPES.has(value["WFSerializationType"]))
    return false;
  const held = value["Value"];
  if (!isDict(held)) return true;
  return TEXTS.some((key) => held[key] !== undefined && typeof held[key] !== "string");
}

/** Whether a value that is no parameter reads an output: a UUID that nothing else reads has no name to say it by. */
function holdsOutput(value: PlistValue): boolean {
  if (Array.isArray(value)) return value.some(holdsOutput);
  return isDict(value) && (outputOf(value) !== undefined || Object.values(value).some(holdsOutput));
}

/** Whether identities are no texts, or one stands for the output of an action and for a block or its result. */
function haveOddIdentities(actions: readonly Action[]): boolean {
  const uuids = new Map<unknown, Action>();
  const groups = new Set<unknown>();
  for (const action of actions) {
    const { UUID: uuid, GroupingIdentifier: group } = action.parameters;
    const first = uuids.get(uuid);
    if (first && (isMarker(first) || isMarker(action))) return true;
    if (uuid !== undefined && !first) uuids.set(uuid, action);
    if (group !== undefined) groups.add(group);
  }
  for (const set of [uuids, groups]) for (const id of set.keys()) if (typeof id !== "string") return true;
  for (const group of groups) if (uuids.has(group)) return true;
  return false;
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
  /** Results that some line fills. */
  const filled = new Set<string>();
  for (const statement of all) {
    const result = resultName(statement);
    const isStart =
      statement.kind === "Assign" && statement.action === undefined && isEmpty(statement, result);
    if (isStart) unset.add(statement.targets[0]!);
    else if (result !== undefined) filled.add(result);
  }
  if (unset.size === 0) return false;
  // A block may leave nothing in any of its branches, because each of them ends the shortcut.
  const unfilled = [...unset].filter((name) => isResultName(name) && !filled.has(name));
  return all.some((statement) => {
    if (unfilled.length > 0 && readBy(statement).some((name) => unfilled.includes(name))) return true;
    return statement.kind === "Assign"
      ? statement.targets.slice(1).some((name) => unset.has(name))
      : readsOwnResult(statement, unset);
  });
}

/** Whether an assignment gives its name nothing yet. */
function isEmpty({ value }: Assign, result: string | undefined): boolean {
  return isCallOf(value, "unset") || (value.kind === "List" && result !== undefined);
}

/** Whether a block reads a result that its own branches fill, one of these. */
function readsOwnResult(block: Stmt, results: ReadonlySet<string>): boolean {
  const own = filledIn(block).filter((name) => results.has(name));
  if (own.length === 0) return false;
  return statementsIn([block]).some((statement) => readBy(statement).some((name) => own.includes(name)));
}

/** The names that a statement reads, without those in its blocks, and without the result that it fills. */
function readBy(statement: Stmt): string[] {
  const isFilling = statement.kind === "ExprStmt" && resultName(statement) !== undefined;
  const wholes = isFilling ? (statement.value as Call).args : expressionsOf(statement);
  return wholes.flatMap((whole) =>
    expressionsIn(whole).flatMap((expr) => (expr.kind === "Name" ? [expr.id] : [])),
  );
}

/** The results that the branches of a block fill with their last lines, or with blocks that end them. */
function filledIn(block: Stmt): string[] {
  return blocksOf(block).flatMap((branch) => {
    const line = lastLine(branch);
    const name = line && resultName(line);
    if (name !== undefined) return [name];
    return line ? filledIn(line) : [];
  });
}
