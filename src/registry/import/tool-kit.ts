import type { RawFacts, RawOutput, RawParameter } from "../records/raw-facts.ts";
import type { ActionRecord } from "../records/record.ts";
import { appOf, recordOfDefinition } from "./definition.ts";
import { typeOfToolKit, unionOf } from "./types.ts";
import { checkCount, malformed, optional } from "./values.ts";

/** What a cell of a database holds. */
export type Cell = string | number | bigint | Uint8Array | null;

/** A row by the names of its columns. */
export type Row = Record<string, Cell>;

/** A database that is only read. Views and virtual tables do not count as tables. */
export interface Database {
  /** Names of the columns of a table; undefined where there is no such table. */
  columns(table: string): string[] | undefined;
  /** All rows of a table, with these of its columns. */
  rows(table: string, columns: readonly string[]): Iterable<Row>;
}

/** Tables and columns without which a database is no ToolKit. Newer and older ones differ in the rest. */
const REQUIRED = { Tools: ["rowId", "id", "toolType"], Parameters: ["toolId", "key"] };

/** Whether a database is the ToolKit of Shortcuts: `~/Library/Shortcuts/ToolKit/Tools-*`. */
export function isToolKit(database: Database): boolean {
  return Object.entries(REQUIRED).every(([table, columns]) => {
    const present = database.columns(table);
    return present !== undefined && columns.every((column) => has(present, column));
  });
}

/**
 * All actions in the ToolKit database: what they are called, their parameters with types and choices, and what they
 * give; not which parameter takes the input. Texts are English where the database has English ones.
 *
 * The tables (of versions 61 to 78): `Tools` has the identifiers; `Parameters`, `ToolParameterTypes` and
 * `ToolOutputTypes` refer to its `rowId`; `EnumerationCases` refers to types by name; names stand in
 * `*Localizations`; `ContainerMetadata` are the apps.
 *
 * @throws ShortcutError SC3102
 */
export function readToolKit(database: Database): ActionRecord[] {
  const about = contentsOf(database);
  const tools = [
    ...read(database, "Tools", ["rowId", "id", "toolType", "sourceContainerId", "deprecationReplacementId"]),
  ];
  checkCount(tools.length);
  return tools.map((tool) => recordOfTool(tool, about));
}

type Contents = ReturnType<typeof contentsOf>;

/** The other tables, by what `Tools` and `Parameters` refer to them with. */
function contentsOf(database: Database) {
  const parameterKey = (row: Row) => `${keyOf(row["toolId"])} ${keyOf(row["key"])}`;
  const toolId = (row: Row) => keyOf(row["toolId"]);
  const localized = (table: string, key: (row: Row) => string, columns: string[]) => {
    return best(read(database, table, ["locale", "localizationUsage", ...columns]), key);
  };
  return {
    parameters: group(read(database, "Parameters", ["toolId", "key", "sortOrder"]), toolId),
    parameterTypes: group(read(database, "ToolParameterTypes", ["toolId", "key", "typeId"]), parameterKey),
    outputTypes: group(read(database, "ToolOutputTypes", ["toolId", "typeIdentifier"]), toolId),
    apps: best(read(database, "ContainerMetadata", ["rowId", "id"]), (row) => keyOf(row["rowId"])),
    names: localized("ToolLocalizations", toolId, [
      "toolId",
      "name",
      "descriptionSummary",
      "outputResultName",
    ]),
    labels: localized("ParameterLocalizations", parameterKey, ["toolId", "key", "name"]),
    appNames: localized("ContainerMetadataLocalizations", (row) => keyOf(row["containerId"]), [
      "containerId",
      "name",
    ]),
    choices: choicesOf(read(database, "EnumerationCases", ["typeId", "id", "locale", "title"])),
    keywords: englishOnly(group(read(database, "SearchKeywords", ["toolId", "locale", "keyword"]), toolId)),
    categories: englishOnly(group(read(database, "Categories", ["toolId", "locale", "category"]), toolId)),
  };
}

function recordOfTool(tool: Row, about: Contents): ActionRecord {
  const id = keyOf(tool["rowId"]);
  const identifier = text(tool["id"]);
  if (identifier === undefined) throw malformed("One of the Tools in the database has no id.");
  const container = keyOf(tool["sourceContainerId"]);
  const names = about.names.get(id);
  const parameters = about.parameters.get(id) ?? [];
  const types = (about.outputTypes.get(id) ?? []).map((row) => text(row["typeIdentifier"]));
  const app = text(about.apps.get(container)?.["id"]) ?? appOf(identifier);
  const record = recordOfDefinition({
    identifier,
    app,
    app_name: text(about.appNames.get(container)?.["name"]) ?? null,
    title: text(names?.["name"]) ?? null,
    description: text(names?.["descriptionSummary"]),
    keywords: columnOf(about.keywords.get(id), "keyword"),
    categories: columnOf(about.categories.get(id), "category"),
    kind: kindOf(identifier, text(tool["toolType"])),
    facts: "toolkit",
    deprecated: text(tool["deprecationReplacementId"]) !== undefined,
    output: outputOf(types, text(names?.["outputResultName"])),
    parameters: parameters.toSorted(bySortOrder).flatMap((row) => parameterOf(row, id, about)),
  });
  // Built-in ones may still hand their input on, which the database does not tell.
  if (types.length > 0 && !record.output && record.kind !== "builtin") record.blocksOutput = true;
  return record;
}

