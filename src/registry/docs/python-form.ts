import { printDocstring } from "../../python/print/strings.ts";
import type { NameStyle } from "../names.ts";
import type { ActionRecord } from "../records/record.ts";
import { annotationOf, signatureOf, type Signature, type SignatureParameter } from "./signature.ts";
import { printLiteral } from "./literal.ts";
import { titleOf } from "../records/title.ts";
import { parameterDetails } from "./wording.ts";

/** A `Literal[...]` of more choices would be longer than all the rest. */
export const MOST_CHOICES = 30;
export const MOST_CHOICES_COMPACT = 12;
const LINE = 88;

/** The signature on one line, or with a line for each parameter. */
export function printSignature(signature: Signature): string {
  const { name, returns } = signature;
  const items = printItems(signature, printParameter, ": Any");
  const flat = `${name}(${items.join(", ")}) -> ${returns}`;
  if (flat.length <= LINE) return flat;
  return [`${name}(`, ...items.map((item) => `    ${item},`), `) -> ${returns}`].join("\n");
}

/** What stands between a function's parentheses: what needs no keyword, then keywords. */
function printItems(
  { parameters, isOpen }: Signature,
  print: (parameter: SignatureParameter) => string,
  anyType: string,
): string[] {
  let rest = "others";
  while (parameters.some(({ name }) => name === rest)) rest += "_";
  const placed = parameters.filter(({ isPositional }) => isPositional);
  const others = parameters.filter(({ isPositional }) => !isPositional);
  return [
    ...placed.map(print),
    ...(others.length > 0 ? ["*"] : []),
    ...others.map(print),
    ...(isOpen ? [`**${rest}${anyType}`] : []),
  ];
}

function printParameter(parameter: SignatureParameter): string {
  const annotation = annotationOf(parameter, MOST_CHOICES);
  const value = parameter.default ?? (parameter.isRequired ? undefined : "...");
  return `${parameter.name}: ${annotation}${value === undefined ? "" : ` = ${value}`}`;
}

/** An API as a Python function with a docstring that says what is known: legal Python, whatever the record holds. */
export function printFunction(record: ActionRecord, style: NameStyle): string {
  const signature = signatureOf(record, style);
  const lines = [
    record.descriptionBy === "hand" ? `${titleOf(record)}: ${record.description}` : record.description,
    ...(record.pythonForm === undefined ? [] : ["", `${WRITTEN_AS}: ${record.pythonForm}`]),
    ...section(
      "Args",
      signature.parameters.flatMap((parameter) => {
        const details = argumentDetails(parameter);
        return details === "" ? [] : [`${parameter.name}: ${details}`];
      }),
    ),
    ...section("Returns", record.output?.name === undefined ? [] : [record.output.name]),
  ];
  return `def ${printSignature(signature)}:\n${docstring(lines)}\n`;
}

/** What comes before the form that a program has instead of the call, wherever that says all of an action. */
export const WRITTEN_AS = "Usually written";

function section(title: string, lines: string[]): string[] {
  return lines.length === 0 ? [] : ["", `${title}:`, ...lines.map((line) => `    ${line}`)];
}

function argumentDetails(parameter: SignatureParameter): string {
  const { choices } = parameter;
  const isLong = choices.length > MOST_CHOICES;
  // A program that is read by its names has no use for the keys in the file.
  const key = `key ${parameter.parameter.key}`;
  const details = parameterDetails(parameter).filter((detail) => !parameter.isFriendly || detail !== key);
  const some = isLong ? [`one of ${choices.length}, such as ${choices.slice(0, 5).join(", ")}`] : [];
  return [...details, ...some].join("; ");
}

function docstring(lines: readonly string[]): string {
  const [first = "", ...others] = lines;
  if (others.length === 0) return `    ${printDocstring(first, false)}`;
  const texts = others.map((line) => (line === "" ? "" : `    ${escapeLine(line)}`));
  return [`    """${escapeLine(first)}`, ...texts, '    """'].join("\n");
}

/** A text as a line within a docstring, which a text from an app must not end; indentation stays. */
function escapeLine(line: string): string {
  const text = line.trimStart();
  // A docstring's last character is escaped where it is a quote or a blank; here, it is a full stop.
  return line.slice(0, line.length - text.length) + printDocstring(`${text}.`, false).slice(3, -4);
}

/**
 * An API on one line, for readers that pay by the word: no types that a choice tells, no switches that only unfold the
 * editor, few choices, the first sentence of the description. Parameters are optional unless they are the input, which
 * comes first.
 */
export function printFunctionCompact(record: ActionRecord, style: NameStyle): string {
  const signature = signatureOf(record, style);
  const { name, returns } = signature;
  const about = escapeLine(aboutOf(record));
  if (record.pythonForm !== undefined)
    return `# ${name} is written ${escapeLine(record.pythonForm)}  # ${about}\n`;
  const parameters = signature.parameters.filter(isForPrograms);
  const items = printItems({ ...signature, parameters }, printCompactParameter, "");
  const arrow = returns === "Any" ? "" : ` -> ${returns}`;
  return `def ${name}(${items.join(", ")})${arrow}: ...  # ${about}\n`;
}

/** Not so switches that only unfold a row of the editor. */
export function isForPrograms({ parameter }: SignatureParameter): boolean {
  return parameter.class !== "WFExpandingParameter";
}

function printCompactParameter(parameter: SignatureParameter): string {
  const { name, type, choices, choice, default: value } = parameter;
  const isTold = choices.length > 0 && choices.length <= MOST_CHOICES_COMPACT;
  const words = choice?.words.map(printLiteral) ?? [];
  const annotation = isTold ? choices.join("|") : [type, ...words].join("|");
  return `${name}${annotation === "Any" ? "" : `:${annotation}`}${value === undefined ? "" : `=${value}`}`;
}

/** Of a description that a person has written the first sentence; of a composed one what is not in the signature. */
export function aboutOf(record: ActionRecord): string {
  const { description, descriptionBy, knowledge, appName } = record;
  const [sentence] = description.split(/(?<=\.) (?=\p{Lu})/u);
  if (descriptionBy === "hand") return `${titleOf(record)}: ${sentence!}`;
  const name = `${titleOf(record)}${appName === undefined ? "" : ` (${appName})`}`;
  return knowledge === "name-only" ? `${name}; parameters not known` : name;
}
