import { describe, expect, test } from "vitest";
import { convert } from "../../../src/convert.ts";
import type { PlistValue } from "../../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  comment,
  condition,
  hasInput,
  ifBlock,
  input,
  key,
  marker,
  menu,
  python,
  pythonBody,
  pythonMetadata,
  real,
  repeat,
  repeatEach,
  shortcutFile,
  show,
  text,
  token,
  variable,
  vibrate,
} from "../../support/shortcut.ts";

describe("If", () => {
  test("with and without Otherwise", () => {
    expect(pythonBody([ifBlock(hasInput, [vibrate]), ifBlock(hasInput, [vibrate], { otherwise: [vibrate] })]))
      .toBe(python`
      if has_value(shortcut_input):
          is_workflow_actions_vibrate()
      if has_value(shortcut_input):
          is_workflow_actions_vibrate()
      else:
          is_workflow_actions_vibrate()
    `);
  });

  test("with empty branches", () => {
    const actions = [
      ifBlock(hasInput, []),
      ifBlock(hasInput, [], { otherwise: [] }),
      ifBlock(hasInput, [action("nothing")], { otherwise: [comment("a")] }),
    ];
    expect(pythonBody(actions)).toBe(python`
      if has_value(shortcut_input):
          pass
      if has_value(shortcut_input):
          pass
      if has_value(shortcut_input):
          is_workflow_actions_nothing()
      else:
          # a
          pass
    `);
  });

  test("with nothing but an Otherwise is the opposite", () => {
    const isYes = condition(input, 4, { WFConditionalActionString: "yes" });
    const isNot = condition(input, 5, { WFConditionalActionString: "yes" });
    const begins = condition(input, 8, { WFConditionalActionString: "yes" });
    const otherwise = { otherwise: [vibrate] };
    const actions = [
      ifBlock(isYes, [], otherwise),
      ifBlock(isNot, [], otherwise),
      ifBlock(begins, [], otherwise),
      ifBlock(isNot, [vibrate]),
      ifBlock(hasInput, [], otherwise),
      ifBlock(isYes, [comment("a")], otherwise),
      ifBlock(isYes, [], { elifs: [[hasInput, [vibrate]]], ...otherwise }),
    ];
    const body = python`
      if not shortcut_input == "yes":
          is_workflow_actions_vibrate()
      if shortcut_input != "yes":
          pass
      else:
          is_workflow_actions_vibrate()
      if not shortcut_input.startswith("yes"):
          is_workflow_actions_vibrate()
      if shortcut_input != "yes":
          is_workflow_actions_vibrate()
      if has_value(shortcut_input):
          pass
      else:
          is_workflow_actions_vibrate()
      if shortcut_input == "yes":
          # a
          pass
      else:
          is_workflow_actions_vibrate()
      if shortcut_input == "yes":
          pass
      elif has_value(shortcut_input):
          is_workflow_actions_vibrate()
      else:
          is_workflow_actions_vibrate()
    `;
    expect(pythonBody(actions)).toBe(body);
    expect(pythonBody(actions, { metadata: false })).toBe(body);
  });

  test("within Otherwise is no Otherwise If", () => {
    const nested = ifBlock(hasInput, [vibrate], { otherwise: ifBlock(hasInput, [vibrate]) });
    const chained = ifBlock(hasInput, [vibrate], { elifs: [[hasInput, [vibrate]]], otherwise: [] });
    expect(pythonBody([nested, chained])).toBe(python`
      if has_value(shortcut_input):
          is_workflow_actions_vibrate()
      else:
          if has_value(shortcut_input):
              is_workflow_actions_vibrate()
      if has_value(shortcut_input):
          is_workflow_actions_vibrate()
      elif has_value(shortcut_input):
          is_workflow_actions_vibrate()
    `);
  });

  test("whose opening marker of an old file has no mode", () => {
    const open = action("conditional", { GroupingIdentifier: "G", ...hasInput });
    expect(pythonBody([open, vibrate, marker("conditional", 2, "G")])).toBe(python`
      if has_value(shortcut_input):
          is_workflow_actions_vibrate()
    `);
  });

  test("with the mark of a migration", () => {
    const block = ifBlock({ ...hasInput, WFConditionalLegacyComparisonBehavior: true }, [vibrate]);
    expect(pythonMetadata(block)).toBe(
      python`
        __shortcut__ = {
            "actions": "3 3886061c",
            "residue": {"0": {"WFConditionalLegacyComparisonBehavior": True}},
        }
      `,
    );
    expect(pythonBody(block, { lossless: true })).toBe(python`
      if stale(has_value(shortcut_input), WFConditionalLegacyComparisonBehavior=True):
          is_workflow_actions_vibrate()
    `);
  });
});

