import type { RecordCounts } from "../record.ts";
import { ACTION_BOUNDS, applicationOf } from "./workflowbench.ts";

/** How many shortcuts have how many of something; figures without a unit are counts of shortcuts. */
export interface Distribution {
  total: number;
  mean: number;
  median: number;
  most: number;
  /** From each lower bound up to the next one, the last without an end. */
  bins: { from: number; to?: number; shortcuts: number }[];
}

/** One thing and how many shortcuts have it. */
export interface Share {
  name: string;
  shortcuts: number;
}

/** The figures that WorkflowBench publishes of its data set, of any. */
export interface Statistics {
  /** Records, of which `shortcuts` are no errors. */
  records: number;
  shortcuts: number;
  errors: Record<string, number>;
  actions: Distribution;
  branches: Distribution;
  loops: Distribution;
  menus: Distribution;
  nesting: Distribution;
  /** APIs, apps and categories, those of the most shortcuts first. */
  apis: Share[];
  apps: Share[];
  categories: Share[];
  /** Applications, named and counted as the paper does: how often their APIs are used, each once in a shortcut. */
  applications: ApplicationUses[];
}

export interface ApplicationUses {
  name: string;
  uses: number;
}

/** What of a record counts. */
export interface CountedRecord {
  /** Code, for an error. */
  error?: string;
  counts?: RecordCounts;
  apis?: readonly string[];
  category?: string;
}

/** Goes over records once; holds counts alone. */
export class StatisticsCollector {
  #records = 0;
  #shortcuts = 0;
  readonly #errors = new Map<string, number>();
  readonly #counts = {
    actions: new Histogram(),
    branches: new Histogram(),
    loops: new Histogram(),
    menus: new Histogram(),
    nesting: new Histogram(),
  };
  readonly #apis = new Map<string, number>();
  readonly #apps = new Map<string, number>();
  readonly #categories = new Map<string, number>();
  readonly #applications = new Map<string, number>();
  readonly #appOf: (identifier: string) => string;

  /** @param appOf the name of the app that an action belongs to. */
  constructor(appOf: (identifier: string) => string) {
    this.#appOf = appOf;
  }

  add({ error, counts, apis = [], category }: CountedRecord): void {
    this.#records++;
    if (error !== undefined || !counts) {
      increase(this.#errors, error ?? "unknown");
      return;
    }
    this.#shortcuts++;
    for (const name of ["actions", "branches", "loops", "menus", "nesting"] as const) {
      this.#counts[name].add(counts[name]);
    }
    for (const api of apis) {
      increase(this.#apis, api);
      increase(this.#applications, applicationOf(api));
    }
    for (const app of new Set(apis.map(this.#appOf))) increase(this.#apps, app);
    if (category !== undefined) increase(this.#categories, category);
  }

  finish(): Statistics {
    const { actions, branches, loops, menus, nesting } = this.#counts;
    const few = [0, 1, 2, 3, 4, 5, 10, 20];
    return {
      records: this.#records,
      shortcuts: this.#shortcuts,
      errors: Object.fromEntries([...this.#errors].sort(([a], [b]) => (a < b ? -1 : 1))),
      actions: actions.distribution(ACTION_BOUNDS),
      branches: branches.distribution(few),
      loops: loops.distribution(few),
      menus: menus.distribution(few),
      nesting: nesting.distribution([0, 1, 2, 3, 4, 5, 6, 7, 8]),
      apis: sharesOf(this.#apis),
      apps: sharesOf(this.#apps),
      categories: sharesOf(this.#categories),
      applications: sharesOf(this.#applications).map(({ name, shortcuts: uses }) => ({ name, uses })),
    };
  }
}

class Histogram {
  readonly #shortcuts = new Map<number, number>();

  add(value: number): void {
    this.#shortcuts.set(value, (this.#shortcuts.get(value) ?? 0) + 1);
  }

  /** @param bounds the lower bounds of the bins. */
  distribution(bounds: readonly number[]): Distribution {
    const sorted = [...this.#shortcuts].sort(([a], [b]) => a - b);
    const count = sorted.reduce((sum, [, shortcuts]) => sum + shortcuts, 0);
    const total = sorted.reduce((sum, [value, shortcuts]) => sum + value * shortcuts, 0);
    const bins = bounds.map((from, i) => {
      const end = bounds[i + 1] ?? Infinity;
      const within = sorted.filter(([value]) => value >= from && value < end);
      return {
        from,
        ...(end !== Infinity && { to: end - 1 }),
        shortcuts: within.reduce((sum, [, shortcuts]) => sum + shortcuts, 0),
      };
    });
    return {
      total,
      mean: count === 0 ? 0 : total / count,
      median: (valueAt(sorted, (count - 1) >> 1) + valueAt(sorted, count >> 1)) / 2,
      most: sorted.at(-1)?.[0] ?? 0,
      bins,
    };
  }
}

/** The value at a place, were all values listed in order. */
function valueAt(sorted: readonly [value: number, times: number][], place: number): number {
  let before = 0;
  for (const [value, times] of sorted) {
    before += times;
    if (place < before) return value;
  }
  return 0;
}

function increase(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1);
}

function sharesOf(counts: ReadonlyMap<string, number>): Share[] {
  return [...counts]
    .map(([name, shortcuts]) => ({ name, shortcuts }))
    .sort((a, b) => b.shortcuts - a.shortcuts || (a.name < b.name ? -1 : 1));
}
