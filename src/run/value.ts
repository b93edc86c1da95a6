import type { Decimal } from "./decimal.ts";

/**
 * What runs through a shortcut: a value is an ordered list of items, one item and the list of that one item being the
 * same, and nothing being the empty list (action semantics, 1.1). Values are never changed once they are made.
 */
export type Value = readonly Item[];

export type Item =
  | TextItem
  | NumberItem
  | BooleanItem
  | DictionaryItem
  | DateItem
  | DurationItem
  | MeasurementItem
  | UrlItem
  | RichTextItem
  | FileItem
  | RecordItem
  | PlaceholderItem;

export type Kind = Item["kind"];

interface Named {
  /** What Set Name, a dictionary's key or the maker of the item called it; a text without one is its own name. */
  readonly name?: string;
}

export interface TextItem extends Named {
  readonly kind: "text";
  readonly text: string;
  /** Of a match of a regular expression: its groups, the whole match first; a group that took no part is null. */
  readonly groups?: readonly (string | null)[];
}

export interface NumberItem extends Named {
  readonly kind: "number";
  readonly value: Decimal;
}

export interface BooleanItem extends Named {
  readonly kind: "boolean";
  readonly value: boolean;
}

/** What stands under a key: arrays exist inside of dictionaries only; `null` is JSON's. */
export type Cell = Item | readonly Cell[] | null;

export interface DictionaryItem extends Named {
  readonly kind: "dictionary";
  readonly entries: ReadonlyMap<string, Cell>;
}

export interface DateItem extends Named {
  readonly kind: "date";
  /** Milliseconds since 1970-01-01T00:00:00Z. */
  readonly time: number;
}

export interface DurationItem extends Named {
  readonly kind: "duration";
  readonly seconds: number;
}

/** A number with a unit; `type` is what Foundation calls the dimension (`Length`). */
export interface MeasurementItem extends Named {
  readonly kind: "measurement";
  readonly magnitude: Decimal;
  readonly unit: string;
  readonly type: string;
}

export interface UrlItem extends Named {
  readonly kind: "url";
  readonly url: string;
}

export interface RichTextItem extends Named {
  readonly kind: "richText";
  /** What one sees. */
  readonly text: string;
  /** What it was made from, where it was. */
  readonly html?: string;
}

/** A file, an image, a PDF, a photo, a folder: what it is, its uniform type says. */
export interface FileItem extends Named {
  readonly kind: "file";
  /** With its extension. */
  readonly name: string;
  /** Uniform type identifier: `public.json`, `public.png`, `public.folder`. */
  readonly type: string;
  /** A text is UTF-8; null where nothing but the name and the properties is known. */
  readonly content: string | Uint8Array | null;
  /** Where it lies on the virtual device; absent for one that lies nowhere. */
  readonly path?: string;
  readonly created?: number;
  readonly modified?: number;
  /** In pixels, of images and films. */
  readonly width?: number;
  readonly height?: number;
  /** In bytes, where it does not follow from the content. */
  readonly size?: number;
  /** Members of a folder, an archive, a PDF (pages), a GIF (frames). */
  readonly members?: readonly FileItem[];
  /** Where a web page came from. */
  readonly source?: string;
}

/** Something with properties that nothing else is done with: a contact, an event, a place. */
export interface RecordItem extends Named {
  readonly kind: "record";
  readonly type: RecordType;
  readonly name: string;
  readonly properties: ReadonlyMap<string, Value>;
}

export type RecordType =
  | "contact"
  | "event"
  | "reminder"
  | "note"
  | "location"
  | "address"
  | "phone number"
  | "email address"
  | "app"
  | "shortcut"
  | "article"
  | "song"
  | "weather"
  | "device"
  | "file size";

/** What nobody knows: the output of an action that is not modelled, or an answer that was not recorded. */
export interface PlaceholderItem extends Named {
  readonly kind: "placeholder";
  /** Whose output it is, or what was not recorded. */
  readonly of: string;
}

export const NOTHING: Value = [];

export function text(content: string, name?: string): TextItem {
  return name === undefined ? { kind: "text", text: content } : { kind: "text", text: content, name };
}

export function number(value: Decimal): NumberItem {
  return { kind: "number", value };
}

export function boolean(value: boolean): BooleanItem {
  return { kind: "boolean", value };
}

export function dictionary(entries: ReadonlyMap<string, Cell>): DictionaryItem {
  return { kind: "dictionary", entries };
}

export function date(time: number): DateItem {
  return { kind: "date", time };
}

export function url(address: string): UrlItem {
  return { kind: "url", url: address };
}

export function record(
  type: RecordType,
  name: string,
  properties: Record<string, Item | Value | undefined> = {},
): RecordItem {
  const map = new Map<string, Value>();
  for (const [key, value] of Object.entries(properties)) {
    if (value !== undefined) map.set(key, "kind" in value ? [value] : value);
  }
  return { kind: "record", type, name, properties: map };
}

/** The items that a cell of a dictionary is when it is taken out: arrays flatten, null is nothing (1.1). */
export function itemsOf(cell: Cell, into: Item[] = []): Item[] {
  if (cell === null) return into;
  if ("kind" in cell) into.push(cell);
  else for (const inner of cell) itemsOf(inner, into);
  return into;
}

/** What a value is when it is put under a key: one item bare, several an array (3.4). */
export function cellOf(value: Value): Cell {
  return value.length === 1 ? value[0]! : value;
}

/** The same item under another name. */
export function renamed<T extends Item>(item: T, name: string | undefined): T {
  if (name !== undefined) return { ...item, name };
  const { name: _, ...rest } = item;
  return rest as T;
}

/** A file's extension without the dot, as it is spelled; "" if there is none. */
export function extensionOf(name: string): string {
  const dot = name.lastIndexOf(".");
  return dot > 0 && dot < name.length - 1 && !/[/\s]/.test(name.slice(dot)) ? name.slice(dot + 1) : "";
}

export function withoutExtension(name: string): string {
  const extension = extensionOf(name);
  return extension === "" ? name : name.slice(0, -extension.length - 1);
}
