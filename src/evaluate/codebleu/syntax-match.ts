import type { Matches } from "./bleu.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/**
 * How many sub-trees of the reference occur in the prediction, by their S-expressions: the root, and every node that
 * has children. One sub-tree of the prediction matches as many of the reference as are like it.
 */
export function syntaxMatches(reference: SyntaxNode, prediction: SyntaxNode): Matches {
  const found = new Set(subtreeShapes(prediction));
  const wanted = subtreeShapes(reference);
  return { matched: wanted.filter((shape) => found.has(shape)).length, total: wanted.length };
}

/** The shapes of all sub-trees, each as often as it occurs. */
export function subtreeShapes(root: SyntaxNode): number[] {
  const shapes: number[] = [];
  const stack = [root];
  for (let node = stack.pop(); node; node = stack.pop()) {
    shapes.push(node.shape);
    for (const child of node.children) if (child.children.length > 0) stack.push(child);
  }
  return shapes;
}
