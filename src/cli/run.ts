import { closeSync, openSync, readdirSync, readFileSync, readSync, writeSync } from "node:fs";
import { basename, extname, join } from "node:path";
import type { Command } from "commander";
import { compile } from "../compile.ts";
import { convertReading, type SourceMapEntry } from "../convert.ts";
import { readShortcut } from "../read.ts";
import { placeDiagnostics } from "../check/placed.ts";
import { ShortcutError } from "../diagnostics/error.ts";
import { readInput } from "../node/input.ts";
import type { Input } from "../node/input-bytes.ts";
import { webRequester } from "../node/web-request.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import type { Dialog, DialogAnswer } from "../run/device/dialog.ts";
import type { Answer, DeviceSpec } from "../run/device/spec.ts";
import { checkDevice } from "../run/device/validate.ts";
import type { Runnable } from "../run/program.ts";
import { run, type RunOptions, type RunResult } from "../run/run.ts";
import { describeValue, type Step } from "../run/trace.ts";
import { fetchOptions, forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printPlaced } from "./report/program.ts";
import { printRun, printStep } from "./report/run.ts";
import { styleFor, writeErr, writeMessage, writeOut } from "./terminal.ts";
import { decodeSource } from "../python/decode-source.ts";

export interface RunFlags extends CommonFlags {
  device?: string;
  input?: string;
  answers?: string;
  shortcuts?: string;
  trace?: string;
  strict?: true;
  interactive?: true;
  net?: true;
  allowHost?: string[];
  maxSteps?: string;
  tolerant?: boolean;
  verbose?: true;
}

/** What is run, and where its actions stand in the Python. */
interface Loaded {
  runnable: Runnable;
  sourceMap: SourceMapEntry[];
}

