// oxlint-disable max-lines -- one subject, in many small cases
import { describe, expect, test } from "vitest";
import { py } from "../../../src/python/ast.ts";
import type { CompareOp, Expr, Module, Stmt } from "../../../src/python/ast.ts";
import { printModule } from "../../../src/python/print/print.ts";
import { ruffFormat } from "../../support/ruff.ts";

const { name, str, num, call, method, attribute, subscript, list, dict, compare } = py;
const pass: Stmt = { kind: "Pass" };
const none: Stmt = { kind: "Return" };
const assign = (targets: string, value: Expr): Stmt => ({
  kind: "Assign",
  targets: targets.split(" "),
  value,
});
const statement = (value: Expr): Stmt => ({ kind: "ExprStmt", value });
const comment = (...lines: string[]): Stmt => ({ kind: "Comment", lines });
const define = (id: string, ...body: Stmt[]): Stmt => ({ kind: "FunctionDef", name: id, params: [], body });
const when = (condition: Expr, ...body: Stmt[]): Stmt => ({ kind: "If", test: condition, body, elifs: [] });
const bool = (op: "and" | "or", ...values: Expr[]): Expr => ({ kind: "BoolOp", op, values });
const not = (value: Expr): Expr => ({ kind: "Not", value });
const plus = (left: Expr, right: Expr, op: "+" | "-" = "+"): Expr => ({ kind: "BinOp", left, op, right });
const fString = (...parts: (string | Expr)[]): Expr => ({ kind: "FString", parts });

const [a, b, c, x] = [name("a"), name("b"), name("c"), name("x")];
const left = name("left_that_takes_forty_columns_of_any_row");
const right = name("right_that_takes_forty_columns_of_a_line");
const lines = str("first\nsecond");

/** What we print is what a person expects, and ruff finds nothing to change in it. */
function expectText(module: Stmt[] | Module, expected: string): void {
  const { text } = printModule(Array.isArray(module) ? { body: module } : module);
  expect(text).toBe(expected);
  expect(ruffFormat(text)).toBe(expected);
}

describe("long texts of words", () => {
  const prose =
    "This shortcut asks for the name of a file and a folder, looks whether it is there already, and says so. ";
  const long = str(`${prose}It doesn't do more.${" Not a bit more than that, at all, ever."}`);

  test("are literals on lines of their own", () => {
    expectText(
      [assign("text", long), statement(call("show", [long], [{ name: "title", value: long }]))],
      `text = (
    "This shortcut asks for the name of a file and a folder, looks "
    "whether it is there already, and says so. It doesn't do more. "
    "Not a bit more than that, at all, ever."
)
show(
    "This shortcut asks for the name of a file and a folder, looks "
    "whether it is there already, and says so. It doesn't do more. "
    "Not a bit more than that, at all, ever.",
    title="This shortcut asks for the name of a file and a folder, looks "
    "whether it is there already, and says so. It doesn't do more. "
    "Not a bit more than that, at all, ever.",
)
`,
    );
  });

  test("are cut behind the line breaks of old scripts", () => {
    const script = str(
      `tell application "Finder"\r${"\tset the name of it to the date of today\r".repeat(3)}end tell\r\rreturn the name`,
    );
    expectText(
      [statement(call("run", [script]))],
      `run(
    'tell application "Finder"\\r'
    "\\tset the name of it to the date of today\\r"
    "\\tset the name of it to the date of today\\r"
    "\\tset the name of it to the date of today\\r"
    "end tell\\r\\r"
    "return the name"
)
`,
    );
  });

  test.each([
    ["shorter than a line", "word ".repeat(32)],
    ["that are no words", `data ${"QkVHSU46VkNBUkQ".repeat(20)}`],
    ["of which each word is a code", "f3a9c0d1e2 ".repeat(20)],
    ["of a page and more", "word ".repeat(900)],
  ])("are one literal if they are %s", (_, text) => {
    expectText([assign("a", str(text))], `a = "${text}"\n`);
  });
});

describe("calls", () => {
  test("stay on the line up to column 88", () => {
    expectText([statement(call("f", [name("n".repeat(85))]))], `f(${"n".repeat(85)})\n`);
    expectText([statement(call("f", [name("n".repeat(86))]))], `f(\n    ${"n".repeat(86)}\n)\n`);
  });

  test("put their arguments on one line, or on one line each with a comma", () => {
    const keywords = [{ name: "k", value: py.none() }];
    expectText(
      [statement(call("call_it", [left, right])), statement(call("call_it", [left, right], keywords))],
      `call_it(
    left_that_takes_forty_columns_of_any_row, right_that_takes_forty_columns_of_a_line
)
call_it(
    left_that_takes_forty_columns_of_any_row,
    right_that_takes_forty_columns_of_a_line,
    k=None,
)
`,
    );
  });

  test("of a sole argument break in that argument, without a comma", () => {
    expectText(
      [statement(call("f", [call("g", [left, right, a])])), statement(call("f", [list([left, right, a])]))],
      `f(
    g(
        left_that_takes_forty_columns_of_any_row,
        right_that_takes_forty_columns_of_a_line,
        a,
    )
)
f(
    [
        left_that_takes_forty_columns_of_any_row,
        right_that_takes_forty_columns_of_a_line,
        a,
    ]
)
`,
    );
  });
});

