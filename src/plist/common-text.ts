/*
 * Texts that files have again and again: keys, types, identifiers. Each is made once and shared by all files; a slot of
 * the table holds the one that last came twice there without another in between, so that the table never grows and what
 * comes but once costs little.
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

/** The text of some bytes; undefined if it is not ASCII, or not known to come again and again. */
export function commonText(bytes: Uint8Array, at: number, length: number): string | undefined {
  if (length > LONGEST || length === UUID) return undefined;
  let hash = length;
  let bits = 0;
  for (let i = at; i < at + length; i++) {
    const byte = bytes[i]!;
    bits |= byte;
    hash = (Math.imul(hash, 31) + byte) | 0;
  }
  if (bits >= 0x80) return undefined;
  const slot = slotOf(hash);
  const known = slots[slot]!;
  if (known.length === length) {
    let i = 0;
    while (i < length && known.charCodeAt(i) === bytes[at + i]) i++;
    if (i === length) return found(slot, known);
  }
  if (isFirst(slot, hash)) return undefined;
  return (slots[slot] = asName(String.fromCharCode(...bytes.subarray(at, at + length))));
}

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
  return Object.keys({ [text]: true })[0]!;
}