/** `shortcut2py run` */
export async function runRun(file: string, flags: RunFlags, command: Command): Promise<void> {
  const { json = false, color } = flags;
  if (flags.net && !flags.allowHost?.length) command.error("error: --net needs --allow-host HOST");
  const each = async () => {
    const loaded = loadRunnable(await readInput(file, fetchOptions), flags, file);
    if (!loaded) return;
    const lines = new Map(loaded.sourceMap.map(({ action, line }) => [action, line]));
    const trace = flags.trace === undefined ? undefined : openSync(flags.trace, "w");
    const style = styleFor("stderr", color);
    const onStep = (step: Step) => {
      const line = step.shortcut === undefined ? lines.get(step.action) : undefined;
      const placed = line === undefined ? step : { ...step, line };
      if (trace !== undefined) writeSync(trace, jsonLine(placed));
      if (flags.verbose) writeErr(printStep(placed, style));
    };
    const options: RunOptions = {
      strict: flags.strict ?? false,
      ...(flags.shortcuts !== undefined && { shortcuts: shortcutsIn(flags.shortcuts, flags) }),
      ...((trace !== undefined || flags.verbose) && { onStep }),
      ...(flags.maxSteps !== undefined && { limits: { steps: positive(flags.maxSteps, command) } }),
      ...(flags.interactive && { respond: askAtTerminal }),
      ...(flags.net && { fetch: webRequester(flags.allowHost!) }),
    };
    try {
      report(run(loaded.runnable, deviceOf(flags), options), file, loaded, lines, flags);
    } finally {
      if (trace !== undefined) closeSync(trace);
    }
  };
  await forEachInput([file], flags, command, each, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}

function report(
  result: RunResult,
  file: string,
  { runnable }: Loaded,
  lines: ReadonlyMap<number, number>,
  flags: RunFlags,
): void {
  if (result.status === "failed" || result.status === "undetermined") process.exitCode = 1;
  const placed = <T extends { action?: number; shortcut?: string }>(place: T): T & { line?: number } => {
    const line = place.shortcut === undefined ? lines.get(place.action ?? -1) : undefined;
    return line === undefined ? place : { ...place, line };
  };
  if (!flags.json) {
    const { error, effects } = result;
    const shown = { ...result, effects: effects.map(placed), ...(error && { error: placed(error) }) };
    const actionAt = (action: number) => runnable.actions[action];
    writeOut(printRun(shown, actionAt, styleFor("stdout", flags.color)));
    return;
  }
  const { error, effects, result: output, ...rest } = result;
  const shown = { file, ...rest, result: describeValue(output, true), effects: effects.map(placed) };
  writeOut(jsonLine(error ? { ...shown, error: placed(error) } : shown));
}

/** A program is compiled, anything else is read; undefined, and said, if a program has errors. */
export function loadRunnable(
  { bytes, name }: Input,
  { color, tolerant = false }: Pick<RunFlags, "color" | "tolerant">,
  file: string,
): Loaded | undefined {
  const registry = loadUserRegistry();
  if (extname(file) !== ".py") {
    const reading = readShortcut(bytes);
    const { sourceMap } = convertReading(reading, { registry, ...(name !== undefined && { name }) });
    return { runnable: reading.workflow, sourceMap };
  }
  const text = decodeSource(bytes);
  const { workflow, diagnostics, sourceMap } = compile(text, { tolerant, registry });
  const errors = diagnostics.filter(({ severity }) => severity === "error");
  if (errors.length === 0) return { runnable: workflow, sourceMap };
  for (const item of placeDiagnostics(errors, text)) {
    writeMessage(color, (style) => printPlaced(labelOf(file), item, style));
  }
  process.exitCode = 1;
  return undefined;
}

/** The shortcuts of a folder by their names, each read when it is first run. */
function shortcutsIn(folder: string, flags: RunFlags): Record<string, Runnable> {
  const shortcuts = Object.create(null) as Record<string, Runnable>;
  for (const entry of readdirSync(folder).sort()) {
    const extension = extname(entry);
    if (![".shortcut", ".plist", ".wflow", ".json", ".py"].includes(extension)) continue;
    const path = join(folder, entry);
    if (basename(entry, extension) in shortcuts) continue;
    let runnable: Runnable | undefined;
    Object.defineProperty(shortcuts, basename(entry, extension), {
      enumerable: true,
      get: () =>
        (runnable ??= loadRunnable(
          { bytes: new Uint8Array(readFileSync(path)), name: entry },
          flags,
          path,
        )?.runnable),
    });
  }
  return shortcuts;
}

/** The device's file, with what the command line says about it. */
function deviceOf({ device, input, answers }: RunFlags): DeviceSpec {
  const spec = device === undefined ? {} : checkDevice(parseJson(readFileSync(device, "utf8"), device));
  const given = answers === undefined ? undefined : parseAnswers(answers);
  return { ...spec, ...(input !== undefined && { input }), ...(given && { answers: given }) };
}

/** A JSON list, or answers separated by commas. */
function parseAnswers(source: string): Answer[] {
  if (!source.trimStart().startsWith("[")) return source.split(",").map((answer) => answer.trim());
  return checkDevice({ answers: parseJson(source, "--answers") }).answers ?? [];
}

function parseJson(source: string, where: string): unknown {
  try {
    return JSON.parse(source.replace(/^\uFEFF/, ""));
  } catch (error) {
    throw new ShortcutError("SC2004", `${where} is no JSON: ${(error as Error).message}.`);
  }
}

function positive(source: string, command: Command): number {
  const value = Number(source);
  if (!Number.isInteger(value) || value < 1) command.error("error: --max-steps takes a number from 1");
  return value;
}

/** Asks a person on the terminal; an empty line takes what the dialog suggests. */
function askAtTerminal(dialog: Dialog): { answer: DialogAnswer } | undefined {
  const { kind, prompt, title, options, standard } = dialog;
  writeErr(`\n${title === undefined ? "" : `${title}\n`}${prompt}\n`);
  options?.forEach((option, at) => writeErr(`  ${at + 1} ${option}\n`));
  const hint = kind === "alert" ? "Enter: OK" : `Enter: ${standard ?? options?.[0] ?? "empty"}`;
  writeErr(`[${hint}; ^D: cancel] `);
  const line = readLine();
  if (line === undefined) return { answer: undefined };
  if (line === "") return undefined;
  if (!options) return { answer: line };
  const chosen = line.split(",").map((part) => {
    const at = options.indexOf(part.trim());
    return at >= 0 ? at : Number(part) - 1;
  });
  return chosen.every((at) => Number.isInteger(at) && at >= 0 && at < options.length)
    ? { answer: chosen }
    : askAtTerminal(dialog);
}

/** One line of the standard input; undefined at its end. */
function readLine(): string | undefined {
  const bytes: number[] = [];
  const next = Buffer.alloc(1);
  for (;;) {
    if (readSync(0, next) === 0) return bytes.length === 0 ? undefined : Buffer.from(bytes).toString("utf8");
    if (next[0] === 0x0a) return Buffer.from(bytes).toString("utf8").replace(/\r$/, "");
    bytes.push(next[0]!);
  }
}
