// oxlint-disable max-lines -- a list, by the numbers of the defects
import { expect, test } from "vitest";
import type { PlistValue } from "../src/plist/value.ts";
import { hasPython, parsePython } from "./support/cpython.ts";
import {
  action,
  type Actions,
  arrayValue,
  as,
  attachment,
  booleanValue,
  checkPrograms,
  condition,
  date,
  dateFormat,
  dictionaryValue,
  ifBlock,
  input,
  key,
  listItem,
  marker,
  menu,
  OLD_SHORTCUT,
  output,
  property,
  python,
  pythonBody,
  pythonModule,
  quantity,
  repeat,
  repeatEach,
  shortcutFile,
  show,
  subDictionary,
  table,
  text,
  token,
  variable,
  vibrate,
} from "./support/shortcut.ts";
import { convert } from "../src/convert.ts";

/*
 * What the transcriber of WorkflowLLM gets wrong (the list D1 to D35 of the design): for each defect the input that
 * shows it, and the Python that is right. The last test has CPython read all of it.
 */

const Name = variable("Name");
const made = (value: PlistValue, more = {}) => action("gettext", { WFTextActionText: value, ...more });
const set = (name: string) => action("setvariable", { WFVariableName: name, WFInput: attachment(input) });

/** The literal of a Text action, and its value as CPython reads it. */
function literal(value: PlistValue): string {
  const before = "is_workflow_actions_vibrate()\n";
  const body = pythonBody([vibrate, made(value)]);
  return body.slice(body.indexOf(before) + `${before}text = `.length, -1);
}

const UUID = "7A6864C0-5B66-4D3E-9B9C-0A0B0C0D0E0F";

test("D1 UUIDs are no names", () => {
  expect(pythonBody([made("a", { UUID }), show(output(UUID, "Text"))])).toBe(python`
    text = "a"
    is_workflow_actions_showresult(Text=text)
  `);
});

test("D2 long texts stay whole", () => {
  const long = "A".repeat(300) + "B".repeat(300);
  expect(literal(long)).toBe(`"${long}"`);
  expect(pythonBody([action("comment", { WFCommentActionText: long }), vibrate])).toContain(`# ${long}\n`);
});

test("D3 offsets count UTF-16 units", () => {
  expect(literal(text("😀😀 hi ", Name, " bye"))).toBe('f"😀😀 hi {Name} bye"');
});

test("D4 braces are text", () => {
  expect(literal(text('{"a": "', Name, '"}'))).toBe(`f'{{"a": "{Name}"}}'`);
});

test("D5 quotes are escaped once, if at all", () => {
  expect(literal("it's")).toBe(`"it's"`);
  expect(pythonBody([action("ask", { WFAskActionPrompt: "What's up?" })])).toBe('input("What\'s up?")\n');
});

test("D6 backslashes are text", () => {
  expect(literal("C:\\new\\d+")).toBe(String.raw`"C:\\new\\d+"`);
  expect(literal("ends in \\")).toBe(String.raw`"ends in \\"`);
});

test("D7 triple quotes are text", () => {
  expect(literal("a'''b")).toBe(`"a'''b"`);
  expect(literal('a"""b\nc')).toBe(String.raw`"""a""\"b` + '\nc"""');
});

test("D8 texts that begin like Python are texts", () => {
  const alert = (message: string) => {
    const parameters = { WFAlertActionMessage: message, WFAlertActionCancelButtonShown: false };
    return pythonBody([action("alert", parameters)]);
  };
  expect(alert("[INFO] done")).toContain('WFAlertActionMessage="[INFO] done"');
  expect(alert('"')).toContain(`WFAlertActionMessage='"'`);
  expect(alert("{x}")).toContain('WFAlertActionMessage="{x}"');
});

test("D9 texts that look like an f-string are texts", () => {
  expect(literal("half'time")).toBe(`"half'time"`);
  expect(literal("f'{x}'")).toBe(`"f'{x}'"`);
});