describe("Repeat", () => {
  test.each<[string, PlistValue | undefined, string]>([
    ["a number", 5, "range(1, 5 + 1)"],
    ["a real", real(5), "range(1, 5 + 1)"],
    ["a text", "5", "range(1, 5 + 1)"],
    ["a fraction", real(2.5), "range(1, 2.5 + 1)"],
    ["none", 0, "range(1, 0 + 1)"],
    ["once", 1, "range(1, 1 + 1)"],
    ["no number", undefined, "range(1, 2)"],
    ["a text that is no number", "", 'range(1, Number("") + 1)'],
    ["a variable", attachment(input), "range(1, shortcut_input + 1)"],
    ["a text with a token", text(input), 'range(1, Number(f"{shortcut_input}") + 1)'],
    ["a key", attachment(token("ExtensionInput", key("n"))), 'range(1, shortcut_input["n"] + 1)'],
  ])("%s", (_, count, expected) => {
    for (const metadata of [true, false]) {
      expect(pythonBody(repeat(count, [vibrate]), { lossless: !metadata })).toBe(
        `for repeat_index in ${expected}:\n    is_workflow_actions_vibrate()\n`,
      );
    }
  });

  test("with Each", () => {
    expect(pythonBody(repeatEach(input, [show(variable("Repeat Item"))]))).toBe(python`
      for repeat_item in shortcut_input:
          is_workflow_actions_showresult(Text=repeat_item)
    `);
  });

  test("with Each and its index", () => {
    const body = [show(variable("Repeat Index"), variable("Repeat Item"))];
    expect(pythonBody(repeatEach(input, body))).toBe(python`
      for repeat_index, repeat_item in enumerate(shortcut_input, start=1):
          is_workflow_actions_showresult(Text=f"{repeat_index}{repeat_item}")
    `);
  });

  test("within each other, counted together", () => {
    const innermost = [show(variable("Repeat Item"), variable("Repeat Index 2"), variable("Repeat Item 3"))];
    expect(pythonBody(repeatEach(input, repeat(2, repeatEach(variable("Repeat Item"), innermost)))))
      .toBe(python`
      for repeat_item in shortcut_input:
          for repeat_index_2 in range(1, 2 + 1):
              for repeat_item_3 in repeat_item:
                  is_workflow_actions_showresult(
                      Text=f"{repeat_item}{repeat_index_2}{repeat_item_3}"
                  )
    `);
  });

  test("after another starts at the first level again", () => {
    expect(pythonBody([repeatEach(input, [vibrate]), repeatEach(input, [])])).toBe(python`
      for repeat_item in shortcut_input:
          is_workflow_actions_vibrate()
      for repeat_item in shortcut_input:
          pass
    `);
  });

  test("over what the action before has left", () => {
    expect(pythonBody([action("ask"), repeatEach(undefined, [vibrate])])).toBe(python`
      provided_input: Output = input()
      for repeat_item in provided_input:
          is_workflow_actions_vibrate()
    `);
    expect(pythonBody([action("nothing"), repeatEach(undefined, [])])).toBe(python`
      is_workflow_actions_nothing()
      for repeat_item in nothing():
          pass
    `);
  });

  test("variables outside of any repeat are defined at the top", () => {
    expect(pythonBody([repeatEach(input, [vibrate]), show(variable("Repeat Item"))])).toBe(python`
      repeat_item = unset()
      for repeat_item in shortcut_input:
          is_workflow_actions_vibrate()
      is_workflow_actions_showresult(Text=repeat_item)
    `);
  });

  test("variables that someone sets", () => {
    const set = action("setvariable", {
      WFVariableName: "Repeat Item",
      WFInput: attachment(token("Clipboard")),
    });
    expect(pythonBody(repeatEach(input, [set, show(variable("Repeat Item"))]))).toBe(python`
      for repeat_item in shortcut_input:
          repeat_item = get_clipboard()
          is_workflow_actions_showresult(Text=repeat_item)
    `);
  });

  test("keeps other parameters", () => {
    const open = marker("repeat.each", 0, "G", { WFInput: attachment(input), Extra: 1 });
    const block = [open, vibrate, marker("repeat.each", 2, "G", { Extra: 2 })];
    expect(pythonMetadata(block)).toBe(
      python`
        __shortcut__ = {
            "actions": "3 ab4736b8",
            "residue": {"0": {"Extra": 1}, "2": {"Extra": 2}},
        }
      `,
    );
    expect(pythonBody(block, { lossless: true })).toBe(python`
      for repeat_item in stale(shortcut_input, Extra=1, end=[dict(Extra=2)]):
          is_workflow_actions_vibrate()
    `);
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});

test("what the markers of a block hold beside what they mean is no part of the program", () => {
  const actions = [
    menu({ WFMenuPrompt: "Which?", WFMenuItems: ["A"], WFVariable: attachment(input) }, [
      [{ WFMenuItemTitle: "A", WFMenuItems: ["A", "Item 2"], WFMenuPrompt: "Old?" }, [vibrate]],
    ]),
    ifBlock({ ...hasInput, WFShowWorkflow: false }, [vibrate], { end: { WFShowWorkflow: false } }),
  ];
  const { diagnostics, python: program } = convert(shortcutFile(actions), { layout: "script" });
  expect(program).not.toContain("stale(");
  expect(diagnostics.find(({ code }) => code === "SC4014")?.message).toMatch(/: 5\.$/);
  expect(pythonBody(actions, { lossless: true })).toContain('WFMenuItems=["A", "Item 2"]');
});
