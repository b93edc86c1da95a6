import { Jobs } from "../../batch/bullmq/jobs.ts";
import { AccessError } from "../../diagnostics/access-error.ts";
import { ModelFailure, type ModelAnswer, type ModelRequest } from "./model.ts";
import { MODEL_PROTOCOL, wireAnswerProblem, type ModelJob, type WireAnswer } from "./queue-wire.ts";
import { keyOf } from "./tape.ts";

export interface QueueSettings {
  /** Where Redis is. */
  url: string;
  name: string;
  /** Told when Redis cannot be reached, and when no worker comes. */
  onWarning: (message: string) => void;
}

/**
 * Workers on any machines, which ask an endpoint for us. Only requests and answers go through the queue; rows, tape,
 * budget and order stay where the step runs, so it is resumed as any other.
 */
export class QueueEndpoint {
  readonly #jobs: Jobs<ModelJob, WireAnswer>;

  /**
   * @param rate requests in a second that all workers of the queue make together, at most; Redis counts them.
   * @throws AccessError SC5205, SC5206
   */
  static async connect({ url, name, onWarning }: QueueSettings, rate?: number): Promise<QueueEndpoint> {
    const jobs = await Jobs.connect<ModelJob, WireAnswer>({
      url,
      queue: name,
      keepsFailed: false,
      workerCommand: "shortcut2py dataset worker --redis URL",
      onWarning,
    });
    if (rate !== undefined) {
      const [requests, milliseconds] = rate < 10 ? [1, Math.ceil(1000 / rate)] : [Math.round(rate), 1000];
      await jobs.queue.setGlobalRateLimit(requests, milliseconds);
    }
    return new QueueEndpoint(jobs);
  }

  private constructor(jobs: Jobs<ModelJob, WireAnswer>) {
    this.#jobs = jobs;
  }

  /** @throws ModelFailure, AccessError SC5301 */
  async ask(request: ModelRequest): Promise<ModelAnswer> {
    const job: ModelJob = { protocol: MODEL_PROTOCOL, request };
    const outcome = await this.#jobs.run("request", job, keyOf(request), wireAnswerProblem);
    if ("failed" in outcome) {
      throw new AccessError("SC5301", `The workers cannot ask: ${outcome.failed}`, {
        hint: "Nothing is lost: the same command with --resume goes on from here.",
      });
    }
    const { result } = outcome;
    if ("failure" in result) throw new ModelFailure(result.failure);
    return result.answer;
  }

  async close(): Promise<void> {
    await this.#jobs.close();
  }
}
