import type { Matches } from "./bleu.ts";
import type { SyntaxNode } from "./syntax-tree.ts";

/**
 * How many sub-trees of the reference occur in the prediction, by their S-expressions: the root, and every node that
 * has children.
 *
 * @param clip whether a sub-tree of the prediction matches only one of the reference. In codebleu 0.6.1 it matches as
 *   many as are like it, so that one call is as good as fifty.
 */
export function syntaxMatches(reference: SyntaxNode, prediction: SyntaxNode, clip = false): Matches {
  const left = new Map<number, number>();
  for (const shape of subtreeShapes(prediction)) left.set(shape, (left.get(shape) ?? 0) + 1);
  const wanted = subtreeShapes(reference);
  let matched = 0;
  for (const shape of wanted) {
    const count = left.get(shape) ?? 0;
    if (count === 0) continue;
    matched++;
    if (clip) left.set(shape, count - 1);
  }
  return { matched, total: wanted.length };
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
