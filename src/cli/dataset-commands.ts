import { InvalidArgumentError, Option, type Command } from "commander";
import type { DatasetFlags } from "./dataset.ts";

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

/** `shortcut2py dataset ...`: from transcribed shortcuts to what models learn from. */
export function addDatasetCommands(program: Command): void {
  const dataset = program
    .command("dataset")
    .description("turn transcribed shortcuts into what language models learn from");
  const step = (name: string, description: string): Command =>
    dataset
      .command(name)
      .description(description)
      .argument("<dataset>", DATASET)
      .option("-o, --output <folder>", "a folder of its own for what comes out")
      .addOption(
        new Option("--sink <sink>", "how to write it").choices(["jsonl", "parquet"]).default("jsonl"),
      )
      .option("--resume", "go on with the step that was begun in this folder")
      .option("--json", "write the summary as JSON");
  const run = (command: Command, notes: string) =>
    command.addHelpText("after", notes).action(async (path: string, _flags: unknown, given: Command) => {
      const { runDataset } = await import("./dataset.ts");
      await runDataset(given.name(), path, given.optsWithGlobals<DatasetFlags>(), given);
    });

  const annotate = step("annotate", "add names, comments, a plan and a question to programs")
    .option("--no-rename", "keep the names of variables")
    .option("--query-words <range>", "words of a question", parseRange, { fewest: 20, most: 70 });
  run(addModelOptions(annotate), STEP_NOTES + MODEL_NOTES);
}

/** How a model is reached, and what it may cost. */
export function addModelOptions(command: Command): Command {
  return command
    .option("--model <name>", "the model, as the endpoint calls it", "gpt-4o-mini")
    .option("--base-url <url>", "an OpenAI-compatible endpoint (default: OpenAI's)")
    .option("--key-variable <name>", "the environment variable that holds the key", "OPENAI_API_KEY")
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
    .option("--parallel <count>", "requests at a time", parseCount, 8)
    .option("--rate <count>", "requests in a second, at most", parseNumber)
    .option("--retries <count>", "tries again after 429, 5xx, time-outs", parseNumber, 5)
    .option("--answer-time <seconds>", "give an answer up after this time", parseCount, 300)
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

function parseCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) throw new InvalidArgumentError("It is no count.");
  return count;
}

function parseRange(text: string): { fewest: number; most: number } {
  const match = /^(\d+)-(\d+)$/.exec(text);
  if (!match || Number(match[1]) > Number(match[2])) {
    throw new InvalidArgumentError("A range looks like 20-70.");
  }
  return { fewest: Number(match[1]), most: Number(match[2]) };
}
