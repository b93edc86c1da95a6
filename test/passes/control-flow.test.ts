import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import type { Action } from "../../src/ir/workflow.ts";
import { nestBlocks } from "../../src/passes/control-flow.ts";
import type { PlistDict } from "../../src/plist/value.ts";
import {
  action,
  type Actions,
  attachment,
  checkPrograms,
  hasInput,
  ifBlock,
  input,
  marker,
  menu,
  oneLine,
  python,
  pythonBody,
  repeatEach,
  shortcutFile,
  text,
  variable,
  vibrate,
} from "../support/shortcut.ts";

const IF = "conditional";
const MENU = "choosefrommenu";

/** The statements of a body; of a marker only its kind and its mode. */
function outline(actions: Actions): string[] {
  return pythonBody(actions)
    .split(/\n(?=[^\s)])/)
    .map((statement) =>
      oneLine(statement).replace(/^is_workflow_actions_(\w+)\(.*WFControlFlowMode=(\d).*$/, "$1 $2"),
    );
}

function diagnostics(actions: Actions): [string, number | undefined][] {
  return convert(shortcutFile(actions)).diagnostics.map(({ code, where }) => [code, where.action]);
}

describe("markers that fit nowhere stay calls, with a diagnostic", () => {
  test.each<[string, Actions, string[], [string, number][]]>([
    [
      "an end alone",
      [marker(IF, 2, "G"), vibrate],
      ["conditional 2", "is_workflow_actions_vibrate()"],
      [["SC4001", 0]],
    ],
    ["an Otherwise alone", [marker(IF, 1, "G")], ["conditional 1"], [["SC4001", 0]]],
    ["a case alone", [marker(MENU, 1, "G", { WFMenuItemTitle: "A" })], ["choosefrommenu 1"], [["SC4001", 0]]],
    [
      "a block that is never closed",
      [marker(IF, 0, "G", hasInput), vibrate],
      ["conditional 0", "is_workflow_actions_vibrate()"],
      [["SC4001", 0]],
    ],
    [
      "a block that is never closed, and its branches",
      [marker(IF, 0, "G", hasInput), vibrate, marker(IF, 1, "G"), vibrate],
      ["conditional 0", "is_workflow_actions_vibrate()", "conditional 1", "is_workflow_actions_vibrate()"],
      [["SC4001", 0]],
    ],
    [
      "an end of another group",
      [marker(IF, 0, "G", hasInput), marker(IF, 2, "H")],
      ["conditional 0", "conditional 2"],
      [
        ["SC4001", 1],
        ["SC4001", 0],
      ],
    ],
    [
      "an end of another kind",
      [marker(IF, 0, "G", hasInput), marker("repeat.each", 2, "G")],
      ["conditional 0", "repeat_each 2"],
      [
        ["SC4001", 1],
        ["SC4001", 0],
      ],
    ],
    [
      "a middle of a repeat",
      [marker("repeat.count", 0, "G"), marker("repeat.count", 1, "G"), marker("repeat.count", 2, "G")],
      [
        'for repeat_index in range(1, 2): is_workflow_actions_repeat_count(GroupingIdentifier="G", WFControlFlowMode=1)',
      ],
      [["SC4001", 1]],
    ],
  ])("%s", (_, actions, expected, reported) => {
    expect(outline(actions)).toEqual(expected);
    expect(diagnostics(actions)).toEqual(reported);
  });

  test("they keep everything", () => {
    expect(pythonBody([marker(IF, 2, "G", { UUID: "U", CustomOutputName: "X", Extra: 1 })])).toBe(python`
      x = is_workflow_actions_conditional(
          Extra=1, GroupingIdentifier="G", WFControlFlowMode=2
      )
    `);
  });
});

describe("blocks that cross", () => {
  test("the one that is closed first counts, the other is taken apart", () => {
    const actions = [
      marker("repeat.count", 0, "R", { WFRepeatCount: 2 }),
      marker(IF, 0, "I", hasInput),
      vibrate,
      marker("repeat.count", 2, "R"),
      vibrate,
      marker(IF, 2, "I"),
    ];
    expect(pythonBody(actions)).toBe(python`
      for repeat_index in range(1, 2 + 1):
          is_workflow_actions_conditional(
              WFInput=dict(Type="Variable", Variable=shortcut_input),
              WFCondition=100,
              GroupingIdentifier="I",
              WFControlFlowMode=0,
          )
          is_workflow_actions_vibrate()
      is_workflow_actions_vibrate()
      is_workflow_actions_conditional(GroupingIdentifier="I", WFControlFlowMode=2)
    `);
    expect(diagnostics(actions)).toEqual([
      ["SC4001", 1],
      ["SC4001", 5],
    ]);
  });
});

