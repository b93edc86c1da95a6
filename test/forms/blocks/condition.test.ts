// oxlint-disable max-lines -- one subject, in many small cases
import { describe, expect, test } from "vitest";
import type { PlistValue } from "../../../src/plist/value.ts";
import {
  action,
  as,
  attachment,
  checkPrograms,
  condition,
  date,
  envelope,
  ifBlock,
  key,
  marker,
  oneLine,
  output,
  type Parameters,
  property,
  python,
  pythonBody,
  pythonMetadata,
  quantity,
  real,
  table,
  text,
  token,
  variable,
  vibrate,
} from "../../support/shortcut.ts";

const x = token("ExtensionInput");

/** The condition of an If, on one line. */
function testOf(parameters: Parameters, metadata = true): string {
  const body = pythonBody(ifBlock(parameters, [vibrate]), { lossless: !metadata });
  const condition = /\bif (.*?): is_workflow_actions_vibrate\(\)$/.exec(oneLine(body))![1]!;
  return condition.startsWith("(") ? condition.slice(1, -1) : condition;
}

const limit = attachment(variable("Limit"));
const day = date(630_460_800);

describe("each code in its meaning", () => {
  test.each<[number, Parameters, string]>([
    [0, { WFNumberValue: "3" }, "shortcut_input < 3"],
    [1, { WFNumberValue: "3" }, "shortcut_input <= 3"],
    [2, { WFNumberValue: "3" }, "shortcut_input > 3"],
    [3, { WFNumberValue: "3" }, "shortcut_input >= 3"],
    [4, { WFConditionalActionString: "a" }, 'shortcut_input == "a"'],
    [5, { WFConditionalActionString: "a" }, 'shortcut_input != "a"'],
    [8, { WFConditionalActionString: "a" }, 'shortcut_input.startswith("a")'],
    [9, { WFConditionalActionString: "a" }, 'shortcut_input.endswith("a")'],
    [99, { WFConditionalActionString: "a" }, '"a" in shortcut_input'],
    [999, { WFConditionalActionString: "a" }, '"a" not in shortcut_input'],
    [100, {}, "has_value(shortcut_input)"],
    [101, {}, "not has_value(shortcut_input)"],
    [1000, { WFDuration: quantity("3", "days") }, 'is_in_next(shortcut_input, Duration("3", "days"))'],
    [1001, { WFDuration: quantity(real(3), "hr") }, 'is_in_last(shortcut_input, Duration(3.0, "hr"))'],
    [1002, {}, "is_today(shortcut_input)"],
    [1003, { WFNumberValue: "1", WFAnotherNumber: "5" }, "1 <= shortcut_input <= 5"],
    [
      1003,
      { WFDate: day, WFAnotherDate: attachment(token("CurrentDate")) },
      "datetime.datetime(2020, 12, 24) <= shortcut_input <= Date(current_date())",
    ],
    [
      1003,
      { WFMeasurement: quantity("1", "km"), WFAnotherMeasurement: quantity("2", "km") },
      'Quantity("1", "km") <= shortcut_input <= Quantity("2", "km")',
    ],
  ])("%d %o", (code, operands, expected) => {
    expect(testOf(condition(x, code, operands))).toBe(expected);
    expect(testOf(condition(x, code, operands), false)).toBe(expected);
  });
});

describe("the words of old files", () => {
  test.each<[string, Parameters, string]>([
    ["Equals", { WFConditionalActionString: "a" }, 'shortcut_input == "a"'],
    ["Is", { WFConditionalActionString: "a" }, 'shortcut_input == "a"'],
    ["Is Not", { WFConditionalActionString: "a" }, 'shortcut_input != "a"'],
    ["Contains", { WFConditionalActionString: "a" }, '"a" in shortcut_input'],
    ["Does Not Contain", { WFConditionalActionString: "a" }, '"a" not in shortcut_input'],
    ["Begins With", { WFConditionalActionString: "a" }, 'shortcut_input.startswith("a")'],
    ["Ends With", { WFConditionalActionString: "a" }, 'shortcut_input.endswith("a")'],
    ["Is Greater Than", { WFNumberValue: real(3) }, "shortcut_input > 3.0"],
    ["Is Less Than", { WFNumberValue: "3" }, "shortcut_input < 3"],
  ])("%s", (word, operands, expected) => {
    expect(testOf(condition(x, word, operands))).toBe(expected);
  });

  test("no word and no code is the old default", () => {
    expect(testOf(condition(x, undefined, { WFConditionalActionString: "a" }))).toBe('"a" in shortcut_input');
  });
});

