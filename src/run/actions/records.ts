import type { ActionContext, ActionHandler } from "../context.ts";
import { Decimal } from "../decimal.ts";
import { recordFromJson } from "../device/records.ts";
import { parseVCards } from "../contacts.ts";
import { NOTHING, number, record, text, type Item, type RecordType } from "../value.ts";
import { isDict, type PlistDict, type PlistValue } from "../../plist/value.ts";
import { tokenOf } from "../token.ts";

/** Contacts, phone numbers, mail addresses as the editor holds them (`api-docs/format.md`, 4.8). */
function entriesOf(value: PlistValue | undefined): readonly PlistDict[] {
  const inner = isDict(value) ? value["Value"] : undefined;
  const list = isDict(inner) ? inner["WFContactFieldValues"] : undefined;
  return Array.isArray(list) ? list.filter(isDict) : [];
}

const entered =
  (key: string, type: RecordType, field: string): ActionHandler =>
  (context) => {
    const given = context.given(key);
    if (given !== undefined && tokenOf(given)) return context.value(key);
    return entriesOf(given).flatMap((entry): Item[] => {
      const serialized = isDict(entry["SerializedEntry"]) ? entry["SerializedEntry"] : {};
      const content = serialized[field];
      if (typeof content === "string") return [record(type, content)];
      const card = entry["WFContactData"];
      const cards = card instanceof Uint8Array ? parseVCards(new TextDecoder().decode(card)) : [];
      return cards.length > 0 ? cards : [...context.unknown(`a stored ${type}`)];
    });
  };

/** Street Address: the lines that are written. */
const address: ActionHandler = (context) => {
  const lines = ["WFAddressLine1", "WFAddressLine2", "WFCity", "WFState", "WFPostalCode", "WFCountry"]
    .map((key) => context.text(key))
    .filter((line) => line !== "");
  return lines.length === 0 ? NOTHING : [record("address", lines.join("\n"), { Street: text(lines[0]!) })];
};

/** Location: a place that is written in. */
const location: ActionHandler = (context) => {
  const given = context.given("WFLocation");
  if (given !== undefined && tokenOf(given)) return context.value("WFLocation");
  const placemark = isDict(given) ? given["placemark"] : undefined;
  const point = isDict(placemark) && isDict(placemark["location"]) ? placemark["location"] : undefined;
  if (!point) return [context.device.location()];
  const coordinate = (key: string) => number(new Decimal(numberIn(point[key])));
  return [
    record("location", "Location", { Latitude: coordinate("latitude"), Longitude: coordinate("longitude") }),
  ];
};

function numberIn(value: PlistValue | undefined): number {
  if (typeof value === "number") return value;
  return isDict(value) || value === undefined || value === null
    ? 0
    : Number((value as { value?: number }).value ?? 0);
}

/** Get Current Weather, Get Current Song: what the device's file says. */
const provided =
  (
    type: RecordType,
    read: (context: ActionContext) => Record<string, unknown> | undefined,
    what: string,
  ): ActionHandler =>
  (context) => {
    const json = read(context);
    return json === undefined ? context.unknown(what) : [recordFromJson(type, json as never)];
  };

/** Get Article: title and body of a page that is known. */
const article: ActionHandler = (context) => {
  const given = context.given("WFWebPage") === undefined ? context.input() : context.value("WFWebPage");
  return given.flatMap((item): Item[] => {
    if (item.kind === "record" && item.type === "article") return [item];
    if (item.kind !== "richText") return [...context.unknown("an article")];
    const title = /<title[^>]*>([^<]*)/i.exec(item.html ?? "")?.[1]?.trim() ?? item.text.split("\n")[0] ?? "";
    return [record("article", title, { Title: text(title), Body: text(item.text) })];
  });
};

/** Get Name of Emoji: only the device has the names. */
const emojiName: ActionHandler = (context) => context.unknown("the name of an emoji");

export const records: Record<string, ActionHandler> = {
  contacts: entered("WFContact", "contact", ""),
  phonenumber: entered("WFPhoneNumber", "phone number", "link.contentkit.phonenumber"),
  email: entered("WFEmailAddress", "email address", "link.contentkit.emailaddress"),
  address,
  location,
  "weather.currentconditions": provided("weather", ({ device }) => device.spec.weather, "the weather"),
  getcurrentsong: provided("song", ({ device }) => device.spec.song, "the current song"),
  getarticle: article,
  getnameofemoji: emojiName,
};
