import { compareShortcuts, type Difference } from "../ir/compare.ts";
import type { Action, Workflow } from "../ir/workflow.ts";
import { align } from "./align.ts";
import { canonicalParameters } from "./canonical.ts";

/** What became of one action. Positions are 0-based, of `WFWorkflowActions`. */
export type ActionChange =
  | { kind: "added"; after: number; identifier: string }
  | { kind: "removed"; before: number; identifier: string }
  | { kind: "moved"; before: number; after: number; identifier: string }
  | {
      kind: "changed";
      before: number;
      after: number;
      identifier: string;
      /** What is different in its parameters; key paths start at the parameters. */
      differences: Difference[];
    };

export interface ShortcutDiff {
  /** Whether both do the same: no action was added, removed, moved or changed, and no property of the shortcut. */
  equal: boolean;
  /** In the order of the newer shortcut; what was removed stands where it was. */
  actions: ActionChange[];
  /** What differs beside the actions: icon, input types, import questions, the version of the app. */
  properties: Difference[];
}

/** More differences within one action are not described. */
const MOST_DIFFERENCES = 20;

/**
 * Tells what has changed from one version of a shortcut to another. UUIDs may be others, references are followed:
 * one to an action that only moved is the same reference.
 */
export function diffShortcuts(before: Workflow, after: Workflow): ShortcutDiff {
  const { kept, moved } = align(before.actions, after.actions);
  const partners = new Map([...kept, ...moved]);
  const compareAction = actionComparer(before.actions, after.actions, partners);
  const changed = new Map<number, ActionChange>();
  for (const [i, j] of kept) {
    const differences = compareAction(i, j);
    const { identifier } = after.actions[j]!;
    if (differences.length > 0)
      changed.set(j, { kind: "changed", before: i, after: j, identifier, differences });
  }
  const actions = inOrder(before.actions, after.actions, kept, moved, changed);
  const properties = compareShortcuts(before.properties, after.properties).differences;
  return { equal: actions.length === 0 && properties.length === 0, actions, properties };
}

type Pairs = ReadonlyMap<number, number>;

/** Compares the parameters of two actions, with references named after the older shortcut's action. */
function actionComparer(before: readonly Action[], after: readonly Action[], partners: Pairs) {
  const olderOf = new Map([...partners].map(([i, j]) => [j, i]));
  const label = (position: number, actions: readonly Action[]) =>
    `action ${position}, ${actions[position]!.identifier}`;
  const olderNames = new Map<string, string>();
  const newerNames = new Map<string, string>();
  before.forEach(({ parameters }, i) => {
    const uuid = parameters["UUID"];
    if (typeof uuid === "string") olderNames.set(uuid, label(i, before));
  });
  after.forEach(({ parameters }, j) => {
    const uuid = parameters["UUID"];
    const i = olderOf.get(j);
    if (typeof uuid === "string") newerNames.set(uuid, i === undefined ? label(j, after) : label(i, before));
  });
  const name = (names: ReadonlyMap<string, string>) => (uuid: string) => names.get(uuid) ?? "nothing";
  return (i: number, j: number): Difference[] =>
    compareShortcuts(
      before[i]!.malformed ?? canonicalParameters(before[i]!.parameters, name(olderNames)),
      after[j]!.malformed ?? canonicalParameters(after[j]!.parameters, name(newerNames)),
      { limit: MOST_DIFFERENCES },
    ).differences;
}

/** Walks through both at once, from one kept action to the next. */
function inOrder(
  before: readonly Action[],
  after: readonly Action[],
  kept: Pairs,
  moved: Pairs,
  changed: ReadonlyMap<number, ActionChange>,
): ActionChange[] {
  const changes: ActionChange[] = [];
  const movedHere = new Map([...moved].map(([i, j]) => [j, i]));
  const keptHere = new Map([...kept].map(([i, j]) => [j, i]));
  let i = 0;
  const removeUpTo = (end: number) => {
    for (; i < end; i++) {
      if (!moved.has(i)) changes.push({ kind: "removed", before: i, identifier: before[i]!.identifier });
    }
  };
  for (let j = 0; j < after.length; j++) {
    const { identifier } = after[j]!;
    const same = keptHere.get(j);
    const from = movedHere.get(j);
    if (same !== undefined) {
      removeUpTo(same);
      i = same + 1;
      const change = changed.get(j);
      if (change) changes.push(change);
    } else if (from === undefined) changes.push({ kind: "added", after: j, identifier });
    else changes.push({ kind: "moved", before: from, after: j, identifier });
  }
  removeUpTo(before.length);
  return changes;
}
