import { readFileSync } from "node:fs";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
import { SYNTAX_APIS } from "./categories.ts";
import { Draws } from "./random.ts";
import type { ReadRow } from "./read-rows.ts";
import { kindOf, programOf, type Row } from "./row.ts";
import type { Step } from "./run-step.ts";
import {
  NearDuplicates,
  SHINGLE_SIZE,
  shinglesOf,
  signatureOf,
  tokensOfProgram,
  wordsOf,
  digestOf,
} from "./similarity.ts";

/** Names of rows for each split, as the published files have them. */
export type SplitKeys = Record<string, string[]>;

export interface SplitOptions {
  seed: number;
  /** How much two programs have in common that are twins (default 0.8). */
  threshold: number;
  /** Shares of the splits; they need not add up to 1. */
  shares: Record<string, number>;
  /** Splits that somebody else has made. */
  keys?: SplitKeys;
  /** Hold APIs out: the test has APIs that training has not. */
  ood?: OodOptions;
}

export interface OodOptions {
  /** How many of the most used APIs both sides may use (default 50). */
  common: number;
  /** The share of rows that the test is to have (default 0.1); APIs are held out until it has. */
  share: number;
  /** APIs to hold out; drawn where absent. */
  heldOut?: readonly string[];
}

export const SPLIT_DEFAULTS = {
  threshold: 0.8,
  shares: { train: 0.8, dev: 0.1, test: 0.1 },
  common: 50,
  share: 0.1,
} as const;

const TRAIN = "train";
const TEST = "test";

/** What is to become of each row, by its position. */
export interface SplitPlan {
  rows: ({ cluster: string } & ({ split: string } | { reason: string; message: string }))[];
  /** The APIs that both sides may use, and those that only the test may use. */
  common?: string[];
  heldOut?: string[];
}

/** @throws AccessError SC5001, SC5305 */
export function readSplitKeys(path: string): SplitKeys {
  let keys: unknown;
  try {
    keys = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new AccessError("SC5001", `${path} cannot be read: ${describeSystemError(error)}.`, {
        cause: error,
      });
    }
  }
  const isList = (value: unknown) => Array.isArray(value) && value.every((key) => typeof key === "string");
  if (typeof keys !== "object" || keys === null || !Object.values(keys).every(isList)) {
    throw new AccessError("SC5305", `${path} holds no splits.`, {
      hint: 'It looks like {"train": ["name of a row", ...], "test": [...]}.',
    });
  }
  return keys as SplitKeys;
}

/** What of a row decides where it goes. */
interface Place {
  id: string;
  key: string;
  isSynthetic: boolean;
  apis: string[];
  cluster: number;
}

/** Looks at all rows once. Twins, rows whose programs are nearly the same, are never put into two splits. */
export async function planSplit(rows: AsyncIterable<ReadRow>, options: SplitOptions): Promise<SplitPlan> {
  const places = await collectPlaces(rows, options.threshold);
  if (options.keys) return planByKeys(places, options.keys);
  return options.ood ? planByApis(places, options.seed, options.ood) : planByShares(places, options);
}

async function collectPlaces(rows: AsyncIterable<ReadRow>, threshold: number): Promise<Place[]> {
  const near = new NearDuplicates(threshold);
  const clusters = new Clusters();
  const places: Place[] = [];
  const queries = new Map<string, number>();
  for await (const item of rows) {
    const number = places.length;
    // What is no row has a place, too, so that places and rows have the same numbers.
    const row: Row = "row" in item ? item.row : { schema: "seed/1", id: item.where };
    const key = (row as { key?: unknown }).key ?? row.name ?? row.id;
    places.push({
      id: row.id,
      key: String(key),
      isSynthetic: kindOf(row) !== "seed",
      apis: (row.apis ?? []).filter((api) => !SYNTAX_APIS.has(api)),
      cluster: number,
    });
    const program = programOf(row);
    const signature = signatureOf(shinglesOf(tokensOfProgram(program ?? row.id), SHINGLE_SIZE));
    for (const twin of program === undefined ? [] : near.find(signature)) clusters.join(twin, number);
    near.add(signature);
    if (row.query === undefined) continue;
    const query = digestOf(wordsOf(row.query));
    const same = queries.get(query);
    if (same === undefined) queries.set(query, number);
    else clusters.join(same, number);
  }
  for (const [number, place] of places.entries()) place.cluster = clusters.first(number);
  return places;
}

