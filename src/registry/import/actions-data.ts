import { quote } from "../../diagnostics/error.ts";
import { isDict, type PlistDict, type PlistValue } from "../../plist/value.ts";
import type { RawParameter } from "../records/raw-facts.ts";
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
  textOf,
  textsOf,
} from "./values.ts";

/** Whether a JSON document is App Intents metadata: `extract.actionsdata` in `Metadata.appintents`. */
export function isActionsData(root: PlistDict): boolean {
  const actions = dictOf(root["actions"]);
  if (!actions) return false;
  const first = Object.values(actions)[0];
  return first === undefined
    ? "entities" in root && "queries" in root
    : isDict(first) && "identifier" in first && "parameters" in first;
}

/**
 * The App Intents of an app that Shortcuts offers; what is marked as not discoverable is left out. Texts are the keys
 * by which the app localizes them, which most often are the English texts.
 *
 * @param app the app's bundle id: the identifier of an action is `<bundle id>.<name of the intent>`
 * @throws ShortcutError SC3102
 */
export function readActionsData(root: PlistDict, app: string): ActionRecord[] {
  const actions = Object.entries(dictOf(root["actions"]) ?? {});
  checkCount(actions.length);
  const choices = choicesOf(dictsOf(root["enums"]).map(enumerationOf));
  return actions.flatMap(([name, action]) => {
    if (!isDict(action)) throw malformed(`The action ${quote(name)} is no object.`);
    return booleanOf(action["isDiscoverable"]) === false && !isWidgetConfiguration(action)
      ? []
      : [recordOfIntent(name, action, app, choices)];
  });
}

function enumerationOf(item: PlistDict): Enumeration {
  const cases = dictsOf(item["cases"]).map((value) => ({
    name: textOf(value["identifier"]),
    title: localized(dictOf(value["displayRepresentation"])?.["title"]),
  }));
  return { name: textOf(item["identifier"]), cases };
}

/** A text: its key in the app's tables, with others for it that do not matter here. */
function localized(value: PlistValue | undefined): string | undefined {
  return textOf(value) ?? textOf(dictOf(value)?.["key"]);
}

/** Intents that set up a widget or a control: nobody can put them into a shortcut. */
function isWidgetConfiguration(action: PlistDict): boolean {
  return textsOf(action["systemProtocols"]).some((name) => /\.(?:Widget|Control)Configuration$/.test(name));
}

function recordOfIntent(
  name: string,
  action: PlistDict,
  app: string,
  choices: ReadonlyMap<string, Choices>,
): ActionRecord {
  const about = dictOf(action["descriptionMetadata"]);
  const parameters = dictsOf(action["parameters"]);
  const input = parameters.find((parameter) => parameter["isInput"] === true);
  const inputKey = textOf(input?.["name"]);
  const outputType = dictOf(action["outputType"]);
  const output = outputType && typeOf(outputType);
  return recordOfDefinition({
    identifier: `${app}.${textOf(action["identifier"]) ?? name}`,
    app,
    title: localized(action["title"]) ?? null,
    description: localized(about?.["descriptionText"]),
    keywords: keywordsOf(about),
    kind: "appintent",
    facts: "full",
    deprecated: "deprecationMetadata" in action,
    widget_configuration: isWidgetConfiguration(action),
    summary_template: summaryOf(action["actionConfiguration"]),
    input:
      inputKey === undefined ? null : { parameter_key: inputKey, types: [], required: !input!["isOptional"] },
    output: output ? { types: [output.class], python_type: output.python_type } : null,
    parameters: parameters.map((parameter) => parameterOf(parameter, choices)),
  });
}

function keywordsOf(about: PlistDict | undefined): string[] {
  const words = about?.["searchKeywords"];
  return Array.isArray(words) ? words.map(localized).filter((word) => word !== undefined) : [];
}

function parameterOf(parameter: PlistDict, choices: ReadonlyMap<string, Choices>): RawParameter {
  const key = textOf(parameter["name"]);
  if (key === undefined) throw malformed("A parameter of one of its actions has no name.");
  const type = typeOf(dictOf(parameter["valueType"]));
  return {
    key,
    class: type.class,
    python_type: type.python_type,
    ...optional("label", localized(parameter["title"])),
    ...optional("default", defaultOf(parameter, type)),
    ...choices.get(type.enumeration ?? ""),
  };
}

