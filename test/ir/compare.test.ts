import { describe, expect, test } from "vitest";
import { compareShortcuts, type Difference } from "../../src/ir/compare.ts";
import { PlistDate, PlistDict, PlistReal, PlistUid, isDict, strictEqual } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { corpusValues } from "../plist/corpus-values.ts";
import { dict, tagged } from "../plist/plistlib-oracle.ts";
import { corpus, hasCorpus } from "../support/corpus.ts";
import { Random } from "../support/mutate.ts";
import { changed, IDENTIFIER_KEYS } from "./changed.ts";
import { action, attachment, output, type Parameters } from "../support/shortcut.ts";

if (!hasCorpus) console.warn(`Comparing real shortcuts is not tested: there is no ${corpus}.`);

const shortcut = (...actions: PlistValue[]): PlistDict => dict(["WFWorkflowActions", actions]);
const makes = (uuid: PlistValue): PlistDict => action("gettext", { UUID: uuid });
const reads = (uuid: string): PlistDict => action("showresult", { Text: attachment(output(uuid)) });
const readsNameless = (uuid: string): PlistDict =>
  action("showresult", { Text: attachment({ Type: "Variable", OutputName: "v", OutputUUID: uuid }) });
const group = (identifier: string): PlistDict =>
  action("conditional", { GroupingIdentifier: identifier, WFControlFlowMode: 0 });
const withParameters = (parameters: Parameters): PlistDict => shortcut(action("x", parameters));

const differences = (expected: PlistValue, actual: PlistValue): Difference[] =>
  compareShortcuts(expected, actual).differences;

describe("shortcuts that are the same", () => {
  test.each<[string, PlistDict, PlistDict]>([
    [
      "the order of keys",
      dict(["WFWorkflowActions", []], ["a", dict(["x", 1], ["y", 2])]),
      dict(["a", dict(["y", 2], ["x", 1])], ["WFWorkflowActions", []]),
    ],
    [
      "renamed identifiers",
      shortcut(group("G"), makes("A"), makes("B"), reads("B"), reads("A"), group("G")),
      shortcut(group("1"), makes("2"), makes("3"), reads("3"), reads("2"), group("1")),
    ],
    [
      "identifiers that change places",
      shortcut(makes("A"), makes("B"), reads("A"), reads("B"), group("G"), group("H")),
      shortcut(makes("B"), makes("A"), reads("B"), reads("A"), group("H"), group("G")),
    ],
    [
      "an output that is read as a variable without a name",
      shortcut(makes("A"), readsNameless("A")),
      shortcut(makes("B"), readsNameless("B")),
    ],
    ["an output that nothing makes", shortcut(reads("A"), reads("A")), shortcut(reads("B"), reads("B"))],
    ["one that is made later", shortcut(reads("A"), makes("A")), shortcut(reads("B"), makes("B"))],
    [
      "a UUID of several actions",
      shortcut(makes("A"), makes("A"), reads("A")),
      shortcut(makes("B"), makes("B"), reads("B")),
    ],
    [
      "identifiers that differ by case",
      shortcut(makes("a"), makes("A"), reads("a"), reads("A")),
      shortcut(makes("1"), makes("2"), reads("1"), reads("2")),
    ],
    [
      "tokens outside of actions",
      dict(["WFWorkflowActions", [makes("A")]], ["Questions", [output("A")]]),
      dict(["WFWorkflowActions", [makes("B")]], ["Questions", [output("B")]]),
    ],
    ["a UUID that nothing reads is missing", shortcut(makes("A")), shortcut(action("gettext"))],
    ["or is another", shortcut(makes("A"), makes("A")), shortcut(makes("B"), makes("C"))],
    ["NaN", withParameters({ a: new PlistReal(NaN) }), withParameters({ a: new PlistReal(NaN) })],
  ])("%s", (_, one, other) => {
    expect(differences(one, other)).toEqual([]);
    expect(differences(other, one)).toEqual([]);
  });
});

test("a variable without a name reads the same output, or another", () => {
  const one = shortcut(makes("A"), makes("B"), reads("B"), readsNameless("A"));
  const lost = shortcut(makes("1"), makes("2"), reads("2"), readsNameless("A"));
  const other = shortcut(makes("1"), makes("2"), reads("2"), readsNameless("2"));
  expect(differences(one, lost).map(({ action }) => action)).toEqual([0]);
  // What the first action makes is read by nothing any more.
  expect(differences(one, other).map(({ action }) => action)).toEqual([0, 3]);
});

