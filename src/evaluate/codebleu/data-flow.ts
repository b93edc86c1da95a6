import { childOf, forEachLeaf, isLeaf, type SyntaxNode, type SyntaxTree } from "./syntax-tree.ts";
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

export type FlowRules = "published" | "strict";

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
 *
 * @param rules `strict` repairs what of that is no intention: what f-strings compute counts, cases of `match` are arms,
 *   only sequences have parts, tokens are cut where they stand, and where an assignment lacks a side, the rest of the
 *   program still counts.
 */
export function readDataFlow(tree: SyntaxTree, text: string, rules: FlowRules = "published"): FlowEdge[] {
  if (tree.depth > DEEPEST) return [];
  try {
    const tokens = collectTokens(tree.root, text, rules);
    const edges = new FlowReader(tokens, rules).read(tree.root, new Map()).sort((a, b) => a.index - b.index);
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

  add(start: number, end: number, text: string): void {
    this.#byPlace.set(`${start}:${end}`, { index: this.#count++, text });
  }

  of({ start, end }: SyntaxNode): Token {
    const token = this.#byPlace.get(`${start}:${end}`);
    if (!token) throw new Unreadable();
    return token;
  }
}

function collectTokens(root: SyntaxNode, text: string, rules: FlowRules): Tokens {
  const tokens = new Tokens();
  const published = new PublishedTokenCutter(text);
  forEachLeaf(root, rules === "strict", ({ start, end }) => {
    tokens.add(start, end, rules === "strict" ? text.slice(start, end) : published.cut(start, end));
  });
  return tokens;
}

interface ReadLoop {
  edges: FlowEdge[];
  /** What its names are bound to behind it. */
  bound: (readonly [name: string, indices: number[]])[];
}

class FlowReader {
  readonly #tokens: Tokens;
  readonly #strict: boolean;
  /** What each loop was read as, by what was bound before it: loops in loops would double the work with each. */
  readonly #loops = new Map<SyntaxNode, Map<string, ReadLoop>>();

  constructor(tokens: Tokens, rules: FlowRules) {
    this.#tokens = tokens;
    this.#strict = rules === "strict";
  }

  /** @param bindings are changed to those behind the node. */
  read(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    if (isLeaf(node, this.#strict)) return this.#readLeaf(node, bindings);
    if (this.#strict && lacksPart(node)) return this.#readAll(node.children, bindings);
    switch (node.type) {
      case "default_parameter":
        return this.#readDefault(node, bindings);
      case "assignment":
      case "augmented_assignment":
        return childOf(node, "right") ? this.#readAssignment(sidesOf(node, this.#strict), bindings) : [];
      case "for_in_clause":
        return this.#readAssignment([[demand(node, "left")], [node.children.at(-1)!]], bindings);
      case "if_statement":
        return this.#readArms(node, ["elif_clause", "else_clause"], bindings);
      case "for_statement":
        return this.#readLoop(node, bindings, () => this.#readFor(node, bindings));
      case "while_statement":
        return this.#readLoop(node, bindings, () => this.#readAll(node.children, bindings));
      default:
        // Cases stand in a block of their own.
        return this.#strict && node.children.some(({ type }) => type === "case_clause")
          ? this.#readArms(node, ["case_clause"], bindings)
          : this.#readClausesFirst(node, bindings);
    }
  }

  /** A comprehension's `for` stands behind what it is for. */
  #readClausesFirst({ children }: SyntaxNode, bindings: Bindings): FlowEdge[] {
    const isClause = ({ type }: SyntaxNode) => type === "for_in_clause";
    const clauses = this.#readAll(children.filter(isClause), bindings);
    const others = this.#readAll(
      children.filter((child) => !isClause(child)),
      bindings,
    );
    return [...clauses, ...others];
  }

  #readAll(nodes: readonly SyntaxNode[], bindings: Bindings): FlowEdge[] {
    return nodes.flatMap((node) => this.read(node, bindings));
  }

  #readLeaf(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    const { index, text } = this.#tokens.of(node);
    if (node.type === text || isQuote(node)) return [];
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

  #readLoop(node: SyntaxNode, bindings: Bindings, readRound: () => FlowEdge[]): FlowEdge[] {
    const names = this.#namesIn(node);
    const before = names.map((name) => bindings.get(name)?.join(" ") ?? "").join(",");
    let known = this.#loops.get(node);
    if (!known) this.#loops.set(node, (known = new Map()));
    let loop = known.get(before);
    if (loop) for (const [name, indices] of loop.bound) bindings.set(name, indices);
    else {
      const edges = mergeRounds([...readRound(), ...readRound()]);
      const bound = names.flatMap((name) => {
        const indices = bindings.get(name);
        return indices ? [[name, indices] as const] : [];
      });
      known.set(before, (loop = { edges, bound }));
    }
    return loop.edges;
  }

  #namesIn(node: SyntaxNode): string[] {
    const names = new Set<string>();
    forEachLeaf(node, this.#strict, (leaf) => names.add(this.#tokens.of(leaf).text));
    return [...names];
  }

  #readFor(node: SyntaxNode, bindings: Bindings): FlowEdge[] {
    const edges = this.#readAssignment(sidesOf(node, this.#strict), bindings);
    const last = node.children.at(-1)!;
    return last.type === "block" ? [...edges, ...this.read(last, bindings)] : edges;
  }

  /** @param types of the children that start from what was bound before all of them. */
  #readArms(node: SyntaxNode, types: readonly string[], bindings: Bindings): FlowEdge[] {
    const before = new Map(bindings);
    const arms: Bindings[] = [];
    const edges: FlowEdge[] = [];
    for (const child of node.children) {
      if (types.includes(child.type)) {
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
    forEachLeaf(node, this.#strict, (leaf) => {
      const token = this.#tokens.of(leaf);
      if (token.text !== leaf.type && !isQuote(leaf)) values.push(token);
    });
    return values;
  }
}

/** What a string starts and ends with, a leaf only where f-strings are taken apart. */
function isQuote({ type }: SyntaxNode): boolean {
  return type === "string_start" || type === "string_end";
}

/** Fields without which a statement cannot be read as what it is. */
const NEEDED: Record<string, readonly string[]> = {
  default_parameter: ["name"],
  assignment: ["left"],
  augmented_assignment: ["left"],
  for_in_clause: ["left"],
  for_statement: ["left", "right"],
};

function lacksPart(node: SyntaxNode): boolean {
  return (NEEDED[node.type] ?? []).some((field) => !childOf(node, field));
}

type Sides = [left: SyntaxNode[], right: SyntaxNode[]];

/** Part for part where both sides have as many, else each side as a whole. */
function sidesOf(node: SyntaxNode, strict: boolean): Sides {
  const whole: [SyntaxNode, SyntaxNode] = [demand(node, "left"), demand(node, "right")];
  const [left, right] = whole.map((side) => partsOf(side, strict)) as Sides;
  return left.length === right.length && left.length > 0 ? [left, right] : [[whole[0]], [whole[1]]];
}

const SEQUENCES = /^(?:pattern_list|expression_list|(?:tuple|list)(?:_pattern)?)$/;

/** What stands between the commas of a sequence; the original takes every node for one. */
function partsOf({ type, children }: SyntaxNode, strict: boolean): SyntaxNode[] {
  if (!strict) return children.filter((child) => child.type !== ",");
  return SEQUENCES.test(type) ? children.filter(({ isNamed }) => isNamed) : [];
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
      bindings.set(
        name,
        [...new Set([...(all ?? []), ...indices])].sort((a, b) => a - b),
      );
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
