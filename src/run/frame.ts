import type { Action } from "../ir/workflow.ts";
import type { PlistValue } from "../plist/value.ts";
import { answerAs } from "./answer.ts";
import type { ActionContext, AskKind, WebRequest, WebResponse } from "./context.ts";
import { booleanOf, firstNumber } from "./coerce.ts";
import { Decimal } from "./decimal.ts";
import type { Device } from "./device/device.ts";
import type { Dialog, DialogAnswer } from "./device/dialog.ts";
import type { Json } from "./device/spec.ts";
import type { Environment } from "./environment.ts";
import { typeLabel } from "./labels.ts";
import { parseNumeral } from "./number.ts";
import { pickFiles } from "./pick.ts";
import type { Program } from "./program.ts";
// oxlint-disable-next-line import/no-cycle
import type { Session } from "./session.ts";
import { join, type Slot, type Taint } from "./slot.ts";
import { ActionFailure, Cancelled, NeedsPlaceholder } from "./stop.ts";
import { resolveAsText, resolveValue } from "./token.ts";
import { describeValue } from "./trace.ts";
import { NOTHING, number, text, type FileItem, type Item, type Value } from "./value.ts";

/** One shortcut in the course of its run: its variables and outputs, and the action that runs at the moment. */
export class Frame implements ActionContext {
  readonly session: Session;
  readonly program: Program;
  readonly env: Environment;
  readonly device: Device;
  readonly depth: number;
  private readonly outputs = new Map<string, Slot>();
  private readonly variables = new Map<string, Slot>();
  private started: Slot;
  /** What the action before has left. */
  pipe: Slot;
  action!: Action;
  /** What the values that this action has read depend on. */
  touched: Taint;
  /** What has been read, for the trace; undefined where there is none. */
  reads: Record<string, Json> | undefined;
  private inputSlot: Value | undefined;
  /** As what Ask Each Time takes the answer in the parameter that is read at the moment. */
  private asksFor: AskKind = "Text";

  constructor(session: Session, program: Program, input: Slot, depth: number) {
    this.session = session;
    this.program = program;
    this.env = session.env;
    this.device = session.device;
    this.depth = depth;
    this.started = input;
    this.pipe = input;
  }

  /** Sets what the shortcut is given, where that had to be asked for. */
  start(input: Value): void {
    this.started = this.pipe = { value: input, taint: this.touched };
  }

  /** Makes an action the one that runs. */
  begin(action: Action): void {
    this.action = action;
    this.touched = undefined;
    this.inputSlot = undefined;
    this.reads = this.session.traces ? {} : undefined;
  }

  read(slot: Slot | undefined): Value {
    if (slot === undefined) return NOTHING;
    if (slot.taint !== undefined) this.touched = join(this.touched, slot.taint);
    return slot.value;
  }

  store(uuid: string, value: Value): void {
    this.outputs.set(uuid, { value, taint: this.touched });
  }

  // What tokens refer to.

  output(uuid: string): Value {
    return this.read(this.outputs.get(uuid));
  }

  variable(name: string): Value {
    const slot = this.variables.get(name);
    if (slot === undefined) this.env.warn(`"${name.slice(0, 100)}" is read before it is set.`);
    return this.read(slot);
  }

  shortcutInput(): Value {
    return this.read(this.started);
  }

  clipboard(): Value {
    return this.read({ value: this.device.clipboard, taint: this.session.clipboardTaint });
  }

  actionInput(): Value {
    return this.read(this.pipe);
  }

  /** Ask Each Time: as what the parameter takes. */
  ask(prompt: string): Value {
    const type = this.asksFor;
    if (type === "File") return pickFiles(prompt || "Which file?", false, this);
    return [answerAs(type, String(this.dialog({ kind: "ask", prompt, type })), this.env)];
  }

  deviceDetail(name: string): Value {
    const detail = this.device.detail(name);
    if (detail === undefined) return this.unknown(`device detail ${name}`);
    return [typeof detail === "number" ? number(new Decimal(detail)) : text(detail)];
  }

  // What actions ask for.

  given(key: string): PlistValue | undefined {
    return this.action.parameters[key];
  }

  input(asksFor: AskKind = "Text"): Value {
    if (this.inputSlot === undefined) {
      const plan = this.program.planOf(this.action);
      const key = plan.givenInput;
      if (key !== undefined) this.inputSlot = this.value(key, asksFor);
      else if (plan.takesPipe) {
        this.inputSlot = this.read(this.pipe);
        this.note("(input)", this.inputSlot);
      } else this.inputSlot = NOTHING;
    }
    return this.inputSlot;
  }

  value(key: string, asksFor: AskKind = "Text"): Value {
    this.asksFor = asksFor;
    const value = resolveValue(this.action.parameters[key], this);
    this.asksFor = "Text";
    this.note(key, value);
    return value;
  }

  text(key: string, otherwise = ""): string {
    const given = this.action.parameters[key];
    const content = given === undefined ? otherwise : resolveAsText(given, this);
    if (this.reads) this.reads[key] = content;
    return content;
  }

  choice(key: string, otherwise: string): string {
    const given = this.action.parameters[key];
    return given === undefined ? otherwise : this.text(key);
  }

