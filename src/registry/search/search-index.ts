import type { PackedSearchIndex } from "../records/packed-search-index.ts";
import type { ActionRecord } from "../records/record.ts";
import type { Registry } from "../records/registry.ts";
import { titleOf } from "../records/title.ts";
import { tokensOf } from "./words.ts";

/** All records as a search sees them; positions are those of the registry's identifiers. */
export interface SearchIndex {
  readonly entries: readonly SearchEntry[];
  /** The records that have a word, by their positions, each with how much of it. */
  postings(token: string): ReadonlyMap<number, number>;
}

export interface SearchEntry {
  /** Factor by which often used records come before others that fit as well. */
  importance: number;
  /** The last part of the identifier: words with spaces between them. */
  name: string;
  /** The title and the keywords: words with spaces between them, and `|` between the phrases. */
  phrases: string;
}

/** How much a word counts, by where it stands. */
const PLACES = {
  title: 4,
  keywords: 4,
  identifier: 2,
  description: 2,
  category: 1,
  app: 1,
  parameters: 1,
  values: 0.5,
};

/** Made at the first search, unless the registry brings its own; later searches take no time. */
const indexes = new WeakMap<Registry, SearchIndex>();

export function searchIndexOf(registry: Registry): SearchIndex {
  let index = indexes.get(registry);
  if (!index) {
    index = openSearchIndex(
      registry.packedSearchIndex?.() ??
        packSearchIndex(registry.identifiers.map((identifier) => registry.get(identifier)!)),
    );
    indexes.set(registry, index);
  }
  return index;
}

export function openSearchIndex({ importance, names, phrases, words }: PackedSearchIndex): SearchIndex {
  const entries = names.map((name, position) => {
    return { importance: importance[position]!, name, phrases: phrases[position]! };
  });
  return {
    entries,
    postings: (token) => (Object.hasOwn(words, token) ? unpackPostings(words[token]!) : NONE),
  };
}

const NONE: ReadonlyMap<number, number> = new Map();

/** @param records in the order of the registry. */
export function packSearchIndex(records: readonly ActionRecord[]): PackedSearchIndex {
  const tokens = tokenizer();
  const postings = new Map<string, Map<number, number>>();
  const phrases = records.map((record, position) => {
    const entry = wordsIn(record, tokens);
    for (const [token, amount] of entry.amounts) {
      let known = postings.get(token);
      if (!known) postings.set(token, (known = new Map()));
      known.set(position, amount);
    }
    return entry.phrases.map((phrase) => phrase.join(" ")).join("|");
  });
  return {
    importance: records.map(importanceOf),
    names: records.map(({ identifier }) => tokensOf(afterGroup(identifier)).join(" ")),
    phrases,
    words: Object.fromEntries([...postings].map(([token, known]) => [token, packPostings(known)])),
  };
}

/**
 * Of each record, in base 36, how far it is from the one before, and, as the last digit, the doubled amount, which is 31
 * at most:
 * {3: 4, 5: 0.5} -> `38 21`.
 */
function packPostings(postings: ReadonlyMap<number, number>): string {
  let last = 0;
  const packed = [...postings].map(([position, amount]) => {
    const distance = position - last;
    last = position;
    return distance.toString(36) + (2 * amount).toString(36);
  });
  return packed.join(" ");
}

function unpackPostings(packed: string): Map<number, number> {
  const postings = new Map<number, number>();
  let position = 0;
  for (const posting of packed.split(" ")) {
    position += parseInt(posting.slice(0, -1), 36);
    postings.set(position, parseInt(posting.slice(-1), 36) / 2);
  }
  return postings;
}

/** What tells an identifier from others of its kind: all after `is.workflow.actions.`, or after the last dot. */
export function afterGroup(identifier: string): string {
  return identifier.replace(/^is\.workflow\.actions\.|^.*\./, "");
}

/** Most labels and values occur many times. */
function tokenizer(): (text: string) => string[] {
  const known = new Map<string, string[]>();
  return (text) => {
    let tokens = known.get(text);
    if (!tokens) known.set(text, (tokens = tokensOf(text)));
    return tokens;
  };
}

function wordsIn(
  record: ActionRecord,
  tokensOf: (text: string) => string[],
): { amounts: ReadonlyMap<string, number>; phrases: string[][] } {
  const amounts = new Map<string, number>();
  // Saying a word twice in a place does not make it truer.
  const add = (weight: number, texts: readonly string[]) => {
    for (const token of new Set(texts.flatMap(tokensOf)))
      amounts.set(token, (amounts.get(token) ?? 0) + weight);
  };
  const { keywords = [], identifier, category = [], appName = "", parameters } = record;
  const phrases = [titleOf(record), ...keywords].map(tokensOf);
  add(PLACES.title, [titleOf(record)]);
  add(PLACES.keywords, keywords);
  for (const pair of new Set(phrases.flatMap(joinPairs))) amounts.set(pair, PLACES.keywords);
  add(PLACES.identifier, [afterGroup(identifier)]);
  if (record.descriptionBy === "hand") add(PLACES.description, cutAndUncut(record.description));
  add(PLACES.category, category);
  add(PLACES.app, cutAndUncut(appName));
  add(
    PLACES.parameters,
    parameters.map(({ label, key }) => label ?? key),
  );
  const values = parameters.flatMap(({ values = [] }) => (values.length <= MOST_VALUES ? values : []));
  add(PLACES.values, values);
  return { amounts, phrases };
}

/** So that "icloud" and "chatgpt" find "iCloud" and "ChatGPT", whose words are "cloud" and "chat". */
function cutAndUncut(text: string): string[] {
  return [text, text.toLowerCase()];
}

/** Longer lists (languages, places) say nothing about an action. */
const MOST_VALUES = 20;

/** Each two neighbours as one word: "wi fi" is "wifi". */
export function joinPairs(tokens: readonly string[]): string[] {
  return tokens.slice(1).map((token, i) => tokens[i]! + token);
}

/** Built-in actions and those of real files come first, and what is of little use last. */
function importanceOf({ kind, uses = 0, deprecated, knowledge }: ActionRecord): number {
  const factor = deprecated ? 0.4 : knowledge === "name-only" ? 0.6 : 1;
  const importance = factor * ((kind === "builtin" ? 2.4 : 1) + 0.15 * Math.log10(1 + uses));
  return Math.round(1000 * importance) / 1000;
}
