import { describe, expect, test } from "vitest";
import { compile, convert } from "../../src/index.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  as,
  attachment,
  checkPrograms,
  dateFormat,
  key,
  OLD_SHORTCUT,
  output,
  property,
  python,
  pythonBody,
  pythonMetadata,
  shortcutFile,
  text,
  token,
  variable,
  vibrate,
} from "../support/shortcut.ts";

const input = attachment(token("ExtensionInput"));
const set = (name: PlistValue, value?: PlistValue, more = {}) =>
  action("setvariable", { WFVariableName: name, ...(value !== undefined && { WFInput: value }), ...more });
const append = (name: PlistValue, value?: PlistValue, more = {}) =>
  action("appendvariable", { WFVariableName: name, ...(value !== undefined && { WFInput: value }), ...more });
const get = (value: PlistValue, more = {}) => action("getvariable", { WFVariable: value, ...more });

describe("Set Variable", () => {
  test.each<[string, PlistValue, string]>([
    ["a variable", input, "Name = shortcut_input"],
    ["Clipboard", attachment(token("Clipboard")), "Name = get_clipboard()"],
    [
      "as text",
      attachment(token("ExtensionInput", as("WFStringContentItem"))),
      "Name = as_text(shortcut_input)",
    ],
    ["a property", attachment(token("ExtensionInput", property("Name"))), "Name = shortcut_input.Name"],
    [
      "a date format",
      attachment(
        token("CurrentDate", dateFormat({ WFDateFormatStyle: "Short", WFISO8601IncludeTime: true })),
      ),
      'Name = format_date(current_date(), date_format="Short", iso_include_time=True)',
    ],
    ["a key", attachment(token("ExtensionInput", key("a"))), 'Name: Variable = shortcut_input["a"]'],
    [
      "a key of a key",
      attachment(variable("d", key("a"), key("b"))),
      'd = unset()\nName: Variable = d["a"]["b"]',
    ],
    [
      "a key as text",
      attachment(variable("d", as("WFDictionaryContentItem"), key("a"))),
      'd = unset()\nName: Variable = d["a"]',
    ],
    ["itself", attachment(variable("Name")), "Name = unset()\nName = Name"],
  ])("to %s", (_, value, expected) => {
    expect(pythonBody([set("Name", value)])).toBe(`${expected}\n`);
  });

  test("to what the action before has left", () => {
    expect(pythonBody([action("ask", { UUID: "A" }), set("Name")], { properties: OLD_SHORTCUT })).toBe(python`
      Name = input()
    `);
  });

  test("to nothing", () => {
    expect(pythonBody([action("nothing"), set("Name")])).toBe(python`
      is_workflow_actions_nothing()
      Name = nothing()
    `);
  });

  test("imports the mark", () => {
    expect(pythonBody([set("N", attachment(token("ExtensionInput", key("a"))))], { layout: "script" }))
      .toBe(python`
      shortcut_input = get_shortcut_input()
      N: Variable = shortcut_input["a"]
    `);
  });

  test("whose output is read binds both names", () => {
    const actions = [
      set("Name", input, { UUID: "A" }),
      action("showresult", { Text: text(output("A", "Variable")) }),
    ];
    expect(pythonBody(actions)).toMatch(/^Name = \w+ = shortcut_input\n/);
  });

  test.each<[string, ReturnType<typeof set>, string]>([
    [
      "a text",
      set("Name", "Ann"),
      'Name = is_workflow_actions_setvariable(WFInput="Ann", WFVariableName="Name")',
    ],
    [
      "a text with tokens",
      set("Name", text(token("Clipboard"))),
      'Name = is_workflow_actions_setvariable(\n    WFInput=f"{get_clipboard()}", WFVariableName="Name"\n)',
    ],
    ["a number", set("Name", 5), 'Name = is_workflow_actions_setvariable(WFInput=5, WFVariableName="Name")'],
    [
      "no name",
      action("setvariable", { WFInput: input }),
      "is_workflow_actions_setvariable(WFInput=shortcut_input)",
    ],
    [
      "a name that is a variable",
      set(input, input),
      "is_workflow_actions_setvariable(\n    WFInput=shortcut_input, WFVariableName=shortcut_input\n)",
    ],
  ])("with %s is a call", (_, action, expected) => {
    expect(pythonBody([action])).toBe(`${expected}\n`);
  });

  test("keeps other parameters in the metadata, or is a call that binds the name", () => {
    const actions = [
      set("Name", input, { WFSerializationType: "x" }),
      action("showresult", { Text: text(variable("Name")) }),
    ];
    expect(pythonBody(actions)).toBe(python`
      Name = shortcut_input
      is_workflow_actions_showresult(Text=Name)
    `);
    expect(pythonMetadata(actions)).toBe(
      '__shortcut__ = {"actions": "2 f5389c67", "residue": {"0": {"WFSerializationType": "x"}}}\n',
    );
    expect(pythonBody(actions, { lossless: true })).toBe(python`
      Name = is_workflow_actions_setvariable(
          WFInput=shortcut_input, WFVariableName="Name", WFSerializationType="x"
      )
      is_workflow_actions_showresult(Text=Name)
    `);
  });
});

