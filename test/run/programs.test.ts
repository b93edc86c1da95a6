import { describe, expect, test } from "vitest";
import { resultOf, runActions, runnable } from "../support/run.ts";
import {
  action,
  as,
  attachment,
  booleanValue,
  condition,
  dictionaryValue,
  ifBlock,
  key,
  menu,
  output,
  property,
  repeat,
  repeatEach,
  text,
  token,
  variable,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

/*
 * The small programs of the action semantics, section 3.12. Each step's output goes by a name, its UUID.
 */

const say = (uuid: string, ...parts: Parameters[string][]) =>
  action("gettext", { WFTextActionText: text(...(parts as string[])), UUID: uuid });
const on = (uuid: string, key = "WFInput"): Parameters => ({ [key]: attachment(output(uuid)) });
const set = (name: string, uuid: string) => action("setvariable", { WFVariableName: name, ...on(uuid) });
const value = (of: Parameters, name: string, uuid: string) =>
  action("getvalueforkey", { ...of, WFDictionaryKey: name, UUID: uuid });
const item = { WFInput: attachment(variable("Repeat Item")) };
const piped = { WFInput: attachment(token("Input")) };

describe("programs with a known result", () => {
  test("1: a counter stays a whole number", () => {
    expect(
      resultOf([
        action("number", { WFNumberActionNumber: "0", UUID: "0" }),
        set("n", "0"),
        repeat(3, [
          action("math", { WFInput: attachment(variable("n")), WFMathOperand: "1", UUID: "+" }),
          set("n", "+"),
        ]),
        say("T", variable("n")),
      ]),
    ).toEqual(["3"]);
  });

  test("2: the average of a list of texts", () => {
    const program = [
      say("T", "3\n4\n8"),
      action("text.split", { ...on("T", "text"), UUID: "S" }),
      action("statistics", on("S", "Input")),
    ];
    expect(resultOf(program)).toEqual([5]);
  });

  test("3: a column of CSV", () => {
    const program = [
      say("T", "a,1\nb,2"),
      action("text.split", { ...on("T", "text"), UUID: "S" }),
      repeatEach(
        output("S"),
        [
          action("text.split", {
            text: attachment(variable("Repeat Item")),
            WFTextSeparator: "Custom",
            WFTextCustomSeparator: ",",
            UUID: "P",
          }),
          action("getitemfromlist", { ...on("P"), WFItemSpecifier: "Last Item" }),
        ],
        { UUID: "R" },
      ),
      action("text.combine", { ...on("R", "text"), WFTextSeparator: "Custom", WFTextCustomSeparator: ";" }),
    ];
    expect(resultOf(program)).toEqual(["1;2"]);
  });

  test("4: a walk through JSON", () => {
    const json = say("T", '{"u":[{"n":"Ann"},{"n":"Bob"}]}');
    const program = [
      json,
      value(on("T"), "u", "U"),
      repeatEach(output("U"), [value(item, "n", "N")], { UUID: "R" }),
      action("text.combine", { ...on("R", "text"), WFTextSeparator: "Custom", WFTextCustomSeparator: ", " }),
    ];
    expect(resultOf(program)).toEqual(["Ann, Bob"]);
    expect(resultOf([json, value(on("T"), "u.2.n", "V")])).toEqual(["Bob"]);
    expect(resultOf([json, value(on("T"), "u.3.n", "V")])).toMatch(/^failed/);
    expect(resultOf([json, value(on("T"), "v", "V")])).toEqual([]);
  });

  test("5: JSON that is built", () => {
    const program = [
      action("dictionary", { UUID: "D" }),
      action("number", { WFNumberActionNumber: "5", UUID: "N" }),
      action("list", { WFItems: ["x", "y"], UUID: "L" }),
      action("setvalueforkey", {
        ...on("D", "WFDictionary"),
        WFDictionaryKey: "a",
        WFDictionaryValue: text(output("N")),
        UUID: "E",
      }),
      action("setvalueforkey", {
        ...on("E", "WFDictionary"),
        WFDictionaryKey: "b",
        WFDictionaryValue: text(output("L")),
        UUID: "F",
      }),
      say("T", output("F")),
    ];
    expect(resultOf(program)).toEqual(['{"a":5,"b":["x","y"]}']);
  });

  test("6: a boolean", () => {
    const on_ = [
      action("dictionary", { WFItems: dictionaryValue(["boolean", "on", booleanValue(true)]), UUID: "D" }),
      value(on("D"), "on", "V"),
    ];
    expect(resultOf([on_, say("T", output("V"))])).toEqual(["Yes"]);
    expect(resultOf([on_, action("math", { ...on("V"), WFMathOperand: "1" })])).toEqual([2]);
    const isTrue = ifBlock(
      condition(output("V", undefined, as("WFBooleanContentItem")), 4),
      [say("A", "yes")],
      { otherwise: [say("B", "no")] },
    );
    expect(resultOf([on_, isTrue])).toEqual(["yes"]);
  });

  test("7: the clipboard where there is no input", () => {
    const program = [
      ifBlock(condition(token("ExtensionInput"), 101), [action("getclipboard")], { end: { UUID: "R" } }),
      say("T", output("R")),
    ];
    expect(resultOf(program, { clipboard: "c" })).toEqual(["c"]);
    expect(resultOf(program, { clipboard: "c", input: "i" })).toEqual(["i"]);
  });

  test("8: a chain of Ifs", () => {
    const is = (wanted: string, then: string, uuid: string) =>
      ifBlock(condition(variable("sel"), 4, { WFConditionalActionString: wanted }), [say("X", then)], {
        end: { UUID: uuid },
      });
    const program = [
      say("S", "A"),
      set("sel", "S"),
      is("A", "1", "R1"),
      is("B", "2", "R2"),
      say("T", output("R2")),
    ];
    expect(resultOf(program)).toEqual(["1"]);
  });

  test("9: a suffix behind a guard", () => {
    const program = (...items: string[]) => [
      action("list", { WFItems: items, UUID: "L" }),
      action("count", { ...on("L", "Input"), UUID: "C" }),
      action("nothing"),
      ifBlock(condition(output("C"), 5, { WFNumberValue: "1" }), [say("S", "s")], { end: { UUID: "R" } }),
      say("T", output("C"), " item", output("R")),
    ];
    expect(resultOf(program("x"))).toEqual(["1 item"]);
    expect(resultOf(program("x", "y"))).toEqual(["2 items"]);
  });

  test("10: results of repeats flatten", () => {
    const program = (...end: Actions[number][]) => [
      action("list", { WFItems: ["a b", "c"], UUID: "L" }),
      repeatEach(
        output("L"),
        [
          action("text.split", { text: attachment(variable("Repeat Item")), WFTextSeparator: "Spaces" }),
          ...end,
        ],
        { UUID: "R" },
      ),
      action("count", on("R", "Input")),
    ];
    expect(resultOf(program())).toEqual([3]);
    expect(resultOf(program(action("nothing")))).toEqual([0]);
  });

  test("11: groups of matches", () => {
    const program = [
      action("text.match", { text: "a=1, b=22", WFMatchTextPattern: "(\\w+)=(\\d+)", UUID: "M" }),
      action("text.match.getgroup", { ...on("M", "matches"), WFGroupIndex: 2, UUID: "G" }),
      action("text.combine", {
        ...on("G", "text"),
        WFTextSeparator: "Custom",
        WFTextCustomSeparator: "+",
        UUID: "C",
      }),
    ];
    expect(resultOf(program)).toEqual(["1+22"]);
    expect(resultOf([program, action("calculateexpression", { Input: text(output("C")) })])).toEqual([23]);
  });

  test("12: dollars in a replacement", () => {
    const replace = (input: string, find: string, by: string, regex: boolean) =>
      resultOf([
        action("text.replace", {
          WFInput: input,
          WFReplaceTextFind: find,
          WFReplaceTextReplace: by,
          WFReplaceTextRegularExpression: regex,
        }),
      ]);
    expect(replace("12:5", "^.", "$03", true)).toEqual(["132:5"]);
    expect(replace("a.b", ".", "$0", false)).toEqual(["a$0b"]);
  });

  test("13: dates", () => {
    const format = (uuid: string, pattern: string) =>
      action("format.date", {
        WFDate: text(output(uuid)),
        WFDateFormatStyle: "Custom",
        WFDateFormat: pattern,
      });
    const date = (day: string) =>
      action("date", { WFDateActionMode: "Specified Date", WFDateActionDate: day, UUID: "D" });
    const month = { Value: { Magnitude: "1", Unit: "months" }, WFSerializationType: "WFQuantityFieldValue" };
    expect(
      resultOf([
        date("2024-01-31"),
        action("adjustdate", { WFDate: text(output("D")), WFDuration: month, UUID: "A" }),
        format("A", "yyyy-MM-dd"),
      ]),
    ).toEqual(["2024-02-29"]);
    expect(resultOf([date("2024-12-30"), format("D", "YYYY")])).toEqual(["2025"]);
    expect(resultOf([date("2024-05-06"), format("D", "D")])).toEqual(["127"]);
  });

  test("14: a dictionary in a file", () => {
    const open = (path: string, more: Parameters = {}) =>
      action("documentpicker.open", { WFGetFilePath: path, WFShowFilePicker: false, UUID: "F", ...more });
    const program = [
      action("dictionary", { WFItems: dictionaryValue(["number", "n", text("1")]), UUID: "D" }),
      action("documentpicker.save", {
        ...on("D"),
        WFAskWhereToSave: false,
        WFFileDestinationPath: "s.json",
        WFSaveFileOverwrite: true,
      }),
      open("s.json"),
      value(on("F"), "n", "V"),
    ];
    expect(resultOf(program)).toEqual([1]);
    const missing = [
      open("missing", { WFFileErrorIfNotFound: false }),
      ifBlock(condition(output("F"), 100), [say("A", "there")], { otherwise: [say("B", "not there")] }),
    ];
    expect(resultOf(missing)).toEqual(["not there"]);
  });

  test("15: the result of a menu", () => {
    const program = [
      action("number", { WFNumberActionNumber: "7", UUID: "N" }),
      menu({ WFMenuItems: ["A", "B"] }, [
        ["A", [say("X", "x")]],
        ["B", []],
      ]),
    ];
    expect(resultOf(program, { answers: ["A"] })).toEqual(["x"]);
    expect(resultOf(program, { answers: ["B"] })).toEqual([7]);
  });

  test("16: a dictionary from another shortcut", () => {
    const child = runnable([
      action("dictionary", { WFItems: dictionaryValue(["text", "k", text("v")]), UUID: "D" }),
      action("output", { WFOutput: text(output("D")) }),
    ]);
    const program = [
      action("runworkflow", { WFWorkflow: { workflowName: "Child", isSelf: false }, UUID: "R" }),
      value(on("R"), "k", "V"),
    ];
    expect(resultOf(program, {}, { shortcuts: { Child: child } })).toEqual(["v"]);
  });

  test("17: parts of a URL", () => {
    const program = [
      action("url", { WFURLActionURL: "https://e.com/p?x=1&y=b%20c", UUID: "U" }),
      action("geturlcomponent", { WFURL: text(output("U")), WFURLComponent: "Query", UUID: "Q" }),
      action("detect.dictionary", { ...on("Q"), UUID: "D" }),
      value(on("D"), "y", "V"),
    ];
    expect(resultOf(program)).toEqual(["b c"]);
  });

  test("18: Base64", () => {
    const encode = (of: string, uuid: string, more: Parameters) =>
      action("is.workflow.actions.base64encode", { ...on(of), UUID: uuid, ...more });
    const program = [say("T", "hello"), encode("T", "B", { WFBase64LineBreakMode: "None" })];
    expect(resultOf(program)).toEqual(["aGVsbG8="]);
    expect(resultOf([program, encode("B", "D", { WFEncodeMode: "Decode" }), say("X", output("D"))])).toEqual([
      "hello",
    ]);
  });

  test("19: a list that grows", () => {
    const append = (of: string) => action("appendvariable", { WFVariableName: "v", ...on(of) });
    const program = [
      say("A", "a"),
      action("list", { WFItems: ["b", "c"], UUID: "L" }),
      append("A"),
      append("L"),
    ];
    expect(resultOf(program)).toEqual(["a", "b", "c"]);
    expect(resultOf([program, action("count", { Input: attachment(variable("v")) })])).toEqual([3]);
  });

  test("20: a menu made of a vCard", () => {
    const program = [
      say("T", "BEGIN:VCARD\nVERSION:3.0\nN;CHARSET=utf-8:Gold;\nEND:VCARD"),
      action("setitemname", { ...on("T"), WFName: "m.vcf", UUID: "N" }),
      action("choosefromlist", { ...on("N"), UUID: "C" }),
      ifBlock(
        condition(output("C", undefined, property("Name")), 4, { WFConditionalActionString: "Gold" }),
        [say("A", "yes")],
        { otherwise: [say("B", "no")] },
      ),
    ];
    expect(resultOf(program, { answers: [1] })).toEqual(["yes"]);
  });

  test("what is written is what is read: keys in tokens, and what they miss is nothing", () => {
    const program = [say("T", '{"a":{}}'), say("X", "<", output("T", undefined, key("a.b.c")), ">")];
    expect(resultOf(program)).toEqual(["<>"]);
    expect(runActions(program).questions).toMatchObject([{ question: 13 }, { question: 39 }]);
    expect(resultOf([say("T", "x"), value(piped, "a", "V")])).toMatch(/^failed/);
  });
});
