import type { RecordCounts } from "../batch/record.ts";
import { resolveName } from "../registry/names.ts";
import { childOf, type SyntaxNode } from "./codebleu/syntax-tree.ts";

/** How complex a workflow is, by its reference. */
export interface Complexity {
  actions: number;
  branchesAndLoops: number;
  /** The most blocks around one action. */
  depth: number;
}

/** Menus are no branches in the paper's sense, but their cases nest. */
export function complexityOf({ actions, branches, loops, nesting }: RecordCounts): Complexity {
  return { actions, branchesAndLoops: branches + loops, depth: nesting };
}

/** What a node counts as. */
const COUNTED: Record<string, "branches" | "loops" | "menus"> = {
  if_statement: "branches",
  elif_clause: "branches",
  for_statement: "loops",
  while_statement: "loops",
  match_statement: "menus",
};

/** What is around an action. */
const BLOCKS = new Set(["if_statement", "for_statement", "while_statement", "match_statement"]);

/**
 * Counts of a program whose shortcut is not at hand: its calls of APIs, its `if` and `elif`, `for` and `while`, `match`,
 * and how deeply these nest. Texts, dictionaries and variables are no calls, so there are fewer actions than in the
 * shortcut.
 */
export function countProgram(root: SyntaxNode, text: string): RecordCounts {
  const counts: RecordCounts = { actions: 0, branches: 0, loops: 0, menus: 0, nesting: 0 };
  const stack: [node: SyntaxNode, depth: number][] = [[root, 0]];
  for (let next = stack.pop(); next; next = stack.pop()) {
    const [node, around] = next;
    const depth = around + (BLOCKS.has(node.type) ? 1 : 0);
    counts.nesting = Math.max(counts.nesting, depth);
    const counted = COUNTED[node.type];
    if (counted) counts[counted]++;
    if (node.type === "call" && isApiCall(node, text)) counts.actions++;
    for (const child of node.children) stack.push([child, depth]);
  }
  return counts;
}

function isApiCall(call: SyntaxNode, text: string): boolean {
  const called = childOf(call, "function");
  if (called?.type !== "identifier") return false;
  const name = text.slice(called.start, called.end);
  return name.startsWith("is_workflow_actions_") || resolveName(name) !== undefined;
}

/** A range of numbers, from the first to below the second, or without an end. */
export interface Bin {
  from: number;
  to?: number;
}

/** Those of Figure 4 for actions; the paper's Figure 5 does not say its own. */
export const COMPLEXITY_BINS: Record<keyof Complexity, Bin[]> = {
  actions: binsOf([0, 15, 30, 45, 60, 75, 90, 105]),
  branchesAndLoops: binsOf([0, 1, 3, 6, 11, 21]),
  depth: binsOf([0, 1, 2, 3, 4, 5, 6]),
};

function binsOf(bounds: readonly number[]): Bin[] {
  return bounds.map((from, i) => {
    const to = bounds[i + 1];
    return { from, ...(to !== undefined && { to }) };
  });
}

export function isWithin(value: number, { from, to = Infinity }: Bin): boolean {
  return value >= from && value < to;
}
