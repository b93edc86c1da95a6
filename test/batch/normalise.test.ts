import { describe, expect, test } from "vitest";
import { normaliseActions } from "../../src/batch/normalise.ts";
import { readShortcut } from "../../src/read.ts";
import {
  action,
  attachment,
  envelope,
  ifBlock,
  condition,
  output,
  real,
  repeat,
  shortcutFile,
  text,
  type Actions,
} from "../support/shortcut.ts";

const normal = (actions: Actions) => {
  let whole = "";
  normaliseActions(readShortcut(shortcutFile(actions)).workflow.actions, (text) => (whole += text));
  return whole;
};
const made = (uuid: string, more = {}) => action("gettext", { UUID: uuid, WFTextActionText: "a", ...more });
const show = (uuid: string, name = "Text") => action("showresult", { Text: text(output(uuid, name)) });

describe("copies of a shortcut are the same", () => {
  test.each<[string, Actions, Actions]>([
    ["identities", [made("A"), show("A")], [made("B"), show("B")]],
    ["identities that nothing reads", [made("A")], [action("gettext", { WFTextActionText: "a" })]],
    ["names of outputs", [made("A"), show("A")], [made("A"), show("A", "Texte")]],
    ["what is folded", [action("speaktext")], [action("speaktext", { "Show-text": true })]],
    [
      "integers and reals",
      [action("delay", { WFDelayTime: 5 })],
      [action("delay", { WFDelayTime: real(5) })],
    ],
    [
      "texts with and without an envelope",
      [action("speaktext", { WFText: "a" })],
      [action("speaktext", { WFText: envelope("WFTextTokenString", { string: "a" }) })],
    ],
  ])("%s", (_, a, b) => expect(normal(a)).toBe(normal(b)));
});

describe("what somebody changed is different", () => {
  test.each<[string, Actions, Actions]>([
    ["a text", [made("A")], [made("A", { WFTextActionText: "b" })]],
    ["which output is read", [made("A"), made("B"), show("A")], [made("A"), made("B"), show("B")]],
    [
      "a number and a numeral",
      [action("delay", { WFDelayTime: 5 })],
      [action("delay", { WFDelayTime: "5" })],
    ],
    ["the order", [made("A"), action("exit")], [action("exit"), made("A")]],
    ["what stands in a block", [...repeat(2, [made("A")])], [...repeat(2, []), made("A")]],
    [
      "texts that run into each other",
      [action("a.b.C", { a: "1:x", b: "" })],
      [action("a.b.C", { a: "1", b: ":x" })],
    ],
    [
      "a condition",
      ifBlock(condition(attachment(output("A", "Text")), 4), []),
      ifBlock(condition(attachment(output("A", "Text")), 5), []),
    ],
  ])("%s", (_, a, b) => expect(normal(a)).not.toBe(normal(b)));
});