test("blocks may share a group", () => {
  const one = [marker(IF, 0, "G", hasInput), vibrate, marker(IF, 2, "G")];
  const inner = [marker(IF, 0, "G", hasInput), one, marker(IF, 1, "G"), marker(IF, 2, "G")];
  expect(pythonBody([one, inner])).toBe(python`
    if has_value(shortcut_input):
        is_workflow_actions_vibrate()
    if has_value(shortcut_input):
        if has_value(shortcut_input):
            is_workflow_actions_vibrate()
  `);
  expect(diagnostics([one, inner])).toEqual([]);
});

test("blocks without a group match as well", () => {
  const open = action(IF, { WFControlFlowMode: 0, ...hasInput });
  expect(pythonBody([open, vibrate, action(IF, { WFControlFlowMode: 2 })])).toBe(python`
    if has_value(shortcut_input):
        is_workflow_actions_vibrate()
  `);
});

describe("an If with two Otherwise", () => {
  const actions = [
    marker(IF, 0, "G", hasInput),
    marker(IF, 1, "G"),
    vibrate,
    marker(IF, 1, "G"),
    marker(IF, 2, "G"),
  ];

  test("runs the first of them, and never what follows", () => {
    expect(pythonBody(actions)).toBe(python`
      if has_value(shortcut_input):
          pass
      elif True:
          is_workflow_actions_vibrate()
      else:
          pass
    `);
    expect(diagnostics(actions)).toEqual([["SC4009", 0]]);
  });

  test("or with an Otherwise If behind it", () => {
    const late = [
      marker(IF, 0, "G", hasInput),
      marker(IF, 1, "G"),
      marker(IF, 1, "G", hasInput),
      vibrate,
      marker(IF, 2, "G"),
    ];
    expect(pythonBody(late)).toBe(python`
      if has_value(shortcut_input):
          pass
      elif True:
          pass
      elif has_value(shortcut_input):
          is_workflow_actions_vibrate()
    `);
    expect(diagnostics(late)).toEqual([["SC4009", 0]]);
  });
});

describe("what stands before the first case of a menu never runs", () => {
  const around = (lead: Actions) => [
    marker(MENU, 0, "G", { WFMenuItems: ["A"] }),
    lead,
    marker(MENU, 1, "G", { WFMenuItemTitle: "A" }),
    vibrate,
    marker(MENU, 2, "G"),
  ];

  test.each<[string, Actions, string]>([
    ["an action", [vibrate], "is_workflow_actions_vibrate()"],
    [
      "a comment that is a call",
      [action("comment", { WFCommentActionText: text(input) })],
      "is_workflow_actions_comment(WFCommentActionText=shortcut_input)",
    ],
    [
      "a comment and an action",
      [action("comment", { WFCommentActionText: "a" }), vibrate],
      "# a\n        is_workflow_actions_vibrate()",
    ],
    ["a block", [ifBlock(hasInput, [])], "if has_value(shortcut_input):\n            pass"],
  ])("%s", (_, lead, body) => {
    expect(pythonBody(around(lead))).toBe(
      [
        "match choose_from_menu():",
        "    case _ if False:",
        `        ${body}`,
        '    case "A":',
        "        is_workflow_actions_vibrate()\n",
      ].join("\n"),
    );
    expect(diagnostics(around(lead))).toEqual([["SC4007", 0]]);
  });

  test("not even what others read", () => {
    const lead = action("gettext", { WFTextActionText: "a", UUID: "T" });
    const show = action("showresult", { Text: text({ Type: "ActionOutput", OutputUUID: "T" }) });
    expect(pythonBody([around([lead]), show])).toMatch(/^text = unset\(\)\n/);
  });

  test("without any case", () => {
    const actions = [marker(MENU, 0, "G", { WFMenuItems: ["A"] }), marker(MENU, 2, "G")];
    expect(pythonBody(actions)).toBe(python`
      match choose_from_menu(items=["A"]):
          case _ if False:
              pass
    `);
    expect(diagnostics(actions)).toEqual([["SC4007", 0]]);
  });
});

