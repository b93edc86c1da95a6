import type { NameStyle } from "../names.ts";
import type { ActionRecord } from "../records/record.ts";
import { commonKey } from "../common-keys.ts";
import { printSignature } from "./python-form.ts";
import { signatureOf, type SignatureParameter } from "./signature.ts";
import { titleOf } from "../records/title.ts";
import {
  describeKnowledge,
  describePlatforms,
  describeWorkflowbench,
  parameterDetails,
  resourceName,
} from "./wording.ts";

/** All that there is to say about an API, in the order in which it is said, for printing in any form. */
export interface Page {
  title: string;
  description: string;
  /** What a person should know before using it. */
  notes: string[];
  /** `label`, `text` */
  facts: [string, string][];
  /** The signature in Python form. */
  signature: string;
  /** How a program writes it, where that is no call. */
  pythonForm?: string;
  parameters: PageParameter[];
  /** Keys that files carry beyond the parameters, and what they mean where that is known. */
  otherKeys: [string, string][];
}

export interface PageParameter {
  /** The keyword in Python. */
  name: string;
  type: string;
  default?: string;
  /** What it is, when it applies, what it takes. */
  details: string[];
  choices: string[];
}

export function pageOf(record: ActionRecord, style: NameStyle = "friendly"): Page {
  const signature = signatureOf(record, style);
  return {
    title: titleOf(record),
    description: record.description,
    notes: notesOf(record),
    facts: factsOf(record, signature.returns),
    signature: printSignature(signature),
    ...(record.pythonForm !== undefined && { pythonForm: record.pythonForm }),
    parameters: signature.parameters.map(parameterOf),
    otherKeys: otherKeysOf(record),
  };
}

function notesOf(record: ActionRecord): string[] {
  return [
    record.deprecated ? "Withdrawn: today's editor does not offer it." : "",
    record.legacy ? "Superseded, but it still runs." : "",
  ].filter((note) => note !== "");
}

function factsOf(record: ActionRecord, returns: string): [string, string][] {
  const { category, topics, relatedApp, requires, descriptionBy } = record;
  const facts: [string, string | undefined][] = [
    ["identifier", record.identifier],
    ["Python", record.names?.friendly ?? record.pythonName],
    ["API", record.names && record.names.friendly !== record.pythonName ? record.pythonName : undefined],
    ["Apple's Python", record.names?.apple],
    ["WorkflowBench", describeWorkflowbench(record)],
    ["app", record.appName === undefined ? record.app : `${record.appName} (${record.app})`],
    ["about", relatedApp],
    ["category", category?.join(" > ")],
    ["topics", topics?.join(", ")],
    ["kind", record.kind],
    ["known", describeKnowledge(record)],
    ["description", descriptionBy === "composed" ? "composed from names and labels" : undefined],
    ["platforms", describePlatforms(record.platforms)],
    ["needs", requires?.map(resourceName).join(", ")],
    ["input", describeInput(record)],
    ["output", describeOutput(record, returns)],
    ["keywords", record.keywords?.join(", ")],
    ["used", describeUses(record)],
  ];
  return facts.filter((fact): fact is [string, string] => fact[1] !== undefined);
}

function describeInput({ input, inputPassthrough }: ActionRecord): string | undefined {
  const { parameterKey, types = [], multiple, required } = input ?? {};
  const parts = [
    parameterKey === undefined ? "" : `${parameterKey}: the output of the action before, unless it is given`,
    types.length === 0 ? "" : `taken as ${types.join(", ")}`,
    multiple ? "several at once" : "",
    required === undefined ? "" : required ? "required" : "may be empty",
    inputPassthrough ? "handed on as the output" : "",
  ];
  return parts.filter((part) => part !== "").join("; ") || undefined;
}

function describeUses({ uses }: ActionRecord): string | undefined {
  if (uses === undefined) return undefined;
  return `${uses === 1 ? "once" : `${uses} times`} in 1,901 real files`;
}

function describeOutput({ output, inputPassthrough, blocksOutput }: ActionRecord, returns: string): string {
  if (output) {
    const parts = [output.name, `-> ${returns}`, output.types && `(${output.types.join(", ")})`];
    return parts.filter(Boolean).join(" ");
  }
  if (inputPassthrough) return "its input";
  return blocksOutput ? "none" : "not known";
}

function parameterOf(parameter: SignatureParameter): PageParameter {
  const { name, type, choices, default: value } = parameter;
  const details = parameterDetails(parameter);
  return { name, type, ...(value !== undefined && { default: value }), details, choices };
}

function otherKeysOf({ otherParameters = [], otherKeys = {} }: ActionRecord): [string, string][] {
  const described = otherParameters.map(({ key, pythonType, description }): [string, string] => {
    return [key, `${pythonType}. ${description}`];
  });
  const known = new Set(otherParameters.map(({ key }) => key));
  const others = Object.keys(otherKeys).filter((key) => !known.has(key) && commonKey(key) === undefined);
  return [
    ...described,
    ...others.map((key): [string, string] => [key, "Seen in files; its meaning is not known."]),
  ];
}
