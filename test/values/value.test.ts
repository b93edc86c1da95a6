import { describe, expect, test } from "vitest";
import { PlistUid, type PlistValue } from "../../src/plist/value.ts";
import {
  attachment,
  checkPrograms,
  date,
  dictionaryValue,
  envelope,
  python,
  pythonBody,
  pythonModule,
  pythonValue,
  quantity,
  real,
  text,
  variable,
  action,
  listItem,
  arrayValue,
} from "../support/shortcut.ts";

test.each<[PlistValue, string]>([
  ["Hello", '"Hello"'],
  ["", '""'],
  [true, "True"],
  [false, "False"],
  [5, "5"],
  [0, "0"],
  [-12365313, "-12365313"],
  [2n ** 63n, "9223372036854775808"],
  [-(2n ** 100n), "-1267650600228229401496703205376"],
  [real(5), "5.0"],
  [real(0.1), "0.1"],
  [real(-0), "-0.0"],
  [real(1e16), "10000000000000000.0"],
  [real(1e21), "1e21"],
  [real(1e-7), "1e-7"],
  [real(Infinity), 'float("inf")'],
  [real(-Infinity), 'float("-inf")'],
  [real(NaN), 'float("nan")'],
  [[], "[]"],
  [["a", 1, [true]], '["a", 1, [True]]'],
  [{}, "dict()"],
  [new Uint8Array([0, 1, 254, 255]), 'Data("AAH+/w==")'],
  [new Uint8Array(), 'Data("")'],
  [new PlistUid(7), "Uid(7)"],
])("the scalar %o", (value, expected) => {
  expect(pythonValue(value)).toBe(expected);
});

test("text of several lines", () => {
  expect(pythonValue("One\nTwo")).toBe('"""One\nTwo"""');
});

describe("dates", () => {
  // 2020-12-24T18:30:00Z and 2001-01-01T00:00:00Z, from the epoch 2001-01-01.
  const christmas = 630_527_400;

  test.each<[number, string]>([
    [christmas, "datetime.datetime(2020, 12, 24, 18, 30)"],
    [christmas + 1, "datetime.datetime(2020, 12, 24, 18, 30, 1)"],
    [christmas + 0.25, "datetime.datetime(2020, 12, 24, 18, 30, 0, 250000)"],
    [0, "datetime.datetime(2001, 1, 1)"],
    [-86_400, "datetime.datetime(2000, 12, 31)"],
    [-0.5, "datetime.datetime(2000, 12, 31, 23, 59, 59, 500000)"],
  ])("in UTC: %d", (seconds, expected) => {
    expect(pythonValue(date(seconds))).toBe(expected);
  });

  test.each<[string, number, string]>([
    ["finer than a microsecond", 0.1 + 2 ** -40, "Date(0.1000000000009095)"],
    ["beyond the year 9999", 1e12, "Date(1000000000000.0)"],
    ["before the year 1", -1e11, "Date(-100000000000.0)"],
  ])("that Python's calendar cannot hold: %s", (_, seconds, expected) => {
    expect(pythonValue(date(seconds))).toBe(expected);
  });

  test("import their module", () => {
    const module = pythonModule([action("com.example.Act", { due: date(0) })]);
    expect(module).toContain("\nimport datetime\nfrom shortcut_actions import com_example_Act\n");
    expect(module).toContain("    com_example_Act(due=datetime.datetime(2001, 1, 1))\n");
  });
});

describe("records", () => {
  test.each<[string, PlistValue, string]>([
    ["keys are sorted", { Name: "Notes", Id: 1 }, 'dict(Id=1, Name="Notes")'],
    ["nested", { place: { lat: real(1) } }, "dict(place=dict(lat=1.0))"],
    ["keys that are no names", { "odd-key": 1, b: 2 }, 'dict({"b": 2, "odd-key": 1})'],
    ["keys that are keywords", { from: 1 }, 'dict({"from": 1})'],
    ["keys of other letters", { größe: 1 }, 'dict({"größe": 1})'],
    ["an empty key", { "": 1 }, 'dict({"": 1})'],
    ["an unknown serialization type", envelope("WFNew", 1), 'dict(Value=1, WFSerializationType="WFNew")'],
    [
      "a type alone",
      { WFSerializationType: "WFTextTokenString" },
      'dict(WFSerializationType="WFTextTokenString")',
    ],
    ["a type that is no text", { Value: 1, WFSerializationType: 3 }, "dict(Value=1, WFSerializationType=3)"],
  ])("%s", (_, value, expected) => {
    expect(pythonValue(value)).toBe(expected);
  });

  test("a key beside an envelope's own", () => {
    expect(pythonBody([action("com.example.Act", { x: { ...text("a"), Extra: 1 } })])).toBe(python`
      com_example_Act(
          x=dict(Extra=1, Value=dict(string="a"), WFSerializationType="WFTextTokenString")
      )
    `);
  });
});

