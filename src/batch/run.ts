import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
import { writeOutput } from "../node/output.ts";
import { DigestSet } from "./digest-set.ts";
import { FuzzyDuplicates } from "./fuzzy-duplicates.ts";
import { takeLock } from "./lock.ts";
import { Journal, type Checkpoint } from "./journal.ts";
import type { LinkFetcher } from "./links.ts";
import type { TranscribeOptions } from "./options.ts";
import { partsOf, type Part } from "./parts.ts";
import type { Engine } from "./engine.ts";
import type { BatchInput, Filter, Transcription } from "./record.ts";
import { AppendFile } from "./sinks/append-file.ts";
import { openSink, type SinkKind } from "./sinks/open-sink.ts";
import type { Sink } from "./sinks/sink.ts";
import { count, emptySummary, sorted, type Summary } from "./summary.ts";
import { transcribeParts } from "./transcribe-parts.ts";

/** What a batch writes, and where. */
export interface BatchSettings {
  /** A folder of its own: one that is not there yet, or is empty, or holds the same batch, begun. */
  output: string;
  sink: SinkKind;
  /** Whether to pack `records.jsonl`. */
  gzip: boolean;
  /** Whether to write records as they come, rather than in the order of the inputs. */
  unordered: boolean;
  /** Whether to go on with a batch that was begun. */
  resume: boolean;
  transcribe: TranscribeOptions;
}

/** Parts between two checkpoints. */
const INTERVAL = 64;

/** What a batch keeps for itself in its folder; gone when it is finished, but for what links led to. */
export const STATE_FOLDER = ".shortcut2py";

/**
 * Transcribes inputs into a data set. Killed at any moment, it goes on where it was; what it writes is the same then.
 *
 * @param onProgress told after each part; what went before a resumed batch counts.
 * @throws AccessError SC5002, SC5204
 */
export async function runBatch(
  inputs: AsyncIterable<BatchInput>,
  settings: BatchSettings,
  engine: Engine,
  links: LinkFetcher,
  onProgress: (summary: Summary) => void = () => {},
): Promise<Summary> {
  const state = join(settings.output, STATE_FOLDER);
  const release = takeLock(join(state, "lock"));
  try {
    const isFinished = prepareFolder(settings);
    if (isFinished) return await finishedSummary(settings, inputs);
    const writer = await BatchWriter.open(settings);
    const parts = transcribeParts(writer.remaining(partsOf(inputs)), engine, links, settings);
    for await (const [part, transcriptions] of parts) {
      writer.write(part, transcriptions);
      onProgress(writer.summary);
    }
    return writer.finish();
  } finally {
    release();
    if (existsSync(state) && readdirSync(state).length === 0) rmSync(state, { recursive: true });
  }
}

const summaryPath = ({ output }: BatchSettings): string => join(output, "summary.json");

/** The summary on the disk, with what the batch was told to do, and a digest of its inputs. */
type WrittenSummary = Summary & { batch?: { options: string; inputs: string } };

/**
 * What a batch that is finished has written.
 *
 * @throws AccessError SC5204 if it had other options or inputs than are asked for now
 */
async function finishedSummary(settings: BatchSettings, inputs: AsyncIterable<BatchInput>): Promise<Summary> {
  const path = summaryPath(settings);
  const { batch, ...summary } = JSON.parse(readFileSync(path, "utf8")) as WrittenSummary;
  if (batch && batch.options !== fingerprintOf(settings)) throw otherBatch(settings, "finished", "options");
  let digest = "";
  for await (const part of partsOf(inputs)) digest = part.digest;
  if (batch && batch.inputs !== digest) throw otherBatch(settings, "finished", "inputs");
  return summary;
}

function otherBatch(
  { output }: BatchSettings,
  how: "begun" | "finished",
  what: "options" | "inputs",
): AccessError {
  return new AccessError("SC5204", `The batch in ${output} was ${how} with other ${what}.`, {
    hint: `Use the ${what} that it was begun with, or choose another folder.`,
  });
}

