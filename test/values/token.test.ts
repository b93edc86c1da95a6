import { describe, expect, test } from "vitest";
import { compile, convert } from "../../src/index.ts";
import type { PlistDict } from "../../src/plist/value.ts";
import {
  action,
  as,
  attachment,
  checkPrograms,
  dateFormat,
  key,
  oneLine,
  output,
  property,
  python,
  pythonBody,
  pythonValue,
  shortcutFile,
  text,
  token,
  unit,
  variable,
} from "../support/shortcut.ts";

describe("variables", () => {
  test.each<[string, PlistDict, string]>([
    ["a named variable", variable("Liste"), "Liste"],
    ["in other letters", variable("变量"), "变量"],
    ["with underscores", variable("Read_Access_Token"), "Read_Access_Token"],
    ["Shortcut Input", token("ExtensionInput"), "shortcut_input"],
    ["Clipboard", token("Clipboard"), "get_clipboard()"],
    ["Current Date", token("CurrentDate"), "current_date()"],
    ["Device Details", token("DeviceDetails"), "device_details()"],
    ["Ask Each Time", token("Ask"), "ask_each_time()"],
    ["Ask Each Time with a prompt", { Type: "Ask", Prompt: "Which one?" }, 'ask_each_time("Which one?")'],
    ["Repeat Item", variable("Repeat Item"), "repeat_item"],
    ["Repeat Index", variable("Repeat Index"), "repeat_index"],
    ["Repeat Item of an inner repeat", variable("Repeat Item 2"), "repeat_item_2"],
    ["Repeat Index of an inner repeat", variable("Repeat Index 12"), "repeat_index_12"],
    ["a cached identity", { ...variable("x"), VariableUUID: "ABC" }, "x"],
    ["a stray name", { ...token("ExtensionInput"), VariableName: "Shortcut Input" }, "shortcut_input"],
    ["an empty chain", { ...variable("x"), Aggrandizements: [] }, "x"],
  ])("%s", (_, token, expected) => {
    expect(pythonValue(attachment(token))).toBe(expected);
  });

  test("an output is the name of the action's output", () => {
    const actions = [
      action("gettext", { WFTextActionText: "a", UUID: "A", CustomOutputName: "Greeting" }),
      action("showresult", { Text: text(output("A", "Greeting")) }),
    ];
    expect(pythonBody(actions)).toBe(python`
      greeting = "a"
      is_workflow_actions_showresult(Text=greeting)
    `);
  });

  test("an output that no action makes is defined at the top, once", () => {
    const missing = attachment(output("GONE", "Text"));
    expect(pythonBody([action("com.example.Act", { a: missing, b: missing })])).toBe(python`
      missing_text = missing_output("Text")
      com_example_Act(a=missing_text, b=missing_text)
    `);
  });

  test("outputs that no action makes stay apart", () => {
    const a = attachment(output("GONE", "Text"));
    const b = attachment(output("GONE TOO", "Text"));
    const c = attachment(output("UNNAMED"));
    expect(pythonBody([action("com.example.Act", { a, b, c })])).toBe(python`
      missing_text = missing_output("Text")
      missing_text_2 = missing_output("Text")
      missing_output_2 = missing_output("")
      com_example_Act(a=missing_text, b=missing_text_2, c=missing_output_2)
    `);
  });
});

describe("tokens of other kinds", () => {
  test.each<[string, PlistDict, string]>([
    ["a new type", { Type: "CurrentApp" }, 'Token(dict(Type="CurrentApp"))'],
    ["a new field", { Type: "Clipboard", Slot: 2 }, 'Token(dict(Slot=2, Type="Clipboard"))'],
    ["no name", { Type: "Variable" }, 'Token(dict(Type="Variable"))'],
    [
      "a chain that is none",
      { Type: "Clipboard", Aggrandizements: "x" },
      'Token(dict(Aggrandizements="x", Type="Clipboard"))',
    ],
  ])("%s", (_, token, expected) => {
    expect(pythonValue(attachment(token))).toBe(expected);
    expect(pythonValue(text("a ", token))).toBe(`f"a {${expected.replaceAll('"', "'")}}"`);
  });
});

