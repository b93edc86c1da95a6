import { describe, expect, test } from "vitest";
import {
  action,
  attachment,
  checkPrograms,
  condition,
  ifBlock,
  menu,
  OLD_SHORTCUT,
  output,
  python,
  pythonBody,
  pythonMetadata,
  repeatEach,
  text,
  token,
  variable,
} from "../../support/shortcut.ts";

const input = token("ExtensionInput");
const vibrate = action("vibrate");
const comment = (text: string) => action("comment", { WFCommentActionText: text });
const made = (uuid: string, value = uuid.toLowerCase()) =>
  action("gettext", { UUID: uuid, WFTextActionText: value });
const show = (...tokens: ReturnType<typeof variable>[]) => action("showresult", { Text: text(...tokens) });
const hasInput = condition(input, 100);

describe("the result of a block", () => {
  const end = { UUID: "R" };
  const result = show(output("R", "If Result"));

  test("of an If is filled at the end of each branch", () => {
    expect(pythonBody([ifBlock(hasInput, [made("A")], { otherwise: [vibrate, made("B")], end }), result]))
      .toBe(python`
      if has_value(shortcut_input):
          text = "a"
          if_result = text
      else:
          is_workflow_actions_vibrate()
          text_2 = "b"
          if_result = text_2
      is_workflow_actions_showresult(Text=if_result)
    `);
  });

  test("keeps the name that its author gave", () => {
    const named = { UUID: "R", CustomOutputName: "Best Match" };
    expect(
      pythonBody([
        ifBlock(hasInput, [made("A")], { otherwise: [], end: named }),
        show(output("R", "Best Match")),
      ]),
    ).toBe(python`
      if has_value(shortcut_input):
          text = "a"
          if_result_best_match = text
      else:
          if_result_best_match = shortcut_input
      is_workflow_actions_showresult(Text=if_result_best_match)
    `);
  });

  test("of an If without Otherwise is what came in where the condition fails", () => {
    expect(pythonBody([ifBlock(hasInput, [made("A")], { end }), result])).toBe(python`
      if_result = shortcut_input
      if has_value(shortcut_input):
          text = "a"
          if_result = text
      is_workflow_actions_showresult(Text=if_result)
    `);
  });

  test("of an empty branch is what came in", () => {
    expect(pythonBody([ifBlock(hasInput, [], { otherwise: [action("nothing")], end }), result])).toBe(python`
      if has_value(shortcut_input):
          if_result = shortcut_input
      else:
          is_workflow_actions_nothing()
          if_result = nothing()
      is_workflow_actions_showresult(Text=if_result)
    `);
  });

  test("comments and actions that hand on their input leave it as it is", () => {
    const body = [
      made("A"),
      comment("a"),
      action("alert"),
      action("setvariable", { WFVariableName: "V" }),
      vibrate,
    ];
    const actions = [ifBlock({ WFCondition: 100 }, body, { otherwise: [], end }), result];
    expect(pythonBody(actions, { properties: OLD_SHORTCUT })).toBe(python`
      if has_value(shortcut_input):
          text = "a"
          # a
          is_workflow_actions_alert(
              WFAlertActionMessage="Do you want to continue?",
              WFAlertActionCancelButtonShown=True,
          )
          V = text
          is_workflow_actions_vibrate()
          if_result = text
      else:
          if_result = shortcut_input
      is_workflow_actions_showresult(Text=if_result)
    `);
  });

  test("is not filled where the run has ended", () => {
    expect(pythonBody([ifBlock(hasInput, [action("exit")], { otherwise: [made("A")], end }), result]))
      .toBe(python`
      if has_value(shortcut_input):
          return
      else:
          text = "a"
          if_result = text
      is_workflow_actions_showresult(Text=if_result)
    `);
  });

  test("with Otherwise Ifs", () => {
    const block = ifBlock(hasInput, [made("A")], {
      elifs: [[hasInput, [made("B")]]],
      otherwise: [made("C")],
      end,
    });
    expect(pythonBody([block, result])).toBe(python`
      if has_value(shortcut_input):
          text = "a"
          if_result = text
      elif has_value(shortcut_input):
          text_2 = "b"
          if_result = text_2
      else:
          text_3 = "c"
          if_result = text_3
      is_workflow_actions_showresult(Text=if_result)
    `);
  });

  test("of a Repeat is a list of what each pass leaves", () => {
    expect(pythonBody([repeatEach(input, [made("A")], end), show(output("R", "Repeat Results"))]))
      .toBe(python`
      repeat_results = []
      for repeat_item in shortcut_input:
          text = "a"
          repeat_results.append(text)
      is_workflow_actions_showresult(Text=repeat_results)
    `);
  });

  test("of a Repeat whose passes leave their item, or nothing", () => {
    const results = show(output("R", "Repeat Results"));
    expect(pythonBody([repeatEach(input, [vibrate], end), results])).toContain(
      "    is_workflow_actions_vibrate()\n    repeat_results.append(repeat_item)\n",
    );
    expect(pythonBody([repeatEach(input, [action("nothing")], end), results])).toBe(python`
      repeat_results = []
      for repeat_item in shortcut_input:
          is_workflow_actions_nothing()
      is_workflow_actions_showresult(Text=repeat_results)
    `);
  });

  test("of a Menu", () => {
    const block = menu(
      { WFMenuItems: ["A", "B"] },
      [
        ["A", [made("A")]],
        ["B", [made("B")]],
      ],
      end,
    );
    expect(pythonBody([block, show(output("R", "Menu Result"))])).toBe(python`
      match choose_from_menu():
          case "A":
              text = "a"
              menu_result = text
          case "B":
              text_2 = "b"
              menu_result = text_2
      is_workflow_actions_showresult(Text=menu_result)
    `);
  });

  test("of a block at the end of a branch", () => {
    const inner = repeatEach(variable("Repeat Item"), [made("A")]);
    expect(pythonBody([repeatEach(input, inner, end), show(output("R", "Repeat Results"))])).toBe(python`
      repeat_results_2 = []
      for repeat_item in shortcut_input:
          repeat_results = []
          for repeat_item_2 in repeat_item:
              text = "a"
              repeat_results.append(text)
          repeat_results_2.append(repeat_results)
      is_workflow_actions_showresult(Text=repeat_results_2)
    `);
  });

  test("is taken by an action that has no input", () => {
    const counts = [action("count"), action("count")];
    expect(pythonBody([ifBlock(hasInput, [made("A")], { otherwise: [made("B")] }), counts])).toBe(python`
      if has_value(shortcut_input):
          text = "a"
          if_result = text
      else:
          text_2 = "b"
          if_result = text_2
      count = is_workflow_actions_count(Input=if_result, WFCountType="Items")
      count_2 = is_workflow_actions_count(Input=count, WFCountType="Items")
    `);
  });

  test("has a name that nothing else may have", () => {
    const taken = [
      action("setvariable", { WFVariableName: "if_result", WFInput: attachment(input) }),
      action("gettext", { UUID: "T", CustomOutputName: "Repeat Results", WFTextActionText: "a" }),
      action("gettext", { UUID: "U", CustomOutputName: "Menu Result 2", WFTextActionText: "a" }),
    ];
    expect(pythonBody(taken)).toBe(python`
      variable_if_result = shortcut_input
      output_repeat_results = "a"
      output_menu_result_2 = "a"
    `);
  });

  test("a marker's own name where the result is not read is kept", () => {
    const block = ifBlock(hasInput, [vibrate], { end: { CustomOutputName: "X" } });
    expect(pythonMetadata(block)).toBe(
      '__shortcut__ = {"actions": "3 3886061c", "residue": {"2": {"CustomOutputName": "X"}}}\n',
    );
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
