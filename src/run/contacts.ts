import { table } from "./table.ts";
import { record, text, url, type RecordItem } from "./value.ts";

const PROPERTIES = table<string>({
  ORG: "Company",
  NOTE: "Notes",
  TEL: "Phone Numbers",
  EMAIL: "Email Addresses",
  TITLE: "Job Title",
  NICKNAME: "Nickname",
  ADR: "Street Addresses",
  BDAY: "Birthday",
});

/** Every card of a vCard text as a contact (1.9); none if the text is no vCard. */
export function parseVCards(source: string): RecordItem[] {
  if (!/BEGIN:VCARD/i.test(source)) return [];
  // Lines that begin with a space go on with the line before (RFC 6350, 3.2).
  const lines = source
    .replace(/\r\n?/g, "\n")
    .replace(/\n[ \t]/g, "")
    .split("\n");
  const cards: RecordItem[] = [];
  let fields: [name: string, value: string][] | undefined;
  for (const line of lines) {
    const trimmed = line.trim();
    if (/^BEGIN:VCARD$/i.test(trimmed)) fields = [];
    else if (/^END:VCARD$/i.test(trimmed)) {
      if (fields) cards.push(cardOf(fields));
      fields = undefined;
    } else if (fields) {
      const colon = trimmed.indexOf(":");
      if (colon <= 0) continue;
      const name = trimmed
        .slice(0, colon)
        .split(";")[0]!
        .toUpperCase()
        .replace(/^ITEM\d+\./, "");
      fields.push([name, trimmed.slice(colon + 1)]);
    }
  }
  return cards;
}

function cardOf(fields: readonly [name: string, value: string][]): RecordItem {
  const first = (wanted: string) => fields.find(([name, value]) => name === wanted && value !== "")?.[1];
  const components = (first("N") ?? "").split(/(?<!\\);/).map(unescape);
  const [last = "", given = "", middle = "", prefix = "", suffix = ""] = components;
  const assembled = [prefix, given, middle, last, suffix].filter((part) => part !== "").join(" ");
  const name = first("FN") === undefined ? assembled : unescape(first("FN")!);
  const properties: Record<
    string,
    RecordItem["properties"] extends ReadonlyMap<string, infer V> ? V : never
  > = {};
  if (given !== "") properties["First Name"] = [text(given)];
  if (last !== "") properties["Last Name"] = [text(last)];
  for (const [key, value] of fields) {
    const property = PROPERTIES[key];
    if (property === undefined || value === "") continue;
    const shown =
      key === "ORG"
        ? value
            .split(/(?<!\\);/)
            .filter(Boolean)
            .join(", ")
        : value;
    properties[property] = [...(properties[property] ?? []), text(unescape(shown))];
  }
  const links = fields.filter(([key, value]) => key === "URL" && value !== "");
  if (links.length > 0) properties["URL"] = links.map(([, value]) => url(unescape(value)));
  if (first("PHOTO") !== undefined) {
    properties["Contact Photo"] = [
      { kind: "file", name: "Contact Photo.jpeg", type: "public.jpeg", content: null },
    ];
  }
  return record(
    "contact",
    name === "" ? (properties["Company"]?.[0]?.kind === "text" ? properties["Company"][0].text : "") : name,
    properties,
  );
}

function unescape(value: string): string {
  return value.replace(/\\([nN,;:\\])/g, (_, sign: string) => (sign === "n" || sign === "N" ? "\n" : sign));
}
