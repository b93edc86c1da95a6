import type { Value } from "./value.ts";

/** What a value depends on that is not known: identifiers of actions, requests that were not recorded. */
export type Taint = ReadonlySet<string> | undefined;

/** A value where it is kept, with what it depends on. */
export interface Slot {
  readonly value: Value;
  readonly taint: Taint;
}

export const EMPTY: Slot = { value: [], taint: undefined };

export function join(a: Taint, b: Taint): Taint {
  if (a === undefined || a === b) return b;
  return b === undefined ? a : new Set([...a, ...b]);
}
