import { lookup } from "../registry/lookup.ts";
import type { ActionFacts } from "../registry/action-facts.ts";
import { modelled } from "./actions/index.ts";
import type { ActionHandler, WebRequest, WebResponse } from "./context.ts";
import { QUESTIONS, type Question } from "./conventions.ts";
import { Device } from "./device/device.ts";
import { diffDevices, type DeviceChange } from "./device/diff.ts";
import { valueFromJson } from "./device/from-json.ts";
import type { Respond } from "./device/dialog.ts";
import type { DeviceSpec } from "./device/spec.ts";
import { Environment } from "./environment.ts";
import { Frame } from "./frame.ts";
import { execute } from "./interpreter.ts";
import { DEFAULT_LIMITS, type Limits } from "./limits.ts";
import { Program, type Runnable } from "./program.ts";
import { Session } from "./session.ts";
import { EMPTY, join, type Slot } from "./slot.ts";
import { acceptedInput, inputWithout } from "./start.ts";
import { ActionFailure, Cancelled, NeedsPlaceholder, Stopped, Undetermined } from "./stop.ts";
import type { Effect, Step } from "./trace.ts";
import type { Value } from "./value.ts";

export interface RunOptions {
  /** What the shortcut is started with; without it, what the device's file says. */
  input?: Value;
  /** Shortcuts that Run Shortcut finds, by name; without it, and `installed` of the device, others are unknown. */
  shortcuts?: Readonly<Record<string, Runnable>>;
  /**
   * What actions do, by identifier, before anything that is known here: for actions of apps, or to stand in for
   * built-in ones. The markers of blocks are not asked for.
   */
  actions?: (identifier: string) => ActionHandler | undefined;
  /** What is known of actions; the package's registry if absent. */
  lookup?: (identifier: string) => ActionFacts | undefined;
  limits?: Partial<Limits>;
  /** Whether the run ends where something is not known: an action that is not modelled, an open question. */
  strict?: boolean;
  /** Called for every executed action. Runs are much faster without it. */
  onStep?: (step: Step) => void;
  /** Called before each action, with its position (from 0) and the shortcut it stands in, if another has run that one. */
  onAction?: (action: number, shortcut: string | undefined) => void;
  /** Answers dialogs for which the device has no answer. */
  respond?: Respond;
  /** Goes out to the web for requests that are not recorded; undefined where that is not allowed. */
  fetch?: (request: WebRequest) => WebResponse | undefined;
}

/**
 * How a run ended: `finished` at its end, `stopped` by the shortcut itself or by somebody who cancelled a dialog,
 * `failed` as the app would have failed, `undetermined` at a limit or, in strict mode, at something unknown.
 */
export type RunStatus = "finished" | "stopped" | "failed" | "undetermined";

export interface RunResult {
  status: RunStatus;
  /** Of `stopped`: Stop This Shortcut, Stop and Output, or a cancelled dialog. */
  by?: "exit" | "output" | "cancel";
  /** What the shortcut puts out. */
  result: Value;
  /** What it did, in order. */
  effects: Effect[];
  /** Identifiers of actions that ran and are not modelled, the most frequent first. */
  unmodelled: string[];
  /** What depended on something that is not known, and on what; empty where all is certain. */
  uncertain: { control: string[]; effects: string[]; result: string[] };
  /** Open questions whose conventions had a say. */
  questions: { question: Question; about: string }[];
  /** Executed actions. */
  steps: number;
  /** Of `failed` and `undetermined`: why, and where. */
  error?: { message: string; action?: number; identifier?: string; shortcut?: string };
  /** What is worth knowing and changes nothing. */
  warnings: string[];
  /** What is different on the device afterwards. */
  changes: DeviceChange[];
}

/**
 * Runs a shortcut on a virtual device. Pure and synchronous: nothing of the host is read or written, whatever the
 * shortcut says, and every run ends (see {@link Limits}).
 *
 * @throws ShortcutError SC3201 if the device makes no sense, or its answers do not fit a dialog.
 */
export function run(workflow: Runnable, spec: DeviceSpec = {}, options: RunOptions = {}): RunResult {
  const device = new Device(spec, options.respond);
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  const strict = options.strict ?? false;
  const find = options.lookup ?? lookup;
  const handlerOf = (identifier: string) => options.actions?.(identifier) ?? modelled.get(identifier);
  const programs = new Map<string, Program>();
  const session = new Session({
    env: new Environment(device, limits, strict),
    device,
    strict,
    onStep: options.onStep,
    onAction: options.onAction,
    shortcutNames: options.shortcuts && Object.keys(options.shortcuts),
    execute,
    open: (session, program, input, depth) => new Frame(session, program, input, depth),
    fetch: options.fetch,
    children: (name, caller) => {
      if (name === undefined) return caller.program;
      const known = programs.get(name);
      if (known || !options.shortcuts || !Object.hasOwn(options.shortcuts, name)) return known;
      const program = new Program(options.shortcuts[name]!, name, find, handlerOf);
      programs.set(name, program);
      return program;
    },
  });
  const program = new Program(workflow, undefined, find, handlerOf);
  const end = endOf(new Frame(session, program, EMPTY, 1), options.input ?? valueFromJson(spec.input));
  for (const what of end.taint ?? []) session.touched.result.add(what);
  const { control, effects, result } = session.touched;
  return {
    ...end.outcome,
    effects: session.effects,
    unmodelled: [...session.unmodelled].sort((a, b) => b[1] - a[1]).map(([identifier]) => identifier),
    uncertain: { control: [...control], effects: [...effects], result: [...result] },
    questions: [...session.env.asked]
      .sort((a, b) => a - b)
      .map((question) => ({ question, about: QUESTIONS[question] ?? "" })),
    steps: session.steps,
    warnings: session.env.warnings,
    changes: diffDevices(new Device(spec), device),
  };
}

interface End {
  outcome: Pick<RunResult, "status" | "by" | "result" | "error">;
  taint?: Slot["taint"];
}

function endOf(frame: Frame, given: Value): End {
  const { session } = frame;
  try {
    const input = acceptedInput(given, frame.program, frame.env);
    frame.start(input.length > 0 ? input : inputWithout(frame));
    const { value, taint } = execute(frame);
    return { outcome: { status: "finished", result: value }, taint };
  } catch (error) {
    const at = session.current ?? frame;
    if (error instanceof Stopped) {
      return { outcome: { status: "stopped", by: error.by, result: error.output }, taint: frame.touched };
    }
    if (error instanceof Cancelled) return { outcome: { status: "stopped", by: "cancel", result: [] } };
    const { name } = at.program;
    const place = {
      ...(at.action && { action: at.action.index, identifier: at.action.identifier }),
      ...(name !== undefined && { shortcut: name }),
    };
    if (error instanceof ActionFailure) {
      return {
        outcome: { status: "failed", result: [], error: { message: error.message, ...place } },
        taint: at.touched,
      };
    }
    if (error instanceof NeedsPlaceholder) {
      const taint = join(at.touched, new Set([error.of]));
      return {
        outcome: { status: "undetermined", result: [], error: { message: error.message, ...place } },
        taint,
      };
    }
    if (error instanceof Undetermined) {
      return { outcome: { status: "undetermined", result: [], error: { message: error.message, ...place } } };
    }
    if (error instanceof RangeError) {
      const message = `The run needs more room than there is (${error.message}).`;
      return { outcome: { status: "undetermined", result: [], error: { message, ...place } } };
    }
    throw error;
  }
}
