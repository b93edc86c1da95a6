import { describe, expect, test } from "vitest";
import {
  action,
  type Actions,
  attachment,
  checkPrograms,
  condition,
  hasInput,
  ifBlock,
  input,
  menu,
  output,
  python,
  pythonBody,
  repeat,
  repeatEach,
  text,
  variable,
  vibrate,
} from "../support/shortcut.ts";

/**
 * What blocks hand on, cell by cell of what is known about them at run time (If, Repeat, Repeat with Each, Choose from
 * Menu), by hand. In each file the last action shows the result of the block R.
 */

const made = (words: string, more = {}) => action("gettext", { WFTextActionText: words, ...more });
const set = (name: string, value: string) =>
  action("setvariable", { WFVariableName: name, WFInput: attachment(output(value, "Text")) });
const nothing = action("nothing");
const isBig = condition(input, 2, { WFNumberValue: "5" });
const end = { UUID: "R" };

function programOf(...actions: Actions): string {
  const shown = action("showresult", { Text: text(output("R", "Result")) });
  return pythonBody([actions, shown]).replace(/is_workflow_actions_showresult\(Text=(.*)\)\n$/, "show($1)\n");
}

describe("an If", () => {
  test("gives what the branch that runs ends with", () => {
    const block = ifBlock(hasInput, [made("yes")], { otherwise: [made("no")], end });
    expect(programOf(block)).toBe(python`
      if has_value(shortcut_input):
          if_result = "yes"
      else:
          if_result = "no"
      show(if_result)
    `);
  });

  test("without an Otherwise gives what came before it, not what is compared", () => {
    expect(programOf(made("t"), ifBlock(isBig, [made("big")], { end }))).toBe(python`
      if_result = "t"
      if shortcut_input > 5:
          if_result = "big"
      show(if_result)
    `);
  });

  test("with an empty branch gives what came before it", () => {
    expect(programOf(made("t"), ifBlock(isBig, [], { otherwise: [made("small")], end }))).toBe(python`
      text = "t"
      if shortcut_input > 5:
          if_result = text
      else:
          if_result = "small"
      show(if_result)
    `);
    expect(programOf(made("t"), ifBlock(isBig, [made("big")], { otherwise: [], end }))).toBe(python`
      text = "t"
      if shortcut_input > 5:
          if_result = "big"
      else:
          if_result = text
      show(if_result)
    `);
  });

  test("as the first action gives the input of the shortcut", () => {
    const block = ifBlock(condition(input, 101), [action("getclipboard")], { end });
    expect(programOf(block)).toBe(python`
      if_result = shortcut_input
      if not has_value(shortcut_input):
          if_result = is_workflow_actions_getclipboard()
      show(if_result)
    `);
  });

  test("behind Nothing gives nothing", () => {
    expect(programOf(made("t"), nothing, ifBlock(isBig, [made("s")], { end }))).toBe(python`
      text = "t"
      is_workflow_actions_nothing()
      if_result = nothing()
      if shortcut_input > 5:
          if_result = "s"
      show(if_result)
    `);
  });

  test("gives nothing where a branch ends with Nothing", () => {
    const block = ifBlock(isBig, [made("a"), nothing], { otherwise: [made("b")], end });
    expect(programOf(made("t"), block)).toBe(python`
      text = "t"
      if shortcut_input > 5:
          text_2 = "a"
          is_workflow_actions_nothing()
          if_result = nothing()
      else:
          if_result = "b"
      show(if_result)
    `);
  });

  test("gives what an action at the end of a branch hands on", () => {
    const block = ifBlock(isBig, [made("a", { UUID: "A" }), made("b"), set("V", "A")], {
      otherwise: [],
      end,
    });
    expect(programOf(made("t"), block)).toBe(python`
      text = "t"
      if shortcut_input > 5:
          text_2 = "a"
          text_3 = "b"
          V = text_2
          if_result = text_2
      else:
          if_result = text
      show(if_result)
    `);
  });

  test("gives nothing of a branch that stops", () => {
    const block = ifBlock(isBig, [made("a"), action("exit")], { otherwise: [made("b")], end });
    expect(programOf(block)).toBe(python`
      if shortcut_input > 5:
          text = "a"
          return
      else:
          if_result = "b"
      show(if_result)
    `);
  });

  test("with Otherwise Ifs and no Otherwise gives what came before", () => {
    const block = ifBlock(isBig, [made("a")], { elifs: [[hasInput, [made("b")]]], end });
    expect(programOf(made("t"), block)).toBe(python`
      if_result = "t"
      if shortcut_input > 5:
          if_result = "a"
      elif has_value(shortcut_input):
          if_result = "b"
      show(if_result)
    `);
  });

  test("behind a block goes on with the result of that", () => {
    const cases: [string, Actions][] = [
      ["A", [made("a")]],
      ["B", [made("b")]],
    ];
    expect(programOf(menu({ WFMenuItems: ["A", "B"] }, cases), ifBlock(isBig, [made("big")], { end })))
      .toBe(python`
      match choose_from_menu():
          case "A":
              menu_result = "a"
          case "B":
              menu_result = "b"
      if_result = menu_result
      if shortcut_input > 5:
          if_result = "big"
      show(if_result)
    `);
  });

  test("at the end of an If is the end of its branch", () => {
    const inner = ifBlock(hasInput, [made("in")]);
    expect(programOf(made("t"), ifBlock(isBig, [made("out"), inner], { otherwise: [], end }))).toBe(python`
      text = "t"
      if shortcut_input > 5:
          if_result = "out"
          if has_value(shortcut_input):
              if_result = "in"
      else:
          if_result = text
      show(if_result)
    `);
  });
});

