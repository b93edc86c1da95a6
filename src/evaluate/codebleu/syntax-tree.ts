import type Parser from "web-tree-sitter";

/** A node of a program's syntax tree, as tree-sitter's grammar for Python makes them. */
export interface SyntaxNode {
  /** `call`, `identifier`, or the text itself for words and signs that have no name, such as `if` and `(`. */
  type: string;
  isNamed: boolean;
  /** What the node is to its parent, if the grammar says so: `left`, `body`. */
  field: string | undefined;
  /** Offsets into the text, in UTF-16 code units. */
  start: number;
  end: number;
  children: SyntaxNode[];
  /**
   * A number for the node's S-expression: the shape of the named nodes below it with their fields, without any text.
   * Two nodes of one {@link ShapeTable} have the same number if their S-expressions are the same.
   */
  shape: number;
}

export interface SyntaxTree {
  root: SyntaxNode;
  /** The most nodes above each other. */
  depth: number;
  /** Places that are no Python: what the parser skipped, and what it found missing. */
  errors: number;
}

/** Gives numbers to S-expressions. */
export class ShapeTable {
  readonly #numbers = new Map<string, number>();

  number(expression: string): number {
    let number = this.#numbers.get(expression);
    if (number === undefined) this.#numbers.set(expression, (number = this.#numbers.size));
    return number;
  }
}

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

/** Whether a node does something: no comment, and no statement that is a string and nothing else. */
export function isCode({ type, children }: SyntaxNode): boolean {
  if (type === "expression_statement") return !(children.length === 1 && children[0]!.type === "string");
  return type !== "comment";
}

/** The first child that is that to a node. */
export function childOf(node: SyntaxNode, field: string): SyntaxNode | undefined {
  return node.children.find((child) => child.field === field);
}

/** Whether a node is one token. A string is, unless it is to be taken apart and holds something to compute. */
export function isLeaf({ type, children }: SyntaxNode, takeStringsApart: boolean): boolean {
  if (type === "comment") return false;
  if (type !== "string") return children.length === 0;
  return !takeStringsApart || children.every((child) => child.type !== "interpolation");
}

export function forEachLeaf(
  node: SyntaxNode,
  takeStringsApart: boolean,
  visit: (leaf: SyntaxNode) => void,
): void {
  if (isLeaf(node, takeStringsApart)) visit(node);
  else for (const child of node.children) forEachLeaf(child, takeStringsApart, visit);
}
