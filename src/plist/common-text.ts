/*
 * Texts that XML files have again and again: keys, types, identifiers. Each is made once and shared by all files; a slot
 * of the table holds the one that last came twice there without another in between, so that the table never grows and
 * what comes but once costs little. (Binary files share their own texts, and do better without a table.)
 *
 * They are the very strings by which a JavaScript engine knows names of properties: as keys they need no look-up of their
 * own, and a comparison with a word of the format looks at no character.
 */

const SLOTS = 1 << 14;
const slots = new Array<string>(SLOTS).fill("");
/** What each slot was last asked for in vain, as a hash. */
const missed = new Int32Array(SLOTS);

/** Longer texts are contents, and those of 36 characters are UUIDs: neither comes again in another file. */
const LONGEST = 48;
const UUID = 36;

/** A part of a text, the same one wherever it is common. */
export function commonSlice(text: string, from: number, to: number): string {
  const length = to - from;
  if (length > LONGEST || length === UUID) return text.slice(from, to);
  let hash = length;
  for (let i = from; i < to; i++) hash = (Math.imul(hash, 31) + text.charCodeAt(i)) | 0;
  const slot = slotOf(hash);
  const known = slots[slot]!;
  if (known.length === length && text.startsWith(known, from)) return found(slot, known);
  const slice = text.slice(from, to);
  return isFirst(slot, hash) ? slice : (slots[slot] = asName(slice));
}

/** What is in use stays, whatever else has missed its slot once. */
function found(slot: number, known: string): string {
  missed[slot] = 0;
  return known;
}

function isFirst(slot: number, hash: number): boolean {
  if (missed[slot] === hash) return false;
  missed[slot] = hash;
  return true;
}

function slotOf(hash: number): number {
  return (hash ^ (hash >>> 13)) & (SLOTS - 1);
}

/** The same text as the engine has it for a name. */
function asName(text: string): string {
  // An ordinary object would leave its shape behind, which all copies of others would have to be told from.
  const named = Object.create(null) as Record<string, true>;
  named[text] = true;
  return Object.keys(named)[0]!;
}
