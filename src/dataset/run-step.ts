import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { Journal } from "../batch/journal.ts";
import { AppendFile } from "../batch/sinks/append-file.ts";
import { JsonlSink } from "../batch/sinks/jsonl.ts";
import type { Sink, SinkState } from "../batch/sinks/sink.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
import { writeOutput } from "../node/output.ts";
import { ROW_COLUMNS } from "./columns.ts";
import type { ReadRow } from "./read-rows.ts";
import { orderRow, type Reject, type Row, type Tokens } from "./row.ts";

/** What became of a row: another row, or why there is none. */
export type Outcome = ({ row: Row } | { reject: Rejection }) & {
  /** What models were asked for it, also in vain. */
  usage?: Usage;
};

export interface Rejection {
  reason: string;
  message: string;
}

export interface Usage {
  attempts: number;
  tokens: Tokens;
}

/** What a step does to each row. */
export interface Step {
  name: string;
  /** What has to be the same for a run to go on. */
  options: unknown;
  /** Rows that are worked on at a time. */
  concurrency: number;
  /**
   * Whether rows depend on rows before them. Such a step starts again from the first row when it is resumed, which
   * is cheap: it asks no model.
   */
  hasMemory: boolean;
  /** @param number position of the row, from 0. */
  run(row: Row, number: number): Promise<Outcome> | Outcome;
}

export const DATASET_SINKS = ["jsonl", "parquet"] as const;

export interface StepOutput {
  /** A folder of its own: one that is not there yet, or is empty, or holds the same run, begun. */
  output: string;
  sink: (typeof DATASET_SINKS)[number];
  /** Whether to go on with what was begun. */
  resume: boolean;
}

/** What a step did. `rows_in` is the sum of `rows_out` and of all `rejected`. */
export interface StepSummary {
  step: string;
  rows_in: number;
  rows_out: number;
  rejected: Record<string, number>;
  /** Requests and tokens of models, also of what was answered from a tape. */
  attempts: number;
  tokens: Tokens;
}

interface Checkpoint {
  fingerprint: string;
  /** SHA-256 over the rows that are done: they have to be the same again. */
  inputs: string;
  sink?: SinkState;
  rejects: number;
  summary: StepSummary;
}

const STATE_FOLDER = ".shortcut2py";
/** Rows between two checkpoints. */
const INTERVAL = 64;

/**
 * Runs a step over rows, and writes what becomes of them in their order: `records.jsonl` or `records/*.parquet`,
 * `rejects.jsonl` with all of each row that has no place there, and `summary.json`.
 *
 * Killed at any moment, it goes on where it was; what models have answered stays on the tape.
 *
 * @throws AccessError SC5002, SC5204, and what keeps the whole step from going on, such as SC5301
 */
export async function runStep(
  rows: AsyncIterable<ReadRow>,
  step: Step,
  settings: StepOutput,
  onProgress: (summary: StepSummary) => void = () => {},
): Promise<StepSummary> {
  const finished = prepareFolder(settings);
  if (finished) return finished;
  const writer = await StepWriter.open(step, settings);
  try {
    for await (const done of outcomesOf(writer.remaining(rows), step, writer.summary.rows_in)) {
      writer.write(done);
      onProgress(writer.summary);
    }
  } catch (error) {
    writer.checkpoint();
    throw error;
  }
  return writer.finish();
}

/** The tape that a step keeps for itself, so that a resumed one asks nothing twice. */
export function ownTape(output: string): string {
  return join(output, STATE_FOLDER, "tape.jsonl");
}

/** An outcome with what it is the outcome of. */
type Done = { item: ReadRow; outcome: Outcome };

/** The outcomes in the order of the rows; some rows are worked on ahead. */
export async function* outcomesOf(
  rows: AsyncIterable<ReadRow>,
  step: Step,
  first: number,
): AsyncGenerator<Done> {
  const running: Promise<Done>[] = [];
  let number = first;
  for await (const item of rows) {
    const done = runOne(item, step, number++);
    // Whoever waits for it hears of a failure; until then it is no unhandled one.
    done.catch(() => {});
    running.push(done);
    if (running.length >= step.concurrency) yield await running.shift()!;
  }
  while (running.length > 0) yield await running.shift()!;
}

async function runOne(item: ReadRow, step: Step, number: number): Promise<Done> {
  if (!("row" in item)) {
    return { item, outcome: { reject: { reason: "invalid", message: item.problem } } };
  }
  return { item, outcome: await step.run(item.row, number) };
}

/** A row that was not taken on, as `rejects.jsonl` has it. */
export function rejectOf({ item, outcome }: Done, step: string): Reject | undefined {
  if (!("reject" in outcome)) return undefined;
  const row = "row" in item ? item.row : item.value;
  const id = "row" in item ? item.row.id : item.where;
  return { id, step, reason: outcome.reject.reason, message: outcome.reject.message, row };
}

const summaryPath = ({ output }: StepOutput): string => join(output, "summary.json");
const journalPath = ({ output }: StepOutput): string => join(output, STATE_FOLDER, "journal.json");

/** @returns the summary, if all is done already. */
export function prepareFolder(settings: StepOutput): StepSummary | undefined {
  const { output, resume } = settings;
  let names: string[];
  try {
    mkdirSync(join(output, STATE_FOLDER), { recursive: true });
    names = readdirSync(output);
  } catch (error) {
    const message = `${output} cannot be written: ${describeSystemError(error)}.`;
    throw new AccessError("SC5002", message, { cause: error });
  }
  const isBegun = existsSync(journalPath(settings));
  if (resume && !isBegun && existsSync(summaryPath(settings))) {
    return JSON.parse(readFileSync(summaryPath(settings), "utf8")) as StepSummary;
  }
  if (names.every((name) => name === STATE_FOLDER) || (isBegun && resume)) return undefined;
  if (!isBegun) {
    throw new AccessError("SC5204", `${output} is not empty.`, {
      hint: "Choose a folder that is not there yet.",
    });
  }
  throw new AccessError("SC5204", `${output} holds a step that was begun.`, {
    hint: "Add --resume to go on with it, or choose another folder.",
  });
}

