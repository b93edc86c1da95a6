import { conventions } from "./conventions.ts";
import { formatStyles } from "./dates/styles.ts";
import type { Environment } from "./environment.ts";
import { printJson } from "./json.ts";
import { numberText } from "./number.ts";
import { ActionFailure } from "./stop.ts";
import { durationText, fileSizeText, measurementText } from "./units.ts";
import { withoutExtension, type Cell, type FileItem, type Item, type Value } from "./value.ts";

/** A value as text: its items, joined by line feeds; nothing is the empty text (1.5). */
export function textOf(value: Value, env: Environment): string {
  if (value.length === 0) return "";
  if (value.length === 1) return itemText(value[0]!, env);
  let joined = itemText(value[0]!, env);
  for (let i = 1; i < value.length; i++) joined += `\n${itemText(value[i]!, env)}`;
  env.charge(joined.length);
  return joined;
}

/** The exact text of an item (1.5). */
export function itemText(item: Item, env: Environment): string {
  switch (item.kind) {
    case "text":
      return item.text;
    case "number":
      return numberText(item.value, env);
    case "boolean":
      return item.value ? "Yes" : "No";
    case "url":
      return item.url;
    case "dictionary":
      return dictionaryText(item, env);
    case "date":
      return formatStyles(item.time, "Medium", "Short", env);
    case "duration":
      return durationText(item.seconds, env);
    case "measurement":
      return measurementText(item, env);
    case "richText":
      return item.text;
    case "file":
      return fileText(item, env);
    case "record":
      return recordText(item, env);
    case "placeholder":
      return `⟨${item.of}⟩`;
  }
}

/** A dictionary, or an array of one, as the JSON that the app writes. */
export function dictionaryText(cell: Cell, env: Environment): string {
  const isBeyondDoubt =
    cell !== null && "kind" in cell && cell.kind === "dictionary" && cell.entries.size < 2;
  const json = printJson(cell, (item) => itemText(item, env), conventions.escapesSlashes);
  if (!isBeyondDoubt || json.includes("/")) env.question(5);
  env.charge(json.length * 3);
  return json;
}

const decoder = new TextDecoder("utf-8", { fatal: true });

/** What a file says; undefined if it holds no text. */
export function contentText(file: FileItem): string | undefined {
  if (typeof file.content === "string") return file.content;
  if (file.content === null) return undefined;
  try {
    return decoder.decode(file.content);
  } catch {
    return undefined;
  }
}

/** The HTML of rich text, or of a file that holds it. */
export function htmlOf(item: Item): string | undefined {
  if (item.kind === "richText") return item.html;
  return item.kind === "file" && item.type === "public.html" ? contentText(item) : undefined;
}

/** Types whose content is a text although nobody would take it for one. */
const NO_TEXT =
  /^public\.(?:image|png|jpeg|heic|tiff|gif|movie|mpeg|audio|mp3|zip-archive|folder)|pdf|archive/;

function fileText(file: FileItem, env: Environment): string {
  const content = NO_TEXT.test(file.type) ? undefined : contentText(file);
  if (content !== undefined) return content;
  if (!/image|photo|movie|audio|media|png|jpeg|heic|folder/.test(file.type)) env.question(3);
  return withoutExtension(file.name);
}

function recordText(item: Extract<Item, { kind: "record" }>, env: Environment): string {
  if (item.type === "location") {
    const address = item.properties.get("Address") ?? item.properties.get("Street");
    if (address !== undefined && address.length > 0) return textOf(address, env);
  }
  if (item.type === "file size") return fileSizeText(bytesOf(item), env);
  return item.name;
}

/** The number behind a file size. */
export function bytesOf(item: Extract<Item, { kind: "record" }>): number {
  const bytes = item.properties.get("Bytes")?.[0];
  if (bytes?.kind !== "number") throw new ActionFailure("A file size has no size.");
  return bytes.value.toNumber();
}
