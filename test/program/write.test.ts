import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import type { PlistDict } from "../../src/plist/value.ts";
import {
  action,
  type Actions,
  attachment,
  checkPrograms,
  condition,
  hasInput,
  ifBlock,
  input,
  marker,
  menu,
  output,
  python,
  pythonBody,
  pythonModule,
  repeat,
  repeatEach,
  shortcutFile,
  show,
  token,
  variable,
  vibrate,
} from "../support/shortcut.ts";

const set = (name: string, value: PlistDict = input) =>
  action("setvariable", { WFVariableName: name, WFInput: attachment(value) });

describe("a module", () => {
  test("has docstring, imports, metadata and one function", () => {
    expect(
      pythonModule([action("com.example.Act", { a: attachment(token("CurrentDate")) })], {
        name: "Daily Agenda",
      }),
    ).toBe(python`
      """Daily Agenda"""

      from shortcut_actions import com_example_Act, current_date


      def daily_agenda(shortcut_input=None):
          com_example_Act(a=current_date())


      __shortcut__ = {}
    `);
  });

  test("without metadata", () => {
    expect(pythonModule([vibrate], { lossless: true })).toBe(python`
      """Test"""

      from shortcut_actions import is_workflow_actions_vibrate


      def test(shortcut_input=None):
          is_workflow_actions_vibrate()
    `);
  });

  test("of an empty shortcut", () => {
    expect(pythonModule([])).toBe(python`
      """Test"""


      def test(shortcut_input=None):
          pass


      __shortcut__ = {}
    `);
    expect(pythonModule([], { lossless: true })).toBe(python`
      """Test"""


      def test(shortcut_input=None):
          pass
    `);
  });

  test("without a name", () => {
    const { python: module } = convert(shortcutFile([vibrate]), { lossless: true, names: "api" });
    expect(module).toBe(python`
      from shortcut_actions import is_workflow_actions_vibrate


      def shortcut(shortcut_input=None):
          is_workflow_actions_vibrate()
    `);
  });

  test("with the name that the file holds", () => {
    const { python: module } = convert(shortcutFile([vibrate], { WFWorkflowName: "Ruhe" }), {
      names: "api",
      metadata: false,
    });
    expect(module).toMatch(/^"""Ruhe"""\n/);
    expect(module).toContain("def ruhe(shortcut_input=None):\n");
  });

  test.each([
    ["Größe ändern", "größe_ändern"],
    ["Return", "return_"],
    ["Print", "print_"],
    ["2 × 3", "_2_3"],
    ["🔥", "u1f525"],
    ["", "unnamed"],
    ["变量", "变量"],
    ["is.workflow.actions.vibrate", "is_workflow_actions_vibrate_"],
    ["__shortcut__", "__shortcut___"],
    ["__debug__", "__debug___"],
    ["datetime", "datetime_"],
  ])("the function of %o is called %s", (name, expected) => {
    expect(pythonModule([vibrate], { name })).toContain(`\ndef ${expected}(shortcut_input=None):\n`);
  });

  test.each([
    ['a "quoted" name', `"""a "quoted" name"""`],
    ["several\nlines", '"""several\nlines"""'],
    ['ends in a quote"', String.raw`"""ends in a quote\""""`],
    ["back\\slash", String.raw`"""back\\slash"""`],
    [" blanks ", String.raw`"""\x20blanks\x20"""`],
  ])("the docstring of %o", (name, expected) => {
    expect(pythonModule([vibrate], { name })).toContain(`${expected}\n`);
  });
});