test("lists and dictionaries have one item per line", () => {
  const entries = [
    { key: str("k"), value: call("f", [left, right]) },
    { key: str("l"), value: compare(left, "==", right) },
  ];
  expectText(
    [
      assign("x", list([])),
      assign("x", dict([])),
      assign("x", list([left, right, a])),
      assign("x", dict(entries)),
    ],
    `x = []
x = {}
x = [
    left_that_takes_forty_columns_of_any_row,
    right_that_takes_forty_columns_of_a_line,
    a,
]
x = {
    "k": f(
        left_that_takes_forty_columns_of_any_row,
        right_that_takes_forty_columns_of_a_line,
    ),
    "l": left_that_takes_forty_columns_of_any_row
    == right_that_takes_forty_columns_of_a_line,
}
`,
  );
});

describe("the value of a statement", () => {
  test("gets parentheses where they help, and only there", () => {
    const target = "target_of_fifty_columns_that_pushes_values_to_the_end";
    expectText(
      [assign(target, left), assign(target, str("s".repeat(60))), assign(target, str("s".repeat(90)))],
      `target_of_fifty_columns_that_pushes_values_to_the_end = (
    left_that_takes_forty_columns_of_any_row
)
target_of_fifty_columns_that_pushes_values_to_the_end = (
    "${"s".repeat(60)}"
)
target_of_fifty_columns_that_pushes_values_to_the_end = "${"s".repeat(90)}"
`,
    );
  });

  test("breaks in its own brackets before it gets parentheses", () => {
    expectText(
      [
        assign("x", compare(left, "in", list([str("s".repeat(20)), str("t".repeat(30))]))),
        assign("x", compare(call("f", [left]), "==", right)),
        assign("x", subscript(subscript(left, str("s".repeat(40))), str("key"))),
      ],
      `x = left_that_takes_forty_columns_of_any_row in [
    "ssssssssssssssssssss",
    "tttttttttttttttttttttttttttttt",
]
x = (
    f(left_that_takes_forty_columns_of_any_row)
    == right_that_takes_forty_columns_of_a_line
)
x = left_that_takes_forty_columns_of_any_row[
    "ssssssssssssssssssssssssssssssssssssssss"
]["key"]
`,
    );
  });

  test("breaks a chain before its dots if it has two calls to go on from", () => {
    expectText(
      [
        assign("x", method(method(left, "first"), "second", [right])),
        assign("x", method(method(method(a, "first"), "second", [left]), "third", [right])),
        statement(method(method(method(a, "first"), "second", [left]), "third", [right])),
      ],
      `x = left_that_takes_forty_columns_of_any_row.first().second(
    right_that_takes_forty_columns_of_a_line
)
x = (
    a.first()
    .second(left_that_takes_forty_columns_of_any_row)
    .third(right_that_takes_forty_columns_of_a_line)
)
a.first().second(left_that_takes_forty_columns_of_any_row).third(
    right_that_takes_forty_columns_of_a_line
)
`,
    );
  });

  test("may be of several targets", () => {
    const chain = method(subscript(call("f", [left, right, a]), x), "g", [str("s".repeat(80))]);
    expectText(
      [assign("first second third", call("f", [left, right])), assign("left right", str("s".repeat(80)))],
      `first = second = third = f(
    left_that_takes_forty_columns_of_any_row, right_that_takes_forty_columns_of_a_line
)
left = right = (
    "${"s".repeat(80)}"
)
`,
    );
    // A name and a number alike may get parentheses, but a negative number is an operation, the target's come first.
    expectText(
      [assign(`first ${"n".repeat(74)}`, num("0.25")), assign(`first ${"n".repeat(74)}`, num("-0.25"))],
      `first = ${"n".repeat(74)} = (
    0.25
)
first = (
    ${"n".repeat(74)}
) = -0.25
`,
    );
    // Once the first brackets have got their comma, ruff would rather break "[x]" than what follows.
    expectText(
      [assign("first second", chain)],
      `first = second = f(
    left_that_takes_forty_columns_of_any_row,
    right_that_takes_forty_columns_of_a_line,
    a,
)[
    x
].g("${"s".repeat(80)}")
`,
    );
  });

  test("is measured as ruff measures it where a string of several lines is part of it", () => {
    const target = "n".repeat(50);
    const wide = (text: string): Expr => call("f".repeat(36), [a, str(text)]);
    const entry = dict([{ key: str("k".repeat(76)), value: lines }]);
    expectText(
      [
        assign(target, wide(`first\n${"s".repeat(99)}\nlast`)),
        assign(target, wide(`first\n${"s".repeat(99)}`)),
        assign(target, call("f".repeat(36), [entry])),
      ],
      `${target} = (
    ${"f".repeat(36)}(
        a,
        """first
${"s".repeat(99)}
last""",
    )
)
${target} = ${"f".repeat(36)}(
    a,
    """first
${"s".repeat(99)}""",
)
${target} = ${"f".repeat(36)}(
    {
        "${"k".repeat(76)}": """first
second"""
    }
)
`,
    );
  });

  test("may have a type before it", () => {
    const annotated = (annotation: string): Stmt => ({
      kind: "Assign",
      targets: ["target_of_forty_columns_to_begin_a_line_with"],
      annotation,
      value: right,
    });
    expectText(
      [annotated("Text"), annotated("dict[str, Text]")],
      `target_of_forty_columns_to_begin_a_line_with: Text = (
    right_that_takes_forty_columns_of_a_line
)
target_of_forty_columns_to_begin_a_line_with: dict[str, Text] = (
    right_that_takes_forty_columns_of_a_line
)
`,
    );
  });
});

