/**
 * Python's idea of blank characters (`str.isspace`), which is not JavaScript's: the separators U+001C to U+001F and
 * U+0085 are blank, U+FEFF is not.
 */
const BLANKS = String.raw`\t-\r\x1c- \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000`;

const BLANK = new RegExp(`[${BLANKS}]`);
const NO_BLANK = new RegExp(`[^${BLANKS}]`);
const WORDS = new RegExp(`[^${BLANKS}]+`, "g");

/** `str.strip()` */
export function strip(text: string): string {
  const start = text.search(NO_BLANK);
  return start === -1 ? "" : stripEnd(text.slice(start));
}

/** `str.rstrip()` */
export function stripEnd(text: string): string {
  let end = text.length;
  while (end > 0 && BLANK.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** `str.split()`: what stands between blanks, never empty. */
export function splitAtBlanks(text: string): string[] {
  return text.match(WORDS) ?? [];
}

export function isBlank(text: string): boolean {
  return !NO_BLANK.test(text);
}
