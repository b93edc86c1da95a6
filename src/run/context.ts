import type { Action } from "../ir/workflow.ts";
import type { PlistValue } from "../plist/value.ts";
import type { Decimal } from "./decimal.ts";
import type { Device } from "./device/device.ts";
import type { Dialog, DialogAnswer } from "./device/dialog.ts";
import type { Json } from "./device/spec.ts";
import type { Scope } from "./scope.ts";
import type { FileItem, Item, Value } from "./value.ts";

/** What an action sees of the run: its parameters, resolved when they are asked for, and the device. */
export interface ActionContext extends Scope {
  readonly action: Action;
  readonly device: Device;
  /** A parameter as the file has it. */
  given(key: string): PlistValue | undefined;
  /** The action's input: what is written, under its key or an older one, otherwise what the action before left. */
  input(asksFor?: AskKind): Value;
  /** Any parameter as a value; a single token keeps its kind. Nothing if it is absent. */
  value(key: string, asksFor?: AskKind): Value;
  /** A parameter that takes text. */
  text(key: string, otherwise?: string): string;
  /** One of several words. */
  choice(key: string, otherwise: string): string;
  flag(key: string, otherwise: boolean): boolean;
  /** @throws ActionFailure if it is there and no number. */
  number(key: string, otherwise: number): Decimal;
  /** All that the action is given, by its keys, for an effect. */
  inputs(): Record<string, Json>;
  /** Notes that the shortcut does something to the world. */
  effect(kind: string, details?: Record<string, Json | undefined>): void;
  /** Asks something. @throws Cancelled if the answer is that. */
  dialog(dialog: Dialog): NonNullable<DialogAnswer>;
  /** Ends the run as the app does where something does not convert. */
  cannotConvert(item: Item | undefined, to: string): never;
  fail(message: string): never;
  /** A variable's value; nothing, without a warning, if it is not set. */
  currentValue(name: string): Value;
  setVariable(name: string, value: Value): void;
  setClipboard(value: Value): void;
  /** Names of the shortcuts that there are. */
  shortcutNames(): string[];
  /** Runs another shortcut, or this one, with an input. */
  runShortcut(name: string | undefined, input: Value): Value;
  /** Whether anything that the action has read so far depends on what is not known. */
  readonly isUncertain: boolean;
  /** What nobody knows: it goes through the run as a marked placeholder. */
  unknown(of: string): Value;
  /** Goes out to the web if the host was allowed; undefined if not. */
  fetch(request: WebRequest): WebResponse | undefined;
  /** Keeps a value where another action of the run finds it: in a store of an app. */
  remember(place: string, value: Value): void;
  /** What the run has kept in a place; undefined if it has kept nothing there. */
  recall(place: string): Value | undefined;
  /** Forgets what is kept in some places. */
  forget(isThere: (place: string) => boolean): void;
  /** The file or folder at a path, with what its content depends on; undefined if there is none. */
  fileAt(path: string): FileItem | undefined;
  /** Saves on the device, with what the content depends on. */
  saveFile(path: string, file: FileItem): FileItem;
}

/** As what Ask Each Time takes an answer; a text, if nothing else is said. */
export type AskKind = "Text" | "Number" | "Date and Time" | "File";

/**
 * What an action does. It returns its output; undefined where it hands its input on (`PASSES`), as actions do that
 * have an effect and no output.
 */
export type ActionHandler = (context: ActionContext) => Value | undefined;

export interface WebRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string | Uint8Array;
}

export interface WebResponse {
  status: number;
  headers: Record<string, string>;
  body: Uint8Array;
}
