import type { Command } from "commander";
import { annotateStep } from "../dataset/annotate.ts";
import { CATEGORIES } from "../dataset/categories.ts";
import { collectSeedFacts, expandStep, queryPlaces, type ExpandOptions } from "../dataset/expand.ts";
import { generateStep } from "../dataset/generate.ts";
import { ModelClient } from "../dataset/models/client.ts";
import { DryRun } from "../dataset/models/dry-run.ts";
import type { Model } from "../dataset/models/model.ts";
import { parseLines, readGoodRows, readRows, rowOf, type ReadRow } from "../dataset/read-rows.ts";
import { collectExamples, refineStep } from "../dataset/refine.ts";
import { orderRow } from "../dataset/row.ts";
import { outcomesOf, ownTape, rejectOf, type Step } from "../dataset/run-step.ts";
import type { QueryLength } from "../dataset/text-rules.ts";
import { countTokens } from "../evaluate/tokens.ts";
import { STANDARD_STREAM } from "../node/input.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import type { NameStyle } from "../registry/names.ts";
import { readLines, writeStep, type RowFlags } from "./dataset-step.ts";
import { jsonLine } from "./inputs.ts";
import { askSettings, clientSettings, type ModelFlags } from "./model-settings.ts";
import { writeMessage, writeOut } from "./terminal.ts";

export const MODEL_STEPS = ["annotate", "expand", "generate", "refine"] as const;
export type ModelStepName = (typeof MODEL_STEPS)[number];

export interface ModelStepFlags extends RowFlags, ModelFlags {
  rename: boolean;
  queryWords: QueryLength;
  count: number;
  exemplars: number;
  applications: ExpandOptions["applications"];
  thirdParty: ExpandOptions["thirdParty"];
  categories?: string;
  compact?: true;
  names: NameStyle;
  examples?: string;
}

export function isModelStep(name: string): name is ModelStepName {
  return (MODEL_STEPS as readonly string[]).includes(name);
}

export function checkModelFlags(path: string, flags: ModelStepFlags, command: Command): void {
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

/** A step that asks a model, in one of its three ways: into a folder, as a pipe, or dry. */
export async function runModelStep(name: ModelStepName, path: string, flags: ModelStepFlags): Promise<void> {
  const rows = name === "expand" ? queryPlaces(flags.count, flags.seed) : rowsOf(path);
  const makeStep = await prepareStep(name, path, flags);
  if (flags.dryRun) {
    await runDry(rows, flags, makeStep);
    return;
  }
  const client = await ModelClient.open(clientSettings(flags, flags.tape ?? ownTape(flags.output!)));
  try {
    const step = makeStep(client);
    if (flags.output === undefined) await pipe(rows, step);
    else {
      const { rejected } = await writeStep(path, step, flags, rows);
      if (Object.keys(rejected).length > 0) process.exitCode = 3;
    }
  } finally {
    await client.close();
  }
}

/** Everything of a step but the model, which a dry run has another one for. */
async function prepareStep(
  name: ModelStepName,
  path: string,
  flags: ModelStepFlags,
): Promise<(model: Model) => Step> {
  const { rename, queryWords, seed, prompts, parallel, names, compact = false } = flags;
  const settings = { ...askSettings(flags), ...(prompts !== undefined && { prompts }) };
  switch (name) {
    case "annotate":
      return (model) => annotateStep(model, { ...settings, rename, queryLength: queryWords, seed }, parallel);
    case "expand": {
      const { exemplars, applications, thirdParty, categories } = flags;
      const facts = await collectSeedFacts(readGoodRows(path), seed);
      const options: ExpandOptions = {
        ...settings,
        seed,
        queryLength: queryWords,
        exemplars,
        applications,
        thirdParty,
        categories: categories === undefined ? CATEGORIES : readLines(categories),
        compact,
        names,
      };
      return (model) => expandStep(model, facts, loadExtendedRegistry(), options, parallel);
    }
    case "generate":
      return (model) =>
        generateStep(model, loadExtendedRegistry(), { ...settings, compact, names }, parallel);
    case "refine": {
      const examples =
        flags.examples === undefined ? new Map() : await collectExamples(readGoodRows(flags.examples));
      const options = { ...settings, seed, compact };
      return (model) => refineStep(model, loadExtendedRegistry(), examples, options, parallel);
    }
  }
}

function rowsOf(path: string): AsyncIterable<ReadRow> {
  return path === STANDARD_STREAM ? rowsOfStream() : readRows(path);
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

/** The requests that would be made, one a line, and what they come to. */
async function runDry(
  rows: AsyncIterable<ReadRow>,
  flags: ModelStepFlags,
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
