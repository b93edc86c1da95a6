// oxlint-disable max-lines -- one subject, in many small cases
import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import {
  action,
  type Actions,
  attachment,
  checkPrograms,
  condition,
  ifBlock,
  input,
  marker,
  menu,
  NEW_SHORTCUT,
  output,
  property,
  python,
  pythonBody,
  repeat,
  repeatEach,
  shortcutFile,
  text,
  token,
  variable,
} from "../support/shortcut.ts";

/** The program of a file from the time when no input was written, which is told by actions that have none. */
function oldBody(actions: Actions): string {
  const more = Array.from({ length: 9 }, () => action("count"));
  const body = pythonBody([actions, action("exit"), more]);
  return body.slice(0, body.lastIndexOf("return\n"));
}

/** What an action without its input takes, as the argument of a Count at the end. */
function inputAfter(actions: Actions): string {
  return /is_workflow_actions_count\(Input=(.*), WFCountType="Items"\)\n$/.exec(
    oldBody([actions, action("count")]),
  )![1]!;
}

const made = (text = "a") => action("gettext", { WFTextActionText: text });
const set = (name: string, more = {}) => action("setvariable", { WFVariableName: name, ...more });
const comment = action("comment", { WFCommentActionText: "c" });
const hasInput = condition(token("Clipboard"), 100);

describe("an action without its input takes", () => {
  test.each<[string, Actions, string]>([
    ["the shortcut's input, first of all", [], "shortcut_input"],
    ["the output before it", [made()], "text"],
    ["what stands before a comment", [made(), comment], "text"],
    ["what Set Variable hands on", [made(), set("V")], "text"],
    ["what Set Variable was given", [made(), set("V", { WFInput: attachment(input) })], "shortcut_input"],
    ["what several Set Variables hand on", [action("ask"), set("a"), set("b")], "provided_input"],
    ["what Show Alert hands on", [made(), action("alert", { WFAlertActionMessage: "m" })], "text"],
    [
      "what Copy to Clipboard was given",
      [made(), action("setclipboard", { WFInput: attachment(input) })],
      "shortcut_input",
    ],
    ["what Wait hands on", [made(), action("delay")], "text"],
    ["nothing after Nothing", [made(), action("nothing")], "nothing()"],
    [
      "nothing after what Nothing left is handed on",
      [made(), action("nothing"), set("V"), comment],
      "nothing()",
    ],
    ["the output of an action that nobody knows", [made(), action("com.example.Act")], "act"],
    [
      "the variable that was got",
      [
        set("V", { WFInput: attachment(input) }),
        made(),
        action("getvariable", { WFVariable: attachment(variable("V")) }),
      ],
      "V",
    ],
    [
      "a property of it",
      [action("getvariable", { WFVariable: attachment(token("ExtensionInput", property("Name"))) })],
      "shortcut_input.Name",
    ],
    ["the variable that was added to", [made(), action("appendvariable", { WFVariableName: "V" })], "V"],
    ["what a text has become that is handed on", [action("showresult", { Text: "Done" })], "showresult"],
  ])("%s", (_, actions, expected) => {
    expect(inputAfter(actions)).toBe(expected);
  });

  test("the last output, even if an action between binds the same UUID", () => {
    const actions = [
      action("gettext", { WFTextActionText: "a", UUID: "A" }),
      set("V", { UUID: "B", WFInput: attachment(output("A", "Text")) }),
    ];
    expect(inputAfter(actions)).toBe("text");
  });
});

