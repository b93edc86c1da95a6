import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { identifiers, isMarker, type Action, type Block, type Node } from "../ir/workflow.ts";

/** A block that has been opened and not yet closed. */
interface Frame {
  open: Action;
  group: unknown;
  /** What stands before the first separating marker. */
  first: Block;
  sections: { marker: Action; body: Block }[];
  /** The part that is being read: `first`, or the body of the last section. */
  current: Block;
  /** How many repeats enclose what is being read, this block included. */
  repeats: number;
  /** How many levels of indentation enclose what is being read, this block included. */
  levels: number;
  /** Too deep for Python: the markers are written out raw, without indentation. */
  flat: boolean;
}

/** CPython's tokenizer takes 100 levels of indentation; the function around the body and odd forms need a few. */
const DEEPEST_LEVEL = 90;

/**
 * Nests the flat list of actions by its markers (format reference, section 3): mode 0 opens a block, 1 separates,
 * 2 closes. Markers are matched by a stack, since one GroupingIdentifier can serve several blocks. A marker that
 * fits nowhere, and every marker of a block that cannot be nested, stays an ordinary action: nothing is repaired.
 *
 * @param isPlainComment whether an action can be written as a Python comment; only such actions can stand between a
 * menu and its first case, because Python allows nothing else there.
 */
export function nestBlocks(
  actions: Action[],
  isPlainComment: (action: Action) => boolean,
  diagnostics: Diagnostic[],
): Block {
  const root: Block = [];
  const stack: Frame[] = [];
  const innermost = () => stack.at(-1)?.current ?? root;

  /** Takes the innermost block apart: its markers become ordinary actions of the block around it. */
  const flatten = (frame: Frame) => {
    const outer = innermost();
    outer.push({ kind: "action", action: frame.open }, ...frame.first);
    for (const { marker, body } of frame.sections) outer.push({ kind: "action", action: marker }, ...body);
  };
  const abandonInnermost = () => {
    const frame = stack.pop()!;
    diagnostics.push(diagnostic("SC4001", "This block is never closed.", { action: frame.open.index }));
    flatten(frame);
  };

  for (const action of actions) {
    const mode = isMarker(action) ? modeOf(action) : undefined;
    if (mode === undefined) {
      innermost().push({ kind: "action", action });
      continue;
    }
    const group = action.parameters["GroupingIdentifier"];
    if (mode === 0) {
      const outer = stack.at(-1);
      const first: Block = [];
      const repeats = (outer?.repeats ?? 0) + (isRepeatMarker(action) ? 1 : 0);
      // `match` and `case` take a level each.
      const wanted = (outer?.levels ?? 0) + (action.identifier === identifiers.menu ? 2 : 1);
      const flat = wanted > DEEPEST_LEVEL;
      const levels = flat ? (outer?.levels ?? 0) : wanted;
      stack.push({ open: action, group, first, sections: [], current: first, repeats, levels, flat });
      continue;
    }
    const depth = stack.findLastIndex((f) => f.open.identifier === action.identifier && f.group === group);
    if (depth < 0 || (mode === 1 && isRepeatMarker(action))) {
      const what = mode === 1 ? "divides" : "closes";
      diagnostics.push(
        diagnostic("SC4001", `This marker ${what} a block that is not open here.`, { action: action.index }),
      );
      innermost().push({ kind: "action", action });
      continue;
    }
    while (stack.length - 1 > depth) abandonInnermost();
    const frame = stack.at(-1)!;
    if (mode === 1) {
      frame.current = [];
      frame.sections.push({ marker: action, body: frame.current });
      continue;
    }
    stack.pop();
    const node = nodeOf(frame, action, isPlainComment, diagnostics);
    if (node) {
      innermost().push(node);
    } else {
      flatten(frame);
      innermost().push({ kind: "action", action });
    }
  }
  while (stack.length > 0) abandonInnermost();
  return root;
}

/** 0, 1 or 2; an absent mode opens (old files leave it out); anything else is no marker. */
function modeOf(action: Action): 0 | 1 | 2 | undefined {
  const mode = action.parameters["WFControlFlowMode"];
  if (mode === undefined) return 0;
  return mode === 0 || mode === 1 || mode === 2 ? mode : undefined;
}

function isRepeatMarker(action: Action): boolean {
  return action.identifier === identifiers.repeatCount || action.identifier === identifiers.repeatEach;
}

/** The node of a closed block, or undefined where Python has no statement of that shape. */
function nodeOf(
  frame: Frame,
  end: Action,
  isPlainComment: (action: Action) => boolean,
  diagnostics: Diagnostic[],
): Node | undefined {
  const { open, first, sections } = frame;
  if (frame.flat) {
    const message = "This block is nested deeper than Python can express; its markers are written out raw.";
    diagnostics.push(diagnostic("SC4012", message, { action: open.index }));
    return undefined;
  }
  switch (open.identifier) {
    case identifiers.conditional: {
      const last = sections.at(-1);
      const otherwise = last && !hasCondition(last.marker) ? last : undefined;
      const elifs = otherwise ? sections.slice(0, -1) : sections;
      if (!elifs.every(({ marker }) => hasCondition(marker))) {
        const message = "This If has an Otherwise before its last branch; its markers are written out raw.";
        diagnostics.push(diagnostic("SC4009", message, { action: open.index }));
        return undefined;
      }
      return { kind: "if", open, body: first, elifs, ...(otherwise && { otherwise }), end };
    }
    case identifiers.menu: {
      const lead = first.map((node) => (node.kind === "action" ? node.action : undefined));
      const onlyComments = lead.every((action) => action !== undefined && isPlainComment(action));
      if (!onlyComments || sections.length === 0) {
        const message = onlyComments
          ? "This menu has no cases; its markers are written out raw."
          : "Actions stand between this menu and its first case; its markers are written out raw.";
        diagnostics.push(diagnostic("SC4007", message, { action: open.index }));
        return undefined;
      }
      return { kind: "menu", open, lead: lead as Action[], cases: sections, end };
    }
    default: {
      const over = open.identifier === identifiers.repeatCount ? "count" : "each";
      return { kind: "repeat", over, depth: frame.repeats, open, body: first, end };
    }
  }
}

function hasCondition(marker: Action): boolean {
  return "WFCondition" in marker.parameters || "WFConditions" in marker.parameters;
}
