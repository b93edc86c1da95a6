import type { SchemaElement } from "hyparquet";

/** A column of Parquet: what it looks like there, and how it comes from a record. */
export type Column<Record> = [schema: SchemaElement[], of: (record: Record) => unknown];

const optional = { repetition_type: "OPTIONAL" } as const;

export function textColumn<Record>(name: string, of: (record: Record) => string | undefined): Column<Record> {
  return [[{ name, type: "BYTE_ARRAY", converted_type: "UTF8", ...optional }], of];
}

export function integerColumn<Record>(
  name: string,
  of: (record: Record) => number | undefined,
): Column<Record> {
  return [[{ name, type: "INT32", ...optional }], of];
}

/** A list of texts. */
export function listColumn<Record>(
  name: string,
  of: (record: Record) => readonly string[] | undefined,
): Column<Record> {
  return [
    [
      { name, converted_type: "LIST", num_children: 1, ...optional },
      { name: "list", repetition_type: "REPEATED", num_children: 1 },
      { name: "element", type: "BYTE_ARRAY", converted_type: "UTF8", repetition_type: "REQUIRED" },
    ],
    of,
  ];
}
