const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/** The value of each sign by its code; -1 for what is not of the alphabet. */
const VALUES = new Int8Array(128).fill(-1);
for (let value = 0; value < ALPHABET.length; value++) VALUES[ALPHABET.charCodeAt(value)] = value;
const PADDING = "=".charCodeAt(0);

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

function valueAt(source: string, at: number): number {
  const code = source.charCodeAt(at);
  return code < 128 ? VALUES[code]! : -1;
}

/** Characters outside of the alphabet are passed over; undefined if what is left is no base64. */
export function decodeBase64(source: string): Uint8Array | undefined {
  const bytes = new Uint8Array(Math.ceil((source.length * 3) / 4));
  let length = 0;
  let bits = 0;
  let held = 0;
  let digits = 0;
  for (let at = 0; at < source.length; at++) {
    // Four signs of the alphabet are three bytes.
    if (held === 0) {
      for (; at + 3 < source.length; at += 4) {
        const [a, b] = [valueAt(source, at), valueAt(source, at + 1)];
        const [c, d] = [valueAt(source, at + 2), valueAt(source, at + 3)];
        if ((a | b | c | d) < 0) break;
        bytes[length++] = (a << 2) | (b >> 4);
        bytes[length++] = ((b & 15) << 4) | (c >> 2);
        bytes[length++] = ((c & 3) << 6) | d;
        digits += 4;
      }
    }
    if (at >= source.length) break;
    const code = source.charCodeAt(at);
    if (code === PADDING) break;
    const value = valueAt(source, at);
    if (value < 0) continue;
    digits++;
    bits = (bits << 6) | value;
    held += 6;
    if (held >= 8) {
      held -= 8;
      bytes[length++] = (bits >> held) & 255;
      bits &= (1 << held) - 1;
    }
  }
  if (digits % 4 === 1 || (digits === 0 && source.trim() !== "")) return undefined;
  return bytes.slice(0, length);
}
