import { dictOf } from "../../context/matching.ts";
import { serialization, unwrap } from "../../ir/token.ts";
import { isDict, PlistDict, PlistReal, type PlistValue } from "../../plist/value.ts";
import { overrideOf, shapeOf, withoutState } from "../../values/filter-operands.ts";

const ROWS = "WFActionParameterFilterTemplates";

/** What the app leaves beside operands that have no unit. */
const UNIT = 4;

/** How a file spells the rows of a filter, where `compile` would spell most of them otherwise. */
export function rowSpelling(filter: PlistValue): "units" | "old rows" | "old rows with units" | undefined {
  const rows = rowsOf(filter);
  if (!rows) return undefined;
  const others = rows.filter((row) => shapeOf(row["Operator"] ?? null) !== "window");
  const left = others.filter((row) => (isDict(row["Values"]) ? row["Values"]["Unit"] : row["Unit"]) === UNIT);
  const hasUnits = left.length * 2 > others.length;
  const isOld = rows.length > 0 && rows.every((row) => !("Values" in row));
  return isOld ? (hasUnits ? "old rows with units" : "old rows") : hasUnits ? "units" : undefined;
}

/** The filter with each row in another spelling; undefined for a value that is no filter. */
export function respellRows(
  filter: PlistValue,
  respell: (row: PlistDict) => PlistDict,
): PlistDict | undefined {
  const rows = rowsOf(filter);
  if (!rows || !isDict(filter) || !isDict(filter["Value"])) return undefined;
  const payload = Object.assign(new PlistDict(), filter["Value"], { [ROWS]: rows.map(respell) });
  return Object.assign(new PlistDict(), filter, { Value: payload });
}

function rowsOf(filter: PlistValue): PlistDict[] | undefined {
  const payload = unwrap(filter, serialization.filter);
  const rows = isDict(payload) ? payload[ROWS] : undefined;
  return Array.isArray(rows) && rows.every(isDict) ? rows : undefined;
}

export function withUnit(row: PlistDict): PlistDict {
  const values = row["Values"];
  if (!isDict(values) || "Unit" in values || shapeOf(row["Operator"] ?? null) === "window") return row;
  return dictOf({ ...row, Values: dictOf({ ...values, Unit: UNIT }) });
}

/** Operands beside the property, variables apart. */
export function asOldRow({ Values: values, ...row }: PlistDict): PlistDict {
  const old = dictOf({ ...row });
  const overrides = new PlistDict();
  for (const [key, given] of isDict(values) ? Object.entries(values) : []) {
    const value = withoutState(given);
    if (isDict(value) && value["WFSerializationType"] !== undefined) overrides[overrideOf(key)] = value;
    else old[key] = key === "Number" ? numberOf(value) : value;
  }
  old["VariableOverrides"] = overrides;
  return old;
}

function numberOf(value: PlistValue): PlistValue {
  const number = typeof value === "string" && value !== "" ? Number(value) : NaN;
  if (Number.isNaN(number)) return value;
  return Number.isSafeInteger(number) ? number : new PlistReal(number);
}
