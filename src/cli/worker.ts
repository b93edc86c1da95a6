import { availableParallelism } from "node:os";
import type { Command } from "commander";
import { startWorker } from "../batch/bullmq/worker.ts";
import { forEachInput, type CommonFlags } from "./inputs.ts";
import { warningWriter } from "./report/warning.ts";
import { writeMessage } from "./terminal.ts";

export interface WorkerFlags extends CommonFlags {
  redis: string;
  queue: string;
  workers?: number;
  timeLimit: number;
  memoryLimit: number;
}

/** Milliseconds for a worker that was told to stop to end what it has begun. */
const PATIENCE = 15_000;

/** `shortcut2py worker` */
export async function runWorker(flags: WorkerFlags, command: Command): Promise<void> {
  const { color, redis, queue, workers = availableParallelism(), timeLimit, memoryLimit } = flags;
  await forEachInput(
    ["worker"],
    flags,
    command,
    async () => {
      let done = 0;
      const pool = { threads: workers, timeLimit: timeLimit * 1000, memoryLimit };
      const worker = await startWorker(
        redis,
        queue,
        pool,
        (inputs) => (done += inputs),
        warningWriter(color, "worker"),
      );
      await untilStopped(worker.stop, () =>
        writeMessage(color, () => `worker: waiting for parts of batches, with ${workers} threads`),
      );
      writeMessage(color, () => `worker: stopped after ${done.toLocaleString("en")} inputs`);
      process.exit(0);
    },
    () => {},
  );
}

/**
 * Waits for a signal, and then until what is begun has ended.
 *
 * @param onReady says that the worker waits: whoever reads that can stop it.
 */
export async function untilStopped(stop: () => Promise<void>, onReady: () => void): Promise<void> {
  await new Promise<void>((resolve) => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => resolve());
    onReady();
  });
  // A worker that has lost Redis waits for it; what it has not handed in, another one does.
  await Promise.race([stop(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
}
