import { describe, expect, test } from "vitest";
import type { PlistDict } from "../../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  comment,
  hasInput,
  ifBlock,
  input,
  menu,
  OLD_SHORTCUT,
  output,
  python,
  pythonBody,
  pythonMetadata,
  repeatEach,
  show,
  variable,
  vibrate,
} from "../../support/shortcut.ts";

const made = (uuid: string, value = uuid.toLowerCase()) =>
  action("gettext", { UUID: uuid, WFTextActionText: value });

describe("the result of a block", () => {
  const end = { UUID: "R" };
  const result = show(output("R", "If Result"));

  test("of an If is filled at the end of each branch", () => {
    expect(pythonBody([ifBlock(hasInput, [made("A")], { otherwise: [vibrate, made("B")], end }), result]))
      .toBe(python`
      if has_value(shortcut_input):
          if_result = "a"
      else:
          is_workflow_actions_vibrate()
          if_result = "b"
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
          if_result_best_match = "a"
      else:
          if_result_best_match = shortcut_input
      is_workflow_actions_showresult(Text=if_result_best_match)
    `);
  });

  test("of an If without Otherwise is what came in where the condition fails", () => {
    expect(pythonBody([ifBlock(hasInput, [made("A")], { end }), result])).toBe(python`
      if_result = shortcut_input
      if has_value(shortcut_input):
          if_result = "a"
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

  test("has a line of its own for an output that is read twice, named, or a key of something", () => {
    const key = action("getvalueforkey", { WFInput: attachment(input), WFDictionaryKey: "k" });
    const named = action("gettext", { WFTextActionText: "b", CustomOutputName: "Mine" });
    const twice = made("C");
    const body: [PlistDict, string][] = [
      [key, 'dictionary_value = shortcut_input["k"]\n    if_result = dictionary_value'],
      [named, 'mine = "b"\n    if_result = mine'],
    ];
    for (const [last, expected] of body)
      expect(pythonBody([ifBlock(hasInput, [last], { otherwise: [], end }), result])).toContain(expected);
    const both = [ifBlock(hasInput, [twice], { otherwise: [], end }), show(output("C", "Text")), result];
    expect(pythonBody(both)).toContain('text = "c"\n    if_result = text');
  });

  test("of a block that ends a branch is filled by its branches", () => {
    const inner = (more = {}) => ifBlock(hasInput, [made("A")], { otherwise: [made("B")], end: more });
    expect(pythonBody([ifBlock(hasInput, [inner()], { otherwise: [], end }), result])).toBe(python`
      if has_value(shortcut_input):
          if has_value(shortcut_input):
              if_result = "a"
          else:
              if_result = "b"
      else:
          if_result = shortcut_input
      is_workflow_actions_showresult(Text=if_result)
    `);
    // One that its author has named, or that is read by itself, keeps its result.
    const named = [ifBlock(hasInput, [inner({ CustomOutputName: "Mine" })], { otherwise: [], end }), result];
    expect(pythonBody(named)).toContain("    if_result = if_result_mine\n");
    const read = inner({ UUID: "I" });
    expect(
      pythonBody([ifBlock(hasInput, [read], { otherwise: [], end }), show(output("I", "If Result")), result]),
    ).toContain("    if_result_2 = if_result\n");
  });

  test("is not filled where the run has ended", () => {
    expect(pythonBody([ifBlock(hasInput, [action("exit")], { otherwise: [made("A")], end }), result]))
      .toBe(python`
      if has_value(shortcut_input):
          return
      else:
          if_result = "a"
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
          if_result = "a"
      elif has_value(shortcut_input):
          if_result = "b"
      else:
          if_result = "c"
      is_workflow_actions_showresult(Text=if_result)
    `);
  });

  test("of a Repeat is a list of what each pass leaves", () => {
    expect(pythonBody([repeatEach(input, [made("A")], end), show(output("R", "Repeat Results"))]))
      .toBe(python`
      repeat_results = []
      for repeat_item in shortcut_input:
          repeat_results.append("a")
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
              menu_result = "a"
          case "B":
              menu_result = "b"
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
              repeat_results.append("a")
          repeat_results_2.append(repeat_results)
      is_workflow_actions_showresult(Text=repeat_results_2)
    `);
  });

  test("is taken by an action that has no input", () => {
    const counts = [action("count"), action("count")];
    expect(pythonBody([ifBlock(hasInput, [made("A")], { otherwise: [made("B")] }), counts])).toBe(python`
      if has_value(shortcut_input):
          if_result = "a"
      else:
          if_result = "b"
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
