import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { convert } from "../src/index.ts";
import type { PlistDict, PlistValue } from "../src/plist/value.ts";
import { parsePython } from "./support/cpython.ts";
import { runCase, seedOf } from "./support/fuzz.ts";
import { MUTATIONS } from "./support/mutate.ts";
import { ruffFormat } from "./support/ruff.ts";
import { encodeBinaryPlist } from "./support/encode-plist.ts";
import {
  action,
  attachment,
  condition,
  dictionaryValue,
  marker,
  output,
  shortcutFile,
  text,
  variable,
  type Item,
} from "./support/shortcut.ts";
import { cpuTime } from "./support/cpu-time.ts";

const samples = readdirSync("samples").map((name) => {
  const input = readdirSync(join("samples", name)).find((file) => file.startsWith("input"))!;
  return seedOf(new Uint8Array(readFileSync(join("samples", name, input))));
});

describe("damaged samples", () => {
  // Values of the wrong type get further than damaged bytes, so there are more of them.
  test.each(MUTATIONS)("%s: an error with a code, or Python that parses", (kind) => {
    const programs: string[] = [];
    for (let number = 0; number < (kind === "confuse" ? 1500 : 150); number++) {
      const { python, crash, milliseconds } = runCase(samples, kind, number);
      if (crash !== undefined) throw new Error(`${kind} ${number}`, { cause: crash });
      expect(milliseconds, `${kind} ${number}`).toBeLessThan(2000);
      programs.push(...python);
    }
    const refused = parsePython(programs, "nothing").flatMap(({ error }, i) =>
      error ? [`${error}: ${programs[i]}`] : [],
    );
    expect(refused).toEqual([]);
    for (const program of programs.filter((_, i) => i % 7 === 0)) expect(ruffFormat(program)).toBe(program);
  });
});

