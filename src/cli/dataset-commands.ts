import { parseCount, REDIS } from "./options.ts";
import { InvalidArgumentError, Option, type Command } from "commander";
import type { DatasetFlags, StepName } from "./dataset.ts";
import type { ModelWorkerFlags } from "./model-worker.ts";

const DATASET =
  "what batch or another step wrote: a folder, a .jsonl (also packed), a .parquet, or a .json with the fields of the " +
  "published WorkflowBench; - for JSONL on the standard input";

const STEP_NOTES = `
Writes OUT/records.jsonl (or records/*.parquet), OUT/rejects.jsonl with every row that has no place there, whole and with
the reason, and OUT/summary.json: rows in = rows out + rejected. The same rows, options and answers give the same bytes.`;

const MODEL_NOTES = `
The key of the endpoint comes from the environment (OPENAI_API_KEY, or what --key-variable names), and goes nowhere else.
Killed at any moment, or stopped by its budget, the same command with --resume goes on, and asks nothing twice. With
--tape, answers are kept in a file of one's own: the next run with it makes the same calls to nobody.
Without -o, rows go to the standard output, one line for each line in: for Spark's RDD.pipe and the like.
Exit codes: 0 all rows done, 3 some were rejected, 1 the step stopped, 2 usage.`;

const FILTER_NOTES = `
Reasons, in the order in which they are looked at: no-code, unparsable, no-api (of the row's list), foreign-call (an API
beyond the list, or no API at all), uncompilable, unknown-parameter, missing-parameter, bad-enum, bad-type, binary,
too-long, fails (with --executes: its run ends with an error), disclosure (secrets, personal data), contaminated (8 words in
a row of a question, or a large part of a program, are in the test set), duplicate, near-duplicate. Of rows that are the
same, the first one stays.
`;

const SPLIT_NOTES = `
Rows whose programs are nearly the same, or whose questions are the same, never get two splits. Rows that models have
made are for training. OUT/splits.json lists the rows of each split, OUT/leakage.json what crosses between them.
`;

const EXPORT_NOTES = `
messages: JSONL with {"messages": [...]} for datasets and TRL; llama: {"text"} with the special tokens of Llama 3.1; a
file for each split. published: seed_data.json, synthesized_data.json and dataset_split_keys.json. teval: the plan task.
Tokens are those of Llama 3. OUT/summary.json: rows in = rows in the files + rejected; rejects.jsonl has the latter.`;

const CARD_NOTES = `
Writes README.md (the card of Hugging Face, with its YAML) and croissant.json (Croissant 1.0) into the data set's folder.`;

const BASE_URL = ["--base-url <url>", "an OpenAI-compatible endpoint (default: OpenAI's)"] as const;
const KEY_VARIABLE = [
  "--key-variable <name>",
  "the environment variable that holds the key",
  "OPENAI_API_KEY",
] as const;
const PARALLEL = ["--parallel <count>", "requests at a time", parseCount, 8] as const;
const QUEUE = ["--queue <name>", "the queue's name", "shortcut2py-models"] as const;
const RETRIES = ["--retries <count>", "tries again after 429, 5xx, time-outs", parseNumber, 5] as const;
const ANSWER_TIME = [
  "--answer-time <seconds>",
  "give an answer up after this time",
  parseCount,
  300,
] as const;

const WORKER_NOTES = `
annotate, expand, generate, refine and evaluate --judge with --redis put their requests into the queue, and workers on any
machines ask their endpoint; rows, tape, budget and order stay where the step runs. A worker that is killed loses nothing:
another one asks again. How fast all may be together, the step says (--rate), until another says otherwise. The key is the
worker's own.`;

/** `shortcut2py dataset ...`: from transcribed shortcuts to what models learn from. */
export function addDatasetCommands(program: Command): void {
  const dataset = program
    .command("dataset")
    .description("turn transcribed shortcuts into what language models learn from");
  addModelSteps(dataset);
  addPlainSteps(dataset);
  addModelWorker(dataset);
}

