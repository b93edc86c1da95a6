import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { convert } from "../../src/convert.ts";
import {
  action,
  attachment,
  oneLine,
  pythonBody,
  shortcutFile,
  variable,
  type Parameters,
} from "../support/shortcut.ts";

const list = attachment(variable("List"));
const line = (identifier: string, parameters: Parameters, names: "friendly" | "api" = "friendly") =>
  oneLine(
    pythonBody([action(identifier, parameters)], { names })
      .replace(/^List = unset\(\)\n/, "")
      .replace(/^\w+ = /, ""),
  );

const SWITCHES = { WFReplaceTextCaseSensitive: true, WFReplaceTextRegularExpression: false };

/** Identifier, parameters, and the call: by hand. */
const CALLS: [identifier: string, parameters: Parameters, call: string][] = [
  [
    "text.replace",
    { WFInput: list, WFReplaceTextFind: "a", WFReplaceTextReplace: "b", ...SWITCHES },
    'replace_text(List, "a", "b", case_sensitive=True, regular_expression=False)',
  ],
  // The second place is free only behind the first.
  [
    "text.replace",
    { WFInput: list, WFReplaceTextReplace: "b", ...SWITCHES },
    'replace_text(List, replace_with="b", case_sensitive=True, regular_expression=False)',
  ],
  [
    "getitemfromlist",
    { WFInput: list, WFItemSpecifier: "Item At Index", WFItemIndex: 3 },
    "get_item_from_list(List, 3)",
  ],
  [
    "getitemfromlist",
    { WFInput: list, WFItemSpecifier: "Item At Index", WFItemIndex: "3" },
    'get_item_from_list(List, "3")',
  ],
  [
    "getitemfromlist",
    { WFInput: list, WFItemSpecifier: "Item At Index" },
    'get_item_from_list(List, get="Item At Index")',
  ],
  [
    "getitemfromlist",
    { WFInput: list, WFItemSpecifier: "Last Item" },
    'get_item_from_list(List, "Last Item")',
  ],
  [
    "getitemfromlist",
    { WFInput: list, WFItemSpecifier: "Last Item", WFItemIndex: 3 },
    'get_item_from_list(List, "Last Item", index=3)',
  ],
  [
    "getitemfromlist",
    { WFInput: list, WFItemSpecifier: "Item At Index", WFItemIndex: "Last Item" },
    'get_item_from_list(List, get="Item At Index", index="Last Item")',
  ],
  ["getitemfromlist", { WFInput: list, WFItemSpecifier: list }, "get_item_from_list(List, get=List)"],
  [
    "getitemfromlist",
    { WFInput: list, WFItemSpecifier: "Items in Range", WFItemRangeStart: 2, WFItemRangeEnd: 4 },
    'get_item_from_list(List, "Items in Range", start_index=2, end_index=4)',
  ],
  [
    "text.split",
    { text: list, WFTextSeparator: "Custom", WFTextCustomSeparator: ", " },
    'split_text(List, ", ")',
  ],
  ["text.split", { text: list, WFTextSeparator: "New Lines" }, 'split_text(List, "New Lines")'],
  [
    "text.split",
    { text: list, WFTextSeparator: "Custom", WFTextCustomSeparator: "New Lines" },
    'split_text(List, separator="Custom", custom_separator="New Lines")',
  ],
  ["text.split", { text: list, WFTextSeparator: "Tabs" }, 'split_text(List, separator="Tabs")'],
  ["number.random", { WFRandomNumberMinimum: 1, WFRandomNumberMaximum: 6 }, "random_number(1, 6)"],
  // The order of the two is not for everybody the same.
  [
    "alert",
    { WFAlertActionTitle: "T", WFAlertActionCancelButtonShown: false },
    'show_alert("Do you want to continue?", title="T", cancel_button=False)',
  ],
];

