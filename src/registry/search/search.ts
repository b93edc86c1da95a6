import type { ActionRecord } from "../records/record.ts";
import type { Registry } from "../records/registry.ts";
import { joinPairs, searchIndexOf, type SearchEntry, type SearchIndex } from "./search-index.ts";
import { tokensOf } from "./words.ts";

export interface SearchOptions {
  /** Only APIs of this app: its name or bundle id, or a part of either. Case does not count. */
  app?: string;
  /** Only APIs in this category, subcategory or topic, or a part of its name. Case does not count. */
  category?: string;
  /** The most that are returned; 10 by default. */
  limit?: number;
}

/**
 * The APIs that fit the words best, the best first. What counts is how rare the words are that an API has in its title,
 * keywords, description, parameters or app, where they stand, how many of the words it has, and whether its title or a
 * keyword is named in full. Built-in actions and those seen in real files come before others that fit as well. Without
 * words, all APIs of the app or the category.
 */
export function search(registry: Registry, words: string, options: SearchOptions = {}): ActionRecord[] {
  const { app, category, limit = 10 } = options;
  const tokens = tokensOf(words);
  const isNarrowed = app !== undefined || category !== undefined;
  if (tokens.length === 0 && !isNarrowed) return [];
  const index = searchIndexOf(registry);
  // Positions stand for identifiers, which are sorted.
  const scores = tokens.length === 0 ? importances(index) : scoresOf(tokens, index);
  const ranked = [...scores].sort(([a, m], [b, n]) => n - m || a - b);
  const found: ActionRecord[] = [];
  for (const [position] of ranked) {
    if (found.length >= limit) break;
    const record = registry.get(registry.identifiers[position]!)!;
    if (!isNarrowed || isIn(record, options)) found.push(record);
  }
  return found;
}

/** By position. */
type Scores = Map<number, number>;

function importances({ entries }: SearchIndex): Scores {
  return new Map(entries.map(({ importance }, position) => [position, importance]));
}

/** So much of a word in one record gives half of what any amount of it can. */
const HALF = 2;

function scoresOf(tokens: readonly string[], index: SearchIndex): Scores {
  const terms = termsOf(tokens, index);
  const query = { words: new Set([...tokens, ...joinPairs(tokens)]), length: new Set(tokens).size };
  const most = terms.reduce((sum, { weight }) => sum + weight, 0);
  const sums = new Map<number, { score: number; had: number }>();
  for (const { amounts, weight } of terms) {
    for (const [position, amount] of amounts) {
      const { score, had } = sums.get(position) ?? { score: 0, had: 0 };
      sums.set(position, { score: score + (weight * amount) / (amount + HALF), had: had + weight });
    }
  }
  const scores: Scores = new Map();
  for (const [position, { score, had }] of sums) {
    const entry = index.entries[position]!;
    scores.set(position, score * (had / most) * (1 + namedIn(entry, query)) * entry.importance);
  }
  return scores;
}

/** What is searched for, as titles and keywords are held against it. */
interface Query {
  /** Also each two neighbours as one. */
  words: ReadonlySet<string>;
  /** In different words. */
  length: number;
}

interface Term {
  /** How much of the word each record has that has it, by position. */
  amounts: ReadonlyMap<number, number>;
  /** How much the word tells. */
  weight: number;
}

/** Words that people use for one another, in a row; the registry has one of them, and the question another. */
const SAME = [
  "create make add new",
  "remove delete erase clear",
  "photo picture image pic",
  "phone iphone device screen",
  "song music track",
  "start begin launch run",
  "change set switch turn",
  "text string",
  "folder directory",
  "find search filter",
  "get fetch read retrieve",
  "website webpage page url link",
  "choose pick select",
  "message sms imessage",
  "event appointment meeting",
  "reminder todo task",
  "number digit",
  "combine merge join stitch concatenate",
  "divide split",
  "shrink compress optimize",
  "movie video film",
  "sound audio",
  "display show",
  "wait delay pause sleep",
  "location place position",
  "wlan wifi",
  "dark appearance",
].map((row) => tokensOf(row));
/** A word that only means the same tells less than the word itself. */
const KIN = 0.3;

/** The words that mean the same as one. */
function kinOf(token: string): string[] {
  return SAME.filter((row) => row.includes(token)).flatMap((row) => row.filter((other) => other !== token));
}

function lessened(amounts: ReadonlyMap<number, number>): ReadonlyMap<number, number> {
  return new Map([...amounts].map(([position, amount]) => [position, amount * KIN]));
}

/** Words, each with what it makes with its neighbours ("wi fi" is "wifi") and with what means the same. */
function termsOf(tokens: readonly string[], index: SearchIndex): Term[] {
  const pairs = joinPairs(tokens);
  return [...new Set(tokens)].map((token) => {
    const spellings = [token, ...pairs.filter((pair) => pair.startsWith(token) || pair.endsWith(token))];
    const postings = [
      ...spellings.map((spelling) => index.postings(spelling)),
      ...kinOf(token).map((kin) => lessened(index.postings(kin))),
    ];
    const records = Math.max(...postings.map(({ size }) => size));
    return { amounts: most(postings), weight: weightOf(token, records, index.entries.length) };
  });
}

/** The largest amount of each record. */
function most(postings: readonly ReadonlyMap<number, number>[]): ReadonlyMap<number, number> {
  const [first, ...others] = postings;
  if (others.every(({ size }) => size === 0)) return first!;
  const amounts = new Map(first);
  for (const other of others) {
    for (const [position, amount] of other)
      amounts.set(position, Math.max(amount, amounts.get(position) ?? 0));
  }
  return amounts;
}

/** Words that questions have and that say little about what is asked for. */
const LITTLE_WORDS = new Set(
  tokensOf(
    "a all am an and are as at be by can do for from get how i in into is it me my not of off on or out set show " +
      "that the this to up use what where which will with you",
  ),
);
const LITTLE = 0.2;

/** What is rare tells more. A word that no record has tells nothing. */
function weightOf(token: string, records: number, all: number): number {
  if (records === 0) return 0;
  const rarity = Math.log(1 + (all - records + 0.5) / (records + 0.5));
  return LITTLE_WORDS.has(token) ? rarity * LITTLE : rarity;
}

/** How much of a title or a keyword is named in full: more for more words, and four times as much if nothing else is. */
function namedIn({ phrases }: SearchEntry, { words, length }: Query): number {
  let longest = 0;
  for (const phrase of phrases.split("|").map((text) => text.split(" "))) {
    const isNamed = phrase.every((token) => words.has(token)) || words.has(phrase.join(""));
    if (isNamed) longest = Math.max(longest, phrase.length);
  }
  if (longest === 0) return 0;
  return (0.25 + 0.25 * longest) * (longest >= length ? 4 : 1);
}

function isIn({ app, appName, category = [], topics = [] }: ActionRecord, options: SearchOptions): boolean {
  const has = (texts: (string | undefined)[], wanted: string | undefined) => {
    const part = wanted?.toLowerCase();
    return part === undefined || texts.some((text) => text?.toLowerCase().includes(part));
  };
  return has([app, appName], options.app) && has([...category, ...topics], options.category);
}
