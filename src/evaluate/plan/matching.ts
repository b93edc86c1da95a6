/** An edge of a bipartite graph, from a vertex on the left to one on the right, each side counted from 0. */
export interface WeightedEdge {
  left: number;
  right: number;
  /** Above 0. */
  weight: number;
}

/**
 * The matching of the greatest weight in a bipartite graph: Edmonds' primal-dual method as networkx's
 * `max_weight_matching` does it, without what only other graphs need. Where several matchings weigh the same, it is the
 * one that networkx finds, because T-Eval's score depends on it; so vertices and edges are looked at in the same order.
 *
 * @returns for each vertex on the left that is matched, the one on the right.
 */
export function maxWeightMatching(edges: readonly WeightedEdge[]): Map<number, number> {
  const graph = new Graph(edges);
  const matching = new Matcher(graph);
  while (matching.augment());
  const found = new Map<number, number>();
  for (const { left } of edges) {
    const mate = matching.mateOf(graph.vertexOf(left, "left"));
    if (mate !== undefined) found.set(left, graph.sideNumber[mate]!);
  }
  return found;
}

class Graph {
  /** Neighbours of each vertex and the weight of the edge, in the order in which edges are named. */
  readonly neighbours: Map<number, number>[] = [];
  readonly sideNumber: number[] = [];
  readonly #vertices = new Map<string, number>();

  constructor(edges: readonly WeightedEdge[]) {
    for (const { left, right, weight } of edges) {
      const v = this.vertexOf(left, "left");
      const w = this.vertexOf(right, "right");
      this.neighbours[v]!.set(w, weight);
      this.neighbours[w]!.set(v, weight);
    }
  }

  /** Vertices are numbered as edges name them. */
  vertexOf(number: number, side: "left" | "right"): number {
    const key = `${side} ${number}`;
    let vertex = this.#vertices.get(key);
    if (vertex === undefined) {
      vertex = this.neighbours.push(new Map()) - 1;
      this.#vertices.set(key, vertex);
      this.sideNumber.push(number);
    }
    return vertex;
  }
}

type Edge = readonly [from: number, to: number];

/** `outer` vertices are those from which the path may go on along an edge that is not matched. */
type Label = "outer" | "inner";

class Matcher {
  readonly #graph: Graph;
  readonly #mate: (number | undefined)[];
  /** Twice the dual variables. */
  readonly #dual: number[];
  #labels: (Label | undefined)[] = [];
  /** The edge through which a vertex got its label; none for an unmatched one. */
  #labelEdges: (Edge | undefined)[] = [];
  /** Of an outer vertex, the edge to another outer one, of one without a label, the edge from an outer one, with the least slack. */
  #bestEdges: (Edge | undefined)[] = [];
  #tight = new Set<string>();
  #queue: number[] = [];

  constructor(graph: Graph) {
    this.#graph = graph;
    const heaviest = Math.max(0, ...graph.neighbours.flatMap((edges) => [...edges.values()]));
    this.#dual = graph.neighbours.map(() => heaviest);
    this.#mate = graph.neighbours.map(() => undefined);
  }

  mateOf(vertex: number): number | undefined {
    return this.#mate[vertex];
  }

  /** Adds an edge to the matching by way of an augmenting path; false if it already weighs as much as it can. */
  augment(): boolean {
    [this.#labels, this.#labelEdges, this.#bestEdges, this.#queue] = [[], [], [], []];
    this.#tight.clear();
    this.#dual.forEach((_, vertex) => {
      if (this.#mate[vertex] === undefined && !this.#labels[vertex]) this.#label(vertex, "outer", undefined);
    });
    for (;;) {
      for (let v = this.#queue.pop(); v !== undefined; v = this.#queue.pop()) if (this.#scan(v)) return true;
      if (!this.#relax()) return false;
    }
  }

  #slack([v, w]: Edge): number {
    return this.#dual[v]! + this.#dual[w]! - 2 * this.#graph.neighbours[v]!.get(w)!;
  }

  #label(vertex: number, label: Label, edge: Edge | undefined): void {
    this.#labels[vertex] = label;
    this.#labelEdges[vertex] = edge;
    this.#bestEdges[vertex] = undefined;
    if (label === "outer") this.#queue.push(vertex);
    else {
      const mate = this.#mate[vertex]!;
      this.#label(mate, "outer", [vertex, mate]);
    }
  }

  /** Looks at all edges of an outer vertex; true if one of them completes an augmenting path. */
  #scan(v: number): boolean {
    for (const w of this.#graph.neighbours[v]!.keys()) {
      const slack = this.#slack([v, w]);
      if (slack <= 0) this.#allow([v, w]);
      const label = this.#labels[w];
      if (this.#tight.has(`${v} ${w}`)) {
        if (label === undefined) this.#label(w, "inner", [v, w]);
        else if (label === "outer") {
          this.#flip(v, w);
          this.#flip(w, v);
          return true;
        }
      } else if (label !== "inner") {
        const vertex = label === "outer" ? v : w;
        const best = this.#bestEdges[vertex];
        if (!best || slack < this.#slack(best)) this.#bestEdges[vertex] = [v, w];
      }
    }
    return false;
  }

  #allow([v, w]: Edge): void {
    this.#tight.add(`${v} ${w}`).add(`${w} ${v}`);
  }

  /** Matches `from` to `to`, and what was matched along the path behind `from` the other way round. */
  #flip(from: number, to: number): void {
    let edge: Edge = [from, to];
    for (;;) {
      const [s, j] = edge;
      this.#mate[s] = j;
      const back = this.#labelEdges[s];
      if (!back) return;
      const before = this.#labelEdges[back[0]]!;
      this.#mate[before[1]] = before[0];
      edge = before;
    }
  }

  /** Changes the dual variables so that another edge becomes tight; false if that would make the matching lighter. */
  #relax(): boolean {
    let delta = Math.min(...this.#dual);
    let tightened: Edge | undefined;
    const consider = (label: Label | undefined, share: number): void => {
      this.#dual.forEach((_, vertex) => {
        const edge = this.#bestEdges[vertex];
        if (this.#labels[vertex] !== label || !edge) return;
        const slack = this.#slack(edge) / share;
        if (slack < delta) [delta, tightened] = [slack, edge];
      });
    };
    consider(undefined, 1);
    consider("outer", 2);
    this.#labels.forEach((label, vertex) => {
      if (label) this.#dual[vertex]! += label === "outer" ? -delta : delta;
    });
    if (!tightened) return false;
    this.#allow(tightened);
    this.#queue.push(tightened[0]);
    return true;
  }
}