describe("aggrandizements", () => {
  test.each<[string, PlistDict[], string]>([
    ["as text", [as("WFStringContentItem")], "as_text(x)"],
    ["as number", [as("WFNumberContentItem")], "as_number(x)"],
    ["as boolean", [as("WFBooleanContentItem")], "as_boolean(x)"],
    ["as dictionary", [as("WFDictionaryContentItem")], "as_dictionary(x)"],
    ["as another type", [as("WFContactContentItem")], "as_contact(x)"],
    ["as a type of that name", [as("constructor")], 'coerce_variable(x, "constructor")'],
    ["a key", [key("user")], 'x["user"]'],
    ["a key path", [key("user.name")], 'x["user.name"]'],
    ["an empty key", [key("")], 'x[""]'],
    ["a key of a dictionary", [as("WFDictionaryContentItem"), key("user")], 'x["user"]'],
    ["a property", [property("URL")], "x.URL"],
    ["with its usual identity", [property("Name", "WFItemName")], "x.Name"],
    ["with a number for an identity", [property("First Name", 0)], 'getattr(x, "First Name")'],
    ["with blanks", [property("File Size", "WFFileSizeProperty")], 'getattr(x, "File Size")'],
    ["with the identity of a path", [property("File Path", {})], 'getattr(x, "File Path")'],
    ["a keyword", [property("from")], 'getattr(x, "from")'],
    ["a method of the dialect", [property("append")], 'getattr(x, "append")'],
    ["another one", [property("keys")], 'getattr(x, "keys")'],
    ["Keys", [property("Keys")], "x.Keys"],
    ["private", [property("_a")], 'getattr(x, "_a")'],
    ["in other letters", [property("大小")], 'getattr(x, "大小")'],
    ["an unusual identity", [property("Body", "other")], 'get_property(x, "Body", user_info="other")'],
    [
      "another type of identity",
      [property("First Name", "0")],
      'get_property(x, "First Name", user_info="0")',
    ],
    ["an identity that says nothing", [property("Name", {})], 'get_property(x, "Name", user_info=dict())'],
    [
      "a unit",
      [unit({ WFMeasurementUnitType: "Temperature", WFUnitSymbol: "°C" })],
      'unit_variable_transform(x, unit_type="Temperature", unit_symbol="°C")',
    ],
    [
      "a property of something else",
      [as("WFContactContentItem"), property("Nickname", 19)],
      "as_contact(x).Nickname",
    ],
  ])("%s", (_, chain, expected) => {
    expect(pythonValue(attachment(variable("x", ...chain)))).toBe(expected);
  });

  test.each<[string, Record<string, string | boolean>, string]>([
    ["a style", { WFDateFormatStyle: "Short", WFISO8601IncludeTime: false }, '"Short"'],
    [
      "with its time",
      { WFDateFormatStyle: "ISO 8601", WFISO8601IncludeTime: true },
      '"ISO 8601", iso_include_time=True',
    ],
    [
      "a pattern",
      { WFDateFormat: "yyyy-MM-dd", WFDateFormatStyle: "Custom", WFISO8601IncludeTime: false },
      '"yyyy-MM-dd"',
    ],
    ["a time", { WFDateFormatStyle: "None", WFTimeFormatStyle: "Short" }, '"None", time_format="Short"'],
    [
      "a relative date",
      { WFDateFormatStyle: "Relative", WFRelativeDateFormatStyle: "Short" },
      '"Relative", relative_format="Short"',
    ],
    ["another field", { WFDateFormatStyle: "Short", Locale: "de" }, '"Short", Locale="de"'],
    ["nothing said", {}, ""],
    [
      "a field that is spelled like ours",
      { WFDateFormatStyle: "Short", date_format: "x" },
      '"Short", more=dict({"date_format": "x"})',
    ],
  ])("a date format: %s", (_, fields, expected) => {
    const tail = expected === "" ? "" : `, ${expected}`;
    const whole = attachment(token("CurrentDate", dateFormat({ WFISO8601IncludeTime: false, ...fields })));
    expect(oneLine(pythonValue(whole, { names: "friendly" }))).toBe(`format_date(current_date()${tail})`);
  });

  test("a date format: what no file has, or a data set says", () => {
    const said = { WFDateFormatStyle: "Long", WFISO8601IncludeTime: false };
    expect(oneLine(pythonValue(attachment(token("CurrentDate", dateFormat(said)))))).toBe(
      'format_date(current_date(), date_format="Long", iso_include_time=False)',
    );
    const unsaid = { WFDateFormatStyle: "Long" };
    expect(oneLine(pythonValue(attachment(token("CurrentDate", dateFormat(unsaid)))))).toBe(
      'aggrandize(current_date(), Type="WFDateFormatVariableAggrandizement", WFDateFormatStyle="Long")',
    );
  });

  test("are applied in their order", () => {
    const chain = [
      property("Creation Date", "WFFileCreationDate"),
      dateFormat({ WFDateFormatStyle: "Long", WFISO8601IncludeTime: false }),
    ];
    expect(pythonValue(attachment(variable("x", ...chain)), { names: "friendly" })).toBe(
      'format_date(getattr(x, "Creation Date"), "Long")',
    );
    const text = [as("WFStringContentItem"), key("a"), property("Name")];
    expect(pythonValue(attachment(variable("x", ...text)))).toBe('as_text(x)["a"].Name');
  });

  test.each<[string, PlistDict, string]>([
    ["a new type", { Type: "WFNew", a: 1 }, 'aggrandize(x, Type="WFNew", a=1)'],
    ["no type", { a: 1 }, "aggrandize(x, a=1)"],
    [
      "a field more",
      { ...as("WFStringContentItem"), a: 1 },
      'aggrandize(x, CoercionItemClass="WFStringContentItem", Type="WFCoercionVariableAggrandizement", a=1)',
    ],
    [
      "a key that is no text",
      { ...key("a"), DictionaryKey: 5 },
      'aggrandize(x, DictionaryKey=5, Type="WFDictionaryValueVariableAggrandizement")',
    ],
    [
      "a field that is no name",
      { Type: "WFNew", "a-b": 1 },
      'aggrandize(x, Type="WFNew", more=dict({"a-b": 1}))',
    ],
  ])("of other kinds: %s", (_, step, expected) => {
    const value = pythonValue(attachment(variable("x", step)));
    expect(oneLine(value)).toBe(expected);
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});

test("a variable without a name keeps the output that it reads", () => {
  const lost = { Type: "Variable", OutputName: "v", OutputUUID: "A" };
  const actions = [
    action("gettext", { UUID: "A", WFTextActionText: "a" }),
    action("showresult", { Text: attachment(lost) }),
  ];
  expect(pythonBody(actions)).toContain(
    `Text=Token(dict(OutputName="v", OutputUUID="text", Type="Variable"))`,
  );
  const [made, shown] = compile(convert(shortcutFile(actions)).python).workflow.actions;
  const { UUID } = made!.parameters;
  expect(UUID).not.toBe("A");
  expect(shown!.parameters["Text"]).toEqual({
    Value: { ...lost, OutputUUID: UUID },
    WFSerializationType: "WFTextTokenAttachment",
  });
});