/** `typeSpecificMetadata` is a list of names, each with its value after it. */
function defaultOf(parameter: PlistDict, type: Type): string | number | boolean | undefined {
  const metadata = parameter["typeSpecificMetadata"];
  if (!Array.isArray(metadata)) return undefined;
  const at = metadata.indexOf("LNValueTypeSpecificMetadataKeyDefaultValue");
  const [kind, value] = Object.entries(dictOf(at < 0 ? undefined : metadata[at + 1]) ?? {})[0] ?? [];
  const wrapped = dictOf(value)?.["wrapper"];
  if (kind === "string") return typeof wrapped === "string" ? wrapped : undefined;
  const number = numberOf(wrapped) ?? booleanOf(wrapped);
  // Truth is told by 0 and 1.
  return type.class === "Bool" && number !== undefined ? Boolean(number) : number;
}

/** Sentences stand at any depth, below the conditions under which they are shown. */
function summaryOf(configuration: PlistValue | undefined): Summary {
  const sentences = new Map<string, string>();
  collectSentences(configuration, sentences);
  const [first] = sentences.values();
  return sentences.size < 2 ? (first ?? null) : Object.fromEntries(sentences);
}

function collectSentences(value: PlistValue | undefined, sentences: Map<string, string>): void {
  if (Array.isArray(value)) {
    for (const item of value) collectSentences(item, sentences);
  } else if (isDict(value)) {
    const summary = dictOf(value["summaryString"]);
    const sentence = localized(summary?.["formatString"]);
    if (sentence !== undefined) {
      const others = textsOf(value["otherParameterIdentifiers"]);
      sentences.set([...textsOf(summary!["parameterIdentifiers"]), ...others].join(","), sentence);
    }
    for (const item of Object.values(value)) collectSentences(item, sentences);
  }
}

interface Type {
  class: string;
  python_type: string;
  /** The enumeration that it is, or that its items are. */
  enumeration?: string;
}

const UNKNOWN: Type = { class: "unknown", python_type: "Any" };

/** A `valueType`: an object with one key that says of what kind the type is, and the type in a `wrapper` below it. */
function typeOf(valueType: PlistDict | undefined): Type {
  const [kind, value] = Object.entries(valueType ?? {})[0] ?? [];
  const wrapper = dictOf(dictOf(value)?.["wrapper"]);
  if (!wrapper) return UNKNOWN;
  switch (kind) {
    case "primitive":
      return PRIMITIVES[numberOf(wrapper["typeIdentifier"]) ?? -1] ?? UNKNOWN;
    case "intents":
      return wrapper["typeIdentifier"] === INTENTS_FILE ? { class: "File", python_type: "File" } : UNKNOWN;
    case "measurement":
      return { class: "Measurement", python_type: "Quantity" };
    case "linkEnumeration": {
      const name = textOf(wrapper["identifier"]) ?? "";
      return { class: `${name}(Enum)`, python_type: "str", enumeration: name };
    }
    case "entity":
      return { class: `${textOf(wrapper["typeName"]) ?? ""}(Object)`, python_type: "Entity" };
    case "array": {
      const item = typeOf(dictOf(wrapper["memberValueType"]));
      return { ...item, class: `array(${item.class})`, python_type: `list[${item.python_type}]` };
    }
    default:
      return UNKNOWN;
  }
}

/** By `typeIdentifier`. Numbers that no metadata at hand has are left out. */
const PRIMITIVES: Record<number, Type> = {
  0: { class: "String", python_type: "str" },
  1: { class: "Bool", python_type: "bool" },
  2: { class: "Integer", python_type: "int" },
  7: { class: "Float", python_type: "float" },
  8: { class: "DateTime", python_type: "datetime" },
  9: { class: "DateComponents", python_type: "datetime" },
  10: { class: "Placemark", python_type: "Location" },
  11: { class: "URL", python_type: "URL" },
  12: { class: "AttributedString", python_type: "RichText" },
};

const INTENTS_FILE = 12;
