import { resolveName } from "../names.ts";
import { identifierOf } from "../naming.ts";
import type { ActionRecord } from "../records/record.ts";
import type { Registry } from "../records/registry.ts";
import { afterGroup, searchIndexOf } from "./search-index.ts";
import { editDistance } from "../edit-distance.ts";
import { tokensOf } from "./words.ts";

/** The record of an API by any of its names: identifier, Python name, a name in WorkflowBench. Case counts. */
export function describe(registry: Registry, name: string): ActionRecord | undefined {
  const identifiers = [name, identifierOf(name), resolveName(name)];
  for (const identifier of identifiers) {
    const record = identifier === undefined ? undefined : registry.get(identifier);
    if (record) return record;
  }
  return undefined;
}

/** Longer names are cut: the comparison takes time by the square of the length. */
const LONGEST = 100;

/** What scores less has no more in common with the name than chance brings. */
const LEAST_SCORE = 0.5;

/**
 * Identifiers that somebody may have meant, the likeliest first: those that share most words and letters with the
 * name, as a whole, in their last part, or by their title. None where nothing comes near.
 */
export function nearest(registry: Registry, name: string, limit = 5): string[] {
  const roots = new Set(registry.identifiers.map((identifier) => identifier.split(".", 1)[0]!));
  const wanted = new WantedName(name.slice(0, LONGEST), roots);
  const { entries } = searchIndexOf(registry);
  const near: { identifier: string; score: number; importance: number }[] = [];
  registry.identifiers.forEach((identifier, position) => {
    const { name, phrases, importance } = entries[position]!;
    const [title = ""] = phrases.split("|", 1);
    const score = wanted.likeness(identifier, name, title);
    if (score >= LEAST_SCORE) near.push({ identifier, score, importance });
  });
  // Where all is equal, in the order of the identifiers.
  near.sort((a, b) => b.score - a.score || b.importance - a.importance);
  return near.slice(0, limit).map(({ identifier }) => identifier);
}

/** What somebody has typed. Other names are handed to it as words with spaces between them, as the index has them. */
class WantedName {
  readonly #words: readonly string[];
  /** Of the group, `is.workflow.actions` or that of an app, and of what comes after it. */
  readonly #groupLetters: string;
  readonly #letters: string;
  /** How like the groups are: they are long and few, so they are compared once for all of their actions. */
  readonly #groups = new Map<string, { words: string; similarity: number }>();

  /** @param roots with what groups begin, such as `com`. */
  constructor(name: string, roots: ReadonlySet<string>) {
    // A Python name has `_` for each dot.
    const dotted = name.replaceAll("_", ".");
    const tail = roots.has(dotted.split(".", 1)[0]!) ? afterGroup(dotted) : dotted;
    const groupTokens = tokensOf(dotted.slice(0, dotted.length - tail.length));
    const tokens = tokensOf(tail);
    this.#words = [...new Set([...groupTokens, ...tokens])];
    this.#groupLetters = groupTokens.join("");
    this.#letters = tokens.join("");
  }

  /** How like the name and the title of an action it is, with or without its group: 0 to 2. */
  likeness(identifier: string, name: string, title: string): number {
    const group = this.#groupOf(identifier);
    const ofName = similarity(this.#letters, lettersOf(name));
    const groupShare = this.#groupLetters.length / (this.#groupLetters.length + this.#letters.length || 1);
    return Math.max(
      groupShare * group.similarity + (1 - groupShare) * ofName + this.#overlap(`${group.words} ${name}`),
      ofName + this.#overlap(name),
      similarity(this.#letters, lettersOf(title)) + this.#overlap(title),
    );
  }

  #groupOf(identifier: string): { words: string; similarity: number } {
    const name = identifier.slice(0, identifier.length - afterGroup(identifier).length);
    let group = this.#groups.get(name);
    if (!group) {
      const tokens = tokensOf(name);
      group = { words: tokens.join(" "), similarity: similarity(this.#groupLetters, tokens.join("")) };
      this.#groups.set(name, group);
    }
    return group;
  }

  /** How many words they have in common: 0 to 1. */
  #overlap(text: string): number {
    // Most have none, and looking for that takes less time than splitting.
    if (!this.#words.some((word) => text.includes(word))) return 0;
    const words = text.split(" ");
    const common = this.#words.filter((word) => words.includes(word)).length;
    return (2 * common) / (this.#words.length + words.length);
  }
}

function lettersOf(words: string): string {
  return words.replaceAll(" ", "");
}

/** 1 for equal texts, 0 for those that have nothing in common. */
function similarity(a: string, b: string): number {
  const longer = Math.max(a.length, b.length);
  // Such texts differ by more than half, and comparing them takes time.
  if (2 * Math.min(a.length, b.length) <= longer) return 0;
  return 1 - editDistance(a, b) / longer;
}
