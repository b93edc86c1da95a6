import { resolve } from "node:path";
import { parseShareLink } from "../../node/icloud.ts";
import { shortcutName } from "../../node/input.ts";
import { decodeICloudRecord } from "../../ir/icloud-record.ts";
import { decodeJson } from "../../plist/json.ts";
import { parseBase64 } from "../../plist/scalars.ts";
import type { BatchContent, BatchInput, Json } from "../record.ts";
import { TOO_LONG } from "./lines.ts";

/** Names of fields that say what an entry is about; the first that is there counts. */
const FIELDS = {
  id: ["id", "_id", "uuid"],
  name: ["name", "title"],
  path: ["path", "file", "filename"],
  bytes: ["base64", "data"],
} as const;

/** The input that a line of JSONL names or holds. */
export function inputOfLine(line: string | typeof TOO_LONG, source: string, folder: string): BatchInput {
  if (line === TOO_LONG) return problemInput(source, "This line is longer than any shortcut.");
  let row: unknown;
  try {
    row = JSON.parse(line);
  } catch (error) {
    return problemInput(source, `This line is no JSON: ${(error as Error).message}.`);
  }
  if (typeof row !== "object" || row === null || Array.isArray(row)) {
    return problemInput(source, "This line is no JSON object.");
  }
  const fields = row as Record<string, Json>;
  // A shortcut itself, or what iCloud says of one, as other programs dump them.
  if ("WFWorkflowActions" in fields) {
    return { id: source, source, content: { kind: "bytes", bytes: Buffer.from(line) } };
  }
  if ("recordName" in fields) {
    const record = decodeICloudRecord(decodeJson(Buffer.from(line)));
    if (record?.link !== undefined) {
      const { name, link } = record;
      return { id: source, source, ...(name && { name }), content: { kind: "link", link } };
    }
  }
  return inputOfRow(fields, source, folder);
}

/**
 * The input that an entry of an index names or holds: `path` (below the index's folder), `base64`, or a link to iCloud
 * in any of its fields. `id` and `name` are those of the record; everything else is metadata.
 */
export function inputOfRow(row: Record<string, Json>, source: string, folder: string): BatchInput {
  const take = (names: readonly string[]) => {
    const key = names.find((name) => typeof row[name] === "string" || typeof row[name] === "number");
    const text = key === undefined ? "" : String(row[key]);
    return text === "" ? undefined : text;
  };
  const name = take(FIELDS.name);
  const path = take(FIELDS.path);
  const bytes = take(FIELDS.bytes);
  const own = new Set<string>([...FIELDS.id, ...FIELDS.name, ...FIELDS.bytes]);
  const metadata = Object.fromEntries(Object.entries(row).filter(([key]) => !own.has(key)));
  const title = name ?? (path === undefined ? undefined : shortcutName(path));
  return {
    id: take(FIELDS.id) ?? source,
    source,
    ...(title !== undefined && { name: title }),
    ...(Object.keys(metadata).length > 0 && { metadata }),
    content: contentOf(bytes, path, row, folder),
  };
}

function contentOf(
  base64: string | undefined,
  path: string | undefined,
  row: Record<string, Json>,
  folder: string,
): BatchContent {
  if (base64 !== undefined) {
    const bytes = parseBase64(base64);
    return bytes ? { kind: "bytes", bytes } : problem("The field with the shortcut's bytes is no base64.");
  }
  if (path !== undefined) return { kind: "path", path: resolve(folder, path) };
  for (const value of Object.values(row)) {
    if (typeof value === "string" && parseShareLink(value) !== undefined)
      return { kind: "link", link: value };
  }
  return problem("This entry names no shortcut.", "It needs a path, base64, or a link to iCloud.");
}

function problem(message: string, hint?: string): BatchContent {
  return { kind: "problem", problem: { code: "SC5201", message, ...(hint !== undefined && { hint }) } };
}

function problemInput(source: string, message: string): BatchInput {
  return { id: source, source, content: problem(message) };
}
