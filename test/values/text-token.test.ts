import { serialize } from "node:v8";
import { describe, expect, test } from "vitest";
import { convert } from "../../src/index.ts";
import type { PlistDict } from "../../src/plist/value.ts";
import {
  action,
  checkPrograms,
  envelope,
  key,
  oneLine,
  output,
  property,
  pythonValue,
  shortcutFile,
  text,
  token,
  variable,
} from "../support/shortcut.ts";

const Name = variable("Name");

describe("a text with tokens is an f-string", () => {
  test.each<[string, PlistDict, string]>([
    ["in the middle", text("Dear ", Name, "!"), 'f"Dear {Name}!"'],
    ["side by side", text(Name, token("Clipboard")), 'f"{Name}{get_clipboard()}"'],
    ["alone", text(Name), 'f"{Name}"'],
    ["behind emoji", text("👋🏽 Hi ", Name, "!"), 'f"👋🏽 Hi {Name}!"'],
    ["behind CJK", text("变量 ", Name), 'f"变量 {Name}"'],
    ["with braces", text('{"a": "', Name, '"}'), `f'{{"a": "{Name}"}}'`],
    ["with backslashes", text("C:\\new\\", Name), String.raw`f"C:\\new\\{Name}"`],
    ["with both quotes", text(`it's "`, Name, '"'), String.raw`f'it\'s "{Name}"'`],
    ["of several lines", text("One\n", Name, "\nThree"), 'f"""One\n{Name}\nThree"""'],
    ["with a key", text(variable("d", key("a"))), `f"{d['a']}"`],
    ["with a property", text(variable("d", property("File Size"))), `f"{getattr(d, 'File Size')}"`],
    ["a placeholder beside", text("\ufffc ", Name), 'f"\\ufffc {Name}"'],
  ])("%s", (_, value, expected) => {
    expect(pythonValue(value)).toBe(expected);
  });
});

test("a program of one-byte characters has no others in memory, though it is cut out of texts that have", () => {
  const more = " and some more";
  const bytes = shortcutFile([
    action("gettext", { WFTextActionText: text("Dear ", Name, more.repeat(400)), UUID: "u1" }),
    action("showresult", { Text: text(output("u1", "Text"), "!") }),
  ]);
  const { python } = convert(bytes);
  expect(python).toContain(`{text}!`);
  // The engine writes a text as it has it.
  expect(serialize(python).length).toBeLessThan(1.1 * python.length);
  expect(serialize(`${python}\u2603`).length).toBeGreaterThan(1.9 * python.length);
});

describe("where an f-string cannot hold an expression, the parts stand side by side", () => {
  test.each<[string, PlistDict, string]>([
    ["both quotes in a key", text("a ", variable("d", key(`'"`))), String.raw`Text("a ", d["'\""])`],
    ["a backslash in a key", text(variable("d", key("a\\b"))), String.raw`Text(d["a\\b"])`],
    ["a line break in a key", text(variable("d", key("a\nb")), " b"), String.raw`Text(d["a\nb"], " b")`],
  ])("%s", (_, value, expected) => {
    expect(pythonValue(value)).toBe(expected);
  });
});

test("ranges count UTF-16 units and may stand in any order", () => {
  const ranges = { "{9, 1}": variable("b"), "{4, 1}": variable("a") };
  const value = envelope("WFTextTokenString", {
    string: "😀😀\ufffc ok \ufffc.",
    attachmentsByRange: ranges,
  });
  expect(pythonValue(value)).toBe('f"😀😀{a} ok {b}."');
});

test("a placeholder without an attachment is a character", () => {
  expect(pythonValue("a \ufffc b")).toBe(String.raw`"a \ufffc b"`);
  expect(pythonValue(text("a \ufffc b"))).toBe(String.raw`"a \ufffc b"`);
});

test("no ranges and empty ranges read the same", () => {
  expect(pythonValue(envelope("WFTextTokenString", { string: "a", attachmentsByRange: {} }))).toBe('"a"');
});

describe("a payload that does not fit is a record, whole", () => {
  const record = (fields: string): string =>
    `dict(Value=dict(${fields}), WFSerializationType="WFTextTokenString")`;
  test.each<[string, PlistDict, string]>([
    [
      "a range that misses the placeholder",
      { string: "a \ufffc", attachmentsByRange: { "{1, 1}": Name } },
      String.raw`attachmentsByRange=dict({"{1, 1}": Token(Name)}), string="a \ufffc"`,
    ],
    [
      "a range beyond the end",
      { string: "a", attachmentsByRange: { "{7, 1}": Name } },
      'attachmentsByRange=dict({"{7, 1}": Token(Name)}), string="a"',
    ],
    [
      "a range of two",
      { string: "\ufffc\ufffc", attachmentsByRange: { "{0, 2}": Name } },
      String.raw`attachmentsByRange=dict({"{0, 2}": Token(Name)}), string="\ufffc\ufffc"`,
    ],
    [
      "a range that is spelled otherwise",
      { string: "\ufffc", attachmentsByRange: { "{0,1}": Name } },
      String.raw`attachmentsByRange=dict({"{0,1}": Token(Name)}), string="\ufffc"`,
    ],
    ["a field more", { string: "a", language: "de" }, 'language="de", string="a"'],
    ["no text", { attachmentsByRange: {} }, "attachmentsByRange=dict()"],
  ])("%s", (_, payload, expected) => {
    expect(oneLine(pythonValue(envelope("WFTextTokenString", payload)))).toBe(record(expected));
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
