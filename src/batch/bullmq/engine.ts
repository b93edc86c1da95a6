import { createHash } from "node:crypto";
import type { TranscribeOptions } from "../options.ts";
import type { Engine } from "../engine.ts";
import { readContent } from "../read-content.ts";
import { encodeLine, type BatchInput, type Transcription } from "../record.ts";
import { describeProblem, transcriptionOfProblem } from "../transcribe-one.ts";
import { Jobs, redisOf } from "./jobs.ts";
import { answerProblem, PROTOCOL, type PartJob, type WireInput } from "./queue.ts";

/** Parts that are in the queue at a time: enough for dozens of threads, and little enough for the memory of Redis. */
const CAPACITY = 64;

/**
 * Workers anywhere, through a queue of BullMQ. Each part is a job; the batch alone writes, so that a part that was done
 * twice is written once.
 */
export class QueueEngine implements Engine {
  readonly capacity = CAPACITY;
  readonly #jobs: Jobs<PartJob, Transcription<string>[]>;
  readonly #options: TranscribeOptions;

  private constructor(jobs: Jobs<PartJob, Transcription<string>[]>, options: TranscribeOptions) {
    this.#jobs = jobs;
    this.#options = options;
  }

  /** @throws AccessError SC5205, SC5206 */
  static async connect(
    url: string | undefined,
    queueName: string,
    options: TranscribeOptions,
    onWarning: (message: string) => void,
  ): Promise<QueueEngine> {
    const jobs = await Jobs.connect<PartJob, Transcription<string>[]>({
      url: redisOf(url),
      queue: queueName,
      // Who looks after the batch sees by them which inputs no worker could read.
      keepsFailed: true,
      workerCommand: "shortcut2py worker --redis URL",
      onWarning,
    });
    return new QueueEngine(jobs, options);
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
    await this.#jobs.close();
  }

  /** The result of a job, or why it failed for good. */
  async #run(inputs: BatchInput[], number: number): Promise<Transcription[] | string> {
    const data: PartJob = { protocol: PROTOCOL, inputs: inputs.map(toWire), options: this.#options };
    const digest = createHash("sha256").update(JSON.stringify(data)).digest("hex").slice(0, 16);
    const outcome = await this.#jobs.run("part", data, `${number}-${digest}`, (answer) =>
      answerProblem(data.inputs, answer),
    );
    return "failed" in outcome ? outcome.failed : outcome.result.map(encodeLine);
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