describe("what is not known is said whole", () => {
  test.each<[PlistValue, string]>([
    [7, "7"],
    ["Sounds Like", '"Sounds Like"'],
    ["constructor", '"constructor"'],
    [real(4), "4.0"],
    [true, "True"],
  ])("code %o", (code, expected) => {
    const parameters = condition(x, code, { WFNumberValue: "1", WFDate: day });
    const written = `condition(shortcut_input, WFCondition=${expected}, WFDate=datetime.datetime(2020, 12, 24), WFNumberValue="1")`;
    expect(testOf(parameters)).toBe(written);
  });

  test("with the author's name on the marker", () => {
    const block = ifBlock({ ...condition(x, 7), CustomOutputName: "X" }, [vibrate]);
    expect(pythonBody(block)).toContain("if condition(shortcut_input, WFCondition=7):\n");
    expect(pythonMetadata(block)).toBe(
      '__shortcut__ = {"actions": "3 3886061c", "residue": {"0": {"CustomOutputName": "X"}}}\n',
    );
    expect(pythonBody(block, { lossless: true })).toContain(
      'if stale(condition(shortcut_input, WFCondition=7), CustomOutputName="X"):\n',
    );
  });
});

describe("operands tell their type", () => {
  test.each<[Parameters, string]>([
    [{ WFConditionalActionString: "3" }, '"3"'],
    [{ WFConditionalActionString: "" }, '""'],
    [{ WFConditionalActionString: text("a", variable("Limit")) }, 'f"a{Limit}"'],
    [{ WFConditionalActionString: text(variable("Limit")) }, 'f"{Limit}"'],
    [{ WFConditionalActionString: limit }, "Operand(WFConditionalActionString=Limit)"],
    [{ WFNumberValue: "3" }, "3"],
    [{ WFNumberValue: 3 }, "3"],
    [{ WFNumberValue: real(3) }, "3.0"],
    [{ WFNumberValue: "" }, 'Number("")'],
    [{ WFNumberValue: "0,5" }, 'Number("0,5")'],
    [{ WFNumberValue: limit }, "Number(Limit)"],
    [{ WFNumberValue: text(variable("Limit")) }, 'Number(f"{Limit}")'],
    [{ WFDate: day }, "datetime.datetime(2020, 12, 24)"],
    [{ WFDate: date(0.1 + 2 ** -40) }, "Date(0.1000000000009095)"],
    [{ WFDate: limit }, "Date(Limit)"],
    [{ WFDate: "tomorrow" }, 'Date("tomorrow")'],
    [{ WFDate: quantity("3", "days") }, 'Date(Quantity("3", "days"))'],
    [{ WFEnumeration: "Mac" }, 'Enumeration("Mac")'],
    [{ WFEnumeration: limit }, "Enumeration(Limit)"],
    [{ WFDuration: quantity("3", "days") }, 'Duration("3", "days")'],
    [{ WFDuration: limit }, "Operand(WFDuration=Limit)"],
    [{ WFDuration: "3" }, 'Operand(WFDuration="3")'],
    [{ WFMeasurement: envelope("WFQuantityFieldValue", { Magnitude: "3" }) }, 'Quantity("3")'],
    [{ WFMeasurement: quantity("3", "km") }, 'Quantity("3", "km")'],
    [{ WFApp: { Name: "Notes" } }, 'Operand(WFApp=dict(Name="Notes"))'],
    [{ WFLinkEnumeration: "a" }, 'Operand(WFLinkEnumeration="a")'],
    [{}, '""'],
  ])("%o", (operands, expected) => {
    expect(testOf(condition(x, 4, operands))).toBe(`shortcut_input == ${expected}`);
  });
});

describe("a boolean has no operand", () => {
  const truth = token("ExtensionInput", as("WFBooleanContentItem"));

  test("is, is not", () => {
    expect(testOf(condition(truth, 4))).toBe("as_boolean(shortcut_input) == True");
    expect(testOf(condition(truth, 5))).toBe("as_boolean(shortcut_input) != True");
  });

  test("or a number", () => {
    expect(testOf(condition(truth, 4, { WFNumberValue: "0" }))).toBe("as_boolean(shortcut_input) == 0");
  });

  test("even if a text is left over", () => {
    expect(testOf(condition(truth, 4, { WFConditionalActionString: "left over", WFNumberValue: "1" }))).toBe(
      "as_boolean(shortcut_input) == 1",
    );
  });
});