describe("Add to Variable", () => {
  test("appends, each time", () => {
    expect(pythonBody([append("L", input), append("L", input)])).toBe(python`
      L = []
      L.append(shortcut_input)
      L.append(shortcut_input)
    `);
  });

  test("to a variable that is set needs no definition", () => {
    expect(pythonBody([set("L", input), append("L", attachment(variable("L", key("a"))))])).toBe(python`
      L = shortcut_input
      L.append(L["a"])
    `);
  });

  test("whose output is read", () => {
    const actions = [
      append("L", input, { UUID: "A", CustomOutputName: "Updated" }),
      action("showresult", { Text: text(output("A", "Updated")) }),
    ];
    expect(pythonBody(actions)).toBe(python`
      L = unset()
      updated = add_to_variable(L, shortcut_input)
      is_workflow_actions_showresult(Text=updated)
    `);
  });

  test("leaves the variable for the next action", () => {
    const counts = [action("count"), action("count"), action("count")];
    expect(pythonBody([set("L", input), append("L", input), counts])).toContain(python`
      L = shortcut_input
      L.append(shortcut_input)
      count = is_workflow_actions_count(Input=L, WFCountType="Items")
    `);
  });

  test("of a text is a call that binds the name", () => {
    expect(pythonBody([append("L", "a")])).toBe(
      'L = is_workflow_actions_appendvariable(WFInput="a", WFVariableName="L")\n',
    );
  });
});

describe("Get Variable", () => {
  test.each<[string, PlistValue, string]>([
    ["a variable", input, "shortcut_input"],
    ["a property", attachment(token("ExtensionInput", property("Name"))), "shortcut_input.Name"],
    ["a key", attachment(token("ExtensionInput", key("a"))), 'get_variable(shortcut_input["a"])'],
    ["Clipboard", attachment(token("Clipboard")), "get_variable(get_clipboard())"],
    [
      "as text",
      attachment(token("ExtensionInput", as("WFStringContentItem"))),
      "get_variable(as_text(shortcut_input))",
    ],
  ])("%s", (_, value, expected) => {
    expect(pythonBody([get(value)])).toBe(`${expected}\n`);
  });

  test("disappears into the next action, which says it", () => {
    expect(pythonBody([get(input), action("count"), vibrate])).toBe(python`
      is_workflow_actions_count(Input=shortcut_input, WFCountType="Items")
      is_workflow_actions_vibrate()
    `);
  });

  test("comes back from the metadata, even of a variable that nothing sets", () => {
    const never = get(attachment(variable("Never Set")));
    const { python } = convert(shortcutFile([never, vibrate]));
    expect(python).toContain('"get_variables": {"0": "Never_Set"}');
    expect(python).not.toContain("unset()");
    const { actions } = compile(python).workflow;
    expect(actions[0]!.parameters["WFVariable"]).toEqual(attachment(variable("Never Set")));
  });

  test("stays away from a program that has other actions by now", () => {
    const { python } = convert(shortcutFile([get(input), action("count"), vibrate]));
    const edited = python.replace("vibrate_device()", "vibrate_device()\n    vibrate_device()");
    const names = compile(edited).workflow.actions.map(({ identifier }) => identifier.split(".").at(-1));
    expect(names).toEqual(["count", "vibrate", "vibrate"]);
  });

  test("whose output is read", () => {
    const actions = [
      get(input, { UUID: "A" }),
      action("showresult", { Text: text(output("A", "Variable")) }),
    ];
    expect(pythonBody(actions)).toBe(python`
      variable = get_variable(shortcut_input)
      is_workflow_actions_showresult(Text=variable)
    `);
  });

  test.each<[string, PlistValue, string]>([
    ["a text", "Name", 'variable = is_workflow_actions_getvariable(WFVariable="Name")'],
    [
      "a text with tokens",
      text(token("Clipboard")),
      'variable = is_workflow_actions_getvariable(WFVariable=f"{get_clipboard()}")',
    ],
  ])("of %s is a call", (_, value, expected) => {
    expect(pythonBody([get(value)])).toBe(`${expected}\n`);
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
