import type { Stmt } from "../python/ast.ts";
import { parsePython } from "../python/parse/parse.ts";
import { blocksOf } from "../python/walk.ts";

const LONGEST = 30;

/** The logic of a program without what it does: how many steps, and which decisions and loops around them. */
export function skeletonOf(program: string): string {
  const lines = linesOf(parsePython(program).module.body, "");
  return lines.length <= LONGEST ? lines.join("\n") : [...lines.slice(0, LONGEST), "..."].join("\n");
}

function linesOf(statements: readonly Stmt[], indent: string): string[] {
  const lines: string[] = [];
  let steps = 0;
  const flush = () => {
    if (steps > 0) lines.push(`${indent}${steps} ${steps === 1 ? "step" : "steps"}`);
    steps = 0;
  };
  for (const statement of statements) {
    switch (statement.kind) {
      case "Comment":
      case "Import":
      case "ImportFrom":
        continue;
      case "FunctionDef":
        lines.push(...linesOf(statement.body, indent));
        continue;
      case "If":
      case "For":
      case "Match": {
        flush();
        const heads = headsOf(statement);
        const blocks =
          statement.kind === "Match" ? statement.cases.map(({ body }) => body) : blocksOf(statement);
        blocks.forEach((block, i) => lines.push(indent + heads[i]!, ...linesOf(block, `${indent}  `)));
        continue;
      }
      default:
        steps++;
    }
  }
  flush();
  return lines;
}

function headsOf(statement: Extract<Stmt, { kind: "If" | "For" | "Match" }>): string[] {
  switch (statement.kind) {
    case "If":
      return ["if:", ...statement.elifs.map(() => "or if:"), "otherwise:"];
    case "For":
      return ["for each:"];
    case "Match":
      return statement.cases.map((_, i) => (i === 0 ? "if the user chooses the first:" : "the next:"));
  }
}