/** Numbers that belong together, by the first of them. */
class Clusters {
  readonly #parents = new Map<number, number>();

  first(number: number): number {
    let root = number;
    for (let next = this.#parents.get(root); next !== undefined; next = this.#parents.get(root)) root = next;
    if (root !== number) this.#parents.set(number, root);
    return root;
  }

  join(a: number, b: number): void {
    const [first, second] = [this.first(a), this.first(b)].toSorted((x, y) => x - y) as [number, number];
    if (first !== second) this.#parents.set(second, first);
  }
}

const SYNTHETIC_TWIN = {
  reason: "twin",
  message: "A row that is not for training is nearly the same.",
};

/** Whole clusters, in an order that is drawn, each to the split that lacks most; synthetic rows are for training. */
function planByShares(places: readonly Place[], { seed, shares }: SplitOptions): SplitPlan {
  const sizes = new Map<number, number>();
  for (const { cluster, isSynthetic } of places) {
    if (!isSynthetic) sizes.set(cluster, (sizes.get(cluster) ?? 0) + 1);
  }
  const order = [...sizes]
    .map(([cluster, size]) => ({ cluster, size, rank: new Draws(seed, places[cluster]!.id).next() }))
    .sort((a, b) => a.rank - b.rank || a.cluster - b.cluster);
  const all = order.reduce((sum, { size }) => sum + size, 0);
  const total = Object.values(shares).reduce((sum, share) => sum + share, 0);
  const lacking = new Map(Object.entries(shares).map(([split, share]) => [split, (share / total) * all]));
  const splits = new Map<number, string>();
  for (const { cluster, size } of order) {
    const [split] = [...lacking].reduce((most, entry) => {
      const need = ([name, rest]: [string, number]) => rest / (shares[name]! || Number.MIN_VALUE);
      return need(entry) > need(most) ? entry : most;
    });
    splits.set(cluster, split);
    lacking.set(split, lacking.get(split)! - size);
  }
  return {
    rows: places.map(({ cluster, isSynthetic }) => {
      const split = splits.get(cluster) ?? TRAIN;
      const name = places[cluster]!.id;
      return isSynthetic && split !== TRAIN ? { cluster: name, ...SYNTHETIC_TWIN } : { cluster: name, split };
    }),
  };
}

function planByKeys(places: readonly Place[], keys: SplitKeys): SplitPlan {
  const splits = new Map(Object.entries(keys).flatMap(([split, names]) => names.map((key) => [key, split])));
  return {
    rows: places.map(({ key, id, cluster, isSynthetic }) => {
      const split = splits.get(key) ?? splits.get(id) ?? (isSynthetic ? TRAIN : undefined);
      const name = places[cluster]!.id;
      if (split !== undefined) return { cluster: name, split };
      return { cluster: name, reason: "no-split", message: "No split has this row among its names." };
    }),
  };
}

/**
 * The test is what has at least one API that is held out, and else only common ones; training is what has none that is
 * held out. What mixes them is for neither.
 */
function planByApis(places: readonly Place[], seed: number, options: OodOptions): SplitPlan {
  const uses = new Map<string, number>();
  for (const { apis } of places) for (const api of new Set(apis)) uses.set(api, (uses.get(api) ?? 0) + 1);
  const ranked = [...uses].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([api]) => api);
  const given = options.heldOut && new Set(options.heldOut);
  const common = new Set(ranked.filter((api) => !given?.has(api)).slice(0, options.common));
  const heldOut = given ?? drawHeldOut(places, common, seed, options.share);
  const isTest = ({ apis }: Place) =>
    apis.some((api) => heldOut.has(api)) && apis.every((api) => heldOut.has(api) || common.has(api));
  const tested = new Set(
    places.filter((place) => isTest(place) && !place.isSynthetic).map(({ cluster }) => cluster),
  );
  return {
    common: [...common].sort(),
    heldOut: [...heldOut].sort(),
    rows: places.map((place) => {
      const cluster = places[place.cluster]!.id;
      if (!place.apis.some((api) => heldOut.has(api))) {
        return tested.has(place.cluster) ? { cluster, ...SYNTHETIC_TWIN } : { cluster, split: TRAIN };
      }
      if (isTest(place) && !place.isSynthetic) return { cluster, split: TEST };
      const message = "It has APIs that are held out beside others that are not common.";
      return { cluster, reason: "mixed-apis", message };
    }),
  };
}

