import type { Command } from "commander";
import { basename } from "node:path";
import { ModelClient } from "../dataset/models/client.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { quote } from "../diagnostics/error.ts";
import { CodeBleuScorer } from "../evaluate/codebleu/codebleu.ts";
import { cutComments } from "../evaluate/codebleu/strip-comments.ts";
import { evaluatePairs, SCORES, type EvaluationParts } from "../evaluate/evaluation.ts";
import { readTasks } from "../evaluate/execute/execute.ts";
import { openParser } from "../evaluate/files.ts";
import { openJudge } from "../evaluate/judge.ts";
import { evaluationPage } from "../evaluate/page.ts";
import { pairRows, type EvaluatedRow } from "../evaluate/pairs.ts";
import { readEvaluatedRows, readLabels, type Side } from "../evaluate/read.ts";
import type { EvaluatedModel } from "../evaluate/tables.ts";
import { writeOutput } from "../node/output.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import type { EvaluateFlags } from "./evaluate-flags.ts";
import { runEvaluatePlans } from "./evaluate-plans.ts";
import { forEachInput, jsonLine, labelOf } from "./inputs.ts";
import { askSettings, clientSettings } from "./model-settings.ts";
import { printEvaluation } from "./report/evaluation.ts";
import { styleFor, writeMessage, writeOut } from "./terminal.ts";

/** `shortcut2py evaluate`: predictions of one model, or of several side by side. */
export async function runEvaluate(files: string[], flags: EvaluateFlags, command: Command): Promise<void> {
  const { color, json = false, html, reference } = flags;
  checkFlags(files, flags, command);
  if (flags.plans) {
    const run = async (file: string) => runEvaluatePlans(file, basename(file), flags);
    await forEachInput(files, flags, command, run, (failure) => {
      if (json) writeOut(jsonLine(failure));
    });
    return;
  }
  const models: EvaluatedModel[] = [];
  const fail = ({ file, error }: { file: string; error: object }) => {
    if (json) writeOut(jsonLine({ file, error }));
  };
  const prepare = async () => {
    const evaluator = await openEvaluator(flags);
    try {
      await forEachInput(
        files,
        flags,
        command,
        async (file) => {
          models.push(await evaluateFile(file, evaluator, files.length > 1, flags));
        },
        fail,
      );
    } finally {
      await evaluator.close();
    }
  };
  await forEachInput([reference ?? files[0]!], flags, command, prepare, fail);
  if (models.length < files.length) return;
  if (!json) writeOut(`${printEvaluation(models, flags, styleFor("stdout", color))}\n`);
  if (html === undefined) return;
  const inputs = [...files, ...(reference === undefined ? [] : [reference])];
  const write = async () => writeOutput(html, evaluationPage(models, flags), inputs);
  await forEachInput([html], flags, command, write, () => {});
}

function checkFlags(files: readonly string[], flags: EvaluateFlags, command: Command): void {
  const { judge, tape, offline, plans, vectors, html, reference } = flags;
  if (new Set(files).size < files.length) command.error("error: the same predictions are given twice");
  if (plans && (judge || html !== undefined || reference !== undefined)) {
    command.error("error: --plans goes without --reference, --judge and --html");
  }
  if (!plans && vectors !== undefined) command.error("error: --vectors goes with --plans");
  if (judge && tape === undefined) {
    command.error("error: --judge needs a --tape, the file that keeps the judge's answers");
  }
  if (!judge && (tape !== undefined || offline)) command.error("error: --tape and --offline go with --judge");
}

interface Evaluator {
  parts: EvaluationParts;
  close: () => Promise<void>;
}

async function openEvaluator(flags: EvaluateFlags): Promise<Evaluator> {
  const { mode, weights, checks, execute, judge, labels: path, prompts, parallel } = flags;
  const scorer = new CodeBleuScorer(await openParser(), mode, weights);
  const labels = path === undefined ? undefined : await readLabels(path);
  const client = judge && (await ModelClient.open(clientSettings(flags, flags.tape!)));
  const parts: EvaluationParts = {
    scorer,
    ...(checks && { registry: loadExtendedRegistry() }),
    ...(execute !== undefined && { tasks: await readTasks(execute) }),
    ...(client && { judge: openJudge(client, askSettings(flags), prompts), parallel }),
    ...(labels && { labels }),
  };
  return { parts, close: async () => client?.close() };
}

async function evaluateFile(
  file: string,
  { parts }: Evaluator,
  isOneOfSeveral: boolean,
  flags: EvaluateFlags,
): Promise<EvaluatedModel> {
  const { reference = file, json = false, color } = flags;
  const model = basename(file);
  const pairs = pairRows(rowsOf(file, "prediction", flags), rowsOf(reference, "reference", flags));
  const results = evaluatePairs(pairs, parts);
  let next = await results.next();
  for (; next.done !== true; next = await results.next()) {
    if (json) writeOut(jsonLine(isOneOfSeveral ? { model, ...next.value } : next.value));
  }
  const evaluated: EvaluatedModel = { model, ...next.value };
  if (evaluated.rows === 0) {
    throw new AccessError("SC5403", `No prediction in ${file} has a reference in ${reference}.`, {
      hint: "Rows belong together by their id.",
    });
  }
  for (const text of warningsOf(evaluated)) {
    writeMessage(color, (style) => `${labelOf(file)}: ${style.warning("warning")}: ${text}`);
  }
  if (json) writeOut(jsonLine(meansLine(evaluated, flags)));
  return evaluated;
}

async function* rowsOf(path: string, side: Side, { comments }: EvaluateFlags): AsyncGenerator<EvaluatedRow> {
  for await (const row of readEvaluatedRows(path, side)) {
    yield comments === "cut" ? { ...row, code: cutComments(row.code) } : row;
  }
}

function warningsOf({ missing, unmatched, guessed, rows }: EvaluatedModel): string[] {
  const some = (number: number, what: string) => `${number} ${what}${number === 1 ? "" : "s"}`;
  return [
    ...(missing > 0 ? [`${some(missing, "reference")} without a prediction; not scored.`] : []),
    ...(unmatched.length > 0
      ? [
          `${some(unmatched.length, "prediction")} without a reference; not scored: ` +
            `${unmatched
              .slice(0, 3)
              .map((id) => quote(id))
              .join(", ")}${unmatched.length > 3 ? ", ..." : ""}`,
        ]
      : []),
    ...(guessed.references > 0
      ? [
          `${guessed.references} of ${some(rows, "reference")} hold what is no Python; their trees are a guess.`,
        ]
      : []),
  ];
}

/** The means under the names of the scores, then everything else. */
function meansLine(evaluated: EvaluatedModel, { mode, weights }: EvaluateFlags): object {
  const { model, rows, means, missing, unmatched, guessed, by, agreement } = evaluated;
  const plain = Object.fromEntries(Object.entries(means).map(([name, { mean }]) => [name, mean]));
  const intervals = Object.fromEntries(Object.entries(means).map(([name, { interval }]) => [name, interval]));
  return {
    model,
    rows,
    ...Object.fromEntries(SCORES.map((name) => [name, null])),
    ...plain,
    intervals,
    mode,
    weights,
    missing,
    unmatched: unmatched.length,
    guessed,
    by,
    ...(agreement && { agreement }),
  };
}
