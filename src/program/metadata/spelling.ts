import { attachmentOf, loneVariable, serialization, unwrap } from "../../ir/token.ts";
import { isDict, PlistDict, PlistReal, type PlistValue } from "../../plist/value.ts";
import { conditionTable } from "../../forms/blocks/condition.ts";
import { withDictionaries, withoutDictionaries } from "../../values/aggrandizement.ts";
import { dictOf, envelope } from "../../context/matching.ts";
import { asOldRow, respellRows, withUnit } from "./filter-spelling.ts";

/**
 * Ways in which a file can hold a value that reads the same in Python. `compile` writes the commonest by itself; where
 * a file has another one, the metadata name it.
 */
export const SPELLINGS = {
  /** A text without an envelope. */
  plain: (value: PlistValue) => textOf(value),
  /** A text without tokens in the envelope of those that have some. */
  wrapped: (value: PlistValue) => wrap(textOf(value), false),
  "wrapped {}": (value: PlistValue) => wrap(textOf(value), true),
  /** The same as the item of a list. */
  item: (value: PlistValue) => itemOf(wrap(textOf(value), false)),
  "item {}": (value: PlistValue) => itemOf(wrap(textOf(value), true)),
  "plain item": (value: PlistValue) => itemOf(textOf(value)),
  text: (value: PlistValue) => {
    const number = numberOf(value);
    return number === undefined ? undefined : String(number);
  },
  "text .0": (value: PlistValue) => {
    const number = numberOf(value);
    return number === undefined ? undefined : `${number}.0`;
  },
  integer: (value: PlistValue) => {
    const number = numberOf(value);
    return Number.isSafeInteger(number) ? number : undefined;
  },
  real: (value: PlistValue) => {
    const number = numberOf(value);
    return number === undefined ? undefined : new PlistReal(number);
  },
  /** A variable alone where most files have a text with nothing but it, and the other way round. */
  variable: (value: PlistValue) => {
    const token = loneVariable(value);
    return token && attachmentOf(token);
  },
  "variable as text": (value: PlistValue) => {
    const token = unwrap(value, serialization.attachment);
    if (token === undefined) return undefined;
    const payload = dictOf({ string: "\ufffc", attachmentsByRange: dictOf({ "{0, 1}": token }) });
    return envelope(serialization.textToken, payload);
  },
  /** A variable that an If holds without a second envelope. */
  unwrapped: (value: PlistValue) => {
    const isInput = isDict(value) && value["Type"] === "Variable" && value["Variable"] !== undefined;
    return isInput ? value["Variable"] : undefined;
  },
  /** A condition as a table of one row, and the other way round. */
  table: (value: PlistValue) => (isDict(value) && !("WFConditions" in value) ? toTable(value) : undefined),
  single: (value: PlistValue) => (isDict(value) ? fromTable(value) : undefined),
  /** In a chain of steps: before a key, the variable is read as a dictionary, or it is not. */
  "dictionary keys": (value: PlistValue) => (Array.isArray(value) ? withDictionaries(value) : undefined),
  "keys alone": (value: PlistValue) => (Array.isArray(value) ? withoutDictionaries(value) : undefined),
  /** Filters: rows with a unit that means nothing, rows as before iOS 13, and both. */
  units: (value: PlistValue) => respellRows(value, withUnit),
  "old rows": (value: PlistValue) => respellRows(value, asOldRow),
  "old rows with units": (value: PlistValue) => respellRows(value, (row) => asOldRow(withUnit(row))),
  /** Zero and one for False and True. */
  number: (value: PlistValue) => (typeof value === "boolean" ? Number(value) : undefined),
} satisfies Record<string, (value: PlistValue) => PlistValue | undefined>;

export type Spelling = keyof typeof SPELLINGS;

export function isSpelling(name: string): name is Spelling {
  return Object.hasOwn(SPELLINGS, name);
}

/** A text that has no tokens, in whatever spelling. */
function textOf(value: PlistValue): string | undefined {
  if (typeof value === "string") return value;
  const payload = unwrap(value, serialization.textToken);
  if (!isDict(payload)) {
    const isItem = isDict(value) && value["WFItemType"] === 0 && value["WFValue"] !== undefined;
    return isItem ? textOf(value["WFValue"]!) : undefined;
  }
  const { string: text, attachmentsByRange: ranges } = payload;
  const hasTokens = ranges !== undefined && !(isDict(ranges) && Object.keys(ranges).length === 0);
  return typeof text === "string" && !hasTokens ? text : undefined;
}

function wrap(text: string | undefined, ranges: boolean): PlistDict | undefined {
  if (text === undefined) return undefined;
  const attachmentsByRange = ranges ? new PlistDict() : undefined;
  return envelope(serialization.textToken, dictOf({ string: text, attachmentsByRange }));
}

function itemOf(text: PlistValue | undefined): PlistDict | undefined {
  return text === undefined ? undefined : dictOf({ WFItemType: 0, WFValue: text });
}

/** A number that its spelling in Python tells: a numeral, an integer, a real. */
function numberOf(value: PlistValue): number | undefined {
  if (typeof value === "number") return value;
  if (value instanceof PlistReal) return value.value;
  const text = textOf(value);
  return text !== undefined && /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

/** Keys of an If marker that stay outside of a table. */
const NOT_IN_TABLE: ReadonlySet<string> = new Set(["UUID", "GroupingIdentifier", "WFControlFlowMode"]);

function toTable(marker: PlistDict): PlistDict {
  const row = new PlistDict();
  const rest = new PlistDict();
  for (const key in marker) (NOT_IN_TABLE.has(key) ? rest : row)[key] = marker[key]!;
  return Object.assign(rest, conditionTable([row], 1));
}

function fromTable(marker: PlistDict): PlistDict | undefined {
  const { WFConditions: table, ...rest } = marker;
  const payload = unwrap(table, serialization.filter);
  const rows = isDict(payload) ? payload["WFActionParameterFilterTemplates"] : undefined;
  const [row] = Array.isArray(rows) && rows.length === 1 ? rows : [];
  return isDict(row) ? Object.assign(new PlistDict(), rest, row) : undefined;
}