test("D10 items of lists and records are quoted", () => {
  const actions = [
    set("N"),
    action("list", { WFItems: ["one", listItem("text", text("two ", variable("N"))), "three"] }),
    action("openapp", { WFSelectedApp: { BundleIdentifier: "com.a.b", Name: "My App" } }),
    action("adjustdate", { WFDate: "x", WFDuration: quantity(5, "min") }),
  ];
  expect(pythonBody(actions)).toBe(python`
    N = shortcut_input
    list_ = ["one", f"two {N}", "three"]
    is_workflow_actions_openapp(WFSelectedApp=App("My App"))
    adjusted_date = is_workflow_actions_adjustdate(
        WFDate="x", WFAdjustOperation="Add", WFDuration=Quantity(5, "min")
    )
  `);
});

test("D11 items of dictionaries within dictionaries are quoted", () => {
  const items = dictionaryValue(
    ["dictionary", "d", subDictionary(["text", "k", text("v w")])],
    ["array", "a", arrayValue("x", "y")],
  );
  expect(pythonBody([action("dictionary", { WFItems: items })])).toBe(
    'dictionary = {"d": {"k": "v w"}, "a": ["x", "y"]}\n',
  );
});

test("D12 dictionaries of other actions stay full", () => {
  const download = action("downloadurl", {
    WFURL: "https://example.org",
    WFHTTPHeaders: dictionaryValue(["text", "Authorization", text("Bearer ", Name)]),
    WFFormValues: dictionaryValue(["text", "a", text("1")]),
    WFJSONValues: dictionaryValue(["number", "n", text("1")], ["boolean", "b", booleanValue(true)]),
  });
  expect(pythonBody([set("Name"), download])).toBe(python`
    Name = shortcut_input
    is_workflow_actions_downloadurl(
        WFURL="https://example.org",
        WFHTTPMethod="GET",
        WFHTTPHeaders={"Authorization": f"Bearer {Name}"},
        WFFormValues={"a": "1"},
        WFJSONValues={"n": 1, "b": True},
    )
  `);
});

test("D13 hyphens become names that Python takes", () => {
  expect(pythonBody([action("com.apple-samplecode.Foo-Bar", { x: 1, "Show-WFInput": 1 })])).toBe(
    "com_apple__2dsamplecode_Foo__2dBar(Show_WFInput=1, x=1)\n",
  );
});

test("D14 Add to Variable adds", () => {
  const append = (uuid: string) =>
    action("appendvariable", { WFVariableName: "L", WFInput: attachment(output(uuid, "Text")) });
  expect(pythonBody([made("a", { UUID: "A" }), append("A"), append("A")])).toBe(python`
    L = []
    text = "a"
    L.append(text)
    L.append(text)
  `);
});

test("D15 all keys and all values", () => {
  const get = (type: string) =>
    action("getvalueforkey", { WFInput: attachment(input), WFGetDictionaryValueType: type });
  expect(pythonBody([get("All Keys"), get("All Values")])).toBe(python`
    shortcut_input.keys()
    dictionary_value = shortcut_input.values()
  `);
});

test("D16 several conditions", () => {
  const [A, B] = [set("A"), set("B")];
  const rows = [
    condition(variable("A"), 4, { WFConditionalActionString: "x" }),
    condition(variable("B"), 4, { WFConditionalActionString: "y" }),
  ];
  expect(pythonBody([A, B, ifBlock({ WFConditions: table(0, ...rows) }, [vibrate])])).toBe(python`
    A = shortcut_input
    B = shortcut_input
    if A == "x" or B == "y":
        is_workflow_actions_vibrate()
  `);
});

test("D17 values that are compared keep their type", () => {
  const A = variable("A");
  const tests: [number, Record<string, PlistValue>][] = [
    [2, { WFNumberValue: "5" }],
    [4, { WFConditionalActionString: "" }],
    [2, { WFDate: date(630_460_800) }],
    [2, { WFMeasurement: quantity("5", "km") }],
  ];
  expect(pythonBody([set("A"), tests.map(([code, operands]) => ifBlock(condition(A, code, operands), []))]))
    .toBe(python`
    A = shortcut_input
    if A > 5:
        pass
    if A == "":
        pass
    if A > datetime.datetime(2020, 12, 24):
        pass
    if A > Quantity("5", "km"):
        pass
  `);
});

