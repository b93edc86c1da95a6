import { diffArrays } from "diff";
import { isMarker, type Action } from "../ir/workflow.ts";
import { signaturesOf } from "./canonical.ts";

/** Which action of the older shortcut is which of the newer one, by position. */
export interface Alignment {
  /** Actions that stand in both, in the same order: unchanged, or changed in place. */
  kept: Map<number, number>;
  /** Actions that are the same but for their place. */
  moved: Map<number, number>;
}

/** From so many edits on, looking for the fewest takes longer than anybody reads; then only both ends are compared. */
const MOST_EDITS = 1000;

/**
 * Finds the fewest actions that were taken out and put in. An action that was taken out where one of the same API was
 * put in counts as changed; one that was put in elsewhere, just the same, as moved.
 */
export function align(before: readonly Action[], after: readonly Action[]): Alignment {
  const older = signaturesOf(before);
  const newer = signaturesOf(after);
  const kept = new Map<number, number>();
  const hunks = hunksOf(older, newer, kept);
  const moved = findMoved(hunks, before, older, newer);
  const arrived = new Set(moved.values());
  for (const hunk of hunks) {
    const gone = hunk.before.filter((i) => !moved.has(i));
    const come = hunk.after.filter((j) => !arrived.has(j));
    pairChanged({ before: gone, after: come }, before, after, kept);
  }
  return { kept, moved };
}

interface Hunk {
  before: number[];
  after: number[];
}

/** Fills `kept` with what is the same, and returns what lies between. */
function hunksOf(older: string[], newer: string[], kept: Map<number, number>): Hunk[] {
  const changes = diffArrays(older, newer, { maxEditLength: MOST_EDITS }) ?? outerDiff(older, newer);
  const hunks: Hunk[] = [];
  let [i, j] = [0, 0];
  let open: Hunk | undefined;
  for (const { added, removed, value } of changes) {
    if (!added && !removed) {
      for (let k = 0; k < value.length; k++) kept.set(i++, j++);
      open = undefined;
      continue;
    }
    if (!open) hunks.push((open = { before: [], after: [] }));
    for (let k = 0; k < value.length; k++) {
      if (removed) open.before.push(i++);
      else open.after.push(j++);
    }
  }
  return hunks;
}

/** What stands at both ends is kept, the rest exchanged. */
function outerDiff(older: string[], newer: string[]) {
  const shortest = Math.min(older.length, newer.length);
  let front = 0;
  while (front < shortest && older[front] === newer[front]) front++;
  let back = 0;
  while (back < shortest - front && older.at(-1 - back) === newer.at(-1 - back)) back++;
  const part = (value: string[], kind: { added?: boolean; removed?: boolean }) => ({
    added: false,
    removed: false,
    ...kind,
    value,
  });
  return [
    part(older.slice(0, front), {}),
    part(older.slice(front, older.length - back), { removed: true }),
    part(newer.slice(front, newer.length - back), { added: true }),
    part(older.slice(older.length - back), {}),
  ];
}

/** Within a hunk, actions of one API are paired in their order, so that what is kept never crosses. */
function pairChanged(
  hunk: Hunk,
  before: readonly Action[],
  after: readonly Action[],
  kept: Map<number, number>,
): void {
  let next = 0;
  for (const i of hunk.before) {
    const kind = kindOf(before[i]!);
    const found = hunk.after.findIndex((j, k) => k >= next && kindOf(after[j]!) === kind);
    if (found < 0) continue;
    kept.set(i, hunk.after[found]!);
    next = found + 1;
  }
}

/** The API, and of a block which of its markers. */
function kindOf({ identifier, parameters }: Action): string {
  const mode = parameters["WFControlFlowMode"];
  return `${identifier} ${typeof mode === "number" ? mode : 0}`;
}

function findMoved(
  hunks: readonly Hunk[],
  before: readonly Action[],
  older: readonly string[],
  newer: readonly string[],
): Map<number, number> {
  const places = new Map<string, number[]>();
  for (const j of hunks.flatMap((hunk) => hunk.after)) {
    const same = places.get(newer[j]!);
    if (same) same.push(j);
    else places.set(newer[j]!, [j]);
  }
  const moved = new Map<number, number>();
  for (const i of hunks.flatMap((hunk) => hunk.before)) {
    // Ends of blocks are all alike: that one "moved" says nothing.
    const isEnd = isMarker(before[i]!) && before[i]!.parameters["WFControlFlowMode"] === 2;
    const j = isEnd ? undefined : places.get(older[i]!)?.shift();
    if (j !== undefined) moved.set(i, j);
  }
  return moved;
}
