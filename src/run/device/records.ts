import { Decimal } from "../decimal.ts";
import { itemsOf, number, record, text, type RecordItem, type RecordType, type Value } from "../value.ts";
import { fromJson } from "./from-json.ts";
import type { Json, PlaceSpec } from "./spec.ts";

/** The property that names a record of a kind. */
const NAMES = ["Name", "Title", "name", "title"];

/** A contact, event, reminder or note of the device's file: properties by their English names. */
export function recordFromJson(type: RecordType, json: Record<string, Json>): RecordItem {
  const properties: Record<string, Value> = {};
  for (const [key, value] of Object.entries(json)) properties[key] = itemsOf(fromJson(value));
  const key = NAMES.find((name) => typeof json[name] === "string");
  const name =
    key === undefined ? [json["First Name"], json["Last Name"]].filter(Boolean).join(" ") : String(json[key]);
  return record(type, name, properties);
}

/** A place as a location. */
export function placeFromJson(place: PlaceSpec): RecordItem {
  const { latitude, longitude, altitude, name, street, city, state, postalCode, country } = place;
  const lines = [street, [city, state, postalCode].filter(Boolean).join(" "), country].filter(
    (line) => line !== undefined && line !== "",
  );
  const named = (content: string | undefined) => (content === undefined ? undefined : text(content));
  return record("location", name ?? lines[0] ?? `${latitude}, ${longitude}`, {
    Latitude: number(new Decimal(latitude)),
    Longitude: number(new Decimal(longitude)),
    Altitude: altitude === undefined ? undefined : number(new Decimal(altitude)),
    Street: named(street),
    City: named(city),
    State: named(state),
    "ZIP Code": named(postalCode),
    Region: named(country),
    Country: named(country),
    Address: lines.length === 0 ? undefined : text(lines.join("\n")),
  });
}
