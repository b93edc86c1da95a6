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
    const words = [mix(state ^ ++count), mix(state + count), mix(Math.imul(state, 31) ^ count), count];
    const hex = words
      .map((word) => (word >>> 0).toString(16).padStart(8, "0"))
      .join("")
      .toUpperCase();
    // Version 4, variant 1 (RFC 9562).
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-A${hex.slice(17, 20)}-${hex.slice(20)}`;
  };
}

/** Of longer programs every second character tells enough, or every third ... */
const MOST_CHARACTERS = 16_384;

/** Spreads the bits of a number (the finalizer of MurmurHash3). */
function mix(word: number): number {
  let bits = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return bits ^ (bits >>> 16);
}
