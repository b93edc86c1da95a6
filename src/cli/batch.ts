import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import type { Command } from "commander";
import { countInputs } from "../batch/inputs/count.ts";
import { listInputs } from "../batch/inputs/list.ts";
import { LinkFetcher } from "../batch/links.ts";
import type { TranscribeOptions } from "../batch/options.ts";
import type { Engine } from "../batch/engine.ts";
import { ThreadPool } from "../batch/pool.ts";
import { FILTERS, type Filter } from "../batch/record.ts";
import { runBatch, STATE_FOLDER } from "../batch/run.ts";
import type { SinkKind } from "../batch/sinks/open-sink.ts";
import type { Layout } from "../context/writing.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { boundGarbage, tuneEngine } from "../node/machine-code.ts";
import { describeSystemError } from "../node/system-error.ts";
import { resolveName, type NameStyle } from "../registry/names.ts";
import { fetchOptions, forEachInput, jsonLine, type CommonFlags } from "./inputs.ts";
import { ProgressLine } from "./report/progress.ts";
import { printSummary } from "./report/summary.ts";
import { warningWriter } from "./report/warning.ts";
import { writeErr, writeMessage, writeOut } from "./terminal.ts";

export interface BatchFlags extends CommonFlags {
  output: string;
  sink: SinkKind;
  gzip?: true;
  workers?: number;
  unordered?: true;
  resume?: true;
  layout: Layout;
  metadata?: true;
  redact?: true;
  execute?: true;
  lossless?: true;
  names: NameStyle;
  drop?: Filter[];
  minActions?: number;
  maxActions?: number;
  maxBytes?: number;
  apis?: string;
  timeLimit: number;
  memoryLimit: number;
  rate: number;
  allowOutside?: true;
  engine: "threads" | "bullmq";
  redis?: string;
  queue: string;
}

/** `shortcut2py batch` */
export async function runBatchCommand(inputs: string[], flags: BatchFlags, command: Command): Promise<void> {
  const { color, json = false, output, sink, gzip = false, unordered = false, resume = false } = flags;
  if (gzip && sink !== "jsonl")
    command.error("error: --gzip goes with --sink jsonl; others pack by themselves");
  await forEachInput(
    ["batch"],
    flags,
    command,
    async () => {
      const transcribe = transcribeOptions(flags);
      const links = new LinkFetcher(join(output, STATE_FOLDER, "icloud"), flags.rate, fetchOptions);
      const listed = listInputs(inputs, { except: output, allowOutside: flags.allowOutside ?? false });
      const progress = new ProgressLine(await countInputs(inputs));
      const settings = { output, sink, gzip, unordered, resume, transcribe };
      const start = performance.now();
      sayHowToResume();
      const { workers = availableParallelism() } = flags;
      tuneEngine(0);
      boundGarbage();
      const engine = await engineFor(flags, workers, transcribe);
      const summary = await runBatch(listed, settings, engine, links, (soFar) => {
        progress.show(soFar);
        tuneEngine(soFar.inputs / workers);
      }).finally(() => progress.clear());
      const seconds = (performance.now() - start) / 1000;
      if (json) writeOut(jsonLine({ output, seconds: Number(seconds.toFixed(3)), ...summary }));
      else writeMessage(color, (style) => printSummary(output, summary, seconds, style));
      if (Object.keys(summary.errors).length > 0) process.exitCode = 3;
    },
    ({ error }) => {
      if (json) writeOut(jsonLine({ output, error }));
    },
  );
}

async function engineFor(flags: BatchFlags, workers: number, transcribe: TranscribeOptions): Promise<Engine> {
  const { timeLimit, memoryLimit } = flags;
  if (flags.engine === "threads") {
    return new ThreadPool(transcribe, { threads: workers, timeLimit: timeLimit * 1000, memoryLimit });
  }
  const { QueueEngine } = await import("../batch/bullmq/engine.ts");
  return QueueEngine.connect(flags.redis, flags.queue, transcribe, warningWriter(flags.color, "batch"));
}

function transcribeOptions(flags: BatchFlags): TranscribeOptions {
  const {
    layout,
    names,
    metadata = false,
    lossless = false,
    redact = false,
    execute = false,
    minActions,
    maxActions,
    maxBytes,
  } = flags;
  const apis = flags.apis === undefined ? undefined : readApis(flags.apis);
  const drop = new Set(flags.drop);
  if (minActions !== undefined) drop.add("few-actions");
  if (maxActions !== undefined) drop.add("many-actions");
  if (maxBytes !== undefined) drop.add("large");
  if (apis !== undefined) drop.add("other-apis");
  return {
    layout,
    metadata,
    lossless,
    names,
    ...(redact && { redact }),
    ...(execute && { execute }),
    drop: FILTERS.filter((filter) => drop.has(filter)),
    ...(minActions !== undefined && { minActions }),
    ...(maxActions !== undefined && { maxActions }),
    ...(maxBytes !== undefined && { maxBytes }),
    ...(apis !== undefined && { apis }),
  };
}

/** Identifiers, or any other names that the registry knows, one a line. */
function readApis(path: string): string[] {
  try {
    const names = readFileSync(path, "utf8").split(/\s+/).filter(Boolean);
    return [...new Set(names.map((name) => resolveName(name) ?? name))].sort();
  } catch (error) {
    throw new AccessError("SC5001", `${path} cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
}

/** An interrupted batch says how it goes on. */
function sayHowToResume(): void {
  process.once("SIGINT", () => {
    writeErr("\nshortcut2py: Interrupted. The same command with --resume goes on from here.\n");
    process.exit(130);
  });
}