describe("shortcuts that are not the same", () => {
  test.each<[string, PlistDict, PlistDict]>([
    [
      "two UUIDs become one",
      shortcut(makes("A"), makes("B"), reads("A"), reads("B")),
      shortcut(makes("A"), makes("A"), reads("A"), reads("A")),
    ],
    ["a token names another action", shortcut(makes("A"), reads("A")), shortcut(makes("A"), reads("B"))],
    [
      "it names another one that is read as well",
      shortcut(makes("A"), makes("B"), reads("A"), reads("B")),
      shortcut(makes("A"), makes("B"), reads("B"), reads("A")),
    ],
    [
      "only one of two uses changes its case",
      shortcut(makes("A"), reads("A")),
      shortcut(makes("A"), reads("a")),
    ],
    ["two groups become one", shortcut(group("G"), group("H")), shortcut(group("G"), group("G"))],
    [
      "a group takes the identifier of an output",
      shortcut(group("G"), makes("A"), reads("A")),
      shortcut(group("A"), makes("A"), reads("A")),
    ],
    [
      "a UUID that is read is missing",
      shortcut(makes("A"), reads("A")),
      shortcut(action("gettext"), reads("A")),
    ],
    [
      "an output that nothing made is made",
      shortcut(reads("A"), makes("B")),
      shortcut(reads("A"), makes("A")),
    ],
    ["a group is missing", shortcut(group("G")), shortcut(action("conditional", { WFControlFlowMode: 0 }))],
    ["a UUID that is no string", shortcut(makes(1)), shortcut(action("gettext"))],
    ["it changes", shortcut(makes(1)), shortcut(makes(2))],
    [
      "a UUID further inside",
      withParameters({ a: dict(["UUID", "A"]) }),
      withParameters({ a: dict(["UUID", "B"]) }),
    ],
    [
      "an OutputUUID that is in no token of an output",
      withParameters({ a: { Type: "Variable", VariableName: "v", OutputUUID: "A" } }),
      withParameters({ a: { Type: "Variable", VariableName: "v", OutputUUID: "B" } }),
    ],
    [
      "a VariableUUID",
      withParameters({ a: { Type: "Variable", VariableUUID: "A" } }),
      withParameters({ a: { Type: "Variable", VariableUUID: "B" } }),
    ],
    ["the order of actions", shortcut(reads("A"), group("G")), shortcut(group("G"), reads("A"))],
    ["-0.0", withParameters({ a: new PlistReal(-0) }), withParameters({ a: new PlistReal(0) })],
    ["true and 1", withParameters({ a: true }), withParameters({ a: 1 })],
    [
      "no parameters and empty ones",
      shortcut(dict()),
      shortcut(dict(["WFWorkflowActionParameters", dict()])),
    ],
    ["a UUID of parameters that are gone", shortcut(makes("A")), shortcut(dict())],
  ])("%s", (_, one, other) => {
    expect(differences(one, other)).not.toEqual([]);
    expect(differences(other, one)).not.toEqual([]);
  });
});

