import { Piscina } from "piscina";
import type { Engine } from "./engine.ts";
import type { TranscribeOptions } from "./options.ts";
import { encodeLine, type BatchInput, type Transcription } from "./record.ts";
import { SHUTTLE_SIZE } from "./record-line.ts";
import { transcriptionOfProblem } from "./transcribe-one.ts";
import { unpack, type Packet, type Task } from "./thread.ts";

export interface PoolOptions {
  threads: number;
  /** The most milliseconds that inputs handed over together may take. */
  timeLimit: number;
  /** The most megabytes that a thread's values may take. */
  memoryLimit: number;
}

/** Megabytes for values that have just been made. Half of what Node gives a thread costs no time, and each thread has it. */
const YOUNG_VALUES = 24;

/** The most pieces of memory that a task takes along; most parts need two. */
const SHUTTLES = 2;

/** The build puts it beside this file. */
const thread = new URL("batch-thread.js", import.meta.url);

/** Threads of this process. What hangs or exhausts one costs that thread, and no other input. */
export class ThreadPool implements Engine {
  readonly capacity: number;
  readonly #pool: Piscina<Task, Packet>;
  readonly #options: TranscribeOptions;
  readonly #timeLimit: number;
  /** Calls that wait for a thread. A task's time counts from its start, so none may wait in the pool. */
  readonly #waiting: (() => void)[] = [];
  #free: number;
  /** Memory that lines came in, for those to come. */
  readonly #shuttles: ArrayBuffer[] = [];

  constructor(options: TranscribeOptions, { threads, timeLimit, memoryLimit }: PoolOptions) {
    this.#options = options;
    this.#timeLimit = timeLimit;
    this.#free = threads;
    // Enough that every thread finds the next part waiting.
    this.capacity = 3 * threads;
    this.#pool = new Piscina({
      filename: thread.href,
      minThreads: threads,
      maxThreads: threads,
      idleTimeout: Infinity,
      recordTiming: false,
      resourceLimits: { maxOldGenerationSizeMb: memoryLimit, maxYoungGenerationSizeMb: YOUNG_VALUES },
    });
  }

  transcribe(inputs: BatchInput[]): Promise<Transcription[]> {
    return this.transcribeWith(inputs, this.#options);
  }

  /** The same with options of their own: parts of several batches share the threads. */
  async transcribeWith(inputs: BatchInput[], options: TranscribeOptions): Promise<Transcription[]> {
    try {
      return await this.#run(inputs, options);
    } catch {
      // Which of them it was shows when each is alone; that is its second chance, too.
      const results: Transcription[] = [];
      for (const input of inputs) results.push(await this.#runAlone(input, options));
      return results;
    }
  }

  release(transcriptions: readonly Transcription[]): void {
    const memory = new Set(transcriptions.map(({ line }) => line.buffer as ArrayBuffer));
    for (const shuttle of memory) {
      const isUsual = shuttle.byteLength === SHUTTLE_SIZE;
      if (isUsual && this.#shuttles.length < SHUTTLES * this.capacity) this.#shuttles.push(shuttle);
    }
  }

  async close(): Promise<void> {
    await this.#pool.destroy();
  }

  async #runAlone(input: BatchInput, options: TranscribeOptions): Promise<Transcription> {
    try {
      const [result] = await this.#run([input], options);
      return result!;
    } catch (error) {
      const why =
        error instanceof Error && error.name === "AbortError"
          ? `Reading it took longer than ${this.#timeLimit / 1000} seconds, twice.`
          : `Reading it ended its thread, twice: ${error instanceof Error ? error.message : String(error)}`;
      return encodeLine(transcriptionOfProblem(input, { code: "SC5203", message: why }, options));
    }
  }

  async #run(inputs: BatchInput[], options: TranscribeOptions): Promise<Transcription[]> {
    while (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free--;
    const abort = new AbortController();
    const timer = setTimeout(() => abort.abort(), this.#timeLimit);
    try {
      const shuttles = this.#shuttles.splice(-SHUTTLES);
      const task: Task = { inputs, options, shuttles };
      return unpack(await this.#pool.run(task, { signal: abort.signal, transferList: shuttles }));
    } finally {
      clearTimeout(timer);
      this.#free++;
      this.#waiting.shift()?.();
    }
  }
}
