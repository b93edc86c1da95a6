import type { Json } from "../../run/device/spec.ts";
import type { RunResult } from "../../run/run.ts";
import { describeValue, type Effect } from "../../run/trace.ts";

/** How much of what one program does another one does, too. */
export interface RunComparison {
  /** Twice what both do, divided by what either does: 1 for the same, and what is too much counts like what is missing. */
  score: number;
  /** Everything is the same: how the run ended, what came out, and every effect. */
  isEqual: boolean;
  /** What is not, in words. */
  differences: string[];
}

/**
 * Effects that may come in any order among others, by what they have to stay in order with. All others, such as
 * dialogs, are seen or heard by somebody, who notices their order.
 */
const GROUPS: Record<string, (effect: Effect) => string> = {
  "save file": () => "files",
  "move file": () => "files",
  "delete file": () => "files",
  "create folder": () => "files",
  clipboard: () => "clipboard",
  "web request": () => "web",
  set: ({ setting }) => `set ${JSON.stringify(setting)}`,
};
const SEEN = "seen";

/** Numbers may differ in their last digits. */
const TOLERANCE = 1e-9;

/** Compares what a program did with what it should have done, on the same device. */
export function compareRuns(wanted: RunResult, found: RunResult): RunComparison {
  const differences: string[] = [];
  let same = 0;
  let all = 0;
  const groups = new Set([...wanted.effects, ...found.effects].map(groupOf));
  for (const group of groups) {
    const [first, second] = [wanted, found].map(({ effects }) => {
      return effects.filter((effect) => groupOf(effect) === group).map(contentOf);
    }) as [Content[], Content[]];
    const matched = longestCommon(first, second);
    same += 2 * matched.length;
    all += first.length + second.length;
    const [ours, theirs] = [new Set(matched.map(([i]) => i)), new Set(matched.map(([, j]) => j))];
    first.forEach((content, i) => {
      if (!ours.has(i)) differences.push(`missing: ${say(content)}`);
    });
    second.forEach((content, j) => {
      if (!theirs.has(j)) differences.push(`too much: ${say(content)}`);
    });
  }
  const [result, other] = [wanted, found].map(({ result }) => describeValue(result, true)) as [Json, Json];
  if (wanted.result.length > 0 || found.result.length > 0) {
    all += 2;
    if (isSame(result, other)) same += 2;
    else differences.push(`result: ${say(other)}, not ${say(result)}`);
  }
  const endsAlike = wanted.status === found.status && wanted.by === found.by;
  if (!endsAlike) differences.push(`it ${endOf(found)}, where the reference ${endOf(wanted)}`);
  const score = all === 0 ? Number(endsAlike) : same / all;
  return { score, isEqual: differences.length === 0, differences };
}

type Content = Record<string, Json | undefined>;

function groupOf(effect: Effect): string {
  return GROUPS[effect.kind]?.(effect) ?? SEEN;
}

/** What was done, not by which action. */
function contentOf({ action: _action, shortcut: _shortcut, ...content }: Effect): Content {
  return content;
}

function endOf({ status, by, error }: RunResult): string {
  return status + (by === undefined ? "" : ` by ${by}`) + (error === undefined ? "" : ` (${error.message})`);
}

const LONGEST_WORDS = 120;

function say(content: Content | Json): string {
  const text = JSON.stringify(content) ?? "nothing";
  return text.length > LONGEST_WORDS ? `${text.slice(0, LONGEST_WORDS)}...` : text;
}

function isSame(a: unknown, b: unknown): boolean {
  if (typeof a === "number" && typeof b === "number") {
    return a === b || Math.abs(a - b) <= TOLERANCE * Math.max(Math.abs(a), Math.abs(b));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const [first, second] = [a as Content, b as Content];
  const keys = new Set([...Object.keys(first), ...Object.keys(second)]);
  return [...keys].every((key) => isSame(first[key], second[key]));
}

/** Beyond so many comparisons, effects have to stand in the same places. */
const MOST_COMPARISONS = 1_000_000;

/** Pairs of places of a longest common subsequence. */
function longestCommon(a: readonly Content[], b: readonly Content[]): [number, number][] {
  if (a.length * b.length > MOST_COMPARISONS) {
    return a.flatMap((content, i): [number, number][] => (isSame(content, b[i]) ? [[i, i]] : []));
  }
  const lengths = Array.from({ length: a.length + 1 }, () => new Uint32Array(b.length + 1));
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      lengths[i]![j] = isSame(a[i], b[j])
        ? lengths[i + 1]![j + 1]! + 1
        : Math.max(lengths[i + 1]![j]!, lengths[i]![j + 1]!);
    }
  }
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    if (isSame(a[i], b[j])) pairs.push([i++, j++]);
    else if (lengths[i + 1]![j]! >= lengths[i]![j + 1]!) i++;
    else j++;
  }
  return pairs;
}
