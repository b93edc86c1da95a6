import type { Job } from "bullmq";
import { ThreadPool, type PoolOptions } from "../pool.ts";
import type { BatchInput, Transcription } from "../record.ts";
import { checkConnection, connectionOf, loadBullMQ, type PartJob, type WireInput } from "./queue.ts";

/** How long a worker may be silent, in milliseconds, before another one gets its part. */
const LOCK = 10_000;
const CHECK = 3_000;
/** How often a part may be taken from workers that died before it is given up. */
const MOST_STALLS = 20;

/**
 * Takes parts of batches from a queue until it is told to stop, which lets what is begun end.
 *
 * @param onPart told of each part that is done
 * @param onTrouble told when Redis cannot be reached, which is tried again until it can
 * @throws AccessError SC5205, SC5206
 */
export async function startWorker(
  url: string,
  queueName: string,
  pool: PoolOptions,
  onPart: (inputs: number) => void,
  onTrouble: (message: string) => void,
): Promise<{ stop: () => Promise<void> }> {
  const { Worker } = await loadBullMQ();
  await checkConnection(url);
  // Batches may differ in their options; each has threads of its own, made when its first part comes.
  const pools = new Map<string, ThreadPool>();
  const run = async ({ data }: Job<PartJob, Transcription<string>[]>) => {
    const key = JSON.stringify(data.options);
    let threads = pools.get(key);
    if (!threads) pools.set(key, (threads = new ThreadPool(data.options, pool)));
    const results = await threads.transcribe(data.inputs.map(fromWire));
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
  worker.on("error", ({ message }) => onTrouble(message));
  return {
    stop: async () => {
      await worker.close();
      for (const threads of pools.values()) await threads.close();
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