describe("what is reported", () => {
  const at = (key: string): string => `WFWorkflowActions[0].WFWorkflowActionParameters${key}`;
  const long = "x".repeat(100);

  test.each<[string, PlistValue, PlistValue, Omit<Difference, "action" | "keyPath">]>([
    ["5 and 5.0", 5, new PlistReal(5), { kind: "type", expected: "integer 5", actual: "real 5" }],
    ["5 and its text", 5, "5", { kind: "type", expected: "integer 5", actual: '"5"' }],
    ["a bare value", [5], 5, { kind: "type", expected: "array of 1", actual: "integer 5" }],
    ["an envelope", dict(["a", 1]), "", { kind: "type", expected: "dictionary of 1", actual: '""' }],
    ["null", null, false, { kind: "type", expected: "null", actual: "false" }],
    ["a UID", new PlistUid(1), 1, { kind: "type", expected: "UID 1", actual: "integer 1" }],
    [
      "integers",
      5,
      2n ** 64n,
      { kind: "value", expected: "integer 5", actual: "integer 18446744073709551616" },
    ],
    [
      "reals",
      new PlistReal(-0),
      new PlistReal(0),
      { kind: "value", expected: "real -0.0", actual: "real 0" },
    ],
    ["booleans", true, false, { kind: "value", expected: "true", actual: "false" }],
    [
      "dates",
      new PlistDate(0.5),
      new PlistDate(0),
      { kind: "value", expected: "date 0.5 s after 2001", actual: "date 0 s after 2001" },
    ],
    [
      "data",
      Uint8Array.of(1, 2),
      Uint8Array.of(1, 3, 4),
      {
        kind: "value",
        expected: "data of 2 bytes, byte 1 is 2",
        actual: "data of 3 bytes, byte 1 is 3",
      },
    ],
    ["texts", "a\u0001", "b", { kind: "value", expected: '"a\\u0001"', actual: '"b"' }],
    [
      "long texts, from shortly before where they part",
      `${long}yes`,
      `${long}no`,
      { kind: "value", expected: '"…xxxxxxxxxxyes"', actual: '"…xxxxxxxxxxno"' },
    ],
    ["lengths", [1], [1, 2], { kind: "length", expected: "array of 1", actual: "array of 2" }],
  ])("%s", (_, expected, actual, difference) => {
    expect(differences(withParameters({ a: expected }), withParameters({ a: actual }))).toEqual([
      { action: 0, keyPath: at(".a"), ...difference },
    ]);
  });

  test("keys on one side only", () => {
    expect(differences(withParameters({ a: 1, b: 2 }), withParameters({ b: 2, "odd key": [] }))).toEqual([
      { action: 0, keyPath: at(".a"), kind: "missing", expected: "integer 1" },
      { action: 0, keyPath: at('["odd key"]'), kind: "unexpected", actual: "array of 0" },
    ]);
  });

  test("what each of two identifiers is paired with elsewhere", () => {
    const expected = shortcut(makes("A"), makes("B"), reads("A"), reads("B"));
    const actual = shortcut(makes("X"), makes("Y"), reads("Y"), reads("Z"));
    // Nothing reads X, so it counts as missing; then A is first met at the token.
    expect(differences(expected, actual)).toEqual([
      { action: 0, keyPath: at(".UUID"), kind: "missing", expected: '"A"' },
      {
        action: 2,
        keyPath: "WFWorkflowActions[2].WFWorkflowActionParameters.Text.Value.OutputUUID",
        kind: "value",
        expected: '"A"',
        actual: '"Y", elsewhere paired with "B"',
      },
      {
        action: 3,
        keyPath: "WFWorkflowActions[3].WFWorkflowActionParameters.Text.Value.OutputUUID",
        kind: "value",
        expected: '"B", elsewhere paired with "Y"',
        actual: '"Z"',
      },
    ]);
  });

  test("an action that is missing", () => {
    const [first, second] = [action("first"), action("second")];
    expect(differences(shortcut(first, second), shortcut(second))).toEqual([
      { keyPath: "WFWorkflowActions", kind: "length", expected: "array of 2", actual: "array of 1" },
      {
        action: 0,
        keyPath: "WFWorkflowActions[0].WFWorkflowActionIdentifier",
        kind: "value",
        expected: '"is.workflow.actions.first"',
        actual: '"is.workflow.actions.second"',
      },
    ]);
  });

  test("properties, which belong to no action", () => {
    const questions = (index: number): PlistDict =>
      dict(["WFWorkflowImportQuestions", [dict(["ActionIndex", index])]]);
    expect(differences(questions(1), questions(2))).toEqual([
      {
        keyPath: "WFWorkflowImportQuestions[0].ActionIndex",
        kind: "value",
        expected: "integer 1",
        actual: "integer 2",
      },
    ]);
  });

  test("values that are no shortcuts", () => {
    expect(differences([], dict())).toEqual([
      { keyPath: "the root", kind: "type", expected: "array of 0", actual: "dictionary of 0" },
    ]);
  });

  test("as many as asked for, while all are counted", () => {
    const many = (start: number): PlistDict => shortcut(...Array.from({ length: 50 }, (_, i) => start + i));
    expect(compareShortcuts(many(0), many(100)).differences).toHaveLength(20);
    expect(compareShortcuts(many(0), many(100), { limit: 2 })).toMatchObject({
      total: 50,
      differences: [{ action: 0 }, { action: 1 }],
    });
  });
});

