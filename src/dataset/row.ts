import type { Execution, Json, Problem, RecordCounts, RecordDiagnostic } from "../batch/record.ts";

/**
 * What a row is. `seed`: a real shortcut, as `batch` writes it, with what `annotate` adds; `query`: a task that nobody
 * has solved yet; `synthetic`: a task with a model's plan and program; `prediction`: a program to be scored.
 */
export const ROW_KINDS = ["seed", "query", "synthetic", "prediction"] as const;
export type RowKind = (typeof ROW_KINDS)[number];

/** Goes up when a program that reads the rows has to change. */
export const ROW_VERSION = 1;

/** Tokens that an endpoint says it has read and written. */
export interface Tokens {
  input: number;
  output: number;
}

/** What one step did to a row. Without times: the same run gives the same bytes. */
export interface Provenance {
  step: string;
  /** What the endpoint says its model is called. */
  model?: string;
  /** The prompts that were used: name, and version with the first digits of its SHA-256. */
  prompts?: Record<string, string>;
  /** Of the random draws. */
  seed?: number;
  /** What was drawn: APIs, applications, exemplars, category. */
  draws?: Record<string, Json>;
  /** Requests that were made, and what they cost. */
  attempts?: number;
  tokens?: Tokens;
}

/** A comment that a model wrote about one statement. */
export interface StatementComment {
  /** Position of the statement among those of the program, from 0, in the order of the text. */
  statement: number;
  text: string;
}

/**
 * A row of a data set. Keys that have no value are absent; they always stand in this order. Keys that are not
 * among them are handed through, after the others.
 */
export interface Row {
  /** Kind and version: `seed/1`. */
  schema: `${RowKind}/${number}`;
  id: string;
  source?: string;
  sha256?: string;
  name?: string;
  metadata?: Record<string, Json>;
  kind?: string;
  actions_sha256?: string;
  client_version?: string;
  /** The task, as a user would put it. */
  query?: string;
  /** The task plan: a numbered list in Markdown. */
  plan?: string;
  /** The program that goes with query and plan: renamed and commented. */
  code?: string;
  /** Of a seed: the program as it was transcribed. */
  python?: string;
  /** Identifiers of the actions. Of a seed, those it has; of others, those that a solution may use. */
  apis?: string[];
  category?: string;
  counts?: RecordCounts;
  diagnostics?: RecordDiagnostic[];
  /** What looks like a secret or like personal data: how many of each kind. */
  disclosures?: Record<string, number>;
  /** Of a seed whose shortcut was run (`batch --execute`): what it does. */
  execution?: Execution;
  comments?: StatementComment[];
  /** Names of the transcribed program, and what they are called in `code`. */
  renamed?: Record<string, string>;
  /** The first row of those that are nearly the same as this one. */
  cluster?: string;
  split?: string;
  provenance?: Provenance[];
  /** Of an input that could not become Python. */
  error?: Problem;
}

/** The keys of a row, in their order. */
export const ROW_KEYS = [
  "schema",
  "id",
  "source",
  "sha256",
  "name",
  "metadata",
  "kind",
  "actions_sha256",
  "client_version",
  "query",
  "plan",
  "code",
  "python",
  "apis",
  "category",
  "counts",
  "diagnostics",
  "disclosures",
  "execution",
  "comments",
  "renamed",
  "cluster",
  "split",
  "provenance",
  "error",
] as const satisfies readonly (keyof Row)[];

/** A row that a step could not take on. `row` is all of it, so nothing is lost. */
export interface Reject {
  id: string;
  step: string;
  /** A word that is counted: `duplicate`. */
  reason: string;
  message: string;
  row: unknown;
}

/** The program of a row: the annotated one, or else the transcribed one. */
export function programOf(row: Row): string | undefined {
  return row.code ?? row.python;
}

export function kindOf({ schema }: Row): RowKind {
  return schema.slice(0, schema.indexOf("/")) as RowKind;
}

export function schemaOf(kind: RowKind): Row["schema"] {
  return `${kind}/${ROW_VERSION}`;
}

/** The same row with its keys in order, and without those that have no value. */
export function orderRow(row: Row): Row {
  const ordered: Record<string, unknown> = {};
  const fields = row as unknown as Record<string, unknown>;
  for (const key of ROW_KEYS) if (fields[key] !== undefined) ordered[key] = fields[key];
  for (const key in fields) if (!(key in ordered) && fields[key] !== undefined) ordered[key] = fields[key];
  return ordered as unknown as Row;
}

/** Adds what a step did. */
export function withProvenance(row: Row, entry: Provenance): Row {
  return { ...row, provenance: [...(row.provenance ?? []), entry] };
}
