import { quote } from "../diagnostics/error.ts";
import { printKeyPath } from "../plist/key-path.ts";
import { printReal } from "../plist/print-scalars.ts";
import {
  isDict,
  PlistDate,
  PlistReal,
  PlistUid,
  strictEqual,
  type PlistDict,
  type PlistValue,
} from "../plist/value.ts";

import { outputOf } from "./token.ts";

/** One place where a shortcut is not what it should be. */
export interface Difference {
  /** 0-based position of the action that holds the place; absent outside of `WFWorkflowActions`. */
  action?: number;
  /** `WFWorkflowActions[3].WFWorkflowActionParameters.WFInput.Value.OutputUUID`. */
  keyPath: string;
  /**
   * `missing`: only the expected shortcut has the key; `unexpected`: only the actual one has it; `type`: the values are
   * of two types; `length`: two arrays of different lengths; `value`: two values of one type.
   */
  kind: "missing" | "unexpected" | "type" | "value" | "length";
  /** What the expected shortcut has, in a few words; absent if it has nothing there. */
  expected?: string;
  /** What the actual shortcut has, in the same way. */
  actual?: string;
}

export interface Comparison {
  /** How many differences there are. */
  total: number;
  /** The first of them, in the order of the expected shortcut. */
  differences: Difference[];
}

/**
 * Compares the property lists of two shortcuts: every key, its presence, the type of every value (5, 5.0 and "5" are
 * three values), the order of arrays. The order of keys in a dictionary means nothing.
 *
 * What a shortcut may change without becoming another:
 * - Identifiers may be renamed, one to one over the whole file. They are the `UUID` and the `GroupingIdentifier` of an
 *   action, and the `OutputUUID` of a token that reads an output (`Type` is `ActionOutput`, or `Variable` without a
 *   `VariableName`), which may name an action's UUID or nothing; upper and lower case make different identifiers. Only strings are identifiers.
 * - The `UUID` of an action may be missing on either side, or be any, if no token of its own file names it.
 *
 * Two shortcuts are equal if `total` is 0, which is the same whichever of them is the expected one. Behind an item that
 * is missing in an array, the items that moved up count as differences, too.
 *
 * @param options.limit how many differences to describe, 20 if not given; all are counted.
 */
export function compareShortcuts(
  expected: PlistValue,
  actual: PlistValue,
  options: { limit?: number } = {},
): Comparison {
  const comparer = new Comparer(referencesOf(expected), referencesOf(actual), options.limit ?? 20);
  comparer.compare(expected, actual);
  return { total: comparer.total, differences: comparer.differences };
}

/** Every OutputUUID that a token in `value` names. */
function referencesOf(value: PlistValue, references = new Set<string>()): Set<string> {
  if (Array.isArray(value)) {
    for (const item of value) referencesOf(item, references);
  } else if (isDict(value)) {
    const uuid = outputOf(value);
    if (uuid !== undefined) references.add(uuid);
    for (const key in value) referencesOf(value[key]!, references);
  }
  return references;
}

/** Whether parameters have a UUID that nothing refers to. */
function isUnread({ UUID: uuid }: PlistDict, references: ReadonlySet<string>): boolean {
  return typeof uuid === "string" && !references.has(uuid);
}

/** Walks through both values at once; everything that takes two values takes the expected one first. */
class Comparer {
  total = 0;
  readonly differences: Difference[] = [];
  private readonly limit: number;
  private readonly expectedReferences: ReadonlySet<string>;
  private readonly actualReferences: ReadonlySet<string>;
  /** The identifiers met so far: expected ones to actual ones, and back. */
  private readonly renamed = new Map<string, string>();
  private readonly originals = new Map<string, string>();
  private readonly path: (string | number)[] = [];

  constructor(expectedReferences: ReadonlySet<string>, actualReferences: ReadonlySet<string>, limit: number) {
    this.expectedReferences = expectedReferences;
    this.actualReferences = actualReferences;
    this.limit = limit;
  }

  compare(expected: PlistValue, actual: PlistValue): void {
    if (expected === actual && typeof expected !== "object") return;
    if (typeOf(expected) !== typeOf(actual)) {
      this.report("type", describe(expected), describe(actual));
    } else if (Array.isArray(expected)) {
      this.compareArrays(expected, actual as PlistValue[]);
    } else if (isDict(expected)) {
      this.compareDicts(expected, actual as PlistDict);
    } else if (!strictEqual(expected, actual)) {
      this.report("value", describe(expected, actual), describe(actual, expected));
    }
  }

  private compareArrays(expected: PlistValue[], actual: PlistValue[]): void {
    if (expected.length !== actual.length) this.report("length", describe(expected), describe(actual));
    const length = Math.min(expected.length, actual.length);
    for (let i = 0; i < length; i++) {
      this.path.push(i);
      this.compare(expected[i]!, actual[i]!);
      this.path.pop();
    }
  }

