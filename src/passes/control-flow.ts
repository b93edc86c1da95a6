import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { ByIndex } from "../ir/by-index.ts";
import { identifiers, isMarker, isRepeat, type Action, type Block, type Node } from "../ir/workflow.ts";
import { commentLines } from "./comment-lines.ts";

/** A block that has been opened. */
interface Frame {
  open: Action;
  group: unknown;
  separators: Action[];
  /** Whether nothing but plain comments stands before the first separating marker. */
  onlyComments: boolean;
  /** How many repeats enclose what is in it, this block included. */
  repeats: number;
  /** How many levels of indentation enclose what is in it, this block included. */
  levels: number;
}

/** A block that has its end, too. */
interface ClosedFrame {
  frame: Frame;
  end: Action;
}

/** CPython's tokenizer takes 100 levels of indentation; the function around the body and odd forms need a few. */
const DEEPEST_LEVEL = 90;

/**
 * Where more blocks than these lie deeper than that, they would be thousands of markers, each of many lines behind
 * hundreds of blanks. Of such a file, only few levels are kept.
 */
const MANY_BLOCKS = 100;
const DEEPEST_OF_MANY = 8;

/**
 * Nests the flat list of actions by its markers (`api-docs/format.md`, 3): mode 0 opens a block, 1 separates,
 * 2 closes. Markers are matched by a stack, since one GroupingIdentifier can serve several blocks. A marker that
 * fits nowhere, and every marker of a block that cannot be nested, stays an ordinary action: nothing is repaired.
 *
 * Takes time in proportion to the actions, whatever they are: what is a block is known before any is built, so that
 * nothing is taken apart again.
 */
export function nestBlocks(actions: Action[], diagnostics: Diagnostic[]): Block {
  const { closed, problems } = matchMarkers(actions);
  const tooMany = closed.filter(({ frame }) => frame.levels > DEEPEST_LEVEL).length > MANY_BLOCKS;
  const deepest = tooMany ? DEEPEST_OF_MANY : DEEPEST_LEVEL;
  const blocks = new ByIndex<ClosedFrame>();
  for (const block of closed) {
    const { frame, end } = block;
    const isTooDeep = frame.levels > deepest;
    const problem = isTooDeep ? tooDeep(frame) : deadPart(frame);
    if (problem) problems.push([end.index, problem]);
    if (isTooDeep) continue;
    blocks.set(frame.open.index, block);
    for (const { index } of frame.separators) blocks.set(index, block);
    blocks.set(end.index, block);
  }
  // In the order in which a reader of the file comes across them.
  if (problems.length > 1) problems.sort(([a], [b]) => a - b);
  for (const [, problem] of problems) diagnostics.push(problem);
  return buildBlocks(actions, blocks);
}

/** Each problem with where it shows: the position of the action at which a block is given up. */
type Problems = [at: number, problem: Diagnostic][];

/** The blocks that have an end, in the order of their ends. */
function matchMarkers(actions: readonly Action[]): { closed: ClosedFrame[]; problems: Problems } {
  const stack = new FrameStack();
  const closed: ClosedFrame[] = [];
  const problems: Problems = [];
  const abandon = ({ open }: Frame, at: number) => {
    problems.push([at, diagnostic("SC4001", "This block is never closed.", { action: open.index })]);
  };
  for (const action of actions) {
    const mode = isMarker(action) ? modeOf(action) : undefined;
    const outer = stack.top();
    if (mode === undefined || mode === 0) {
      // Python allows nothing but comments between a menu and its first case.
      const isFirst = outer?.onlyComments && outer.separators.length === 0;
      if (isFirst && !(mode === undefined && commentLines(action))) {
        outer.onlyComments = false;
      }
      if (mode === 0) stack.push(frameOf(action, outer));
      continue;
    }
    const depth = mode === 1 && isRepeat(action) ? -1 : stack.find(action);
    if (depth < 0) {
      const what = mode === 1 ? "divides" : "closes";
      const message = `This marker ${what} a block that is not open here.`;
      problems.push([action.index, diagnostic("SC4001", message, { action: action.index })]);
      if (outer?.separators.length === 0) outer.onlyComments = false;
      continue;
    }
    while (stack.size - 1 > depth) abandon(stack.pop(), action.index);
    if (mode === 1) stack.top()!.separators.push(action);
    else closed.push({ frame: stack.pop(), end: action });
  }
  while (stack.size > 0) abandon(stack.pop(), actions.length);
  return { closed, problems };
}

function frameOf(open: Action, outer: Frame | undefined): Frame {
  return {
    open,
    group: open.parameters["GroupingIdentifier"],
    separators: [],
    onlyComments: true,
    repeats: (outer?.repeats ?? 0) + (isRepeat(open) ? 1 : 0),
    // `match` and `case` take a level each.
    levels: (outer?.levels ?? 0) + (open.identifier === identifiers.menu ? 2 : 1),
  };
}

