import { join } from "node:path";
import type { Command } from "commander";
import { writeCard } from "../dataset/card.ts";
import type { Ablation } from "../dataset/chat.ts";
import { exportDataset, type ExportForm, type LongPolicy } from "../dataset/export.ts";
import { collectTestSet, FILTER_REASONS, filterStep, type FilterReason } from "../dataset/filter.ts";
import { readGoodRows, readRows } from "../dataset/read-rows.ts";
import { LeakageChecker, planSplit, readSplitKeys, splitStep, type SplitOptions } from "../dataset/split.ts";
import { countTokens } from "../evaluate/tokens.ts";
import { STANDARD_STREAM } from "../node/input.ts";
import { writeOutput } from "../node/output.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import { checkModelFlags, isModelStep, runModelStep, type ModelStepFlags } from "./dataset-models.ts";
import { readLines, writeStep, type RowFlags } from "./dataset-step.ts";
import { forEachInput, jsonLine, labelOf } from "./inputs.ts";
import { printCounts } from "./report/step-summary.ts";
import { writeMessage, writeOut } from "./terminal.ts";

export type StepName = "annotate" | "expand" | "generate" | "refine" | "filter" | "split" | "export" | "card";

interface FilterFlags {
  allow: string[];
  threshold: number;
  maxTokens?: number;
  against?: string;
  overlap: number;
  redact?: true;
  executes?: true;
}

interface SplitFlags {
  keys?: string;
  shares: Record<string, number>;
  threshold: number;
  ood?: true;
  common: number;
  share: number;
  heldOut?: string;
}

interface ExportFlags {
  form: ExportForm;
  ablation: Ablation;
  seedOnly?: true;
  maxTokens?: number;
  long: LongPolicy;
  prompts?: string;
  compact?: true;
}

interface CardFlags {
  name: string;
  license: string;
  description?: string;
  language: string[];
  url?: string;
  creator?: string;
  published?: string;
  citation?: string;
}

export type DatasetFlags = RowFlags & ModelStepFlags & FilterFlags & SplitFlags & ExportFlags & CardFlags;

/** `shortcut2py dataset STEP` */
export async function runDataset(
  name: StepName,
  path: string,
  flags: DatasetFlags,
  command: Command,
): Promise<void> {
  const { json = false, output } = flags;
  if (isModelStep(name)) checkModelFlags(path, flags, command);
  else if (name !== "card" && output === undefined) {
    command.error("error: -o names the folder for what comes out");
  }
  const unknown = flags.allow?.find((reason) => !(FILTER_REASONS as readonly string[]).includes(reason));
  if (unknown !== undefined) command.error(`error: --allow does not know ${unknown}`);
  if (path === STANDARD_STREAM && (name === "split" || name === "card" || name === "export")) {
    command.error(`error: ${name} reads files, not the standard input`);
  }
  const run = async () => {
    if (isModelStep(name)) await runModelStep(name, path, flags);
    else if (name === "filter") await runFilter(path, flags);
    else if (name === "split") await runSplit(path, flags);
    else if (name === "export") await runExport(path, flags);
    else await runCard(path, flags);
  };
  await forEachInput([path], flags, command, run, ({ error }) => {
    if (json) writeOut(jsonLine({ step: name, error }));
  });
}

async function runFilter(path: string, flags: DatasetFlags): Promise<void> {
  const { allow, threshold, maxTokens, against, overlap, redact = false, executes = false } = flags;
  const testSet = against === undefined ? undefined : await collectTestSet(readGoodRows(against));
  const step = filterStep(loadExtendedRegistry(), testSet, countTokens, {
    allow: allow as FilterReason[],
    threshold,
    ...(maxTokens !== undefined && { maxTokens }),
    overlap,
    redact,
    executes,
  });
  await writeStep(path, step, flags);
}

async function runSplit(path: string, flags: DatasetFlags): Promise<void> {
  const { keys, shares, threshold, ood = false, common, share, heldOut, seed } = flags;
  const options: SplitOptions = {
    seed,
    threshold,
    shares,
    ...(keys !== undefined && { keys: readSplitKeys(keys) }),
    ...(ood && { ood: { common, share, ...(heldOut !== undefined && { heldOut: readLines(heldOut) }) } }),
  };
  const plan = await planSplit(readRows(path), options);
  await writeStep(path, splitStep(plan, options), flags);
  const checker = new LeakageChecker();
  const keysOf: Record<string, string[]> = {};
  for await (const row of readGoodRows(flags.output!)) {
    checker.add(row);
    (keysOf[row.split ?? "none"] ??= []).push(row.id);
  }
  const report = { ...checker.report(plan.common), common: plan.common, held_out: plan.heldOut };
  const write = (file: string, value: unknown) => {
    writeOutput(join(flags.output!, file), `${JSON.stringify(value, undefined, 2)}\n`, []);
  };
  write("splits.json", keysOf);
  write("leakage.json", report);
  const leaks = [report.keys, report.clusters, report.queries, report.apis ?? []].map(({ length }) => length);
  if (flags.json) return;
  writeMessage(flags.color, (style) => printCounts("splits", report.rows, style));
  const [rows, twins, questions, apis] = leaks as [number, number, number, number];
  const found = `${rows} rows, ${twins} groups of twins, ${questions} questions, ${apis} APIs`;
  writeMessage(flags.color, () => `in more than one split: ${found}`);
}

async function runExport(path: string, flags: DatasetFlags): Promise<void> {
  const { form, ablation, seedOnly = false, maxTokens = 8192, long, prompts, compact = false } = flags;
  const options = { form, ablation, seedOnly, maxTokens, long, compact };
  const summary = await exportDataset(
    readRows(path),
    loadExtendedRegistry(),
    countTokens,
    { ...options, ...(prompts !== undefined && { prompts }) },
    flags.output!,
  );
  if (flags.json) writeOut(jsonLine({ output: flags.output, ...summary }));
  else {
    const { files, rejected, rows_in } = summary;
    const counts = { [`rows of ${labelOf(path)}`]: rows_in, ...files };
    for (const [reason, count] of Object.entries(rejected)) counts[`rejected: ${reason}`] = count;
    if (summary.tokens.over > 0) counts[`longer than ${maxTokens} tokens`] = summary.tokens.over;
    writeMessage(flags.color, (style) => printCounts(`${flags.output}: export done`, counts, style));
  }
}

async function runCard(path: string, flags: DatasetFlags): Promise<void> {
  const { name, license, description, language, url, creator, published, citation } = flags;
  const facts = await writeCard(path, {
    name,
    license,
    languages: language,
    ...(description !== undefined && { description }),
    ...(url !== undefined && { url }),
    ...(creator !== undefined && { creator }),
    ...(published !== undefined && { published }),
    ...(citation !== undefined && { citation }),
  });
  if (flags.json) writeOut(jsonLine(facts));
  else writeMessage(flags.color, () => `${join(path, "README.md")} and croissant.json: written`);
}
