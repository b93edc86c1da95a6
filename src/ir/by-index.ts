/** What is known of some actions, by their index: a Map of numbers that are few and dense, at a fraction of its price. */
export class ByIndex<Value> {
  readonly #values: (Value | undefined)[] = [];
  size = 0;

  get(index: number): Value | undefined {
    return this.#values[index];
  }

  has(index: number): boolean {
    return this.#values[index] !== undefined;
  }

  set(index: number, value: Value & ({} | null)): void {
    // Holes would make it slow.
    while (this.#values.length < index) this.#values.push(undefined);
    if (this.#values[index] === undefined) this.size++;
    this.#values[index] = value;
  }
}
