import { createHash } from "node:crypto";

/**
 * Numbers that look random and follow from a seed and a name alone, so that a row's draws do not depend on the rows
 * before it. Made by SHA-256 in counter mode: the same on every machine.
 */
export class Draws {
  readonly #key: string;
  #counter = 0;

  constructor(seed: number, name: string) {
    this.#key = `${seed}\n${name}\n`;
  }

  /** From 0 to 1, without 1. */
  next(): number {
    const digest = createHash("sha256").update(`${this.#key}${this.#counter++}`).digest();
    return digest.readUIntBE(0, 6) / 2 ** 48;
  }

  /** A whole number from 0 to below a limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }

  pick<T>(items: readonly T[]): T {
    return items[this.below(items.length)]!;
  }

  /** So many of the items, each at most once, in the order in which they were drawn. */
  sample<T>(items: readonly T[], count: number): T[] {
    const rest = [...items];
    const drawn: T[] = [];
    while (drawn.length < count && rest.length > 0) drawn.push(...rest.splice(this.below(rest.length), 1));
    return drawn;
  }

  /** The same, where an item is the likelier the more weight it has. */
  weightedSample<T>(items: readonly (readonly [item: T, weight: number])[], count: number): T[] {
    const rest = items.filter(([, weight]) => weight > 0);
    const drawn: T[] = [];
    while (drawn.length < count && rest.length > 0) {
      let place = this.next() * rest.reduce((sum, [, weight]) => sum + weight, 0);
      const at = rest.findIndex(([, weight]) => (place -= weight) < 0);
      drawn.push(rest.splice(at < 0 ? rest.length - 1 : at, 1)[0]![0]);
    }
    return drawn;
  }
}
