import { VARIABLE_MARK } from "../context/matching.ts";
import { isResultName, isVariableSpelling } from "../passes/name-patterns.ts";
import { py, type Stmt } from "../python/ast.ts";
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
    if (isVariableSpelling(name)) continue;
    variables ??= variablesOf(body, { isConverted });
    if (variables.has(name)) continue;
    statement.annotation = VARIABLE_MARK;
    isUsed = true;
  }
  return isUsed ? [VARIABLE_MARK] : [];
}

/**
 * The statements with one for each action, as `compile` takes such lines apart. A variable that starts as a list at the
 * top is empty for it, like others.
 */
export function apart(body: readonly Stmt[]): Stmt[] {
  const statements: Stmt[] = [];
  for (const statement of body) {
    if (statement.kind !== "Assign") {
      statements.push(withBlocks(statement, apart));
    } else if (statement.apart) {
      statements.push(...statement.apart);
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
