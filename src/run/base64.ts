const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const VALUES = new Map([...ALPHABET].map((sign, value) => [sign, value]));

/** RFC 4648 with padding. */
export function encodeBase64(bytes: Uint8Array): string {
  let encoded = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const [a, b, c] = [bytes[at]!, bytes[at + 1], bytes[at + 2]];
    encoded += ALPHABET[a >> 2]! + ALPHABET[((a & 3) << 4) | ((b ?? 0) >> 4)]!;
    encoded += b === undefined ? "=" : ALPHABET[((b & 15) << 2) | ((c ?? 0) >> 6)]!;
    encoded += c === undefined ? "=" : ALPHABET[c & 63]!;
  }
  return encoded;
}

/** Characters outside of the alphabet are passed over; undefined if what is left is no base64. */
export function decodeBase64(source: string): Uint8Array | undefined {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  let digits = 0;
  for (const sign of source) {
    if (sign === "=") break;
    const value = VALUES.get(sign);
    if (value === undefined) continue;
    digits++;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes.push((bits >> held) & 255);
      bits &= (1 << held) - 1;
    }
  }
  if (digits % 4 === 1 || (digits === 0 && source.trim() !== "")) return undefined;
  return new Uint8Array(bytes);
}
