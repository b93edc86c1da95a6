import type { Distribution, Share, Statistics } from "./statistics.ts";
import {
  ACTION_BOUNDS,
  nameOfActionBin,
  PUBLISHED_STATISTICS,
  TABLE_ROWS,
  type TableRow,
} from "./workflowbench.ts";

/** The figures of data sets, side by side, in the form in which they are shown. */
export interface Figure {
  title: string;
  /** One row for each thing, with a share for each data set, from 0 to 1: of shortcuts, unless the title says of what. */
  rows: { label: string; counts: number[]; shares: number[] }[];
}

/** A number for each data set, in words. */
export interface Fact {
  label: string;
  values: string[];
}

const MOST_ROWS = 20;

export function factsOf(sets: readonly Statistics[]): Fact[] {
  const fact = (label: string, of: (set: Statistics) => number): Fact => ({
    label,
    values: sets.map((set) => format(of(set))),
  });
  const distributions: [
    string,
    keyof Statistics & ("actions" | "branches" | "loops" | "menus" | "nesting"),
  ][] = [
    ["actions in a shortcut", "actions"],
    ["branches in a shortcut", "branches"],
    ["loops in a shortcut", "loops"],
    ["menus in a shortcut", "menus"],
    ["blocks around one action", "nesting"],
  ];
  return [
    fact("records", ({ records }) => records),
    fact("shortcuts", ({ shortcuts }) => shortcuts),
    fact("errors", ({ errors }) => Object.values(errors).reduce((sum, count) => sum + count, 0)),
    fact("actions", ({ actions }) => actions.total),
    fact("different APIs", ({ apis }) => apis.length),
    fact("different apps", ({ apps }) => apps.length),
    ...distributions.flatMap(([label, name]) => [
      fact(`${label}, mean`, (set) => set[name].mean),
      fact(`${label}, median`, (set) => set[name].median),
      fact(`${label}, most`, (set) => set[name].most),
    ]),
  ];
}

export function figuresOf(sets: readonly Statistics[]): Figure[] {
  return [
    binned("Actions in a shortcut", sets, ({ actions }) => actions, nameOfActionBin),
    binned("Branches in a shortcut", sets, ({ branches }) => branches),
    binned("Loops in a shortcut", sets, ({ loops }) => loops),
    binned("Menus in a shortcut", sets, ({ menus }) => menus),
    binned("Blocks around one action, at most", sets, ({ nesting }) => nesting),
    ranked("Categories", sets, ({ categories }) => categories),
    ranked("Apps", sets, ({ apps }) => apps),
    ranked("APIs", sets, ({ apis }) => apis),
    applications(sets),
  ].filter(({ rows }) => rows.length > 0);
}

function binned(
  title: string,
  sets: readonly Statistics[],
  of: (set: Statistics) => Distribution,
  nameOf = nameOfBin,
): Figure {
  const bins = of(sets[0]!).bins;
  const rows = bins.map(({ from, to }, i) => {
    return row(nameOf(from, to), sets, (set) => of(set).bins[i]!.shortcuts);
  });
  return { title, rows };
}

function nameOfBin(from: number, to: number | undefined): string {
  return to === undefined ? `${from} or more` : to === from ? `${from}` : `${from} to ${to}`;
}

/** Of all uses of APIs, which is what the paper counts. */
function applications(sets: readonly Statistics[]): Figure {
  const used = sets.map(({ applications }) =>
    applications.map(({ name, uses }) => ({ name, shortcuts: uses })),
  );
  const totals = used.map((shares) => shares.reduce((sum, { shortcuts }) => sum + shortcuts, 0));
  const { title, rows } = ranked("Applications, by WorkflowBench's names, of API uses", sets, (set) => {
    return used[sets.indexOf(set)]!;
  });
  return {
    title,
    rows: rows.map(({ label, counts }) => ({
      label,
      counts,
      shares: counts.map((count, i) => count / Math.max(1, totals[i]!)),
    })),
  };
}

