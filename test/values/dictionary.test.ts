import { describe, expect, test } from "vitest";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  arrayValue,
  attachment,
  booleanValue,
  checkPrograms,
  dictionaryValue,
  envelope,
  itemType,
  listItem,
  pythonBody,
  pythonValue,
  real,
  subDictionary,
  text,
  variable,
  type Item,
} from "../support/shortcut.ts";
import { cpuTime } from "../support/cpu-time.ts";

const x = variable("x");

describe("the literal tells the type of an item", () => {
  test.each<[string, Item, string]>([
    ["text", ["text", "a", text("b")], '{"a": "b"}'],
    ["a text of digits", ["text", "a", text("5")], '{"a": "5"}'],
    ["text with a token", ["text", "a", text("b ", x)], '{"a": f"b {x}"}'],
    ["text without a wrapper", ["text", "a", "b"], '{"a": "b"}'],
    ["number", ["number", "a", text("5")], '{"a": 5}'],
    ["number with a fraction", ["number", "a", text("-0.50")], '{"a": -0.50}'],
    ["number of zeros", ["number", "a", text("0")], '{"a": 0}'],
    ["true", ["boolean", "a", booleanValue(true)], '{"a": True}'],
    ["false", ["boolean", "a", booleanValue(false)], '{"a": False}'],
    ["1 for true", ["boolean", "a", booleanValue(1)], '{"a": Boolean(1)}'],
    ["dictionary", ["dictionary", "a", subDictionary(["text", "b", text("c")])], '{"a": {"b": "c"}}'],
    ["empty dictionary", ["dictionary", "a", subDictionary()], '{"a": {}}'],
    ["array", ["array", "a", arrayValue("b", "c")], '{"a": ["b", "c"]}'],
    ["empty array", ["array", "a", arrayValue()], '{"a": []}'],
    ["a key with a token", ["text", text("k ", x), text("b")], '{f"k {x}": "b"}'],
    ["an empty key", ["text", "", text("b")], '{"": "b"}'],
  ])("%s", (_, item, expected) => {
    expect(pythonValue(dictionaryValue(item))).toBe(expected);
  });
});

describe("numbers that Python would spell otherwise", () => {
  test.each(["05", "", "1,5", ".5", "5.", "+5", "1e400", "0x10", "1_000", "٣", " 5", "-"])("%o", (digits) => {
    expect(pythonValue(dictionaryValue(["number", "a", text(digits)]))).toBe(`{"a": Number("${digits}")}`);
  });

  test("with a token", () => {
    expect(pythonValue(dictionaryValue(["number", "a", text(x)]))).toBe('{"a": Number(x)}');
  });

  test("with more digits than CPython reads", () => {
    const digits = "9".repeat(5000);
    expect(pythonValue(arrayValue(listItem("number", text(digits)))).replace(/\s/g, "")).toBe(
      `Array([Number("${digits}")])`,
    );
  });
});

describe("variables as items", () => {
  const substitute = (type: string): PlistValue => envelope(type, attachment(x));

  test.each<[string, Item, string]>([
    ["boolean", ["boolean", "a", booleanValue(attachment(x))], '{"a": Boolean(x)}'],
    [
      "dictionary",
      ["dictionary", "a", substitute("WFDictionarySubstitutableParameterState")],
      '{"a": Dictionary(x)}',
    ],
    ["array", ["array", "a", substitute("WFArraySubstitutableParameterState")], '{"a": Array(x)}'],
    ["file", ["file", "a", substitute("WFTokenAttachmentParameterState")], '{"a": File(x)}'],
  ])("%s", (_, item, expected) => {
    expect(pythonValue(dictionaryValue(item))).toBe(expected);
  });
});

