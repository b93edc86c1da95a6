import type { Action } from "../ir/workflow.ts";
import type { WebRequest, WebResponse } from "./context.ts";
import type { Device } from "./device/device.ts";
import type { Json } from "./device/spec.ts";
import type { Environment } from "./environment.ts";
// A session knows its frames by their type alone; they make each other as a shortcut runs another.
// oxlint-disable-next-line import/no-cycle
import type { Frame } from "./frame.ts";
import type { Program } from "./program.ts";
import type { Slot, Taint } from "./slot.ts";
import { ActionFailure, Stopped, Undetermined } from "./stop.ts";
import { describeValue, type Effect, type Step } from "./trace.ts";

/** What all shortcuts of a run share: the device, what was done to it, and what has been counted. */
export class Session {
  readonly env: Environment;
  readonly device: Device;
  readonly effects: Effect[] = [];
  /** Identifiers of actions that are not modelled, and how often each ran. */
  readonly unmodelled = new Map<string, number>();
  /** What depended on something that is not known. */
  readonly touched = { control: new Set<string>(), effects: new Set<string>(), result: new Set<string>() };
  clipboardTaint: Taint = undefined;
  /** What files depend on that the run has saved, by their paths. */
  readonly fileTaints = new Map<string, Taint>();
  /** What actions of apps have kept for each other, by a name of the place. */
  readonly kept = new Map<string, Slot>();
  steps = 0;
  /** Where the run is, for messages. */
  current: Frame | undefined;
  readonly strict: boolean;
  readonly onStep: ((step: Step) => void) | undefined;
  readonly onAction: ((action: number, shortcut: string | undefined) => void) | undefined;
  /** Effects of the action that runs at the moment, if there is a trace. */
  pending: Effect[] = [];
  readonly shortcutNames: readonly string[];
  private readonly knowsShortcuts: boolean;
  private readonly children: (name: string | undefined, caller: Frame) => Program | undefined;
  private readonly execute: (frame: Frame) => Slot;
  private readonly open: (program: Program, input: Slot, depth: number) => Frame;
  private readonly web: ((request: WebRequest) => WebResponse | undefined) | undefined;

  constructor(parts: {
    env: Environment;
    device: Device;
    strict: boolean;
    onStep: ((step: Step) => void) | undefined;
    onAction: ((action: number, shortcut: string | undefined) => void) | undefined;
    children: (name: string | undefined, caller: Frame) => Program | undefined;
    shortcutNames: readonly string[] | undefined;
    execute: (frame: Frame) => Slot;
    open: (session: Session, program: Program, input: Slot, depth: number) => Frame;
    fetch: ((request: WebRequest) => WebResponse | undefined) | undefined;
  }) {
    this.env = parts.env;
    this.device = parts.device;
    this.strict = parts.strict;
    this.onStep = parts.onStep;
    this.onAction = parts.onAction;
    this.shortcutNames = parts.shortcutNames ?? [];
    this.knowsShortcuts = parts.shortcutNames !== undefined || parts.device.spec.installed !== undefined;
    this.children = parts.children;
    this.execute = parts.execute;
    this.open = (program, input, depth) => parts.open(this, program, input, depth);
    this.web = parts.fetch;
  }

  get traces(): boolean {
    return this.onStep !== undefined;
  }

  effect(frame: Frame, kind: string, details: Record<string, Json | undefined>): void {
    if (this.effects.length >= this.env.limits.effects) {
      throw new Undetermined("limit", "The run has more effects than the limit allows.");
    }
    const { name } = frame.program;
    const effect: Effect = {
      kind,
      // Before the first action, a shortcut may ask for its input.
      action: (frame.action as Action | undefined)?.index ?? -1,
      ...(name !== undefined && { shortcut: name }),
      ...details,
    };
    this.effects.push(effect);
    if (this.traces) this.pending.push(effect);
    if (frame.touched) for (const what of frame.touched) this.touched.effects.add(what);
  }

  /** What another shortcut puts out; an error or a cancelled dialog in it ends the caller too (Q22). */
  runChild(name: string | undefined, input: Slot, caller: Frame): Slot {
    const program = this.children(name, caller);
    if (!program) return this.missing(name ?? "", input, caller);
    if (caller.depth >= this.env.limits.depth) {
      throw new Undetermined(
        "limit",
        `Shortcuts run each other more than ${this.env.limits.depth} levels deep.`,
      );
    }
    const frame = this.open(program, input, caller.depth + 1);
    const { pending } = this;
    this.pending = [];
    try {
      return this.execute(frame);
    } catch (error) {
      if (error instanceof Stopped) return { value: error.output, taint: frame.touched };
      throw error;
    } finally {
      this.pending = pending;
      this.current = caller;
    }
  }

  /**
   * A shortcut that is not there. Where somebody has said which ones there are, there are no others, and the action fails
   * as in the app; otherwise nobody knows what it does and gives.
   */
  private missing(name: string, { value }: Slot, caller: Frame): Slot {
    if (this.knowsShortcuts) throw new ActionFailure(`There is no shortcut "${name}".`);
    caller.effect("run shortcut", { name, input: describeValue(value), unknown: true });
    const what = `the shortcut "${name}"`;
    return { value: [{ kind: "placeholder", of: what }], taint: new Set([what]) };
  }

  fetch(request: WebRequest): WebResponse | undefined {
    return this.web?.(request);
  }
}