describe("what stands in its place without a keyword", () => {
  test.each(CALLS)("%s %o", (identifier, parameters, call) => {
    expect(line(identifier, parameters)).toBe(call);
  });

  test.each(CALLS)("is the same action again: %s %o", (identifier, parameters) => {
    const file = shortcutFile([action(identifier, parameters)]);
    const { python, workflow } = convert(file);
    const compiled = compile(python);
    expect(compiled.diagnostics).toEqual([]);
    const parametersOf = (actions: typeof workflow.actions) =>
      actions.map((made) => ({ ...made.parameters }));
    expect(parametersOf(compiled.workflow.actions)).toEqual(parametersOf(workflow.actions));
  });

  test("has a keyword in the style of files", () => {
    expect(
      line("getitemfromlist", { WFInput: list, WFItemSpecifier: "Item At Index", WFItemIndex: 3 }, "api"),
    ).toBe(
      'is_workflow_actions_getitemfromlist(WFInput=List, WFItemSpecifier="Item At Index", WFItemIndex=3)',
    );
  });
});

/** The parameters of the last action of a program, without its input. */
const said = (call: string, options = {}) => {
  const { workflow, diagnostics } = compile(`x = input("?")\nexit(${call})\n`, options);
  const { WFInput: _input, text: _text, UUID: _uuid, ...parameters } = workflow.actions[1]!.parameters;
  return {
    parameters,
    messages: diagnostics.map(({ code, message, hint }) => `${code} ${message} ${hint ?? ""}`),
  };
};

describe("a program may say", () => {
  test.each([
    'replace_text(x, "a", "b")',
    'replace_text(x, "a", replace_with="b")',
    'replace_text(x, find_text="a", replace_with="b")',
    'com_apple_shortcuts_replace_text(x, "a", WFReplaceTextReplace="b")',
    'is_workflow_actions_text_replace(x, "a", "b")',
  ])("%s", (call) => {
    const parameters = { WFReplaceTextFind: "a", WFReplaceTextReplace: "b" };
    expect(said(call)).toEqual({ parameters, messages: [] });
    expect(said(call, { tolerant: true })).toEqual({ parameters, messages: [] });
  });

  test("an index alone by its keyword, which says no more than that", () => {
    expect(said("get_item_from_list(x, index=3)").parameters).toEqual({ WFItemIndex: 3 });
    expect(said("get_item_from_list(x, 3)").parameters).toEqual({
      WFItemSpecifier: "Item At Index",
      WFItemIndex: 3,
    });
  });
});

describe("a program may not say", () => {
  test.each([
    [
      'replace_text(x, "a", find_text="b")',
      'SC6003 replace_text is given its parameter "find_text" twice. Leave one of them out.',
    ],
    [
      'get_item_from_list(x, 3, get="First Item")',
      'SC6003 get_item_from_list is given its parameter "get" twice. Leave one of them out.',
    ],
    [
      'get_item_from_list(x, "Last Item", get="First Item")',
      'SC6003 get_item_from_list is given its parameter "get" twice. Leave one of them out.',
    ],
    [
      "get_item_from_list(x, 3, index=4)",
      'SC6003 get_item_from_list is given its parameter "index" twice. Leave one of them out.',
    ],
    [
      'split_text(x, ",", custom_separator=";")',
      'SC6003 split_text is given its parameter "custom_separator" twice. Leave one of them out.',
    ],
    [
      'get_item_from_list(x, "Items in Range", 2, 4)',
      "SC6003 Argument 3 of get_item_from_list says nothing here, and would be lost. Say what it is: `get=...`, `start_index=...`, `end_index=...`.",
    ],
    [
      'replace_text(x, "a", "b", True)',
      "SC6003 Argument 4 of replace_text says nothing here, and would be lost. Say what it is: `case_sensitive=...`, `regular_expression=...`.",
    ],
    [
      "f\"{format_date(x, 'Long', date_format='Short')}\"",
      "SC6003 Argument 2 of format_date says nothing here, and would be lost. Leave it out, or say it in a statement of its own.",
    ],
  ])("%s", (call, message) => {
    expect(said(call).messages).toContain(message);
  });

  test("a word that is neither a choice nor a number", () => {
    expect(said('get_item_from_list(x, "Last")').messages).toEqual([
      'SC6009 Argument 2 of get_item_from_list is neither a number nor a choice. Write the number, or one of "First Item", "Last Item", "Random Item", "Items in Range".',
    ]);
  });
});
