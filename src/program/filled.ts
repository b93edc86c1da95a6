import { VARIABLE_MARK } from "../context/matching.ts";
import { endOfChain, isResultName, isVariableSpelling } from "../passes/name-patterns.ts";
import { py, type Stmt } from "../python/ast.ts";
import { mapBlock, statementsIn, withBlocks } from "../python/rewrite.ts";
import { addBefore } from "./lower/attachments.ts";
import { variablesOf } from "./lower/names.ts";

/*
 * Lines that stand for an action and for the variable that its output fills, see `forms/dispatch.ts`.
 */

/**
 * Marks such a line where nothing else tells that its name is a variable, `url: Variable = "..."`.
 *
 * @returns the marks that are used.
 */
export function markFilled(
  body: Stmt[],
  { isConverted }: { isConverted: boolean },
): (typeof VARIABLE_MARK)[] {
  let variables: ReadonlySet<string> | undefined;
  let isUsed = false;
  for (const statement of statementsIn(body)) {
    // The last of several sets the variable, unless they are steps of a calculation.
    if (statement.kind !== "Assign" || statement.apart?.at(-1)?.value.kind !== "Name") continue;
    const [name] = statement.targets as [string];
    if (isVariableSpelling(name) || isResultName(name)) continue;
    variables ??= variablesOf(body, { isConverted });
    if (variables.has(name)) continue;
    statement.annotation = VARIABLE_MARK;
    isUsed = true;
  }
  return isUsed ? [VARIABLE_MARK] : [];
}

/**
 * The statements in which a block that ends a branch fills the result of the block around it by itself:
 * `if_result = menu_result` behind a menu is gone, and the menu's cases say `if_result = ...`.
 */
export function joinResults(block: Stmt[]): Stmt[] {
  return mapBlock(block, (statement) => joinResult(statement) ?? []);
}

/** The statement as it is then; undefined for one that is gone. */
function joinResult(statement: Stmt): Stmt | undefined {
  if (statement.kind !== "Assign") return withBlocks(statement, joinResults);
  const { value } = statement;
  if (value.kind === "Name" && endOfChain(value.id) !== undefined) return undefined;
  const name = endOfChain(statement.targets[0]!);
  return name === undefined
    ? statement
    : py.assign(statement.action, [name], value, statement.annotation, statement.apart);
}

const isBlock = ({ kind }: Stmt): boolean => kind === "If" || kind === "For";

/**
 * The statements with one for each action, as `compile` takes such lines apart. A variable that starts as a list at the
 * top is empty for it, like others.
 */
export function apart(body: readonly Stmt[]): Stmt[] {
  const statements: Stmt[] = [];
  for (const statement of body) {
    const parts = "apart" in statement ? statement.apart : undefined;
    if (parts && isBlock(statement)) {
      // A call before the block stands before the line that starts its result, too.
      addBefore(statements, parts.slice(0, -1));
      statements.push(withBlocks(parts.at(-1)!, apart));
    } else if (parts) {
      statements.push(...parts);
    } else if (statement.kind !== "Assign") {
      statements.push(withBlocks(statement, apart));
    } else {
      const isStart =
        statement.action === undefined &&
        statement.value.kind === "List" &&
        !isResultName(statement.targets[0]!);
      statements.push(isStart ? { ...statement, value: py.call("unset") } : statement);
    }
  }
  return statements;
}
