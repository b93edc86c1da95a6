import { identifiers } from "../../ir/workflow.ts";
import { linkBlocks } from "../../run/blocks.ts";
import type { Runnable } from "../../run/program.ts";

/** The branches of a shortcut, each with the position of the action at which it goes on. */
export type Branches = ReadonlyMap<string, number>;

const nameOf = (marker: number, next: number): string => `${marker} to ${next}`;

/** Those of its Ifs, one that skips an If without an Otherwise included, and the cases of its menus. */
export function branchesOf({ actions }: Runnable): Branches {
  const branches = new Map<string, number>();
  linkBlocks(actions).forEach((link, position) => {
    if (link?.open !== position) return;
    const { identifier } = actions[position]!;
    const isMenu = identifier === identifiers.menu;
    if (!isMenu && identifier !== identifiers.conditional) return;
    const { sections, end } = link;
    const isElse = (section: number) => {
      const { parameters } = actions[section]!;
      return !("WFCondition" in parameters || "WFConditions" in parameters);
    };
    const nexts = sections.map((section) => section + 1);
    if (!isMenu) {
      nexts.unshift(position + 1);
      if (!sections.some(isElse)) nexts.push(end);
    }
    for (const next of nexts) branches.set(nameOf(position, next), next);
  });
  return branches;
}

/** Notes the branches that a run takes. */
export class BranchWatcher {
  readonly taken = new Set<string>();
  readonly #branches: Branches;
  #before = -1;

  constructor(branches: Branches) {
    this.#branches = branches;
  }

  /** For each action of a run, before it runs: one that ends the run is in no trace. */
  readonly onAction = (action: number, shortcut: string | undefined): void => {
    if (shortcut !== undefined) return;
    const branch = nameOf(this.#before, action);
    if (this.#branches.has(branch)) this.taken.add(branch);
    this.#before = action;
  };
}
