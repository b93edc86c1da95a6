/** Names that Python keeps for itself, and names that emitted programs use in their ordinary meaning. */
const KEYWORDS = `False None True and as assert async await break class continue def del elif else except finally for
from global if import in is lambda nonlocal not or pass raise return try while with yield __debug__ match case type
_`;
const BUILTINS = `abs aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile
complex copyright credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr
globals hasattr hash help hex id input int isinstance issubclass iter len license list locals map max memoryview min
next object oct open ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str
sum super tuple type vars zip datetime self __shortcut__`;

const words = (text: string) => text.split(/\s+/);
const reserved: ReadonlySet<string> = new Set([...words(KEYWORDS), ...words(BUILTINS)]);
const keywords: ReadonlySet<string> = new Set(words(KEYWORDS).slice(0, 36));

/** A word that Python does not take as a name: `class`, `None` ... */
export function isKeyword(word: string): boolean {
  return keywords.has(word);
}

/** A keyword, a builtin, or another name that must keep its ordinary meaning in an emitted program. */
export function isReserved(name: string): boolean {
  return reserved.has(name);
}

/**
 * Letters that a JavaScript engine may know and Python 3.11 does not: those that came after Unicode 14 (as of 17), and
 * all beyond the Basic Multilingual Plane, of which there are too many to list. And what nobody sees.
 */
const REFUSED =
  /[\u{10000}-\u{10ffff}\p{Default_Ignorable_Code_Point}\u088f\u0897\u0c5c\u0cdc\u0cf3\u0ece\u1acf-\u1aff\u1c89-\u1c8f\u30fb\ua7cb-\ua7cf\ua7d2\ua7d4\ua7da-\ua7f1\uff65]/u;

/**
 * Whether Python takes the text as an identifier and leaves it as it is: Python folds identifiers by NFKC, so a text
 * that NFKC would change is refused.
 */
export function isIdentifier(text: string): boolean {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(text)) return true;
  return (
    /^[\p{XID_Start}_]\p{XID_Continue}*$/u.test(text) &&
    !REFUSED.test(text) &&
    text.normalize("NFKC") === text
  );
}

/**
 * The nearest identifier to any text, with its case kept: `List ID(s)` -> `List_ID_s`. Where nothing is left, as with
 * an emoji, the code points stand for themselves: `u1f525`.
 */
export function toIdentifier(text: string): string {
  if (isIdentifier(text)) return text;
  let name = "";
  for (const char of text.normalize("NFKC")) {
    const fits = char.length === 1 && /[\p{XID_Continue}]/u.test(char) && isIdentifier(`_${char}`);
    name += fits ? char : "_";
  }
  // The folded text can need folding again once its characters stand next to each other.
  name = name.replace(/_{2,}/g, "_").replace(/^_|_$/g, "").normalize("NFKC");
  if (name === "") return [...text].slice(0, 4).map(codePoint).join("_") || "unnamed";
  return isIdentifier(name) ? name : isIdentifier(`_${name}`) ? `_${name}` : codePoints(name);
}

function codePoint(char: string): string {
  return `u${char.codePointAt(0)!.toString(16)}`;
}

function codePoints(text: string): string {
  return [...text].slice(0, 8).map(codePoint).join("_");
}

/** Texts whose words need nothing but underscores between them: most names of outputs. */
const PLAIN_WORDS = /^[A-Z]?[a-z]+(?: [A-Z]?[a-z]+)*$/;

/** Longer names are cut at a word: nobody reads them, and every use repeats them. */
const LONGEST = 40;

/** The same in lower case with underscores: `Contents of URL` -> `contents_of_url`, `imageURL` -> `image_url`. */
export function toSnakeCase(text: string): string {
  const name = PLAIN_WORDS.test(text) ? text.toLowerCase().replaceAll(" ", "_") : spellSnakeCase(text);
  if (name.length <= LONGEST) return name;
  const cut = name.lastIndexOf("_", LONGEST);
  return name.slice(0, cut > 10 ? cut : LONGEST).replace(/_$/, "");
}

function spellSnakeCase(text: string): string {
  const spaced = text.replace(/([\p{Ll}\d])(\p{Lu})/gu, "$1 $2").replace(/['’]/g, "");
  return toIdentifier(toIdentifier(spaced).toLowerCase());
}
