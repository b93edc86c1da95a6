import { repeatVariable } from "../ir/token.ts";
import { identifiers, type Action } from "../ir/workflow.ts";
import type { BlockLink } from "./blocks.ts";
import { contactsOf, isVCard } from "./coerce.ts";
import { holds } from "./condition.ts";
import { Decimal } from "./decimal.ts";
import type { Frame } from "./frame.ts";
import { chooseCase } from "./menu.ts";
import type { Plan } from "./program.ts";
import { join, type Slot, type Taint } from "./slot.ts";
import { ActionFailure, NeedsPlaceholder, Undetermined } from "./stop.ts";
import { describeValue, type Step } from "./trace.ts";
import { NOTHING, number, type Item, type Value } from "./value.ts";

/** A repeat in the course of its rounds. */
interface Rounds {
  link: BlockLink;
  /** What is gone through; of a Repeat without a list, undefined. */
  items: Value | undefined;
  count: number;
  /** Rounds that have begun. */
  round: number;
  /** What was on the pipe before. */
  before: Slot;
  results: Item[];
  taint: Taint;
  taintOfItems: Taint;
}

/** Runs a shortcut to its end and gives what it puts out. @throws Stopped and the other ends of a run. */
export function execute(frame: Frame): Slot {
  return new Interpreter(frame).run();
}

/**
 * Goes through the flat list of actions (2.1): the markers of blocks move the position, every other action is its
 * handler's business.
 */
class Interpreter {
  private readonly frame: Frame;
  private readonly repeats: Rounds[] = [];
  private position = 0;

  constructor(frame: Frame) {
    this.frame = frame;
  }

  run(): Slot {
    const { frame } = this;
    const { session, program } = frame;
    const { actions, links } = program;
    const { limits } = frame.env;
    while (this.position < actions.length) {
      const action = actions[this.position]!;
      if (session.steps++ >= limits.steps) {
        throw new Undetermined("limit", `The run takes more than ${limits.steps} steps.`);
      }
      session.current = frame;
      frame.begin(action);
      session.onAction?.(action.index, program.name);
      const link = links[this.position];
      if (link !== undefined) this.marker(action, link);
      else {
        this.ordinary(action);
        this.position++;
      }
    }
    return frame.pipe;
  }

  private ordinary(action: Action): void {
    const { frame } = this;
    // A marker that fits no block does nothing, and neither does what is no action.
    if (MARKERS.has(action.identifier) || action.malformed !== undefined)
      return this.trace(action, frame.pipe.value);
    const plan = frame.program.planOf(action);
    const output = this.outputOf(action, plan);
    if (output === undefined) {
      const isInput = plan.givenInput !== undefined || plan.takesPipe || plan.isBlank;
      if (isInput) frame.pipe = { value: frame.input(), taint: frame.touched };
    } else {
      frame.env.charge(output.length * 10);
      frame.pipe = { value: output, taint: frame.touched };
    }
    if (plan.uuid !== undefined) frame.store(plan.uuid, frame.pipe.value);
    this.trace(action, frame.pipe.value);
  }

  private outputOf(action: Action, plan: Plan): Value | undefined {
    const { frame } = this;
    if (plan.handler === undefined) return this.unmodelled(action, plan);
    const canned = frame.device.cannedOutput(action.identifier);
    try {
      const output = plan.handler(frame);
      return canned ? this.certain(canned) : output;
    } catch (error) {
      const isCanned = error instanceof NeedsPlaceholder || error instanceof ActionFailure;
      if (canned && isCanned) return this.certain(canned);
      // What is computed from something unknown is unknown.
      if (error instanceof NeedsPlaceholder) return frame.unknown(error.of);
      const [cause] = frame.touched ?? [];
      if (cause === undefined || !(error instanceof ActionFailure)) throw error;
      // Whether it really fails, nobody can say.
      this.noteControl();
      return frame.unknown(cause);
    }
  }

  /** What the device says that an action gives, it gives, whatever that would have been computed from. */
  private certain(output: Value): Value {
    this.frame.touched = undefined;
    return output;
  }

  private unmodelled(action: Action, plan: Plan): Value | undefined {
    const { session, device } = this.frame;
    const { identifier } = action;
    const canned = device.cannedOutput(identifier);
    if (canned !== undefined) return this.certain(canned);
    session.unmodelled.set(identifier, (session.unmodelled.get(identifier) ?? 0) + 1);
    if (session.strict)
      throw new Undetermined("unmodelled", `${identifier || "This action"} is not modelled.`);
    this.frame.effect("unmodelled action", { identifier, inputs: this.frame.inputs() });
    if (plan.empties) return [];
    return plan.passes ? undefined : this.frame.unknown(identifier);
  }

  private marker(action: Action, link: BlockLink): void {
    const { position } = this;
    if (position === link.end) this.end(action, link);
    else if (position !== link.open) this.position = link.end;
    else {
      switch (action.identifier) {
        case identifiers.conditional:
          this.position = this.branchOf(link);
          break;
        case identifiers.menu:
          this.menu(link);
          break;
        default:
          this.beginRepeat(action, link);
      }
      this.noteControl();
    }
    this.trace(action, this.frame.pipe.value);
  }

