/** Blank lines: as many as `ruff format` demands, and none that it only allows, except between comments. */
import type { Stmt } from "../ast.ts";

/** What a list of statements belongs to; it decides about blank lines and docstrings. */
export type Place = "module" | "function" | "block";

/** The place between two statements, with the comments that stand there. */
export interface Gap {
  previous: Stmt | "docstring" | undefined;
  /** Missing if only the comments are left. */
  next: Stmt | undefined;
  comments: number;
  place: Place;
}

/** The blank lines that ruff demands around a function. */
function blankLinesAroundFunction(place: Place): number {
  return place === "module" ? 2 : 1;
}

/** How many blank lines open a gap: as many as ruff demands. */
export function blankLinesFirst({ previous, next, comments, place }: Gap): number {
  const aroundFunction = blankLinesAroundFunction(place);
  const isFunction = next?.kind === "FunctionDef";
  if (previous === undefined) return isFunction && comments === 0 && place === "block" ? 1 : 0;
  if (previous !== "docstring" && previous.kind === "FunctionDef") return aroundFunction;
  // Of several comments, ruff takes all but the last for the end of what stands before.
  const beforeNext = comments > 1 ? 1 : aroundFunction;
  if (isFunction) return beforeNext;
  if (previous === "docstring") return 1;
  if (endsWithFunction(previous)) return next === undefined ? 0 : beforeNext;
  if (isImport(previous)) return next !== undefined && isImport(next) && comments === 0 ? 0 : 1;
  return 0;
}

export function blankLinesBeforeLastComment({ previous, next, place }: Gap): number {
  return previous !== undefined && next?.kind === "FunctionDef" ? blankLinesAroundFunction(place) : 1;
}

function isImport(statement: Stmt): boolean {
  return statement.kind === "Import" || statement.kind === "ImportFrom";
}

/** Whether the last thing in a statement is a function: ruff keeps its distance as from the function itself. */
function endsWithFunction(statement: Stmt): boolean {
  switch (statement.kind) {
    case "FunctionDef":
      return true;
    case "If": {
      const last = statement.orelse ?? statement.elifs.at(-1) ?? statement;
      return last.body.length > 0 && endsWithFunction(last.body.at(-1)!);
    }
    case "For":
      return statement.body.length > 0 && endsWithFunction(statement.body.at(-1)!);
    case "Match": {
      const last = statement.cases.at(-1)?.body.at(-1);
      return last !== undefined && endsWithFunction(last);
    }
    default:
      return false;
  }
}
