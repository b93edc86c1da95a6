/** The names in XML property lists: those of elements, Apple's and other writers', and those of characters. */

/** The elements of a property list, commonest first, so that nearly every name is one that is there already. */
export const ELEMENTS = [
  "key",
  "string",
  "dict",
  "integer",
  "array",
  "true",
  "false",
  "real",
  "date",
  "data",
  "plist",
];

/** The names of all elements of a property list are lower-case ASCII letters. */
export function isNameUnit(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a;
}

export const ENTITIES = new Map([
  ["lt", "<"],
  ["gt", ">"],
  ["amp", "&"],
  ["quot", '"'],
  ["apos", "'"],
]);

/** What other writers call the elements of a property list. */
export const FOREIGN_ELEMENTS = new Map([
  ["int", "integer"],
  ["long", "integer"],
  ["float", "real"],
  ["double", "real"],
  ["bool", "boolean"],
  ["boolean", "boolean"],
]);
export const BOOLEANS = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false],
]);

/** The character of a numeric reference; XML has none for 0, surrogates, and what lies beyond Unicode. */
export function characterOf(code: number): string | undefined {
  const isCharacter = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}