describe("a Repeat", () => {
  test("gives what each round ends with", () => {
    expect(programOf(repeat(3, [made("a")], end))).toBe(python`
      repeat_results = []
      for repeat_index in range(1, 3 + 1):
          repeat_results.append("a")
      show(repeat_results)
    `);
  });

  test("without a number runs once", () => {
    expect(programOf(repeat(undefined, [made("a")], end))).toContain("for repeat_index in range(1, 2):\n");
  });

  test("with nothing in it gives in each round what came before it", () => {
    expect(programOf(made("t"), repeat(2, [], end))).toBe(python`
      text = "t"
      repeat_results = []
      for repeat_index in range(1, 2 + 1):
          repeat_results.append(text)
      show(repeat_results)
    `);
  });

  test("begins each round with what came before it", () => {
    expect(programOf(made("t"), repeat(2, [ifBlock(isBig, [made("big")])], end))).toBe(python`
      text = "t"
      repeat_results = []
      for repeat_index in range(1, 2 + 1):
          if_result = text
          if shortcut_input > 5:
              if_result = "big"
          repeat_results.append(if_result)
      show(repeat_results)
    `);
  });

  test("whose rounds end with Nothing gives nothing of them", () => {
    expect(programOf(repeat(2, [made("a"), nothing], end))).toBe(python`
      repeat_results = []
      for repeat_index in range(1, 2 + 1):
          text = "a"
          is_workflow_actions_nothing()
      show(repeat_results)
    `);
  });

  test("gives what the last action of a round hands on", () => {
    expect(programOf(repeat(2, [made("a", { UUID: "A" }), set("V", "A")], end))).toBe(python`
      repeat_results = []
      for repeat_index in range(1, 2 + 1):
          text = "a"
          V = text
          repeat_results.append(text)
      show(repeat_results)
    `);
  });
});

describe("a Repeat with Each", () => {
  test("with nothing in it gives its items", () => {
    expect(programOf(made("t"), repeatEach(input, [], end))).toBe(python`
      text = "t"
      repeat_results = []
      for repeat_item in shortcut_input:
          repeat_results.append(repeat_item)
      show(repeat_results)
    `);
  });

  test("begins each round with its item", () => {
    const block = ifBlock(condition(variable("Repeat Item"), 99, { WFConditionalActionString: "x" }), [
      made("y"),
    ]);
    expect(programOf(made("t"), repeatEach(input, [block], end))).toBe(python`
      text = "t"
      repeat_results = []
      for repeat_item in shortcut_input:
          if_result = repeat_item
          if "x" in repeat_item:
              if_result = "y"
          repeat_results.append(if_result)
      show(repeat_results)
    `);
  });

  test("gives the results of one in it, all together", () => {
    const inner = repeatEach(variable("Repeat Item"), [made("a")]);
    expect(programOf(repeatEach(input, [inner], end))).toBe(python`
      repeat_results_2 = []
      for repeat_item in shortcut_input:
          repeat_results = []
          for repeat_item_2 in repeat_item:
              repeat_results.append("a")
          repeat_results_2.append(repeat_results)
      show(repeat_results_2)
    `);
  });
});

describe("a Menu", () => {
  const menuOf = (...bodies: Actions[]): Actions => {
    const titles = bodies.map((_, i) => "ABC"[i]!);
    return menu(
      { WFMenuItems: titles },
      bodies.map((body, i) => [titles[i]!, body]),
      end,
    );
  };

  test("gives what the case that runs ends with, and of an empty one what came before", () => {
    expect(programOf(made("t"), menuOf([made("a")], []))).toBe(python`
      text = "t"
      match choose_from_menu():
          case "A":
              menu_result = "a"
          case "B":
              menu_result = text
      show(menu_result)
    `);
  });

  test("begins each case with what came before it", () => {
    expect(programOf(made("t"), menuOf([ifBlock(isBig, [made("big")])], [made("b"), nothing]))).toBe(python`
      text = "t"
      match choose_from_menu():
          case "A":
              menu_result = text
              if shortcut_input > 5:
                  menu_result = "big"
          case "B":
              text_2 = "b"
              is_workflow_actions_nothing()
              menu_result = nothing()
      show(menu_result)
    `);
  });

  test("in a case is the end of that case", () => {
    const inner = menu({ WFMenuItems: ["X", "Y"] }, [
      ["X", [made("x")]],
      ["Y", []],
    ]);
    expect(programOf(made("t"), menuOf([inner], [vibrate]))).toBe(python`
      text = "t"
      match choose_from_menu():
          case "A":
              match choose_from_menu():
                  case "X":
                      menu_result = "x"
                  case "Y":
                      menu_result = text
          case "B":
              is_workflow_actions_vibrate()
              menu_result = text
      show(menu_result)
    `);
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