describe("a script", () => {
  test("is the statements alone", () => {
    const actions = [set("V"), show(variable("V"), output("GONE", "X")), action("exit")];
    expect(pythonModule(actions, { layout: "script" })).toBe(python`
      shortcut_input = get_shortcut_input()
      missing_x = missing_output("X")
      V = shortcut_input
      is_workflow_actions_showresult(Text=f"{V}{missing_x}")
      exit()
    `);
  });

  test("of an empty shortcut is empty", () => {
    expect(pythonModule([], { layout: "script" })).toBe("");
  });

  test("leaves out what has no effect, or says all in the body", () => {
    const text = action("gettext", { WFTextActionText: "a", Extra: 1 });
    expect(pythonModule([text], { layout: "script" })).toBe('text = "a"\nexit(shortcut_result(text))\n');
    expect(pythonModule([text], { layout: "script", lossless: true })).toBe(
      'text = is_workflow_actions_gettext(WFTextActionText="a", Extra=1)\nexit(shortcut_result(text))\n',
    );
  });

  test("counts what it leaves out", () => {
    const folded = action("text.combine", { text: "a", "Show-text": true });
    const { python, diagnostics } = convert(shortcutFile([folded]), { metadata: false });
    expect(python).not.toContain("Show");
    expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
      ["SC4014", "Values that have no effect when the shortcut runs are left out of the program: 1."],
    ]);
  });
});

describe("names that some path reads unset are defined at the top", () => {
  const V = variable("V");

  test.each<[string, Actions, string[]]>([
    ["read before it is set", [show(V), set("V")], ["V"]],
    ["never set", [show(V)], ["V"]],
    ["set before", [set("V"), show(V)], []],
    ["set in one branch", [ifBlock(hasInput, [set("V")]), show(V)], ["V"]],
    ["set in one of two", [ifBlock(hasInput, [set("V")], { otherwise: [] }), show(V)], ["V"]],
    ["set in both branches", [ifBlock(hasInput, [set("V")], { otherwise: [set("V")] }), show(V)], []],
    [
      "set in both branches of a branch",
      [
        ifBlock(hasInput, [ifBlock(hasInput, [set("V")], { otherwise: [set("V")] })], {
          otherwise: [set("V")],
        }),
        show(V),
      ],
      [],
    ],
    [
      "set in all branches but one that ends",
      [ifBlock(hasInput, [set("V")], { otherwise: [action("exit")] }), show(V)],
      [],
    ],
    ["set in a branch that ends", [ifBlock(hasInput, [set("V"), action("exit")]), show(V)], ["V"]],
    [
      "set in every branch but an Otherwise If",
      [ifBlock(hasInput, [set("V")], { elifs: [[hasInput, []]], otherwise: [set("V")] }), show(V)],
      ["V"],
    ],
    ["set in the branch that reads it", [ifBlock(hasInput, [set("V"), show(V)])], []],
    [
      "set in one branch, read in the other",
      [ifBlock(hasInput, [set("V")], { otherwise: [show(V)] })],
      ["V"],
    ],
    ["set in a repeat", [repeat(3, [set("V")]), show(V)], ["V"]],
    ["set in a repeat that reads it first", [repeat(3, [show(V), set("V")])], ["V"]],
    ["set in a repeat that reads it later", [repeat(3, [set("V"), show(V)])], []],
    [
      "set in all cases of a menu",
      [
        menu({ WFMenuItems: ["A", "B"] }, [
          ["A", [set("V")]],
          ["B", [set("V")]],
        ]),
        show(V),
      ],
      [],
    ],
    [
      "set in one of the cases of a menu",
      [
        menu({ WFMenuItems: ["A", "B"] }, [
          ["A", [set("V")]],
          ["B", []],
        ]),
        show(V),
      ],
      ["V"],
    ],
    ["set in the case that reads it", [menu({ WFMenuItems: ["A"] }, [["A", [set("V"), show(V)]]])], []],
    ["read in the condition of an If that sets it", [ifBlock(condition(V, 100), [set("V")])], ["V"]],
    ["set from itself", [set("V", V)], ["V"]],
    [
      "added to first",
      [action("appendvariable", { WFVariableName: "V", WFInput: attachment(input) }), set("V")],
      ["V"],
    ],
    ["read after the end", [action("exit"), show(V)], ["V"]],
    ["several", [show(variable("B"), variable("A")), show(variable("B"))], ["B", "A"]],
  ])("%s", (_, actions, expected) => {
    const hoisted = [...pythonBody(actions).matchAll(/^(\w+) = unset\(\)$/gm)].map(([, name]) => name);
    expect(hoisted).toEqual(expected);
  });

  test("as a list, where it is only ever added to", () => {
    const add = action("appendvariable", { WFVariableName: "V", WFInput: attachment(input) });
    expect(pythonBody([repeat(3, [add]), show(V)])).toBe(python`
      V = []
      for repeat_index in range(1, 3 + 1):
          V.append(shortcut_input)
      is_workflow_actions_showresult(Text=V)
    `);
  });

  test("outputs as well", () => {
    const made = action("gettext", { UUID: "A", WFTextActionText: "a" });
    expect(pythonBody([ifBlock(hasInput, [made]), show(output("A", "Text"))])).toBe(python`
      text = unset()
      if has_value(shortcut_input):
          text = "a"
      is_workflow_actions_showresult(Text=text)
    `);
  });
});