describe("operands of a former type", () => {
  const both = { WFConditionalActionString: "left over", WFNumberValue: "3" };
  const as_ = (itemClass: string) => token("ExtensionInput", as(itemClass));

  test.each<[string, Parameters, string]>([
    ["greater needs the number", condition(x, 2, both), "shortcut_input > 3"],
    ["an equality of unknown type takes the text", condition(x, 4, both), 'shortcut_input == "left over"'],
    [
      "a number compares with the number",
      condition(as_("WFNumberContentItem"), 4, both),
      "as_number(shortcut_input) == 3",
    ],
    [
      "but with the text where the app has converted the condition",
      condition(as_("WFNumberContentItem"), 4, { ...both, WFConditionalLegacyComparisonBehavior: true }),
      'as_number(shortcut_input) == "left over"',
    ],
    [
      "or where it is a word",
      condition(as_("WFNumberContentItem"), "Equals", both),
      'as_number(shortcut_input) == "left over"',
    ],
    [
      "a converted one that has only a number, with that",
      condition(x, 4, { WFNumberValue: "3", WFConditionalLegacyComparisonBehavior: true }),
      "shortcut_input == 3",
    ],
    [
      "a text with the text",
      condition(as_("WFStringContentItem"), 4, both),
      'as_text(shortcut_input) == "left over"',
    ],
    [
      "a date with the date",
      condition(as_("WFDateContentItem"), 2, { ...both, WFDate: day }),
      "as_date(shortcut_input) > datetime.datetime(2020, 12, 24)",
    ],
    [
      "Current Date is a date",
      condition(token("CurrentDate"), 0, { ...both, WFDate: day }),
      "current_date() < datetime.datetime(2020, 12, 24)",
    ],
    ["Repeat Index is a number", condition(variable("Repeat Index"), 4, both), "repeat_index == 3"],
    ["contains needs the text", condition(x, 99, both), '"left over" in shortcut_input'],
    ["has any value needs none", condition(x, 100, both), "has_value(shortcut_input)"],
    [
      "is between dates",
      condition(as_("WFDateContentItem"), 1003, {
        WFNumberValue: "1",
        WFAnotherNumber: "2",
        WFDate: day,
        WFAnotherDate: day,
      }),
      "datetime.datetime(2020, 12, 24) <= as_date(shortcut_input) <= datetime.datetime(2020, 12, 24)",
    ],
  ])("%s", (_, parameters, expected) => {
    expect(testOf(parameters)).toBe(expected);
  });

  test("the type of an output is that of its action", () => {
    const actions = [
      action("count", { UUID: "N", Input: attachment(x) }),
      ifBlock(condition(output("N", "Count"), 4, both), [vibrate]),
      action("gettext", { UUID: "T", WFTextActionText: "a" }),
      ifBlock(condition(output("T", "Text"), 4, both), [vibrate]),
      ifBlock(condition(output("T", "Text", property("File Size")), 4, both), [vibrate]),
    ];
    expect(pythonBody(actions)).toBe(python`
      count = is_workflow_actions_count(Input=shortcut_input, WFCountType="Items")
      if count == 3:
          is_workflow_actions_vibrate()
      text: Output = "a"
      if text == "left over":
          is_workflow_actions_vibrate()
      if getattr(text, "File Size") == "left over":
          is_workflow_actions_vibrate()
    `);
  });

  test("stay in the metadata, or in a call around the condition", () => {
    const block = ifBlock(condition(x, 2, both), [vibrate]);
    expect(pythonMetadata(block)).toBe(
      python`
        __shortcut__ = {
            "actions": "3 3886061c",
            "residue": {"0": {"WFConditionalActionString": "left over"}},
        }
      `,
    );
    expect(pythonBody(block, { lossless: true })).toBe(python`
      if stale(shortcut_input > 3, WFConditionalActionString="left over"):
          is_workflow_actions_vibrate()
    `);
  });

  test("of all markers stand in one call", () => {
    const block = [
      marker("conditional", 0, "G", { ...condition(x, 100), end: 1 }),
      marker("conditional", 1, "G", { ...condition(x, 101), WFNumberValue: "1" }),
      marker("conditional", 1, "G", { WFInput: attachment(x) }),
      marker("conditional", 2, "G", { Extra: 1 }),
    ];
    expect(pythonBody(block, { lossless: true })).toBe(python`
      if stale(
          has_value(shortcut_input),
          more=dict({"end": 1}),
          elifs=[dict(WFNumberValue="1")],
          otherwise=[dict(WFInput=shortcut_input)],
          end=[dict(Extra=1)],
      ):
          pass
      elif not has_value(shortcut_input):
          pass
      else:
          pass
    `);
  });
});

