import { table } from "../table.ts";
import { RegexError, type Test } from "./node.ts";

/** A set that JavaScript knows by a property; ASCII, which is nearly everything, is looked up. */
function fromProperty(expression: string): Test {
  const pattern = new RegExp(`^${expression}$`, "u");
  const ascii = Array.from({ length: 128 }, (_, code) => pattern.test(String.fromCharCode(code)));
  return (code) => (code < 128 ? ascii[code]! : pattern.test(String.fromCodePoint(code)));
}

export const not =
  (test: Test): Test =>
  (code) =>
    !test(code);

export const isDigit = fromProperty("\\p{Nd}");
export const isWord = fromProperty("[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\u200c\\u200d]");
export const isSpace = fromProperty("[\\t\\n\\f\\r\\p{Z}]");
export const isHorizontal = fromProperty("[\\t\\p{Zs}]");
export const isLineEnd: Test = (code) =>
  (code >= 0x0a && code <= 0x0d) || code === 0x85 || code === 0x2028 || code === 0x2029;

const POSIX = table<string>({
  alpha: "\\p{Alphabetic}",
  digit: "\\p{Nd}",
  alnum: "[\\p{Alphabetic}\\p{Nd}]",
  upper: "\\p{Uppercase}",
  lower: "\\p{Lowercase}",
  space: "\\p{White_Space}",
  blank: "[\\t\\p{Zs}]",
  cntrl: "\\p{Cc}",
  punct: "\\p{P}",
  xdigit: "[0-9A-Fa-f]",
  graph: "[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]",
  print: "[^\\p{Cc}\\p{Cs}\\p{Cn}]",
  word: "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}]",
});

const known = new Map<string, Test>();

/** `\p{...}` and `[[:...:]]`: general categories, binary properties, scripts, POSIX names. @throws RegexError */
export function propertySet(name: string): Test {
  const found = known.get(name);
  if (found) return found;
  const wanted = name.trim().replace(/\s*([=:])\s*/, "=");
  const posix = POSIX[wanted.toLowerCase()];
  const spellings = [
    ...(posix === undefined ? [] : [posix]),
    ...[
      wanted,
      capitalised(wanted),
      `Script=${capitalised(wanted)}`,
      `Script=${capitalised(wanted.replace(/^Is/, ""))}`,
    ].map((spelling) => `\\p{${spelling}}`),
  ];
  if (!/^[\w=&]{1,60}$/.test(wanted)) throw new RegexError(`There is no property "${name.slice(0, 60)}".`);
  for (const spelling of spellings) {
    try {
      const test = fromProperty(spelling);
      known.set(name, test);
      return test;
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
  }
  throw new RegexError(`There is no property "${name.slice(0, 60)}".`);
}

function capitalised(name: string): string {
  return name.replace(/(?<![A-Za-z])[a-z]/g, (letter) => letter.toUpperCase());
}

/** One code point for all that differ in case only. */
export function fold(code: number): number {
  if (code < 128) return code >= 65 && code <= 90 ? code + 32 : code;
  const character = String.fromCodePoint(code);
  const upper = character.toUpperCase();
  const folded = (upper.length === character.length ? upper : character).toLowerCase();
  return folded.length === character.length ? folded.codePointAt(0)! : code;
}

/** A set that does not mind case. */
export function caseless(test: Test): Test {
  return (code) => {
    if (test(code)) return true;
    const character = String.fromCodePoint(code);
    for (const other of [character.toLowerCase(), character.toUpperCase()]) {
      const variant = other.codePointAt(0)!;
      if (variant !== code && other.length === (variant > 0xffff ? 2 : 1) && test(variant)) return true;
    }
    return false;
  };
}

export function literal(code: number, ignoreCase: boolean): Test {
  if (!ignoreCase) return (other) => other === code;
  const folded = fold(code);
  return (other) => other === code || fold(other) === folded;
}
