/**
 * Makes UUIDs for the actions and blocks of a program: different ones each time it is called, and the same ones for the
 * same program, so that compiling twice gives the same file. Not for anything that must not be guessed.
 */
export function newIdentifiers(seed: string): () => string {
  let state = 0x9e3779b9;
  const step = Math.ceil(seed.length / MOST_CHARACTERS) || 1;
  for (let i = 0; i < seed.length; i += step)
    state = Math.imul(state ^ seed.charCodeAt(i), 0x85ebca6b) ^ (state >>> 13);
  let count = 0;
  return () => {
    // The count alone makes them differ; mixing makes them look like what they are.
    const first = mix(state ^ ++count);
    // Version 4, variant 1 (RFC 9562).
    const second = (mix(state + count) & ~0xf000) | 0x4000;
    const third = (mix(Math.imul(state, 31) ^ count) & 0x0fffffff) | 0xa0000000;
    return `${high(first)}${low(first)}-${high(second)}-${low(second)}-${high(third)}-${low(third)}${high(count)}${low(count)}`;
  };
}

const HEX = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, "0").toUpperCase());
/** The digits of the upper and of the lower half of a word. */
const high = (word: number): string => HEX[word >>> 24]! + HEX[(word >>> 16) & 0xff]!;
const low = (word: number): string => HEX[(word >>> 8) & 0xff]! + HEX[word & 0xff]!;

/** Of longer programs every second character tells enough, or every third ... */
const MOST_CHARACTERS = 16_384;

/** Spreads the bits of a number (the finalizer of MurmurHash3). */
function mix(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
