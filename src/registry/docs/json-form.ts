import { aboutOf, isForPrograms, MOST_CHOICES, MOST_CHOICES_COMPACT } from "./python-form.ts";
import type { NameStyle } from "../names.ts";
import type { ActionRecord, ParameterCondition } from "../records/record.ts";
import { signatureOf, type SignatureParameter } from "./signature.ts";

/** An API in the JSON form of a block of documentation. What is not known is absent. */
export interface JsonApi {
  /** The Python name. */
  name: string;
  identifier: string;
  title?: string;
  description: string;
  knowledge: ActionRecord["knowledge"];
  /** How a program writes it, where that is no call. */
  writtenAs?: string;
  parameters: JsonParameter[];
  returns: { type: string; name?: string };
}

export interface JsonParameter {
  /** The keyword in Python. */
  name: string;
  type: string;
  label?: string;
  required?: true;
  default?: unknown;
  values?: readonly string[];
  /** How many there are, where `values` has only some. */
  valueCount?: number;
  when?: readonly ParameterCondition[];
}

export function jsonForm(record: ActionRecord, style: NameStyle): JsonApi {
  const { identifier, title, description, knowledge, pythonForm, output } = record;
  const { name, parameters, returns } = signatureOf(record, style);
  return {
    name,
    identifier,
    ...(title !== undefined && { title }),
    description,
    knowledge,
    ...(pythonForm !== undefined && { writtenAs: pythonForm }),
    parameters: parameters.map(parameterForm),
    returns: { type: returns, ...(output?.name !== undefined && { name: output.name }) },
  };
}

function parameterForm({ name, type, isRequired, parameter }: SignatureParameter): JsonParameter {
  const { label, default: value, values, when } = parameter;
  const isLong = values !== undefined && values.length > MOST_CHOICES;
  return {
    name,
    type,
    ...(label !== undefined && { label }),
    ...(isRequired && { required: true }),
    ...(value !== undefined && { default: value }),
    ...(values && { values: isLong ? values.slice(0, 5) : values }),
    ...(isLong && { valueCount: values.length }),
    ...(when && { when }),
  };
}

/** The same for readers that pay by the word. */
export interface CompactJsonApi {
  about: string;
  writtenAs?: string;
  /** By keyword: the type or the choices (`|` between them) and, after ` = `, the default. */
  args?: Record<string, string>;
  gives?: string;
}

export function compactJsonForm(record: ActionRecord, style: NameStyle): CompactJsonApi {
  const about = aboutOf(record);
  if (record.pythonForm !== undefined) return { about, writtenAs: record.pythonForm };
  const { parameters, returns } = signatureOf(record, style);
  const args = parameters.filter(isForPrograms).map(compactParameter);
  return {
    about,
    ...(args.length > 0 && { args: Object.fromEntries(args) }),
    ...(returns !== "Any" && { gives: returns }),
  };
}

function compactParameter({ name, type, parameter, default: value }: SignatureParameter): [string, string] {
  const { values = [] } = parameter;
  const isTold = values.length > 0 && values.length <= MOST_CHOICES_COMPACT;
  return [name, (isTold ? values.join("|") : type) + (value === undefined ? "" : ` = ${value}`)];
}
