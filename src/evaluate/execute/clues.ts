import { identifiers } from "../../ir/workflow.ts";
import { isDict, type PlistDict, type PlistValue } from "../../plist/value.ts";
import type { Dialog, DialogAnswer } from "../../run/device/dialog.ts";
import type { Answer, DeviceSpec } from "../../run/device/spec.ts";
import type { Runnable } from "../../run/program.ts";

/** What a shortcut says about the devices on which it does one thing or another. */
export interface Clues {
  /** What its conditions compare with. */
  texts: string[];
  /** The same of numbers, with those just below and above. */
  numbers: number[];
  /** Fields of a device that it reads, each with values that may make a difference. */
  fields: [field: keyof DeviceSpec, values: DeviceSpec[keyof DeviceSpec][]][];
}

/** An answer as a device's file has it, and as a dialog gets it. */
export interface Choice {
  json: Answer;
  answer: DialogAnswer;
}

const MOST_CONSTANTS = 12;
const MOST_OPTIONS = 20;
const ADDRESS = "https://example.org";
/** Beside a Monday morning, which a device has if nothing is said. */
const MOMENTS = ["2024-05-06T20:30:00Z", "2024-05-11T12:00:00Z", "2024-12-24T07:00:00Z"];
const FEW = "3";

export function cluesOf({ actions, properties }: Runnable): Clues {
  const texts = new Set<string>();
  const numbers = new Set<number>();
  const sources = new Set<string>();
  for (const { identifier, parameters } of actions) {
    sources.add(identifier);
    collectSources(parameters, sources);
    if (identifier !== identifiers.conditional) continue;
    for (const row of rowsOf(parameters)) {
      const text = plainText(row["WFConditionalActionString"]);
      if (text !== undefined && text !== "") texts.add(text);
      for (const key of ["WFNumberValue", "WFAnotherNumber"]) {
        const value = row[key];
        if (typeof value === "object" || value === undefined || value === "") continue;
        const number = Number(value);
        if (Number.isFinite(number)) for (const one of [number, number - 1, number + 1]) numbers.add(one);
      }
    }
  }
  collectSources(properties["WFWorkflowNoInputBehavior"], sources);
  const clues = {
    texts: [...texts].slice(0, MOST_CONSTANTS),
    numbers: [...numbers].slice(0, 3 * MOST_CONSTANTS),
  };
  return { ...clues, fields: fieldsOf(sources, clues) };
}

function fieldsOf(sources: ReadonlySet<string>, { texts, numbers }: Omit<Clues, "fields">): Clues["fields"] {
  const reads = (...names: string[]) => names.some((name) => sources.has(name));
  const contents = [...texts, ...numbers.map(String), "Text", ADDRESS];
  const fields: Clues["fields"] = [];
  if (reads("Clipboard", "is.workflow.actions.getclipboard", "WFWorkflowNoInputBehaviorGetClipboard")) {
    fields.push(["clipboard", contents]);
  }
  if (reads("ExtensionInput")) fields.push(["input", contents]);
  if (reads("CurrentDate", "is.workflow.actions.date")) fields.push(["now", MOMENTS]);
  if (reads("is.workflow.actions.getbatterylevel")) {
    const levels = [...numbers.filter((number) => number >= 0 && number <= 100), 5, 95];
    fields.push(["battery", levels.map((level) => ({ level }))]);
  }
  if (reads("is.workflow.actions.getwifi")) fields.push(["network", [{ wifi: null }, { wifi: "Home" }]]);
  return fields;
}

/** Rows of a condition: of old files, the marker itself is the only one. */
function rowsOf(marker: PlistDict): PlistDict[] {
  const table = marker["WFConditions"];
  const value = isDict(table) ? table["Value"] : undefined;
  const rows = isDict(value) ? value["WFActionParameterFilterTemplates"] : undefined;
  return [marker, ...(Array.isArray(rows) ? rows.filter(isDict) : [])];
}

/** A text without variables, which may be written in two ways. */
function plainText(value: PlistValue | undefined): string | undefined {
  if (typeof value === "string") return value;
  const inner = isDict(value) ? value["Value"] : undefined;
  const string = isDict(inner) ? inner["string"] : undefined;
  return typeof string === "string" && !string.includes("\uFFFC") ? string : undefined;
}

/** Where values come from: the types of tokens, and the names of behaviours. */
function collectSources(value: PlistValue | undefined, into: Set<string>): void {
  if (Array.isArray(value)) for (const item of value) collectSources(item, into);
  if (!isDict(value)) return;
  for (const [key, item] of Object.entries(value)) {
    if ((key === "Type" || key === "Name") && typeof item === "string") into.add(item);
    else collectSources(item, into);
  }
}

/** What somebody may answer; the first is what is answered if nothing speaks for another one. */
export function choicesOf(dialog: Dialog, clues: Clues): Choice[] {
  const { kind, options, multiple = false, standard } = dialog;
  if (kind === "alert") return [{ json: true, answer: "" }];
  if (options) {
    if (options.length === 0) return [{ json: {}, answer: [] }];
    const titles = options.flatMap((title, at) => (options.indexOf(title) === at ? [{ title, at }] : []));
    return titles
      .slice(0, MOST_OPTIONS)
      .map(({ title, at }) => ({ json: multiple ? { answer: [title] } : title, answer: [at] }));
  }
  const answers = [...(standard === undefined ? [] : [standard]), ...typedAnswers(dialog, clues)];
  return [...new Set(answers)].map((answer) => ({ json: answer, answer }));
}

function typedAnswers({ type }: Dialog, { texts, numbers }: Clues): string[] {
  switch (type) {
    case "Number":
      return [FEW, ...numbers.map(String)];
    case "URL":
      return [ADDRESS, ...texts.filter((text) => /^[a-z]+:/.test(text))];
    case "Date":
    case "Date and Time":
      return ["2024-05-06", "2024-12-24", "2030-01-01"];
    case "Time":
      return ["12:00", "23:00"];
    default:
      return ["Text", ...texts, ...numbers.map(String), ADDRESS];
  }
}
