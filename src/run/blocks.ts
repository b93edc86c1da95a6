import { isMarker, isRepeat, type Action } from "../ir/workflow.ts";

/** How the markers of a block belong together: positions in the list of actions. */
export interface BlockLink {
  open: number;
  /** Otherwise, Otherwise If, and the cases of a menu. */
  sections: number[];
  end: number;
  /** How many repeats enclose what stands in the block, this one included; names the repeat's variables. */
  repeats: number;
}

/**
 * For each action that is a marker of a block, that block. Markers are matched by a stack, as `nestBlocks` does, but
 * nothing here depends on what Python can express: depth, actions in front of a menu's cases, a second Otherwise.
 * A marker without an entry fits no block and does nothing.
 */
export function linkBlocks(actions: readonly Action[]): (BlockLink | undefined)[] {
  const links = new Array<BlockLink | undefined>(actions.length).fill(undefined);
  const stack: { link: BlockLink; key: string }[] = [];
  /** How many open blocks there are of a kind and group, so that a stray end costs nothing. */
  const open = new Map<string, number>();
  const close = () => {
    const { key, link } = stack.pop()!;
    open.set(key, open.get(key)! - 1);
    return link;
  };
  for (const [position, action] of actions.entries()) {
    const mode = isMarker(action) ? (action.parameters["WFControlFlowMode"] ?? 0) : undefined;
    if (mode === 0) {
      const repeats = (stack.at(-1)?.link.repeats ?? 0) + (isRepeat(action) ? 1 : 0);
      const key = keyOf(action, position);
      stack.push({ link: { open: position, sections: [], end: -1, repeats }, key });
      open.set(key, (open.get(key) ?? 0) + 1);
    } else if ((mode === 1 && !isRepeat(action)) || mode === 2) {
      const key = keyOf(action, position);
      if ((open.get(key) ?? 0) === 0) continue;
      // Blocks that were opened inside and never closed are none.
      while (stack.at(-1)!.key !== key) close();
      const { link } = stack.at(-1)!;
      if (mode === 1) {
        link.sections.push(position);
      } else {
        close();
        link.end = position;
        for (const marker of [link.open, ...link.sections, position]) links[marker] = link;
      }
    }
  }
  return links;
}

/** What the markers of one block have in common; a group that is no name is nobody else's. */
function keyOf({ identifier, parameters }: Action, position: number): string {
  const group = parameters["GroupingIdentifier"];
  return `${identifier} ${typeof group === "object" ? `at ${position}` : `${typeof group} ${String(group)}`}`;
}
