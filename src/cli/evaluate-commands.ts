import { InvalidArgumentError, Option, type Command } from "commander";
import type { CodeBleuWeights } from "../evaluate/codebleu/codebleu.ts";
import { addModelOptions } from "./dataset-commands.ts";
import type { EvaluateFlags } from "./evaluate-flags.ts";
import { parseCount } from "./options.ts";
import type { TasksFlags } from "./tasks.ts";

const EVALUATE_NOTES = `
Predictions and references are rows with id and code (or python, or the field names of the published WorkflowBench) in
JSONL, Parquet, a JSON array, or a folder that batch wrote. Rows belong together by their id.

Modes: published counts as codebleu 0.6.1 does, so that figures compare with the paper's; strict repairs its quirks: an
identical program gets 1 and an empty one 0, layout and comments do not matter, and each part counts once.

With --json the output is a line for each row:
  {"id", "ngram_match_score", "weighted_ngram_match_score", "syntax_match_score", "dataflow_match_score", "codebleu",
   "checks"?: {"parses", "compiles", "apis_known", "apis_allowed"?, "parameters", "names", "types"},
   "execution"?: {"score", "passed", "devices", "undetermined", "differences"}, "judge"?: {"pass", "reason"}, "human"?}
then, for each model, a line with "model", "rows", the means under the same names, "intervals" (95 %, bootstrap),
"missing", "unmatched", "guessed", "by" (actions, branches and loops, nesting) and "agreement" of judge and humans.

The judge is a model, asked as the paper did; --tape keeps its answers, and a second run asks nothing. Its key comes
from the environment (OPENAI_API_KEY, or what --key-variable names).`;

const TASKS_NOTES = `
Writes a line for each shortcut: {"id", "devices": [...], "branches", "reached", "unreached"}. The search varies answers to
dialogs, clipboard, input, clock and battery by what conditions compare with, and keeps as few devices as take every branch
that it has got to; devices on which it is not known what the shortcut does are left out. unreached says at which action
(counted from 0) the other branches begin: look at them, and write devices for them by hand.
Exit codes: 0 each has its task, 1 some have none, 2 usage.`;

/** `shortcut2py evaluate` and what goes with it */
export function addEvaluateCommands(program: Command): void {
  const command = program
    .command("evaluate")
    .description("score programs that models have written")
    .argument("<predictions...>", "what a model wrote; several are set side by side")
    .option("--reference <dataset>", "what they should be (default: the predictions' own gold programs)")
    .addOption(
      new Option("--mode <mode>", "how to count CodeBLEU")
        .choices(["published", "strict"])
        .default("published"),
    )
    .option(
      "--weights <numbers>",
      "shares of the n-gram, weighted n-gram, syntax and data-flow match in CodeBLEU",
      parseWeights,
      [0.1, 0.1, 0.4, 0.4] satisfies CodeBleuWeights,
    )
    .addOption(
      new Option(
        "--comments <what>",
        "keep comments, or cut lines at their first #, as the paper did, on both sides",
      )
        .choices(["keep", "cut"])
        .default("keep"),
    )
    .option("--no-checks", "CodeBLEU only, not whether programs compile and use APIs well")
    .option(
      "--execute <tasks>",
      'run both programs on virtual devices and compare what they do: rows of {"id", "devices": [...]}',
    )
    .option("--judge", "ask a model whether each program does what its query asks for")
    .option("--labels <file>", 'what humans say: rows of {"id", "pass"}; gives agreement and kappa')
    .option(
      "--plans",
      "score plans as T-Eval does: F1 of steps in order; tasks have prediction and ground_truth",
    )
    .option(
      "--vectors <file>",
      'how alike the texts of plans are: rows of {"text", "vector"} (default: equal names, shared words)',
    )
    .option("--published", "show the paper's figures beside these")
    .option("--html <file>", "write a page with charts")
    .option("--json", "write JSON");
  addModelOptions(command)
    .addHelpText("after", EVALUATE_NOTES)
    .action(async (files: string[], _flags: unknown, given: Command) => {
      const { runEvaluate } = await import("./evaluate.ts");
      await runEvaluate(files, given.optsWithGlobals<EvaluateFlags>(), given);
    });
  addTasksCommand(program);
}

/** Beside `evaluate`, which reads what it writes. */
function addTasksCommand(program: Command): void {
  program
    .command("tasks")
    .description("draft tasks for evaluate --execute: devices on which a shortcut takes its branches")
    .argument("<file...>", "shortcuts of any kind, links, or programs (.py)")
    .option("-o, --output <file>", "a .jsonl (default: the standard output)")
    .option("--id <id>", "what the data set calls the row (default: the file's name without its ending)")
    .option("--runs <count>", "runs that the search may take for each", parseCount, 200)
    .option("--tolerant", "read programs that are none of the dialect but can mean only one thing")
    .addHelpText("after", TASKS_NOTES)
    .action(async (files: string[], _flags: unknown, given: Command) => {
      const { runTasks } = await import("./tasks.ts");
      await runTasks(files, given.optsWithGlobals<TasksFlags>(), given);
    });
}

function parseWeights(text: string): CodeBleuWeights {
  const weights = text.split(",").map((part) => (part.trim() === "" ? NaN : Number(part)));
  const [ngram, weighted, syntax, dataflow] = weights;
  if (weights.length !== 4 || weights.some((weight) => !Number.isFinite(weight) || weight < 0)) {
    throw new InvalidArgumentError("Weights look like 0.1,0.1,0.4,0.4.");
  }
  return [ngram!, weighted!, syntax!, dataflow!];
}
