import { resolve, sep } from "node:path";
import { decodeICloudRecord, type ICloudRecord } from "../../ir/icloud-record.ts";
import { fileInText } from "../../ir/locate.ts";
import { parseShareLink } from "../../node/icloud.ts";
import { shortcutName } from "../../node/input.ts";
import { decodeJson } from "../../plist/json.ts";
import { parseBase64 } from "../../plist/scalars.ts";
import type { BatchContent, BatchInput } from "../record.ts";
import { compactOf, outlineOf, textOf, type JsonShape, type JsonSlice } from "../json-text.ts";
import { TOO_LONG } from "./lines.ts";

/** Names of fields that say what an entry is about; the first that is there counts. */
const FIELDS = {
  id: ["id", "_id", "uuid"],
  name: ["name", "title", "NameInStore", "NameINStore"],
  path: ["path", "file", "filename"],
  bytes: ["base64", "data"],
} as const;

/** Where the paths of an index start, and whether they may lead elsewhere. */
export interface IndexPlace {
  folder: string;
  allowOutside: boolean;
}

/** An entry's fields by name, each as JSON. */
type Row = ReadonlyMap<string, JsonSlice>;

/**
 * The input that a line of JSONL, or an element of a JSON array, names or holds: a record, a shortcut itself, what iCloud
 * says of one, a link, or a file as text. What is no JSON, or holds nothing of that, is an input with a problem.
 */
export function inputOfLine(line: string | typeof TOO_LONG, source: string, place: IndexPlace): BatchInput {
  if (line === TOO_LONG) return problemInput(source, "This line is longer than any shortcut.");
  const text = line.startsWith("\uFEFF") ? line.slice(1) : line;
  let shape: JsonShape;
  try {
    shape = outlineOf(text);
  } catch (error) {
    return problemInput(source, `This line is no JSON: ${(error as Error).message}.`);
  }
  const whole: BatchInput = { id: source, source, content: { kind: "bytes", bytes: Buffer.from(text) } };
  if (shape.kind === "array") {
    return text.includes("WFWorkflowAction") ? whole : problemInput(source, "This line holds no shortcut.");
  }
  if (shape.kind === "scalar") return inputOfScalar(text, source);
  const row: Row = new Map(shape.entries);
  if (row.has("WFWorkflowActions") || row.has("WFWorkflowActionIdentifier")) return whole;
  return (row.has("recordName") && iCloudInput(text, source)) || inputOfRow(row, source, place);
}

/** The input that a row of a table names or holds. */
export function inputOfCells(
  cells: Readonly<Record<string, string>>,
  source: string,
  place: IndexPlace,
): BatchInput {
  const fields = Object.entries(cells).map(([key, cell]): [string, JsonSlice] => {
    const text = JSON.stringify(cell);
    return [key, { text, start: 0, end: text.length }];
  });
  return inputOfRow(new Map(fields), source, place);
}

function inputOfScalar(text: string, source: string): BatchInput {
  const value: unknown = JSON.parse(text);
  if (typeof value === "string") {
    if (parseShareLink(value) !== undefined) {
      return { id: source, source, content: { kind: "link", link: value } };
    }
    const bytes = fileInText(value);
    if (bytes) return { id: source, source, content: { kind: "bytes", bytes } };
  }
  return problemInput(source, "This line is no JSON object.");
}

/** What iCloud says of a shortcut, as other programs dump it. */
function iCloudInput(text: string, source: string): BatchInput | undefined {
  let record: ICloudRecord | undefined;
  try {
    record = decodeICloudRecord(decodeJson(Buffer.from(text)));
  } catch {
    // Numbers that no property list can hold: a record of some other kind.
    return undefined;
  }
  if (record?.link === undefined) return undefined;
  const { name, link } = record;
  return { id: source, source, ...(name && { name }), content: { kind: "link", link } };
}

/**
 * The input that an entry of an index names or holds: `base64`, a shortcut in any field, `path` (below the index's
 * folder), or a link to iCloud in any field; the first of these that is there. `id` and `name` are those of the
 * record; everything else is metadata, handed through digit by digit.
 */
