import { describe, expect, test } from "vitest";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  attachment,
  booleanValue,
  checkPrograms,
  dictionaryValue,
  envelope,
  listItem,
  output,
  python,
  pythonBody,
  pythonMetadata,
  real,
  text,
  token,
  variable,
} from "../support/shortcut.ts";

/** The one statement that an action becomes; its output is called `x`. */
function statement(name: string, parameters: Record<string, PlistValue>, metadata = true): string {
  return pythonBody([action(name, { ...parameters, CustomOutputName: "X" })], { lossless: !metadata });
}

describe("Text", () => {
  test.each<[string, PlistValue, string]>([
    ["plain", "Hello", 'x = "Hello"'],
    ["empty", "", 'x = ""'],
    ["with a token", text("Hi ", token("Clipboard")), 'x = f"Hi {get_clipboard()}"'],
    ["of several lines", "a\nb", 'x = """a\nb"""'],
  ])("%s", (_, value, expected) => {
    expect(statement("gettext", { WFTextActionText: value })).toBe(`${expected}\n`);
  });

  test.each<[string, Record<string, PlistValue>, string]>([
    ["nothing", {}, ""],
    ["a variable", { WFTextActionText: attachment(token("Clipboard")) }, "WFTextActionText=get_clipboard()"],
    ["a number", { WFTextActionText: 5 }, "WFTextActionText=5"],
  ])("that holds %s is a call", (_, parameters, expected) => {
    expect(statement("gettext", parameters)).toBe(`x = is_workflow_actions_gettext(${expected})\n`);
  });

  test("whose ranges are broken is a call, and the metadata do not repeat it", () => {
    const broken = envelope("WFTextTokenString", {
      string: "a",
      attachmentsByRange: { "{0, 1}": variable("V") },
    });
    const actions = [action("gettext", { WFTextActionText: broken, Extra: 1 })];
    expect(pythonBody(actions)).toContain("is_workflow_actions_gettext(\n    WFTextActionText=dict(");
    expect(pythonBody(actions)).toContain("Extra=1");
    expect(pythonMetadata(actions)).not.toContain("residue");
  });
});

describe("Number", () => {
  test.each<[string, PlistValue, string]>([
    ["an integer", 5, "5"],
    ["a real", real(5), "5.0"],
    ["a text of digits", "5", "5"],
    ["a text that Python would spell otherwise", "05", 'Number("05")'],
    ["an empty text", "", 'Number("")'],
    ["negative", "-3", "-3"],
  ])("%s", (_, value, expected) => {
    expect(statement("number", { WFNumberActionNumber: value })).toBe(`x = ${expected}\n`);
  });

  test.each<[string, Record<string, PlistValue>, string]>([
    ["nothing", {}, ""],
    ["a variable", { WFNumberActionNumber: attachment(variable("V")) }, "WFNumberActionNumber=V"],
    ["a text with tokens", { WFNumberActionNumber: text(variable("V")) }, 'WFNumberActionNumber=f"{V}"'],
    ["a switch", { WFNumberActionNumber: true }, "WFNumberActionNumber=True"],
  ])("that holds %s is a call", (_, parameters, expected) => {
    expect(statement("number", parameters)).toMatch(`x = is_workflow_actions_number(${expected})\n`);
  });
});

describe("Dictionary", () => {
  test("with items", () => {
    const items = dictionaryValue(
      ["text", "name", text("Ann")],
      ["number", "age", text("5")],
      ["boolean", "ok", booleanValue(true)],
    );
    expect(statement("dictionary", { WFItems: items })).toBe('x = {"name": "Ann", "age": 5, "ok": True}\n');
  });

  test("without items", () => {
    expect(statement("dictionary", { WFItems: dictionaryValue() })).toBe("x = {}\n");
    expect(statement("dictionary", {})).toBe("x = {}\n");
  });

  test.each<[string, PlistValue, string]>([
    ["a variable", attachment(variable("V")), "WFItems=V"],
    ["a record", {}, "WFItems=dict()"],
    [
      "a payload of another shape",
      envelope("WFDictionaryFieldValue", {}),
      "WFItems=dict(Value=dict(), WFSeri",
    ],
  ])("that holds %s is a call", (_, items, expected) => {
    expect(statement("dictionary", { WFItems: items }).replace(/\n {4}/, "")).toContain(
      `x = is_workflow_actions_dictionary(${expected}`,
    );
  });
});

