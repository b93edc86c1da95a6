import { conditionCode } from "../ir/condition-code.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";

/** What the operator numbers of filters mean; those of conditions mean the same. */
export const OPERATORS: ReadonlyMap<PlistValue, string> = new Map<PlistValue, string>([
  [conditionCode.lessThan, "is less than"],
  [conditionCode.atMost, "is at most"],
  [conditionCode.greaterThan, "is greater than"],
  [conditionCode.atLeast, "is at least"],
  [conditionCode.is, "is"],
  [conditionCode.isNot, "is not"],
  [conditionCode.beginsWith, "begins with"],
  [conditionCode.endsWith, "ends with"],
  [conditionCode.contains, "contains"],
  [conditionCode.containsNot, "does not contain"],
  [conditionCode.hasValue, "has any value"],
  [conditionCode.hasNoValue, "has no value"],
  [conditionCode.inNext, "is in the next"],
  [conditionCode.inLast, "is in the last"],
  [conditionCode.isToday, "is today"],
  [conditionCode.isBetween, "is between"],
]);

/** Bits of `NSCalendar.Unit`, as windows of time name them. */
export const UNITS: ReadonlyMap<PlistValue, string> = new Map<PlistValue, string>([
  [4, "years"],
  [8, "months"],
  [16, "days"],
  [32, "hours"],
  [64, "minutes"],
  [128, "seconds"],
  [8192, "weeks"],
]);

/** What a row may hold of each kind. */
export type Kind = "String" | "Number" | "Bool" | "Enumeration" | "Date";

const KINDS: readonly Kind[] = ["String", "Enumeration", "Number", "Bool", "Date"];

/** Properties whose operand is a choice from a list, as real files have them. */
const CHOICES: ReadonlySet<string> = new Set([
  ...[
    "Album",
    "Calendar",
    "Folder",
    "Group",
    "List",
    "Media Kind",
    "Media Type",
    "Orientation",
    "Photo Type",
  ],
  ...["Priority", "Type"],
]);

/** The kind of a property, by its English name, which files have in every language. */
export function kindOf(property: string): Kind {
  if (CHOICES.has(property)) return "Enumeration";
  if (/^(?:Is|Has|Can) /.test(property)) return "Bool";
  if (/(?:^| )(?:Date|Time)(?: Taken| Added)?$|^Birthday$/.test(property)) return "Date";
  return /^(?:Width|Height|Duration|Frame Rate|Rating|Value|Latitude|Longitude)$|Count$|Size$|^Number of |#$/.test(
    property,
  )
    ? "Number"
    : "String";
}

/** How many operands an operator takes beside the property: none, a length of time, two ends, or one. */
export function shapeOf(code: PlistValue): "none" | "window" | "range" | "one" {
  const { hasValue, hasNoValue, isToday, inNext, inLast, isBetween } = conditionCode;
  if (code === hasValue || code === hasNoValue || code === isToday) return "none";
  if (code === inNext || code === inLast) return "window";
  return code === isBetween ? "range" : "one";
}

/** The keys of a row's operands that its operator and its property use; the others are left over from former ones. */
export function usedKeys(row: PlistDict, operands: PlistDict): string[] {
  const shape = shapeOf(row["Operator"] ?? null);
  if (shape === "none") return [];
  if (shape === "window") return ["Number", "Unit"];
  if (shape === "range")
    return "Date" in operands || "AnotherDate" in operands ? ["Date", "AnotherDate"] : [];
  const kind = kindOf(row["Property"] as string);
  const found = kind in operands ? kind : KINDS.find((candidate) => candidate in operands);
  return found === undefined ? [] : [found];
}

/** Keys of operands, in rows of today below `Values`. */
const OPERANDS: ReadonlySet<string> = new Set([...KINDS, "AnotherDate", "Unit"]);

/** Keys of a row that say nothing about what it finds: how the editor shows it. */
const EDITORS: ReadonlySet<string> = new Set([
  "Removable",
  "Bounded",
  "ExtraEditingLine",
  "TransitionRequired",
]);

/** Where old rows hold an operand that is a variable. */
const OVERRIDES = new Map([...OPERANDS].map((key) => [overrideOf(key), key]));

export function overrideOf(key: string): string {
  return `${key.charAt(0).toLowerCase()}${key.slice(1)}Value`;
}

/**
 * The operands of a row, used and left over: today below `Values`, in old rows in the row itself, with variables apart.
 * Undefined if the row holds anything else.
 */
export function operandsOf(row: PlistDict): PlistDict | undefined {
  const operands = new PlistDict();
  for (const key in row) {
    const value = row[key]!;
    if (key === "Property" || key === "Operator" || (EDITORS.has(key) && typeof value === "boolean"))
      continue;
    if (key === "Values" || key === "VariableOverrides") {
      if (!isDict(value)) return undefined;
      for (const name in value) {
        const operand = key === "Values" ? name : OVERRIDES.get(name);
        if (operand === undefined || !OPERANDS.has(operand)) return undefined;
        operands[operand] = value[name]!;
      }
    } else if (!OPERANDS.has(key) || "Values" in row) return undefined;
    else operands[key] ??= value;
  }
  return operands;
}

/** What stands in an envelope that only says what may stand there; any other value as it is. */
export function withoutState(value: PlistValue): PlistValue {
  if (!isDict(value)) return value;
  const { WFSerializationType: type, Value: inner } = value;
  return typeof type === "string" && type.endsWith("SubstitutableState") && inner !== undefined
    ? inner
    : value;
}
