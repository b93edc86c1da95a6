import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";
import { convert } from "../../../src/convert.ts";
import type { PlistValue } from "../../../src/plist/value.ts";
import {
  type Actions,
  attachment,
  checkPrograms,
  comment,
  input,
  listItem,
  marker,
  menu,
  python,
  pythonBody,
  pythonMetadata,
  pythonModule,
  shortcutFile,
  text,
  textPayload,
  token,
  vibrate,
} from "../../support/shortcut.ts";

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

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
