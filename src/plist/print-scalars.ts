import { EPOCH_2001 } from "./epoch.ts";
// The inverse of scalars.ts: texts of scalar elements in XML property lists.

/** The first and the last second that have a year of four digits, from 0001 to 9999, in seconds since 2001. */
const FIRST_SECOND = -63_113_904_000;
const LAST_SECOND = 252_423_993_599;

/** The shortest decimals that are read back as the same double; `nan`, `+infinity` and `-infinity` as Apple has them. */
export function printReal(value: number): string {
  if (Number.isNaN(value)) return "nan";
  if (!Number.isFinite(value)) return value > 0 ? "+infinity" : "-infinity";
  return Object.is(value, -0) ? "-0.0" : String(value);
}

/**
 * `2024-02-29T12:34:56Z` for seconds since 2001-01-01.
 *
 * @returns undefined for what this form cannot hold: fractions of a second, and years before 1 or after 9999.
 */
export function printDate(seconds: number): string | undefined {
  if (!Number.isInteger(seconds) || seconds < FIRST_SECOND || seconds > LAST_SECOND) return undefined;
  return new Date((seconds + EPOCH_2001) * 1000).toISOString().replace(".000", "");
}

const ALPHABET = new TextEncoder().encode("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/");
const PADDING = 0x3d;
const ascii = new TextDecoder();

/** Base64 with padding, in one line. */
export function printBase64(bytes: Uint8Array): string {
  const text = new Uint8Array(Math.ceil(bytes.length / 3) * 4);
  for (let from = 0, to = 0; from < bytes.length; from += 3, to += 4) {
    const bits = (bytes[from]! << 16) | ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
    text[to] = ALPHABET[bits >> 18]!;
    text[to + 1] = ALPHABET[(bits >> 12) & 63]!;
    text[to + 2] = ALPHABET[(bits >> 6) & 63]!;
    text[to + 3] = ALPHABET[bits & 63]!;
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  text.fill(PADDING, text.length - missing);
  return ascii.decode(text);
}
