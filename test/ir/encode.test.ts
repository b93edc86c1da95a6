import { describe, expect, test } from "vitest";
import { decodeActions } from "../../src/ir/decode.ts";
import { encodeWorkflow } from "../../src/ir/encode.ts";
import { PlistReal, isDict, strictEqual } from "../../src/plist/value.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import { corpusValues } from "../plist/corpus-values.ts";
import { dict } from "../plist/plistlib-oracle.ts";
import { corpus, hasCorpus } from "../support/corpus.ts";

if (!hasCorpus) console.warn(`Encoding real shortcuts is not tested: there is no ${corpus}.`);

const roundTrip = (root: PlistValue): PlistValue => encodeWorkflow(decodeActions(root, []));

test("actions come first, in an action the identifier, then the parameters", () => {
  const parameters = dict(["UUID", "A"], ["Count", new PlistReal(5)]);
  const action = { index: 0, identifier: "is.workflow.actions.count", parameters, extras: dict(["odd", 1]) };
  const root = encodeWorkflow({ properties: dict(["WFWorkflowIcon", dict()]), actions: [action] });
  expect(Object.keys(root)).toEqual(["WFWorkflowActions", "WFWorkflowIcon"]);
  const [encoded] = root["WFWorkflowActions"] as PlistValue[];
  expect(Object.entries(encoded as object)).toEqual([
    ["WFWorkflowActionIdentifier", "is.workflow.actions.count"],
    ["WFWorkflowActionParameters", parameters],
    ["odd", 1],
  ]);
});

describe("what was decoded is encoded again", () => {
  const identifier: [string, PlistValue] = ["WFWorkflowActionIdentifier", "is.workflow.actions.exit"];
  const parameters: [string, PlistValue] = ["WFWorkflowActionParameters", dict(["UUID", "A"])];

  test.each<[string, PlistValue]>([
    ["an action", dict(identifier, parameters)],
    ["keys beside identifier and parameters", dict(["a", 1], parameters, ["__proto__", dict()], identifier)],
    ["no identifier", dict(parameters)],
    ["an empty identifier", dict(["WFWorkflowActionIdentifier", ""], parameters)],
    ["an identifier that is no text", dict(["WFWorkflowActionIdentifier", 5], parameters, ["a", 1])],
    ["parameters that are no dictionary", dict(identifier, ["WFWorkflowActionParameters", []])],
    ["a text for an action", "is.workflow.actions.exit"],
    ["null for an action", null],
  ])("%s", (_, action) => {
    const root = dict(["A", 1], ["WFWorkflowActions", [action, action]], ["B", [new PlistReal(1)]]);
    expect(strictEqual(roundTrip(root), root)).toBe(true);
  });

  test("no actions and no properties", () => {
    expect(roundTrip(dict(["WFWorkflowActions", []]))).toEqual(dict(["WFWorkflowActions", []]));
  });

  test.skipIf(!hasCorpus)("every real file", () => {
    const shortcuts = corpusValues().filter(({ value }) => isDict(value) && "WFWorkflowActions" in value);
    expect(shortcuts.length).toBeGreaterThan(800);
    const different = shortcuts.filter(({ value }) => !strictEqual(roundTrip(value), value));
    expect(different.map(({ name }) => name)).toEqual([]);
  });
});
