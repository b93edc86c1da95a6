import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { py } from "../../../src/python/ast.ts";
import type { Expr, Module, Stmt } from "../../../src/python/ast.ts";
import { canInterpolate, printModule } from "../../../src/python/print/print.ts";
import { isCommentSafe, printDocstring, printStr } from "../../../src/python/print/strings.ts";
import { columnAfter } from "../../../src/python/print/width.ts";
import { digestOf, hasPython, parsePython } from "../../support/cpython.ts";
import { expectedTree } from "../../support/python-tree.ts";
import { ruffFormat } from "../../support/ruff.ts";

/** Texts made of what has a meaning in Python, in Unicode, or in a terminal. */
const nastyPiece = fc.oneof(
  fc.constantFrom('"', "'", '"""', "'''", '""', "\\", "\\\\", "\\n", "\\N{DASH}", "\\x41", "\\u0041", "\\\n"),
  fc.constantFrom(
    "{",
    "}",
    "{{",
    "{x}",
    "{x!r}",
    "#",
    "# fmt: off",
    "fmt: off",
    "lambda:",
    "import os",
    "coding: x",
  ),
  fc.constantFrom("\n", "\r", "\r\n", "\t", "\0", "\x0b", "\f", "\x1b[31m", "\x7f", "\x85", "\xa0", "\xad"),
  fc.constantFrom(
    "\u2028",
    "\u2029",
    "\u202e",
    "\u2066",
    "\u200b",
    "\u200d",
    "\u200e",
    "\ufeff",
    "\ufe0f",
    "\ufffc",
  ),
  fc.constantFrom(
    "\u3000",
    "\u0301",
    "\u{e0041}",
    "👩‍👩‍👧",
    "❤️",
    "1️⃣",
    "🏴‍☠️",
    "東京",
    "é",
    " ",
    "  \n",
    "a",
    "text",
  ),
  fc.string({ unit: "binary", maxLength: 3 }),
  fc.integer({ min: 0xd800, max: 0xdfff }).map((unit) => String.fromCharCode(unit)),
);
const nastyText = fc.array(nastyPiece, { maxLength: 8 }).map((pieces) => pieces.join(""));
const sample = <T>(arbitrary: fc.Arbitrary<T>, numRuns: number): T[] =>
  fc.sample(arbitrary, { numRuns, seed: 1 });

/** CPython reads the trees that we printed, and ruff changes nothing. */
function expectFaithful(modules: Module[]): void {
  const texts = modules.map((module) => printModule(module).text);
  const parsed = hasPython ? parsePython(texts, "digest") : undefined;
  modules.forEach((module, index) => {
    if (parsed) {
      expect(parsed[index]!.error, texts[index]).toBeUndefined();
      expect(parsed[index]!.digest, texts[index]).toBe(digestOf(expectedTree(module)));
    }
    expect(ruffFormat(texts[index]!)).toBe(texts[index]);
  });
}

const assign = (value: Expr): Stmt => ({ kind: "Assign", targets: ["x"], value });
const oneLine = (value: string): string => printStr(value, { multiline: false });
const multiline = (value: string): string => printStr(value, { multiline: true });