/** Programs that are large in one direction. */
describe("large shortcuts", () => {
  const many = <Item>(count: number, make: (i: number) => Item): Item[] =>
    Array.from({ length: count }, (_, i) => make(i));
  const nest = (count: number, open: (i: number) => PlistDict[], close: (i: number) => PlistDict[]) => [
    ...many(count, open).flat(),
    action("vibrate"),
    ...many(count, (i) => close(count - 1 - i)).flat(),
  ];
  const textAction = (uuid: string, value: PlistValue) =>
    action("gettext", { UUID: uuid, WFTextActionText: value });

  test.each<[string, () => Uint8Array]>([
    [
      "20,000 actions",
      () => shortcutFile(many(20_000, (i) => textAction(`u${i}`, text(output(`u${i - 1}`, "Text"))))),
    ],
    ["a text of 20 MB", () => shortcutFile([textAction("a", "line of text\n".repeat(1_600_000))])],
    [
      "a text with 30,000 variables",
      () => shortcutFile([textAction("a", text(...many(30_000, () => variable("x"))))]),
    ],
    [
      "a Dictionary with 20,000 items",
      () =>
        shortcutFile([
          action("dictionary", {
            WFItems: dictionaryValue(...many(20_000, (i): Item => ["text", text(`k${i}`), text("v")])),
          }),
        ]),
    ],
    [
      "5,000 variables",
      () =>
        shortcutFile(
          many(5_000, (i) =>
            action("setvariable", {
              WFVariableName: `Größe ${i}`,
              WFInput: attachment(variable(`Größe ${i + 1}`)),
            }),
          ),
        ),
    ],
    [
      "a name of 100,000 characters",
      () =>
        shortcutFile([
          action("setvariable", {
            WFVariableName: "ab ".repeat(33_333),
            WFInput: attachment(variable("ab ".repeat(33_333))),
          }),
        ]),
    ],
    [
      "300 Ifs in each other",
      () =>
        shortcutFile(
          nest(
            300,
            (i) => [marker("conditional", 0, `g${i}`, condition(variable("x"), 100))],
            (i) => [marker("conditional", 2, `g${i}`)],
          ),
        ),
    ],
    [
      "300 menus in each other",
      () =>
        shortcutFile(
          nest(
            300,
            (i) => [
              marker("choosefrommenu", 0, `g${i}`, { WFMenuItems: ["A"] }),
              marker("choosefrommenu", 1, `g${i}`, { WFMenuItemTitle: "A" }),
            ],
            (i) => [marker("choosefrommenu", 2, `g${i}`)],
          ),
        ),
    ],
    [
      "300 repeats in each other",
      () =>
        shortcutFile(
          nest(
            300,
            (i) => [marker("repeat.count", 0, `g${i}`, { WFRepeatCount: 2 })],
            (i) => [marker("repeat.count", 2, `g${i}`)],
          ),
        ),
    ],
    [
      "a value nested 400 deep",
      () => {
        let value: PlistValue = "bottom";
        for (let i = 0; i < 400; i++) value = i % 2 === 0 ? [value] : { key: value };
        return shortcutFile([action("com.example.Act", { value })]);
      },
    ],
    [
      "20,000 menus in a row, each with the result of the one before it",
      () =>
        shortcutFile([
          ...many(20_000, (i) => [
            marker("choosefrommenu", 0, `g${i}`, { WFMenuItems: ["A"] }),
            marker("choosefrommenu", 1, `g${i}`, { WFMenuItemTitle: "A" }),
            marker("choosefrommenu", 2, `g${i}`),
          ]).flat(),
          action("count"),
        ]),
    ],
    [
      "3,000 Otherwise Ifs",
      () => {
        const test = condition(variable("x"), 100);
        return shortcutFile([
          marker("conditional", 0, "g", test),
          ...many(3_000, () => marker("conditional", 1, "g", test)),
          marker("conditional", 2, "g"),
        ]);
      },
    ],
    [
      "a variable changed 5,000 times",
      () => {
        const step = { Type: "WFCoercionVariableAggrandizement", CoercionItemClass: "WFStringContentItem" };
        const changed = { ...variable("x"), Aggrandizements: many(5_000, () => step) };
        return shortcutFile([action("com.example.Act", { value: attachment(changed) })]);
      },
    ],
    [
      "a long question that 5,000 actions hand on",
      () => {
        const question = attachment({ Type: "Ask", Prompt: "p".repeat(100_000) });
        return shortcutFile([
          action("setvariable", { WFVariableName: "a", WFInput: question }),
          ...many(5_000, () => action("setvariable", { WFVariableName: "b" })),
        ]);
      },
    ],
    [
      "Dictionaries with equal keys nested 60 deep",
      () => {
        let value = dictionaryValue();
        for (let i = 0; i < 60; i++) {
          value = dictionaryValue(["dictionary", "k", { ...value, Value: value }], ["text", "k", ""]);
        }
        return shortcutFile([action("dictionary", { WFItems: value })]);
      },
    ],
    [
      "an odd parameter key of 100,000 characters on 100 actions",
      () => shortcutFile(many(100, () => action("com.example.Act", { ["k-".repeat(50_000)]: 1 }))),
    ],
    [
      "metadata nested 400 deep",
      () => {
        let value: PlistValue = "bottom";
        for (let i = 0; i < 400; i++) value = i % 2 === 0 ? [value] : { key: value };
        return encodeBinaryPlist({ WFWorkflowActions: [], Odd: value });
      },
    ],
  ])("%s", (_, make) => {
    const bytes = make();
    const start = cpuTime();
    const programs = [convert(bytes).python, convert(bytes, { layout: "script" }).python];
    expect(cpuTime() - start).toBeLessThan(15_000);
    expect(parsePython(programs, "nothing")).toEqual([{}, {}]);
  });

  test("that would be longer than any reader could hold are refused", () => {
    const lines = "a\n".repeat(1_000_000);
    const bytes = shortcutFile(
      nest(
        89,
        (i) => [marker("repeat.count", 0, `g${i}`, { WFRepeatCount: 2 })],
        (i) => [
          ...(i === 88 ? [action("comment", { WFCommentActionText: lines })] : []),
          marker("repeat.count", 2, `g${i}`),
        ],
      ),
    );
    expect(() => convert(bytes)).toThrow(expect.objectContaining({ code: "SC3003" }));
  });
});