/** APIs beyond the common ones, in an order that is drawn, as long as the test is too small. */
function drawHeldOut(
  places: readonly Place[],
  common: ReadonlySet<string>,
  seed: number,
  share: number,
): Set<string> {
  const seeds = places.filter(({ isSynthetic }) => !isSynthetic);
  /** For each API, the rows that have it and else only common ones. */
  const alone = new Map<string, number>();
  for (const { apis } of seeds) {
    const others = [...new Set(apis)].filter((api) => !common.has(api));
    if (others.length === 1) alone.set(others[0]!, (alone.get(others[0]!) ?? 0) + 1);
  }
  const candidates = [...alone.keys()].sort();
  const heldOut = new Set<string>();
  let size = 0;
  for (const api of new Draws(seed, "held out").sample(candidates, candidates.length)) {
    if (size >= share * seeds.length) break;
    heldOut.add(api);
    size += alone.get(api)!;
  }
  return heldOut;
}

/** Gives each row its split and its cluster, by a plan that was made of the same rows. */
export function splitStep(plan: SplitPlan, options: SplitOptions): Step {
  return {
    name: "split",
    options,
    concurrency: 1,
    hasMemory: true,
    run: (row, number) => {
      const place = plan.rows[number]!;
      if ("reason" in place) return { reject: { reason: place.reason, message: place.message } };
      return { row: { ...row, cluster: place.cluster, split: place.split } };
    },
  };
}

/** What crosses from one split into another. Every list is empty where nothing does. */
export interface LeakageReport {
  rows: Record<string, number>;
  /** Names that are in more than one split. */
  keys: string[];
  /** Clusters of twins that are in more than one split, by their first row. */
  clusters: string[];
  /** Questions, word for word, that are in more than one split: the ids of their rows. */
  queries: string[][];
  /** Where APIs were held out: those of the test, beside the common ones, that training has, too. */
  apis?: string[];
}

/** Looks at rows that are split, whoever has split them. */
export class LeakageChecker {
  readonly #rows = new Map<string, number>();
  readonly #keys = new Map<string, Set<string>>();
  readonly #clusters = new Map<string, Set<string>>();
  readonly #queries = new Map<string, { splits: Set<string>; ids: string[] }>();
  readonly #apis = new Map<string, Set<string>>();

  add(row: Row): void {
    const { id, split = "none", cluster, query, apis = [] } = row;
    this.#rows.set(split, (this.#rows.get(split) ?? 0) + 1);
    note(this.#keys, id, split);
    if (cluster !== undefined) note(this.#clusters, cluster, split);
    if (query !== undefined) {
      const digest = digestOf(wordsOf(query));
      const known = this.#queries.get(digest) ?? { splits: new Set(), ids: [] };
      known.splits.add(split);
      known.ids.push(id);
      this.#queries.set(digest, known);
    }
    for (const api of apis) note(this.#apis, api, split);
  }

  /** @param common APIs that both sides may use, where others were held out. */
  report(common?: readonly string[]): LeakageReport {
    const crossing = (map: Map<string, Set<string>>) => {
      return [...map].filter(([, splits]) => splits.size > 1).map(([key]) => key);
    };
    const shared = new Set(common);
    const inBoth = [...this.#apis].filter(([, splits]) => splits.has(TRAIN) && splits.has(TEST));
    return {
      rows: Object.fromEntries([...this.#rows].sort(([a], [b]) => (a < b ? -1 : 1))),
      keys: crossing(this.#keys),
      clusters: crossing(this.#clusters),
      queries: [...this.#queries.values()].filter(({ splits }) => splits.size > 1).map(({ ids }) => ids),
      ...(common && {
        apis: inBoth.map(([api]) => api).filter((api) => !shared.has(api) && !SYNTAX_APIS.has(api)),
      }),
    };
  }
}

function note(map: Map<string, Set<string>>, key: string, split: string): void {
  const known = map.get(key);
  if (known) known.add(split);
  else map.set(key, new Set([split]));
}
