import type { Action } from "../../ir/workflow.ts";
import { functionName, keywordOf } from "../../registry/names.ts";
import type { Json } from "../../run/device/spec.ts";
import type { RunResult } from "../../run/run.ts";
import { describeValue, type Effect, type Step } from "../../run/trace.ts";
import { harmless, type Style } from "./style.ts";

/** What {@link printRun} shows: a run, with the lines of the Python where they are known. */
export interface PlacedRun extends Omit<RunResult, "effects" | "error"> {
  effects: (Effect & { line?: number })[];
  error?: RunResult["error"] & { line?: number };
}

/**
 * How a run went, for people: what it did, what it puts out, and what is not certain about it.
 *
 * @param actionAt what stands at a position of the shortcut, for the names of its parameters.
 */
export function printRun(
  result: PlacedRun,
  actionAt: (action: number) => Action | undefined,
  style: Style,
): string {
  const lines = withoutRepeats(result.effects.map((effect) => printEffect(effect, actionAt, style)));
  const output = describeValue(result.result) as Json[];
  if (output.length > 0) lines.push(`${style.bold("result")}  ${output.map(plain).join(", ")}`);
  lines.push(printEnd(result, style));
  for (const { what, after } of result.changes) {
    lines.push(
      `${style.bold("changed")} ${harmless(what)}${after === undefined ? " (gone)" : `: ${plain(after)}`}`,
    );
  }
  if (result.unmodelled.length > 0) {
    lines.push(style.warning(`not modelled: ${result.unmodelled.map(harmless).join(", ")}`));
  }
  lines.push(...printUnknowns(result.uncertain).map((line) => style.warning(line)));
  for (const { question, about } of result.questions)
    lines.push(style.info(`by convention: ${about} (Q${question})`));
  return `${lines.join("\n")}\n`;
}

/** What a repeat does again and again is shown once. */
function withoutRepeats(lines: readonly string[]): string[] {
  const shown: string[] = [];
  for (let at = 0; at < lines.length;) {
    const { period, rounds } = repeatAt(lines, at);
    shown.push(...lines.slice(at, at + period));
    if (rounds > 1) {
      const what = period === 1 ? "this line" : `these ${period} lines`;
      shown.push(`${" ".repeat(PLACE_WIDTH)} … ${what} ${rounds - 1} times more`);
    }
    at += period * rounds;
  }
  return shown;
}

/** The shortest group of lines that comes at least three times in a row from here; one line that comes once, if none does. */
function repeatAt(lines: readonly string[], at: number): { period: number; rounds: number } {
  for (let period = 1; period <= LONGEST_PERIOD; period++) {
    let end = at + period;
    while (end < lines.length && lines[end] === lines[end - period]) end++;
    const rounds = Math.floor((end - at) / period);
    if (rounds >= 3) return { period, rounds };
  }
  return { period: 1, rounds: 1 };
}

const LONGEST_PERIOD = 20;

/** What is not known, each with what depends on it. */
function printUnknowns({ control, effects, result }: RunResult["uncertain"]): string[] {
  return [...new Set([...control, ...effects, ...result])].map((cause) => {
    const depends = [
      control.includes(cause) && "which way the run took",
      effects.includes(cause) && "what it did",
      result.includes(cause) && "its result",
    ].filter((part) => part !== false);
    return `not known: ${cut(harmless(cause))}; on it depends ${depends.join(", ")}`;
  });
}

function printEnd({ status, by, steps, error }: PlacedRun, style: Style): string {
  const count = `${steps} action${steps === 1 ? "" : "s"}`;
  if (error) {
    const { action, line, identifier = "", message } = error;
    const place = line === undefined ? `action ${action}` : `line ${line}`;
    const name = harmless(functionName(identifier, "friendly"));
    const at = action === undefined ? "" : ` at ${place} (${name})`;
    return style.error(`${status} after ${count}${at}: ${harmless(message)}`);
  }
  const how =
    by === "cancel"
      ? "stopped: a dialog was cancelled"
      : by === undefined
        ? status
        : `stopped by itself (${by})`;
  return `${style.bold(how)} after ${count}`;
}

