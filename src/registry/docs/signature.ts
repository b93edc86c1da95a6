import { printLiteral } from "./literal.ts";
import type { NameStyle } from "../names.ts";
import { functionOf, keywordFor } from "./naming.ts";
import type { ActionParameter, ActionRecord } from "../records/record.ts";
import type { Choice } from "../slim-names.ts";

/** An API as a Python function. */
export interface Signature {
  name: string;
  parameters: SignatureParameter[];
  /** Whether there may be parameters that nobody has documented. */
  isOpen: boolean;
  /** What the call yields; `None` where it leaves nothing, `Any` where that is not known. */
  returns: string;
}

export interface SignatureParameter {
  /** The keyword; the key in the file is in `parameter`. */
  name: string;
  parameter: ActionParameter;
  /** Whether it has a keyword for people, rather than its key. */
  isFriendly: boolean;
  /** Whether it stands in its place, without its keyword. */
  isPositional: boolean;
  /** What else its place says. */
  choice?: Choice;
  /** The keyword of any parameter of the same action. */
  nameOf: (key: string) => string;
  /** Python type of a value, without regard to its choices. */
  type: string;
  /** The choices, as Python writes them. */
  choices: string[];
  /** As Python writes it. Absent where it is not known or there is none. */
  default?: string;
  /** The input, where the action is of no use without one. */
  isRequired: boolean;
}

export function signatureOf(record: ActionRecord, style: NameStyle): Signature {
  return {
    name: functionOf(record, style),
    parameters: inPlaces(record, style).map((parameter) => parameterOf(parameter, record, style)),
    isOpen: record.knowledge === "name-only" || record.knowledge === "observed",
    returns: returnType(record),
  };
}

/** The choices of a parameter as a type, where they are few enough to read: `Literal["Add", "Subtract"]`. */
export function annotationOf({ type, choices, choice }: SignatureParameter, mostChoices: number): string {
  // What its place says besides.
  if (choice && choice.words.length > 0 && choices.length === 0)
    return `${type} | Literal[${choice.words.map(printLiteral).join(", ")}]`;
  if (choices.length === 0 || choices.length > mostChoices) return type;
  const literals = `Literal[${choices.join(", ")}]`;
  if (type.startsWith("list[")) return `list[${literals}]`;
  // What takes any value has some that mean something special, such as "Library".
  return type === "Any" ? `${literals} | Any` : literals;
}

/** In programs for people, some parameters stand first without their keywords. */
function inPlaces(record: ActionRecord, style: NameStyle): ActionParameter[] {
  const { parameters } = record;
  const placed = positionalKeys(record, style).flatMap(
    (key) => parameters.find((one) => one.key === key) ?? [],
  );
  return [...placed, ...parameters.filter((parameter) => !placed.includes(parameter))];
}

/** The keys of what stands in a call without a keyword. */
export function positionalKeys({ names }: ActionRecord, style: NameStyle): string[] {
  if (style !== "friendly" || names?.main === undefined) return [];
  return [names.main, ...(names?.next ?? []).map(({ key }) => key)];
}

function parameterOf(parameter: ActionParameter, record: ActionRecord, style: NameStyle): SignatureParameter {
  const { input } = record;
  const { key, default: value, values = [] } = parameter;
  const isPositional = positionalKeys(record, style).includes(key);
  const choice = isPositional
    ? record.names?.next?.find((position) => position.key === key)?.choice
    : undefined;
  return {
    name: keywordFor(record, key, style),
    nameOf: (other) => keywordFor(record, other, style),
    isFriendly: style === "friendly",
    isPositional,
    ...(choice && { choice }),
    parameter,
    type: listIf(parameter.multiple, parameter.pythonType),
    choices: values.map(printLiteral),
    ...(value !== undefined && { default: printLiteral(value) }),
    isRequired: input?.parameterKey === key && input.required === true,
  };
}

function returnType({ output, blocksOutput }: ActionRecord): string {
  if (output) return listIf(output.multiple, output.pythonType ?? "Any");
  return blocksOutput ? "None" : "Any";
}

function listIf(isList: boolean | undefined, type: string): string {
  return isList && !type.startsWith("list[") ? `list[${type}]` : type;
}