  private compareDicts(expected: PlistDict, actual: PlistDict): void {
    const isMissable = this.isAtParameters();
    const leftOut = isMissable && isUnread(expected, this.expectedReferences) ? "UUID" : undefined;
    const leftOutActual = isMissable && isUnread(actual, this.actualReferences) ? "UUID" : undefined;
    for (const key in expected) {
      if (key === leftOut) continue;
      const item = key === leftOutActual ? undefined : actual[key];
      this.path.push(key);
      if (item === undefined) this.report("missing", describe(expected[key]!), undefined);
      else if (this.isIdentifier(expected, key, isMissable)) this.compareIdentifiers(expected[key]!, item);
      else this.compare(expected[key]!, item);
      this.path.pop();
    }
    for (const key in actual) {
      if (key === leftOutActual || (key !== leftOut && expected[key] !== undefined)) continue;
      this.path.push(key);
      this.report("unexpected", undefined, describe(actual[key]!));
      this.path.pop();
    }
  }

  /** Whether an identifier stands under the key `key` of a dictionary, if a string does. */
  private isIdentifier(dict: PlistDict, key: string, areParameters: boolean): boolean {
    if (key === "OutputUUID") return outputOf(dict) !== undefined;
    return areParameters && (key === "UUID" || key === "GroupingIdentifier");
  }

  private isAtParameters(): boolean {
    const [list, index, key] = this.path;
    return (
      this.path.length === 3 &&
      list === "WFWorkflowActions" &&
      typeof index === "number" &&
      key === "WFWorkflowActionParameters"
    );
  }

  /** The first place that pairs two identifiers decides; every later one has to agree, on both sides. */
  private compareIdentifiers(expected: PlistValue, actual: PlistValue): void {
    if (typeof expected !== "string" || typeof actual !== "string") return this.compare(expected, actual);
    const name = this.renamed.get(expected);
    const original = this.originals.get(actual);
    if (name === undefined && original === undefined) {
      this.renamed.set(expected, actual);
      this.originals.set(actual, expected);
    } else if (name !== actual) {
      this.report("value", describeIdentifier(expected, name), describeIdentifier(actual, original));
    }
  }

  private report(kind: Difference["kind"], expected: string | undefined, actual: string | undefined): void {
    this.total++;
    if (this.differences.length >= this.limit) return;
    const [list, index] = this.path;
    this.differences.push({
      ...(list === "WFWorkflowActions" && typeof index === "number" && { action: index }),
      keyPath: printKeyPath(this.path),
      kind,
      ...(expected !== undefined && { expected }),
      ...(actual !== undefined && { actual }),
    });
  }
}

function typeOf(value: PlistValue): string {
  if (value === null) return "null";
  if (typeof value === "number" || typeof value === "bigint") return "integer";
  if (typeof value !== "object") return typeof value;
  if (Array.isArray(value)) return "array";
  if (value instanceof PlistReal) return "real";
  if (value instanceof PlistDate) return "date";
  if (value instanceof PlistUid) return "UID";
  return value instanceof Uint8Array ? "data" : "dictionary";
}

/** A value for people: with its type where that does not show, and short. Of two texts, the place where they part. */
function describe(value: PlistValue, other?: PlistValue): string {
  const type = typeOf(value);
  if (typeof value === "string") return quote(typeof other === "string" ? tailFrom(value, other) : value);
  if (typeof value !== "object" || value === null)
    return type === "integer" ? `integer ${value}` : `${value}`;
  if (Array.isArray(value)) return `array of ${value.length}`;
  if (value instanceof PlistReal) return `real ${printReal(value.value)}`;
  if (value instanceof PlistDate) return `date ${value.seconds} s after 2001`;
  if (value instanceof PlistUid) return `UID ${value.value}`;
  if (!(value instanceof Uint8Array)) return `dictionary of ${Object.keys(value).length}`;
  const at = other instanceof Uint8Array ? value.findIndex((byte, i) => byte !== other[i]) : -1;
  return `data of ${value.length} bytes${at < 0 ? "" : `, byte ${at} is ${value[at]}`}`;
}

/** The text from shortly before the first unit in which it differs from another. */
function tailFrom(text: string, other: string): string {
  let at = 0;
  while (at < text.length && text[at] === other[at]) at++;
  return at < 30 ? text : `…${text.slice(at - 10)}`;
}

function describeIdentifier(identifier: string, counterpart: string | undefined): string {
  return (
    quote(identifier) + (counterpart === undefined ? "" : `, elsewhere paired with ${quote(counterpart)}`)
  );
}
