import { printLiteral } from "../docs/literal.ts";
import type { ActionOutput, ActionParameter } from "../records/record.ts";

/** What stands for any output and any variable: the base class of `values-stub.ts`. */
const VALUE = "Value";

/** A record: a choice of the editor with all that belongs to it, or a text whose variables do not fit its placeholders. */
const RECORD = "dict[Any, Any]";

/**
 * What a parameter takes besides a variable, by the Python type in the registry. Numbers are held as text where they
 * are typed in, switches as 0 and 1 by some programs; whatever is no plain value is a record or a text.
 */
const PARAMETER_TYPES: Readonly<Record<string, string>> = {
  bool: "bool | Literal[0, 1]",
  int: "float | str",
  float: "float | str",
  datetime: "datetime.datetime | str",
};
const OTHER_TYPES = `str | ${RECORD}`;

/** What an output is, by the Python type in the registry; other types go by their own name. */
const OUTPUT_TYPES: Readonly<Record<string, string>> = {
  str: "Text",
  bool: "Boolean",
  int: "Number",
  float: "Number",
  datetime: "Date",
  dict: "Dictionary",
  Any: VALUE,
};

/**
 * The type of a parameter: its choices where they are known, else what its Python type says, and a variable, which
 * takes the place of any value.
 *
 * @param wider what real files pass besides.
 */
export function parameterType(parameter: ActionParameter, wider?: string): string {
  const own = choicesType(parameter) ?? plainType(parameter);
  if (own === "Any") return own;
  return [own, ...(wider === undefined ? [] : [wider]), VALUE].join(" | ");
}

function choicesType({ values = [], newerValues = [], multiple }: ActionParameter): string | undefined {
  const choices = [...new Set([...values, ...newerValues])];
  if (choices.length === 0) return undefined;
  const literal = `Literal[${choices.map(printLiteral).join(", ")}]`;
  return multiple ? `list[${literal}] | ${literal}` : literal;
}

function plainType({ class: kind, pythonType, multiple }: ActionParameter): string {
  if (pythonType === "Any" || kind === "WFVariablePickerParameter") return "Any";
  // A single thing stands for a list of one, and a text for a list of its lines.
  if (multiple || pythonType.startsWith("list[")) return `list[Any] | ${OTHER_TYPES}`;
  return PARAMETER_TYPES[pythonType] ?? OTHER_TYPES;
}

/** The type of what an action gives; one that gives several things gives an `Array`. */
export function outputType(output: ActionOutput | undefined): string {
  if (output === undefined) return VALUE;
  const { pythonType = "Any", multiple } = output;
  const [, element = pythonType] = /^list\[(.*)\]$/.exec(pythonType) ?? [];
  const type = [...new Set(element.split(" | ").map((name) => OUTPUT_TYPES[name] ?? name))].join(" | ");
  return multiple || element !== pythonType ? `Array[${type}]` : type;
}

/** Whether a type that {@link parameterType} has written takes a value; the facts know defaults that theirs does not. */
export function takes(type: string, value: unknown): boolean {
  if (type === "Any") return true;
  const members = type.split(" | ");
  switch (typeof value) {
    case "string":
      return members.includes("str") || type.includes(printLiteral(value));
    case "number":
      return members.includes("float");
    case "boolean":
      return members.includes("bool");
    default:
      return members.includes(Array.isArray(value) ? "list[Any]" : RECORD);
  }
}
