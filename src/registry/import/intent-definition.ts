import type { PlistDict, PlistValue } from "../../plist/value.ts";
import type { RawOutput, RawParameter } from "../records/raw-facts.ts";
import type { ActionRecord } from "../records/record.ts";
import { choicesOf, type Choices, type Enumeration } from "./choices.ts";
import { recordOfDefinition, type Summary } from "./definition.ts";
import {
  booleanOf,
  checkCount,
  dictOf,
  dictsOf,
  malformed,
  numberOf,
  optional,
  plainOf,
  textOf,
} from "./values.ts";

/** Whether a property list is an `.intentdefinition`, by which an app declares its custom intents. */
export function isIntentDefinition(root: PlistDict): boolean {
  return Array.isArray(root["INIntents"]);
}

/**
 * The custom intents of an app. What the editor shows is in the base language of the app, since that is what the file
 * holds. Intents of the system (`INIntentType` other than `Custom`) are left out.
 *
 * @param app the app's bundle id: the identifier of an action is `<bundle id>.<class of the intent>`
 * @throws ShortcutError SC3102
 */
export function readIntentDefinition(root: PlistDict, app: string): ActionRecord[] {
  const intents = dictsOf(root["INIntents"]);
  checkCount(intents.length);
  const choices = choicesOf(dictsOf(root["INEnums"]).map(enumerationOf));
  return intents
    .filter((intent) => (textOf(intent["INIntentType"]) ?? "Custom") === "Custom")
    .map((intent) => recordOfIntent(intent, app, choices));
}

function enumerationOf(item: PlistDict): Enumeration {
  const cases = dictsOf(item["INEnumValues"])
    // The case without an index is `unknown`, which stands for no choice at all.
    .filter((value) => numberOf(value["INEnumValueIndex"]))
    .map((value) => ({
      name: textOf(value["INEnumValueName"]),
      title: textOf(value["INEnumValueDisplayName"]),
    }));
  return { name: textOf(item["INEnumName"]), cases };
}

function recordOfIntent(intent: PlistDict, app: string, choices: ReadonlyMap<string, Choices>): ActionRecord {
  const className = classOf(intent);
  const inputKey = textOf(intent["INIntentInput"]);
  const isConfigurable = booleanOf(intent["INIntentConfigurable"]) ?? false;
  const isForWidgets = booleanOf(intent["INIntentEligibleForWidgets"]) ?? false;
  return recordOfDefinition({
    identifier: `${app}.${className}`,
    app,
    title: textOf(intent["INIntentTitle"]) ?? null,
    description: textOf(intent["INIntentDescription"]),
    kind: "intent",
    facts: "full",
    deprecated: booleanOf(intent["INIntentDeprecated"]) ?? false,
    widget_configuration: isForWidgets && !isConfigurable,
    summary_template: summaryOf(intent),
    input: inputKey === undefined ? null : { parameter_key: inputKey, types: [] },
    output: outputOf(dictOf(intent["INIntentResponse"])),
    parameters: dictsOf(intent["INIntentParameters"]).map((parameter) => parameterOf(parameter, choices)),
  });
}

/** As the system makes it: an explicit name, or prefix, name and `Intent`. */
function classOf(intent: PlistDict): string {
  const name = textOf(intent["INIntentName"]);
  const className = textOf(intent["INIntentClassName"]);
  if (className !== undefined) return className;
  if (name === undefined) throw malformed("One of its intents has no INIntentName.");
  return `${textOf(intent["INIntentClassPrefix"]) ?? ""}${name}Intent`;
}

/** The editor's sentence by the parameters it is for; the combinations that Xcode manages are the newer ones. */
function summaryOf(intent: PlistDict): Summary {
  const managed = dictOf(intent["INIntentManagedParameterCombinations"]);
  const combinations = managed ?? dictOf(intent["INIntentParameterCombinations"]) ?? {};
  const titles = Object.entries(combinations).flatMap(([keys, value]): [string, string][] => {
    const title = textOf(dictOf(value)?.["INIntentParameterCombinationTitle"]);
    return title === undefined ? [] : [[keys, title]];
  });
  if (titles.length === 0) return null;
  return titles.length === 1 ? titles[0]![1] : Object.fromEntries(titles);
}

