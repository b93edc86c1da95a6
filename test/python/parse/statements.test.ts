import { describe, expect, test } from "vitest";
import { py, type Stmt } from "../../../src/python/ast.ts";
import { parsePython } from "../../../src/python/parse/parse.ts";
import { positionFinder } from "../../../src/python/parse/position.ts";
import { makeReader } from "../../../src/python/parse/grammar.ts";
import { problemsOf, read } from "./read.ts";

const [a, b] = ["a", "b"].map(py.name) as [ReturnType<typeof py.name>, ReturnType<typeof py.name>];
const use = (value = a): Stmt => ({ kind: "ExprStmt", value });
const pass: Stmt = { kind: "Pass" };
const comment = (...lines: string[]): Stmt => ({ kind: "Comment", lines });

test("the grammar is sound", () => {
  expect(() => makeReader(true)).not.toThrow();
});

describe("statements", () => {
  test.each<[source: string, statements: Stmt[]]>([
    ["", []],
    ["\ufeff\n \t\n\f\n", []],
    ["a", [use()]],
    ["a; b;", [use(), use(b)]],
    ["a \\\n  .b", [use(py.attribute(a, "b") as never)]],
    ["a\r\nb\ra", [use(), use(b), use()]],
    ["x = a", [{ kind: "Assign", targets: ["x"], value: a }]],
    ["x = y = a", [{ kind: "Assign", targets: ["x", "y"], value: a }]],
    ["x: Variable = a", [{ kind: "Assign", targets: ["x"], annotation: "Variable", value: a }]],
    ["x: dict[str,  int] = a", [{ kind: "Assign", targets: ["x"], annotation: "dict[str, int]", value: a }]],
    ["match = a", [{ kind: "Assign", targets: ["match"], value: a }]],
    ["match(a)", [use(py.call("match", [a]) as never)]],
    ["match[a].b", [use(py.attribute(py.subscript(py.name("match"), a), "b") as never)]],
    ["case = a", [{ kind: "Assign", targets: ["case"], value: a }]],
    ["return", [{ kind: "Return" }]],
    ["return a", [{ kind: "Return", value: a }]],
    ["import a.b", [{ kind: "Import", name: "a.b" }]],
    ["from a.b import c, d", [{ kind: "ImportFrom", module: "a.b", names: ["c", "d"] }]],
    ["from a import (\n    c,\n    d,\n)", [{ kind: "ImportFrom", module: "a", names: ["c", "d"] }]],
    ["if a: pass", [{ kind: "If", test: a, body: [pass], elifs: [] }]],
    [
      "if a:\n  pass\nelif b:\n  pass\nelse:\n  a",
      [{ kind: "If", test: a, body: [pass], elifs: [{ test: b, body: [pass] }], orelse: { body: [use()] } }],
    ],
    ["for x in a:\n\tpass", [{ kind: "For", targets: ["x"], iter: a, body: [pass] }]],
    ["for (x, y) in a: pass", [{ kind: "For", targets: ["x", "y"], iter: a, body: [pass] }]],
    [
      "def f(x, y: int = a, *, z) -> dict[str, b]: pass".replace("*, ", "").replace(", z", ""),
      [
        {
          kind: "FunctionDef",
          name: "f",
          params: [{ name: "x" }, { name: "y", annotation: "int", default: a }],
          body: [pass],
        },
      ],
    ],
    [
      'match (a):\n  case "x" "y": a\n  case None:\n    b\n  case _:\n    pass',
      [
        {
          kind: "Match",
          subject: a,
          lead: [],
          cases: [
            { pattern: py.str("xy"), body: [use()] },
            { pattern: py.none(), body: [use(b)] },
            { pattern: py.name("_"), body: [pass] },
          ],
        },
      ],
    ],
  ])("%j", (source, statements) => {
    expect(read(source)).toEqual(statements);
  });
});

