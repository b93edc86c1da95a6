import { EPOCH_2001 } from "./epoch.ts";
import { parseBase64, parseLooseDate } from "./scalars.ts";
import { isDict, PlistDate, PlistDict, PlistReal, type PlistValue } from "./value.ts";

/**
 * JSON has no data, dates and 64-bit integers, so every exporter spells them in a way of its own. This undoes the
 * spellings that can mean nothing else: dictionaries that hold the spelling's keys and no others.
 *
 * - Node: `{"type": "Buffer", "data": [0, 1]}`, and a typed array as `{"0": 0, "1": 1}`
 * - with a type beside the value: `{"__type__": "data", "__value__": "AAE="}`, also for dates
 * - under one key: `{"$data": "AAE="}`, `{"py/b64": "AAE="}`, ...
 * - MongoDB's Extended JSON: `{"$binary": ...}`, `{"$date": ...}`, `{"$numberInt": "1"}`, ...
 *
 * @returns the same value where nothing is spelled so
 */
export function readSpellings(value: PlistValue): PlistValue {
  if (Array.isArray(value)) {
    const items = value.map(readSpellings);
    return items.some((item, i) => item !== value[i]) ? items : value;
  }
  if (!isDict(value)) return value;
  const spelled = meaningOf(value);
  if (spelled !== undefined) return spelled;
  let changed: PlistDict | undefined;
  for (const key of Object.keys(value)) {
    const item = readSpellings(value[key]!);
    if (item === value[key]) continue;
    changed ??= Object.assign(new PlistDict(), value);
    changed[key] = item;
  }
  return changed ?? value;
}

const TYPE_KEYS = ["type", "__type__", "_type", "$type", "@type"];
const VALUE_KEYS = ["data", "__value__", "_value", "$value", "value", "base64"];
const DATA_TYPES = new Set(["buffer", "data", "bytes", "binary", "base64", "uint8array", "nsdata"]);
const DATE_TYPES = new Set(["date", "datetime", "nsdate"]);

/** Keys that stand alone, each with how to read what is under it. */
const ALONE: Record<string, (value: PlistValue) => PlistValue | undefined> = {
  $data: dataOf,
  $bytes: dataOf,
  $base64: dataOf,
  __data__: dataOf,
  __bytes__: dataOf,
  __base64__: dataOf,
  "py/b64": dataOf,
  $binary: (value) => (isDict(value) ? dataOf(value["base64"]) : dataOf(value)),
  __date__: dateOf,
  $date: dateOf,
  $numberInt: integerOf,
  $numberLong: integerOf,
  $numberDouble: (value) => (typeof value === "string" ? new PlistReal(Number(value)) : undefined),
};

function meaningOf(dict: PlistDict): PlistValue | undefined {
  const keys = Object.keys(dict);
  if (keys.length === 1) return ALONE[keys[0]!]?.(dict[keys[0]!]!) ?? undefined;
  if (keys.length === 2) {
    if ("$binary" in dict && "$type" in dict) return dataOf(dict["$binary"]);
    const type = dict[TYPE_KEYS.find((key) => key in dict) ?? ""];
    const value = dict[VALUE_KEYS.find((key) => key in dict) ?? ""];
    if (typeof type === "string" && value !== undefined) {
      if (DATA_TYPES.has(type.toLowerCase())) return dataOf(value);
      if (DATE_TYPES.has(type.toLowerCase())) return dateOf(value);
    }
  }
  return typedArrayOf(dict, keys);
}

function dataOf(value: PlistValue | undefined): Uint8Array | undefined {
  if (typeof value === "string") return parseBase64(value);
  if (!Array.isArray(value) || !value.every(isByte)) return undefined;
  return Uint8Array.from(value as number[]);
}

function isByte(value: PlistValue | undefined): boolean {
  return typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 255;
}

/** A typed array as `JSON.stringify` has it: positions as keys, bytes as values. One byte alone could be anything. */
function typedArrayOf(dict: PlistDict, keys: readonly string[]): Uint8Array | undefined {
  if (keys.length < 2 || !keys.every((key, i) => key === String(i) && isByte(dict[key]))) return undefined;
  return Uint8Array.from(keys, (key) => dict[key] as number);
}

/** Of `2024-02-29T12:34:56Z`, or of milliseconds since 1970, which is how MongoDB counts. */
function dateOf(value: PlistValue | undefined): PlistDate | undefined {
  const plain = isDict(value) && "$numberLong" in value ? integerOf(value["$numberLong"]) : value;
  if (typeof plain === "number") return new PlistDate(plain / 1000 - EPOCH_2001);
  const seconds = typeof plain === "string" ? parseLooseDate(plain) : undefined;
  return seconds === undefined ? undefined : new PlistDate(seconds);
}

function integerOf(value: PlistValue | undefined): number | bigint | undefined {
  if (typeof value !== "string" || !/^-?[0-9]{1,19}$/.test(value)) return undefined;
  const integer = BigInt(value);
  return Number.isSafeInteger(Number(integer)) ? Number(integer) : integer;
}