/** What most shortcuts of the data sets together have, each set counting as much as the other. */
function ranked(title: string, sets: readonly Statistics[], of: (set: Statistics) => Share[]): Figure {
  const counts = sets.map((set) => new Map(of(set).map(({ name, shortcuts }) => [name, shortcuts])));
  const names = new Set(counts.flatMap((map) => [...map.keys()]));
  const rows = [...names].map((name) => row(name, sets, (_, i) => counts[i]!.get(name) ?? 0));
  const weight = ({ shares }: Figure["rows"][number]) => shares.reduce((sum, share) => sum + share, 0);
  rows.sort((a, b) => weight(b) - weight(a) || (a.label < b.label ? -1 : 1));
  return {
    title: names.size > MOST_ROWS ? `${title}: the first ${MOST_ROWS} of ${names.size}` : title,
    rows: rows.slice(0, MOST_ROWS),
  };
}

function row(
  label: string,
  sets: readonly Statistics[],
  of: (set: Statistics, index: number) => number,
): Figure["rows"][number] {
  const counts = sets.map(of);
  return { label, counts, shares: counts.map((count, i) => count / Math.max(1, sets[i]!.shortcuts)) };
}

export function format(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 1 });
}

export function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`;
}

/** A table of the paper's figures beside those of data sets; each row starts with what it is of. */
export interface PublishedTable {
  title: string;
  heads: string[];
  rows: string[][];
}

/** Table 1 and Figure 4 with two columns more for each data set: numbers, and shares in percent. */
export function publishedTables(
  sets: readonly (readonly [dataset: string, statistics: Statistics])[],
): PublishedTable[] {
  const statistics = sets.map(([, set]) => set);
  const heads = [...sets.map(([name]) => name), ...PUBLISHED_STATISTICS.map(({ name }) => name)];
  const percent = (value: number | undefined) => (value === undefined ? "" : value.toFixed(1));
  const shareOf = (part: number, whole: number) => percent((100 * part) / Math.max(1, whole));
  const table = TABLE_ROWS.map((name) => [
    name,
    ...statistics.map((set) => format(TABLE_VALUES[name](set))),
    ...PUBLISHED_STATISTICS.map(({ table }) => (Number.isNaN(table[name]) ? "" : format(table[name]))),
  ]);
  const actions = ACTION_BOUNDS.map((from, i) => [
    nameOfActionBin(from),
    ...statistics.map((set) => shareOf(set.actions.bins[i]!.shortcuts, set.shortcuts)),
    ...PUBLISHED_STATISTICS.map(({ actions }) => percent(actions[i])),
  ]);
  const categories = Object.keys(PUBLISHED_STATISTICS[0]!.categories).map((category) => [
    category,
    ...statistics.map((set) => {
      const found = set.categories.find(({ name }) => name === category);
      return shareOf(found?.shortcuts ?? 0, set.shortcuts);
    }),
    ...PUBLISHED_STATISTICS.map(({ categories }) => percent(categories[category])),
  ]);
  const applications = Object.keys(PUBLISHED_STATISTICS.at(-1)!.applications).map((application) => [
    application,
    ...statistics.map((set) => {
      const total = set.applications.reduce((sum, { uses }) => sum + uses, 0);
      return shareOf(set.applications.find(({ name }) => name === application)?.uses ?? 0, total);
    }),
    ...PUBLISHED_STATISTICS.map(({ applications }) => percent(applications[application])),
  ]);
  return [
    { title: "The paper's Table 1", heads, rows: table },
    { title: "The paper's Figure 4: number of actions, %", heads, rows: actions },
    { title: "The paper's Figure 4: categories, %", heads, rows: categories },
    { title: "The paper's Figure 4: applications, % of API uses", heads, rows: applications },
  ];
}

const TABLE_VALUES: Record<TableRow, (set: Statistics) => number> = {
  instances: ({ shortcuts }) => shortcuts,
  applications: ({ applications }) => applications.length,
  APIs: ({ apis }) => apis.length,
  categories: ({ categories }) => categories.length,
  "average actions": ({ actions }) => actions.mean,
  "average IF": ({ branches }) => branches.mean,
  "average LOOP": ({ loops }) => loops.mean,
  "average nested depth": ({ nesting }) => nesting.mean,
};