describe("what a display cannot hold", () => {
  test("equal keys", () => {
    expect(pythonValue(dictionaryValue(["text", "a", text("1")], ["number", "a", text("2")]))).toBe(
      'Dictionary(Item("a", "1"), Item("a", 2))',
    );
  });

  test("keys with equal tokens", () => {
    expect(pythonValue(dictionaryValue(["text", text(x), text("1")], ["text", text(x), text("2")]))).toBe(
      'Dictionary(Item(x, "1"), Item(x, "2"))',
    );
  });

  test.each<[string, PlistValue, string]>([
    [
      "an unknown type",
      { WFItemType: 9, WFKey: text("a"), WFValue: "b" },
      'dict(WFItemType=9, WFKey="a", WFValue="b")',
    ],
    ["no value", { WFItemType: itemType.text, WFKey: text("a") }, 'dict(WFItemType=0, WFKey="a")'],
    [
      "a number that is one",
      { WFItemType: itemType.number, WFKey: text("a"), WFValue: 5 },
      'dict(WFItemType=3, WFKey="a", WFValue=5)',
    ],
    [
      "a type that is a real",
      { WFItemType: real(0), WFKey: text("a"), WFValue: text("b") },
      'dict(WFItemType=0.0, WFKey="a", WFValue="b")',
    ],
    ["something else", "loose", '"loose"'],
  ])("%s", (_, item, expected) => {
    expect(pythonValue(envelope("WFDictionaryFieldValue", { WFDictionaryFieldValueItems: [item] }))).toBe(
      `Dictionary(${expected})`,
    );
  });

  test("a dictionary inside that has its envelope once", () => {
    const once = dictionaryValue(["text", "b", text("c")]);
    expect(pythonValue(dictionaryValue(["dictionary", "a", once]))).toBe(
      'Dictionary(dict(WFItemType=1, WFKey="a", WFValue={"b": "c"}))',
    );
  });

  test("a payload of another shape", () => {
    expect(pythonValue(envelope("WFDictionaryFieldValue", []))).toBe(
      'dict(Value=[], WFSerializationType="WFDictionaryFieldValue")',
    );
  });
});

describe("elements of arrays", () => {
  test.each<[string, PlistValue, string]>([
    ["text", "a", '"a"'],
    ["text with a token", listItem("text", text("a ", x)), 'f"a {x}"'],
    ["number", listItem("number", text("7")), "7"],
    ["boolean", listItem("boolean", booleanValue(true)), "True"],
    ["dictionary", listItem("dictionary", subDictionary(["text", "b", text("c")])), '{"b": "c"}'],
    ["array", listItem("array", arrayValue("a", listItem("array", arrayValue()))), '["a", []]'],
    ["an unknown type", { WFItemType: 9, WFValue: "b" }, 'dict(WFItemType=9, WFValue="b")'],
    ["no value", { WFItemType: 0 }, "dict(WFItemType=0)"],
    ["a bare number", 5, "Item(5)"],
    ["a bare switch", true, "Item(True)"],
    ["a bare list", ["a"], 'Item(["a"])'],
  ])("%s", (_, element, expected) => {
    expect(pythonValue(arrayValue(element))).toBe(`Array([${expected}])`);
  });
});

test("dictionaries may be nested and large", () => {
  let nested = subDictionary(["text", "bottom", text("!")]);
  for (let depth = 0; depth < 9; depth++) nested = subDictionary(["dictionary", "a", nested]);
  expect(
    pythonBody([action("com.example.Act", { a: dictionaryValue(["dictionary", "a", nested]) })]),
  ).not.toContain("PropertyList");
  const items = Array.from({ length: 332 }, (_, i): Item => ["number", `key ${i}`, text(String(i))]);
  expect(pythonBody([action("com.example.Act", { a: dictionaryValue(...items) })])).toContain(
    '"key 331": 331,',
  );
});

describe("oddities on every level take no longer than others", () => {
  test.each<[string, (inner: PlistValue) => PlistValue]>([
    [
      "equal keys",
      (inner) =>
        dictionaryValue(["dictionary", "a", envelope("WFDictionaryFieldValue", inner)], ["text", "a", "b"]),
    ],
    [
      "items of an unknown type",
      (inner) =>
        envelope("WFDictionaryFieldValue", {
          WFDictionaryFieldValueItems: [
            { WFItemType: 9, WFKey: text({ Type: "Ask", Prompt: inner }), WFValue: "b" },
          ],
        }),
    ],
    [
      "keys that are none",
      (inner) =>
        envelope("WFDictionaryFieldValue", {
          WFDictionaryFieldValueItems: [
            { WFItemType: 2, WFKey: 5, WFValue: arrayValue(listItem("array", inner)) },
          ],
        }),
    ],
  ])("%s", (_, wrap) => {
    let nested: PlistValue = dictionaryValue();
    for (let depth = 0; depth < 45; depth++) nested = wrap(nested);
    const start = cpuTime();
    pythonBody([action("com.example.Act", { a: nested })]);
    expect(cpuTime() - start).toBeLessThan(2000);
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