describe("blocks", () => {
  test.each<[string, Actions, string]>([
    [
      "a branch begins with what came before its If, whatever is compared",
      [made(), ifBlock(condition(input, 100), [action("count")])],
      "Input=text",
    ],
    [
      "Otherwise as well",
      [made(), ifBlock(condition(input, 100), [made("b")], { otherwise: [action("count")] })],
      "Input=text",
    ],
    [
      "and Otherwise If",
      [made(), ifBlock(condition(input, 100), [], { elifs: [[hasInput, [action("count")]]] })],
      "Input=text",
    ],
    [
      "with what is compared, if that came before",
      [made(), ifBlock({ WFCondition: 100 }, [action("count")])],
      "Input=text",
    ],
    ["a Repeat with its item", [made(), repeatEach(input, [action("count")])], "Input=repeat_item"],
    [
      "an inner one with its own",
      [repeatEach(input, repeatEach(variable("Repeat Item"), [action("count")]))],
      "Input=repeat_item_2",
    ],
    [
      "an If in it with its item",
      [made(), repeatEach(input, ifBlock(hasInput, [action("count")]))],
      "Input=repeat_item",
    ],
    ["a counted one with what came in", [made(), repeat(2, [action("count")])], "Input=text"],
    [
      "a case with what came in",
      [
        made(),
        menu({ WFMenuItems: ["A", "B"] }, [
          ["A", [made("b")]],
          ["B", [action("count")]],
        ]),
      ],
      "Input=text",
    ],
    [
      "markers that fit no block change nothing",
      [made(), marker("conditional", 2, "G"), action("count")],
      "Input=text",
    ],
  ])("%s", (_, actions, expected) => {
    expect(oldBody(actions)).toContain(`is_workflow_actions_count(${expected}, WFCountType="Items")`);
  });

  test.each<[string, Actions, string]>([
    ["an If", [ifBlock(hasInput, [made()])], "if_result"],
    ["a Repeat", [repeat(2, [made()])], "repeat_results"],
    [
      "a Menu",
      [
        menu({ WFMenuItems: ["A", "B"] }, [
          ["A", [made()]],
          ["B", []],
        ]),
      ],
      "menu_result",
    ],
    [
      "a block through which the same value goes on, as that value,",
      [made(), ifBlock(hasInput, [action("vibrate")])],
      "text",
    ],
    ["an If in an If", [ifBlock(hasInput, [ifBlock(hasInput, [made()])])], "if_result"],
  ])("the result of %s comes out", (_, actions, expected) => {
    expect(inputAfter(actions)).toBe(expected);
  });

  test("the second of two Ifs hands on what the first left", () => {
    const result = { UUID: "R" };
    const actions = [
      action("ask"),
      ifBlock(condition(input, 4, { WFConditionalActionString: "a" }), [made("b")]),
      ifBlock(condition(input, 4, { WFConditionalActionString: "c" }), [made("d")], { end: result }),
      action("showresult", { Text: text(output("R", "If Result")) }),
    ];
    expect(pythonBody(actions)).toBe(python`
      if_result = input()
      if shortcut_input == "a":
          if_result = "b"
      if_result_2 = if_result
      if shortcut_input == "c":
          if_result_2 = "d"
      is_workflow_actions_showresult(Text=if_result_2)
    `);
  });
});

