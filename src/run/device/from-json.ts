import { Decimal } from "../decimal.ts";
import { fileNamed } from "./file-system.ts";
import type { Json } from "./spec.ts";
import { boolean, date, dictionary, itemsOf, number, text, url, type Cell, type Value } from "../value.ts";

/**
 * A value of a device's file: lists are several items, objects dictionaries. What JSON has no word for is an object
 * with one key: `{"$url": "https://..."}`, `{"$date": "2024-05-06T07:08:09Z"}`, `{"$file": "a.txt", "text": "..."}`.
 */
export function valueFromJson(json: Json | undefined): Value {
  return json === undefined ? [] : itemsOf(fromJson(json));
}

export function fromJson(json: Json): Cell {
  if (json === null) return null;
  if (typeof json === "string") return text(json);
  if (typeof json === "number") return number(new Decimal(json));
  if (typeof json === "boolean") return boolean(json);
  if (Array.isArray(json)) return json.map(fromJson);
  const { $url: address, $date: moment, $file: name } = json;
  if (typeof address === "string") return url(address);
  if (typeof moment === "string" && !Number.isNaN(Date.parse(moment))) return date(Date.parse(moment));
  if (typeof name === "string")
    return fileNamed(name, typeof json["text"] === "string" ? json["text"] : null);
  return dictionary(new Map(Object.entries(json).map(([key, value]) => [key, fromJson(value)])));
}
