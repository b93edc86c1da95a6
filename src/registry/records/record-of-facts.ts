import { pythonName } from "../naming.ts";
import type {
  ActionInput,
  ActionOutput,
  ActionParameter,
  ActionRecord,
  ParameterCondition,
  Platforms,
} from "./record.ts";
import type { OwnWords } from "./own-words.ts";
import type { RawFacts, RawInput, RawOutput, RawParameter, RawResource } from "./raw-facts.ts";

/**
 * What a definition says about an action, with what we say about it, as a record of the registry. Where we say nothing,
 * the description is left empty, to be composed once the record is complete. Keys come out in the order of the schema.
 */
export function recordOf(raw: RawFacts, words: OwnWords = {}): ActionRecord {
  const { observed, workflowbench_name: workflowbenchName } = raw;
  return compact<ActionRecord>({
    identifier: raw.identifier,
    pythonName: pythonName(raw.identifier),
    // Given when all are known.
    names: undefined,
    workflowbenchName,
    aliases: listOf(raw.aliases.filter((alias) => alias !== workflowbenchName).sort()),
    nameConfidence: raw.name_confidence,
    app: raw.app,
    appName: raw.app_name,
    relatedApp: raw.related_app,
    title: raw.title,
    description: words.description ?? "",
    descriptionBy: words.description === undefined ? "composed" : "hand",
    keywords: listOf(words.keywords),
    pythonForm: words.pythonForm,
    category: listOf(raw.plist_category),
    topics: listOf(raw.categories),
    kind: raw.kind,
    knowledge: raw.facts === "observed-keys" || raw.facts === "cherri" ? "observed" : raw.facts,
    deprecated: trueOf(raw.deprecated),
    legacy: trueOf(raw.legacy),
    widgetConfiguration: trueOf(raw.widget_configuration),
    platforms: platformsOf(raw.platforms),
    summary: summaryOf(raw.summary_template),
    input: raw.input ? inputOf(raw.input) : undefined,
    inputPassthrough: trueOf(raw.input_passthrough),
    blocksOutput: trueOf(declaresNoOutput(raw)),
    output: raw.output && saysSomething(raw.output) ? outputOf(raw.output) : observedOutput(raw),
    parameters: raw.parameters.map(parameterOf),
    otherParameters: words.otherParameters,
    otherKeys: observed?.undocumented_keys && sortedKeys(observed.undocumented_keys),
    contentClass: raw.content_item_class,
    requires: listOf(resourceClasses(raw)),
    uses: observed?.uses,
  });
}

/** Without remarks in brackets: they are an app's prose, not part of the sentence. */
function summaryOf(template: RawFacts["summary_template"]): ActionRecord["summary"] {
  const withoutRemarks = (text: string) => text.replace(/\s*\([^()$]{40,}\)/g, "");
  if (typeof template === "string") return withoutRemarks(template) || undefined;
  if (!template) return undefined;
  return Object.fromEntries(Object.entries(template).map(([keys, text]) => [keys, withoutRemarks(text)]));
}

function platformsOf(raw: RawFacts["platforms"]): Platforms | undefined {
  const platforms = compact<Platforms>({
    systems: raw.toolkit_v78,
    minimumSystem: raw.min_os,
    macOnly: trueOf(raw.mac_only),
    notOnMac: trueOf(raw.not_mac),
    notOn: listOf(raw.disabled_on),
  });
  return Object.keys(platforms).length > 0 ? platforms : undefined;
}

/**
 * Whether the action's own definition is known and declares neither an output nor that the input goes through: then it
 * leaves nothing (`api-docs/format.md`, 2.6). The outputs of intents are declared elsewhere.
 */
function declaresNoOutput(raw: RawFacts): boolean {
  const isDefined =
    raw.kind === "builtin" && raw.facts === "full" && raw.action_class !== "WFHandleCustomIntentAction";
  return isDefined && !raw.input_passthrough && !(raw.output && saysSomething(raw.output));
}

function saysSomething(output: RawOutput): boolean {
  return output.types.length > 0 || output.name != null;
}

