import type { Json } from "./device/spec.ts";
import { Decimal } from "./decimal.ts";
import type { Cell, Item, Value } from "./value.ts";

/** Something that the shortcut did to the world: a dialog, an opened link, a saved file, a changed setting. */
export interface Effect {
  /** `alert`, `open url`, `save file` ... */
  kind: string;
  /** 0-based position of the action, in the shortcut that it stands in; -1 for what comes before the first. */
  action: number;
  /** The shortcut that it stands in, where that is one which another has run. */
  shortcut?: string;
  [detail: string]: Json | undefined;
}

/** One executed action. */
export interface Step {
  /** Counted from 0 over the whole run. */
  step: number;
  /** 0-based position of the action. */
  action: number;
  /** See {@link Effect.shortcut}. */
  shortcut?: string;
  identifier: string;
  /** First line of the action in the Python, counted from 1, where the caller has said what line that is. */
  line?: number;
  /** Parameters that the action has read, as they were in this moment. */
  inputs: Record<string, Json>;
  output: Json;
  effects?: Effect[];
  /** What the output depends on that is not known. */
  unknown?: string[];
}

/** A value as JSON: a list of its items, cut where it is long. */
export function describeValue(value: Value, full = false): Json {
  const shown = full ? value : value.slice(0, MOST_ITEMS);
  const list = shown.map((item) => describeItem(item, full));
  if (shown.length < value.length) list.push({ more: value.length - shown.length });
  return list;
}

const MOST_ITEMS = 100;
const LONGEST = 2000;

function describeItem(item: Item, full: boolean): Json {
  switch (item.kind) {
    case "text":
      return full || item.text.length <= LONGEST ? item.text : `${item.text.slice(0, LONGEST)}…`;
    case "number":
      return plainNumber(item.value);
    case "boolean":
      return item.value;
    case "dictionary":
      return describeCell(item, full, 0);
    case "date":
      return {
        $date:
          Number.isFinite(item.time) && Math.abs(item.time) <= 8.64e15
            ? new Date(item.time).toISOString()
            : null,
      };
    case "duration":
      return { $seconds: item.seconds };
    case "measurement":
      return { $measurement: [plainNumber(item.magnitude), item.unit] };
    case "url":
      return { $url: item.url };
    case "richText":
      return { $richText: describeItem({ kind: "text", text: item.text }, full) };
    case "file": {
      const { name, type, path, content, width, height } = item;
      return {
        $file: name,
        type,
        ...(path !== undefined && { path }),
        ...(typeof content === "string" && { text: full ? content : content.slice(0, LONGEST) }),
        ...(content instanceof Uint8Array && { bytes: content.length }),
        ...(width !== undefined && { width }),
        ...(height !== undefined && { height }),
      };
    }
    case "record":
      return { [`$${item.type.replaceAll(" ", "_")}`]: item.name };
    case "placeholder":
      return { $unknown: item.of };
  }
}

/** Exact as a JSON number where a double is, otherwise as text. */
function plainNumber(value: Decimal): Json {
  const double = value.toNumber();
  return Number.isFinite(double) && new Decimal(double).eq(value) ? double : value.toString();
}

const DEEPEST = 50;

function describeCell(cell: Cell, full: boolean, depth: number): Json {
  if (cell === null) return null;
  if (depth > DEEPEST) return { more: true };
  if (!("kind" in cell)) return cell.map((inner) => describeCell(inner, full, depth + 1));
  if (cell.kind !== "dictionary") return describeItem(cell, full);
  // Not an object literal: "__proto__" is a key like any other.
  const entries = [...cell.entries].map(
    ([key, inner]) => [key, describeCell(inner, full, depth + 1)] as const,
  );
  return Object.fromEntries(entries);
}
