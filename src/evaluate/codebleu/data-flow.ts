import { childOf, type SyntaxNode, type SyntaxTree } from "./syntax-tree.ts";
import { PublishedTokenCutter } from "./token-text.ts";

/** Where a value of a program comes from. */
export interface FlowEdge {
  name: string;
  /** Number of the token in the program, from 0. */
  index: number;
  relation: FlowRelation;
  /** The names that the value comes from, and their tokens. */
  sources: string[];
  sourceIndices: number[];
}

/** `computedFrom` for what an assignment or a loop binds, `comesFrom` for what reads a name. */
export type FlowRelation = "comesFrom" | "computedFrom";

/** An edge with its names replaced by numbers, in the order in which they appear. */
export type NumberedEdge = [name: string, relation: FlowRelation, sources: string[]];

/** A leaf of the tree, as data flow sees it. */
interface Token {
  index: number;
  text: string;
}

/** For each name, the tokens that it was last bound at, in ascending order. */
type Bindings = Map<string, number[]>;

/** A tree that lacks what it should have, in which the original stops, and finds no data flow at all. */
class Unreadable extends Error {}

/** Python gives up at calls in calls in calls, and the original then finds no data flow. */
const DEEPEST = 980;

/** Loops in loops double the work with each; the original would not come to an end in a reasonable time. */
const MOST_STEPS = 10_000_000;

/**
 * The data flow of a program as codebleu 0.6.1 reads it off the syntax tree:
 *
 * - Names, numbers, strings, constants, names of functions and of keyword arguments are all values; a string is one,
 *   with whatever an f-string computes.
 * - An assignment binds each name on its left to all values on its right; where both sides have as many parts, part
 *   for part.
 * - The arms of an `if` start from what was bound before it; afterwards a name has the bindings of all arms. `match`
 *   is not special: its cases come one after the other.
 * - Bodies of loops are read twice, so that the second time around sees what the first has bound.
 * - Where sources of two edges are put together, the original's order depends on the hash seed of the Python that runs
 *   it; here they stand in the order in which they are found.
 */
export function readDataFlow(tree: SyntaxTree, text: string): FlowEdge[] {
  if (tree.depth > DEEPEST) return [];
  try {
    const tokens = collectTokens(tree.root, text);
    const edges = new FlowReader(tokens).read(tree.root, new Map()).sort((a, b) => a.index - b.index);
    return mergeByToken(onlyConnected(edges));
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

/** Tokens by the place of their nodes; of two in one place, which are empty, the last one. */
class Tokens {
  readonly #byPlace = new Map<string, Token>();
  #count = 0;

  add({ start, end }: SyntaxNode, text: string): void {
    this.#byPlace.set(`${start}:${end}`, { index: this.#count++, text });
  }

  of({ start, end }: SyntaxNode): Token {
    const token = this.#byPlace.get(`${start}:${end}`);
    if (!token) throw new Unreadable();
    return token;
  }
}

function collectTokens(root: SyntaxNode, text: string): Tokens {
  const tokens = new Tokens();
  const cutter = new PublishedTokenCutter(text);
  forEachLeaf(root, (leaf) => tokens.add(leaf, cutter.cut(leaf.start, leaf.end)));
  return tokens;
}

function isLeaf({ type, children }: SyntaxNode): boolean {
  return (children.length === 0 || type === "string") && type !== "comment";
}

function forEachLeaf(node: SyntaxNode, visit: (leaf: SyntaxNode) => void): void {
  if (isLeaf(node)) visit(node);
  else for (const child of node.children) forEachLeaf(child, visit);
}

class FlowReader {
  readonly #tokens: Tokens;
  #stepsLeft = MOST_STEPS;

  constructor(tokens: Tokens) {
    this.#tokens = tokens;
  }

  /** @param bindings are changed to those behind the node. */
  read(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    if (--this.#stepsLeft < 0) throw new Unreadable();
    if (isLeaf(node)) return this.#readLeaf(node, bindings);
    switch (node.type) {
      case "default_parameter":
        return this.#readDefault(node, bindings);
      case "assignment":
      case "augmented_assignment":
        return childOf(node, "right") ? this.#readAssignment(sidesOf(node), bindings) : [];
      case "for_in_clause":
        return this.#readAssignment([[demand(node, "left")], [node.children.at(-1)!]], bindings);
      case "if_statement":
        return this.#readIf(node, bindings);
      case "for_statement":
        return mergeRounds([0, 1].flatMap(() => this.#readFor(node, bindings)));
      case "while_statement":
        return mergeRounds([0, 1].flatMap(() => this.#readAll(node.children, bindings)));
      default: {
        const isClause = ({ type }: SyntaxNode) => type === "for_in_clause";
        return [
          ...this.#readAll(node.children.filter(isClause), bindings),
          ...this.#readAll(
            node.children.filter((child) => !isClause(child)),
            bindings,
          ),
        ];
      }
    }
  }

  #readAll(nodes: readonly SyntaxNode[], bindings: Bindings): FlowEdge[] {
    return nodes.flatMap((node) => this.read(node, bindings));
  }

  #readLeaf(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    const { index, text } = this.#tokens.of(node);
    if (node.type === text) return [];
    const bound = bindings.get(text);
    if (bound) return [edge(text, index, "comesFrom", [text], bound)];
    if (node.type === "identifier") bindings.set(text, [index]);
    return [edge(text, index, "comesFrom", [], [])];
  }

  #readDefault(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    const value = childOf(node, "value");
    const names = this.#valuesOf(demand(node, "name"));
    const sources = value ? this.#valuesOf(value) : undefined;
    const edges = value ? this.read(value, bindings) : [];
    for (const { index, text } of names) {
      if (!sources) edges.push(edge(text, index, "comesFrom", [], []));
      for (const source of sources ?? []) {
        edges.push(edge(text, index, "comesFrom", [source.text], [source.index]));
      }
      bindings.set(text, [index]);
    }
    return edges;
  }

  #readAssignment([left, right]: Sides, bindings: Bindings): FlowEdge[] {
    const edges = this.#readAll(right, bindings);
    left.forEach((target, i) => {
      const targets = this.#valuesOf(target);
      const values = this.#valuesOf(right[i]!);
      const sources = values.map(({ text }) => text);
      const indices = values.map(({ index }) => index);
      for (const { index, text } of targets) {
        edges.push(edge(text, index, "computedFrom", sources, indices));
        bindings.set(text, [index]);
      }
    });
    return edges;
  }

  #readFor(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    const edges = this.#readAssignment(sidesOf(node), bindings);
    const last = node.children.at(-1)!;
    return last.type === "block" ? [...edges, ...this.read(last, bindings)] : edges;
  }

  #readIf(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    const before = new Map(bindings);
    const arms: Bindings[] = [];
    const edges: FlowEdge[] = [];
    for (const child of node.children) {
      if (child.type === "elif_clause" || child.type === "else_clause") {
        const arm = new Map(before);
        for (const found of this.read(child, arm)) edges.push(found);
        arms.push(arm);
      } else for (const found of this.read(child, bindings)) edges.push(found);
    }
    if (!node.children.some(({ type }) => type.includes("else"))) arms.push(before);
    mergeBindings(bindings, arms);
    return edges;
  }

  /** What of a node's leaves is a value: signs and words of the language are called what they are. */
  #valuesOf(node: SyntaxNode): Token[] {
    const values: Token[] = [];
    forEachLeaf(node, (leaf) => {
      const token = this.#tokens.of(leaf);
      if (token.text !== leaf.type) values.push(token);
    });
    return values;
  }
}