/** @returns whether all is done already. */
function prepareFolder(settings: BatchSettings): boolean {
  const { output, resume } = settings;
  try {
    mkdirSync(output, { recursive: true });
    const isEmpty = readdirSync(output).every((name) => name === STATE_FOLDER);
    const isBegun = existsSync(journalPath(settings));
    if (resume && !isBegun && existsSync(summaryPath(settings))) {
      // A kill in the last moment may have left them.
      for (const name of MEMORIES) rmSync(join(output, STATE_FOLDER, name), { force: true });
      return true;
    }
    if (isEmpty || (isBegun && resume)) return false;
    const [message, hint] = isBegun
      ? [
          `${output} holds a batch that was begun.`,
          "Add --resume to go on with it, or choose another folder.",
        ]
      : [`${output} is not empty.`, "Choose a folder that is not there yet."];
    throw new AccessError("SC5204", message, { hint });
  } catch (error) {
    if (error instanceof AccessError) throw error;
    throw new AccessError("SC5002", `${output} cannot be written: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
}

/** What a batch remembers of the records that it has written. */
const MEMORIES = ["digests", "signatures"] as const;

const journalPath = ({ output }: BatchSettings): string => join(output, STATE_FOLDER, "journal.json");

/** What has to be the same for a batch to go on. */
function fingerprintOf({ sink, gzip, unordered, transcribe }: BatchSettings): string {
  return createHash("sha256")
    .update(JSON.stringify([1, sink, gzip, unordered, transcribe]))
    .digest("hex");
}

/** Brings the transcriptions of all parts together: leaves out duplicates, counts, writes, and keeps the journal. */
class BatchWriter {
  readonly summary: Summary;
  readonly #settings: BatchSettings;
  readonly #journal: Journal<Checkpoint>;
  readonly #sink: Sink;
  readonly #rejects: AppendFile;
  readonly #digests: AppendFile;
  readonly #fuzzy: FuzzyDuplicates | undefined;
  readonly #seen = new DigestSet();
  readonly #seenActions = new DigestSet();
  readonly #begun: Checkpoint;
  /** Parts that are written beyond the first that is not, each with its digest. */
  readonly #done = new Map<number, string>();
  #parts: number;
  #inputs: string;
  #sinceCheckpoint = 0;

  static async open(settings: BatchSettings): Promise<BatchWriter> {
    const journal = new Journal<Checkpoint>(journalPath(settings));
    const fingerprint = fingerprintOf(settings);
    let checkpoint = journal.read();
    if (checkpoint && checkpoint.fingerprint !== fingerprint) {
      throw otherBatch(settings, "begun", "options");
    }
    if (!checkpoint) {
      checkpoint = {
        fingerprint,
        parts: 0,
        done: [],
        inputs: "",
        rejects: 0,
        digests: 0,
        summary: emptySummary(),
      };
      // Before anything else is there, so that whatever is there belongs to this batch.
      journal.write(checkpoint);
    }
    const { sink, output, gzip } = settings;
    return new BatchWriter(
      settings,
      journal,
      checkpoint,
      await openSink(sink, output, gzip, checkpoint.sink),
    );
  }

  private constructor(
    settings: BatchSettings,
    journal: Journal<Checkpoint>,
    checkpoint: Checkpoint,
    sink: Sink,
  ) {
    this.#settings = settings;
    this.#journal = journal;
    this.#begun = checkpoint;
    this.#sink = sink;
    this.#parts = checkpoint.parts;
    this.#inputs = checkpoint.inputs;
    this.summary = checkpoint.summary;
    for (const [number, digest] of checkpoint.done) this.#done.set(number, digest);
    this.#rejects = new AppendFile(join(settings.output, "rejects.jsonl"), checkpoint.rejects);
    const digests = join(settings.output, STATE_FOLDER, "digests");
    if (checkpoint.digests > 0) this.#takeDigests(readFileSync(digests).subarray(0, checkpoint.digests));
    this.#digests = new AppendFile(digests, checkpoint.digests);
    if (settings.transcribe.drop.includes("fuzzy-duplicate")) {
      const path = join(settings.output, STATE_FOLDER, "signatures");
      this.#fuzzy = new FuzzyDuplicates(path, checkpoint.signatures ?? 0);
    }
  }

  /**
   * The parts that are not written yet.
   *
   * @throws AccessError SC5204 if the inputs are not those that the batch was begun with
   */
  async *remaining(parts: AsyncIterable<Part>): AsyncGenerator<Part> {
    const { parts: written, inputs, done } = this.#begun;
    const others = new Map(done);
    let last = -1;
    for await (const part of parts) {
      last = part.number;
      if (part.number === written - 1 && part.digest !== inputs)
        throw otherBatch(this.#settings, "begun", "inputs");
      if (part.number >= written && !others.has(part.number)) yield part;
    }
    if (last < written - 1) throw otherBatch(this.#settings, "begun", "inputs");
  }

  write({ number, inputs, digest }: Part, transcriptions: readonly Transcription[]): void {
    transcriptions.forEach((transcription, i) => {
      const reason = transcription.rejected ?? this.#duplicate(transcription);
      count(this.summary, transcription, reason);
      if (reason === undefined) this.#sink.write(transcription);
      else {
        const { id, source } = inputs[i]!;
        const { sha256, error } = transcription;
        this.#rejects.write(`${JSON.stringify({ id, source, sha256, reason, error })}\n`);
      }
    });
    this.#done.set(number, digest);
    for (let next = this.#done.get(this.#parts); next !== undefined; next = this.#done.get(this.#parts)) {
      this.#done.delete(this.#parts++);
      this.#inputs = next;
    }
    if (++this.#sinceCheckpoint === INTERVAL) this.#checkpoint();
  }

  finish(): Summary {
    this.#sink.finish();
    this.#rejects.close();
    this.#digests.close();
    this.#fuzzy?.close();
    const summary = sorted(this.summary);
    const batch = { options: this.#begun.fingerprint, inputs: this.#inputs };
    const written: WrittenSummary = { ...summary, batch };
    writeOutput(summaryPath(this.#settings), `${JSON.stringify(written, undefined, 2)}\n`, []);
    this.#journal.remove();
    for (const name of MEMORIES) rmSync(join(this.#settings.output, STATE_FOLDER, name), { force: true });
    return summary;
  }

  #checkpoint(): void {
    this.#sinceCheckpoint = 0;
    const sink = this.#sink.checkpoint();
    if (!sink) return;
    this.#journal.write({
      fingerprint: this.#begun.fingerprint,
      parts: this.#parts,
      done: [...this.#done],
      inputs: this.#inputs,
      sink,
      rejects: this.#rejects.checkpoint(),
      digests: this.#digests.checkpoint(),
      ...(this.#fuzzy && { signatures: this.#fuzzy.checkpoint() }),
      summary: this.summary,
    });
  }

  /** Of shortcuts that are the same, the first stays. */
  #duplicate(transcription: Transcription): Filter | undefined {
    const exact = this.#exactDuplicate(transcription);
    if (exact !== undefined || !this.#fuzzy || transcription.error !== undefined) return exact;
    return this.#fuzzy.has(transcription.line) ? "fuzzy-duplicate" : undefined;
  }

  #exactDuplicate({ sha256, actionsSha256, error }: Transcription): Filter | undefined {
    const { drop } = this.#settings.transcribe;
    const wantsFiles = drop.includes("duplicate");
    const wantsActions = drop.includes("near-duplicate");
    if (sha256 === undefined || error !== undefined || !(wantsFiles || wantsActions)) return undefined;
    if (wantsFiles && !this.#seen.add(sha256)) return "duplicate";
    const isNew = !wantsActions || this.#seenActions.add(actionsSha256!);
    this.#digests.write(Buffer.from(sha256.slice(0, 32) + actionsSha256!.slice(0, 32), "hex"));
    return isNew ? undefined : "near-duplicate";
  }

  #takeDigests(digests: Buffer): void {
    const { drop } = this.#settings.transcribe;
    for (let at = 0; at < digests.length; at += 32) {
      if (drop.includes("duplicate")) this.#seen.add(digests.toString("hex", at, at + 16));
      if (drop.includes("near-duplicate")) this.#seenActions.add(digests.toString("hex", at + 16, at + 32));
    }
  }
}