function outputOf(response: PlistDict | undefined): RawOutput | null {
  const name = textOf(response?.["INIntentResponseOutput"]);
  const parameters = dictsOf(response?.["INIntentResponseParameters"]);
  const output = parameters.find((parameter) => parameter["INIntentResponseParameterName"] === name);
  if (name === undefined || !output) return null;
  const type = typeOf(output, "INIntentResponseParameter");
  return {
    name: textOf(output["INIntentResponseParameterDisplayName"]) ?? name,
    types: [type.class],
    python_type: type.python_type,
    multiple: booleanOf(output["INIntentResponseParameterSupportsMultipleValues"]) ?? null,
  };
}

function parameterOf(parameter: PlistDict, choices: ReadonlyMap<string, Choices>): RawParameter {
  const key = textOf(parameter["INIntentParameterName"]);
  if (key === undefined) throw malformed("A parameter of one of its intents has no INIntentParameterName.");
  const metadata = dictOf(parameter["INIntentParameterMetadata"]);
  const about = (name: string): PlistValue | undefined => metadata?.[`INIntentParameterMetadata${name}`];
  return {
    key,
    ...typeOf(parameter, "INIntentParameter"),
    ...optional("label", textOf(parameter["INIntentParameterDisplayName"])),
    ...optional("default", plainOf(about("DefaultValue"))),
    ...choices.get(textOf(parameter["INIntentParameterEnumType"]) ?? ""),
    ...optional("multiple", booleanOf(parameter["INIntentParameterSupportsMultipleValues"])),
    ...optional("multiline", booleanOf(about("Multiline"))),
    hidden: booleanOf(parameter["INIntentParameterConfigurable"]) === false,
    ...optional("min", numberOf(about("MinimumValue"))),
    ...optional("max", numberOf(about("MaximumValue"))),
    required_resources: conditionOf(dictOf(parameter["INIntentParameterRelationship"])),
  };
}

/** When the parameter applies, by the value of its parent. A value that is not written is false, or nothing. */
function conditionOf(relationship: PlistDict | undefined): RawParameter["required_resources"] & object {
  const parent = textOf(relationship?.["INIntentParameterRelationshipParentName"]);
  if (!relationship || parent === undefined) return [];
  const value = plainOf(relationship["INIntentParameterRelationshipPredicateValue"]);
  switch (textOf(relationship["INIntentParameterRelationshipPredicateName"])) {
    case "BooleanHasExactValue":
      return [{ parameter: parent, values: [value ?? false] }];
    case "HasAnyValue":
      return [{ WFParameterKey: parent, WFParameterRelation: "??" }];
    default:
      return value === undefined ? [] : [{ parameter: parent, values: [value] }];
  }
}

type Type = Pick<RawParameter, "class" | "python_type">;

/** The registry's class for a type, and its Python type. */
function typeOf(parameter: PlistDict, prefix: string): Type {
  const enumeration = textOf(parameter[`${prefix}EnumType`]);
  if (enumeration !== undefined) return { class: `${enumeration}(Enum)`, python_type: "str" };
  const object = textOf(parameter[`${prefix}ObjectType`]);
  if (object !== undefined) return { class: `${object}(Object)`, python_type: "Entity" };
  const name = textOf(parameter[`${prefix}Type`]) ?? "Object";
  return TYPES.get(name) ?? { class: `${name}(Object)`, python_type: "Entity" };
}

const TYPES: ReadonlyMap<string, Type> = new Map([
  ["String", { class: "String", python_type: "str" }],
  ["SpeakableString", { class: "String", python_type: "str" }],
  ["Boolean", { class: "Bool", python_type: "bool" }],
  ["Integer", { class: "Integer", python_type: "int" }],
  ["Long", { class: "Integer", python_type: "int" }],
  ["Decimal", { class: "Float", python_type: "float" }],
  ["Double", { class: "Float", python_type: "float" }],
  ["URL", { class: "URL", python_type: "URL" }],
  ["Date", { class: "DateTime", python_type: "datetime" }],
  ["DateComponents", { class: "DateComponents", python_type: "datetime" }],
  ["File", { class: "File(Object)", python_type: "File" }],
  ["Placemark", { class: "Placemark(Object)", python_type: "Location" }],
  ["Person", { class: "Person(Object)", python_type: "Contact" }],
  ["TimeInterval", { class: "TimeInterval(Object)", python_type: "Duration" }],
  ["CurrencyAmount", { class: "CurrencyAmount(Object)", python_type: "Quantity" }],
  ...["Distance", "Energy", "Length", "Mass", "Speed", "Temperature", "Volume"].map(
    (name): [string, Type] => [name, { class: `${name}(Object)`, python_type: "Quantity" }],
  ),
]);