describe("modes that are none", () => {
  test.each([3, -1, "0", true])("%o", (mode) => {
    const odd = action(IF, { GroupingIdentifier: "G", WFControlFlowMode: mode });
    expect(oneLine(pythonBody([odd]))).toMatch(
      /^is_workflow_actions_conditional\(GroupingIdentifier="G", WFControlFlowMode=\S+\)$/,
    );
  });
});

describe("deep nesting", () => {
  const nest = (depth: number, wrap: (inner: Actions) => Actions): Actions => {
    let actions: Actions = [vibrate];
    for (let level = 0; level < depth; level++) actions = wrap(actions);
    return actions;
  };
  const inIf = (inner: Actions) => ifBlock(hasInput, inner);
  const inMenu = (inner: Actions) => menu({ WFMenuItems: ["A"] }, [["A", inner]]);

  test.each<[string, Actions]>([
    ["44 levels", nest(44, inIf)],
    ["90 levels", nest(90, inIf)],
    ["45 menus, which take two levels each", nest(45, inMenu)],
  ])("%s stay blocks", (_, actions) => {
    expect(diagnostics(actions)).toEqual([]);
  });

  test.each<[string, Actions, number]>([
    ["91 levels", nest(91, inIf), 1],
    ["46 menus", nest(46, inMenu), 1],
    // Where so many are too deep, only eight levels stay.
    ["500 levels", nest(500, inIf), 492],
  ])("of %s, those that Python cannot read become markers", (_, actions, flattened) => {
    expect(diagnostics(actions)).toHaveLength(flattened);
    expect(diagnostics(actions)[0]![0]).toBe("SC4012");
    expect(pythonBody(actions)).toContain("is_workflow_actions_vibrate()");
  });

  test("repeats keep their count", () => {
    let actions: Actions = [action("showresult", { Text: text(variable("Repeat Item 12")) })];
    for (let depth = 0; depth < 12; depth++) actions = repeatEach(input, actions);
    expect(pythonBody(actions)).toContain("for repeat_item_12 in shortcut_input:\n");
  });
});

test("a long shortcut", () => {
  const actions = Array.from({ length: 2836 }, (_, i) =>
    action("gettext", { WFTextActionText: `${i}`, UUID: `${i}` }),
  );
  const last = action("showresult", { Text: attachment({ Type: "ActionOutput", OutputUUID: "2835" }) });
  expect(pythonBody([actions, last])).toMatch(
    /\ntext_2836 = "2835"\nis_workflow_actions_showresult\(Text=text_2836\)\n$/,
  );
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});

describe("time grows with the actions, not faster", () => {
  const group = (i: number) => ({ GroupingIdentifier: `g${i}` });
  const opening = (i: number) =>
    action("conditional", { ...group(i), WFControlFlowMode: 0, WFCondition: 100 });
  const closing = (i: number) => action("conditional", { ...group(i), WFControlFlowMode: 2 });
  const many = (count: number) => Array.from({ length: count }, (_, i) => i);
  test.each<[string, (count: number) => Actions]>([
    ["blocks that are never closed", (count) => many(count).map(opening)],
    ["blocks in blocks", (count) => [...many(count).map(opening), ...many(count).reverse().map(closing)]],
    ["blocks that cross", (count) => [...many(count).map(opening), ...many(count).map(closing)]],
    [
      "ends of nothing",
      (count) => [...many(count).map(opening), ...many(count).map((i) => closing(count + i))],
    ],
  ])("%s", (_, make) => {
    const actions = make(40_000).map((item, index): Action => {
      const { WFWorkflowActionIdentifier, WFWorkflowActionParameters } = item as PlistDict;
      const identifier = String(WFWorkflowActionIdentifier);
      return { index, identifier, parameters: WFWorkflowActionParameters as PlistDict };
    });
    const start = performance.now();
    nestBlocks(actions, []);
    // A quadratic pass takes half a minute for these, a linear one a tenth of a second.
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
