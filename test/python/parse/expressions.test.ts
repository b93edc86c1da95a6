import { describe, expect, test } from "vitest";
import { type Expr, py } from "../../../src/python/ast.ts";
import { parsePython } from "../../../src/python/parse/parse.ts";
import { problemsOf, readValue } from "./read.ts";

const [a, b, c] = ["a", "b", "c"].map(py.name) as [Expr, Expr, Expr];
const not = (value: Expr): Expr => ({ kind: "Not", value });
const bool = (op: "and" | "or", ...values: Expr[]): Expr => ({ kind: "BoolOp", op, values });
const add = (left: Expr, op: "+" | "-", right: Expr): Expr => ({ kind: "BinOp", left, op, right });

test.each<[source: string, value: Expr]>([
  ["a", a],
  ["(a)", a],
  ["((a\n))", a],
  ["None", py.none()],
  ["match", py.name("match")],
  ["ﬁ", py.name("fi")],
  ["变量", py.name("变量")],
  ["a.b", py.attribute(a, "b")],
  ["a.match", py.attribute(a, "match")],
  ["a[b]", py.subscript(a, b)],
  ["a()", py.call(a)],
  ["a(b, c,)", py.call(a, [b, c])],
  ["a(b, k=c, l = b)", py.call(a, [b], [{ name: "k", value: c }, { name: "l", value: b }])], // prettier-ignore
  ["a(\n    b, # why\n)", py.call(a, [b])],
  ["a.b(c)[b]", py.subscript(py.method(a, "b", [c]), b)],
  ["[]", py.list([])],
  ["[a, b,]", py.list([a, b])],
  ["{}", py.dict([])],
  ["{a: b, **{}}".replace(", **{}", ","), py.dict([{ key: a, value: b }])],
  ["a and b and c", bool("and", a, b, c)],
  ["(a and b) and c", bool("and", bool("and", a, b), c)],
  ["a or b and c", bool("or", a, bool("and", b, c))],
  ["not a and not not b", bool("and", not(a), not(not(b)))],
  ["not a == b", not(py.compare(a, "==", b))],
  ["(not a) == b", py.compare(not(a), "==", b)],
  ["a < b <= c", { kind: "Compare", left: a, ops: ["<", "<="], rights: [b, c] }],
  ["a in b", py.compare(a, "in", b)],
  ["a not in b", py.compare(a, "not in", b)],
  ["a + b - c", add(add(a, "+", b), "-", c)],
  ["a - (b + c)", add(a, "-", add(b, "+", c))],
  ["a -5", add(a, "-", py.num("5"))],
  ["a == b + c", py.compare(a, "==", add(b, "+", c))],
])("%j", (source, value) => {
  const { module, problems } = parsePython(`x = ${source}`);
  expect(problems).toEqual([]);
  expect(module.body.at(-1)).toMatchObject({ value: { kind: value.kind } });
  if (!source.includes("#")) expect(readValue(source)).toEqual(value);
});

test.each([
  ["5", "5"],
  ["-5", "-5"],
  ["- (5)", "-5"],
  ["1_000", "1000"],
  ["0x1F", "31"],
  ["0b1_0", "2"],
  ["0o17", "15"],
  ["00", "0"],
  ["5.", "5.0"],
  [".5", "0.5"],
  ["1_0.2_5", "10.25"],
  ["1E5", "1e5"],
  ["1e+16", "1e16"],
  ["1.5e-07", "1.5e-07"],
  ["9223372036854775808", "9223372036854775808"],
])("the number %s is %s", (source, text) => {
  expect(readValue(source)).toEqual(py.num(text));
});

test.each([
  "05",
  "1abc",
  "1_",
  "1__0",
  "0x",
  "1e",
  "1_.5",
  "1._5",
  "0b2",
  "9".repeat(4301),
  `0x${"f".repeat(4300)}`,
])("the number %.10s is none", (source) => {
  expect(problemsOf(`x = ${source}`)).toEqual(["1:5 number"]);
});

describe("what is wrong", () => {
  test.each([
    ["x = a b", "1:7 unexpected"],
    ["x = f(a b)", "1:9 unexpected"],
    ["x = [a b]", "1:8 unexpected"],
    ["x = {a b}", "1:8 unexpected"],
    ["x = {a: b, c}", "1:5 unexpected"],
    ["x = f(a,, b)", "1:9 unexpected"],
    ["x = a ==", "1:9 unexpected"],
    ["x = a and or b", "1:11 unexpected"],
    ["x = a == not b", "1:10 unexpected"],
    ["x = - not b", "1:7 unexpected"],
    ["x = a.", "1:7 unexpected"],
    ["x = a.class", "1:7 unexpected"],
    ["x = a[]", "1:7 unexpected"],
    ["x = (a = b)", "1:6 unexpected"],
    ["x = !a", "1:5 unexpected"],
    ["x = f(a=1, b)", "1:12 argument"],
    ["x = f(a=1, a=2)", "1:12 argument"],
    ["x = (a]", "1:7 bracket"],
    ["x = a)", "1:6 bracket"],
    ["x = a $ b", "1:7 character"],
    ["x = “a”", "1:5 character"],
    ["x = a\u00a0+ b", "1:6 character"],
    ["x = a \\ b", "1:7 character"],
  ])("%j: %s", (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });
});

test("nodes have ranges", () => {
  const text = "result = f(name, key='v')[not a.b + 5 < -1]";
  const slices: string[] = [];
  JSON.stringify(parsePython(text).module, (_, node: unknown) => {
    const range = (node as { range?: { start: number; end: number } } | null)?.range;
    if (range !== undefined) slices.push(text.slice(range.start, range.end));
    return node;
  });
  expect(new Set(slices)).toEqual(
    new Set([
      text,
      text.slice(9),
      "f(name, key='v')",
      "f",
      "name",
      "key='v'",
      "'v'",
      "not a.b + 5 < -1",
      "a.b + 5 < -1",
      "a.b + 5",
      "a.b",
      "a",
      "5",
      "-1",
    ]),
  );
});