function addModelWorker(dataset: Command): void {
  dataset
    .command("worker")
    .description("ask a model what steps on other machines put into a queue, until it is stopped")
    .requiredOption("--redis <url>", REDIS)
    .option(...QUEUE)
    .option(...BASE_URL)
    .option(...KEY_VARIABLE)
    .option(...PARALLEL)
    .option(...RETRIES)
    .option(...ANSWER_TIME)
    .addHelpText("after", WORKER_NOTES)
    .action(async (_flags: unknown, given: Command) => {
      const { runModelWorker } = await import("./model-worker.ts");
      await runModelWorker(given.optsWithGlobals<ModelWorkerFlags>(), given);
    });
}

function addStep(dataset: Command, name: string, description: string, notes: string): Command {
  return dataset
    .command(name)
    .description(description)
    .argument("<dataset>", DATASET)
    .option("-o, --output <folder>", "a folder of its own for what comes out")
    .option("--json", "write the summary as JSON")
    .addHelpText("after", notes)
    .action(async (path: string, _flags: unknown, given: Command) => {
      const { runDataset } = await import("./dataset.ts");
      await runDataset(given.name() as StepName, path, given.optsWithGlobals<DatasetFlags>(), given);
    });
}

function addRowOptions(command: Command): Command {
  return command
    .addOption(new Option("--sink <sink>", "how to write it").choices(["jsonl", "parquet"]).default("jsonl"))
    .option("--resume", "go on with the step that was begun in this folder");
}

function addModelSteps(dataset: Command): void {
  const step = (name: string, description: string) => {
    return addModelOptions(addRowOptions(addStep(dataset, name, description, STEP_NOTES + MODEL_NOTES)));
  };
  const names = () =>
    new Option("--names <style>", "what programs call APIs").choices(["api", "friendly"]).default("api");
  const compact = ["--compact", "tell the model less about each API, to save tokens"] as const;
  step("annotate", "add names, comments, a plan and a question to programs")
    .option("--no-rename", "keep the names of variables")
    .option("--query-words <range>", "words of a question", parseRange, { fewest: 20, most: 70 });
  step("expand", "make up new questions, from APIs, examples and a category that are drawn")
    .option("--count <count>", "how many", parseCount, 100)
    .option("--exemplars <count>", "rows that are shown as examples", parseNumber, 3)
    .option("--applications <range>", "apps that are drawn", parseRange, { fewest: 1, most: 5 })
    .addOption(
      new Option("--third-party <how>", "cut the APIs of apps to the number that was drawn, or take all")
        .choices(["fit", "all"])
        .default("fit"),
    )
    .option("--categories <file>", "themes, one a line (default: RoutineHub's 28)")
    .option("--query-words <range>", "words of a question", parseRange, { fewest: 20, most: 100 })
    .addOption(names())
    .option(...compact);
  step("generate", "have a model write a plan and a program for each question")
    .addOption(names())
    .option(...compact);
  step("refine", "have a model go over plans and programs")
    .option("--examples <dataset>", "annotated rows, of which one of the same category is shown")
    .option(...compact);
}

function addPlainSteps(dataset: Command): void {
  addRowOptions(addStep(dataset, "filter", "leave out rows that break a rule", FILTER_NOTES + STEP_NOTES))
    .addOption(new Option("--allow <reason...>", "reasons that leave nothing out").default([]))
    .option("--threshold <share>", "how much programs share that are nearly the same", parseShare, 0.8)
    .option("--max-tokens <count>", "tokens of question, plan and program, at most", parseCount)
    .option("--against <dataset>", "a test set that nothing may be taken from")
    .option("--overlap <share>", "how much of a program the test set may have", parseShare, 0.5)
    .option("--redact", "replace secrets and personal data instead of leaving rows out")
    .option("--executes", "run each program on a virtual device, and leave out those that end with an error");
  addRowOptions(addStep(dataset, "split", "give each row its split", SPLIT_NOTES + STEP_NOTES))
    .option("--keys <file>", 'splits of somebody else: {"train": ["NAME", ...], ...}')
    .option("--shares <list>", "of the splits", parseShares, { train: 0.8, dev: 0.1, test: 0.1 })
    .option("--threshold <share>", "how much programs share that are twins", parseShare, 0.8)
    .option("--ood", "hold APIs out: the test has some that training has not")
    .option("--common <count>", "with --ood: the most used APIs, which both sides may use", parseCount, 50)
    .option("--share <share>", "with --ood: of the test", parseShare, 0.1)
    .option("--held-out <file>", "with --ood: the APIs to hold out, one a line (default: drawn)")
    .option("--seed <number>", "of what is drawn", parseNumber, 0);
  addStep(dataset, "export", "write rows as others read them", EXPORT_NOTES)
    .addOption(
      new Option("--form <form>", "for whom")
        .choices(["messages", "llama", "published", "teval"])
        .default("messages"),
    )
    .addOption(
      new Option("--ablation <what>", "what to leave out of answers")
        .choices(["none", "no-plan", "no-comments", "neither"])
        .default("none"),
    )
    .option("--seed-only", "leave out what models have made")
    .option("--max-tokens <count>", "tokens of a chat, at most", parseCount, 8192)
    .addOption(
      new Option("--long <what>", "what becomes of longer ones")
        .choices(["mark", "cut", "drop"])
        .default("mark"),
    )
    .option("--prompts <folder>", "prompts of one's own, in files like those of the package")
    .option("--compact", "say less about each API");
  addStep(dataset, "card", "write README.md and croissant.json for a data set", CARD_NOTES)
    .requiredOption("--name <name>", "what the data set is called")
    .requiredOption("--license <id>", "its licence: apache-2.0, cc-by-4.0, other ...")
    .option("--description <text>", "a sentence or two")
    .option("--language <code...>", "languages of the texts", ["en"])
    .option("--url <url>", "where it is published")
    .option("--creator <name>", "who has made it")
    .option("--published <date>", "YYYY-MM-DD")
    .option("--citation <text>", "how to cite it");
}

