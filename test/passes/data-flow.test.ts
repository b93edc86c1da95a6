import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import {
  action,
  attachment,
  checkPrograms,
  condition,
  ifBlock,
  marker,
  menu,
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
  type Actions,
} from "../support/shortcut.ts";

/** What an action without its input takes, as the argument of a Count at the end; undefined where it takes nothing. */
function inputAfter(actions: Actions): string | undefined {
  const body = pythonBody([actions, action("count")]);
  return /is_workflow_actions_count\((?:Input=(.*))?\)\n$/.exec(body)![1];
}

const input = token("ExtensionInput");
const made = (text = "a") => action("gettext", { WFTextActionText: text });
const set = (name: string, more = {}) => action("setvariable", { WFVariableName: name, ...more });
const comment = action("comment", { WFCommentActionText: "c" });
const hasInput = condition(token("Clipboard"), 100);

describe("an action without its input takes", () => {
  test.each<[string, Actions, string | undefined]>([
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
    ["nothing after Nothing", [made(), action("nothing")], undefined],
    [
      "nothing after what Nothing left is handed on",
      [made(), action("nothing"), set("V"), comment],
      undefined,
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
  test.each<[string, Actions, string | undefined]>([
    [
      "a branch begins with the input of its If",
      [made(), ifBlock(condition(input, 100), [action("count")])],
      "Input=shortcut_input",
    ],
    [
      "Otherwise as well",
      [made(), ifBlock(condition(input, 100), [made("b")], { otherwise: [action("count")] })],
      "Input=shortcut_input",
    ],
    ["with the implicit one", [made(), ifBlock({ WFCondition: 100 }, [action("count")])], "Input=text"],
    ["a Repeat with its item", [made(), repeatEach(input, [action("count")])], "Input=repeat_item"],
    [
      "an inner one with its own",
      [repeatEach(input, repeatEach(variable("Repeat Item"), [action("count")]))],
      "Input=repeat_item_2",
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
    expect(pythonBody(actions)).toContain(`is_workflow_actions_count(${expected})`);
  });

  test.each<[string, Actions, string]>([
    ["an If", [ifBlock(hasInput, [made()])], "if_result"],
    ["a Repeat", [repeat(2, [made()])], "repeat_results"],
    ["a Menu", [menu({ WFMenuItems: ["A"] }, [["A", [made()]]])], "menu_result"],
    ["an If in an If", [ifBlock(hasInput, [ifBlock(hasInput, [made()])])], "if_result_2"],
  ])("the result of %s comes out", (_, actions, expected) => {
    expect(inputAfter(actions)).toBe(expected);
  });

  test("several conditions have no input to hand on", () => {
    const table = {
      Value: {
        WFActionParameterFilterPrefix: 1,
        WFActionParameterFilterTemplates: [condition(input, 100), condition(input, 100)],
      },
      WFSerializationType: "WFContentPredicateTableTemplate",
    };
    expect(pythonBody([made(), ifBlock({ WFConditions: table }, [action("count")])])).toContain(
      "    is_workflow_actions_count()\n",
    );
  });

  test("nor has one that tests a text instead of a variable", () => {
    const odd = ifBlock({ WFInput: text("a ", input), WFCondition: 100 }, [action("count")]);
    expect(pythonBody([made(), odd])).toBe(python`
      """a"""
      if has_value(f"a {shortcut_input}"):
          is_workflow_actions_count()
    `);
  });

  test("each Otherwise If has its own input", () => {
    const block = ifBlock(condition(input, 100), [], {
      elifs: [
        [condition(token("Clipboard"), 100), [action("count")]],
        [{ WFCondition: 100 }, [action("count")]],
      ],
    });
    expect(pythonBody([made(), block])).toBe(python`
      text = "a"
      if has_value(shortcut_input):
          pass
      elif has_value(get_clipboard()):
          is_workflow_actions_count(Input=get_clipboard())
      elif has_value(text):
          is_workflow_actions_count(Input=text)
    `);
  });
});

describe("inputs that are absent on purpose", () => {
  test.each(["exit", "output", "notification", "filter.photos", "filter.reminders", "documentpicker.open"])(
    "%s",
    (name) => {
      expect(pythonBody([made(), action(name)])).toMatch(
        /^"""a"""\n(return )?is_workflow_actions_\w+\(\)\n$|^"""a"""\nreturn\n$/,
      );
    },
  );

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

  test("what was got before stays what it was", () => {
    const actions = [set("V", { WFInput: attachment(input) }), getV, set("V"), action("count")];
    expect(pythonBody(actions)).toBe(python`
      V = shortcut_input
      variable = get_variable(V)
      V = V
      is_workflow_actions_count(Input=variable)
    `);
  });

  test("a value that is read too late is kept under a name of its own", () => {
    const actions = [
      set("V", { WFInput: attachment(input) }),
      getV,
      action("appendvariable", { WFVariableName: "V" }),
      action("count"),
    ];
    expect(pythonBody(actions)).toBe(python`
      V = shortcut_input
      V
      V.append(V)
      is_workflow_actions_count(Input=V)
    `);
  });

  test("a branch that sets what its If has tested", () => {
    const actions = [
      set("V", { WFInput: attachment(input) }),
      ifBlock(condition(variable("V"), 100), [set("W"), comment]),
    ];
    expect(pythonBody(actions)).toBe(python`
      V = shortcut_input
      if has_value(V):
          W = V
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
    expect(pythonBody(actions)).toBe(python`
      provided_input = input()
      showresult = is_workflow_actions_showresult(
          Text=f"Got {action_input(provided_input)}"
      )
      showresult_2 = is_workflow_actions_showresult(
          Text=f"Again: {action_input(showresult)}"
      )
      V = showresult_2
    `);
  });

  test("as the input of an If goes on into its branches", () => {
    const block = ifBlock(condition(Input, 100), [action("count")], { otherwise: [set("V")] });
    expect(pythonBody([action("ask"), block])).toBe(python`
      provided_input = input()
      if has_value(action_input(provided_input)):
          is_workflow_actions_count(Input=provided_input)
      else:
          V = provided_input
    `);
  });

  test.each<[string, Actions, string]>([
    [
      "is what the action takes",
      [made("b"), action("alert", { WFAlertActionMessage: text("Got ", Input) })],
      'is_workflow_actions_alert(WFAlertActionMessage=f"Got {action_input(text)}")',
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
      'match choose_from_menu(f"{action_input(text)}"):',
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
    expect(pythonBody(actions)).toContain(expected);
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