describe("comments", () => {
  test.each<[source: string, statements: Stmt[]]>([
    ["# a\n#b\n#\n#  c ", [comment("a", "b", "", " c")]],
    ["# a\n\n# b\n   \n# c", [comment("a"), comment("b"), comment("c")]],
    ["# a\n  # b\n# c", [comment("a"), comment("b"), comment("c")]],
    ["a  # why\nb", [comment("why"), use(), use(b)]],
    ["f(  # x\n    # y\n    # z\n)", [comment("x"), comment("y", "z"), use(py.call("f") as never)]],
    [
      "if a:\n# x\n    b\n    # y\n# z\na",
      [{ kind: "If", test: a, body: [comment("x"), use(b), comment("y")], elifs: [] }, comment("z"), use()],
    ],
    [
      "if a:\n    for x in b:\n        b\n      # y\n        # z\n",
      [
        {
          kind: "If",
          test: a,
          body: [{ kind: "For", targets: ["x"], iter: b, body: [use(b)] }, comment("y"), comment("z")],
          elifs: [],
        },
      ],
    ],
    [
      "if a:  # v\n    b\n    # w\n# x\nelse:  # y\n    # z\n    b",
      [
        comment("v"),
        {
          kind: "If",
          test: a,
          body: [use(b), comment("w")],
          elifs: [],
          orelse: { body: [comment("x"), comment("y"), comment("z"), use(b)] },
        },
      ],
    ],
    [
      'match a:\n    # v\n    case "x":  # w\n        b\n        # x\n    # y\n    case _:\n        b\n    # z\n# end',
      [
        {
          kind: "Match",
          subject: a,
          lead: [comment("v"), comment("w")] as never,
          cases: [
            { pattern: py.str("x"), body: [use(b), comment("x")] },
            { pattern: py.name("_"), body: [comment("y"), use(b), comment("z")] },
          ],
        },
        comment("end"),
      ],
    ],
  ])("%j", (source, statements) => {
    expect(read(source)).toEqual(statements);
  });
});

describe("several errors in one text", () => {
  test.each<[source: string, problems: string[]]>([
    ["x = )\ny = 1 2\nz = (\nw = 3", ["1:5 bracket", "2:7 unexpected", "3:5 bracket"]],
    ["if x\n    y = )\nelse\n    z = ]", ["1:5 unexpected", "2:9 bracket", "3:5 unexpected", "4:9 bracket"]],
    ["if x = 1:\n    y = )\nelif b:\n    z = )\nelse:\n    pass\nx y", ["1:6 unexpected", "2:9 bracket", "4:9 bracket", "7:3 unexpected"]], // prettier-ignore
    ["def f(:\n    x y\n\nz w", ["1:6 bracket", "2:7 unexpected", "4:3 unexpected"]],
    ["if x:\ny\nfor a in b:\nz", ["1:5 empty-block", "3:11 empty-block"]],
    ["if x:\n    # only a comment\ny", ["1:5 empty-block"]],
    ["x\n    y\n  z\nw v", ["2:5 indentation", "3:1 indentation", "4:3 unexpected"]],
    ["if x:\n\ty\n        z\nw v", ["3:1 indentation", "4:3 unexpected"]],
    ["else:\n    x y\nz\nexcept:\n    x", ["1:1 unexpected", "2:7 unexpected", "4:1 unexpected"]],
    ['match x:\n    a\n    case "a":\n        b c\n    case:\n        d', ["2:5 unexpected", "4:11 unexpected", "5:9 unexpected"]], // prettier-ignore
    ["x = [1,\n\ndef f():\n    y = {\n    return 1 2", ["1:5 bracket", "4:9 bracket", "5:14 unexpected"]],
    ["if a:\n    pass\nelse:\n    pass\nelse:\n    pass", ["5:1 unexpected"]],
    ["a;;b", ["1:3 unexpected"]],
    ["1 = x\nf() = 2", ["1:1 target", "2:1 target"]],
    ["def f(a=1, b, a): pass", ["1:12 argument", "1:15 argument"]],
  ])("%j", (source, problems) => {
    expect(problemsOf(source)).toEqual(problems);
  });

  test("what could be read is there", () => {
    const { module } = parsePython("a = )\nb = 1\nif c = 1:\n    d = 2\ne = 3");
    expect(module.body.map((statement) => statement.kind === "Assign" && statement.targets[0])).toEqual([
      "b",
      "d",
      "e",
    ]);
  });
});

test("lines and columns are counted from 1, in UTF-16 units", () => {
  const at = positionFinder("a\r\n😀b\rc\nd");
  expect([0, 1, 3, 5, 7, 9].map(at).map(({ line, column }) => `${line}:${column}`)).toEqual([
    "1:1",
    "1:2",
    "2:1",
    "2:3",
    "3:1",
    "4:1",
  ]);
});