describe("a file that writes its inputs", () => {
  const written = (name: string, more = {}) => action(name, { WFInput: attachment(input), ...more });

  test("leaves one blank to empty a variable or the clipboard", () => {
    const actions = [
      written("text.replace"),
      action("ask"),
      set("cache"),
      action("appendvariable", { WFVariableName: "cache" }),
      action("setclipboard"),
      action("openurl"),
      ifBlock(condition(variable("cache"), 101), [set("again", { WFInput: attachment(variable("cache")) })]),
    ];
    expect(pythonBody(actions)).toBe(python`
      is_workflow_actions_text_replace(
          WFInput=shortcut_input,
          WFReplaceTextCaseSensitive=True,
          WFReplaceTextRegularExpression=False,
      )
      input()
      cache = nothing()
      cache.append(nothing())
      is_workflow_actions_setclipboard(WFInput=nothing())
      is_workflow_actions_openurl(WFInput=nothing())
      if not has_value(cache):
          again = cache
    `);
  });

  test("has nothing to hand on after that", () => {
    const actions = [
      written("text.replace"),
      made(),
      set("cache"),
      ifBlock(hasInput, [], { end: { UUID: "R" } }),
      written("showresult", { Text: text(output("R")) }),
    ];
    expect(pythonBody(actions)).toContain("if_result = nothing()\nif has_value(get_clipboard()):\n");
  });

  test("keeps the pipe in a block of old actions that was pasted into it", () => {
    const actions = [
      set("start"),
      action("detect.dictionary"),
      action("getvalueforkey", { WFDictionaryKey: "a" }),
      ifBlock({ WFCondition: "Equals", WFConditionalActionString: "b" }, [action("count")]),
      set("end"),
      Array.from({ length: 9 }, () => written("text.replace")),
      set("cache"),
    ];
    const body = pythonBody(actions);
    expect(body).toContain(
      "start = shortcut_input\ndictionary = is_workflow_actions_detect_dictionary(WFInput=shortcut_input)\n",
    );
    expect(body).toContain(
      'if dictionary_value == "b":\n    if_result = is_workflow_actions_count(\n        Input=dictionary_value, WFCountType="Items"\n',
    );
    expect(body).toContain("end = if_result\n");
    expect(body).toMatch(/cache = nothing\(\)\n$/);
  });

  test("takes the pipe where it is too short to tell, if its version is of the time", () => {
    const actions = [action("ask"), set("answer")];
    const of = (version: string) =>
      pythonBody(actions, { properties: { ...NEW_SHORTCUT, WFWorkflowClientVersion: version } });
    expect(of("484")).toBe("answer: Variable = input()\n");
    expect(of("1050.22")).toBe("answer: Variable = input()\n");
    expect(of("2607.1")).toContain("answer = nothing()");
  });
});

test("a Repeat with Each without a list goes through what came before it, in any file", () => {
  const list = action("list", { WFItems: ["a", "b"] });
  const writes = action("openurl", { WFInput: attachment(input) });
  const actions = [writes, list, comment, repeatEach(undefined, [action("vibrate")])];
  expect(pythonBody(actions)).toContain("for repeat_item in list_:\n");
});

describe("inputs that are absent on purpose", () => {
  test.each(["exit", "output", "filter.photos", "filter.reminders", "documentpicker.open"])("%s", (name) => {
    expect(pythonBody([made(), action(name)])).toMatch(
      /^text = "a"\n(return |\w+ = )?is_workflow_actions_\w+\(\)\n$|^text = "a"\nreturn\n$/,
    );
  });

  test("notification", () => {
    expect(pythonBody([made(), action("notification", { WFNotificationActionBody: "b" })])).toBe(
      'text = "a"\nis_workflow_actions_notification(WFNotificationActionBody="b")\n',
    );
  });

  test("those that the editor leaves out today, unless the file is of the time before", () => {
    const run = action("runworkflow", { WFWorkflowName: "X" });
    expect(pythonBody([made(), run])).toContain('\nis_workflow_actions_runworkflow(WFWorkflowName="X")\n');
    // A file of old: no action says its input.
    expect(pythonBody([made(), action("count"), set("a"), made(), run])).toContain(
      '\nis_workflow_actions_runworkflow(WFInput=text_2, WFWorkflowName="X")\n',
    );
  });
});

describe("variables that are set again", () => {
  const getV = action("getvariable", { WFVariable: attachment(variable("V")) });

  test("what a variable is set to may be itself", () => {
    const actions = [set("V", { WFInput: attachment(input) }), getV, set("V"), action("count")];
    expect(oldBody(actions)).toBe(python`
      V = shortcut_input
      V = V
      is_workflow_actions_count(Input=V, WFCountType="Items")
    `);
  });

  test("a value that is read too late is kept under a name of its own", () => {
    const actions = [
      set("V", { WFInput: attachment(input) }),
      getV,
      action("appendvariable", { WFVariableName: "V" }),
      action("count"),
    ];
    expect(oldBody(actions)).toBe(python`
      V = shortcut_input
      V.append(V)
      is_workflow_actions_count(Input=V, WFCountType="Items")
    `);
  });

  test("a branch that sets what its If has tested", () => {
    const actions = [
      set("V", { WFInput: attachment(input) }),
      ifBlock(condition(variable("V"), 100), [set("W"), comment]),
    ];
    expect(oldBody(actions)).toBe(python`
      V = shortcut_input
      if has_value(V):
          W = shortcut_input
          # c
    `);
  });
});