  flag(key: string, otherwise: boolean): boolean {
    const given = this.action.parameters[key];
    if (typeof given === "boolean") return given;
    if (given === undefined) return otherwise;
    const [item] = resolveValue(given, this);
    return (item && booleanOf(item, this.env)) ?? otherwise;
  }

  number(key: string, otherwise: number): Decimal {
    const given = this.action.parameters[key];
    if (given === undefined) return new Decimal(otherwise);
    if (typeof given === "number") return new Decimal(given);
    if (typeof given === "string") {
      // An empty field is no field.
      if (given === "") return new Decimal(otherwise);
      const numeral = parseNumeral(given, this.env);
      return numeral ?? this.cannotConvert(text(given), "Number");
    }
    const value = this.value(key, "Number");
    return firstNumber(value, this.env) ?? this.cannotConvert(value[0], "Number");
  }

  inputs(): Record<string, Json> {
    const given = Object.keys(this.action.parameters).filter((key) => !BOOKKEEPING.test(key));
    const read = given.map((key): [string, Json] => [key, describeValue(this.value(key))]);
    const plan = this.program.planOf(this.action);
    if (plan.takesPipe) read.unshift(["(input)", describeValue(this.input())]);
    return Object.fromEntries(read);
  }

  private note(key: string, value: Value): void {
    if (this.reads) this.reads[key] = describeValue(value);
  }

  effect(kind: string, details: Record<string, Json | undefined> = {}): void {
    this.session.effect(this, kind, details);
  }

  dialog(dialog: Dialog): NonNullable<DialogAnswer> {
    const { answer, by } = this.device.ask(dialog);
    const { kind, prompt, title, options, type = "Text" } = dialog;
    const shown =
      answer === undefined || typeof answer === "string" ? answer : answer.map((at) => options![at]!);
    this.effect(kind, {
      ...(title !== undefined && { title }),
      prompt,
      ...(type !== "Text" && { type }),
      ...(options && { options: options.slice(0, 100) }),
      ...(kind !== "alert" && { answer: shown ?? null }),
      ...(answer === undefined && { cancelled: true }),
      ...(by === "default" && kind !== "alert" && { assumed: true }),
    });
    if (answer === undefined) throw new Cancelled();
    return answer;
  }

  cannotConvert(item: Item | undefined, to: string): never {
    if (item?.kind === "placeholder") throw new NeedsPlaceholder(item.of);
    const from = item === undefined ? "nothing" : typeLabel(item);
    throw new ActionFailure(`Shortcuts couldn't convert from ${from} to ${to}.`);
  }

  fail(message: string): never {
    throw new ActionFailure(message);
  }

  currentValue(name: string): Value {
    return this.read(this.variables.get(name));
  }

  setVariable(name: string, value: Value): void {
    this.env.charge(value.length);
    this.variables.set(name, { value, taint: this.touched });
  }

  /** A variable that the interpreter itself sets: the item and index of a repeat. */
  setLoopVariable(name: string, slot: Slot): void {
    this.variables.set(name, slot);
  }

  removeVariable(name: string): void {
    this.variables.delete(name);
  }

  runShortcut(name: string | undefined, input: Value): Value {
    const result = this.session.runChild(name, { value: input, taint: this.touched }, this);
    return this.read(result);
  }

  setClipboard(value: Value): void {
    this.device.clipboard = value;
    this.session.clipboardTaint = this.touched;
  }

  shortcutNames(): string[] {
    return [...new Set([...this.session.shortcutNames, ...(this.device.spec.installed ?? [])])].sort();
  }

  get isUncertain(): boolean {
    return this.touched !== undefined;
  }

  unknown(of: string): Value {
    this.touched = join(this.touched, new Set([of]));
    return [{ kind: "placeholder", of }];
  }

  fetch(request: WebRequest): WebResponse | undefined {
    return this.session.fetch(request);
  }

  remember(place: string, value: Value): void {
    this.session.kept.set(place, { value, taint: this.touched });
  }

  recall(place: string): Value | undefined {
    const slot = this.session.kept.get(place);
    return slot && this.read(slot);
  }

  forget(isThere: (place: string) => boolean): void {
    for (const place of [...this.session.kept.keys()]) if (isThere(place)) this.session.kept.delete(place);
  }

  fileAt(path: string): FileItem | undefined {
    const file = this.device.files.get(path);
    const taint = file?.path === undefined ? undefined : this.session.fileTaints.get(file.path);
    if (taint !== undefined) this.touched = join(this.touched, taint);
    return file;
  }

  saveFile(path: string, file: FileItem): FileItem {
    const { now } = this.device;
    const before = this.device.files.get(path);
    const saved = this.device.files.put(path, { ...file, created: before?.created ?? now, modified: now });
    this.session.fileTaints.set(saved.path!, this.touched);
    this.effect("save file", { path, file: describeValue([saved]) });
    return saved;
  }
}

/** What an action carries for the editor and the app, and not for what it does. */
const BOOKKEEPING =
  /^(?:UUID|GroupingIdentifier|CustomOutputName|AppIntentDescriptor|IntentAppDefinition|IntentAppIdentifier|ShowWhenRun|OpenWhenRun|Show-.*)$/;
