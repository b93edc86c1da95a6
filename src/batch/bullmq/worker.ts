import type { Job } from "bullmq";
import { ThreadPool, type PoolOptions } from "../pool.ts";
import type { BatchInput, Transcription } from "../record.ts";
import { DEFAULT_OPTIONS } from "../options.ts";
import {
  checkConnection,
  checkedJob,
  checkQueueName,
  connectionOf,
  loadBullMQ,
  unreachable,
  type PartJob,
  type WireInput,
} from "./queue.ts";

/** How long a worker may be silent, in milliseconds, before another one gets its part. */
const LOCK = 10_000;
const CHECK = 3_000;
/** How often a part may be taken from workers that died before it is given up. */
const MOST_STALLS = 20;

/**
 * Takes parts of batches from a queue until it is told to stop, which lets what is begun end.
 *
 * @param onPart told of each part that is done
 * @param onWarning told when Redis cannot be reached, which is tried again until it can
 * @throws AccessError SC5205, SC5206
 */
export async function startWorker(
  url: string,
  queueName: string,
  pool: PoolOptions,
  onPart: (inputs: number) => void,
  onWarning: (message: string) => void,
): Promise<{ stop: () => Promise<void> }> {
  checkQueueName(queueName);
  const { Worker } = await loadBullMQ();
  await checkConnection(url);
  // One for all batches: their options go with each part.
  const threads = new ThreadPool(DEFAULT_OPTIONS, pool);
  const run = async ({ data }: Job<PartJob, Transcription<string>[]>) => {
    const { inputs, options } = checkedJob(data);
    const results = await threads.transcribeWith(inputs.map(fromWire), options);
    onPart(results.length);
    return results.map((item) => ({ ...item, line: new TextDecoder().decode(item.line.subarray(0, -1)) }));
  };
  const worker = new Worker<PartJob, Transcription<string>[]>(queueName, run, {
    connection: connectionOf(url),
    concurrency: 2 * pool.threads,
    lockDuration: LOCK,
    stalledInterval: CHECK,
    maxStalledCount: MOST_STALLS,
  });
  worker.on("error", (error) => onWarning(unreachable(error)));
  return {
    stop: async () => {
      await worker.close();
      await threads.close();
    },
  };
}

function fromWire({ content, ...labels }: WireInput): BatchInput {
  if (content.kind !== "base64") return { ...labels, content };
  return {
    ...labels,
    content: { kind: "bytes", bytes: new Uint8Array(Buffer.from(content.base64, "base64")) },
  };
}
