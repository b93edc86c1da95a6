import { expect, test } from "vitest";
import { py } from "../../../src/python/ast.ts";
import type { Stmt } from "../../../src/python/ast.ts";
import { printModule } from "../../../src/python/print/print.ts";
import { RandomPython } from "../../support/random-python.ts";

const { name, str, call } = py;

test("each action has its lines, a block those of its header", () => {
  const wide = call("call", [name("a".repeat(50)), name("b".repeat(50))]);
  const { text, lines } = printModule({
    docstring: "two\nlines",
    body: [
      { kind: "Comment", lines: ["one", "two"], action: 0 },
      { kind: "Assign", targets: ["x"], value: str("first\nsecond"), action: 1 },
      { kind: "Pass" },
      {
        kind: "If",
        action: 2,
        test: wide,
        body: [{ kind: "Pass", action: 3 }],
        elifs: [{ test: name("x"), action: 4, body: [{ kind: "Pass" }] }],
        orelse: { action: 5, body: [{ kind: "ExprStmt", value: call("f"), action: 6 }] },
      },
      {
        kind: "Match",
        action: 7,
        subject: name("x"),
        lead: [{ kind: "Comment", lines: ["lead"], action: 8 }],
        cases: [{ pattern: str("a"), action: 9, body: [{ kind: "Pass" }] }],
      },
      { kind: "FunctionDef", name: "f", params: [], action: 10, body: [{ kind: "Return", action: 11 }] },
    ],
  });
  expect(text.split("\n")).toEqual([
    `"""two`,
    `lines"""`,
    "",
    "# one",
    "# two",
    `x = """first`,
    `second"""`,
    "pass",
    "if call(",
    `    ${"a".repeat(50)},`,
    `    ${"b".repeat(50)},`,
    "):",
    "    pass",
    "elif x:",
    "    pass",
    "else:",
    "    f()",
    "match x:",
    "    # lead",
    `    case "a":`,
    "        pass",
    "",
    "",
    "def f():",
    "    return",
    "",
  ]);
  expect(lines.map(({ line, endLine, action }) => [action, line, endLine])).toEqual([
    [0, 4, 5],
    [1, 6, 7],
    [2, 9, 12],
    [3, 13, 13],
    [4, 14, 14],
    [5, 16, 16],
    [6, 17, 17],
    [7, 18, 18],
    [8, 19, 19],
    [9, 20, 20],
    [10, 24, 24],
    [11, 25, 25],
  ]);
});

/** Numbers every statement and every branch in the order of the text; returns how many there are. */
function number(body: Stmt[], next = 0): number {
  for (const statement of body) {
    statement.action = next++;
    if (statement.kind === "Match") {
      next = number(statement.lead, next);
      for (const branch of statement.cases) {
        branch.action = next++;
        next = number(branch.body, next);
      }
    } else if ("body" in statement) {
      next = number(statement.body, next);
    }
    if (statement.kind === "If") {
      for (const branch of [...statement.elifs, ...(statement.orelse ? [statement.orelse] : [])]) {
        branch.action = next++;
        next = number(branch.body, next);
      }
    }
  }
  return next;
}

test("in random modules every line is that of one action, blank lines aside", () => {
  for (let seed = 1; seed <= 300; seed++) {
    const { body } = new RandomPython(seed).module();
    const actions = number(body);
    const { text, lines } = printModule({ body });
    expect(lines.map(({ action }) => action)).toEqual([...Array(actions).keys()]);
    const rows = text.split("\n");
    let covered = 0;
    for (const { line, endLine } of lines) {
      expect(endLine).toBeGreaterThanOrEqual(line);
      for (const row of rows.slice(covered, line - 1)) expect(row).toBe("");
      expect(rows[line - 1]).not.toBe("");
      covered = endLine;
    }
    expect(rows.slice(covered)).toEqual([""]);
  }
});
