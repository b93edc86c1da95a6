import type { PatternCursor } from "./cursor.ts";
import { escapedCode, escapedSet } from "./escapes.ts";
import { DEEPEST, RegexError, type Test } from "./node.ts";
import { not, propertySet } from "./sets.ts";

/**
 * A set in brackets, with sets in it, intersections and differences.
 *
 * @param depth how many groups and sets stand around it, itself included.
 */
export function readSet(cursor: PatternCursor, isExtended: boolean, depth: number): Test {
  if (depth > DEEPEST) throw new RegexError("The pattern is nested too deeply.");
  cursor.at++;
  const negated = cursor.take("^");
  const posix = negated ? undefined : posixSet(cursor);
  if (posix) return posix;
  let whole: Test | undefined;
  let operator: "&" | "-" | undefined;
  let tests: Test[] = [];
  const close = () => {
    const parts = tests;
    const right: Test = parts.length === 1 ? parts[0]! : (code) => parts.some((test) => test(code));
    const left = whole;
    if (left === undefined) whole = right;
    else
      whole = operator === "&" ? (code) => left(code) && right(code) : (code) => left(code) && !right(code);
    tests = [];
  };
  for (let first = true; ; first = false) {
    if (isExtended && /\s/.test(cursor.peek())) {
      cursor.at++;
      continue;
    }
    const sign = cursor.peek();
    if (sign === "") throw new RegexError("A set has no end.");
    if (sign === "]" && !first) break;
    if (sign === "[") tests.push(readSet(cursor, isExtended, depth + 1));
    else if (!first && cursor.take("&&")) {
      close();
      operator = "&";
    } else if (!first && cursor.peek() === "-" && cursor.peek(1) === "-") {
      cursor.at += 2;
      close();
      operator = "-";
    } else tests.push(range(cursor));
  }
  cursor.at++;
  close();
  return negated ? not(whole!) : whole!;
}

/** `[:alpha:]`, behind its bracket. */
function posixSet(cursor: PatternCursor): Test | undefined {
  if (cursor.peek() !== ":") return undefined;
  const rest = String.fromCodePoint(...cursor.codes.slice(cursor.at, cursor.at + 64));
  const match = /^:(\^?)([^:\]]+):\]/.exec(rest);
  if (!match) return undefined;
  cursor.at += Array.from(match[0]).length;
  const test = propertySet(match[2]!);
  return match[1] === "^" ? not(test) : test;
}

function range(cursor: PatternCursor): Test {
  const low = member(cursor);
  if (typeof low !== "number") return low;
  if (
    cursor.peek() !== "-" ||
    cursor.peek(1) === "]" ||
    cursor.peek(1) === "" ||
    cursor.peek(1) === "[" ||
    cursor.peek(1) === "-"
  ) {
    return (code) => code === low;
  }
  cursor.at++;
  const high = member(cursor);
  if (typeof high !== "number" || high < low)
    throw new RegexError("A range of a set is the wrong way round.");
  return (code) => code >= low && code <= high;
}

function member(cursor: PatternCursor): number | Test {
  if (!cursor.take("\\")) return cursor.next();
  if (cursor.peek() === "b") {
    cursor.at++;
    return 0x08;
  }
  if (cursor.peek() === "") throw new RegexError("The pattern ends with a backslash.");
  return escapedSet(cursor) ?? escapedCode(cursor);
}