/** How a model is reached, and what it may cost. */
export function addModelOptions(command: Command): Command {
  return command
    .option("--model <name>", "the model, as the endpoint calls it", "gpt-4o-mini")
    .option(...BASE_URL)
    .option(...KEY_VARIABLE)
    .option("--temperature <number>", "of the answers", parseNumber, 0)
    .option("--max-answer-tokens <count>", "tokens of one answer, at most", parseCount)
    .addOption(
      new Option(
        "--answer-format <format>",
        "how the endpoint is asked for JSON: by schema, as any JSON, or in words",
      )
        .choices(["schema", "json", "text"])
        .default("schema"),
    )
    .option("--prompts <folder>", "prompts of one's own, in files like those of the package")
    .option("--seed <number>", "of what is drawn", parseNumber, 0)
    .option(...PARALLEL)
    .option("--rate <count>", "requests in a second, at most; with --redis, of all workers", parseNumber)
    .option("--redis <url>", `have workers ask (shortcut2py dataset worker), through a queue: ${REDIS}`)
    .option(...QUEUE)
    .option(...RETRIES)
    .option(...ANSWER_TIME)
    .option("--max-tokens-total <count>", "stop when so many tokens are used", parseCount)
    .option("--max-cost <amount>", "stop when so much is spent, by the table of prices", parseNumber)
    .option("--prices <file>", 'what a million tokens cost: {"MODEL": {"input": 0.15, "output": 0.6}}')
    .option("--tape <file>", "keep answers here, and take those that are there")
    .option("--offline", "ask nobody: the tape has to have every answer")
    .option("--dry-run", "write the requests to the standard output, with their tokens, and make none");
}

function parseNumber(text: string): number {
  const number = Number(text);
  if (text.trim() === "" || !Number.isFinite(number) || number < 0) {
    throw new InvalidArgumentError("It is no number.");
  }
  return number;
}

function parseShare(text: string): number {
  const share = Number(text);
  if (!(share > 0 && share <= 1)) throw new InvalidArgumentError("A share is above 0, and at most 1.");
  return share;
}

/** `train=0.8,test=0.2` */
function parseShares(text: string): Record<string, number> {
  const shares = text.split(",").map((part): [string, number] => {
    const match = /^([\w-]+)=([\d.]+)$/.exec(part.trim());
    if (!match) throw new InvalidArgumentError("Shares look like train=0.8,dev=0.1,test=0.1.");
    return [match[1]!, parseShare(match[2]!)];
  });
  return Object.fromEntries(shares);
}

function parseRange(text: string): { fewest: number; most: number } {
  const match = /^(\d+)-(\d+)$/.exec(text);
  if (!match || Number(match[1]) > Number(match[2])) {
    throw new InvalidArgumentError("A range looks like 20-70.");
  }
  return { fewest: Number(match[1]), most: Number(match[2]) };
}
