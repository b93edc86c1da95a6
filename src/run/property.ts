import { Decimal } from "./decimal.ts";
import type { Environment } from "./environment.ts";
import { bytesOfFile } from "./files.ts";
import { itemText } from "./text.ts";
import { contactsOf, isVCard } from "./coerce.ts";
import {
  date,
  extensionOf,
  itemsOf,
  NOTHING,
  number,
  record,
  text,
  withoutExtension,
  type FileItem,
  type Item,
  type Value,
} from "./value.ts";

/** What an item is called (1.4). */
export function nameOf(item: Item, env: Environment): string {
  if (item.kind === "file") return withoutExtension(item.name);
  return item.name ?? itemText(item, env);
}

/** A property of an item (1.10); nothing if it has none of that name. */
export function propertyOf(item: Item, property: string, env: Environment): Value {
  if (item.kind === "placeholder") return [item];
  if (isVCard(item) && property !== "File Extension" && property !== "File Size") {
    const contacts = contactsOf(item);
    if (contacts.length > 0) return contacts.flatMap((contact) => [...propertyOf(contact, property, env)]);
  }
  if (property === "Name" || property === "Title") {
    const own = item.kind === "record" ? item.properties.get(property) : undefined;
    return own ?? [text(nameOf(item, env))];
  }
  switch (item.kind) {
    case "dictionary":
      if (property === "Keys") return [...item.entries.keys()].map((key) => text(key));
      if (property === "Values") return [...item.entries.values()].flatMap((cell) => itemsOf(cell));
      return NOTHING;
    case "record":
      return item.properties.get(property) ?? NOTHING;
    case "file":
      return fileProperty(item, property);
    case "text":
      return textProperty(item, property);
    case "url":
      return property === "URL" ? [item] : NOTHING;
    default:
      return NOTHING;
  }
}

function textProperty(item: Extract<Item, { kind: "text" }>, property: string): Value {
  if (property === "File Extension" && item.name !== undefined) {
    const extension = extensionOf(item.name);
    return extension === "" ? NOTHING : [text(extension)];
  }
  if (property === "File Size") return [fileSize(new TextEncoder().encode(item.text).length)];
  return NOTHING;
}

function fileProperty(file: FileItem, property: string): Value {
  switch (property) {
    case "File Extension": {
      const extension = extensionOf(file.name);
      return extension === "" ? NOTHING : [text(extension)];
    }
    case "File Size": {
      const size = file.size ?? bytesOfFile(file)?.length;
      return size === undefined ? NOTHING : [fileSize(size)];
    }
    case "File Path":
      return file.path === undefined ? NOTHING : [text(file.path)];
    case "Creation Date":
    case "Date Taken":
    case "Date Added":
      return file.created === undefined ? NOTHING : [date(file.created)];
    case "Last Modified Date":
      return file.modified === undefined ? NOTHING : [date(file.modified)];
    case "Width":
      return file.width === undefined ? NOTHING : [number(new Decimal(file.width))];
    case "Height":
      return file.height === undefined ? NOTHING : [number(new Decimal(file.height))];
    default:
      return NOTHING;
  }
}

/** A number of bytes that reads as `1.2 MB`. */
export function fileSize(bytes: number): Item {
  return record("file size", `${bytes} bytes`, { Bytes: number(new Decimal(bytes)) });
}