function kindOf(identifier: string, toolType: string | undefined): RawFacts["kind"] {
  if (identifier.startsWith("is.workflow.actions.")) return "builtin";
  return toolType === "siriIntent" ? "intent" : "appintent";
}

/** The type `none` says that there is no output; without any type nothing is known. */
function outputOf(types: readonly (string | undefined)[], name: string | undefined): RawOutput | null {
  const known = types.filter((type) => type !== undefined && type !== "none") as string[];
  if (known.length === 0) return null;
  return { types: known, python_type: unionOf(known.map(typeOfToolKit)) ?? null, ...optional("name", name) };
}

function parameterOf(row: Row, toolId: string, about: Contents): RawParameter[] {
  const key = text(row["key"]);
  if (key === undefined) return [];
  const at = `${toolId} ${key}`;
  const types = columnOf(about.parameterTypes.get(at), "typeId");
  const choices = types.map((type) => about.choices.get(type)).find((found) => found !== undefined);
  return [
    {
      key,
      class: types.join("|") || "unknown",
      python_type: choices ? "str" : (unionOf(types.map(typeOfToolKit)) ?? "Any"),
      ...optional("label", text(about.labels.get(at)?.["name"])),
      ...choices,
    },
  ];
}

function bySortOrder(a: Row, b: Row): number {
  return Number(a["sortOrder"] ?? 0) - Number(b["sortOrder"] ?? 0);
}

interface Choices {
  enum_items: string[];
  enum_titles: string[];
}

/** The cases of each enumeration, in the order of the table. */
function choicesOf(rows: Iterable<Row>): ReadonlyMap<string, Choices> {
  const cases = best(rows, (row) => `${keyOf(row["typeId"])} ${keyOf(row["id"])}`);
  const choices = new Map<string, Choices>();
  for (const row of cases.values()) {
    const item = text(row["id"]);
    if (item === undefined) continue;
    const type = keyOf(row["typeId"]);
    const known = choices.get(type) ?? { enum_items: [], enum_titles: [] };
    known.enum_items.push(item);
    known.enum_titles.push(text(row["title"]) ?? item);
    choices.set(type, known);
  }
  return choices;
}

/** Rows with those of the columns that this version has; none where it has no such table. */
function* read(database: Database, table: string, columns: readonly string[]): Iterable<Row> {
  const present = database.columns(table);
  if (!present) return;
  yield* database.rows(
    table,
    columns.filter((column) => has(present, column)),
  );
}

/** SQL does not tell `rowId` from `rowid`, and every table has one. */
function has(columns: readonly string[], column: string): boolean {
  return column === "rowId" || columns.some((name) => name.toLowerCase() === column.toLowerCase());
}

function group(rows: Iterable<Row>, key: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const rest = groups.get(key(row));
    if (rest) rest.push(row);
    else groups.set(key(row), [row]);
  }
  return groups;
}

/** Of rows with the same key the one that serves best: English, and meant to be shown; else the first. */
function best(rows: Iterable<Row>, key: (row: Row) => string): Map<string, Row> {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const name = key(row);
    const other = found.get(name);
    if (!other || fitness(row) > fitness(other)) found.set(name, row);
  }
  return found;
}

function fitness(row: Row): number {
  return 2 * englishness(row) + (row["localizationUsage"] === "display" ? 1 : 0);
}

function englishness({ locale }: Row): number {
  if (typeof locale !== "string") return 0;
  return locale === "en" ? 2 : /^en[-_]/.test(locale) ? 1 : 0;
}

/** Of each group the rows of one language: the most English one. */
function englishOnly(groups: Map<string, Row[]>): Map<string, Row[]> {
  for (const [key, rows] of groups) {
    const [first] = rows.toSorted((a, b) => englishness(b) - englishness(a));
    groups.set(
      key,
      rows.filter((row) => row["locale"] === first!["locale"]),
    );
  }
  return groups;
}

function columnOf(rows: readonly Row[] | undefined, column: string): string[] {
  return [...new Set((rows ?? []).map((row) => text(row[column])).filter((item) => item !== undefined))];
}

function text(cell: Cell | undefined): string | undefined {
  return typeof cell === "string" && cell.trim() !== "" ? cell : undefined;
}

/** References are numbers or names, by version. */
function keyOf(cell: Cell | undefined): string {
  return typeof cell === "string" || typeof cell === "number" || typeof cell === "bigint" ? String(cell) : "";
}
