import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { describe, expect, test } from "vitest";
import { decodeActions } from "../../src/ir/decode.ts";
import { stringParameter, type Action } from "../../src/ir/workflow.ts";
import { decodeBinaryPlist } from "../../src/plist/binary.ts";
import { decodeJson } from "../../src/plist/json.ts";
import { isDict, type PlistValue } from "../../src/plist/value.ts";
import { decodeXmlPlist } from "../../src/plist/xml.ts";
import { formOf, isHeld } from "../../src/check/forms.ts";
import { commonForm } from "../../src/registry/common-keys.ts";
import { lookup } from "../../src/registry/lookup.ts";
import { identifierOf, parameterKey, parameterName, pythonName } from "../../src/registry/naming.ts";
import { records } from "./documents.ts";

const corpus = resolve(process.env["SHORTCUT2PY_CORPUS"] ?? "../shared/corpus", "files");
const hasCorpus = existsSync(corpus);
if (!hasCorpus) console.warn(`The registry is not checked against real files: there is no ${corpus}.`);

const files: Action[][] = hasCorpus ? readdirSync(corpus).map((name) => actionsOf(name)) : [];
const actions = files.flat();
/** For each action: the names by which references call its output, where its author did not rename it. */
const calledBy = new Map<string, Map<string, number>>();
const count = <K>(counts: Map<K, number>, key: K) => counts.set(key, (counts.get(key) ?? 0) + 1);

for (const file of files) {
  const byUuid = new Map(file.map((action) => [stringParameter(action, "UUID"), action]));
  for (const { parameters } of file) {
    for (const { uuid, name } of referencesIn(parameters)) {
      const action = byUuid.get(uuid);
      if (!action || stringParameter(action, "CustomOutputName")) continue;
      let names = calledBy.get(action.identifier);
      if (!names) calledBy.set(action.identifier, (names = new Map()));
      count(names, name);
      // So that a name that is the value of a parameter can be told.
      const key = lookup(action.identifier)?.outputNameFrom;
      if (key !== undefined && stringParameter(action, key) === name) count(names, `<${key}>`);
    }
  }
}

function actionsOf(name: string): Action[] {
  const bytes = readFileSync(join(corpus, name));
  const decode = name.endsWith(".shortcut")
    ? decodeBinaryPlist
    : name.endsWith(".json")
      ? decodeJson
      : decodeXmlPlist;
  return decodeActions(decode(bytes), []).actions;
}

function* referencesIn(value: PlistValue): Generator<{ uuid: string; name: string }> {
  if (Array.isArray(value)) {
    for (const item of value) yield* referencesIn(item);
  } else if (isDict(value)) {
    const { OutputUUID: uuid, OutputName: name } = value;
    if (typeof uuid === "string" && typeof name === "string") yield { uuid, name };
    for (const key in value) yield* referencesIn(value[key]!);
  }
}

describe.skipIf(!hasCorpus)("real files", () => {
  test("have every parameter in a form that check takes for usual", () => {
    const forms = new Map(
      records.flatMap(({ identifier, parameters }) =>
        parameters.flatMap(({ key, forms }) => (forms ? [[`${identifier} ${key}`, forms] as const] : [])),
      ),
    );
    expect(forms.size).toBeGreaterThan(700);
    const strange = actions.flatMap(({ identifier, parameters }) =>
      Object.entries(parameters).flatMap(([key, value]) => {
        const usual = forms.get(`${identifier} ${key}`) ?? [commonForm(key) ?? formOf(value)];
        return isHeld(formOf(value), usual) ? [] : [`${identifier} ${key}: ${formOf(value)}`];
      }),
    );
    expect(strange).toEqual([]);
  });

  const identifiers = [...new Set(actions.map(({ identifier }) => identifier))].filter(
    (identifier) => identifier !== "",
  );

  test("hold no identifier and no key that does not come back, and no two with one name", () => {
    const keys = [...new Set(actions.flatMap(({ parameters }) => Object.keys(parameters)))];
    expect(identifiers.length).toBeGreaterThan(400);
    expect(keys.length).toBeGreaterThan(500);
    expect(identifiers.filter((identifier) => identifierOf(pythonName(identifier)) !== identifier)).toEqual(
      [],
    );
    expect(keys.filter((key) => parameterKey(parameterName(key)) !== key)).toEqual([]);
    expect(new Set(identifiers.map(pythonName)).size).toBe(identifiers.length);
    expect(new Set(keys.map(parameterName)).size).toBe(keys.length);
  });

  test("use actions that the registry knows, but for one in 400", () => {
    const unknown = actions.filter(({ identifier }) => !lookup(identifier));
    expect(unknown.length / actions.length).toBeLessThan(1 / 400);
  });

  test("never refer to the output of an action that leaves none", () => {
    const contradicted = identifiers.filter(
      (identifier) => lookup(identifier)?.blocksOutput && calledBy.has(identifier),
    );
    expect(contradicted).toEqual([]);
  });

  test("call the outputs of built-in actions as the registry does", () => {
    const wrong: string[] = [];
    for (const [identifier, names] of calledBy) {
      const facts = lookup(identifier);
      const uses = [...names.values()].reduce((sum, n) => sum + n, 0);
      if (!identifier.startsWith("is.workflow.actions.") || uses < 10 || !facts) continue;
      if (!names.has(facts.outputName ?? "") && !names.has(`<${facts.outputNameFrom}>`))
        wrong.push(identifier);
    }
    // The few references to it bear the name of the action; Variable is the definition's word.
    expect(wrong).toEqual(["is.workflow.actions.getvariable"]);
  });

  test("write the inputs that the registry tells", () => {
    const written = new Map<string, number>();
    const used = new Map<string, number>();
    for (const { identifier, parameters } of actions) {
      const key = lookup(identifier)?.inputKey;
      if (key === undefined) continue;
      count(used, identifier);
      if (parameters[key] !== undefined) count(written, identifier);
    }
    const never = [...used].filter(([identifier, uses]) => uses >= 10 && !written.has(identifier));
    expect(never.map(([identifier]) => identifier)).toEqual([
      // Here they stand in old files only, where inputs are implicit; other files do write them (appendix A).
      "is.workflow.actions.properties.calendarevents",
      "is.workflow.actions.properties.health.quantity",
    ]);
  });
});
