/** Names and keywords. */
import { DOUBLE_QUOTE, isNamePart, type Scanner, SINGLE_QUOTE } from "./scanner.ts";
import { strangeCharacter } from "./signs.ts";
import type { StringReader } from "./strings.ts";
import { KEYWORDS, T, type Token } from "./tokens.ts";

const IDENTIFIER = /^[\p{XID_Start}_]\p{XID_Continue}*$/u;
const LONGEST_KEYWORD = Math.max(...[...KEYWORDS.keys()].map(({ length }) => length));
const STRING_PREFIX = /^(?:[rbuf]|rb|br|fr|rf)$/i;

/** A name, a keyword, or a string that starts with letters. */
export function readWord(s: Scanner, strings: StringReader): void {
  const { text, pos: start } = s;
  let end = start;
  let isPlain = true;
  for (; ; end++) {
    const code = text.charCodeAt(end);
    if (code >= 128) isPlain = false;
    else if (!isNamePart(code)) break;
  }
  s.pos = end;
  const name = text.slice(start, end);
  if (!isPlain) {
    s.emit(T.Name, foldedName(s, name, start), start, end);
    return;
  }
  if (name.length <= 2) {
    const next = text.charCodeAt(end);
    if ((next === DOUBLE_QUOTE || next === SINGLE_QUOTE) && STRING_PREFIX.test(name)) {
      strings.readString(start, name.toLowerCase());
      return;
    }
  }
  const keyword = name.length <= LONGEST_KEYWORD ? KEYWORDS.get(name) : undefined;
  s.emit(keyword ?? T.Name, name, start, end);
}

/** A name with letters beyond ASCII, as Python compares it. */
function foldedName(s: Scanner, name: string, start: number): string {
  const folded = name.normalize("NFKC");
  if (IDENTIFIER.test(folded)) return folded;
  let at = 0;
  for (const character of name) {
    if (!IDENTIFIER.test(`_${character}`.normalize("NFKC"))) {
      const end = start + at + character.length;
      s.problems.add("character", start + at, end, ...strangeCharacter(character));
      break;
    }
    at += character.length;
  }
  if (at === name.length) {
    s.problems.add("character", start, s.pos, "A name starts with a letter or `_`.");
  }
  return name;
}

/**
 * Whether a line that starts with the name `match` is the head of a block: it is if something follows that cannot
 * follow a name, or if the line ends with a colon.
 */
export function opensMatch(tokens: Token[], at: number): boolean {
  if (tokens.at(-1)!.tokenType === T.Colon) return tokens.length - at > 2;
  switch (tokens[at + 1]?.tokenType) {
    case T.Name:
    case T.Num:
    case T.Str:
    case T.FStringStart:
    case T.LBrace:
    case T.True:
    case T.False:
    case T.None:
      return true;
    default:
      return false;
  }
}
