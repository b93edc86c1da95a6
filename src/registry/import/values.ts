import { ShortcutError } from "../../diagnostics/error.ts";
import { isDict, PlistReal, type PlistDict, type PlistValue } from "../../plist/value.ts";

/** Parts of a definition, read leniently: what has another type than it should is as good as absent. */
export function textOf(value: PlistValue | undefined): string | undefined {
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

export function numberOf(value: PlistValue | undefined): number | undefined {
  const number = value instanceof PlistReal ? value.value : value;
  return typeof number === "number" && Number.isFinite(number) ? number : undefined;
}

export function booleanOf(value: PlistValue | undefined): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

export function dictOf(value: PlistValue | undefined): PlistDict | undefined {
  return isDict(value) ? value : undefined;
}

export function dictsOf(value: PlistValue | undefined): PlistDict[] {
  return Array.isArray(value) ? value.filter(isDict) : [];
}

export function textsOf(value: PlistValue | undefined): string[] {
  return Array.isArray(value) ? value.map(textOf).filter((text) => text !== undefined) : [];
}

/** The value as JSON holds it; undefined for data, dates and numbers that it does not hold. */
export function plainOf(value: PlistValue | undefined): unknown {
  if (typeof value === "string" || typeof value === "boolean") return value;
  if (Array.isArray(value)) return value.map(plainOf).filter((item) => item !== undefined);
  if (isDict(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, plainOf(item)] as const);
    return Object.fromEntries(entries.filter(([, item]) => item !== undefined));
  }
  return numberOf(value);
}

/** `{ key: value }`, or nothing where there is no value. */
export function optional<K extends string, V>(key: K, value: V | undefined): { [P in K]?: V } {
  return value === undefined ? {} : ({ [key]: value } as { [P in K]: V });
}

const MOST_ACTIONS = 100_000;

/** @throws ShortcutError SC3102 if no Mac has so many actions. */
export function checkCount(count: number): void {
  if (count <= MOST_ACTIONS) return;
  throw malformed(`It defines ${count} actions, more than the ${MOST_ACTIONS} that are read from a file.`);
}

/** The error for a file of a known kind whose content makes no sense. */
export function malformed(message: string): ShortcutError {
  return new ShortcutError("SC3102", message, {
    hint: "Nothing was imported. Export or copy the file again.",
  });
}