describe("List", () => {
  test.each<[string, PlistValue, string]>([
    ["of texts", ["One", "Two"], 'x = ["One", "Two"]'],
    ["empty", [], "x = []"],
    [
      "with tokens",
      ["a", listItem("text", text("b ", token("Clipboard")))],
      'x = ["a", f"b {get_clipboard()}"]',
    ],
    ["of numbers", [listItem("number", text("7"))], "x = [7]"],
    ["of records", [{ a: 1 }], "x = [dict(a=1)]"],
  ])("%s", (_, items, expected) => {
    expect(statement("list", { WFItems: items })).toBe(`${expected}\n`);
  });

  test("that does not say its items has two, so it is a call", () => {
    expect(statement("list", {})).toBe("x = is_workflow_actions_list()\n");
  });

  test("that is a variable is a call", () => {
    expect(statement("list", { WFItems: attachment(token("Clipboard")) })).toBe(
      "x = is_workflow_actions_list(WFItems=get_clipboard())\n",
    );
  });
});

describe("Get Dictionary Value", () => {
  const WFInput = attachment(token("ExtensionInput"));

  test.each<[string, Record<string, PlistValue>, string]>([
    ["by a key", { WFInput, WFDictionaryKey: "a" }, 'shortcut_input["a"]'],
    ["by a key path", { WFInput, WFDictionaryKey: "a.1.b" }, 'shortcut_input["a.1.b"]'],
    [
      "by a text with a token",
      { WFInput, WFDictionaryKey: text("k", token("Clipboard")) },
      'shortcut_input[f"k{get_clipboard()}"]',
    ],
  ])("%s", (_, parameters, expected) => {
    for (const metadata of [true, false]) {
      expect(statement("getvalueforkey", parameters, metadata)).toBe(`x = ${expected}\n`);
    }
  });

  // The words of the type stand nowhere in `keys()`, so the metadata keeps them, or the call says them.
  test.each([
    ["All Keys", "keys"],
    ["All Values", "values"],
  ])("%s", (WFGetDictionaryValueType, method) => {
    const parameters = { WFInput, WFGetDictionaryValueType };
    expect(statement("getvalueforkey", parameters)).toBe(`x = shortcut_input.${method}()\n`);
    expect(pythonMetadata([action("getvalueforkey", parameters)])).toBe(
      `__shortcut__ = {"usual": ["${WFGetDictionaryValueType}"]}\n`,
    );
    expect(statement("getvalueforkey", parameters, false).replace(/\n */g, "")).toBe(
      `x = is_workflow_actions_getvalueforkey(WFInput=shortcut_input, WFGetDictionaryValueType="${WFGetDictionaryValueType}")`,
    );
  });

  test("that writes the default, and that keeps a key of a former time", () => {
    const value = { WFInput, WFDictionaryKey: "a", WFGetDictionaryValueType: "Value" };
    const keys = { WFInput, WFDictionaryKey: "a", WFGetDictionaryValueType: "All Keys" };
    expect(statement("getvalueforkey", value)).toBe('x = shortcut_input["a"]\n');
    expect(statement("getvalueforkey", keys)).toBe("x = shortcut_input.keys()\n");
    expect(pythonMetadata([action("getvalueforkey", value), action("getvalueforkey", keys)])).toBe(python`
      __shortcut__ = {
          "actions": "2 62e8216b",
          "residue": {
              "0": {"WFGetDictionaryValueType": "Value"},
              "1": {"WFDictionaryKey": "a"},
          },
          "usual": ["All Keys"],
      }
    `);
    expect(statement("getvalueforkey", value, false)).toBe(python`
      x = is_workflow_actions_getvalueforkey(
          WFInput=shortcut_input, WFGetDictionaryValueType="Value", WFDictionaryKey="a"
      )
    `);
  });

  test.each<[string, Record<string, PlistValue>, string]>([
    ["no key", { WFInput }, "WFInput=shortcut_input"],
    [
      "a variable for a key",
      { WFInput, WFDictionaryKey: attachment(token("Clipboard")) },
      "WFInput=shortcut_input, WFDictionaryKey=get_clipboard()",
    ],
    [
      "another wish",
      { WFInput, WFGetDictionaryValueType: "Random" },
      'WFInput=shortcut_input, WFGetDictionaryValueType="Random"',
    ],
  ])("with %s is a call", (_, parameters, expected) => {
    expect(statement("getvalueforkey", parameters).replace(/\n */g, "")).toBe(
      `x = is_workflow_actions_getvalueforkey(${expected})`,
    );
  });

  test("from nothing", () => {
    const empty = action("nothing");
    expect(pythonBody([empty, action("getvalueforkey", { WFDictionaryKey: "a", CustomOutputName: "X" })]))
      .toBe(python`
      is_workflow_actions_nothing()
      x = nothing()["a"]
    `);
  });
});

