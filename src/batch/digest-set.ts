const WORDS = 4;

/**
 * A set of digests, 16 bytes each: ten million take 400 MB less than as texts. Of a digest only the first 128 bits
 * count; that two shortcuts share these by chance will not happen.
 */
export class DigestSet {
  #table = new Uint32Array(1024 * WORDS);
  #size = 0;

  /** @returns whether it was not in the set before. */
  add(hex: string): boolean {
    if (this.#size * 4 > (this.#table.length / WORDS) * 3) this.#grow();
    const words: number[] = [0, 8, 16, 24].map((at) => Number.parseInt(hex.slice(at, at + 8), 16) >>> 0);
    // All zeros stands for a free place.
    if (!words.some((word) => word !== 0)) words[0] = 1;
    const isNew = insert(this.#table, words);
    if (isNew) this.#size++;
    return isNew;
  }

  #grow(): void {
    const old = this.#table;
    this.#table = new Uint32Array(old.length * 2);
    for (let at = 0; at < old.length; at += WORDS) {
      const words = old.subarray(at, at + WORDS);
      if (words.some((word) => word !== 0)) insert(this.#table, words);
    }
  }
}

function insert(table: Uint32Array, words: ArrayLike<number>): boolean {
  const places = table.length / WORDS;
  for (let place = words[0]! % places; ; place = (place + 1) % places) {
    const at = place * WORDS;
    let isFree = true;
    let isSame = true;
    for (let i = 0; i < WORDS; i++) {
      if (table[at + i] !== 0) isFree = false;
      if (table[at + i] !== words[i]) isSame = false;
    }
    if (isSame) return false;
    if (!isFree) continue;
    for (let i = 0; i < WORDS; i++) table[at + i] = words[i]!;
    return true;
  }
}
