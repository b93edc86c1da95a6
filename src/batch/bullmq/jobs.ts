import type { Job, Queue } from "bullmq";
import { AccessError } from "../../diagnostics/access-error.ts";
import { checkConnection, checkQueueName, connectionOf, loadBullMQ, unreachable } from "./queue.ts";

const POLL = 50;
/** Milliseconds to wait for a worker before saying that there is none. */
const PATIENCE = 60_000;
const ATTEMPTS = 3;
/** Seconds. */
const DAY = 86_400;

/** What a job came to: what a worker answered, or why it failed for good. */
export type JobOutcome<Result> = { result: Result } | { failed: string };

export interface JobSettings {
  url: string;
  queue: string;
  /** Whether jobs that failed for good stay in the queue, for people to look at; they are not done again then. */
  keepsFailed: boolean;
  /** How one starts a worker. */
  workerCommand: string;
  /** Told when Redis cannot be reached, and when no worker comes. */
  onWarning: (message: string) => void;
}

/**
 * Jobs of one kind in a queue of BullMQ. The name of each follows from its content, so that a job is in the queue once,
 * however often it is asked for.
 */
export class Jobs<Data, Result> {
  readonly queue: Queue<Data, Result>;
  readonly #job: typeof Job;
  readonly #settings: JobSettings;
  #isWarned = false;

  /** @throws AccessError SC5205, SC5206 */
  static async connect<Data, Result>(settings: JobSettings): Promise<Jobs<Data, Result>> {
    checkQueueName(settings.queue);
    const { Queue, Job } = await loadBullMQ();
    await checkConnection(settings.url);
    const queue: Queue<Data, Result> = new Queue(settings.queue, {
      connection: connectionOf(settings.url),
    });
    // The connection is made again by itself.
    queue.on("error", (error) => settings.onWarning(unreachable(error)));
    return new Jobs(queue, Job, settings);
  }

  private constructor(queue: Queue<Data, Result>, job: typeof Job, settings: JobSettings) {
    this.queue = queue;
    this.#job = job;
    this.#settings = settings;
  }

  /**
   * Waits until some worker has done a job.
   *
   * @param problem what is wrong with an answer; such a job is done again, a few times.
   */
  async run(
    name: string,
    data: Data,
    jobId: string,
    problem: (answer: unknown) => string | undefined,
  ): Promise<JobOutcome<Result>> {
    const { keepsFailed } = this.#settings;
    const add = () =>
      // The types of a queue follow from its data; here nothing is known of it.
      (this.queue as Queue).add(name, data, {
        jobId,
        attempts: ATTEMPTS,
        backoff: { type: "exponential", delay: 500 },
        // Of a run that was given up, for longer than it takes to resume one.
        removeOnComplete: { age: DAY },
        removeOnFail: { age: 7 * DAY },
      });
    const start = Date.now();
    let attempts = ATTEMPTS;
    await add();
    for (;;) {
      await new Promise((resolve) => setTimeout(resolve, POLL));
      const job = await this.#job.fromId<Data, Result>(this.queue, jobId);
      if (!job) {
        // Redis came back without what it had not written down yet.
        await add();
      } else if (job.finishedOn !== undefined && job.failedReason) {
        if (!keepsFailed) await job.remove();
        return { failed: job.failedReason };
      } else if (job.finishedOn !== undefined) {
        await job.remove();
        const wrong = problem(job.returnvalue);
        if (wrong === undefined) return { result: job.returnvalue };
        if (--attempts === 0) return { failed: wrong };
        await add();
      } else await this.#lookForWorkers(start);
    }
  }

  async close(): Promise<void> {
    await this.queue.close();
  }

  async #lookForWorkers(start: number): Promise<void> {
    if (this.#isWarned || Date.now() - start < PATIENCE || (await this.queue.getWorkersCount()) > 0) return;
    this.#isWarned = true;
    const { onWarning, workerCommand } = this.#settings;
    onWarning(`No worker has come for a minute. Start one with: ${workerCommand}`);
  }
}

/** @throws AccessError SC5206 if nobody says where Redis is */
export function redisOf(url: string | undefined): string {
  if (url !== undefined) return url;
  throw new AccessError("SC5206", "The engine bullmq needs to know where Redis is.", {
    hint: "Add --redis redis://localhost:6379.",
  });
}