describe("Ask for Input", () => {
  test.each<[string, Record<string, PlistValue>, string]>([
    ["with a prompt", { WFAskActionPrompt: "Name?" }, 'input("Name?")'],
    [
      "with a token",
      { WFAskActionPrompt: text("Name of ", token("Clipboard"), "?") },
      'input(f"Name of {get_clipboard()}?")',
    ],
    ["with an empty prompt", { WFAskActionPrompt: "" }, 'input("")'],
    ["with nothing", {}, "input()"],
  ])("%s", (_, parameters, expected) => {
    expect(statement("ask", parameters)).toBe(`x = ${expected}\n`);
  });

  test.each<[string, Record<string, PlistValue>, string]>([
    ["a type", { WFInputType: "Number" }, 'WFInputType="Number"'],
    ["its default for a type", { WFInputType: "Text" }, 'WFInputType="Text"'],
    [
      "a variable for a prompt",
      { WFAskActionPrompt: attachment(token("Clipboard")) },
      'WFAskActionPrompt=get_clipboard(), WFInputType="Text"',
    ],
  ])("with %s is a call", (_, parameters, expected) => {
    expect(statement("ask", parameters)).toBe(`x = is_workflow_actions_ask(${expected})\n`);
  });
});

test("an action with odd bookkeeping is a call", () => {
  for (const [name, parameters] of [
    ["gettext", { WFTextActionText: "a" }],
    ["ask", {}],
  ] as const) {
    const call = pythonBody([action(name, { ...parameters, UUID: 5, CustomOutputName: true })], {
      lossless: true,
    });
    expect(call).toContain("UUID=5");
    expect(call).toContain("CustomOutputName=True");
  }
});

test("without metadata, a form steps back where it cannot say everything", () => {
  const actions = [
    action("gettext", { WFTextActionText: "a", Extra: 1 }),
    action("number", { WFNumberActionNumber: 5, Extra: 1 }),
    action("dictionary", { Extra: 1 }),
    action("list", { WFItems: ["a"], Extra: 1 }),
  ];
  expect(pythonBody(actions, { lossless: true })).toBe(python`
    text = is_workflow_actions_gettext(WFTextActionText="a", Extra=1)
    number = is_workflow_actions_number(WFNumberActionNumber=5, Extra=1)
    dictionary = is_workflow_actions_dictionary(Extra=1)
    list_ = is_workflow_actions_list(WFItems=["a"], Extra=1)
  `);
  expect(pythonBody(actions)).toBe(python`
    text = "a"
    number = 5
    dictionary = {}
    list_ = ["a"]
  `);
  expect(pythonMetadata(actions)).toBe(python`
    __shortcut__ = {
        "actions": "4 6c8022b3",
        "residue": {"0-3": {"Extra": 1}},
        "spelling": {"1": {"WFNumberActionNumber": "integer"}},
        "omitted": {"2": ["WFItems"]},
    }
  `);
});

test("outputs are bound where they are read, and values always, under the name of the action's output", () => {
  const actions = [
    action("gettext", { WFTextActionText: "a", UUID: "A" }),
    action("gettext", { WFTextActionText: "b", UUID: "B" }),
    action("gettext", { WFTextActionText: "c", UUID: "C" }),
    action("count", { Input: attachment(output("A", "Text")), UUID: "D" }),
    action("showresult", { Text: text(output("A", "Text"), output("C", "Text")) }),
  ];
  expect(pythonBody(actions)).toBe(python`
    text = "a"
    text_2 = "b"
    text_3 = "c"
    is_workflow_actions_count(Input=text, WFCountType="Items")
    is_workflow_actions_showresult(Text=f"{text}{text_3}")
  `);
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