test("conditions break before their weakest operators", () => {
  const condition = bool(
    "or",
    compare(left, "==", num("1")),
    bool("and", compare(right, ">", num("2")), not(c)),
  );
  expectText(
    [
      when(condition, pass),
      when(call("f", [left, right]), pass),
      {
        kind: "If",
        test: x,
        body: [pass],
        elifs: [{ test: condition, body: [pass] }],
        orelse: { body: [pass] },
      },
    ],
    `if (
    left_that_takes_forty_columns_of_any_row == 1
    or right_that_takes_forty_columns_of_a_line > 2
    and not c
):
    pass
if f(
    left_that_takes_forty_columns_of_any_row, right_that_takes_forty_columns_of_a_line
):
    pass
if x:
    pass
elif (
    left_that_takes_forty_columns_of_any_row == 1
    or right_that_takes_forty_columns_of_a_line > 2
    and not c
):
    pass
else:
    pass
`,
  );
});

test("headers of loops, menus and functions", () => {
  const range = call("range", [num("1"), plus(left, num("1"))]);
  expectText(
    [
      { kind: "For", targets: ["repeat_index"], iter: range, body: [pass] },
      { kind: "For", targets: ["i", "item"], iter: call("enumerate", [left, right, num("1")]), body: [pass] },
      {
        kind: "Match",
        subject: method(left, "f", [right]),
        lead: [{ kind: "Comment", lines: ["lead"] }],
        cases: [
          { pattern: str("s".repeat(80)), body: [pass] },
          { pattern: py.none(), body: [pass] },
          { pattern: name("_"), body: [pass] },
        ],
      },
      {
        kind: "FunctionDef",
        name: "f",
        params: [{ name: "a" }, { name: "b", default: num("1") }],
        body: [none],
      },
      {
        kind: "FunctionDef",
        name: "g",
        params: [
          { name: left.id },
          { name: right.id, default: str("a\nb") },
          { name: "c", default: list([a]) },
        ],
        body: [none],
      },
    ],
    `for repeat_index in range(1, left_that_takes_forty_columns_of_any_row + 1):
    pass
for i, item in enumerate(
    left_that_takes_forty_columns_of_any_row,
    right_that_takes_forty_columns_of_a_line,
    1,
):
    pass
match left_that_takes_forty_columns_of_any_row.f(
    right_that_takes_forty_columns_of_a_line
):
    # lead
    case "${"s".repeat(80)}":
        pass
    case None:
        pass
    case _:
        pass


def f(a, b=1):
    return


def g(
    left_that_takes_forty_columns_of_any_row,
    right_that_takes_forty_columns_of_a_line="a\\nb",
    c=[a],
):
    return
`,
  );
});

test("strings of several lines expand what is around them, and stand alone in a call", () => {
  expectText(
    [
      assign("x", lines),
      assign("x", fString("first\n", a)),
      statement(call("f", [lines])),
      statement(call("f", [a, lines])),
      statement(call("f", [], [{ name: "k", value: lines }])),
      assign("x", list([lines])),
      assign("x", dict([{ key: lines, value: lines }])),
      assign("x", subscript(x, lines)),
      when(compare(x, "==", lines), pass),
      define("f", { kind: "Return", value: lines }),
    ],
    `x = """first
second"""
x = f"""first
{a}"""
f("""first
second""")
f(
    a,
    """first
second""",
)
f(
    k="""first
second"""
)
x = [
    """first
second"""
]
x = {
    "first\\nsecond": """first
second"""
}
x = x["first\\nsecond"]
if (
    x
    == """first
second"""
):
    pass


def f():
    return """first
second"""
`,
  );
});