function inputOfRow(row: Row, source: string, place: IndexPlace): BatchInput {
  const take = (names: readonly string[]) => {
    for (const name of names) {
      const text = scalarOf(row.get(name));
      if (text !== undefined) return text === "" ? undefined : text;
    }
    return undefined;
  };
  const name = take(FIELDS.name);
  const path = take(FIELDS.path);
  const { content, field } = contentOf(row, take(FIELDS.bytes), path, place);
  const own = new Set<string>([...FIELDS.id, ...FIELDS.name, ...FIELDS.bytes]);
  if (field !== undefined) own.add(field);
  const rest = [...row].filter(([key]) => !own.has(key));
  const title = name ?? (path === undefined ? undefined : shortcutName(path));
  return {
    id: take(FIELDS.id) ?? source,
    source,
    ...(title !== undefined && { name: title }),
    ...(rest.length > 0 && { metadata: { json: objectOf(rest) } }),
    content,
  };
}

/** A text, or the digits of a number; undefined for what is no text and no number. */
function scalarOf(slice: JsonSlice | undefined): string | undefined {
  const text = slice && textOf(slice);
  if (text?.startsWith('"')) return JSON.parse(text) as string;
  return text !== undefined && /^[-0-9]/.test(text) ? text : undefined;
}

function objectOf(entries: readonly (readonly [string, JsonSlice])[]): string {
  return `{${entries.map(([key, slice]) => `${JSON.stringify(key)}:${compactOf(slice)}`).join(",")}}`;
}

function contentOf(
  row: Row,
  base64: string | undefined,
  path: string | undefined,
  place: IndexPlace,
): { content: BatchContent; field?: string } {
  const inline = inlineShortcut(row);
  if (base64 !== undefined) {
    const bytes = parseBase64(base64);
    if (bytes) return { content: { kind: "bytes", bytes } };
    if (!inline) return { content: problem("The field with the shortcut's bytes is no base64.") };
  }
  if (inline) return inline;
  if (path !== undefined) return { content: pathContent(path, place) };
  for (const slice of row.values()) {
    const link = scalarOf(slice);
    if (link !== undefined && parseShareLink(link) !== undefined) return { content: { kind: "link", link } };
  }
  const hint = "It needs a path, base64, a shortcut as JSON, or a link to iCloud.";
  return { content: problem("This entry names no shortcut.", hint) };
}

/** The first field that holds a shortcut: as JSON, as the text of a file, or as base64 of one. */
function inlineShortcut(row: Row): { content: BatchContent; field: string } | undefined {
  for (const [field, slice] of row) {
    const first = slice.text.charAt(slice.start);
    let bytes: Uint8Array | undefined;
    if (first === '"') bytes = fileInText(JSON.parse(textOf(slice)) as string);
    else if (first === "{" || first === "[") {
      const text = textOf(slice);
      if (text.includes('"WFWorkflowAction')) bytes = Buffer.from(text);
    }
    if (bytes) return { content: { kind: "bytes", bytes }, field };
  }
  return undefined;
}

function pathContent(path: string, { folder, allowOutside }: IndexPlace): BatchContent {
  if (path.includes("\0")) return problem("The path of this entry makes no sense.");
  const full = resolve(folder, path);
  const below = resolve(folder) + (resolve(folder).endsWith(sep) ? "" : sep);
  if (!allowOutside && !full.startsWith(below)) {
    const hint = "If the index is your own, add --allow-outside.";
    return problem("The path of this entry leads out of the index's folder.", hint, "SC5207");
  }
  return { kind: "path", path: full, ...(allowOutside ? {} : { within: resolve(folder) }) };
}

function problem(message: string, hint?: string, code = "SC5201"): BatchContent {
  return { kind: "problem", problem: { code, message, ...(hint !== undefined && { hint }) } };
}

/** An input that cannot be read. */
export function problemInput(source: string, message: string, hint?: string, code?: string): BatchInput {
  return { id: source, source, content: problem(message, hint, code) };
}
