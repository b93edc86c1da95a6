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