type Sides = [left: SyntaxNode[], right: SyntaxNode[]];

/** Part for part where both sides have as many, else each side as a whole. */
function sidesOf(node: SyntaxNode): Sides {
  const whole = [demand(node, "left"), demand(node, "right")] as const;
  const [left, right] = whole.map(({ children }) => children.filter(({ type }) => type !== ","));
  return left!.length === right!.length && left!.length > 0 ? [left!, right!] : [[whole[0]], [whole[1]]];
}

function demand(node: SyntaxNode, field: string): SyntaxNode {
  const child = childOf(node, field);
  if (!child) throw new Unreadable();
  return child;
}

function edge(
  name: string,
  index: number,
  relation: FlowRelation,
  sources: string[],
  sourceIndices: number[],
): FlowEdge {
  return { name, index, relation, sources, sourceIndices };
}

function mergeBindings(bindings: Bindings, others: readonly Bindings[]): void {
  for (const other of others) {
    for (const [name, indices] of other) {
      const all = bindings.get(name);
      if (all === indices) continue;
      bindings.set(name, [...new Set([...(all ?? []), ...indices])].sort((a, b) => a - b));
    }
  }
}

/** The edges of both rounds through a loop: those of one token put together, in the order of their first occurrence. */
function mergeRounds(edges: readonly FlowEdge[]): FlowEdge[] {
  const merged = new Map<string, FlowEdge>();
  for (const found of edges) {
    const key = `${found.index} ${found.relation} ${found.name}`;
    const first = merged.get(key);
    merged.set(key, first ? { ...first, ...unionOf(first, found) } : found);
  }
  return [...merged.values()];
}

/** Leaves out what neither comes from anything nor does anything come from it. */
function onlyConnected(edges: readonly FlowEdge[]): FlowEdge[] {
  const connected = new Set<number>();
  for (const { index, sourceIndices } of edges) {
    if (sourceIndices.length > 0) connected.add(index);
    for (const source of sourceIndices) connected.add(source);
  }
  return edges.filter(({ index }) => connected.has(index));
}

/** One edge for each token. */
function mergeByToken(edges: readonly FlowEdge[]): FlowEdge[] {
  const merged = new Map<number, FlowEdge>();
  for (const found of edges) {
    const first = merged.get(found.index);
    merged.set(found.index, first ? { ...found, ...unionOf(first, found) } : found);
  }
  return [...merged.values()];
}

function unionOf(a: FlowEdge, b: FlowEdge): Pick<FlowEdge, "sources" | "sourceIndices"> {
  return {
    sources: [...new Set([...a.sources, ...b.sources])],
    sourceIndices: [...new Set([...a.sourceIndices, ...b.sourceIndices])].sort((x, y) => x - y),
  };
}

/** Names as `var_0`, `var_1`, ..., so that programs compare which name things differently. */
export function numberNames(edges: readonly FlowEdge[]): NumberedEdge[] {
  const numbers = new Map<string, string>();
  const number = (name: string): string => {
    let found = numbers.get(name);
    if (found === undefined) numbers.set(name, (found = `var_${numbers.size}`));
    return found;
  };
  return edges.map(({ name, relation, sources }) => {
    const numbered = sources.map(number);
    return [number(name), relation, numbered];
  });
}