test("D18 an implicit input comes from the action that ran before", () => {
  const actions = [
    made("a"),
    action("nothing"),
    action("setvariable", { WFVariableName: "V" }),
    ifBlock({ WFCondition: 100 }, [vibrate]),
    action("ask"),
    action("alert"),
    ifBlock({ WFCondition: 100 }, [vibrate]),
  ];
  expect(pythonBody(actions, { properties: OLD_SHORTCUT })).toBe(python`
    text = "a"
    is_workflow_actions_nothing()
    V = nothing()
    if has_value(nothing()):
        is_workflow_actions_vibrate()
    provided_input = input()
    is_workflow_actions_alert(
        WFAlertActionMessage="Do you want to continue?",
        WFAlertActionCancelButtonShown=True,
    )
    if has_value(provided_input):
        is_workflow_actions_vibrate()
  `);
});

test("D19 results of blocks, beside the outputs that make them", () => {
  const actions = [
    repeatEach(input, [made(text(variable("Repeat Item")), { UUID: "T" })], { UUID: "R" }),
    ifBlock(condition(input, 100), [made("a", { UUID: "A" })], { otherwise: [], end: { UUID: "I" } }),
    show(output("T", "Text"), output("R", "Repeat Results"), output("A", "Text"), output("I", "If Result")),
  ];
  expect(pythonBody(actions)).toBe(python`
    text = unset()
    text_2 = unset()
    repeat_results = []
    for repeat_item in shortcut_input:
        text = f"{repeat_item}"
        repeat_results.append(text)
    if has_value(shortcut_input):
        text_2 = "a"
        if_result = text_2
    else:
        if_result = repeat_results
    is_workflow_actions_showresult(Text=f"{text}{repeat_results}{text_2}{if_result}")
  `);
});

test("D20 Repeat Index counts from 1", () => {
  expect(pythonBody(repeat("3", [show(variable("Repeat Index"))]))).toBe(python`
    for repeat_index in range(1, 3 + 1):
        is_workflow_actions_showresult(Text=repeat_index)
  `);
});

test("D21 menus with quotes, variables and missing cases", () => {
  const block = menu({ WFMenuItems: ['A "q"', listItem("text", text("Go ", Name)), "Later"] }, [
    ['A "q"', [vibrate]],
    ["Go Name", []],
  ]);
  expect(pythonBody([set("Name"), block])).toBe(python`
    Name = shortcut_input
    match choose_from_menu(items=['A "q"', f"Go {Name}", "Later"]):
        case 'A "q"':
            is_workflow_actions_vibrate()
        case "Go Name":
            pass
  `);
});

test("D22 a branch with nothing but a comment", () => {
  expect(pythonBody(ifBlock(condition(input, 100), [action("comment", { WFCommentActionText: "later" })])))
    .toBe(python`
    if has_value(shortcut_input):
        # later
        pass
  `);
});

test("D23 variables inside texts are interpolated, each as what it is", () => {
  const tokens = ["CurrentDate", "Clipboard", "ExtensionInput", "Ask"].map((type) => token(type));
  expect(literal(text(tokens[0]!, tokens[1]!, tokens[2]!, tokens[3]!))).toBe(
    'f"{current_date()}{get_clipboard()}{shortcut_input}{ask_each_time()}"',
  );
});

test("D24 date formats", () => {
  const fields = { WFDateFormatStyle: "Custom", WFDateFormat: "yyyy-MM-dd", WFISO8601IncludeTime: false };
  expect(literal(text(token("CurrentDate", dateFormat(fields))))).toBe(
    `f"{format_date(current_date(), date_format='Custom', custom_format='yyyy-MM-dd', iso_include_time=False)}"`,
  );
});

test("D25 properties and keys of any spelling", () => {
  const F = (step: ReturnType<typeof key>) => attachment(variable("F", step));
  const act = action("com.example.Act", {
    a: F(property("File Size", "WFFileSizeProperty")),
    b: F(key('a"b.c')),
    c: F(property("Name", "WFItemName")),
  });
  expect(pythonBody([set("F"), act])).toBe(python`
    F = shortcut_input
    com_example_Act(a=getattr(F, "File Size"), b=F['a"b.c'], c=F.Name)
  `);
});

test("D26 names", () => {
  expect(pythonBody([set("变量"), set("数量"), set("2x"), set("class")])).toBe(python`
    变量 = shortcut_input
    数量 = shortcut_input
    _2x = shortcut_input
    class_ = shortcut_input
  `);
});