describe("string literals", () => {
  test("hold any text, on one line and on several", () => {
    const texts = sample(nastyText, 3000);
    expectFaithful([
      { body: texts.map((text) => assign(py.str(text))) },
      { body: texts.map((text) => assign(py.subscript(py.name("x"), py.str(text)))) },
      { body: texts.map((text) => assign(py.call("f", [py.str(text), py.str(text)]))) },
    ]);
  });

  test.skipIf(!hasPython)("hold every code point", () => {
    const texts = Array.from({ length: 0x110 }, (_, page) =>
      Array.from({ length: 0x1000 }, (_, index) => String.fromCodePoint(page * 0x1000 + index)).join("."),
    );
    const literals = texts.map(oneLine);
    const parsed = parsePython(literals, "digest");
    texts.forEach((text, index) =>
      expect(parsed[index]!.digest).toBe(digestOf(expectedTree({ docstring: text, body: [] }))),
    );
  });

  test("choose the quotes that need fewer escapes", () => {
    expect(oneLine("plain")).toBe('"plain"');
    expect(oneLine("don't")).toBe(`"don't"`);
    expect(oneLine('say "hi"')).toBe(`'say "hi"'`);
    expect(oneLine(`"don't"`)).toBe(`'"don\\'t"'`);
    expect(oneLine(`'"`)).toBe(`"'\\""`);
  });

  test("escape what cannot be seen", () => {
    expect(oneLine("\\ \n \r \t \0 \x7f \x85 \xa0")).toBe(String.raw`"\\ \n \r \t \x00 \x7f \x85 \xa0"`);
    expect(oneLine("a\u202eb\u2066c\ufeffd\u2028e")).toBe(String.raw`"a\u202eb\u2066c\ufeffd\u2028e"`);
    expect(oneLine("\u{e0041}\u{10fffd}\ue000\ufffc")).toBe(String.raw`"\U000e0041\U0010fffd\ue000\ufffc"`);
    expect(oneLine("\ud800 \udc00\ud83d")).toBe(String.raw`"\ud800 \udc00\ud83d"`);
    expect(oneLine("\u0301a\u0301")).toBe('"\\u0301a\u0301"');
  });

  test("leave emoji whole, and escape their joiners elsewhere", () => {
    for (const emoji of ["👩‍👩‍👧", "❤️‍🔥", "1️⃣", "🏳️‍🌈", "🤷🏽‍♀️"]) expect(oneLine(emoji)).toBe(`"${emoji}"`);
    expect(oneLine("a\u200db")).toBe(String.raw`"a\u200db"`);
    expect(oneLine("👩\u200d")).toBe(String.raw`"👩\u200d"`);
    expect(oneLine("\u2764\ufe0f\ufe0f\ufe0e")).toBe('"\u2764\ufe0f\\ufe0f\\ufe0e"');
    // Selectors stay behind emoji, and digits of keycaps; elsewhere they could smuggle text.
    expect(oneLine("a\ufe0f\ufe0e")).toBe('"a\\ufe0f\\ufe0e"');
    expect(oneLine("1\ufe0f\u20e3 1\ufe0f")).toBe('"1\ufe0f\u20e3 1\\ufe0f"');
    expect(oneLine("\u{1f3f3}\ufe0f\u200d\u{1f308}")).toBe('"\u{1f3f3}\ufe0f\u200d\u{1f308}"');
  });

  test("are triple-quoted if several lines show something", () => {
    expect(multiline("a\nb")).toBe('"""a\nb"""');
    expect(multiline("\n\na \n")).toBe(String.raw`"\n\na \n"`);
    expect(multiline('a\n"""b\\ \t\r\n"')).toBe('"""a\n""\\"b\\\\ \\t\\r\n\\""""');
    expect(multiline('a\n""""""')).toBe('"""a\n""\\""\\"\\""""');
  });

  test("of five million characters take a moment", () => {
    for (const text of ["a".repeat(5e6), 'say "hi"\n'.repeat(6e5), "東京".repeat(2.5e6)]) {
      const { text: printed } = printModule({ body: [assign(py.str(text))] });
      expect(printed.length).toBeGreaterThanOrEqual(5e6);
    }
  });
});

describe("f-strings", () => {
  const inner = fc.constantFrom<Expr>(
    py.name("x"),
    py.subscript(py.name("x"), py.str("a key: {}!r #")),
    py.call(
      "f",
      [py.str(""), py.str("é")],
      [{ name: "k", value: py.compare(py.name("a"), "!=", py.name("b")) }],
    ),
    py.compare(py.name("a"), ">=", py.num("-5")),
    { kind: "Not", value: py.list([py.str("{"), py.str("}")]) },
  );
  const parts = fc
    .array(
      fc.tuple(
        nastyText.filter((text) => text !== ""),
        inner,
      ),
      { maxLength: 3 },
    )
    .map((pairs): (string | Expr)[] => pairs.flat());

  test("hold any text around their expressions", () => {
    const strings = sample(parts, 2000).map((list): Expr => ({ kind: "FString", parts: list }));
    expectFaithful([
      { body: strings.map(assign) },
      { body: strings.map((string) => assign(py.subscript(py.name("x"), string))) },
    ]);
  });

  test("double the braces of the text and change the quotes inside", () => {
    const print = (...list: (string | Expr)[]): string =>
      printModule({ body: [{ kind: "ExprStmt", value: { kind: "FString", parts: list } }] }).text;
    const item = py.subscript(py.name("x"), py.str("key"));
    expect(print("{", item, "}")).toBe(`f"{{{x["key"]}}}"\n`.replaceAll(`"key"`, "'key'"));
    expect(print('say "hi" ', item)).toBe(`f'say "hi" {x["key"]}'\n`);
    expect(print("a\n", item)).toBe(`f"""a\n{x["key"]}"""\n`);
    expect(print()).toBe('f""\n');
  });

  test("refuse what Python 3.11 cannot read inside", () => {
    const fString: Expr = { kind: "FString", parts: ["a"] };
    for (const text of ["'", '"', "\\", "\n", "\0", "\u202e", "\ud800", "\u0301"]) {
      expect(canInterpolate(py.call("f", [py.str(text)])), JSON.stringify(text)).toBe(false);
      const module: Module = { body: [assign({ kind: "FString", parts: [py.str(text)] })] };
      expect(() => printModule(module)).toThrow("canInterpolate");
    }
    expect(canInterpolate(fString)).toBe(false);
    expect(canInterpolate(py.subscript(py.dict([]), py.str("a")))).toBe(false);
    expect(canInterpolate(py.method(py.subscript(py.name("x"), py.str("東京 {}:!#")), "f"))).toBe(true);
  });
});

