import type { Json } from "../../run/device/spec.ts";
import type { RunResult } from "../../run/run.ts";
import { describeValue, type Effect, type Step } from "../../run/trace.ts";
import { harmless, type Style } from "./style.ts";

/** How a run went, for people: what it did, what it puts out, and what is not certain about it. */
export function printRun(
  result: RunResult & { effects: (Effect & { line?: number })[] },
  style: Style,
): string {
  const lines = result.effects.map((effect) => printEffect(effect, style));
  const output = describeValue(result.result) as Json[];
  if (output.length > 0) lines.push(`${style.bold("result")}  ${output.map(short).join(", ")}`);
  lines.push(printEnd(result, style));
  for (const { what, after } of result.changes) {
    lines.push(
      `${style.bold("changed")} ${harmless(what)}${after === undefined ? " (gone)" : `: ${short(after)}`}`,
    );
  }
  if (result.unmodelled.length > 0) {
    lines.push(style.warning(`not modelled: ${result.unmodelled.map(harmless).join(", ")}`));
  }
  const { control, effects, result: output_ } = result.uncertain;
  for (const [what, causes] of [
    ["The way that the run took", control],
    ["What it did", effects],
    ["Its result", output_],
  ] as const) {
    if (causes.length > 0)
      lines.push(style.warning(`${what} depends on what is not known: ${causes.map(short).join(", ")}`));
  }
  for (const { question, about } of result.questions) lines.push(style.info(`Q${question}: ${about}`));
  return `${lines.join("\n")}\n`;
}

function printEnd({ status, by, steps, error }: RunResult, style: Style): string {
  const count = `${steps} action${steps === 1 ? "" : "s"}`;
  if (error) {
    const at =
      error.action === undefined ? "" : ` at action ${error.action} (${harmless(error.identifier ?? "")})`;
    return style.error(`${status} after ${count}${at}: ${harmless(error.message)}`);
  }
  const how =
    by === "cancel"
      ? "stopped: a dialog was cancelled"
      : by === undefined
        ? status
        : `stopped by itself (${by})`;
  return `${style.bold(how)} after ${count}`;
}

function printEffect(
  { kind, action, shortcut, line, ...details }: Effect & { line?: number },
  style: Style,
): string {
  const place =
    shortcut === undefined
      ? line === undefined
        ? `action ${action}`
        : `line ${line}`
      : `${harmless(shortcut)} ${action}`;
  const said = Object.entries(details).map(([name, value]) => `${name}: ${short(value as Json)}`);
  return `${style.bold(kind)}  ${said.join(", ")}  ${style.info(`(${place})`)}`;
}

/** One executed action on a line. */
export function printStep(
  { action, line, shortcut, identifier, inputs, output }: Step,
  style: Style,
): string {
  const place = `${shortcut === undefined ? "" : `${harmless(shortcut)} `}${line === undefined ? `#${action}` : `line ${line}`}`;
  const name = identifier.replace(/^is\.workflow\.actions\./, "");
  const read = Object.entries(inputs).map(([key, value]) => `${key}=${short(value)}`);
  return `${style.info(place)} ${style.bold(harmless(name))} ${read.join(" ")} -> ${short(output)}\n`;
}

const LONGEST = 120;

/** A value on one line. */
function short(value: Json): string {
  const only = Array.isArray(value) && value.length === 1 ? value[0]! : value;
  const text = JSON.stringify(only);
  return harmless(text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
}
