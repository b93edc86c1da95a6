/** The integers that a property list can hold are those of 128 bits with a sign. */
const MAX = 2n ** 127n - 1n;
const MIN = -(2n ** 127n);

/** No 128-bit integer has more digits than this, decimal or hexadecimal; longer texts are not even converted. */
const MAX_DIGITS = 39;

/** The `PlistValue` for an integer: a number where a double holds it exactly, else a bigint. */
export function toPlistInteger(value: bigint): number | bigint {
  const asNumber = Number(value);
  return Number.isSafeInteger(asNumber) ? asNumber : value;
}

/**
 * The integer that `digits` spell: decimal ones, or hexadecimal ones after `0x`; the sign comes apart from them.
 *
 * @returns undefined if a property list cannot hold it (more than 128 bits).
 */
export function parsePlistInteger(digits: string, negative: boolean): number | bigint | undefined {
  // Up to 15 characters are safe either way; subtracting makes "-0" the integer 0, which has no sign.
  if (digits.length <= 15) return negative ? 0 - Number(digits) : Number(digits);
  if (digits.replace(/^0[xX]?0*/, "").length > MAX_DIGITS) return undefined;
  const magnitude = BigInt(digits);
  const value = negative ? -magnitude : magnitude;
  return value < MIN || value > MAX ? undefined : toPlistInteger(value);
}
