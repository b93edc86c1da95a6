import type { Job } from "bullmq";
import {
  checkConnection,
  checkQueueName,
  connectionOf,
  loadBullMQ,
  unreachable,
} from "../../batch/bullmq/queue.ts";
import type { EndpointSettings } from "./endpoint.ts";
import { ModelFailure } from "./model.ts";
import { checkedModelJob, type ModelJob, type WireAnswer } from "./queue-wire.ts";

export interface ModelWorkerSettings extends EndpointSettings {
  /** Where Redis is. */
  url: string;
  queue: string;
  /** Requests at a time. */
  parallel: number;
}

/** How long a worker may be silent, in milliseconds, before another one gets its request. */
const LOCK = 30_000;
const CHECK = 5_000;
/** How often a request may be taken from workers that died before it is given up. */
const MOST_STALLS = 20;

/**
 * Asks an endpoint what model steps put into a queue, until it is told to stop, which lets what is begun end. How fast all
 * workers may be together, the queue says.
 *
 * @param onAnswer told of each request that is done
 * @param onWarning told when Redis or the endpoint cannot be reached
 * @throws AccessError SC5205, SC5206, SC5301
 */
export async function startModelWorker(
  settings: ModelWorkerSettings,
  onAnswer: () => void,
  onWarning: (message: string) => void,
): Promise<{ stop: () => Promise<void> }> {
  checkQueueName(settings.queue);
  const { Endpoint } = await import("./endpoint.ts");
  const endpoint = new Endpoint(settings);
  const { Worker } = await loadBullMQ();
  await checkConnection(settings.url);
  const run = async ({ data }: Job<ModelJob, WireAnswer>): Promise<WireAnswer> => {
    const { request } = checkedModelJob(data);
    try {
      const answer = await endpoint.ask(request);
      onAnswer();
      return { answer };
    } catch (error) {
      if (error instanceof ModelFailure) return { failure: error.message };
      // Another worker may reach it.
      onWarning(error instanceof Error ? error.message : String(error));
      throw error;
    }
  };
  const worker = new Worker<ModelJob, WireAnswer>(settings.queue, run, {
    connection: connectionOf(settings.url),
    concurrency: settings.parallel,
    lockDuration: LOCK,
    stalledInterval: CHECK,
    maxStalledCount: MOST_STALLS,
  });
  worker.on("error", (error) => onWarning(unreachable(error)));
  return { stop: () => worker.close() };
}
