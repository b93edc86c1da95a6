/** What the source between the quotes of a string means. */
import type { Problems } from "./problems.ts";

const SIMPLE_ESCAPES: Readonly<Record<string, string>> = {
  "\n": "",
  "\\": "\\",
  "'": "'",
  '"': '"',
  a: "\x07",
  b: "\b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
};
/** The same by the code of the letter. */
const BY_CODE: readonly (string | undefined)[] = Array.from(
  { length: 128 },
  (_, code) => SIMPLE_ESCAPES[String.fromCharCode(code)],
);
const BEYOND = BY_CODE.length;
const HEX_DIGITS: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
const OCTAL = /[0-7]{1,3}/y;
const NAMED = /\{[^{}'"\n]*\}/y;

/** Python reads every line break of a file as a line feed. */
function foldLineBreaks(source: string): string {
  return source.includes("\r") ? source.replace(/\r\n?/g, "\n") : source;
}

/** The value of a part of a literal; `offset` is where `source` starts in the file. */
export function decodeString(source: string, isRaw: boolean, offset: number, problems: Problems): string {
  if (isRaw || !source.includes("\\")) return foldLineBreaks(source);
  const fold = source.includes("\r") ? foldLineBreaks : (part: string) => part;
  let value = "";
  let done = 0;
  for (let at = source.indexOf("\\"); at >= 0; at = source.indexOf("\\", done)) {
    if (at > done) value += fold(source.slice(done, at));
    const letter = at + 1 < source.length ? source.charCodeAt(at + 1) : BEYOND;
    const simple = letter < BEYOND ? BY_CODE[letter] : undefined;
    if (simple !== undefined) {
      value += simple;
      done = at + 2;
      continue;
    }
    const escape = readEscape(source, at, offset, problems);
    value += escape.value;
    done = escape.end;
  }
  return value + fold(source.slice(done));
}

/** An escape of more than one character; `end` is the index behind it. */
interface Escape {
  value: string;
  end: number;
}

function readEscape(source: string, at: number, offset: number, problems: Problems): Escape {
  const letter = source.charAt(at + 1);
  if (letter === "\r") return { value: "", end: at + (source[at + 2] === "\n" ? 3 : 2) };
  const digits = HEX_DIGITS[letter];
  if (digits !== undefined) return readHex(source, at, digits, offset, problems);
  OCTAL.lastIndex = at + 1;
  const octal = OCTAL.exec(source);
  if (octal !== null) {
    return { value: String.fromCharCode(Number.parseInt(octal[0], 8)), end: OCTAL.lastIndex };
  }
  if (letter === "N") return readNamed(source, at, offset, problems);
  // Any other backslash is one: `\d` is two characters.
  return { value: "\\", end: at + 1 };
}

function readHex(source: string, at: number, digits: number, offset: number, problems: Problems): Escape {
  const end = at + 2 + digits;
  const hex = source.slice(at + 2, end);
  const code = hex.length === digits && /^[\da-fA-F]+$/.test(hex) ? Number.parseInt(hex, 16) : undefined;
  if (code !== undefined && code <= 0x10ffff) return { value: String.fromCodePoint(code), end };
  const letter = source[at + 1];
  const message =
    code === undefined
      ? `\`\\${letter}\` in a string needs ${digits} hexadecimal digits behind it.`
      : `\`\\U${hex}\` is beyond the last character, \`\\U0010ffff\`.`;
  problems.add("escape", offset + at, offset + at + 2, message, "A backslash itself is written `\\\\`.");
  return { value: `\\${letter}`, end: at + 2 };
}

function readNamed(source: string, at: number, offset: number, problems: Problems): Escape {
  NAMED.lastIndex = at + 2;
  const name = NAMED.exec(source)?.[0];
  const end = at + 2 + (name?.length ?? 0);
  if (name === undefined) {
    const message = "`\\N` in a string needs the name of a character in braces behind it.";
    problems.add("escape", offset + at, offset + end, message, "A backslash itself is written `\\\\`.");
  } else {
    const hint = "Write the character itself, or its number as `\\u` and four hexadecimal digits.";
    problems.add(
      "outside",
      offset + at,
      offset + end,
      `Characters are not read by name: \`\\N${name}\`.`,
      hint,
    );
  }
  return { value: source.slice(at, end), end };
}
