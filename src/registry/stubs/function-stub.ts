import { printLiteral } from "../docs/literal.ts";
import type { NameStyle } from "../names.ts";
import { functionOf, keywordFor } from "../docs/naming.ts";
import { printFunction, printSignature } from "../docs/python-form.ts";
import type { ActionRecord } from "../records/record.ts";
import { positionalKeys, signatureOf } from "../docs/signature.ts";
import { outputType, parameterType, takes } from "./types.ts";
import { COMMON_PARAMETERS } from "./values-stub.ts";

const LINE = 100;

/** The stub of an API: a function that takes keyword arguments, with the docstring that `docs` shows as well. */
export function printFunctionStub(record: ActionRecord, style: NameStyle): string {
  const parameters = parametersOf(record, style);
  const name = functionOf(record, style);
  const returns = record.blocksOutput ? "None" : outputType(record.output);
  const head = `def ${name}(${parameters.join(", ")}) -> ${returns}:`;
  const lines = [`def ${name}(`, ...parameters.map((item) => `    ${item},`), `) -> ${returns}:`];
  return `${head.length <= LINE ? head : lines.join("\n")}\n${docstringOf(record, style)}`;
}

/** The stub of an API that nobody has documented: it takes anything. */
export function printUnknownStub(name: string): string {
  return `def ${name}(**parameters: Any) -> Value:\n    """Not documented."""\n`;
}

/** What the function prints after its signature. */
function docstringOf(record: ActionRecord, style: NameStyle): string {
  const head = `def ${printSignature(signatureOf(record, style))}:\n`;
  return printFunction(record, style).slice(head.length);
}

/** As Python writes them; all are optional, since files leave out what has its default. */
function parametersOf(record: ActionRecord, style: NameStyle): string[] {
  const { parameters, otherParameters = [], otherKeys = {}, knowledge } = record;
  const types = new Map<string, string>();
  const add = (key: string, annotation: string) => {
    const name = keywordFor(record, key, style);
    if (!COMMON_PARAMETERS.has(name) && !types.has(name)) types.set(name, annotation);
  };
  for (const parameter of parameters) {
    const { key } = parameter;
    // An input is converted to what the action wants, whatever it is.
    const type =
      key === record.input?.parameterKey ? "Any" : parameterType(parameter, parameter.alsoAccepts?.type);
    const value = parameter.default;
    add(key, `${type} = ${value !== undefined && takes(type, value) ? printLiteral(value) : "..."}`);
  }
  for (const { key, pythonType } of otherParameters) {
    add(key, `${parameterType({ key, class: "", pythonType })} = ...`);
  }
  for (const key of Object.keys(otherKeys)) add(key, "Any = ...");
  const placed = positionalKeys(record, style).map((key) => keywordFor(record, key, style));
  const textOf = (name: string): string => `${name}: ${types.get(name)}`;
  const others = [...types.keys()].filter((name) => !placed.includes(name));
  // Of an action that only files tell about, there may be more to say than they show.
  const isOpen = knowledge === "observed" || knowledge === "name-only";
  return [
    ...placed.map(textOf),
    ...(others.length > 0 ? ["*"] : []),
    ...others.map(textOf),
    isOpen ? "**others: Any" : "**common: Unpack[Common]",
  ];
}
