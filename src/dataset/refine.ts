import { apiBlock } from "../registry/docs/api-block.ts";
import type { Registry } from "../registry/records/registry.ts";
import { analyse, apisOf, styleOf } from "./analyse.ts";
import { PLAN } from "./annotate.ts";
import { askForProgram, CODE } from "./generate.ts";
import { Interview, type AskSettings } from "./models/interview.ts";
import type { Model } from "./models/model.ts";
import { readPrompt } from "./prompts.ts";
import { Draws } from "./random.ts";
import type { Row } from "./row.ts";
import type { Outcome, Step } from "./run-step.ts";

export interface RefineOptions extends AskSettings {
  seed: number;
  compact: boolean;
  prompts?: string;
}

/** Rows of the seed that show how a task of a category is solved. */
export type Examples = Map<string, { id: string; query: string; plan: string; apis: string[] }[]>;

/** Examples of a category that are held. */
const MOST_IN_CATEGORY = 500;
/** Where rows go that have no category, and who takes one from there whose own category has none. */
const ANY = "";

/** The rows to take examples from: those of the training split, where the seed is split. */
export async function collectExamples(rows: AsyncIterable<Row>): Promise<Examples> {
  const examples: Examples = new Map();
  for await (const { id, query, plan, apis = [], category, split } of rows) {
    if (query === undefined || plan === undefined || (split !== undefined && split !== "train")) continue;
    for (const kind of new Set([category ?? ANY, ANY])) {
      const known = examples.get(kind) ?? [];
      if (known.length < MOST_IN_CATEGORY) known.push({ id, query, plan, apis });
      examples.set(kind, known);
    }
  }
  return examples;
}

/** Has a model go over plan and program of each row: the first quality confirmation. */
export function refineStep(
  model: Model,
  registry: Registry,
  examples: Examples,
  options: RefineOptions,
  concurrency: number,
): Step {
  const prompt = readPrompt("refine", options.prompts);
  return {
    name: "refine",
    options: { ...options, prompts: prompt.version, examples: [...examples] },
    concurrency,
    hasMemory: false,
    run: async (row): Promise<Outcome> => {
      const { query, plan, code } = row;
      if (query === undefined || plan === undefined || !code?.trim()) {
        const message = "What is refined has a question, a plan and a program; one of them is missing.";
        return { reject: { reason: "no-code", message } };
      }
      const known = (apis: readonly string[]) => apis.filter((api) => registry.get(api) !== undefined);
      const analysis = analyse(code);
      const used = known(apisOf(analysis));
      const style = styleOf(analysis);
      const docs = (apis: readonly string[], compact: boolean) =>
        apiBlock(registry, apis, { compact, names: style }).trimEnd();
      const candidates = examples.get(row.category ?? ANY) ?? examples.get(ANY) ?? [];
      const example = candidates[new Draws(options.seed, row.id).below(candidates.length || 1)];
      const values = {
        query,
        plan,
        code: code.trimEnd(),
        apis: docs(used, options.compact),
        example: example
          ? `Task: ${example.query}\n\nPlan:\n${example.plan}\n\nFunctions:\n${docs(example.apis, true)}`
          : "(there is none)",
      };
      const interview = new Interview(model, options);
      const outcome = await askForProgram(
        row,
        interview,
        "refine",
        () => interview.ask(prompt, values, { plan: PLAN, code: CODE }),
        // What may be used is from now on what is used.
        (program) => ({ apis: known(apisOf(analyse(program))) }),
      );
      if ("row" in outcome && example) {
        const last = outcome.row.provenance!.at(-1)!;
        last.seed = options.seed;
        last.draws = { example: example.id };
      }
      return outcome;
    },
  };
}
