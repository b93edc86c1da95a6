import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import { convert } from "../../../src/convert.ts";
import type { PlistValue } from "../../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  condition,
  ifBlock,
  key,
  listItem,
  marker,
  menu,
  OLD_SHORTCUT,
  output,
  python,
  pythonBody,
  pythonMetadata,
  pythonModule,
  real,
  repeat,
  repeatEach,
  shortcutFile,
  text,
  textPayload,
  token,
  variable,
  type Actions,
} from "../../support/shortcut.ts";

const input = token("ExtensionInput");
const vibrate = action("vibrate");
const comment = (text: string) => action("comment", { WFCommentActionText: text });
const made = (uuid: string, value = uuid.toLowerCase()) =>
  action("gettext", { UUID: uuid, WFTextActionText: value });
const show = (...tokens: ReturnType<typeof variable>[]) => action("showresult", { Text: text(...tokens) });
const hasInput = condition(input, 100);

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

describe("Choose from Menu", () => {
  test("with titles for items", () => {
    const block = menu({ WFMenuPrompt: "What now?", WFMenuItems: ["Update", "Cancel"] }, [
      ["Update", [vibrate]],
      ["Cancel", []],
    ]);
    for (const metadata of [true, false]) {
      expect(pythonBody(block, { lossless: !metadata })).toBe(python`
        match choose_from_menu("What now?"):
            case "Update":
                is_workflow_actions_vibrate()
            case "Cancel":
                pass
      `);
    }
  });

  test("without a prompt, with an empty one, with tokens", () => {
    const items = ["A"];
    expect(pythonBody(menu({ WFMenuItems: items }, [["A", []]]))).toContain("match choose_from_menu():\n");
    expect(pythonBody(menu({ WFMenuItems: items, WFMenuPrompt: "" }, [["A", []]]))).toContain(
      'match choose_from_menu(""):\n',
    );
    expect(pythonBody(menu({ WFMenuItems: items, WFMenuPrompt: text("A ", input) }, [["A", []]]))).toContain(
      'match choose_from_menu(f"A {shortcut_input}"):\n',
    );
  });

  test("with titles that are wrapped", () => {
    expect(pythonBody(menu({ WFMenuItems: [listItem("text", text("A"))] }, [["A", []]]))).toContain(
      "match choose_from_menu():\n",
    );
  });

  test.each<[string, PlistValue, string]>([
    ["other order", ["B", "A"], '["B", "A"]'],
    ["a case missing", ["A", "B", "C"], '["A", "B", "C"]'],
    ["an item missing", ["A"], '["A"]'],
    ["none", [], "[]"],
    ["a variable", attachment(input), "shortcut_input"],
    ["an item without a value", ["A", { WFItemType: 0 }], '["A", dict(WFItemType=0)]'],
  ])("with items that are not the titles: %s", (_, items, expected) => {
    const block = menu({ WFMenuItems: items }, [
      ["A", []],
      ["B", []],
    ]);
    expect(pythonBody(block)).toContain(`match choose_from_menu(items=${expected}):\n`);
  });

  test("without items", () => {
    expect(pythonBody(menu({}, [["A", []]]))).toContain("match choose_from_menu(items=nothing()):\n");
  });

  test("with a title that holds a variable", () => {
    const title = text("Install ", input);
    const block = menu({ WFMenuItems: [listItem("text", title), "Later"] }, [
      [
        {
          WFMenuItemTitle: "Install Shortcut Input",
          WFMenuItemAttributedTitle: textPayload("Install ", input),
        },
        [vibrate],
      ],
      ["Later", []],
    ]);
    expect(pythonBody(block)).toBe(python`
      match choose_from_menu():
          case menu_item if menu_item == f"Install {shortcut_input}":
              is_workflow_actions_vibrate()
          case "Later":
              pass
    `);
    expect(pythonMetadata(block)).toContain('"WFMenuItemTitle": "Install Shortcut Input"');
    expect(pythonBody(block, { lossless: true })).toContain(
      'cases=[dict(WFMenuItemTitle="Install Shortcut Input"), dict()]',
    );
  });

  test("with a title that is out of date", () => {
    const title = { WFMenuItemTitle: "Version 1", WFMenuItemAttributedTitle: textPayload("Version ", input) };
    const items = [listItem("text", text("Version ", input)), "Later"];
    const block = menu({ WFMenuItems: items }, [
      [title, [vibrate]],
      ["Not now", []],
    ]);
    expect(pythonBody(block)).toBe(python`
      match choose_from_menu():
          case menu_item if menu_item == f"Version {shortcut_input}":
              is_workflow_actions_vibrate()
          case "Later":
              pass
    `);
    // Without the metadata the title is the one that the app would show now.
    const { workflow } = compile(pythonModule(block, { metadata: false }));
    expect(workflow.actions[1]!.parameters["WFMenuItemTitle"]).toBe("Version Shortcut Input");
    expect(workflow.actions[0]!.parameters["WFMenuItems"]).toEqual(items);
  });

  test("with titles in another order than the items, one of them made at run time", () => {
    const made = { WFMenuItemTitle: "x", WFMenuItemAttributedTitle: textPayload(input) };
    const block = menu({ WFMenuItems: ["B", "A", listItem("text", text(input))] }, [
      ["A", [vibrate]],
      ["B", []],
      [made, []],
    ]);
    expect(pythonBody(block)).toBe(python`
      match choose_from_menu(items=["B", "A", shortcut_input]):
          case "A":
              is_workflow_actions_vibrate()
          case "B":
              pass
          case menu_item if menu_item == shortcut_input:
              pass
    `);
  });

  test("with a title that holds another variable than its item", () => {
    const block = menu({ WFMenuItems: [listItem("text", text(input))] }, [
      [{ WFMenuItemTitle: "Clipboard", WFMenuItemAttributedTitle: textPayload(token("Clipboard")) }, []],
    ]);
    expect(pythonMetadata(block)).toContain("WFMenuItemAttributedTitle");
    expect(pythonBody(block, { lossless: true })).toContain(
      String.raw`cases=[
        dict(
            WFMenuItemAttributedTitle=dict(
                attachmentsByRange=dict({"{0, 1}": Token(get_clipboard())}),
                string="\ufffc",
            ),
            WFMenuItemTitle="Clipboard",
        )
    ],`,
    );
  });

  test("without titles, as of old: the items are those of the cases by their place", () => {
    const block = menu({ WFMenuItems: ["Yes", "No"] }, [
      [{}, [vibrate]],
      [{}, []],
    ]);
    expect(pythonBody(block)).toBe(python`
      match choose_from_menu():
          case "Yes":
              is_workflow_actions_vibrate()
          case "No":
              pass
    `);
    expect(pythonMetadata(block)).toContain('"omitted": {"1 3": ["WFMenuItemTitle"]}');
  });

  test("with a case without a title, or with an odd one", () => {
    const block = menu({ WFMenuItems: ["A"] }, [
      [{}, [vibrate]],
      [{ WFMenuItemTitle: 5 }, []],
    ]);
    expect(pythonBody(block)).toBe(python`
      match choose_from_menu(items=["A"]):
          case None:
              is_workflow_actions_vibrate()
          case None:
              pass
    `);
    expect(pythonMetadata(block)).toBe(
      '__shortcut__ = {"actions": "5 89f59474", "residue": {"3": {"WFMenuItemTitle": 5}}}\n',
    );
  });

  test("with quotes, line breaks and emoji in a title", () => {
    const titles = ['A "q"', "it's", "a\nb", "👍🏽"];
    const cases = titles.map((title): [string, Actions] => [title, []]);
    const body = pythonBody(menu({ WFMenuItems: titles }, cases));
    expect(body.match(/case .*:/g)).toEqual([
      `case 'A "q"':`,
      `case "it's":`,
      String.raw`case "a\nb":`,
      'case "👍🏽":',
    ]);
  });

  test("with several cases of one title, and a diagnostic", () => {
    const block = menu({ WFMenuItems: ["A", "A"] }, [
      ["A", [vibrate]],
      ["A", []],
    ]);
    expect(pythonBody(block)).toBe(python`
      match choose_from_menu():
          case "A":
              is_workflow_actions_vibrate()
          case menu_item if menu_item == "A":
              pass
    `);
    const { diagnostics } = convert(shortcutFile(block));
    expect(diagnostics.map(({ code, where }) => [code, where.action])).toEqual([["SC4006", 3]]);
  });

  test("with comments before the first case", () => {
    const block = [
      marker("choosefrommenu", 0, "G", { WFMenuItems: ["A"] }),
      comment("one"),
      comment("two"),
      marker("choosefrommenu", 1, "G", { WFMenuItemTitle: "A" }),
      marker("choosefrommenu", 2, "G"),
    ];
    expect(pythonBody(block)).toBe(python`
      match choose_from_menu():
          # one

          # two
          case "A":
              pass
    `);
  });

  test("keeps other parameters", () => {
    const block = menu({ WFMenuItems: ["A"], WFMenuLegacyCancelBehavior: true }, [
      [{ WFMenuItemTitle: "A", WFMenuItems: ["A"] }, []],
    ]);
    expect(pythonMetadata(block)).toBe(python`
      __shortcut__ = {
          "actions": "3 48cacbf9",
          "residue": {"0": {"WFMenuLegacyCancelBehavior": True}, "1": {"WFMenuItems": ["A"]}},
      }
    `);
    expect(pythonBody(block, { lossless: true })).toBe(python`
      match stale(
          choose_from_menu(),
          WFMenuLegacyCancelBehavior=True,
          cases=[dict(WFMenuItems=["A"])],
      ):
          case "A":
              pass
    `);
  });
});

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