  /** What decided the path depends on something that is not known. */
  private noteControl(): void {
    const { touched, session } = this.frame;
    if (touched) for (const what of touched) session.touched.control.add(what);
  }

  /** Where the branch begins that an If takes; its end, if it takes none: then what came in is what goes out. */
  private branchOf(link: BlockLink): number {
    const { frame } = this;
    const { actions } = frame.program;
    for (const marker of [link.open, ...link.sections]) {
      const { parameters } = actions[marker]!;
      const isElse = marker !== link.open && !("WFCondition" in parameters || "WFConditions" in parameters);
      if (isElse) return marker + 1;
      frame.action = actions[marker]!;
      if (holds(parameters, () => this.piped(marker), frame)) return marker + 1;
    }
    return link.end;
  }

  /** What a marker without an input of its own works on. */
  private piped(marker: number): Value {
    const { frame } = this;
    return frame.program.pipesInto(frame.program.actions[marker]!) ? frame.read(frame.pipe) : NOTHING;
  }

  private menu(link: BlockLink): void {
    const { frame } = this;
    const cases = link.sections.map((section) => frame.program.actions[section]!);
    const chosen = chooseCase(frame, cases);
    this.position = chosen === undefined ? link.end : link.sections[chosen]! + 1;
  }

  private beginRepeat(action: Action, link: BlockLink): void {
    const { frame } = this;
    const before = frame.pipe;
    const isEach = action.identifier === identifiers.repeatEach;
    const items = isEach ? this.itemsToRepeat() : undefined;
    const count = items === undefined ? this.roundsOf(action) : items.length;
    this.repeats.push({
      link,
      items,
      count,
      round: 0,
      before,
      results: [],
      taint: undefined,
      taintOfItems: frame.touched,
    });
    this.nextRound();
  }

  private itemsToRepeat(): Value {
    const { frame } = this;
    const value =
      frame.action.parameters["WFInput"] === undefined ? this.piped(this.position) : frame.value("WFInput");
    if (value.length === 1 && isVCard(value[0]!)) {
      const contacts = contactsOf(value[0]!);
      if (contacts.length > 0) return contacts;
    }
    if (value.some(({ kind }) => kind === "dictionary")) frame.env.question(10);
    return value;
  }

  private roundsOf(action: Action): number {
    const { frame } = this;
    if (action.parameters["WFRepeatCount"] === undefined) return 1;
    let count: Decimal;
    try {
      count = frame.number("WFRepeatCount", 1);
    } catch (error) {
      if (!(error instanceof NeedsPlaceholder)) throw error;
      // Nobody knows how often; once shows what it does.
      frame.unknown(error.of);
      return 1;
    }
    if (count.isNegative() || !count.isInteger()) frame.env.question(19);
    return Math.max(0, count.trunc().toNumber());
  }

  /** Begins the next round of the innermost repeat, or ends it. */
  private nextRound(): void {
    const { frame } = this;
    const rounds = this.repeats.at(-1)!;
    const { link, items, before, taintOfItems } = rounds;
    if (rounds.round >= rounds.count) {
      this.repeats.pop();
      frame.removeVariable(repeatVariable("Index", link.repeats));
      if (items !== undefined) frame.removeVariable(repeatVariable("Item", link.repeats));
      frame.pipe = { value: rounds.results, taint: join(rounds.taint, taintOfItems) };
      this.position = link.end + 1;
      return;
    }
    const at = rounds.round++;
    const index = { value: [number(new Decimal(at + 1))], taint: taintOfItems };
    frame.setLoopVariable(repeatVariable("Index", link.repeats), index);
    if (items !== undefined) {
      frame.pipe = { value: [items[at]!], taint: taintOfItems };
      frame.setLoopVariable(repeatVariable("Item", link.repeats), frame.pipe);
    } else {
      frame.pipe = before;
    }
    this.position = link.open + 1;
  }

  private end(action: Action, link: BlockLink): void {
    const { frame } = this;
    const rounds = this.repeats.at(-1);
    if (rounds?.link === link) {
      const { value, taint } = frame.pipe;
      for (const item of value) rounds.results.push(item);
      frame.env.charge(value.length * 10);
      rounds.taint = join(rounds.taint, taint);
      this.nextRound();
      if (this.position !== link.end + 1) return;
    } else {
      this.position = link.end + 1;
    }
    const uuid = action.parameters["UUID"];
    if (typeof uuid !== "string") return;
    frame.touched = frame.pipe.taint;
    frame.store(uuid, frame.pipe.value);
  }

  private trace(action: Action, output: Value): void {
    const { session, program, reads, touched } = this.frame;
    const { onStep } = session;
    if (onStep === undefined) return;
    const step: Step = {
      step: session.steps - 1,
      action: action.index,
      ...(program.name !== undefined && { shortcut: program.name }),
      identifier: action.identifier,
      inputs: reads ?? {},
      output: describeValue(output),
      ...(session.pending.length > 0 && { effects: session.pending }),
      ...(touched && { unknown: [...touched] }),
    };
    session.pending = [];
    onStep(step);
  }
}

const MARKERS: ReadonlySet<string> = new Set([
  identifiers.conditional,
  identifiers.menu,
  identifiers.repeatCount,
  identifiers.repeatEach,
]);
