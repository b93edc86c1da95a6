import { MENU_ITEM } from "./name-patterns.ts";

/** The names that are given, so that two different things never share one. */
export class NamePool {
  /** Whether each name that was given is. */
  areAscii = true;
  readonly #used: Set<string>;
  /** The next number to try for a base name, so that a thousand texts do not take a million look-ups. */
  readonly #numbers = new Map<string, number>();

  constructor(taken: ReadonlySet<string>) {
    this.#used = new Set([...taken, "shortcut_input", MENU_ITEM]);
  }

  has(name: string): boolean {
    return this.#used.has(name);
  }

  /** Gives exactly this name. */
  add(name: string): void {
    this.areAscii &&= ASCII.test(name);
    this.#used.add(name);
  }

  /**
   * Gives a name, numbered where it is taken.
   *
   * @param first what it is without a number; none of them is reserved.
   */
  claim(base: string, first = base): string {
    let next = this.#numbers.get(base);
    if (next === undefined) {
      if (!this.#used.has(first)) {
        this.add(first);
        return first;
      }
      next = 2;
      this.areAscii &&= ASCII.test(base);
    }
    let name: string;
    do name = `${base}_${next++}`;
    while (this.#used.has(name));
    this.#numbers.set(base, next);
    // Its letters have been looked at.
    this.#used.add(name);
    return name;
  }
}

const ASCII = /^[\x20-\x7e]*$/;
