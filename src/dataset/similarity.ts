import { createHash } from "node:crypto";
import { parsePython } from "../python/parse/parse.ts";
import { removeComments } from "./comments.ts";
import { namesOf } from "./rename.ts";

/**
 * The tokens of a program that tell it from others: without comments, and with one name for all of its variables, since
 * a program with other names is the same one. Text that is no program is cut at everything that is no word.
 */
export function tokensOfProgram(program: string): string[] {
  const { module, problems } = parsePython(program);
  const bound = new Set(problems.length > 0 ? [] : namesOf(module).bound);
  const tokens = removeComments(program).match(/[\p{L}\p{N}_]+|[^\s\p{L}\p{N}_]/gu) ?? [];
  return bound.size === 0 ? tokens : tokens.map((token) => (bound.has(token) ? "v" : token));
}

/** Words of a question, in lower case. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}

/** A digest for exact comparison. */
export function digestOf(tokens: readonly string[]): string {
  return createHash("sha256").update(tokens.join("\n")).digest("hex").slice(0, 32);
}

/** Hashes of all runs of so many tokens; of fewer tokens, of all of them together. */
export function shinglesOf(tokens: readonly string[], size: number): Set<number> {
  const shingles = new Set<number>();
  const hashes = tokens.map(hashOf);
  for (let i = 0; i === 0 || i + size <= hashes.length; i++) {
    let hash = 0x811c9dc5;
    for (let j = i; j < Math.min(i + size, hashes.length); j++) hash = mix(hash ^ hashes[j]!) + j - i;
    shingles.add(hash >>> 0);
  }
  return shingles;
}

/** FNV-1a over UTF-16. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  return hash >>> 0;
}

/** The last steps of MurmurHash3, which spread every bit over all others. */
function mix(hash: number): number {
  let h = hash;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Values of a signature: the error of an estimate is about 1 / sqrt(128), or 0.09. */
export const SIGNATURE_SIZE = 128;
/** Tokens of a run. */
export const SHINGLE_SIZE = 5;

const seeds = Uint32Array.from({ length: SIGNATURE_SIZE }, (_, i) => mix(i + 1));

/** The MinHash signature of a set (Broder 1997): two sets agree in each value as likely as they overlap. */
export function signatureOf(shingles: ReadonlySet<number>): Uint32Array {
  const signature = new Uint32Array(SIGNATURE_SIZE).fill(0xffffffff);
  for (const shingle of shingles) {
    for (let i = 0; i < SIGNATURE_SIZE; i++) {
      const value = mix(shingle ^ seeds[i]!);
      if (value < signature[i]!) signature[i] = value;
    }
  }
  return signature;
}

/** An estimate of how much two sets have in common, from 0 to 1 (Jaccard). */
export function similarityOf(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < SIGNATURE_SIZE; i++) if (a[i] === b[i]) same++;
  return same / SIGNATURE_SIZE;
}

/**
 * Finds sets that are nearly the same as one seen before, by bands of their signatures (locality-sensitive hashing):
 * only those that agree in a whole band are compared.
 */
export class NearDuplicates {
  readonly #threshold: number;
  readonly #rows: number;
  readonly #bands = new Map<string, number[]>();
  readonly #signatures: Uint32Array[] = [];

  /** @param threshold from 0 to 1; what is at least so similar is nearly the same. */
  constructor(threshold: number) {
    this.#threshold = threshold;
    this.#rows = rowsInBand(threshold);
  }

  /** Numbers of those seen before that are nearly the same, the first one first. Numbers count calls of {@link add}. */
  find(signature: Uint32Array): number[] {
    const candidates = new Set(this.#keysOf(signature).flatMap((key) => this.#bands.get(key) ?? []));
    return [...candidates]
      .filter((number) => similarityOf(signature, this.#signatures[number]!) >= this.#threshold)
      .sort((a, b) => a - b);
  }

  add(signature: Uint32Array): void {
    const number = this.#signatures.push(signature) - 1;
    for (const key of this.#keysOf(signature)) {
      const known = this.#bands.get(key);
      if (known) known.push(number);
      else this.#bands.set(key, [number]);
    }
  }

  #keysOf(signature: Uint32Array): string[] {
    const keys: string[] = [];
    for (let at = 0; at < SIGNATURE_SIZE; at += this.#rows) {
      const band = signature.subarray(at, at + this.#rows);
      keys.push(`${at}:${Buffer.from(band.buffer, band.byteOffset, band.byteLength).toString("latin1")}`);
    }
    return keys;
  }
}

/** The longest bands that pairs at the threshold nearly always share one of. */
function rowsInBand(threshold: number): number {
  const miss = (rows: number) => (1 - threshold ** rows) ** (SIGNATURE_SIZE / rows);
  return [32, 16, 8, 4, 2].find((rows) => miss(rows) < 0.05) ?? 1;
}
