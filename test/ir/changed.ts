import { isDict, PlistDate, PlistReal, type PlistDict, type PlistValue } from "../../src/plist/value.ts";
import { dict } from "../plist/plistlib-oracle.ts";
import type { Random } from "../support/mutate.ts";

type Change = "delete" | "retype" | "alter" | "double" | "swap" | "exchange";

/** Keys under which identifiers stand, mostly. */
export const IDENTIFIER_KEYS: (string | number)[] = ["UUID", "GroupingIdentifier", "OutputUUID"];

/** A copy of a shortcut with one change, and the key or index at which it was made; half of them concern identifiers. */
export function changed(
  root: PlistValue,
  random: Random,
): { value: PlistValue; key: string | number; kind: Change } {
  const value = clone(root);
  const slots = slotsOf(value);
  const identifiers = slots.filter(({ key }) => IDENTIFIER_KEYS.includes(key));
  const { holder, key } = random.pick(identifiers.length > 0 && random.below(2) > 0 ? identifiers : slots);
  const item = get(holder, key);
  const kind = random.pick<Change>(["delete", "retype", "alter", "double", "swap", "exchange"]);
  switch (kind) {
    case "delete":
      if (Array.isArray(holder)) holder.splice(Number(key), 1);
      else delete holder[key];
      break;
    case "retype":
      set(holder, key, retyped(item, random));
      break;
    case "alter":
      set(holder, key, altered(item));
      break;
    case "double":
      if (Array.isArray(holder)) holder.splice(Number(key), 0, clone(item));
      else holder[`${key} 2`] = clone(item);
      break;
    case "swap": {
      const other = random.pick<string | number>(
        Array.isArray(holder) ? [...holder.keys()] : Object.keys(holder),
      );
      set(holder, key, get(holder, other));
      set(holder, other, item);
      break;
    }
    case "exchange": {
      // What another place has under the same key: an identifier for an identifier, a text for a text.
      const other = random.pick(slots.filter((slot) => slot.key === key));
      set(holder, key, clone(get(other.holder, other.key)));
    }
  }
  return { value, key, kind };
}

function altered(value: PlistValue): PlistValue {
  if (typeof value === "string") return `${value}x`;
  if (typeof value === "number" || typeof value === "bigint") return Number(value) + 1;
  if (typeof value === "boolean") return !value;
  if (value instanceof PlistReal) return new PlistReal(value.value + 0.5);
  if (value instanceof PlistDate) return new PlistDate(value.seconds + 1);
  if (value instanceof Uint8Array) return Uint8Array.of(...value.subarray(0, 9), 1);
  if (Array.isArray(value)) return [...value, "new"];
  return dict(...Object.entries(value ?? {}), ["new", ""]);
}

function retyped(value: PlistValue, random: Random): PlistValue {
  if (typeof value === "number") return random.pick([new PlistReal(value), String(value), value !== 0]);
  if (value instanceof PlistReal) return random.pick([Math.trunc(value.value), String(value.value)]);
  if (typeof value === "boolean") return random.pick([Number(value), String(value)]);
  return random.pick<PlistValue>([[value], dict(["Value", value]), null, "", 0]);
}

interface Slot {
  holder: PlistValue[] | PlistDict;
  key: string | number;
}

function slotsOf(value: PlistValue): Slot[] {
  if (Array.isArray(value)) {
    return value.flatMap((item, key) => [{ holder: value, key }, ...slotsOf(item)]);
  }
  if (!isDict(value)) return [];
  return Object.keys(value).flatMap((key) => [{ holder: value, key }, ...slotsOf(value[key]!)]);
}

function get(holder: Slot["holder"], key: Slot["key"]): PlistValue {
  return (holder as PlistDict)[key]!;
}

function set(holder: Slot["holder"], key: Slot["key"], value: PlistValue): void {
  (holder as PlistDict)[key] = value;
}

function clone(value: PlistValue): PlistValue {
  if (Array.isArray(value)) return value.map(clone);
  if (!isDict(value)) return value;
  return dict(...Object.entries(value).map(([key, item]): [string, PlistValue] => [key, clone(item)]));
}
