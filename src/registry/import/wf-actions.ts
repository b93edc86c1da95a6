import { quote } from "../../diagnostics/error.ts";
import { isDict, type PlistDict, type PlistValue } from "../../plist/value.ts";
import type { RawInput, RawOutput, RawParameter, RawResource } from "../records/raw-facts.ts";
import type { ActionRecord } from "../records/record.ts";
import { appOf, recordOfDefinition, type Summary } from "./definition.ts";
import { typeOfContents, typeOfParameterClass } from "./types.ts";
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
  textsOf,
} from "./values.ts";

/** Whether a property list is the `WFActions.plist` of Shortcuts: action identifiers, and a definition of each. */
export function isWFActions(root: PlistDict): boolean {
  return Object.values(root).some((value) => isDict(value) && "ActionClass" in value);
}

/**
 * The built-in actions in `WFActions.plist` (in the framework `WorkflowKit`). Its keys are the identifiers; a definition
 * holds `ActionClass`, `Name`, `Description`, `Category`, `Input`, `Output`, `InputPassthrough`, `Parameters` and
 * `ParameterSummary` as far as they apply.
 *
 * @throws ShortcutError SC3102
 */
export function readWFActions(root: PlistDict): ActionRecord[] {
  const entries = Object.entries(root);
  checkCount(entries.length);
  return entries.map(([identifier, value]) => {
    if (!isDict(value)) throw malformed(`The definition of ${quote(identifier)} is no dictionary.`);
    return recordOfAction(identifier, value);
  });
}

function recordOfAction(identifier: string, action: PlistDict): ActionRecord {
  const isOwn = identifier.startsWith("is.workflow.actions.");
  const relatedApp = textOf(action["AppIdentifier"]);
  const description = dictOf(action["Description"]);
  return recordOfDefinition({
    identifier,
    app: isOwn ? "com.apple.shortcuts" : appOf(identifier),
    app_name: isOwn ? "Shortcuts" : null,
    ...(isOwn && relatedApp !== undefined && { related_app: relatedApp }),
    title: textOf(action["Name"]) ?? null,
    description: textOf(action["Description"]) ?? sentencesOf(description),
    keywords: textsOf(action["ActionKeywords"]),
    plist_category: textsOf([action["Category"] ?? null, action["Subcategory"] ?? null]),
    kind: "builtin",
    facts: "full",
    deprecated: booleanOf(action["Discontinued"]) ?? false,
    summary_template: summaryOf(action["ParameterSummary"]),
    input: inputOf(dictOf(action["Input"]) ?? dictOf(action["WFInput"])),
    input_passthrough: booleanOf(action["InputPassthrough"]) ?? false,
    output: outputOf(dictOf(action["Output"])),
    parameters: dictsOf(action["Parameters"]).flatMap(parameterOf),
    required_resources: resourcesOf(action["RequiredResources"]),
    ...optional("action_class", textOf(action["ActionClass"])),
    ...optional("content_item_class", textOf(action["WFContentItemClass"])),
  });
}

function sentencesOf(description: PlistDict | undefined): string | undefined {
  const texts = ["DescriptionSummary", "DescriptionResult"].map((key) => textOf(description?.[key]));
  return texts.filter((text) => text !== undefined).join(" ") || undefined;
}

/** A template, or templates by the parameters that they mention. */
function summaryOf(value: PlistValue | undefined): Summary {
  const text = textOf(value);
  if (text !== undefined) return text;
  const entries = Object.entries(dictOf(value) ?? {}).map(([keys, template]) => [keys, textOf(template)]);
  const templates = entries.filter((entry): entry is [string, string] => entry[1] !== undefined);
  return templates.length === 0 ? null : Object.fromEntries(templates);
}

function inputOf(input: PlistDict | undefined): RawInput | null {
  if (!input) return null;
  return {
    parameter_key: textOf(input["ParameterKey"]) ?? null,
    types: textsOf(input["Types"]),
    multiple: booleanOf(input["Multiple"]) ?? null,
    required: booleanOf(input["Required"]) ?? null,
  };
}

function outputOf(output: PlistDict | undefined): RawOutput | null {
  if (!output) return null;
  const types = textsOf(output["Types"]);
  return {
    name: textOf(output["OutputName"]) ?? null,
    types,
    python_type: typeOfContents(types) ?? null,
    multiple: booleanOf(output["Multiple"]) ?? null,
  };
}

/** None where the entry has no key: labels between the parameters, for instance. */
function parameterOf(parameter: PlistDict): RawParameter[] {
  const key = textOf(parameter["Key"]);
  if (key === undefined) return [];
  const className = textOf(parameter["Class"]) ?? "unknown";
  const defaultValue = plainOf(parameter["DefaultValue"]);
  const items = textsOf(parameter["Items"]);
  const titles = textsOf(parameter["ItemDisplayNames"]);
  const refused = textsOf(parameter["DisallowedVariableTypes"]);
  return [
    {
      key,
      class: className,
      python_type: typeOfParameterClass(className),
      ...optional("label", textOf(parameter["Label"])),
      ...optional("default", defaultValue),
      ...(items.length > 0 && { enum_items: items }),
      ...(items.length > 0 && titles.length === items.length && { enum_titles: titles }),
      ...optional("multiple", booleanOf(parameter["AllowsMultipleValues"])),
      ...optional("multiline", booleanOf(parameter["Multiline"])),
      ...optional("hidden", booleanOf(parameter["Hidden"])),
      ...optional("min", numberOf(parameter["MinimumValue"])),
      ...optional("max", numberOf(parameter["MaximumValue"])),
      ...(refused.length > 0 && { disallowed_variables: refused }),
      required_resources: resourcesOf(parameter["RequiredResources"]),
    },
  ];
}

/** What an action or a parameter needs: classes of resources, or conditions, which come in lists of their own at times. */
function resourcesOf(value: PlistValue | undefined): (string | Resource)[] {
  const items = Array.isArray(value) ? value.flat() : [];
  return items.map(resourceOf).filter((item) => item !== undefined);
}

type Resource = Exclude<RawResource, string | RawResource[]> & { WFResourceClass: string };

function resourceOf(item: PlistValue): string | Resource | undefined {
  if (typeof item === "string") return item;
  const resource = dictOf(item);
  const className = textOf(resource?.["WFResourceClass"]);
  if (!resource || className === undefined) return undefined;
  const device = dictOf(resource["WFDeviceAttributes"]);
  const values = plainOf(resource["WFParameterValues"]);
  return {
    WFResourceClass: className,
    ...optional("WFParameterKey", textOf(resource["WFParameterKey"])),
    ...optional("WFParameterRelation", textOf(resource["WFParameterRelation"])),
    ...optional("WFParameterValue", plainOf(resource["WFParameterValue"])),
    ...(Array.isArray(values) && { WFParameterValues: values }),
    ...(device && {
      WFDeviceAttributes: {
        ...optional("WFDeviceAttributeIdiom", textOf(device["WFDeviceAttributeIdiom"])),
        ...optional("WFIdiomRelation", textOf(device["WFIdiomRelation"])),
      },
    }),
  };
}
