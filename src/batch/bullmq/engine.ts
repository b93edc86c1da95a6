import { createHash } from "node:crypto";
import type { Job, Queue } from "bullmq";
import { AccessError } from "../../diagnostics/access-error.ts";
import type { TranscribeOptions } from "../options.ts";
import type { Engine } from "../engine.ts";
import { readContent } from "../read-content.ts";
import { encodeLine, type BatchInput, type Transcription } from "../record.ts";
import { describeProblem, transcriptionOfProblem } from "../transcribe-one.ts";
import {
  answerTrouble,
  checkConnection,
  checkQueueName,
  connectionOf,
  loadBullMQ,
  PROTOCOL,
  type PartJob,
  type WireInput,
} from "./queue.ts";

/** Parts that are in the queue at a time: enough for dozens of threads, and little enough for the memory of Redis. */
const CAPACITY = 64;
const POLL = 50;
/** Milliseconds to wait for a worker before saying that there is none. */
const PATIENCE = 60_000;
const ATTEMPTS = 3;
/** Seconds. */
const DAY = 86_400;

/**
 * Workers anywhere, through a queue of BullMQ. Each part is a job whose name follows from its content, so that a part
 * is in the queue once, however often it is asked for; and the batch alone writes, so that a part that was done twice
 * is written once.
 */
export class QueueEngine implements Engine {
  readonly capacity = CAPACITY;
  readonly #queue: Queue<PartJob, Transcription<string>[]>;
  readonly #job: typeof Job;
  readonly #options: TranscribeOptions;
  readonly #onTrouble: (message: string) => void;
  #isWarned = false;

  private constructor(
    queue: Queue<PartJob, Transcription<string>[]>,
    job: typeof Job,
    options: TranscribeOptions,
    onTrouble: (message: string) => void,
  ) {
    this.#onTrouble = onTrouble;
    this.#queue = queue;
    this.#job = job;
    this.#options = options;
  }

  /** @throws AccessError SC5205, SC5206 */
  static async connect(
    url: string | undefined,
    queueName: string,
    options: TranscribeOptions,
    onTrouble: (message: string) => void,
  ): Promise<QueueEngine> {
    if (url === undefined) {
      throw new AccessError("SC5206", "The engine bullmq needs to know where Redis is.", {
        hint: "Add --redis redis://localhost:6379.",
      });
    }
    checkQueueName(queueName);
    const { Queue, Job } = await loadBullMQ();
    await checkConnection(url);
    const queue: Queue<PartJob, Transcription<string>[]> = new Queue(queueName, {
      connection: connectionOf(url),
    });
    // The connection is made again by itself.
    queue.on("error", ({ message }) => onTrouble(message));
    return new QueueEngine(queue, Job, options, onTrouble);
  }

  async transcribe(inputs: BatchInput[], number: number): Promise<Transcription[]> {
    const results = await this.#run(inputs, number);
    if (typeof results !== "string") return results;
    if (inputs.length === 1) return [this.#deadLetter(inputs[0]!, results)];
    const single: Transcription[] = [];
    for (const input of inputs) {
      const result = await this.#run([input], number);
      single.push(typeof result === "string" ? this.#deadLetter(input, result) : result[0]!);
    }
    return single;
  }

  async close(): Promise<void> {
    await this.#queue.close();
  }

  /** The result of a job, or why it failed for good. */
  async #run(inputs: BatchInput[], number: number): Promise<Transcription[] | string> {
    const data: PartJob = { protocol: PROTOCOL, inputs: inputs.map(toWire), options: this.#options };
    const digest = createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 16);
    const jobId = `${number}-${digest}`;
    const add = () =>
      this.#queue.add("part", data, {
        jobId,
        attempts: ATTEMPTS,
        backoff: { type: "exponential", delay: 500 },
        // Of a batch that was given up, for longer than it takes to resume one.
        removeOnComplete: { age: DAY },
        removeOnFail: { age: 7 * DAY },
      });
    const start = Date.now();
    let attempts = ATTEMPTS;
    await add();
    for (;;) {
      await sleep(POLL);
      const job = await this.#job.fromId<PartJob, Transcription<string>[]>(this.#queue, jobId);
      if (!job) {
        // Redis came back without what it had not written down yet.
        await add();
      } else if (job.finishedOn !== undefined && job.failedReason) {
        return job.failedReason;
      } else if (job.finishedOn !== undefined) {
        await job.remove();
        const trouble = answerTrouble(data.inputs, job.returnvalue);
        if (trouble === undefined) return job.returnvalue.map(encodeLine);
        if (--attempts === 0) return trouble;
        await add();
      } else if (
        !this.#isWarned &&
        Date.now() - start > PATIENCE &&
        (await this.#queue.getWorkersCount()) === 0
      ) {
        this.#isWarned = true;
        this.#onTrouble("no worker has come for a minute; start one with: shortcut2py worker --redis URL");
      }
    }
  }

  #deadLetter(input: BatchInput, reason: string): Transcription {
    const message = `No worker could read it: ${reason}. Its job is among the failed ones of the queue.`;
    return encodeLine(transcriptionOfProblem(input, { code: "SC5203", message }, this.#options));
  }
}

/** Workers may not see the files of this machine, so they get the bytes. */
function toWire(input: BatchInput): WireInput {
  const { content, ...labels } = input;
  switch (content.kind) {
    case "bytes":
      return { ...labels, content: { kind: "base64", base64: base64Of(content.bytes) } };
    case "path":
      try {
        return { ...labels, content: { kind: "base64", base64: base64Of(readContent(content)) } };
      } catch (error) {
        return { ...labels, content: { kind: "problem", problem: describeProblem(error) } };
      }
    default:
      return { ...labels, content };
  }
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("base64");
}

function sleep(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
