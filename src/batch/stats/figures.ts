import type { Distribution, Share, Statistics } from "./statistics.ts";

/** The figures of data sets, side by side, in the form in which they are shown. */
export interface Figure {
  title: string;
  /** One row for each thing, with a share of shortcuts for each data set, from 0 to 1. */
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
    binned("Actions in a shortcut", sets, ({ actions }) => actions),
    binned("Branches in a shortcut", sets, ({ branches }) => branches),
    binned("Loops in a shortcut", sets, ({ loops }) => loops),
    binned("Menus in a shortcut", sets, ({ menus }) => menus),
    binned("Blocks around one action, at most", sets, ({ nesting }) => nesting),
    ranked("Categories", sets, ({ categories }) => categories),
    ranked("Apps", sets, ({ apps }) => apps),
    ranked("APIs", sets, ({ apis }) => apis),
  ].filter(({ rows }) => rows.length > 0);
}

function binned(title: string, sets: readonly Statistics[], of: (set: Statistics) => Distribution): Figure {
  const bins = of(sets[0]!).bins;
  const rows = bins.map(({ from, to }, i) => {
    const label = to === undefined ? `${from} or more` : to === from ? `${from}` : `${from} to ${to}`;
    return row(label, sets, (set) => of(set).bins[i]!.shortcuts);
  });
  return { title, rows };
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
