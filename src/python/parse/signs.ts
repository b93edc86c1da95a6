/** Brackets, operators and other signs. */
import type { TokenType } from "chevrotain";
import { readNumber } from "./numbers.ts";
import { BLANK, isDigit, isNamePart, LINE_FEED, type Scanner } from "./scanner.ts";
import type { StringReader } from "./strings.ts";
import { OPERATORS, T } from "./tokens.ts";

const COMMA = 0x2c;

export function readSign(s: Scanner, strings: StringReader, code: number): void {
  const { text, pos: start } = s;
  // What most signs are.
  if (code === COMMA) {
    s.pos++;
    s.emit(T.Comma, ",", start, start + 1);
    return;
  }
  const character = text.charAt(start);
  switch (character) {
    case "(":
      return openBracket(s, character, T.LParen);
    case "[":
      return openBracket(s, character, T.LBracket);
    case "{":
      return openBracket(s, character, T.LBrace);
    case ")":
    case "]":
    case "}":
      return s.readCloser(character);
  }
  if (character === "." && isDigit(text.charCodeAt(start + 1))) return emitNumber(s);
  if (s.frame?.opener === "field" && strings.readFieldEnd()) return;
  if (character === "=" && endsKeyword(s)) {
    s.pos++;
    s.tokens[s.tokens.length - 1]!.become(T.Keyword);
    return;
  }
  readOperator(s, character);
}

function openBracket(s: Scanner, opener: "(" | "[" | "{", type: TokenType): void {
  const start = s.pos++;
  s.open({ opener, start });
  s.emit(type, opener, start, start + 1);
}

function readOperator(s: Scanner, character: string): void {
  const { text, pos: start } = s;
  // A sign behind a sign may belong to it; nearly none does.
  const next = text.charCodeAt(start + 1);
  const isAlone = next === BLANK || next === LINE_FEED || isNamePart(next);
  for (let length = isAlone ? 1 : 3; length > 0; length--) {
    const spelling = length === 1 ? character : text.slice(start, start + length);
    const type = OPERATORS.get(spelling);
    if (type === undefined) continue;
    s.pos += spelling.length;
    s.emit(type, spelling, start, s.pos);
    return;
  }
  while (text.charAt(s.pos) === character) s.pos++;
  s.problems.add("character", start, s.pos, ...strangeCharacter(character));
}

export function emitNumber(s: Scanner): void {
  const start = s.pos;
  const { text, end } = readNumber(s.text, start, s.problems);
  s.pos = end;
  s.emit(T.Num, text, start, end);
}

/** Whether a `=` makes the name before it a keyword: in a call, and not in the head of a function. */
function endsKeyword(s: Scanner): boolean {
  if (s.text[s.pos + 1] === "=" || s.frame?.opener !== "(") return false;
  if (s.frames.length === 1 && s.tokens[s.firstToken]!.tokenType === T.Def) return false;
  return s.tokens[s.tokens.length - 1]!.tokenType === T.Name;
}

export function strangeCharacter(character: string): [message: string, hint: string] {
  const code = character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0");
  const name = /[\p{C}\p{Z}\p{M}]/u.test(character) ? `U+${code}` : `\`${character}\` (U+${code})`;
  const hint = /[\u2018-\u201f\u00ab\u00bb\u2039\u203a]/.test(character)
    ? "Strings stand between straight quotes, `\"` or `'`."
    : /\p{Z}/u.test(character)
      ? "Write a plain blank."
      : "Outside of strings and comments, there are only letters, digits and Python's own signs.";
  return [`The character ${name} does not stand here.`, hint];
}
