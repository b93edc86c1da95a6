import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action } from "../ir/workflow.ts";
import type { References } from "./references.ts";

/** What is known about the outputs of actions. */
export interface Outputs {
  /**
   * The action that each UUID belongs to; of several with one UUID the first, which gives the output its name and its
   * type. All of them bind the same Python name, so that a reader gets the output of the one that ran last.
   */
  readonly owners: ReadonlyMap<string, Action>;
  /** UUIDs that several actions have. */
  readonly twins: ReadonlySet<string>;
  /** By the index of an action: what references read of it, if any do. */
  readonly read: readonly (ReadOutput | undefined)[];
}

/** An output that references read. A UUID that none reads means nothing, not even where two actions share it. */
export interface ReadOutput {
  readonly uuid: string;
  /** What references call it, with how often; see {@link References.outputs}. */
  readonly labels: ReadonlyMap<string, number>;
  /** How often they read it. */
  readonly reads: number;
}

export function findOutputs(
  actions: readonly Action[],
  { outputs, uuids }: References,
  diagnostics: Diagnostic[],
): Outputs {
  const owners = new Map<string, Action>();
  const twins = new Set<string>();
  const read: (ReadOutput | undefined)[] = [];
  for (const action of actions) {
    const uuid = uuids.get(action.index);
    const labels = uuid === undefined ? undefined : outputs.get(uuid);
    read[action.index] = labels && { uuid: uuid!, labels, reads: sum(labels) };
    if (uuid === undefined) continue;
    const first = owners.get(uuid);
    if (first === undefined) {
      owners.set(uuid, action);
    } else {
      twins.add(uuid);
      const message = `This action has the same UUID as action ${first.index}; references read the one that ran last.`;
      diagnostics.push(diagnostic("SC4003", message, { action: action.index }));
    }
  }
  return { owners, twins, read };
}

function sum(labels: ReadonlyMap<string, number>): number {
  let all = 0;
  for (const count of labels.values()) all += count;
  return all;
}
