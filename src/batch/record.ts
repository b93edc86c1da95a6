import type { ContainerKind } from "../container/index.ts";
import type { Severity } from "../diagnostics/catalogue.ts";
import type { RunStatus } from "../run/run.ts";
import type { RecordLine } from "./record-line.ts";

/** JSON, as an index may hold it. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** One shortcut of a batch, before anything is read. */
export interface BatchInput {
  /** What the record is called: the index's id, else the source. */
  id: string;
  /** Where it came from: a path below the folder, `archive.zip!inner/path`, `index.jsonl#12`, a link. */
  source: string;
  /** What the shortcut is called, where its source says so. */
  name?: string;
  /**
   * What an index says beside that; handed through as it is. As `json`, the text of an object, numbers keep digits that
   * JavaScript has no number for.
   */
  metadata?: Record<string, Json> | { json: string };
  content: BatchContent;
}

export type BatchContent =
  /** `path` is bytes where the name is no UTF-8. Where `within` is there, the file has to lie below that folder. */
  | { kind: "path"; path: string | Uint8Array; within?: string }
  | { kind: "bytes"; bytes: Uint8Array }
  | { kind: "link"; link: string }
  /** An entry that names nothing that could be read. */
  | { kind: "problem"; problem: Problem };

/** Why there is no Python. */
export interface Problem {
  /** A code as commands print it. */
  code: string;
  message: string;
  hint?: string;
}

export interface RecordCounts {
  actions: number;
  /** If blocks. */
  branches: number;
  /** Repeats, of either kind. */
  loops: number;
  menus: number;
  /** The most blocks around one action. */
  nesting: number;
}

export interface RecordDiagnostic {
  code: string;
  severity: Severity;
  message: string;
  /** Position of the action, from 0. */
  action?: number;
}

interface CommonFields {
  id: string;
  source: string;
  /** Of the file's bytes; 64 hexadecimal digits. */
  sha256?: string;
  name?: string;
  metadata?: Record<string, Json>;
  /** What the file is: a property list, `binary`, `xml` or foreign `json`, or what such a list is packed in. */
  kind?: ContainerKind;
}

/** What a shortcut did on the default virtual device. */
export interface Execution {
  /** How the run ended. */
  status: RunStatus;
  /** Number of things that it did to the world: dialogs, files, messages, settings, actions that are not modelled. */
  effects: number;
  /** Identifiers of actions that ran and are not modelled, the most frequent first. */
  unmodelled: string[];
  /** Of `failed` and `undetermined`: why. */
  error?: string;
}

/** A shortcut of a data set. Keys that have no value are absent; they always stand in this order. */
export interface TranscribedRecord extends CommonFields {
  sha256: string;
  /** Of the actions without what differs between copies of one shortcut, see {@link normaliseActions}. */
  actions_sha256: string;
  /** The build of the app that wrote the file. */
  client_version?: string;
  python: string;
  /** Identifiers of the actions, each once, sorted. */
  apis: string[];
  counts: RecordCounts;
  diagnostics: RecordDiagnostic[];
  /** What looks like a secret or like personal data, or was replaced: how many of each kind. Absent if there is none. */
  disclosures?: Record<string, number>;
  /** Where shortcuts are run (`execute`): what this one does. */
  execution?: Execution;
}

/** An input that could not become Python. */
export interface ErrorRecord extends CommonFields {
  error: Problem;
}

export type DataRecord = TranscribedRecord | ErrorRecord;

/** Why a record is left out of a data set, in the order in which the reasons are looked at. */
export const FILTERS = [
  "large",
  "unreadable",
  "no-actions",
  "only-comments",
  "few-actions",
  "many-actions",
  "other-apis",
  "unparsable",
  "duplicate",
  "near-duplicate",
  "fuzzy-duplicate",
] as const;
export type Filter = (typeof FILTERS)[number];

/** Filters that a number or a list of its own asks for. */
const BY_VALUE: readonly Filter[] = ["large", "few-actions", "many-actions", "other-apis"];

/** Filters that are asked for by their names. */
export const BY_NAME = FILTERS.filter((filter) => !BY_VALUE.includes(filter));

/** What a thread sends back of one input: the record as its line, and what the thread that writes needs to know of it. */
export interface Transcription<Line = Uint8Array> {
  /** JSON of a {@link DataRecord} (empty for what is too large to read); unless said otherwise in UTF-8, with the end of the line. */
  line: Line;
  /** What keeps it out of the data set, as far as it alone tells. */
  rejected?: Filter;
  /** Code of the error, if there is one. */
  error?: string;
  sha256?: string;
  actionsSha256?: string;
  /** Number of actions. */
  actions: number;
  /** The input is no shortcut, but says by this link where one is. */
  link?: string;
}

/** A transcription as it is written. */
export function encodeLine(transcription: Transcription<RecordLine | string>): Transcription {
  return { ...transcription, line: Buffer.from(`${String(transcription.line)}\n`) };
}

/** The record of a line. */
export function recordOfLine<Record = DataRecord>(line: Uint8Array): Record {
  return JSON.parse(Buffer.from(line.buffer, line.byteOffset, line.byteLength).toString()) as Record;
}

/** Whether a line of a data set is a shortcut. */
export function isTranscribed(record: DataRecord): record is TranscribedRecord {
  return !("error" in record);
}
