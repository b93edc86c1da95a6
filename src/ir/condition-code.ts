import type { PlistDict, PlistValue } from "../plist/value.ts";

/** What the numbers of conditions mean (`api-docs/format.md`, 3.1); those of filters mean the same. */
export const conditionCode = {
  lessThan: 0,
  atMost: 1,
  greaterThan: 2,
  atLeast: 3,
  is: 4,
  isNot: 5,
  beginsWith: 8,
  endsWith: 9,
  contains: 99,
  hasValue: 100,
  hasNoValue: 101,
  containsNot: 999,
  inNext: 1000,
  inLast: 1001,
  isToday: 1002,
  isBetween: 1003,
} as const;

/** The words of old files (iOS 12 and before) for the same. */
const CODES: Record<string, number> = {
  Contains: conditionCode.contains,
  Equals: conditionCode.is,
  "Is Greater Than": conditionCode.greaterThan,
  "Is Less Than": conditionCode.lessThan,
  Is: conditionCode.is,
  "Is Not": conditionCode.isNot,
  "Begins With": conditionCode.beginsWith,
  "Ends With": conditionCode.endsWith,
  "Does Not Contain": conditionCode.containsNot,
  "Has Any Value": conditionCode.hasValue,
  "Does Not Have Any Value": conditionCode.hasNoValue,
};

/** The first word for each code. */
const WORDS = new Map(
  Object.entries(CODES)
    .reverse()
    .map(([word, code]) => [code, word]),
);

/** The word of old files for a condition, where they have one. */
export function wordOfCode(code: number): string | undefined {
  return WORDS.get(code);
}

/** The number of a condition; old files say it in words, or leave it out for the default, "contains". */
export function codeOf({ WFCondition: code }: PlistDict): number | undefined {
  return code === undefined ? conditionCode.contains : numberOf(code);
}

/** Whether two values mean the same condition: a number, and its word in old files. */
export function isSameCode(a: PlistValue | undefined, b: PlistValue | undefined): boolean {
  const [x, y] = [numberOf(a), numberOf(b)];
  return x !== undefined && x === y;
}

function numberOf(code: PlistValue | undefined): number | undefined {
  if (typeof code === "number") return code;
  return typeof code === "string" && Object.hasOwn(CODES, code) ? CODES[code] : undefined;
}
