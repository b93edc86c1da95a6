import { createHash, hash, type Hash } from "node:crypto";
import { convertProved } from "../proved.ts";
import { readShortcut, type Reading } from "../read.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { ShortcutError } from "../diagnostics/error.ts";
import { commentLines } from "../passes/comment-lines.ts";
import { decodeICloudRecord } from "../ir/icloud-record.ts";
import { findDisclosures } from "../inspect/disclosures.ts";
import { Redactor } from "../inspect/redact.ts";
import { nestBlocks } from "../passes/control-flow.ts";
import { countBlocks } from "../inspect/inspect.ts";
import type { Action, Workflow } from "../ir/workflow.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { signatureDiagnostic } from "../node/process-input.ts";
import { decodeJson } from "../plist/json.ts";
import { parsePython } from "../python/parse/parse.ts";
import type { Registry } from "../registry/records/registry.ts";
import { normaliseActions } from "./normalise.ts";
import type { TranscribeOptions } from "./options.ts";
import { RecordLine } from "./record-line.ts";
import type {
  BatchInput,
  ErrorRecord,
  Filter,
  Problem,
  RecordCounts,
  RecordDiagnostic,
  TranscribedRecord,
  Transcription,
} from "./record.ts";

/** A record to be written: JSON has no keys whose values are undefined, and objects with the same keys are all alike. */
type Unwritten<Record> = {
  [Key in keyof Record]: undefined extends Record[Key] ? Record[Key] | undefined : Record[Key];
};

/** What of an input its records repeat. */
export type InputLabels = Pick<BatchInput, "id" | "source" | "name" | "metadata">;

/** Makes the record of one file. Never throws: what is wrong with a file is a record, too. */
export async function transcribeOne(
  input: InputLabels,
  bytes: Uint8Array,
  options: TranscribeOptions,
  registry: Registry,
): Promise<Transcription<RecordLine>> {
  const sha256 = hash("sha256", bytes);
  if (options.maxBytes !== undefined && bytes.length > options.maxBytes) {
    return { line: new RecordLine(""), rejected: "large", sha256, actions: 0 };
  }
  let reading: Reading | undefined;
  try {
    reading = readShortcut(bytes);
    const { labels, disclosures } = options.redact
      ? redact(input, reading)
      : { labels: input, disclosures: countDisclosures(reading.workflow) };
    const record = await recordOf(labels, bytes, sha256, reading, disclosures, options, registry);
    const rejected = filterFor(record, reading.workflow, options);
    return {
      line: lineOf(record, labels.metadata),
      ...(rejected !== undefined && { rejected }),
      sha256,
      actionsSha256: record.actions_sha256,
      actions: record.counts.actions,
    };
  } catch (error) {
    const kind = reading?.container.kind;
    const link = error instanceof ShortcutError && error.code === "SC1011" ? linkOf(bytes) : undefined;
    const result = transcriptionOfProblem(input, describeProblem(error), options, {
      sha256,
      ...(kind !== undefined && { kind }),
    });
    return link === undefined ? result : { ...result, link };
  }
}

/** Replaces secrets and personal data in a shortcut and in what an index says of it. */
function redact(
  input: InputLabels,
  reading: Reading,
): { labels: InputLabels; disclosures: TranscribedRecord["disclosures"] } {
  const redactor = new Redactor();
  const { name, metadata } = input;
  const redacted = redactor.workflow(reading.workflow);
  reading.workflow = { ...redacted, body: nestBlocks(redacted.actions, []) };
  const labels = {
    ...input,
    ...(name !== undefined && { name: redactor.text(name) }),
    // As text, so that it stays what it is but for what is replaced; a name in brackets needs no escape.
    ...(metadata !== undefined && { metadata: { json: redactor.text(metadataText(metadata)) } }),
  };
  return { labels, disclosures: redactor.counts };
}

/** How many there are of each kind. */
function countDisclosures(workflow: Workflow): TranscribedRecord["disclosures"] {
  const counts: Record<string, number> = {};
  for (const { what } of findDisclosures(workflow)) counts[what] = (counts[what] ?? 0) + 1;
  return counts;
}

/** The record of an input that cannot be read. */
export function transcriptionOfProblem(
  { id, source, name, metadata }: InputLabels,
  problem: Problem,
  { drop }: Pick<TranscribeOptions, "drop">,
  known: Pick<ErrorRecord, "sha256" | "kind"> = {},
): Transcription<RecordLine> {
  const { sha256, kind } = known;
  const record: Unwritten<ErrorRecord> = {
    id,
    source,
    sha256,
    name,
    metadata: metadata && {},
    kind,
    error: problem,
  };
  return {
    line: lineOf(record, metadata),
    ...(drop.includes("unreadable") && { rejected: "unreadable" }),
    error: problem.code,
    ...(sha256 !== undefined && { sha256 }),
    actions: 0,
  };
}

const EMPTY_METADATA = '"metadata":{}';
const EMPTY_PROGRAM = '"python":""';

