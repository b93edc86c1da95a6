import { commonKey } from "../common-keys.ts";
import type { ActionRecord } from "./record.ts";
import type { Registry } from "./registry.ts";

/** How much of some shortcuts the registry documents. */
export interface Coverage {
  /** Uses of actions, and how many are of documented ones: known, and by more than their name. */
  actions: Share;
  /** Uses of parameters; those that any action may have are not counted. */
  parameters: Share;
  /** The most used first. */
  apis: ApiCoverage[];
}

export interface Share {
  uses: number;
  documented: number;
}

export interface ApiCoverage {
  identifier: string;
  uses: number;
  /** How much is known; absent where nothing is, not even the name. */
  knowledge?: ActionRecord["knowledge"];
  isDocumented: boolean;
  /** The most used first; without those that any action may have. */
  parameters: { key: string; uses: number; isDocumented: boolean }[];
}

/** What is counted of a shortcut: the actions of a `Workflow`. */
export interface CountedAction {
  identifier: string;
  parameters: Readonly<Record<string, unknown>>;
}

/** Says what the registry knows of the APIs and parameters that some shortcuts use, and what not. */
export function coverage(
  registry: Registry,
  shortcuts: Iterable<{ actions: readonly CountedAction[] }>,
): Coverage {
  const uses = new Map<string, number>();
  const keys = new Map<string, Map<string, number>>();
  for (const { actions } of shortcuts) {
    for (const { identifier, parameters } of actions) {
      // Malformed actions have no identifier.
      if (identifier === "") continue;
      count(uses, identifier);
      let counts = keys.get(identifier);
      if (!counts) keys.set(identifier, (counts = new Map()));
      for (const key in parameters) count(counts, key);
    }
  }
  const apis = sorted(uses).map(([identifier, n]) =>
    apiCoverage(registry, identifier, n, keys.get(identifier)!),
  );
  return { actions: shareOf(apis), parameters: shareOf(apis.flatMap(({ parameters }) => parameters)), apis };
}

function apiCoverage(
  registry: Registry,
  identifier: string,
  uses: number,
  keys: ReadonlyMap<string, number>,
): ApiCoverage {
  const record = registry.get(identifier);
  const documented = new Set(
    record && [...record.parameters, ...(record.otherParameters ?? [])].map(({ key }) => key),
  );
  const parameters = sorted(keys)
    .filter(([key]) => documented.has(key) || commonKey(key) === undefined)
    .map(([key, n]) => ({ key, uses: n, isDocumented: documented.has(key) }));
  return {
    identifier,
    uses,
    ...(record && { knowledge: record.knowledge }),
    isDocumented: record !== undefined && record.knowledge !== "name-only",
    parameters,
  };
}

function shareOf(items: readonly { uses: number; isDocumented: boolean }[]): Share {
  const sum = (some: typeof items) => some.reduce((total, { uses }) => total + uses, 0);
  return { uses: sum(items), documented: sum(items.filter(({ isDocumented }) => isDocumented)) };
}

/** The most used first, then by name. */
function sorted(counts: ReadonlyMap<string, number>): [string, number][] {
  return [...counts].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