describe("the Input variable of old files", () => {
  const Input = token("Input");

  test("of an action that hands it on is still that action's own", () => {
    const actions = [
      action("ask"),
      action("showresult", { Text: text("Got ", Input) }),
      action("showresult", { Text: text("Again: ", Input) }),
      set("V"),
    ];
    expect(oldBody(actions)).toBe(python`
      provided_input = input()
      showresult = is_workflow_actions_showresult(
          Text=f"Got {action_input(provided_input)}"
      )
      V = is_workflow_actions_showresult(Text=f"Again: {action_input(showresult)}")
    `);
  });

  test("as the input of an If goes on into its branches", () => {
    const block = ifBlock(condition(Input, 100), [action("count")], { otherwise: [set("V")] });
    expect(oldBody([action("ask"), block])).toBe(python`
      provided_input = input()
      if has_value(action_input(provided_input)):
          is_workflow_actions_count(Input=provided_input, WFCountType="Items")
      else:
          V = provided_input
    `);
  });

  test.each<[string, Actions, string]>([
    [
      "is what the action takes",
      [made("b"), action("alert", { WFAlertActionMessage: text("Got ", Input) })],
      'WFAlertActionMessage=f"Got {action_input(text)}",',
    ],
    [
      "even where the action has no input",
      [made("b"), action("gettext", { WFTextActionText: text(Input) })],
      'f"{action_input(text)}"',
    ],
    [
      "of the first action is the shortcut's",
      [action("gettext", { WFTextActionText: text(Input) })],
      'f"{action_input(shortcut_input)}"',
    ],
    [
      "in the input itself is what came before",
      [made("b"), action("showresult", { Text: text("Got ", Input) })],
      'is_workflow_actions_showresult(Text=f"Got {action_input(text)}")',
    ],
    [
      "after Nothing is nothing",
      [action("nothing"), action("gettext", { WFTextActionText: text(Input) })],
      'f"{action_input()}"',
    ],
    [
      "in the count of a Repeat",
      [made("b"), repeat(attachment(Input), [action("vibrate")])],
      "for repeat_index in range(1, action_input(text) + 1):",
    ],
    [
      "in the prompt of a Menu",
      [made("b"), menu({ WFMenuPrompt: text(Input), WFMenuItems: ["A"] }, [["A", []]])],
      "match choose_from_menu(action_input(text)):",
    ],
    [
      "in an operand",
      [made("b"), ifBlock({ WFCondition: 4, WFConditionalActionString: text(Input) }, [])],
      'if text == f"{action_input(text)}":',
    ],
    [
      "as the input of an If",
      [made("b"), ifBlock(condition(Input, 100), [])],
      "if has_value(action_input(text)):",
    ],
    ["of Set Variable", [made("b"), set("V", { WFInput: attachment(Input) })], "V = action_input(text)"],
  ])("%s", (_, actions, expected) => {
    expect(oldBody(actions)).toContain(expected);
  });
});

test("a value that has gone stale is reported", () => {
  const actions = [
    set("V", { WFInput: attachment(input) }),
    repeatEach(variable("V"), [
      action("alert"),
      ifBlock(condition(variable("V"), 100), [
        action("appendvariable", { WFVariableName: "W", WFInput: attachment(input) }),
      ]),
    ]),
  ];
  expect(convert(shortcutFile(actions)).diagnostics).toEqual([]);
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