describe("docstrings", () => {
  const define = (text: string): Stmt => ({
    kind: "FunctionDef",
    name: "f",
    params: [],
    body: [{ kind: "ExprStmt", value: py.str(text) }],
  });

  test("hold any text, though ruff strips and indents them", () => {
    const texts = sample(fc.oneof(nastyText, fc.stringMatching(/^[ \na"\t\u3000\\]{0,9}$/)), 1500);
    expectFaithful([
      ...texts.map((text): Module => ({ docstring: text, body: [] })),
      ...texts.map((text): Module => ({ body: [{ kind: "ExprStmt", value: py.str(text) }] })),
      { body: texts.map(define) },
    ]);
  });

  test("have lines only where ruff leaves them", () => {
    expect(printDocstring("a\n\n  b\nc", true)).toBe('"""a\n\n  b\nc"""');
    expect(printDocstring("a\n  b", true)).toBe(String.raw`"""a\n  b"""`);
    expect(printDocstring("a\nb", false)).toBe(String.raw`"""a\nb"""`);
    expect(printDocstring(' "a" ', true)).toBe(String.raw`"""\x20"a"\x20"""`);
  });
});

describe("comments", () => {
  const lines = sample(fc.oneof(nastyText, fc.string({ unit: "grapheme" })), 5000).filter(isCommentSafe);

  test("that are safe stay as they are and change nothing", () => {
    expect(lines.length).toBeGreaterThan(1000);
    const comment = (line: string): Stmt => ({ kind: "Comment", lines: [line] });
    expectFaithful([
      { body: lines.flatMap((line): Stmt[] => [comment(line), { kind: "Pass" }]) },
      ...lines.slice(0, 500).map((line): Module => ({ body: [comment(line)] })),
    ]);
  });

  test("that are safe do not switch the formatter off", () => {
    for (const line of [...lines.slice(0, 500), "a fmt: off", "format: off"]) {
      expect(isCommentSafe(line), line).toBe(true);
      const comment = line === "" ? "#" : `# ${line}`;
      expect(ruffFormat(`${comment}\nx   =  1\n`)).toBe(`${comment}\nx = 1\n`);
    }
  });

  test("are not safe if a tool would obey them", () => {
    const pragmas = [
      "fmt: off",
      "fmt:skip",
      "a # fmt: skip",
      "FMT: on",
      "yapf: disable",
      "type: ignore",
      "pyright: x",
      "noqa",
      "a # noqa: E501",
      "ruff: noqa",
      "pylint: disable=all",
      "nosec B101",
      "pragma: no cover",
      "pyre-ignore",
    ];
    const others = [
      "-*- coding: latin-1 -*-",
      "vim: set fileencoding=utf-8 :",
      "coding=x",
      "/// script",
      "!/bin/sh",
    ];
    for (const line of [...pragmas, ...others]) expect(isCommentSafe(line), line).toBe(false);
  });

  test("are not safe if they would not show what they hold", () => {
    const breaks = ["a\nb", "a\rb", "a\fb", "a\u2028b", "a\x85b"];
    const hidden = [
      "a\0",
      "a\tb",
      "trailing ",
      "\u3000",
      "a\u202eb",
      "\ud800",
      "\u0301a",
      "a\u200db",
      "a\ufe0f",
      "\ufeffa",
    ];
    for (const line of [...breaks, ...hidden]) expect(isCommentSafe(line), JSON.stringify(line)).toBe(false);
  });

  test("are safe if they only look like code", () => {
    for (const line of [
      "",
      "x = 1",
      "{x}",
      '"""',
      "a \\",
      "東京 👩‍👩‍👧",
      "  indented",
      "File type: PDF",
      "Coding: yes",
    ]) {
      expect(isCommentSafe(line), line).toBe(true);
    }
  });
});

test("every visible character is as wide as ruff says", () => {
  const characters = Array.from({ length: 0x20000 }, (_, code) => String.fromCodePoint(code)).filter(
    (character) => oneLine(`a${character}`) === `"a${character}"`,
  );
  /** Which of the characters make a line of this many other columns too long, if they stand there eight times. */
  const tooLong = (columns: number): Set<string> => {
    const padding = "p".repeat(columns - `f("", "")`.length);
    const source = characters.map((character) => `f("${character.repeat(8)}", "${padding}")\n`).join("");
    const calls = ruffFormat(source).match(/^f\(.*$/gm)!;
    return new Set(characters.filter((_, index) => calls[index] === "f("));
  };
  const notZero = tooLong(88 - 7);
  const two = tooLong(88 - 8 - 7);
  const wrong = characters.filter((character) => {
    const width = notZero.has(character) ? (two.has(character) ? 2 : 1) : 0;
    return columnAfter(character, 0, 88) !== width;
  });
  expect(characters.length).toBeGreaterThan(100_000);
  expect(wrong).toEqual([]);
});
