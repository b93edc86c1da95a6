import { putInputFirst } from "../../registry/records/put-input-first.ts";
import { outputKindOf } from "../../registry/records/output-kind.ts";
import { commonKey } from "../../registry/common-keys.ts";
import type { ActionRecord } from "../../registry/records/record.ts";
import { packIndex, type SlimAction, type SlimIndex } from "../../registry/slim-index.ts";
import { composeDescription } from "../../registry/records/compose-description.ts";
import type { RawFacts } from "../../registry/records/raw-facts.ts";
import { printJson } from "./json.ts";
import { giveForms, type ObservedShapes } from "./forms.ts";
import { applyOverrides, type Override } from "./overrides.ts";
import { checkWords, type OwnWords } from "../../registry/records/own-words.ts";
import { nameActions, type NameRules } from "./names.ts";
import { packNames } from "./pack-names.ts";
import { holdsText } from "../../registry/records/holds-text.ts";
import { decisiveOf } from "../../registry/records/decisive.ts";
import { recordOf } from "../../registry/records/record-of-facts.ts";

/** Everything that is generated. */
export interface Registry {
  /** Names of the files in `api-docs/actions`, and their text. */
  documents: Map<string, string>;
  /** The text of `src/registry/slim-index.json`. */
  index: string;
  /** The text of `src/registry/slim-names.json`. */
  names: string;
  /** The text of `src/registry/apps.json`. */
  apps: string;
}

/** What names are made of. */
export interface NameSources {
  /** Apple's names by identifier. */
  apple: ReadonlyMap<string, string>;
  rules: NameRules;
  /** Actions that came later: they take no name that another could have. */
  later?: ReadonlySet<string>;
}

/** Bundle ids by the name of the app. */
export type Apps = Record<string, string>;

/**
 * Builds the registry: the facts, corrected and described, one file for each app, and the index of what `convert`
 * needs.
 *
 * @param words by identifier.
 * @param shapes how real files hold parameters.
 * @param apps that are known beside those that have actions, or are called otherwise.
 */
export function buildRegistry(
  facts: readonly RawFacts[],
  overrides: readonly Override[],
  words: Record<string, OwnWords> = {},
  names: NameSources = { apple: new Map(), rules: { keywords: {}, next: [], actions: {} } },
  shapes: ObservedShapes = {},
  apps: Apps = {},
): Registry {
  const records = new Map(facts.map((raw) => [raw.identifier, recordOf(raw, words[raw.identifier])]));
  applyOverrides(records, overrides);
  giveForms(records, shapes);
  checkWords(records, words);
  const sorted = [...records.values()].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  for (const record of sorted) {
    if (!putInputFirst(record)) {
      const key = record.input!.parameterKey;
      throw new Error(`${record.identifier} takes its input in ${key}, which is none of its parameters.`);
    }
    if (record.descriptionBy === "composed") record.description = composeDescription(record);
  }
  const named = nameActions(sorted, names.apple, names.rules, names.later);
  return {
    documents: documentsOf(named),
    index: printJson(indexOf(named)),
    names: printJson(packNames(named)),
    apps: printJson(appsOf(named, apps)),
  };
}

/** The app that a name stands for, where it is one. Names that say which system an app is for ("Notes (Mac)") are the registry's own. */
function appsOf(records: readonly ActionRecord[], further: Apps): Apps {
  const ids = new Map<string, Set<string>>();
  for (const { app, appName } of records) {
    if (appName === undefined || appName.endsWith(")")) continue;
    const ofName = ids.get(appName);
    if (ofName) ofName.add(app);
    else ids.set(appName, new Set([app]));
  }
  const known = [...ids].flatMap(([name, [id, ...others]]) => {
    return others.length === 0 && id !== "is.workflow.actions" ? [[name, id!] as const] : [];
  });
  const all = [...known, ...Object.entries(further)].sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(all);
}

/** Apps whose bundle ids differ only in case share a file, because some file systems cannot tell them apart. */
function documentsOf(records: readonly ActionRecord[]): Map<string, string> {
  const apps = new Map<string, ActionRecord[]>();
  for (const record of records) {
    const app = record.app.toLowerCase();
    const others = apps.get(app);
    if (others) others.push(record);
    else apps.set(app, [record]);
  }
  const documents = new Map<string, string>();
  for (const actions of apps.values()) {
    const [app] = actions.map((action) => action.app).sort();
    documents.set(`${app}.json`, printJson({ $schema: "../schema.json", actions }));
  }
  return documents;
}

function indexOf(records: readonly ActionRecord[]): SlimIndex {
  const aliases: [string, string][] = [];
  for (const { identifier, workflowbenchName, aliases: others = [] } of records) {
    const plain = identifier.replaceAll(".", "_");
    for (const name of [workflowbenchName, ...others]) {
      if (name !== undefined && name !== plain) aliases.push([name, identifier]);
    }
  }
  aliases.sort(([a], [b]) => (a < b ? -1 : 1));
  return packIndex(records.map(slimOf), Object.fromEntries(aliases));
}

/** Whether a key that is not listed is probably none. */
function isAllKnown({ knowledge, parameters }: ActionRecord): boolean {
  return (knowledge === "full" || knowledge === "toolkit") && parameters.length > 0;
}

function otherKeysOf({ otherParameters = [], otherKeys = {}, parameters }: ActionRecord): string[] {
  const listed = new Set(parameters.map(({ key }) => key));
  const keys = [...otherParameters.map(({ key }) => key), ...Object.keys(otherKeys)];
  return [...new Set(keys)].filter(
    (key) => !listed.has(key) && commonKey(key) === undefined && !/[ |]/.test(key),
  );
}

function slimOf(record: ActionRecord): SlimAction {
  const { input, output } = record;
  return {
    identifier: record.identifier,
    hasInput: input?.parameterKey !== undefined,
    inputOptional: input?.required === false,
    passthrough: record.inputPassthrough ?? false,
    blocksOutput: record.blocksOutput ?? false,
    ...(output?.name !== undefined && { outputName: output.name }),
    ...(output?.nameFrom !== undefined && { outputNameFrom: output.nameFrom }),
    ...(output && { outputKind: outputKindOf(output.pythonType) }),
    ...(isAllKnown(record) && { otherKeys: otherKeysOf(record) }),
    parameters: record.parameters.map((parameter) => {
      const { key, class: name } = parameter;
      const isText = holdsText(record.identifier, parameter);
      // Apple's own parameter classes; those of pickers are sometimes marked as holding an object.
      const short = /^WF(\w+)Parameter(?:\(Object\))?$/.exec(name)?.[1];
      const decisive = decisiveOf(parameter);
      return {
        key,
        isText,
        ...(short !== undefined && { class: short }),
        ...(decisive && { decisive: [decisive.value, ...decisive.when] }),
      };
    }),
  };
}