class StepWriter {
  readonly summary: StepSummary;
  readonly #settings: StepOutput;
  readonly #step: Step;
  readonly #journal: Journal<Checkpoint>;
  readonly #sink: Sink;
  readonly #rejects: AppendFile;
  readonly #begun: Checkpoint;
  #inputs = createHash("sha256");
  #sinceCheckpoint = 0;

  static async open(step: Step, settings: StepOutput): Promise<StepWriter> {
    const journal = new Journal<Checkpoint>(journalPath(settings));
    const fingerprint = createHash("sha256")
      .update(JSON.stringify([1, step.name, settings.sink, step.options]))
      .digest("hex");
    let checkpoint = journal.read();
    if (checkpoint && checkpoint.fingerprint !== fingerprint) {
      throw new AccessError("SC5204", `The step in ${settings.output} was begun with other options.`, {
        hint: "Use the options that it was begun with, or choose another folder.",
      });
    }
    if (!checkpoint || step.hasMemory) {
      checkpoint = { fingerprint, inputs: "", rejects: 0, summary: emptySummary(step.name) };
      // Before anything else is there, so that whatever is there belongs to this step.
      journal.write(checkpoint);
    }
    const { output, sink } = settings;
    return new StepWriter(step, settings, journal, checkpoint, await openSink(sink, output, checkpoint.sink));
  }

  private constructor(
    step: Step,
    settings: StepOutput,
    journal: Journal<Checkpoint>,
    checkpoint: Checkpoint,
    sink: Sink,
  ) {
    this.#step = step;
    this.#settings = settings;
    this.#journal = journal;
    this.#begun = checkpoint;
    this.#sink = sink;
    this.summary = structuredClone(checkpoint.summary);
    this.#rejects = new AppendFile(join(settings.output, "rejects.jsonl"), checkpoint.rejects);
  }

  /**
   * The rows that are not done yet.
   *
   * @throws AccessError SC5204 if those before them are not those that the step was begun with
   */
  async *remaining(rows: AsyncIterable<ReadRow>): AsyncGenerator<ReadRow> {
    const { inputs, summary } = this.#begun;
    let number = 0;
    for await (const item of rows) {
      if (number++ >= summary.rows_in) {
        yield item;
        continue;
      }
      this.#take(item);
      if (number === summary.rows_in && this.#digest() !== inputs) throw this.#otherRows();
    }
    if (number < summary.rows_in) throw this.#otherRows();
  }

  write(done: Done): void {
    const { item, outcome } = done;
    this.#take(item);
    const { summary } = this;
    const reject = rejectOf(done, this.#step.name);
    summary.rows_in++;
    if (reject) {
      summary.rejected[reject.reason] = (summary.rejected[reject.reason] ?? 0) + 1;
      this.#rejects.write(`${JSON.stringify(reject)}\n`);
    } else if ("row" in outcome) {
      summary.rows_out++;
      this.#sink.write({ line: Buffer.from(`${JSON.stringify(orderRow(outcome.row))}\n`) });
    }
    if (outcome.usage) {
      summary.attempts += outcome.usage.attempts;
      summary.tokens.input += outcome.usage.tokens.input;
      summary.tokens.output += outcome.usage.tokens.output;
    }
    if (++this.#sinceCheckpoint === INTERVAL) this.checkpoint();
  }

  checkpoint(): void {
    this.#sinceCheckpoint = 0;
    if (this.#step.hasMemory) return;
    const sink = this.#sink.checkpoint();
    if (!sink) return;
    this.#journal.write({
      fingerprint: this.#begun.fingerprint,
      inputs: this.#digest(),
      sink,
      rejects: this.#rejects.checkpoint(),
      summary: this.summary,
    });
  }

  finish(): StepSummary {
    this.#sink.finish();
    this.#rejects.close();
    const rejected = Object.fromEntries(
      Object.entries(this.summary.rejected).sort(([a], [b]) => (a < b ? -1 : 1)),
    );
    const summary = { ...this.summary, rejected };
    writeOutput(summaryPath(this.#settings), `${JSON.stringify(summary, undefined, 2)}\n`, []);
    rmSync(join(this.#settings.output, STATE_FOLDER), { recursive: true });
    return summary;
  }

  #take(item: ReadRow): void {
    this.#inputs.update(JSON.stringify("row" in item ? item.row : item.value));
  }

  #digest(): string {
    return this.#inputs.copy().digest("hex");
  }

  #otherRows(): AccessError {
    return new AccessError("SC5204", `The step in ${this.#settings.output} was begun with other rows.`, {
      hint: "Use the data set that it was begun with, or choose another folder.",
    });
  }
}

function emptySummary(step: string): StepSummary {
  return { step, rows_in: 0, rows_out: 0, rejected: {}, attempts: 0, tokens: { input: 0, output: 0 } };
}

async function openSink(
  kind: StepOutput["sink"],
  folder: string,
  state: SinkState | undefined,
): Promise<Sink> {
  if (kind === "jsonl") return new JsonlSink(folder, false, state);
  const { ParquetSink } = await import("../batch/sinks/parquet.ts");
  return new ParquetSink(folder, ROW_COLUMNS, state);
}