/** Blocks that are open, the innermost last; finds the one that a marker belongs to without going through them. */
class FrameStack {
  readonly #frames: Frame[] = [];
  /** Positions in the stack, by the kind of block and its group; found out where one is wanted that is not the innermost. */
  #positions: Map<string, Map<unknown, number[]>> | undefined;

  get size(): number {
    return this.#frames.length;
  }

  top(): Frame | undefined {
    return this.#frames.at(-1);
  }

  push(frame: Frame): void {
    if (this.#positions) positionsOf(frame, this.#positions).push(this.#frames.length);
    this.#frames.push(frame);
  }

  pop(): Frame {
    const frame = this.#frames.pop()!;
    if (this.#positions) positionsOf(frame, this.#positions).pop();
    return frame;
  }

  /** The position of the innermost block that this marker divides or closes, or -1. */
  find(marker: Action): number {
    const group = marker.parameters["GroupingIdentifier"];
    const last = this.#frames.length - 1;
    const top = this.#frames[last];
    if (top?.group === group && top?.open.identifier === marker.identifier) return last;
    if (!this.#positions) {
      const all = (this.#positions = new Map<string, Map<unknown, number[]>>());
      this.#frames.forEach((frame, i) => positionsOf(frame, all).push(i));
    }
    return positionsOf({ open: marker, group }, this.#positions).at(-1) ?? -1;
  }
}

function positionsOf(
  { open: { identifier }, group }: Pick<Frame, "open" | "group">,
  all: Map<string, Map<unknown, number[]>>,
): number[] {
  let groups = all.get(identifier);
  if (!groups) all.set(identifier, (groups = new Map()));
  let positions = groups.get(group);
  if (!positions) groups.set(group, (positions = []));
  return positions;
}

/** @param blocks those that can be nested, by the index of each of their markers */
function buildBlocks(actions: readonly Action[], blocks: ByIndex<ClosedFrame>): Block {
  const root: Block = [];
  const stack: Building[] = [];
  let current = root;
  for (const action of actions) {
    const block = blocks.get(action.index);
    if (!block) current.push({ kind: "action", action });
    else if (action === block.frame.open) {
      const first: Block = [];
      stack.push({ outer: current, first, sections: [] });
      current = first;
    } else if (action === block.end) {
      const { outer, first, sections } = stack.pop()!;
      outer.push(nodeOf(block, first, sections));
      current = outer;
    } else {
      current = [];
      stack.at(-1)!.sections.push({ marker: action, body: current });
    }
  }
  return root;
}

/** A block whose end has not come yet. */
interface Building {
  outer: Block;
  /** What stands before the first separating marker. */
  first: Block;
  sections: { marker: Action; body: Block }[];
}

/** 0, 1 or 2; an absent mode opens (old files leave it out); anything else is no marker. */
function modeOf(action: Action): 0 | 1 | 2 | undefined {
  const mode = action.parameters["WFControlFlowMode"];
  if (mode === undefined) return 0;
  return mode === 0 || mode === 1 || mode === 2 ? mode : undefined;
}

function tooDeep({ open }: Frame): Diagnostic {
  const message = "This block is nested deeper than Python can express; its markers are written out raw.";
  return diagnostic("SC4012", message, { action: open.index });
}

/** What of a block never runs; undefined where all of it can. */
function deadPart({ open, separators, onlyComments }: Frame): Diagnostic | undefined {
  if (open.identifier === identifiers.conditional) {
    if (separators.slice(0, -1).every(hasCondition)) return undefined;
    const message = "This If has an Otherwise before its last branch; what stands behind it never runs.";
    return diagnostic("SC4009", message, { action: open.index });
  }
  if (open.identifier !== identifiers.menu || (onlyComments && separators.length > 0)) return undefined;
  const message = onlyComments
    ? "This menu has no cases."
    : "Actions stand between this menu and its first case; they never run.";
  return diagnostic("SC4007", message, { action: open.index });
}

function nodeOf({ frame, end }: ClosedFrame, first: Block, sections: Building["sections"]): Node {
  const { open, repeats } = frame;
  switch (open.identifier) {
    case identifiers.conditional: {
      const last = sections.at(-1);
      const otherwise = last && !hasCondition(last.marker) ? last : undefined;
      const elifs = otherwise ? sections.slice(0, -1) : sections;
      return { kind: "if", open, body: first, elifs, otherwise, end };
    }
    case identifiers.menu:
      return { kind: "menu", open, lead: first, cases: sections, end };
    default: {
      const over = open.identifier === identifiers.repeatCount ? "count" : "each";
      return { kind: "repeat", over, depth: repeats, open, body: first, end };
    }
  }
}

/** Whether a marker within an If is an Otherwise If; without a condition it is an Otherwise. */
export function hasCondition(marker: Action): boolean {
  return "WFCondition" in marker.parameters || "WFConditions" in marker.parameters;
}
