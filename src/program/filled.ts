import { VARIABLE_MARK } from "../context/matching.ts";
import { endOfChain, isResultName, isVariableSpelling } from "../passes/name-patterns.ts";
import { py, type Assign, type Name, type Stmt } from "../python/ast.ts";
import { statementsIn, withBlocks } from "../python/rewrite.ts";
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
  body: readonly Stmt[],
  { isConverted }: { isConverted: boolean },
): (typeof VARIABLE_MARK)[] {
  let variables: ReadonlySet<string> | undefined;
  let isUsed = false;
  for (const statement of statementsIn(body)) {
    // The last of several sets the variable, unless they are steps of a calculation.
    const last = statement.kind === "Assign" ? statement.apart?.at(-1) : undefined;
    if (statement.kind !== "Assign" || last?.value.kind !== "Name") continue;
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
export function joinResults(body: readonly Stmt[]): Stmt[] {
  /** What is filled with each result that has no name of Python's. */
  const outer = new Map<string, string>();
  const isHandOn = (statement: Stmt): boolean =>
    statement.kind === "Assign" &&
    statement.value.kind === "Name" &&
    endOfChain(statement.value.id) !== undefined;
  for (const statement of statementsIn(body)) {
    if (statement.kind !== "Assign" || !isHandOn(statement)) continue;
    outer.set((statement.value as Name).id, endOfChain((statement.value as Name).id)!);
  }
  if (outer.size === 0) return [...body];
  const join = (block: readonly Stmt[]): Stmt[] =>
    block.flatMap((statement): Stmt[] => {
      if (isHandOn(statement)) return [];
      const joined = withBlocks(statement, join);
      const name = joined.kind === "Assign" ? outer.get(joined.targets[0]!) : undefined;
      return [name === undefined ? joined : { ...(joined as Assign), targets: [name] }];
    });
  return join(body);
}

/**
 * The statements with one for each action, as `compile` takes such lines apart. A variable that starts as a list at the
 * top is empty for it, like others.
 */
export function apart(body: readonly Stmt[]): Stmt[] {
  const statements: Stmt[] = [];
  for (const statement of body) {
    const isSimple = statement.kind === "Assign" || statement.kind === "ExprStmt";
    if (isSimple && statement.apart) {
      statements.push(...statement.apart);
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
