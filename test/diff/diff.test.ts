import { describe, expect, test } from "vitest";
import { readShortcut } from "../../src/read.ts";
import { diffShortcuts, type ShortcutDiff } from "../../src/diff/diff.ts";
import {
  action,
  attachment,
  condition,
  ifBlock,
  output,
  shortcutFile,
  text,
  type Actions,
} from "../support/shortcut.ts";

function diff(before: Actions, after: Actions): ShortcutDiff {
  return diffShortcuts(
    readShortcut(shortcutFile(before)).workflow,
    readShortcut(shortcutFile(after)).workflow,
  );
}

/** What became of the actions, in short: `~1>2` changed, `>0>3` moved, `+4` added, `-0` removed. */
function summary(before: Actions, after: Actions): string {
  return diff(before, after)
    .actions.map((change) => {
      if (change.kind === "added") return `+${change.after}`;
      if (change.kind === "removed") return `-${change.before}`;
      return `${change.kind === "moved" ? ">" : "~"}${change.before}>${change.after}`;
    })
    .join(" ");
}

const say = (words: string) => action("gettext", { WFTextActionText: words });
const make = (uuid: string, words: string) => action("gettext", { UUID: uuid, WFTextActionText: words });
const show = (uuid: string) => action("showresult", { Text: text(output(uuid, "Text")) });

describe("what became of actions", () => {
  test("nothing, where only identities differ", () => {
    const before = [
      make("A", "x"),
      show("A"),
      ...ifBlock(condition(attachment(output("A")), 100), [say("y")]),
    ];
    const after = [
      make("B", "x"),
      show("B"),
      ...ifBlock(condition(attachment(output("B")), 100), [say("y")]),
    ];
    expect(diff(before, after)).toEqual({ equal: true, actions: [], properties: [] });
  });

  test("nothing, where only the editor or the copy of a name differs", () => {
    const before = [
      make("A", "x"),
      action("showresult", { Text: text(output("A", "Text")), "Show-Text": true }),
    ];
    const after = [make("A", "x"), action("showresult", { Text: text(output("A", "Texto")) })];
    expect(diff(before, after).equal).toBe(true);
  });

  test("a change in place, with the key and both values", () => {
    const { actions } = diff([say("a"), say("b"), say("c")], [say("a"), say("B"), say("c")]);
    expect(actions).toEqual([
      {
        kind: "changed",
        before: 1,
        after: 1,
        identifier: "is.workflow.actions.gettext",
        differences: [{ keyPath: "WFTextActionText", kind: "value", expected: '"b"', actual: '"B"' }],
      },
    ]);
  });

  test("a number that became a text has changed", () => {
    const wait = (value: number | string) => action("delay", { WFDelayTime: value });
    expect(summary([wait(5)], [wait("5")])).toBe("~0>0");
  });

  test("added and removed at both ends and between", () => {
    expect(summary([say("a"), action("vibrate")], [say("a")])).toBe("-1");
    expect(summary([say("a")], [action("vibrate"), say("a"), action("nothing")])).toBe("+0 +2");
    expect(summary([], [say("a")])).toBe("+0");
    expect(summary([say("a")], [])).toBe("-0");
  });

  test("one API in the place of another is no change of it", () => {
    expect(summary([say("a"), action("vibrate"), say("b")], [say("a"), action("nothing"), say("b")])).toBe(
      "+1 -1",
    );
  });

  test("a move, however far", () => {
    const four = [say("a"), say("b"), say("c"), action("vibrate")];
    expect(summary([action("nothing"), ...four], [...four, action("nothing")])).toBe(">0>4");
  });

  test("a reference to an action that moved is the same reference", () => {
    const before = [make("A", "x"), action("vibrate"), action("nothing"), show("A")];
    const after = [action("vibrate"), action("nothing"), make("A", "x"), show("A")];
    expect(summary(before, after)).toBe(">0>2");
  });

  test("a reference to another action is a change, and says to which", () => {
    const before = [make("A", "x"), make("B", "y"), show("A")];
    const after = [make("A", "x"), make("B", "y"), show("B")];
    expect(diff(before, after).actions).toMatchObject([
      {
        kind: "changed",
        differences: [
          {
            expected: '"action 0, is.workflow.actions.gettext"',
            actual: '"action 1, is.workflow.actions.gettext"',
          },
        ],
      },
    ]);
  });

  test("a reader of an action that changed has not changed itself", () => {
    expect(summary([make("A", "x"), show("A")], [make("A", "y"), show("A")])).toBe("~0>0");
  });

  test("a block around an action that stays", () => {
    const inner = say("a");
    const wrapped = ifBlock(condition(attachment({ Type: "ExtensionInput" }), 100), [inner]);
    expect(summary([inner], [wrapped])).toBe("+0 +2");
    expect(summary([wrapped], [inner])).toBe("-0 -2");
  });

  test("ends of blocks are not said to have moved", () => {
    const test = condition(attachment({ Type: "ExtensionInput" }), 100);
    expect(
      summary([...ifBlock(test, [say("a")]), say("b")], [say("b"), ...ifBlock(test, [say("a")])]),
    ).not.toContain(">2>");
  });
});

test("what differs beside the actions", () => {
  const file = (color: number) =>
    readShortcut(shortcutFile([], { WFWorkflowIcon: { WFWorkflowIconStartColor: color } })).workflow;
  const found = diffShortcuts(file(1), file(2));
  expect(found).toEqual({
    equal: false,
    actions: [],
    properties: [
      {
        keyPath: "WFWorkflowIcon.WFWorkflowIconStartColor",
        kind: "value",
        expected: "integer 1",
        actual: "integer 2",
      },
    ],
  });
});

test("2,000 actions that have nothing in common come to an end", () => {
  const many = (start: number) => Array.from({ length: 2000 }, (_, i) => say(`${start + i}`));
  const { actions } = diff(many(0), many(10_000));
  expect(actions).toHaveLength(2000);
});
