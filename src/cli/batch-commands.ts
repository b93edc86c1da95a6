import { BY_NAME } from "../batch/record.ts";
import { layoutOption, namesOption, parseCount, REDIS } from "./options.ts";
import { Option, type Command } from "commander";
import type { BatchFlags } from "./batch.ts";
import type { PipeFlags } from "./pipe.ts";
import type { StatsFlags } from "./stats.ts";
import type { WorkerFlags } from "./worker.ts";

const INPUTS =
  "a folder, a glob, a .zip, .tar or .tar.gz, an index (.jsonl, .csv), a Mac's Shortcuts.sqlite, a single file, " +
  "an iCloud link, or - for JSONL on the standard input";

const BATCH_NOTES = `
Writes a record for each input, good or bad, in the order of the inputs: records.jsonl, records/*.parquet, or files/*.py
with an index.jsonl; what filters leave out is listed in rejects.jsonl, and summary.json counts everything.

An index names files (path), holds them (base64), or has links to iCloud; id and name (or title) are taken over, and
everything else is handed through as metadata.

Killed at any moment, the same command with --resume goes on, and the output is the same as if nothing had happened.
Exit codes: 0 every input was read, 3 some were not and have error records, 1 the batch stopped, 2 usage.`;

const PIPE_NOTES = `
Each line in is an entry of an index: {"path": ...} or {"base64": ...}, with id, name and anything else. Each line out
is its record: one for one, in order, and nothing else. For Spark's RDD.pipe, Hadoop Streaming, Beam, GNU parallel.`;

const STATS_NOTES = `
A data set is a records.jsonl (also packed), the folder that batch or a step of dataset wrote, or a .json of the published
WorkflowBench. With two, say real and synthetic ones, they are compared side by side, and counted together.`;

const METADATA: [string, string] = [
  "--metadata",
  "write __shortcut__ into programs, for compile to make the same file again",
];

const LOSSLESS: [string, string] = ["--lossless", "say everything in the body, what has no effect included"];

/** The commands for many shortcuts at once. */
export function addBatchCommands(program: Command): void {
  addBatch(program);
  addPipe(program);
  addWorker(program);
  addStats(program);
}

function addBatch(program: Command): void {
  program
    .command("batch")
    .description("turn a dump of shortcuts into a data set")
    .argument("<input...>", INPUTS)
    .requiredOption("-o, --output <folder>", "a folder of its own for the data set")
    .addOption(
      new Option("--sink <sink>", "how to write it").choices(["jsonl", "parquet", "files"]).default("jsonl"),
    )
    .option("--gzip", "pack records.jsonl")
    .option("--resume", "go on with the batch that was begun in this folder")
    .option("--workers <count>", "threads (default: one for each processor)", parseCount)
    .option("--unordered", "write records as they come")
    .addOption(layoutOption())
    .addOption(namesOption("api"))
    .option(...METADATA)
    .option(...LOSSLESS)
    .addOption(new Option("--drop <what...>", "leave out, and list in rejects.jsonl").choices(BY_NAME))
    .option("--redact", "replace what looks like secrets and personal data")
    .option("--execute", "run each shortcut on a virtual device; records say in execution how that ended")
    .option("--min-actions <count>", "leave out shortcuts with fewer actions", parseCount)
    .option("--max-actions <count>", "leave out shortcuts with more actions", parseCount)
    .option("--max-bytes <count>", "leave out larger files", parseCount)
    .option(
      "--apis <file>",
      "leave out shortcuts that use other APIs than this file lists, by any of their names",
    )
    .option("--time-limit <seconds>", "give an input up after this time", parseCount, 60)
    .option("--memory-limit <megabytes>", "give an input up that takes more", parseCount, 2048)
    .option("--rate <count>", "links to iCloud to fetch in a second, at most", parseCount, 2)
    .option("--allow-outside", "let the paths in an index lead out of its folder")
    .addOption(
      new Option("--engine <engine>", "threads of this machine, or workers anywhere through a queue")
        .choices(["threads", "bullmq"])
        .default("threads"),
    )
    .option("--redis <url>", REDIS)
    .option("--queue <name>", "the queue's name", "shortcut2py")
    .option("--json", "write the summary as JSON")
    .addHelpText("after", BATCH_NOTES)
    .action(async (inputs: string[], _flags: unknown, command: Command) => {
      const { runBatchCommand } = await import("./batch.ts");
      await runBatchCommand(inputs, command.optsWithGlobals<BatchFlags>(), command);
    });
}

function addPipe(program: Command): void {
  program
    .command("pipe")
    .description("turn JSONL on the standard input into records on the standard output")
    .addOption(layoutOption())
    .addOption(namesOption("api"))
    .option(...METADATA)
    .option(...LOSSLESS)
    .option("--rate <count>", "links to iCloud to fetch in a second, at most", parseCount, 2)
    .option("--allow-outside", "let the paths in an index lead out of its folder")
    .addHelpText("after", PIPE_NOTES)
    .action(async (_flags: unknown, command: Command) => {
      const { runPipe } = await import("./pipe.ts");
      await runPipe(command.optsWithGlobals<PipeFlags>(), command);
    });
}

function addWorker(program: Command): void {
  program
    .command("worker")
    .description("take parts of batches from a queue, until it is stopped")
    .requiredOption("--redis <url>", REDIS)
    .option("--queue <name>", "the queue's name", "shortcut2py")
    .option("--workers <count>", "threads (default: one for each processor)", parseCount)
    .option("--time-limit <seconds>", "give an input up after this time", parseCount, 60)
    .option("--memory-limit <megabytes>", "give an input up that takes more", parseCount, 2048)
    .action(async (_flags: unknown, command: Command) => {
      const { runWorker } = await import("./worker.ts");
      await runWorker(command.optsWithGlobals<WorkerFlags>(), command);
    });
}

function addStats(program: Command): void {
  program
    .command("stats")
    .description("count what is in a data set, and draw it")
    .argument("<dataset>", "what batch wrote")
    .argument("[other]", "a second one, to compare; both together are counted, too")
    .option("--published", "show the figures of WorkflowBench's paper beside these: Table 1 and Figure 4")
    .option("--html <file>", "write a page with charts")
    .option("--json", "write JSON")
    .addHelpText("after", STATS_NOTES)
    .action(async (dataset: string, other: string | undefined, _flags: unknown, command: Command) => {
      const { runStats } = await import("./stats.ts");
      await runStats(
        [dataset, ...(other === undefined ? [] : [other])],
        command.optsWithGlobals<StatsFlags>(),
        command,
      );
    });
}
