/**
 * Where nobody knows what an action does, and what is done instead (action semantics, section 4). Each is a constant
 * of its own, so that it can be turned round once somebody has tried it on a device.
 */
export const conventions = {
  /** Q1: digits behind the separator when a number becomes text. */
  fractionDigits: 6,
  /** Q5: whether a dictionary's text writes `/` as `\/`. */
  escapesSlashes: true,
  /** Q15: whether the text tests of an If mind the case of letters. */
  ifMindsCase: true,
  /** Q18: whether an empty text is a value. */
  emptyTextIsValue: true,
  /** Q37: whether filters mind the case of letters. */
  filterMindsCase: false,
  /** Q27: the hour of a date that says no time. */
  hourOfDates: 12,
  /** Q35: bounds of a random number that has none. */
  randomFrom: 0,
  randomTo: 100,
} as const;

/** The number of a question in section 4 of the action semantics. */
export type Question = number;

/** What each question asks, in a few words, for reports. */
export const QUESTIONS: Readonly<Record<Question, string>> = {
  1: "how many digits of a number become text",
  2: "how a date, a duration or a measurement reads as text",
  3: "what the text of a file is that holds no text",
  4: "how a text with more than a number in it becomes a number",
  5: "how a dictionary reads as text",
  6: "what counts as a link",
  7: "nested arrays that are taken out of a dictionary",
  8: "how a number becomes a date",
  9: "what a round of a repeat takes over from the one before",
  10: "whether a dictionary is one item",
  11: "lists of which only some items convert",
  12: "an input that is nothing",
  13: "a coercion or a key that fails inside of a text",
  14: "whether an absent input takes the output before it",
  15: "letter case and Unicode in the tests of an If",
  16: "a test of numbers where one side is none",
  17: "a list as the subject of an If",
  18: "whether an empty text has a value",
  19: "a negative or broken number of repeats",
  20: "whether a menu's case is found by title or by position",
  21: "what a shortcut puts out that stops without a result",
  22: "a cancelled or failing child shortcut",
  23: "a backslash in a replacement",
  24: "groups of a match that are not there",
  25: "which words Title Case leaves small",
  26: "which characters URL encoding keeps",
  27: "which texts are dates, and the time of a date without one",
  28: "what Get Name says of files and links",
  29: "what Set Name makes of a list",
  30: "the sign of a modulus",
  31: "the unit of sine, cosine and tangent",
  32: "whether the standard deviation is that of a sample",
  33: "how halves are rounded",
  34: "how a file size reads",
  35: "a random number without bounds",
  36: "choosing from nothing",
  37: "letter case in filters",
  38: "empty numbers and repeated keys in a Dictionary",
  39: "a key path that breaks off",
  40: "a dictionary value that is set to nothing",
  41: "a JSON array as a dictionary",
  42: "a text that is no dictionary",
  43: "a web request that fails",
  44: "letter case in file names",
  45: "saving under a name that is taken",
  46: "folders in an archive",
  47: "0 and 1 as booleans",
  48: "links, files and dates in tests of text",
  49: "the order of a dictionary's keys",
  50: "how JSON's numbers read",
  51: "the comparison of migrated files",
};
