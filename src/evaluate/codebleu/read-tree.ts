import type Parser from "web-tree-sitter";
import type { ShapeTable, SyntaxNode, SyntaxTree } from "./syntax-tree.ts";

/** A node whose children are still being read. */
interface OpenNode {
  node: SyntaxNode;
  /** What its S-expression says behind the type: of each child, its field and its shape. */
  parts: string[];
  isMissing: boolean;
}

const ERROR = "ERROR";

/**
 * Copies a tree out of tree-sitter's memory, which is slow to walk, and numbers all shapes on the way.
 *
 * @param keep says of nodes whether they belong to the program; without it, all do.
 */
export function readTree(
  tree: Parser.Tree,
  text: string,
  shapes: ShapeTable,
  keep: (node: SyntaxNode) => boolean = () => true,
): SyntaxTree {
  const language = tree.getLanguage();
  const cursor = tree.walk();
  const open: OpenNode[] = [];
  let depth = 0;
  let errors = 0;

  const enter = (): void => {
    const fieldId = cursor.currentFieldId;
    const isMissing = cursor.nodeIsMissing;
    const node: SyntaxNode = {
      type: cursor.nodeType,
      isNamed: cursor.nodeIsNamed,
      field: fieldId === 0 ? undefined : (language.fieldNameForId(fieldId) ?? undefined),
      start: cursor.startIndex,
      end: cursor.endIndex,
      children: [],
      shape: -1,
    };
    if (isMissing || node.type === ERROR) errors++;
    open.push({ node, parts: [], isMissing });
    depth = Math.max(depth, open.length);
  };

  const leave = (): SyntaxNode => {
    const { node, parts, isMissing } = open.pop()!;
    node.shape = shapes.number(`(${headOf(node, isMissing, text)}${parts.join("")})`);
    const parent = open.at(-1);
    if (!parent || !keep(node)) return node;
    parent.node.children.push(node);
    const field = node.field === undefined ? "" : `${node.field}:`;
    if (node.isNamed || isMissing) parent.parts.push(` ${field}${node.shape}`);
    // What has no name is not said; what is below it then belongs to the node above, in the same place.
    else for (const part of parts) parent.parts.push(part.includes(":") ? part : ` ${field}${part.slice(1)}`);
    return node;
  };

  try {
    enter();
    for (;;) {
      if (cursor.gotoFirstChild()) {
        enter();
        continue;
      }
      let left = leave();
      while (!cursor.gotoNextSibling()) {
        if (!cursor.gotoParent()) return { root: left, depth, errors };
        left = leave();
      }
      enter();
    }
  } finally {
    cursor.delete();
  }
}

function headOf(node: SyntaxNode, isMissing: boolean, text: string): string {
  if (isMissing) return node.isNamed ? `MISSING ${node.type}` : `MISSING "${node.type}"`;
  if (node.type === ERROR && node.children.length === 0 && node.end > node.start) {
    return `UNEXPECTED ${text.codePointAt(node.start)}`;
  }
  return node.type;
}
