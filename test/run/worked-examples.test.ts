import { describe, expect, test } from "vitest";
import type { Json } from "../../src/run/device/spec.ts";
import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import { resultOf } from "../support/run.ts";
import {
  action,
  attachment,
  condition,
  dictionaryValue,
  ifBlock,
  output,
  property,
  repeat,
  repeatEach,
  text,
  variable,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

/*
 * Worked examples of the action semantics that stand in no other test of this folder: the tables of sections 2.2 and
 * 2.10, and single lines of section 3.
 */

const say = (content: string, uuid: string) => action("gettext", { WFTextActionText: content, UUID: uuid });

describe("worked examples of If (2.2)", () => {
  const holds = (before: Actions, test: Parameters): Json => [
    resultOf([...before, ifBlock(test, [say("yes", "Y")], { otherwise: [say("no", "N")] })]),
  ];
  const yes = [["yes"]];
  const no = [["no"]];
  const list = [action("list", { WFItems: ["a", "b"], UUID: "S" })];
  const is = (wanted: string) => condition(output("S"), 4, { WFConditionalActionString: wanted });
  const dictionary = action("gettext", { WFTextActionText: '{"ok":true}', UUID: "D" });
  const value = (key: string) =>
    action("getvalueforkey", { WFInput: attachment(output("D")), WFDictionaryKey: key, UUID: "S" });
  const as = (kind: string) => ({
    Type: "WFCoercionVariableAggrandizement",
    CoercionItemClass: `WF${kind}ContentItem`,
  });

  test.each<[string, Actions, Parameters, PlistValue]>([
    ["text Hello is hello", [say("Hello", "S")], is("hello"), no],
    ["list a, b is b", list, is("b"), yes],
    ["list a, b is not b", list, condition(output("S"), 5, { WFConditionalActionString: "b" }), no],
    [
      "Count 0 has any value",
      [action("nothing"), action("count", { Input: attachment(variable("x")), UUID: "S" })],
      condition(output("S"), 100),
      yes,
    ],
    ["a missing key does not have any value", [dictionary, value("x")], condition(output("S"), 101), yes],
    [
      "true as text is Yes",
      [dictionary, value("ok")],
      condition(output("S", undefined, as("String")), 4, { WFConditionalActionString: "Yes" }),
      yes,
    ],
    [
      "a variable that holds the text 10 is greater than 9",
      [say("10", "T"), action("setvariable", { WFVariableName: "v", WFInput: attachment(output("T")) })],
      condition(variable("v"), 2, { WFNumberValue: "9" }),
      yes,
    ],
    [
      "text abc as a number is 0",
      [say("abc", "S")],
      condition(output("S", undefined, as("Number")), 4, { WFNumberValue: "0" }),
      no,
    ],
  ])("%s", (_, before, test_, expected) => expect(holds(before, test_)).toEqual(expected));
});

describe("worked examples of control flow (2.10)", () => {
  test("1: each item in capitals", () => {
    const list = action("list", { WFItems: ["a", "b", "c"], UUID: "L" });
    const upper = action("text.changecase", {
      text: attachment(variable("Repeat Item")),
      WFCaseType: "UPPERCASE",
    });
    expect(resultOf([list, repeatEach(output("L"), [upper])])).toEqual(["A", "B", "C"]);
  });

  test("2: Set Variable hands on its input", () => {
    const body = [
      action("number", { WFNumberActionNumber: attachment(variable("Repeat Index")), UUID: "N" }),
      action("setvariable", { WFVariableName: "x", WFInput: attachment(variable("Repeat Index")) }),
    ];
    expect(resultOf([repeat(3, body)])).toEqual([1, 2, 3]);
  });

  test("3: one text is one round, and what it splits into comes out flat", () => {
    const split = action("text.split", {
      text: attachment(variable("Repeat Item")),
      WFTextSeparator: "Custom",
      WFTextCustomSeparator: ",",
    });
    expect(resultOf([say("a,b", "T"), repeatEach(output("T"), [split])])).toEqual(["a", "b"]);
  });

  test("4: an If that does not hold hands on what stood before it", () => {
    const program = [
      action("getbatterylevel", { UUID: "B" }),
      say("t", "T"),
      ifBlock(condition(output("B"), 0, { WFNumberValue: "20" }), [say("low", "L")]),
    ];
    expect(resultOf(program, { battery: { level: 50 } })).toEqual(["t"]);
    expect(resultOf(program, { battery: { level: 10 } })).toEqual(["low"]);
  });
});

describe("single lines (3)", () => {
  test("Text: a number, a list, a variable that nobody has set", () => {
    const show = (...parts: (string | PlistDict)[]) =>
      action("gettext", { WFTextActionText: text(...parts) });
    const number = action("number", { WFNumberActionNumber: "5", UUID: "N" });
    const list = action("list", { WFItems: ["a", "b"], UUID: "L" });
    expect(resultOf([number, show("n=", output("N"))])).toEqual(["n=5"]);
    expect(resultOf([list, show(output("L"), "!")])).toEqual(["a\nb!"]);
    expect(resultOf([show("<", variable("x"), ">")])).toEqual(["<>"]);
  });

  test("Round: 3.14159 to hundredths", () => {
    const number = action("number", { WFNumberActionNumber: "3.14159", UUID: "N" });
    const round = action("round", { WFInput: attachment(output("N")), WFRoundTo: "Hundredths" });
    expect(resultOf([number, round])).toEqual([3.14]);
  });

  test("Format Date: short, if nothing else is said", () => {
    expect(
      resultOf([action("date", { UUID: "D" }), action("format.date", { WFDate: text(output("D")) })]),
    ).toEqual(["5/6/24, 7:08 AM"]);
  });

  test("Set Name: an image keeps its extension", () => {
    const photo = action("getlastphoto", { UUID: "P" });
    const rename = action("setitemname", { WFInput: attachment(output("P")), WFName: "cover", UUID: "R" });
    const extension = action("gettext", {
      WFTextActionText: text(
        output("R", undefined, property("Name")),
        ".",
        output("R", undefined, property("File Extension")),
      ),
    });
    expect(resultOf([photo, rename, extension], { photos: [{ name: "p.png" }] })).toEqual(["cover.png"]);
  });

  test("Dictionary: a key that is a list is its items, joined", () => {
    const list = action("list", { WFItems: ["a", "b"], UUID: "L" });
    const dictionary = action("dictionary", {
      WFItems: dictionaryValue(["text", text(output("L")) as never, "5"], ["number", "n", "5"]),
    });
    expect(resultOf([list, dictionary])).toEqual([{ "a\nb": "5", n: 5 }]);
  });
});