/** A record as JSON, with the metadata in the place that it has left for them. */
function lineOf(
  record: Unwritten<TranscribedRecord> | Unwritten<ErrorRecord>,
  metadata: InputLabels["metadata"],
): RecordLine {
  const isTranscribed = "python" in record;
  const line = JSON.stringify(isTranscribed ? { ...record, python: "" } : record);
  let before = "";
  let at = 0;
  // In texts, quotes have backslashes before them, so that this is the key.
  if (metadata !== undefined) {
    at = line.indexOf(EMPTY_METADATA) + EMPTY_METADATA.length;
    before = line.slice(0, at - 2) + metadataText(metadata);
  }
  if (!isTranscribed) return new RecordLine(before + line.slice(at));
  const program = line.indexOf(EMPTY_PROGRAM) + EMPTY_PROGRAM.length;
  return new RecordLine(before + line.slice(at, program - 2), record.python, line.slice(program));
}

function metadataText(metadata: NonNullable<InputLabels["metadata"]>): string {
  const isText = Object.keys(metadata).length === 1 && typeof metadata["json"] === "string";
  return isText ? (metadata as { json: string }).json : JSON.stringify(metadata);
}

/** What went wrong, as a record says it. */
export function describeProblem(error: unknown): Problem {
  if (error instanceof ShortcutError || error instanceof AccessError) {
    const { code, message, hint } = error;
    return { code, message, ...(hint !== undefined && { hint }) };
  }
  return { code: "SC5299", message: `A bug in shortcut2py: ${String(error)}` };
}

async function recordOf(
  { id, source, name, metadata }: InputLabels,
  bytes: Uint8Array,
  sha256: string,
  reading: Reading,
  disclosures: TranscribedRecord["disclosures"],
  { layout, metadata: withMetadata, lossless, names, execute = false }: TranscribeOptions,
  registry: Registry,
): Promise<Unwritten<TranscribedRecord>> {
  const { container, workflow } = reading;
  const { python, diagnostics } = convertProved(reading, {
    layout,
    metadata: withMetadata,
    lossless,
    names,
    registry,
    ...(name !== undefined && { name }),
  });
  const broken = await signatureDiagnostic(bytes);
  const title = name ?? textOf(workflow.properties["WFWorkflowName"]);
  const clientVersion = textOf(workflow.properties["WFWorkflowClientVersion"]);
  return {
    id,
    source,
    sha256,
    name: title,
    metadata: metadata && {},
    kind: container.kind,
    actions_sha256: digestOf(workflow.actions),
    client_version: clientVersion,
    python,
    apis: identifiersOf(workflow.actions),
    counts: countsOf(workflow),
    diagnostics: (broken ? [broken, ...diagnostics] : diagnostics).map(briefly),
    disclosures: disclosures && Object.keys(disclosures).length > 0 ? disclosures : undefined,
    // Loaded by those who want it: most threads run nothing.
    execution: execute ? (await import("./execution.ts")).executeWorkflow(workflow) : undefined,
  };
}

/** SHA-256 of normalised actions; the text of most comes in one piece, for which no state has to be kept. */
function digestOf(actions: readonly Action[]): string {
  let first: string | undefined;
  let digest: Hash | undefined;
  normaliseActions(actions, (text) => {
    if (first === undefined) first = text;
    else (digest ??= createHash("sha256").update(first)).update(text);
  });
  return digest ? digest.digest("hex") : hash("sha256", first!);
}

/** Versions are texts in Apple's files, and numbers in some dumps. */
function textOf(value: unknown): string | undefined {
  return (typeof value === "string" && value !== "") || typeof value === "number" ? String(value) : undefined;
}

function identifiersOf(actions: readonly Action[]): string[] {
  const found = new Set<string>();
  for (const { identifier, malformed } of actions) if (malformed === undefined) found.add(identifier);
  return [...found].sort();
}

function countsOf({ actions, body }: Workflow): RecordCounts {
  const blocks = { if: 0, repeat: 0, menu: 0, deepest: 0 };
  countBlocks(body, 0, blocks);
  return {
    actions: actions.length,
    branches: blocks.if,
    loops: blocks.repeat,
    menus: blocks.menu,
    nesting: blocks.deepest,
  };
}

function briefly({ code, severity, message, where: { action } }: Diagnostic): RecordDiagnostic {
  return action === undefined ? { code, severity, message } : { code, severity, message, action };
}

/** The first reason that applies and is asked for, of those that it takes a record to tell. */
function filterFor(
  { python, counts, apis }: Pick<TranscribedRecord, "python" | "counts" | "apis">,
  { actions }: Workflow,
  options: TranscribeOptions,
): Filter | undefined {
  const { drop, minActions = 0, maxActions = Infinity, apis: allowed } = options;
  const tests: [Filter, () => boolean][] = [
    ["no-actions", () => counts.actions === 0],
    ["only-comments", () => actions.every((action) => commentLines(action) !== undefined)],
    ["few-actions", () => counts.actions < minActions],
    ["many-actions", () => counts.actions > maxActions],
    ["other-apis", () => allowed !== undefined && apis.some((api) => !allowed.includes(api))],
    ["unparsable", () => parsePython(python).problems.length > 0],
  ];
  return tests.find(([filter, applies]) => drop.includes(filter) && applies())?.[0];
}

/** Where the shortcut is whose iCloud record this is. */
function linkOf(bytes: Uint8Array): string | undefined {
  return decodeICloudRecord(decodeJson(bytes))?.link;
}
