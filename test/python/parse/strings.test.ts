import { describe, expect, test } from "vitest";
import { py } from "../../../src/python/ast.ts";
import { parsePython } from "../../../src/python/parse/parse.ts";
import { problemsOf, read, readValue } from "./read.ts";

const str = py.str;

describe("strings", () => {
  test.each<[source: string, value: string]>([
    [`"a'b"`, "a'b"],
    [`'a"b'`, 'a"b'],
    [`""`, ""],
    [`''''''`, ""],
    [`"""a"b""c"""`, 'a"b""c'],
    [`'''a\n  b'''`, "a\n  b"],
    [`"""a\r\nb\rc"""`, "a\nb\nc"],
    [`"a\\\nb"`, "ab"],
    [`"a\\\r\nb"`, "ab"],
    [String.raw`"\\ \' \" \a\b\f\n\r\t\v"`, "\\ ' \" \x07\b\f\n\r\t\v"],
    [String.raw`"\0\12\1234\x41\u00e9\U0001F600"`, "\0\nS4Aé😀"],
    [String.raw`"\ud83d \udc00"`, "\ud83d \udc00"],
    [String.raw`"\d \q \8"`, "\\d \\q \\8"],
    [String.raw`r"\n\""`, '\\n\\"'],
    [String.raw`R'\d'`, "\\d"],
    [`u"a"`, "a"],
    [`"a" 'b' """c"""`, "abc"],
    [`("a"\n    "b")`, "ab"],
    [`"#" # "`, "#"],
  ])("%j is %j", (source, value) => {
    const { module, problems } = parsePython(`x = ${source}`);
    expect(problems).toEqual([]);
    expect(module.body.at(-1)).toMatchObject({ kind: "Assign", value: { kind: "Str", value } });
  });

  test.each<[source: string, problem: string]>([
    [`x = "a`, "1:5 string-end"],
    [`x = 'a\ny = 1`, "1:5 string-end"],
    [`x = """a\ny = 1`, "1:5 string-end"],
    [`x = "\\x4"`, "1:6 escape"],
    [`x = "\\u12"`, "1:6 escape"],
    [`x = "\\U00110000"`, "1:6 escape"],
    [`x = "a\\N{DASH}"`, "1:7 outside"],
    [`x = "a\\N"`, "1:7 escape"],
    [`x = b"a"`, "1:5 outside"],
    [`x = rb"a"`, "1:5 outside"],
  ])("%j has a problem", (source, problem) => {
    expect(problemsOf(source)).toEqual([problem]);
  });
});

describe("f-strings", () => {
  const x = py.name("x");
  test.each<[source: string, parts: unknown[]]>([
    [`f""`, []],
    [`f"a"`, ["a"]],
    [`f"a{x}b"`, ["a", x, "b"]],
    [`F'{x}{x}'`, [x, x]],
    [`f"{{x}} {{{x}}}"`, ["{x} {", x, "}"]],
    [`f"{ x }"`, [x]],
    [`f"""a\n{\nx\n}\n"""`, ["a\n", x, "\n"]],
    [`f"\\n\\x7b{x}"`, ["\n{", x]],
    [`rf"\\n{x}"`, ["\\n", x]],
    [`fR"\\{x}"`, ["\\", x]],
    [`f"{'a'}{"b"}"`, [str("a"), str("b")]],
    [`f"{x["a"]}"`, [py.subscript(x, str("a"))]],
    [`f"{f"{x}"}"`, [{ kind: "FString", parts: [x] }]],
    [`f"{ {"a": x}["a"] }"`, [py.subscript(py.dict([{ key: str("a"), value: x }]), str("a"))]],
    [`f"{x != x}"`, [py.compare(x, "!=", x)]],
    [`"a" f"b{x}" "c" f"d"`, ["ab", x, "cd"]],
    [`f"{x}" ""`, [x]],
    [`f"{x}"\\\n  'a'`, [x, "a"]],
  ])("%j", (source, parts) => {
    expect(readValue(source)).toEqual({ kind: "FString", parts });
  });

  test.each<[source: string, problems: string[]]>([
    [`x = f"{a!r}"`, ["1:9 outside"]],
    [`x = f"{a:>{b}}"; y = )`, ["1:9 outside", "1:22 bracket"]],
    [`x = f"{a=}"`, ["1:9 outside"]],
    [`x = f"{a, b}"`, ["1:9 outside"]],
    [`x = f"{}"`, ["1:8 unexpected"]],
    [`x = f"a}"`, ["1:8 bracket"]],
    [`x = f"{a"\ny = )`, ["1:9 string-end", "2:5 bracket"]],
    [`x = f"{a\ny = )`, ["1:5 string-end", "2:5 bracket"]],
    [`x = f"{a b}"`, ["1:10 unexpected"]],
  ])("%j has problems", (source, problems) => {
    expect(problemsOf(source)).toEqual(problems);
  });
});

test("a string that comes first is the docstring", () => {
  expect(parsePython('"""b"""\nx').module).toMatchObject({ docstring: "b", body: [{ kind: "ExprStmt" }] });
  expect(read('# a\n"""b"""\nx').map(({ kind }) => kind)).toEqual(["Comment", "ExprStmt", "ExprStmt"]);
  expect(read("x", '"b"')).toHaveLength(2);
});
