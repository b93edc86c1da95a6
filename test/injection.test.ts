// oxlint-disable max-lines -- a list of places that hold texts
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convert, type ConvertOptions } from "../src/convert.ts";
import type { PlistDict, PlistValue } from "../src/plist/value.ts";
import { hasPython } from "./support/cpython.ts";
import {
  action,
  type Actions,
  arrayValue,
  as,
  attachment,
  booleanValue,
  condition,
  dateFormat,
  dictionaryValue,
  envelope,
  hasInput,
  ifBlock,
  input,
  key,
  listItem,
  menu,
  NEW_SHORTCUT,
  output,
  type Parameters,
  property,
  quantity,
  repeat,
  shortcutFile,
  table,
  text,
  unit,
  variable,
  vibrate,
} from "./support/shortcut.ts";

/*
 * Whatever a text in a shortcut holds, it stays a text: the program has the statements and the expressions that it has
 * with a harmless text in the same place, and the text is found in it, exactly.
 */

/** Pieces that mean something to Python, to formatters, to editors, or to nobody in particular. */
const PIECES = [
  ...[
    `"`,
    `'`,
    `"""`,
    `'''`,
    "\\",
    "\\\\",
    "\n",
    "\r",
    "\r\n",
    "\t",
    "\0",
    "\f",
    "\x1b",
    "\x7f",
    "\x85",
    "\xa0",
  ],
  ..."\u2028 \u2029 \u202e \u200b \u200d \ufeff \ufffc \ufffd \ufe0f \ud800 \udfff \udc00\ud800 \u0301 ﬁ ℕ ² ・".split(
    " ",
  ),
  ...["{", "}", "{{", "}}", "{x}", "{0}", "{!r}", "{x:>5}", "{__import__('os')}", "%s", "$x", "`"],
  ...["\\n", "\\N{DASH}", "\\x41", "\\u0041", "\\U0001f600", "\\", '\\"', "\\'", "\\{"],
  ...["#", "# fmt: off", "type: ignore", "coding: utf-7", "!/bin/sh", "//", "pylint: disable=all"],
  ...[
    `"); import os; os.abort()  #`,
    `' + x + '`,
    `""" + x + """`,
    "\nimport os\n",
    "\n    return\n",
    "\npass",
    "\ndef f():",
  ],
  ...[
    "__proto__",
    "constructor",
    "toString",
    "hasOwnProperty",
    "class",
    "None",
    "_",
    "__debug__",
    "self",
    "print",
  ],
  ...[
    "Text",
    "nothing",
    "if_result",
    "repeat_item",
    "shortcut_input",
    "datetime",
    "is_workflow_actions_alert",
  ],
  ...[
    "a",
    "B",
    " ",
    "  ",
    ".",
    ",",
    "=",
    "(",
    ")",
    "[",
    "]",
    ":",
    "-",
    "0",
    "5",
    "é",
    "变量",
    "😀",
    "👨‍👩‍👧",
    "WFText",
    "-1",
    "1e9",
  ],
  "x".repeat(100),
];

const hostileText = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...PIECES) },
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    {
      minLength: 1,
      maxLength: 6,
    },
  )
  .map((pieces) => pieces.join(""))
  .filter((text) => text !== "");

interface Program {
  actions?: Actions;
  /** Top-level keys beside those of a new shortcut. */
  properties?: Parameters;
  name?: string;
}

/** Where the text is found again. */
type Found =
  /** In every layout, as a constant or in a comment. */
  | "body"
  /** In the metadata only, or as a name that it becomes. */
  | "metadata"
  /** As an escaped name, or not at all. */
  | "name";

const x = variable("x");
const act = (value: PlistValue) => ({ actions: [action("com.example.Act", { value })] });
const show = (...parts: (string | PlistDict)[]) => ({
  actions: [action("showresult", { Text: text(...parts) })],
});
const withStep = (step: PlistDict) => show("a ", variable("x", step));

