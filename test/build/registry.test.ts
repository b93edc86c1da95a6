import { existsSync, readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { buildRegistry, type Apps } from "../../src/build/registry/build.ts";
import type { RawFacts } from "../../src/registry/records/raw-facts.ts";
import {
  appleNames,
  furtherFacts,
  type AppleTool,
  type FurtherIdentifiers,
} from "../../src/build/registry/further-facts.ts";
import type { ObservedShapes } from "../../src/build/registry/forms.ts";
import type { NameRules } from "../../src/build/registry/names.ts";
import type { Override } from "../../src/build/registry/overrides.ts";
import type { OwnWords } from "../../src/registry/records/own-words.ts";
import { lookup } from "../../src/registry/lookup.ts";
import { resolveName } from "../../src/registry/names.ts";
import type { ActionRecord } from "../../src/registry/records/record.ts";
import { documents, records } from "../registry/documents.ts";
import { violations, type Schema } from "../registry/json-schema.ts";

const readJson = (path: string): unknown => JSON.parse(readFileSync(path, "utf8"));
const factsPath = resolve(process.env["SHORTCUT2PY_FACTS"] ?? "../shared/registry/facts.json");
const appleNamesPath = resolve(dirname(factsPath), "apple-python-names.json");
const shapesPath = resolve(dirname(factsPath), "../format/param-shapes.json");
const hasFacts = [factsPath, appleNamesPath, shapesPath].every((path) => existsSync(path));
if (!hasFacts) console.warn(`Whether the registry is up to date is not checked: there is no ${factsPath}.`);

describe.skipIf(!hasFacts)("the registry and its source", () => {
  const collected = hasFacts ? (readJson(factsPath) as RawFacts[]) : [];
  const { tools } = hasFacts ? (readJson(appleNamesPath) as { tools: AppleTool[] }) : { tools: [] };
  const further = furtherFacts(collected, readJson("api-docs/identifiers.json") as FurtherIdentifiers, tools);
  const facts = [...collected, ...further];
  const overrides = readJson("api-docs/overrides.json") as Override[];
  const words = readJson("api-docs/descriptions.json") as Record<string, OwnWords>;

  test("agree: `npm run registry` would change nothing", () => {
    const sources = {
      apple: appleNames(tools),
      rules: readJson("api-docs/names.json") as NameRules,
      later: new Set(further.map(({ identifier }) => identifier)),
    };
    const shapes = readJson(shapesPath) as ObservedShapes;
    const apps = readJson("api-docs/apps.json") as Apps;
    const built = buildRegistry(facts, overrides, words, sources, shapes, apps);
    expect([...built.documents.keys()].sort()).toEqual([...documents.keys()].sort());
    for (const [name, text] of built.documents) {
      expect(readFileSync(`api-docs/actions/${name}`, "utf8") === text, `${name} is up to date`).toBe(true);
    }
    expect(
      readFileSync("src/registry/slim-index.json", "utf8") === built.index,
      "the index is up to date",
    ).toBe(true);
    expect(
      readFileSync("src/registry/slim-names.json", "utf8") === built.names,
      "the names are up to date",
    ).toBe(true);
    expect(readFileSync("src/registry/apps.json", "utf8") === built.apps, "the apps are up to date").toBe(
      true,
    );
  });

  test("hold the same actions and parameters", () => {
    const byIdentifier = new Map(records.map((record) => [record.identifier, record]));
    expect(byIdentifier.size).toBe(facts.length);
    const lost = facts.flatMap(({ identifier, parameters }) => {
      const keys = new Set(byIdentifier.get(identifier)?.parameters.map(({ key }) => key));
      return parameters.filter(({ key }) => !keys.has(key)).map(({ key }) => `${identifier}: ${key}`);
    });
    expect(lost).toEqual([]);
  });

  test("know Apple's tools that nobody has described, and an app's actions by its other bundle id", () => {
    expect(further.length).toBe(239);
    expect(lookup("com.apple.Maps.AvoidBusyRoadsInCyclingEntity")).toBeDefined();
    const [files, finder] = ["com.apple.DocumentsApp", "com.apple.finder"].map((app) => {
      return lookup(`${app}.CompressItemsIntent`)!.parameterOrder;
    });
    expect(files).toEqual(finder);
    const sorted = [...documents.keys()].map((name) => name.toLowerCase()).sort();
    expect(new Set(sorted).size).toBe(sorted.length);
  });

  test("refuse a correction that is out of date", () => {
    const gettext = ["is.workflow.actions.gettext"];
    const few = facts.filter(({ identifier }) => gettext.includes(identifier));
    const correct = (override: Override) => () => buildRegistry(few, [override]);
    const reason = "test";
    expect(correct({ reason, actions: ["no.such.Action"], set: { blocksOutput: true } })).toThrow(
      /no\.such\.Action/,
    );
    expect(correct({ reason, actions: gettext, set: { output: { name: "Text" } } })).toThrow(
      /Nothing is left/,
    );
    expect(correct({ reason, actions: gettext, set: { order: ["WFNone"] } })).toThrow(/no parameter WFNone/);
    expect(correct({ reason, actions: gettext, set: { colour: 1 } as never })).toThrow(/cannot set colour/);
    expect(correct({ reason, actions: gettext, set: { input: { parameterKey: "WFNone" } } })).toThrow(
      /WFNone/,
    );
  });
});

describe.skipIf(!hasFacts)("our own words", () => {
  const facts = hasFacts ? (readJson(factsPath) as RawFacts[]) : [];
  const few = facts.filter(({ identifier }) => identifier === "is.workflow.actions.gettext");
  const build = (words: OwnWords, identifier = "is.workflow.actions.gettext") => {
    const [text] = buildRegistry(few, [], { [identifier]: words }).documents.values();
    return (JSON.parse(text!) as { actions: ActionRecord[] }).actions[0]!;
  };

  test("stand in the record, and are told from composed ones", () => {
    expect(build({ description: "Holds a text.", keywords: ["string"] })).toMatchObject({
      description: "Holds a text.",
      descriptionBy: "hand",
      keywords: ["string"],
    });
    expect(build({ pythonForm: 'text = "Hello"' })).toMatchObject({
      description: "Text (Shortcuts). Takes Text; gives Text.",
      descriptionBy: "composed",
      pythonForm: 'text = "Hello"',
    });
  });

  test("are refused if they are out of date", () => {
    expect(() => build({ description: "x" }, "no.such.Action")).toThrow(/no\.such\.Action/);
    const known = [{ key: "WFTextActionText", pythonType: "str", description: "x" }];
    expect(() => build({ otherParameters: known })).toThrow(/WFTextActionText/);
  });
});

describe("the documents", () => {
  const schema = readJson("api-docs/schema.json") as Schema;

  test("keep the schema", () => {
    const broken = [...documents].flatMap(([name, document]) => violations(document, schema, name));
    expect(broken).toEqual([]);
  });

  test("would be refused if they did not", () => {
    const action = {
      identifier: "a.b",
      pythonName: "a_b",
      description: "Does nothing.",
      descriptionBy: "hand",
      app: "a",
      kind: "intent",
      knowledge: "full",
      parameters: [],
    };
    const check = (change: object) =>
      violations({ $schema: "../schema.json", actions: [{ ...action, ...change }] }, schema);
    expect(check({})).toEqual([]);
    expect(check({ description: undefined })).toHaveLength(1);
    expect(check({ descriptionBy: "machine" })).toHaveLength(1);
    expect(check({ otherParameters: [{ key: "x", pythonType: "str" }] })).toEqual([
      "$.actions[0].otherParameters[0]: lacks description",
    ]);
    expect(check({ titel: "x" })).toEqual(["$.actions[0]: must not have titel"]);
    expect(check({ title: "" })).toEqual(["$.actions[0].title: is too short"]);
    expect(check({ kind: "other" })).toHaveLength(1);
    expect(check({ deprecated: false })).toHaveLength(1);
    expect(check({ summary: 1 })).toEqual(["$.actions[0].summary: fits no choice"]);
    expect(check({ parameters: [{ key: "x", class: "str" }] })).toEqual([
      "$.actions[0].parameters[0]: lacks pythonType",
    ]);
    expect(check({ parameters: {} })).toEqual(["$.actions[0].parameters: is no array"]);
    expect(check({ output: { multiple: "yes" } })).toHaveLength(1);
  });

  test("stand in files that every file system tells apart, one for each app", () => {
    const names = [...documents.keys()].map((name) => name.toLowerCase());
    expect(new Set(names).size).toBe(names.length);
    const misplaced = [...documents].filter(([name, { actions }]) => {
      return actions.some(({ app }) => `${app}.json`.toLowerCase() !== name.toLowerCase());
    });
    expect(misplaced.map(([name]) => name)).toEqual([]);
  });

  test("are sorted", () => {
    const unsorted = [...documents].filter(([, { actions }]) => {
      return actions.some(({ identifier }, i) => i > 0 && identifier <= actions[i - 1]!.identifier);
    });
    expect(unsorted.map(([name]) => name)).toEqual([]);
  });

  test("describe every action: by hand all built-in ones, and Apple's that occur in real files", () => {
    expect(records.filter(({ description }) => !/^\S.*\S$/.test(description))).toEqual([]);
    const common = records.filter(({ kind, app, uses }) => {
      return kind === "builtin" || (app.startsWith("com.apple.") && uses !== undefined);
    });
    const composed = common.filter(({ descriptionBy }) => descriptionBy !== "hand");
    expect(composed.map(({ identifier }) => identifier)).toEqual([]);
  });

  test("say what is not known", () => {
    const nameOnly = records.filter(({ knowledge, widgetConfiguration }) => {
      return knowledge === "name-only" && !widgetConfiguration;
    });
    expect(nameOnly.length).toBeGreaterThan(700);
    const silent = nameOnly.filter(({ description, descriptionBy }) => {
      return descriptionBy === "composed" && !description.includes("Only the name is known");
    });
    expect(silent).toEqual([]);
  });

  test("hold what look-up needs", () => {
    const count = (has: (record: ActionRecord) => unknown) => records.filter((record) => has(record)).length;
    expect(count(({ category }) => category)).toBe(379);
    expect(count(({ nameConfidence }) => nameConfidence)).toBe(1496);
    expect(count(({ aliases }) => aliases)).toBe(7);
    expect(count(({ input }) => input?.required === true)).toBeGreaterThan(150);
    expect(count(({ parameters }) => parameters.some(({ when }) => when))).toBeGreaterThan(150);
  });

  test("hold none of the sentences that a data set made up", () => {
    expect(JSON.stringify(records)).not.toMatch(/meed the need/);
  });
});

describe("the index", () => {
  test("says what the documents say", () => {
    for (const { identifier, input, output, parameters, inputPassthrough, blocksOutput } of records) {
      const facts = lookup(identifier);
      expect(facts, identifier).toMatchObject({
        identifier,
        inputOptional: input?.required === false,
        passthrough: inputPassthrough === true,
        blocksOutput: blocksOutput === true,
        outputKnown: Boolean(inputPassthrough || blocksOutput || output),
        parameterOrder: parameters.map(({ key }) => key),
      });
      expect(facts?.inputKey, identifier).toBe(input?.parameterKey);
      expect(facts?.outputName, identifier).toBe(output?.name);
      expect(facts?.outputNameFrom, identifier).toBe(output?.nameFrom);
    }
  });

  test("is small", () => {
    expect(readFileSync("src/registry/slim-index.json").length).toBeLessThan(260_000);
  });
});

describe("WorkflowBench's names", () => {
  const claims = records.flatMap(({ identifier, workflowbenchName, aliases = [] }) => {
    const names = workflowbenchName === undefined ? aliases : [workflowbenchName, ...aliases];
    return names.map((name) => ({ name, identifier }));
  });

  test("are 1,503, each of one action", () => {
    expect(claims.length).toBe(1503);
    expect(new Set(claims.map(({ name }) => name)).size).toBe(1503);
    expect(new Set(claims.map(({ identifier }) => identifier)).size).toBe(1496);
  });

  test("resolve, and so do our own names and the identifiers", () => {
    expect(claims.filter(({ name, identifier }) => resolveName(name) !== identifier)).toEqual([]);
    const lost = records.filter(({ identifier, pythonName }) => {
      return resolveName(identifier) !== identifier || resolveName(pythonName) !== identifier;
    });
    expect(lost.map(({ identifier }) => identifier)).toEqual([]);
  });

  test("never mean two actions", () => {
    const owners = new Map<string, string>();
    const add = (name: string, identifier: string) => {
      expect(owners.get(name) ?? identifier, name).toBe(identifier);
      owners.set(name, identifier);
    };
    for (const { identifier, pythonName } of records) {
      add(identifier, identifier);
      add(pythonName, identifier);
      add(identifier.replaceAll(".", "_"), identifier);
    }
    for (const { name, identifier } of claims) add(name, identifier);
  });
});
