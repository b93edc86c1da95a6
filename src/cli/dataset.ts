import type { Command } from "commander";
import { annotateStep } from "../dataset/annotate.ts";
import { ModelClient } from "../dataset/models/client.ts";
import { DryRun } from "../dataset/models/dry-run.ts";
import type { Model } from "../dataset/models/model.ts";
import { parseLines, readRows, rowOf, type ReadRow } from "../dataset/read-rows.ts";
import { orderRow } from "../dataset/row.ts";
import {
  outcomesOf,
  ownTape,
  rejectOf,
  runStep,
  type Step,
  type StepOutput,
  type StepSummary,
} from "../dataset/run-step.ts";
import type { QueryLength } from "../dataset/text-rules.ts";
import { countTokens } from "../evaluate/tokens.ts";
import { STANDARD_STREAM } from "../node/input.ts";
import { forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { askSettings, clientSettings, type ModelFlags } from "./model-settings.ts";
import { printStepSummary } from "./report/step-summary.ts";
import { writeErr, writeMessage, writeOut } from "./terminal.ts";

export interface DatasetFlags extends CommonFlags, ModelFlags {
  output?: string;
  sink: StepOutput["sink"];
  resume?: true;
  rename: boolean;
  queryWords: QueryLength;
}

/** `shortcut2py dataset STEP` */
export async function runDataset(
  name: string,
  path: string,
  flags: DatasetFlags,
  command: Command,
): Promise<void> {
  const { json = false } = flags;
  checkFlags(path, flags, command);
  const run = async () => {
    await runModelStep(path, flags, (model) => stepOf(name, model, flags));
  };
  await forEachInput([path], flags, command, run, ({ error }) => {
    if (json) writeOut(jsonLine({ step: name, error }));
  });
}

function checkFlags(path: string, flags: DatasetFlags, command: Command): void {
  const { output, dryRun = false, offline = false, tape, maxCost, prices } = flags;
  const isPiped = path === STANDARD_STREAM && output === undefined;
  if (output === undefined && !dryRun && !isPiped) {
    command.error("error: -o names the folder for what comes out; only - and --dry-run go without it");
  }
  if (isPiped && !dryRun && tape === undefined) {
    command.error("error: without -o, --tape names the file for the answers");
  }
  if (offline && tape === undefined && output === undefined) {
    command.error("error: --offline needs a --tape");
  }
  if (maxCost !== undefined && prices === undefined) {
    command.error("error: --max-cost needs the table of --prices");
  }
}

function stepOf(_name: string, model: Model, flags: DatasetFlags): Step {
  const { rename, queryWords, seed, prompts, parallel } = flags;
  const options = {
    ...askSettings(flags),
    rename,
    queryLength: queryWords,
    seed,
    ...(prompts !== undefined && { prompts }),
  };
  return annotateStep(model, options, parallel);
}

/** A step that asks a model, in one of its three ways: into a folder, as a pipe, or dry. */
async function runModelStep(
  path: string,
  flags: DatasetFlags,
  makeStep: (model: Model) => Step,
): Promise<void> {
  const rows = path === STANDARD_STREAM ? rowsOfStream() : readRows(path);
  if (flags.dryRun) {
    await runDry(rows, flags, makeStep);
    return;
  }
  const client = await ModelClient.open(clientSettings(flags, flags.tape ?? ownTape(flags.output!)));
  try {
    const step = makeStep(client);
    if (flags.output === undefined) await pipe(rows, step);
    else await writeStep(path, rows, step, flags, flags.output);
  } finally {
    client.close();
  }
}

async function* rowsOfStream(): AsyncGenerator<ReadRow> {
  for await (const [value, line] of parseLines(process.stdin)) {
    yield rowOf(value, `${STANDARD_STREAM}#${line}`, line - 1);
  }
}

/** A line for each line in, in order: the row, or why there is none. */
async function pipe(rows: AsyncIterable<ReadRow>, step: Step): Promise<void> {
  for await (const done of outcomesOf(rows, step, 0)) {
    const { outcome } = done;
    writeOut(jsonLine("row" in outcome ? orderRow(outcome.row) : rejectOf(done, step.name)));
  }
}

async function runDry(
  rows: AsyncIterable<ReadRow>,
  flags: DatasetFlags,
  makeStep: (model: Model) => Step,
): Promise<void> {
  const model = new DryRun(countTokens, ({ messages }, tokens) => writeOut(jsonLine({ tokens, messages })));
  const step = { ...makeStep(model), concurrency: 1 };
  let count = 0;
  for await (const _ of outcomesOf(rows, step, 0)) count++;
  const { input, output } = model.tokens;
  const say = (value: number) => value.toLocaleString("en");
  writeMessage(flags.color, () => {
    return `dry run: ${say(model.requests)} requests for ${say(count)} rows, about ${say(input)} tokens in, ${say(output)} out`;
  });
}

async function writeStep(
  path: string,
  rows: AsyncIterable<ReadRow>,
  step: Step,
  flags: DatasetFlags,
  output: string,
): Promise<void> {
  const { sink, resume = false, json = false, color } = flags;
  process.once("SIGINT", () => {
    writeErr("\nshortcut2py: Interrupted. The same command with --resume goes on from here.\n");
    process.exit(130);
  });
  const summary: StepSummary = await runStep(rows, step, { output, sink, resume });
  if (json) writeOut(jsonLine({ output, ...summary }));
  else writeMessage(color, (style) => printStepSummary(labelOf(path), output, summary, style));
  if (Object.keys(summary.rejected).length > 0) process.exitCode = 3;
}