/** Marks a text, so that it never is a numeral, a known word, or the number of a condition. */
const marked = (text: string): string => `n${text}`;
/** What is left of a text where only a comment may stand. */
const forComment = (text: string): string => text.replaceAll(/[^a-zA-Z"'#\\{}]/g, "x");

type Place = [found: Found, program: (hostile: string) => Program, adapt?: (text: string) => string];

const PLACES: Record<string, Place> = {
  "a text": ["body", (t) => ({ actions: [action("gettext", { WFTextActionText: t })] })],
  "a text whose output is read": [
    "body",
    (t) => ({
      actions: [action("gettext", { WFTextActionText: t, UUID: "A" }), ...show(output("A", "Text")).actions],
    }),
  ],
  "a text before a token": ["body", (t) => show(t, x)],
  "a text behind a token": ["body", (t) => show(x, t)],
  "a text between tokens that are strings": [
    "body",
    (t) => show(variable("x", key("k")), t, variable("x", key("k"))),
  ],
  "a key of a token": ["body", (t) => withStep(key(t))],
  "a property": ["body", (t) => withStep(property(t))],
  "the identity of a property": ["body", (t) => withStep(property("Name", t))],
  "a coercion": ["body", (t) => withStep(as(t))],
  "a date format": ["body", (t) => withStep(dateFormat({ WFDateFormatStyle: "Custom", WFDateFormat: t }))],
  "a unit": ["body", (t) => withStep(unit({ WFUnitSymbol: t }))],
  "an unknown aggrandizement": ["body", (t) => withStep({ Type: t })],
  "the prompt of Ask Each Time": ["body", (t) => show("a ", { Type: "Ask", Prompt: t })],
  "an unknown token": ["body", (t) => show("a ", { Type: "New", Name: t })],
  "the name of a missing output": ["body", (t) => show("a ", output("GONE", t))],
  "a UUID": [
    "name",
    (t) => ({
      actions: [action("gettext", { WFTextActionText: "a", UUID: t }), ...show(output(t, "Text")).actions],
    }),
  ],
  "a variable": [
    "metadata",
    (t) => ({ actions: [action("setvariable", { WFVariableName: t, WFInput: attachment(input) })] }),
  ],
  "a variable that is read": ["metadata", (t) => show("a ", variable(t))],
  "a custom name": [
    "metadata",
    (t) => ({
      actions: [
        action("gettext", { WFTextActionText: "a", UUID: "A", CustomOutputName: t }),
        ...show(output("A", t)).actions,
      ],
    }),
  ],
  "a copy of an output's name": [
    "metadata",
    (t) => ({
      actions: [action("gettext", { WFTextActionText: "a", UUID: "A" }), ...show(output("A", t)).actions],
    }),
  ],
  "the name of a result": [
    "metadata",
    (t) => ({
      actions: [
        ifBlock(hasInput, [vibrate], { end: { UUID: "E", CustomOutputName: t } }),
        ...show(output("E", t)).actions,
      ],
    }),
  ],
  "a key of a dictionary": ["body", (t) => act(dictionaryValue(["text", t, text("a")]))],
  "a value of a dictionary": ["body", (t) => act(dictionaryValue(["text", "k", text(t)]))],
  "a value of a dictionary with equal keys": [
    "body",
    (t) => act(dictionaryValue(["text", "k", text(t)], ["text", "k", text("a")])),
  ],
  "a key with a token": ["body", (t) => act(dictionaryValue(["text", text(t, x), text("a")]))],
  "a numeral": ["body", (t) => act(dictionaryValue(["number", "k", text(t)])), marked],
  "a boolean": ["body", (t) => act(dictionaryValue(["boolean", "k", booleanValue(t)]))],
  "an item of a list": ["body", (t) => ({ actions: [action("list", { WFItems: ["a", t] })] })],
  "an item of an array": ["body", (t) => act(arrayValue(t, listItem("text", text(t, x))))],
  "a magnitude and a unit": ["body", (t) => act(quantity(t, t))],
  "a serialization type": ["body", (t) => act(envelope(t, "a"))],
  "a key of a record": ["body", (t) => act({ [t]: 1 })],
  "a value of a record": ["body", (t) => act({ a: t })],
  "a range": [
    "body",
    (t) => act(envelope("WFTextTokenString", { string: "a", attachmentsByRange: { [t]: x } })),
  ],
  "a deeply nested value": [
    "body",
    (t) => {
      let value: PlistValue = t;
      for (let depth = 0; depth < 80; depth++) value = [value];
      return act(value);
    },
  ],
  "a row of a filter": [
    "body",
    (t) =>
      act(
        table(1, { Property: t, Operator: 4, Values: { String: t } }, { Property: "P", Operator: 4, [t]: t }),
      ),
  ],
  "a comment": ["body", (t) => ({ actions: [action("comment", { WFCommentActionText: t }), vibrate] })],
  "a comment in a branch": [
    "body",
    (t) => ({
      actions: ifBlock(hasInput, [vibrate, action("comment", { WFCommentActionText: t })], { otherwise: [] }),
    }),
  ],
  "a comment before a case": [
    "body",
    (t) => ({
      actions: [
        action("choosefrommenu", { GroupingIdentifier: "G", WFControlFlowMode: 0, WFMenuItems: ["A"] }),
        action("comment", { WFCommentActionText: t }),
        action("choosefrommenu", { GroupingIdentifier: "G", WFControlFlowMode: 1, WFMenuItemTitle: "A" }),
        action("choosefrommenu", { GroupingIdentifier: "G", WFControlFlowMode: 2 }),
      ],
    }),
    forComment,
  ],
  "a comment with a token": [
    "body",
    (t) => ({ actions: [action("comment", { WFCommentActionText: text(t, x) })] }),
  ],
  "the title of a case": ["body", (t) => ({ actions: menu({ WFMenuItems: [t] }, [[t, [vibrate]]]) })],
  "an item of a menu": ["body", (t) => ({ actions: menu({ WFMenuItems: ["a", t] }, [["a", []]]) })],
  "the prompt of a menu": [
    "body",
    (t) => ({ actions: menu({ WFMenuItems: ["A"], WFMenuPrompt: t }, [["A", []]]) }),
  ],
  "a prompt": ["body", (t) => ({ actions: [action("ask", { WFAskActionPrompt: t })] })],
  "a key of a dictionary value": [
    "body",
    (t) => ({ actions: [action("getvalueforkey", { WFInput: attachment(input), WFDictionaryKey: t })] }),
  ],
  "an operand": [
    "body",
    (t) => ({ actions: ifBlock(condition(input, 99, { WFConditionalActionString: t }), [vibrate]) }),
  ],
  "a number to compare with": [
    "body",
    (t) => ({ actions: ifBlock(condition(input, 2, { WFNumberValue: t }), [vibrate]) }),
    marked,
  ],
  "a condition": ["body", (t) => ({ actions: ifBlock(condition(input, t), [vibrate]) }), marked],
  "a count": ["body", (t) => ({ actions: repeat(t, [vibrate]) }), marked],
  "an output of the run": ["body", (t) => ({ actions: [action("output", { WFOutput: t })] })],
  "a parameter": [
    "body",
    (t) => ({ actions: [action("alert", { WFAlertActionMessage: t, WFAlertActionTitle: text(t, x) })] }),
  ],
  "the key of a parameter": ["name", (t) => ({ actions: [action("com.example.Act", { [t]: 1 })] })],
  "an identifier": [
    "name",
    (t) => ({ actions: [{ WFWorkflowActionIdentifier: t, WFWorkflowActionParameters: {} }] }),
  ],
  "a group": [
    "body",
    (t) => ({ actions: [action("conditional", { GroupingIdentifier: t, WFControlFlowMode: 2 })] }),
  ],
  "a malformed action": ["body", (t) => ({ actions: [{ Broken: t }] })],
  "a stale parameter": [
    "metadata",
    (t) => ({ actions: ifBlock({ ...hasInput, [t]: "a", WFDate: t }, [vibrate], { end: { [t]: t } }) }),
  ],
  // A program without metadata leaves out what has no effect.
  "a parameter that the form hides": [
    "metadata",
    (t) => ({ actions: [action("gettext", { WFTextActionText: "a", Extra: { [t]: t } })] }),
  ],
  "keys beside an action's own": ["metadata", (t) => ({ actions: [{ ...vibrate, [t]: t }] })],
  "the name of the shortcut": ["metadata", (t) => ({ name: t, actions: [vibrate] })],
  "the name in the file": ["metadata", (t) => ({ properties: { WFWorkflowName: t }, actions: [vibrate] })],
  "the client's version": [
    "metadata",
    (t) => ({ properties: { WFWorkflowClientVersion: t }, actions: [vibrate] }),
  ],
  "an icon": [
    "metadata",
    (t) => ({ properties: { WFWorkflowIcon: { [t]: new Uint8Array(Buffer.from(t)) } }, actions: [vibrate] }),
  ],
  "a type of input": [
    "metadata",
    (t) => ({ properties: { WFWorkflowInputContentItemClasses: [t] }, actions: [vibrate] }),
  ],
  "a question": [
    "metadata",
    (t) => ({
      properties: { WFWorkflowImportQuestions: [{ ActionIndex: 0, Text: t, DefaultValue: text(t, x) }] },
      actions: [vibrate],
    }),
  ],
  "an unknown top-level key": ["metadata", (t) => ({ properties: { [t]: t }, actions: [vibrate] })],
};

const LAYOUTS: ConvertOptions[] = [{}, { metadata: false }, { layout: "script" }];

function write({ actions = [], properties = {}, name = "Test" }: Program, options: ConvertOptions): string {
  return convert(shortcutFile(actions, { ...NEW_SHORTCUT, ...properties }), { name, ...options }).python;
}

interface Verdict {
  error?: string;
  structure?: string;
  found?: boolean;
}

/** What `injection-oracle.py` says of each program; its header says what that is. */
function ask(cases: { source: string; text: string }[]): Verdict[] {
  const result = spawnSync("python3", ["test/injection-oracle.py"], {
    input: JSON.stringify(cases.map(({ source, text }) => [source, text])),
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (result.status !== 0) throw new Error(`python3 failed: ${result.stderr}`);
  return JSON.parse(result.stdout) as Verdict[];
}

const RUNS = Number(process.env["SHORTCUT2PY_RUNS"] ?? 45);

describe.skipIf(!hasPython)("a hostile text stays a text", () => {
  const places = Object.entries(PLACES);
  const seed = Number(process.env["SHORTCUT2PY_SEED"] ?? 20_301_122);
  const texts = fc.sample(hostileText, { numRuns: RUNS * places.length, seed });
  const cases = places.flatMap(([place, [found, program, adapt = (text: string) => text]], p) =>
    LAYOUTS.flatMap((options, layout) => {
      const isMissing = found !== "body" && (found === "name" || layout > 0);
      const harmless = { place, isHarmless: true, isMissing: true, text: adapt("harmless"), source: "" };
      const hostile = texts.slice(p * RUNS, (p + 1) * RUNS).filter((_, i) => i % LAYOUTS.length === layout);
      return [
        harmless,
        ...hostile.map((text) => ({ ...harmless, isHarmless: false, isMissing, text: adapt(text) })),
      ].map((one) => ({
        ...one,
        source: write(program(one.text), options),
      }));
    }),
  );
  const verdicts = hasPython ? ask(cases) : [];
  const programs = new Map<
    string,
    { text: string; source: string; verdict: Verdict; expected: Verdict; isMissing: boolean }[]
  >();
  let expected: Verdict = {};
  for (const [i, one] of cases.entries()) {
    const verdict = verdicts[i] ?? {};
    if (one.isHarmless) expected = verdict;
    const list = programs.get(one.place);
    if (list) list.push({ ...one, verdict, expected });
    else programs.set(one.place, [{ ...one, verdict, expected }]);
  }

  test.each([...programs])("in %s", (_, list) => {
    const broken = list
      .filter(({ verdict, expected, isMissing }) => {
        return (
          verdict.error !== undefined ||
          verdict.structure !== expected.structure ||
          !(verdict.found || isMissing)
        );
      })
      .map(({ text, source, verdict, expected }) => ({
        text,
        source,
        verdict,
        expected: expected.structure,
      }));
    expect(broken.slice(0, 2)).toEqual([]);
  });

  test(`in ${cases.length} programs`, () => {
    expect(cases.length).toBeGreaterThan(2000);
  });

  test("and one that does not is noticed", () => {
    const harmless = write(PLACES["a prompt"]![1]("harmless"), {});
    const injected = [
      harmless.replace('"harmless"', '"harmless"); exit("harmless"'),
      harmless.replace('"harmless"', '"harm" + "less"'),
      harmless.replace('"harmless"', '"harmless\\x00"'),
      harmless.replace("__shortcut__ = {", '__shortcut__ = {"a": open("a"), '),
      harmless.replace('"harmless"', '"harmless'),
    ];
    const [sound, ...verdicts] = ask([harmless, ...injected].map((source) => ({ source, text: "harmless" })));
    for (const { error, structure, found } of verdicts) {
      expect([error, structure, found]).not.toEqual([undefined, sound!.structure, true]);
    }
  });
});