test("D27 Ask for Input keeps its type and its default", () => {
  const ask = action("ask", {
    WFAskActionPrompt: "How many?",
    WFInputType: "Number",
    WFAskActionDefaultAnswerNumber: 3,
  });
  expect(pythonBody([ask])).toBe(python`
    is_workflow_actions_ask(
        WFAskActionPrompt="How many?",
        WFInputType="Number",
        WFAskActionDefaultAnswerNumber=3,
    )
  `);
});

test("D28 what is not known is written", () => {
  expect(literal(text("on ", { Type: "HomeAccessory", Name: "Lamp" }))).toBe(
    `f"on {Token(dict(Name='Lamp', Type='HomeAccessory'))}"`,
  );
  expect(literal(text(token("ExtensionInput", { Type: "WFNewAggrandizement", a: 1 })))).toBe(
    `f"{aggrandize(shortcut_input, Type='WFNewAggrandizement', a=1)}"`,
  );
  const begins = condition(input, "Begins With", { WFConditionalActionString: "a" });
  expect(pythonBody(ifBlock(begins, []))).toBe('if shortcut_input.startswith("a"):\n    pass\n');
});

test("D29 filters", () => {
  const row = { Property: "Name", Operator: 4, Removable: true, Values: { String: "a b", Unit: 4 } };
  const find = action("filter.files", {
    WFContentItemFilter: table(1, row),
    WFContentItemInputParameter: attachment(input),
  });
  expect(pythonBody([find])).toBe(python`
    files = is_workflow_actions_filter_files(
        WFContentItemInputParameter=shortcut_input,
        WFContentItemFilter=AllOf(where("Name", "is", "a b")),
    )
  `);
});

test("D30 raw data", () => {
  expect(pythonBody([action("com.example.Act", { data: new Uint8Array([0, 39, 0, 255]) })])).toBe(
    'com_example_Act(data=Data("ACcA/w=="))\n',
  );
});

test("D31 device details", () => {
  expect(literal(text(token("DeviceDetails", property("Device Model"))))).toBe(
    `f"{getattr(device_details(), 'Device Model')}"`,
  );
});

test("D32 the end of the run", () => {
  expect(
    pythonBody([
      ifBlock(condition(input, 100), [action("exit")]),
      action("output", { WFOutput: text(input) }),
    ]),
  ).toBe(python`
    if has_value(shortcut_input):
        return
    return f"{shortcut_input}"
  `);
});

test("D33 no wrapper shows", () => {
  const module = pythonModule([
    made(text("a ", Name)),
    action("dictionary", { WFItems: dictionaryValue(["text", text("k"), text(Name)]) }),
    action("list", { WFItems: [listItem("text", text("a"))] }),
    action("math", {
      WFInput: attachment(token("ExtensionInput", as("WFNumberContentItem"))),
      WFMathOperand: "2",
    }),
  ]);
  expect(module).not.toMatch(/string|Value=|WFSerializationType|attachmentsByRange/);
});

test("D34 comments are comments, whole", () => {
  const comment = `It's "done":\n\n${"x".repeat(500)}`;
  expect(pythonBody([action("comment", { WFCommentActionText: comment }), vibrate])).toBe(
    `# It's "done":\n#\n# ${"x".repeat(500)}\nis_workflow_actions_vibrate()\n`,
  );
});

test("D35 broken control flow is written, with a diagnostic", () => {
  const broken: [Actions, string][] = [
    [[vibrate, marker("conditional", 2, "G")], "SC4001"],
    [[marker("conditional", 0, "G", condition(input, 100)), vibrate], "SC4001"],
  ];
  for (const [actions, code] of broken) {
    expect(pythonBody(actions)).toContain('GroupingIdentifier="G"');
    expect(convert(shortcutFile(actions)).diagnostics.map(({ code }) => code)).toEqual([code]);
  }
});

test.skipIf(!hasPython)("CPython reads all of it, ruff leaves it alone, and the texts come back", () => {
  expect(checkPrograms()).toEqual([]);
  const texts = [
    "it's",
    "C:\\new\\d+",
    "ends in \\",
    "a'''b",
    "[INFO] done",
    '"',
    "half'time",
    "A".repeat(300) + "B".repeat(300),
  ];
  const trees = parsePython(texts.map(literal), "tree");
  expect(trees.map(({ tree }) => tree)).toEqual(
    texts.map((value) => ["Module", ["*", ["Expr", ["Constant", value, null]]], ["*"]]),
  );
});
