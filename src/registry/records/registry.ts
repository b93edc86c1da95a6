import type { ActionRecord } from "./record.ts";
import type { PackedSearchIndex } from "./packed-search-index.ts";

/**
 * All that is known about all actions: what the package holds beside the small index that `convert` uses. Pure code is
 * handed one; on Node, `loadRegistry` reads it.
 */
export interface Registry {
  /** Of all actions, sorted. */
  readonly identifiers: readonly string[];
  /** The record of an action by its identifier (case counts). */
  get(identifier: string): ActionRecord | undefined;
  /** What a search needs, where that is stored; it is made otherwise, which takes longer than a command may. */
  packedSearchIndex?(): PackedSearchIndex;
}

const START = '{"identifier":"';

/**
 * The registry out of its text: one record a line, as {@link packRegistry} writes it. A record is parsed when it is
 * asked for, since all of them take longer than a command may.
 */
export function openRegistry(text: string): Omit<Registry, "packedSearchIndex"> {
  /** Where the line of each action starts. */
  const lines = new Map<string, number>();
  for (let start = 0; start < text.length; start = endOfLine(text, start) + 1) {
    const from = start + START.length;
    lines.set(text.slice(from, text.indexOf('"', from)), start);
  }
  const records = new Map<string, ActionRecord>();
  return {
    identifiers: [...lines.keys()],
    get(identifier) {
      const known = records.get(identifier);
      const start = lines.get(identifier);
      if (known || start === undefined) return known;
      const record = JSON.parse(text.slice(start, endOfLine(text, start))) as ActionRecord;
      records.set(identifier, record);
      return record;
    },
  };
}

/** The text that {@link openRegistry} opens. */
export function packRegistry(records: readonly ActionRecord[]): string {
  const sorted = [...records].sort((a, b) => (a.identifier < b.identifier ? -1 : 1));
  return sorted.map((record) => `${JSON.stringify(record)}\n`).join("");
}

function endOfLine(text: string, start: number): number {
  const end = text.indexOf("\n", start);
  return end < 0 ? text.length : end;
}
