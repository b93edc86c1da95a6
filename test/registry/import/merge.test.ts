import { describe, expect, test } from "vitest";
import { extendLookup, factsOf } from "../../../src/registry/records/extend-lookup.ts";
import { extendRegistry, mergeRecords, withUserRecord } from "../../../src/registry/import/merge.ts";
import { lookup } from "../../../src/registry/lookup.ts";
import type { ActionRecord } from "../../../src/registry/records/record.ts";
import { records as shipped, registryOf } from "../documents.ts";

const ID = "com.example.Tea.Pour";
const parameter = (key: string, pythonType = "str") => ({ key, class: "String", pythonType });

function record(changes: Partial<ActionRecord> = {}): ActionRecord {
  return {
    identifier: ID,
    pythonName: "com_example_Tea_Pour",
    app: "com.example.Tea",
    description: "Pour (com.example.Tea).",
    descriptionBy: "composed",
    kind: "appintent",
    knowledge: "full",
    parameters: [],
    ...changes,
  };
}

const merged = (...records: ActionRecord[]) => {
  const all = new Map<string, ActionRecord>();
  for (const item of records) mergeRecords(all, [item]);
  return all.get(ID)!;
};

describe("merging", () => {
  test("says what is new, what has changed and what has not", () => {
    const all = new Map<string, ActionRecord>();
    const other = record({ identifier: "com.example.Tea.Boil" });
    const none = { added: [], updated: [], unchanged: [] };
    expect(mergeRecords(all, [record(), other])).toEqual({ ...none, added: [other.identifier, ID] });
    expect(mergeRecords(all, [structuredClone(record())])).toEqual({ ...none, unchanged: [ID] });
    const changed = record({ parameters: [parameter("cup")] });
    expect(mergeRecords(all, [changed, other])).toEqual({
      ...none,
      updated: [ID],
      unchanged: [other.identifier],
    });
    expect(all.get(ID)).toEqual(changed);
  });

  test("keeps what is better known, whichever comes first", () => {
    const full = record({
      parameters: [parameter("cup", "Entity")],
      input: { parameterKey: "cup", types: [] },
    });
    const toolkit = record({
      knowledge: "toolkit",
      title: "Pour",
      description: "Pours.",
      descriptionBy: "hand",
      parameters: [parameter("size"), parameter("cup", "Any")],
      output: { types: ["string"], pythonType: "str" },
    });
    const both = {
      ...full,
      title: "Pour",
      description: "Pours.",
      descriptionBy: "hand",
      output: { types: ["string"], pythonType: "str" },
      parameters: [parameter("cup", "Entity"), parameter("size")],
    };
    expect(merged(full, toolkit)).toEqual(both);
    expect(merged(toolkit, full)).toEqual(both);
  });

  test("forgets what a newer definition of the same kind no longer says", () => {
    const old = record({ parameters: [parameter("cup"), parameter("gone")], title: "Old" });
    const newer = record({ parameters: [parameter("cup")] });
    expect(merged(old, newer)).toEqual(newer);
  });
});

describe("beside our own registry", () => {
  const ours = record({
    description: "What we say.",
    descriptionBy: "hand",
    uses: 7,
    inputPassthrough: true,
    input: { parameterKey: "cup", types: ["public.data"] },
    parameters: [parameter("cup"), parameter("kept")],
  });

  test("ours goes on saying what goes in and out, and what is in our words", () => {
    const user = record({
      description: "What they say.",
      descriptionBy: "hand",
      blocksOutput: true,
      parameters: [parameter("added"), parameter("cup", "int")],
    });
    expect(withUserRecord(ours, user)).toEqual({
      ...ours,
      parameters: [parameter("cup", "int"), parameter("added"), parameter("kept")],
    });
  });

  test("the user's says what ours does not know", () => {
    const user = record({
      description: "What they say.",
      descriptionBy: "hand",
      output: { types: ["String"], pythonType: "str" },
      parameters: [parameter("cup")],
    });
    const nameOnly = record({ knowledge: "name-only", uses: 3, output: { name: "Tea" } });
    expect(withUserRecord(nameOnly, user)).toEqual({ ...user, uses: 3 });
    expect(withUserRecord(undefined, user)).toBe(user);
  });

  test("both are one registry", () => {
    const user = record({ identifier: "com.example.Tea.New" });
    const both = extendRegistry(registryOf([ours]), registryOf([user]));
    expect(both.identifiers).toEqual(["com.example.Tea.New", ID]);
    expect(both.get("com.example.Tea.New")).toEqual(user);
    expect(both.get(ID)).toEqual(ours);
    expect(both.get("com.example.Tea.Other")).toBeUndefined();
  });
});

describe("facts for convert", () => {
  test("are those of the index, for every record that is shipped", () => {
    const wrong = shipped.filter((item) => {
      const { parameterClass, ...facts } = factsOf(item);
      // Which keys there are besides, only the index tells.
      const { parameterClass: indexed, otherKeys: _, ...expected } = lookup(item.identifier)!;
      const classes = item.parameters.every(({ key }) => parameterClass(key) === indexed(key));
      return !classes || JSON.stringify(facts) !== JSON.stringify(expected);
    });
    expect(wrong.map(({ identifier }) => identifier)).toEqual([]);
  });

  test("are the user's where ours are silent", () => {
    const user = record({
      input: { parameterKey: "cup", types: [] },
      output: { name: "Tea", types: ["String"], pythonType: "str" },
      parameters: [parameter("cup"), parameter("size")],
    });
    const find = extendLookup(lookup, registryOf([user]));
    expect(find(ID)).toMatchObject({
      inputKey: "cup",
      outputName: "Tea",
      outputKnown: true,
      outputKind: "text",
      parameterOrder: ["cup", "size"],
    });
    expect(find("is.workflow.actions.gettext")).toBe(lookup("is.workflow.actions.gettext"));
    expect(find("com.example.Tea.Other")).toBeUndefined();
  });

  test("stay ours where the user's say otherwise, but gain parameters", () => {
    const identifier = "is.workflow.actions.speaktext";
    const user = record({
      identifier,
      blocksOutput: true,
      parameters: [parameter("WFTone"), parameter("WFText")],
    });
    const { parameterClass, ...facts } = extendLookup(lookup, registryOf([user]))(identifier)!;
    const { parameterClass: ownClass, ...own } = lookup(identifier)!;
    expect(facts).toEqual({ ...own, parameterOrder: [...own.parameterOrder, "WFTone"] });
    expect(parameterClass("WFText")).toBe(ownClass("WFText"));
    expect(own.inputKey).toBe("WFText");
  });
});