describe("envelopes", () => {
  const x = variable("x");

  test.each<[string, PlistValue, string]>([
    ["a text without tokens", text("a"), '"a"'],
    ["a text with a token alone", text(x), 'f"{x}"'],
    ["an attachment", attachment(x), "x"],
    ["a token without its wrapper", x, "Token(x)"],
    ["a Dictionary", dictionaryValue(["text", "a", text("b")]), '{"a": "b"}'],
    ["an array parameter", arrayValue("a", listItem("number", text("7"))), 'Array(["a", 7])'],
    ["a plain list", ["a"], '["a"]'],
    ["a quantity", quantity("6", "kg"), 'Quantity("6", "kg")'],
    ["a quantity with a number", quantity(6, "kg"), 'Quantity(6, "kg")'],
    ["a quantity with a real", quantity(real(6), "kg"), 'Quantity(6.0, "kg")'],
    ["a quantity with a token", quantity(x, "kg"), 'Quantity(x, "kg")'],
    [
      "a quantity without a magnitude",
      envelope("WFQuantityFieldValue", { Unit: "kg" }),
      'Quantity(unit="kg")',
    ],
    ["a quantity without a unit", envelope("WFQuantityFieldValue", { Magnitude: "6" }), 'Quantity("6")'],
    [
      "an old time offset",
      envelope("WFTimeOffsetValue", { Operation: "Add", Unit: "Day", Value: 1 }),
      'TimeOffset("Add", 1, "Day")',
    ],
    [
      "an old time offset with a token",
      envelope("WFTimeOffsetValue", { Operation: "Subtract", Unit: "Hour", Value: x }),
      'TimeOffset("Subtract", x, "Hour")',
    ],
    [
      "contacts",
      envelope("WFContactFieldValue", { WFContactFieldValues: [{ EntryType: 2 }] }),
      "Contacts([dict(EntryType=2)])",
    ],
    [
      "a literal in a substitutable state",
      envelope("WFNumberSubstitutableState", true),
      'dict(Value=True, WFSerializationType="WFNumberSubstitutableState")',
    ],
  ])("%s", (_, value, expected) => {
    expect(pythonValue(value)).toBe(expected);
  });

  test.each<[string, PlistValue, string]>([
    [
      "a text that is a number",
      envelope("WFTextTokenString", 5),
      'dict(Value=5, WFSerializationType="WFTextTokenString")',
    ],
    [
      "a quantity that is empty",
      envelope("WFQuantityFieldValue", {}),
      'dict(Value=dict(), WFSerializationType="WFQuantityFieldValue")',
    ],
    [
      "an array that is none",
      envelope("WFArrayParameterState", "a"),
      'dict(Value="a", WFSerializationType="WFArrayParameterState")',
    ],
    [
      "contacts that are none",
      envelope("WFContactFieldValue", {}),
      'dict(Value=dict(), WFSerializationType="WFContactFieldValue")',
    ],
  ])("that hold something else are records: %s", (_, value, expected) => {
    expect(pythonValue(value)).toBe(expected);
  });
});

describe("deeply nested values", () => {
  const nest = (depth: number): PlistValue =>
    depth === 0 ? [1, real(1), true, date(0), "x"] : [nest(depth - 1)];

  test("are written out as far as Python can read them", () => {
    expect(pythonBody([action("com.example.Act", { a: nest(58) })])).not.toContain("PropertyList");
  });

  test("go on as JSON that keeps the types", () => {
    expect(pythonBody([action("com.example.Act", { a: nest(300) })])).toContain(
      String.raw`[{"integer":"1"},{"real":"1"},true,{"date":"0"},"x"]`,
    );
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
