import type { ActionContext, ActionHandler } from "../context.ts";
import type { Json } from "../device/spec.ts";
import { describeValue } from "../trace.ts";
import type { FileItem, Value } from "../value.ts";

/*
 * Kinds of actions whose work is done elsewhere: the trace says what a shortcut hands over. What comes back is what the
 * device's file says under `apps`; nobody knows it otherwise.
 */

/** What the parameters say that a file has. */
function said(context: ActionContext, keys: readonly string[]): Record<string, Json> {
  const given = keys.filter((key) => context.given(key) !== undefined);
  return Object.fromEntries(given.map((key) => [key, describeValue(context.value(key))]));
}

export function effectOf(context: ActionContext, kind: string, keys: readonly string[]): void {
  const details = said(context, keys);
  const input = context.input();
  const isShown = Object.keys(details).length > 0 || input.length === 0;
  context.effect(kind, isShown ? details : { items: describeValue(input) });
}

/** What the device's file says that this action puts out. */
export function answer(context: ActionContext, what: string): Value {
  return context.device.cannedOutput(context.action.identifier) ?? context.unknown(what);
}

/** Something is handed over, and nothing comes back: the input goes on. */
export const handsOver =
  (kind: string, ...keys: string[]): ActionHandler =>
  (context) => {
    effectOf(context, kind, keys);
    return undefined;
  };

/** Something is handed over, and an answer comes back. */
export const asks =
  (kind: string, what: string, ...keys: string[]): ActionHandler =>
  (context) => {
    effectOf(context, kind, keys);
    return answer(context, what);
  };

/** Somebody is asked who changes nothing: a store, a recogniser, a map. */
export const looksUp =
  (what: string): ActionHandler =>
  (context) =>
    answer(context, what);

/** A file that is made, without its content. */
export const makes =
  (kind: string | undefined, name: string, type: string): ActionHandler =>
  (context) => {
    if (kind !== undefined) context.effect(kind);
    return [{ kind: "file", name, type, content: null, created: context.env.now } satisfies FileItem];
  };