describe.skipIf(!hasCorpus)("real shortcuts", () => {
  const shortcuts = corpusValues().map(({ value }) => value);

  test("equal themselves under other identifiers, without those that nothing reads", () => {
    const renamed = shortcuts.map((value) => rewritten(value, (id) => `new ${id}`));
    expect(shortcuts.filter((value, i) => compareShortcuts(value, renamed[i]!).total > 0)).toEqual([]);
    expect(shortcuts.filter((value, i) => compareShortcuts(renamed[i]!, value).total > 0)).toEqual([]);
    expect(shortcuts.filter((value, i) => !strictEqual(value, renamed[i])).length).toBeGreaterThan(600);
  });

  test("do not, if two identifiers become one", () => {
    let merged = 0;
    for (const value of shortcuts) {
      const names: string[] = [];
      rewritten(value, (id) => (names.includes(id) || names.push(id), id));
      if (names.length < 2) continue;
      const other = rewritten(value, (id) => (id === names[1] ? names[0]! : id));
      expect(compareShortcuts(value, other).total).toBeGreaterThan(0);
      expect(compareShortcuts(other, value).total).toBeGreaterThan(0);
      merged++;
    }
    expect(merged).toBeGreaterThan(500);
  });

  test("no single change goes unnoticed but those that are permitted", () => {
    const random = new Random(44);
    const small = shortcuts.filter((value) => tagged(value).length < 100_000);
    expect(small.length).toBeGreaterThan(600);
    let permitted = 0;
    for (let run = 0; run < 3000; run++) {
      const original = random.pick(small);
      const { value, key, kind } = changed(original, random);
      if (strictEqual(original, value)) continue;
      const same = compareShortcuts(original, value).total === 0;
      expect({ run, same }).toEqual({ run, same: canonical(original) === canonical(value) });
      if (!same) continue;
      permitted++;
      // Two actions that differ in nothing else may also change places.
      if (kind !== "swap") expect(IDENTIFIER_KEYS).toContain(key);
    }
    expect(permitted).toBeGreaterThan(50);
    expect(permitted).toBeLessThan(1000);
  });
});

/** A text that two shortcuts share exactly if they are the same: an oracle that compares nothing. */
function canonical(root: PlistValue): string {
  const names = new Map<string, string>();
  return tagged(
    rewritten(root, (id) => {
      if (!names.has(id)) names.set(id, `#${names.size}`);
      return names.get(id)!;
    }),
  );
}

/** A copy with sorted keys, without the UUIDs that nothing reads, and with the other identifiers renamed in order. */
function rewritten(root: PlistValue, rename: (identifier: string) => string): PlistValue {
  const parameters = parametersOf(root);
  const read = new Set(readUuids(root));
  return copy(root);

  function copy(value: PlistValue): PlistValue {
    if (Array.isArray(value)) return value.map(copy);
    if (!isDict(value)) return value;
    const result = new PlistDict();
    for (const key of Object.keys(value).toSorted()) {
      const item = value[key]!;
      const isOutput = key === "OutputUUID" && value["Type"] === "ActionOutput";
      const isGroup = key === "GroupingIdentifier" && parameters.has(value);
      const isUuid = key === "UUID" && parameters.has(value);
      if (isUuid && typeof item === "string" && !read.has(item)) continue;
      result[key] = (isOutput || isGroup || isUuid) && typeof item === "string" ? rename(item) : copy(item);
    }
    return result;
  }
}

/** Every UUID that a token names. */
function readUuids(value: PlistValue): PlistValue[] {
  if (Array.isArray(value)) return value.flatMap(readUuids);
  if (!isDict(value)) return [];
  const own = value["Type"] === "ActionOutput" ? [value["OutputUUID"] ?? null] : [];
  return [...own, ...Object.values(value).flatMap(readUuids)];
}

/** The dictionaries that are the parameters of an action. */
function parametersOf(root: PlistValue): Set<PlistValue> {
  const actions = isDict(root) ? root["WFWorkflowActions"] : undefined;
  const dicts = Array.isArray(actions) ? actions.filter(isDict) : [];
  return new Set(dicts.map((action) => action["WFWorkflowActionParameters"] ?? null).filter(isDict));
}
