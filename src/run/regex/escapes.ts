import type { PatternCursor } from "./cursor.ts";
import { RegexError, type Test } from "./node.ts";
import { isDigit, isHorizontal, isLineEnd, isSpace, isWord, not, propertySet } from "./sets.ts";

const SETS: Readonly<Record<string, Test>> = {
  d: isDigit,
  D: not(isDigit),
  w: isWord,
  W: not(isWord),
  s: isSpace,
  S: not(isSpace),
  h: isHorizontal,
  H: not(isHorizontal),
  v: isLineEnd,
  V: not(isLineEnd),
};

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, f: 12, r: 13, a: 7, e: 27 };

/** `\d`, `\p{...}` and their like, behind the backslash; undefined, and nothing is taken, for anything else. */
export function escapedSet(cursor: PatternCursor): Test | undefined {
  const sign = cursor.peek();
  const set = SETS[sign];
  if (set) {
    cursor.at++;
    return set;
  }
  if (sign !== "p" && sign !== "P") return undefined;
  cursor.at++;
  if (!cursor.take("{")) throw new RegexError("A property has no name.");
  let name = "";
  while (cursor.peek() !== "}") {
    if (cursor.peek() === "" || name.length > 60) throw new RegexError("A property has no name.");
    name += cursor.nextSign();
  }
  cursor.at++;
  const negated = (sign === "P") !== name.startsWith("^");
  const test = propertySet(name.replace(/^\^/, ""));
  return negated ? not(test) : test;
}

/** The character that an escape stands for. */
export function escapedCode(cursor: PatternCursor): number {
  const code = cursor.next();
  const sign = String.fromCodePoint(code);
  const control = CONTROLS[sign];
  if (control !== undefined) return control;
  switch (sign) {
    case "u":
      return hexadecimal(cursor, 4, 4);
    case "U":
      return hexadecimal(cursor, 8, 8);
    case "x":
      if (!cursor.take("{")) return hexadecimal(cursor, 1, 2);
      return closedCode(cursor, hexadecimal(cursor, 1, 6));
    case "0": {
      let digits = "";
      while (/[0-7]/.test(cursor.peek()) && digits.length < 3) digits += cursor.nextSign();
      return parseInt(digits || "0", 8);
    }
    case "c":
      return (cursor.codes[cursor.at++] ?? 0) & 0x1f;
  }
  if (/[A-Za-z0-9]/.test(sign)) throw new RegexError(`"\\${sign}" means nothing.`);
  return code;
}

function closedCode(cursor: PatternCursor, code: number): number {
  if (!cursor.take("}")) throw new RegexError("A character's number has no end.");
  return code;
}

function hexadecimal(cursor: PatternCursor, least: number, most: number): number {
  let digits = "";
  while (digits.length < most && /[0-9A-Fa-f]/.test(cursor.peek())) digits += cursor.nextSign();
  const code = parseInt(digits, 16);
  if (digits.length < least || code > 0x10ffff) throw new RegexError("A character's number is not valid.");
  return code;
}
