/** Numerals: from Python's many spellings to the one that the tree has. */
import type { Problems } from "./problems.ts";

// No group repeats, as that would take a stack as deep as the number is long.
const NUMERAL = /0[xX][\da-fA-F_]*|0[oO][0-7_]*|0[bB][01_]*|[\d_]*\.?[\d_]*(?:[eE][+-]?[\d_]*)?/y;
/** An underscore that does not stand between two digits, an exponent or a prefix without digits. */
const MISSHAPEN = /__|_$|_[.eE]|[.eE+-]_|[eE][+-]?$|^0[xXoObB]$/;
/** What must not follow a numeral directly: `1_`, `0x`, `2nd`. */
const TAIL = /[\w\u0080-\uffff]+/y;
/** Words that Python reads even where no blank is before them: `1if x`. */
const WORD_BEHIND = /^(?:and|else|for|if|in|is|not|or)$/;
const LEADING_ZERO = /^0[\d_]*[1-9]/;
const FRACTION_OR_EXPONENT = /[.eEjJ]/;

/** CPython reads no longer ones, as reading takes quadratic time. */
const MOST_DIGITS = 4300;

export interface Numeral {
  /** Decimal, without underscores, no plus sign in the exponent, a digit on both sides of a point. */
  text: string;
  end: number;
}

/** Reads the numeral that starts at an offset: a digit, or a point before a digit. */
export function readNumber(text: string, start: number, problems: Problems): Numeral {
  NUMERAL.lastIndex = start;
  const spelling = NUMERAL.exec(text)![0];
  const numeralEnd = start + spelling.length;
  TAIL.lastIndex = numeralEnd;
  const word = TAIL.exec(text)?.[0] ?? "";
  const tail = WORD_BEHIND.test(word) ? "" : word;
  const end = numeralEnd + tail.length;
  if (/^[jJ]$/.test(tail)) {
    problems.add("outside", start, end, "The dialect has no complex numbers.");
  } else if (tail !== "" || isMisshapen(spelling)) {
    const hint = "A name starts with a letter or `_`; a text stands in quotes.";
    problems.add(
      "number",
      start,
      end,
      `\`${text.slice(start, Math.min(end, start + 40))}\` is no number.`,
      hint,
    );
  }
  return { text: plainNumeral(spelling, start, problems), end };
}

function isMisshapen(spelling: string): boolean {
  const isHex = /^0[xX]./.test(spelling);
  return isHex ? /__|_$/.test(spelling) : MISSHAPEN.test(spelling);
}

function plainNumeral(spelling: string, start: number, problems: Problems): string {
  const digits = spelling.includes("_") ? spelling.replaceAll("_", "") : spelling;
  const end = start + spelling.length;
  if (/^0[xXoObB]/.test(digits)) {
    if (digits.length === 2) return "0";
    if (digits.length <= MOST_DIGITS) return String(BigInt(digits));
    problems.add("number", start, end, `A number has at most ${MOST_DIGITS} digits.`);
    return "0";
  }
  if (FRACTION_OR_EXPONENT.test(digits)) {
    const [mantissa = "", exponent] = digits.toLowerCase().replace("e+", "e").split("e");
    const padded = mantissa.replace(/^\./, "0.").replace(/\.$/, ".0");
    return exponent === undefined ? padded : `${padded}e${exponent}`;
  }
  if (digits.length > MOST_DIGITS) {
    problems.add("number", start, end, `A number has at most ${MOST_DIGITS} digits.`);
    return "0";
  }
  if (LEADING_ZERO.test(digits)) {
    const plain = digits.replace(/^0+/, "");
    const hint = `Write \`${plain}\`, or \`"${digits}"\` for a text.`;
    problems.add("number", start, end, "A whole number does not start with 0.", hint);
    return plain;
  }
  return /^0+$/.test(digits) ? "0" : digits;
}