describe("helpers give way to nobody, and take no name without need", () => {
  test("a variable called like a helper keeps its name where the helper is not called", () => {
    expect(pythonBody([set("File"), show(variable("File"))])).toBe(python`
      File = shortcut_input
      is_workflow_actions_showresult(Text=File)
    `);
  });

  test("and loses it where the helper is called", () => {
    expect(pythonBody([set("current_date"), show(variable("current_date"), token("CurrentDate"))]))
      .toBe(python`
      current_date_2 = shortcut_input
      is_workflow_actions_showresult(Text=f"{current_date_2}{current_date()}")
    `);
  });

  test("even if it is called only at the top", () => {
    expect(pythonBody([show(variable("unset"))])).toBe(python`
      unset_2 = unset()
      is_workflow_actions_showresult(Text=unset_2)
    `);
  });

  test("functions of the program are never shadowed", () => {
    expect(pythonBody([set("is_workflow_actions_vibrate"), vibrate])).toBe(python`
      is_workflow_actions_vibrate_2 = shortcut_input
      is_workflow_actions_vibrate()
    `);
  });
});

test("the source map leads from lines to actions", () => {
  const actions = [
    action("comment", { WFCommentActionText: "one\ntwo" }),
    ifBlock(hasInput, [vibrate], {
      elifs: [[hasInput, [vibrate]]],
      otherwise: [vibrate],
      end: { UUID: "E" },
    }),
    menu({ WFMenuItems: ["A"] }, [["A", [vibrate]]]),
    repeatEach(input, [action("gettext", { WFTextActionText: "a\nb", UUID: "T" })]),
    marker("conditional", 2, "stray"),
  ];
  const { python: module, sourceMap } = convert(shortcutFile(actions), { name: "Test", names: "api" });
  const lines = module.split("\n");
  const entries = sourceMap.map(({ line, endLine, action, uuid }) => [
    action,
    lines[line - 1]!.trim(),
    endLine - line,
    uuid,
  ]);
  expect(entries.sort(([a], [b]) => (a as number) - (b as number))).toEqual([
    [0, "# one", 1, undefined],
    [1, "if has_value(shortcut_input):", 0, undefined],
    [2, "is_workflow_actions_vibrate()", 0, undefined],
    [3, "elif has_value(shortcut_input):", 0, undefined],
    [4, "is_workflow_actions_vibrate()", 0, undefined],
    [5, "else:", 0, undefined],
    [6, "is_workflow_actions_vibrate()", 0, undefined],
    [8, "match choose_from_menu():", 0, undefined],
    [9, 'case "A":', 0, undefined],
    [10, "is_workflow_actions_vibrate()", 0, undefined],
    [12, "for repeat_item in shortcut_input:", 0, undefined],
    [13, 'text = """a', 1, "T"],
    [15, 'is_workflow_actions_conditional(GroupingIdentifier="stray", WFControlFlowMode=2)', 0, undefined],
  ]);
});

test("the same bytes give the same text", () => {
  const bytes = shortcutFile([set("V"), show(variable("W"), output("GONE", "X")), repeat(3, [vibrate])]);
  expect(convert(bytes).python).toBe(convert(bytes).python);
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
