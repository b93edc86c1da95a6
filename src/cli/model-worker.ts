import type { Command } from "commander";
import { startModelWorker } from "../dataset/models/worker.ts";
import { forEachInput, type CommonFlags } from "./inputs.ts";
import { warningWriter } from "./report/warning.ts";
import { writeMessage } from "./terminal.ts";
import { untilStopped } from "./worker.ts";

export interface ModelWorkerFlags extends CommonFlags {
  redis: string;
  queue: string;
  baseUrl?: string;
  keyVariable: string;
  parallel: number;
  retries: number;
  answerTime: number;
}

/** `shortcut2py dataset worker` */
export async function runModelWorker(flags: ModelWorkerFlags, command: Command): Promise<void> {
  const { color, redis, queue, baseUrl, keyVariable, parallel, retries, answerTime } = flags;
  const work = async () => {
    let done = 0;
    const settings = {
      url: redis,
      queue,
      keyVariable,
      parallel,
      retries,
      timeLimit: answerTime,
      ...(baseUrl !== undefined && { baseUrl }),
    };
    const worker = await startModelWorker(settings, () => done++, warningWriter(color, "worker"));
    await untilStopped(worker.stop, () =>
      writeMessage(color, () => `worker: waiting for requests, ${parallel} at a time`),
    );
    writeMessage(color, () => `worker: stopped after ${done.toLocaleString("en")} answers`);
    process.exit(0);
  };
  await forEachInput(["worker"], flags, command, work, () => {});
}