test("wide characters count two columns, combining marks none", () => {
  expectText(
    [
      assign("x", call("f", [str("東".repeat(39))])),
      assign("x", call("f", [str("東".repeat(40))])),
      assign("x", call("f", [str("n\u0303".repeat(78))])),
    ],
    `x = f("${"東".repeat(39)}")
x = f(
    "${"東".repeat(40)}"
)
x = f("${"n\u0303".repeat(78)}")
`,
  );
});

test("parentheses only where the tree needs them", () => {
  const less = (l: Expr, op: CompareOp, r: Expr): Expr => compare(l, op, r);
  const values: [Expr, string][] = [
    [bool("or", bool("and", a, b), c), "a and b or c"],
    [bool("and", bool("or", a, b), c), "(a or b) and c"],
    [bool("or", a, bool("or", b, c)), "a or (b or c)"],
    [not(less(a, "in", b)), "not a in b"],
    [not(not(a)), "not not a"],
    [not(bool("and", a, b)), "not (a and b)"],
    [less(not(a), "==", b), "(not a) == b"],
    [less(less(a, "<", b), "==", c), "(a < b) == c"],
    [{ kind: "Compare", left: num("1"), ops: ["<=", "<="], rights: [x, num("5")] }, "1 <= x <= 5"],
    [plus(plus(a, b), c), "a + b + c"],
    [plus(a, plus(b, c), "-"), "a - (b + c)"],
    [plus(a, num("-5"), "-"), "a - -5"],
    [less(plus(a, b), "==", c), "a + b == c"],
    [method(plus(a, b), "f"), "(a + b).f()"],
    [attribute(num("5"), "real"), "(5).real"],
    [attribute(num("-5"), "real"), "(-5).real"],
    [method(str("a"), "upper"), '"a".upper()'],
    [subscript(bool("or", a, b), not(c)), "(a or b)[not c]"],
    [num("1e+16"), "1e16"],
  ];
  for (const [value, text] of values) expectText([assign("x", value)], `x = ${text}\n`);
});

describe("blank lines", () => {
  const imports: Stmt[] = [
    { kind: "Import", name: "json" },
    { kind: "ImportFrom", module: "m", names: ["a", "b"] },
  ];

  test("an empty module, and one of comments", () => {
    expectText([], "");
    expectText([comment("one", "", "two")], "# one\n#\n# two\n");
  });

  test("after the docstring and after imports", () => {
    expectText(
      { docstring: "Daily Agenda", body: [...imports, assign("x", a)] },
      `"""Daily Agenda"""

import json
from m import a, b

x = a
`,
    );
    expectText(
      [comment("one"), statement(str("Doc")), comment("two"), pass],
      `# one
"""Doc"""

# two
pass
`,
    );
  });

  test("around functions", () => {
    expectText(
      [
        ...imports,
        comment("of f"),
        define("f", comment("first"), define("g", pass), pass, comment("of h"), define("h", pass)),
        pass,
        when(x, define("i", pass)),
        pass,
      ],
      `import json
from m import a, b


# of f
def f():
    # first
    def g():
        pass

    pass

    # of h
    def h():
        pass


pass
if x:

    def i():
        pass


pass
`,
    );
  });

  test("between comments, so that two are not one of two lines", () => {
    expectText(
      [
        pass,
        comment("one"),
        comment("two"),
        comment("three"),
        define("f", pass),
        comment("four"),
        comment("five"),
      ],
      `pass

# one

# two


# three
def f():
    pass


# four

# five
`,
    );
  });

  test("a long import is in parentheses", () => {
    expectText(
      [{ kind: "ImportFrom", module: "shortcut_actions", names: [left.id, right.id] }],
      `from shortcut_actions import (
    left_that_takes_forty_columns_of_any_row,
    right_that_takes_forty_columns_of_a_line,
)
`,
    );
  });
});

test("the deepest nesting that Python reads", () => {
  let body: Stmt[] = [pass];
  for (let level = 0; level < 99; level++) body = [when(x, ...body)];
  let value: Expr = str("s".repeat(90));
  for (let level = 0; level < 199; level++) value = call("f", [value, list([])]);
  const { text } = printModule({ body: [...body, statement(value)] });
  expect(ruffFormat(text)).toBe(text);
});