/** What of an effect needs no name, in this order; of a dialog, its answer comes last. */
const UNNAMED = ["title", "prompt", "body", "text", "method", "url", "path", "setting", "name", "identifier"];
/** Words and places, which need no quotes either. */
const BARE = new Set(["method", "url", "path", "identifier", "app", "type", "setting"]);
/** Said in words of their own. */
const MARKS: Readonly<Record<string, string>> = {
  assumed: "assumed",
  unanswered: "no answer is recorded",
  unknown: "not on this device",
  cancelled: "cancelled",
};

function printEffect(
  { kind, action, shortcut, line, inputs, ...details }: Effect & { line?: number },
  actionAt: (action: number) => Action | undefined,
  style: Style,
): string {
  const own = line === undefined ? (action < 0 ? "start" : `action ${action}`) : `line ${line}`;
  const place = shortcut === undefined ? own : `${harmless(shortcut)} ${action}`;
  const { identifier = "", parameters = {} } = (shortcut === undefined && actionAt(action)) || {};
  const { answer, options, ...rest } = details;
  const nameOf = (key: string) => (key in parameters ? keywordOf(identifier, key, "friendly") : key);
  // A saved file says itself where it is.
  if (rest["file"] !== undefined) delete rest["path"];
  const said: string[] = [];
  for (const key of UNNAMED) if (rest[key] !== undefined) said.push(valueOf(key, rest[key]));
  for (const [key, value] of Object.entries(rest)) {
    if (value === undefined || UNNAMED.includes(key) || key in MARKS) continue;
    said.push(named(key, value, nameOf));
  }
  for (const [key, value] of Object.entries((inputs ?? {}) as Record<string, Json>))
    said.push(named(key, value, nameOf));
  if (Array.isArray(options) && options.length > 0) said.push(`of ${plain(options)}`);
  if (answer !== undefined) said.push(`-> ${plain(answer)}`);
  const marks = Object.entries(MARKS).flatMap(([key, words]) => (rest[key] === true ? [words] : []));
  if (marks.length > 0) said.push(style.warning(`(${marks.join(", ")})`));
  return [style.info(place.padEnd(PLACE_WIDTH)), style.bold(kind), "", said.join("  ")].join(" ").trimEnd();
}

/** What an action was given, or hands over. */
const UNTITLED: ReadonlySet<string> = new Set(["items", "input", "(input)", "file"]);

function named(key: string, value: Json, nameOf: (key: string) => string): string {
  return `${UNTITLED.has(key) ? "" : `${harmless(nameOf(key))}: `}${valueOf(key, value)}`;
}

function valueOf(key: string, value: Json): string {
  return BARE.has(key) && typeof value === "string" ? cut(harmless(value)) : plain(value);
}

const PLACE_WIDTH = 8;

/** One executed action on a line. */
export function printStep(
  { action, line, shortcut, identifier, inputs, output }: Step,
  style: Style,
): string {
  const place = `${shortcut === undefined ? "" : `${harmless(shortcut)} `}${line === undefined ? `#${action}` : `line ${line}`}`;
  const name = identifier.replace(/^is\.workflow\.actions\./, "");
  const read = Object.entries(inputs).map(([key, value]) => `${key}=${plain(value)}`);
  return `${style.info(place)} ${style.bold(harmless(name))} ${read.join(" ")} -> ${plain(output)}\n`;
}

const LONGEST = 200;

function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** A value on one line: texts in quotes, links, files and what is not known by their names. */
function plain(value: Json): string {
  return cut(harmless(spelled(value)));
}

function spelled(value: Json): string {
  if (Array.isArray(value)) return value.length === 0 ? "nothing" : value.map(spelled).join(", ");
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const { $url: url, $file: file, $unknown: unknown, $date: date, $richText: seen, path } = value;
  if (typeof url === "string") return url === "" ? '""' : url;
  if (typeof seen === "string") return JSON.stringify(seen);
  if (typeof unknown === "string") return `⟨${unknown}⟩`;
  if (typeof date === "string") return date;
  if (typeof file === "string") {
    const content = value["text"];
    return `${String(path ?? file)}${typeof content === "string" ? ` ${JSON.stringify(content)}` : ""}`;
  }
  return JSON.stringify(value);
}