describe("several conditions", () => {
  const a = condition(x, 4, { WFConditionalActionString: "a" });
  const b = condition(variable("Limit"), 2, { WFNumberValue: "3" });
  const conditions = (prefix: PlistValue, ...rows: PlistValue[]) => ({
    WFConditions: table(prefix, ...rows),
  });

  test("all of them, any of them", () => {
    expect(testOf(conditions(1, a, b))).toBe('shortcut_input == "a" and Limit > 3');
    expect(testOf(conditions(0, a, b))).toBe('shortcut_input == "a" or Limit > 3');
    expect(pythonMetadata(ifBlock(conditions(0, a, b), []))).toBe(
      '__shortcut__ = {"condition_tables": True, "usual": ["0"]}\n',
    );
    expect(testOf(conditions(0, a, b), false).replace(/\n */g, "")).toBe(
      'stale(shortcut_input == "a" or Limit > 3, WFActionParameterFilterPrefix=0)',
    );
  });

  test("one of them differs from a plain condition by its residue", () => {
    expect(testOf(conditions(-1, a))).toBe('shortcut_input == "a"');
    expect(pythonMetadata(ifBlock(conditions(-1, a), []))).toBe(
      python`
        __shortcut__ = {
            "condition_tables": True,
            "actions": "2 9e47e6b5",
            "residue": {"0": {"WFConditions.Value.WFActionParameterFilterPrefix": -1}},
        }
      `,
    );
    expect(testOf(conditions(-1, a), false)).toBe(
      'stale(shortcut_input == "a", WFActionParameterFilterPrefix=-1)',
    );
  });

  test("a row keeps what its condition does not use", () => {
    const stale = { ...a, WFNumberValue: "1" };
    expect(testOf(conditions(1, stale, b))).toBe('shortcut_input == "a" and Limit > 3');
    expect(testOf(conditions(1, stale, b), false)).toBe(
      'stale(stale(shortcut_input == "a", WFNumberValue="1") and Limit > 3, WFActionParameterFilterPrefix=1)',
    );
  });

  test("rows that are not known, or without an input", () => {
    expect(testOf(conditions(1, { ...a, WFCondition: 7 }, b))).toBe(
      'condition(shortcut_input, WFCondition=7, WFConditionalActionString="a") and Limit > 3',
    );
    expect(testOf(conditions(1, { WFCondition: 100 }, b))).toBe("has_value(nothing()) and Limit > 3");
  });

  test("other keys of the table are kept", () => {
    const bounded = envelope("WFContentPredicateTableTemplate", {
      WFActionParameterFilterPrefix: 1,
      WFActionParameterFilterTemplates: [a, b],
      WFContentPredicateBoundedDate: false,
    });
    expect(pythonMetadata(ifBlock({ WFConditions: bounded }, []))).toBe(python`
      __shortcut__ = {
          "condition_tables": True,
          "actions": "2 9e47e6b5",
          "residue": {"0": {"WFConditions.Value.WFContentPredicateBoundedDate": False}},
          "usual": ["1"],
      }
    `);
  });

  test.each<[string, PlistValue, string]>([
    ["no rows", table(1), "WFConditions=AllOf()"],
    ["a prefix that is not known", table(2, {}, {}), "WFConditions=dict("],
    ["no table", 5, "WFConditions=5"],
  ])("%s is said whole", (_, value, expected) => {
    expect(pythonBody(ifBlock({ WFConditions: value }, [vibrate]))).toMatch(
      new RegExp(`^if condition\\(\\s*${expected.replace(/[()]/g, "\\$&")}`, "m"),
    );
  });
});

describe("the input", () => {
  test("may be a bare attachment", () => {
    expect(testOf({ WFInput: attachment(x), WFCondition: 100 })).toBe("has_value(shortcut_input)");
  });

  test("may be the one before", () => {
    const actions = [action("ask"), ifBlock({ WFCondition: 100 }, [vibrate])];
    expect(pythonBody(actions)).toBe(python`
      provided_input = input()
      if has_value(provided_input):
          is_workflow_actions_vibrate()
    `);
  });

  test("may be nothing", () => {
    const actions = [action("nothing"), ifBlock({ WFCondition: 100 }, [vibrate])];
    expect(pythonBody(actions)).toContain("if has_value(nothing()):");
  });

  test("may be a key", () => {
    expect(testOf(condition(token("ExtensionInput", key("a")), 100))).toBe('has_value(shortcut_input["a"])');
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
