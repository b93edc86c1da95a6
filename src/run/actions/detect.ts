import { contactsOf, datesOf, isImage, numberOf, urlsOf } from "../coerce.ts";
import type { ActionHandler } from "../context.ts";
import { htmlLinks } from "../html.ts";
import { isFolder } from "../files.ts";
import { recogniseLinks } from "../links.ts";
import { htmlOf, itemText } from "../text.ts";
import { date, number, record, text, url, type Item } from "../value.ts";

/** Get Text from Input (3.1): each item's text; placeholders stay what they are. */
const detectText: ActionHandler = (context) =>
  context.input().map((item) => {
    if (item.kind === "text" || item.kind === "placeholder") return item;
    return item.name !== undefined && item.kind === "dictionary"
      ? text(itemText(item, context.env), item.name)
      : text(itemText(item, context.env));
  });

/** Get URLs from Input (3.1): every link, in order, repeated ones too. */
const detectLinks: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    if (item.kind === "url" || item.kind === "placeholder") return [item];
    const html = htmlOf(item);
    if (html !== undefined) return htmlLinks(html).map(url);
    if (item.kind === "text") return recogniseLinks(item.text, context.env).map(url);
    if (item.kind === "dictionary") return recogniseLinks(itemText(item, context.env), context.env).map(url);
    return urlsOf(item, context.env).map(url);
  });

/** Get Dates from Input (3.1). */
const detectDates: ActionHandler = (context) =>
  context.input().flatMap((item) => (item.kind === "date" ? [item] : datesOf(item, context.env).map(date)));

/** Get Numbers from Input (3.1): one for each text that begins with one (Q4). */
const detectNumbers: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    if (item.kind === "number") return [item];
    const found = numberOf(item, context.env);
    if (found === undefined) context.env.question(4);
    return found === undefined ? [] : [number(found)];
  });

/** Get Images from Input (3.1): images, and those in a folder; what is inside other files is not looked for. */
const detectImages: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    if (item.kind === "placeholder") return [item];
    if (item.kind === "record")
      return [...(item.properties.get("Contact Photo") ?? item.properties.get("Artwork") ?? [])];
    if (item.kind !== "file") return [];
    if (isFolder(item) && item.path !== undefined)
      return context.device.files.list(item.path).filter(({ type }) => isImage(type));
    if (item.members) return item.members.filter(({ type }) => isImage(type));
    return isImage(item.type) ? [item] : [];
  });

const PHONE = /(?<![\w.])\+?\(?\d(?:[\s().-]{0,2}\d){6,14}(?![\w.]\d)/g;
const MAIL = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g;

/** Get Phone Numbers from Input (3.1): groups of 7 to 15 digits. */
const detectPhones: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    const known = item.kind === "record" ? item.properties.get("Phone Numbers") : undefined;
    const numbers = known
      ? known.map((inner) => itemText(inner, context.env))
      : itemText(item, context.env).match(PHONE);
    return (numbers ?? []).map((number) => record("phone number", number.trim()));
  });

/** Get Email Addresses from Input (3.1). */
const detectMails: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    const known = item.kind === "record" ? item.properties.get("Email Addresses") : undefined;
    const addresses = known
      ? known.map((inner) => itemText(inner, context.env))
      : itemText(item, context.env).match(MAIL);
    return (addresses ?? []).map((address) => record("email address", address));
  });

/** Get Contacts from Input (3.1): of vCards. */
const detectContacts: ActionHandler = (context) => context.input().flatMap((item) => [...contactsOf(item)]);

/** Get Addresses from Input (3.1): those that items bring themselves; nothing is recognised in a text. */
const detectAddresses: ActionHandler = (context) =>
  context.input().flatMap((item): Item[] => {
    if (item.kind === "record" && (item.type === "address" || item.type === "location")) return [item];
    const own = item.kind === "record" ? item.properties.get("Street Addresses") : undefined;
    if (own) return own.map((inner) => record("address", itemText(inner, context.env)));
    if (item.kind === "text" && item.text.trim() !== "") return [...context.unknown("addresses in a text")];
    return [];
  });

/** Detect Language (3.1): the device knows. */
const detectLanguage: ActionHandler = (context) => {
  const canned = context.device.cannedOutput("is.workflow.actions.detectlanguage");
  return canned ?? context.unknown("the language of a text");
};

export const detect: Record<string, ActionHandler> = {
  "detect.text": detectText,
  "detect.link": detectLinks,
  "detect.date": detectDates,
  "detect.number": detectNumbers,
  "detect.images": detectImages,
  "detect.phonenumber": detectPhones,
  "detect.emailaddress": detectMails,
  "detect.contacts": detectContacts,
  "detect.address": detectAddresses,
  detectlanguage: detectLanguage,
};