function inputOf(raw: RawInput): ActionInput {
  return compact<ActionInput>({
    parameterKey: raw.parameter_key,
    types: raw.types,
    multiple: raw.multiple,
    required: raw.required,
  });
}

function outputOf(raw: RawOutput): ActionOutput {
  return compact<ActionOutput>({
    name: raw.name,
    nameFrom: undefined,
    types: listOf(raw.types),
    pythonType: raw.python_type,
    multiple: raw.multiple,
  });
}

/** An app's output that no definition tells about, but that references in real files name; English names only. */
function observedOutput({ kind, observed }: RawFacts): ActionOutput | undefined {
  if (kind === "builtin" || !observed?.output_names) return undefined;
  const names = Object.entries(observed.output_names).filter(([name]) => /^[ -~]+$/.test(name));
  const [commonest] = names.sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return commonest && { name: commonest[0] };
}

/** Without texts of several sentences, which some apps put there: how to use the field, or an example. */
function defaultOf(value: unknown): unknown {
  // How the definitions of some intents spell an empty list.
  if (value === "array()") return [];
  return typeof value === "string" && value.length > 100 ? undefined : value;
}

function parameterOf(raw: RawParameter): ActionParameter {
  return compact<ActionParameter>({
    key: raw.key,
    label: raw.label,
    class: raw.class,
    pythonType: raw.python_type,
    alsoAccepts: undefined,
    forms: undefined,
    default: defaultOf(raw.default),
    decides: undefined,
    needed: undefined,
    values: raw.enum_items,
    valueTitles: raw.enum_titles,
    newerValues: raw.enum_items_toolkit_v78,
    multiple: trueOf(raw.multiple),
    multiline: trueOf(raw.multiline),
    hidden: trueOf(raw.hidden),
    minimum: raw.min,
    maximum: raw.max,
    units: raw.units,
    refusedVariables: raw.disallowed_variables,
    when: listOf(raw.required_resources?.flatMap(conditionsOf)),
    newer: trueOf(raw.added_in_toolkit_v78),
  });
}

type Comparison = Extract<ParameterCondition, { parameter: string }>;

const RELATIONS: Record<string, "!=" | ">=" | "present" | "absent" | undefined> = {
  "!=": "!=",
  ">=": ">=",
  "??": "present",
  nil: "absent",
};

function conditionsOf(raw: RawResource): ParameterCondition[] {
  if (typeof raw === "string") return [];
  if (Array.isArray(raw)) return raw.flatMap(conditionsOf);
  const parameter = raw.parameter ?? raw.WFParameterKey;
  const relation = RELATIONS[raw.WFParameterRelation ?? ""];
  if (parameter !== undefined) {
    const value = raw.WFParameterValue;
    const values = raw.values ?? raw.WFParameterValues ?? (value === undefined ? undefined : [value]);
    return [compact<Comparison>({ parameter, relation, values })];
  }
  const device = raw.WFDeviceAttributes?.WFDeviceAttributeIdiom;
  if (device === undefined) return [];
  const isRefused = raw.WFDeviceAttributes?.WFIdiomRelation === "!=";
  return [isRefused ? { device, relation: "!=" } : { device }];
}

function resourceClasses({ required_resources: resources = [] }: RawFacts): string[] {
  const classes = resources.map((resource) =>
    typeof resource === "string" ? resource : resource.WFResourceClass,
  );
  return [...new Set(classes.filter((name) => name !== "WFDeviceAttributesResource"))].sort();
}

/** A `T` with every key there, so that none is forgotten; null and undefined stand for what is not known. */
export type Draft<T> = { [K in keyof Required<T>]: T[K] | null | undefined };

/** The object without what is not known. */
export function compact<T extends object>(draft: Draft<T>): T {
  const entries = Object.entries(draft).filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(entries) as T;
}

function listOf<T>(list: readonly T[] | undefined): T[] | undefined {
  return list && list.length > 0 ? [...list] : undefined;
}

function trueOf(flag: boolean | undefined): true | undefined {
  return flag ? true : undefined;
}

function sortedKeys(counts: Record<string, number>): Record<string, number> {
  return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1)));
}
