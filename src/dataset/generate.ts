import { apiBlock } from "../registry/docs/api-block.ts";
import type { NameStyle } from "../registry/names.ts";
import type { Registry } from "../registry/records/registry.ts";
import { analyse, countsOf, hasStatements } from "./analyse.ts";
import { PLAN } from "./annotate.ts";
import { AskFailure, Interview, type AskSettings, type Field } from "./models/interview.ts";
import type { Model } from "./models/model.ts";
import { readPrompt } from "./prompts.ts";
import { schemaOf, withProvenance, type Row } from "./row.ts";
import type { Outcome, Step } from "./run-step.ts";

export interface GenerateOptions extends AskSettings {
  /** Whether the documentation is the short one, and by which names programs call APIs. */
  compact: boolean;
  names: NameStyle;
  prompts?: string;
}

/** Has a model write a plan and a program for each question, with the APIs of its row. */
export function generateStep(
  model: Model,
  registry: Registry,
  options: GenerateOptions,
  concurrency: number,
): Step {
  const prompt = readPrompt("generate", options.prompts);
  return {
    name: "generate",
    options: { ...options, prompts: prompt.version },
    concurrency,
    hasMemory: false,
    run: async (row): Promise<Outcome> => {
      const { query, apis } = row;
      if (query === undefined || apis === undefined) {
        const message = "A program is generated for a question and a list of APIs; one of them is missing.";
        return { reject: { reason: "no-query", message } };
      }
      const interview = new Interview(model, options);
      const { compact, names: style } = options;
      const values = { query, apis: apiBlock(registry, apis, { compact, names: style }).trimEnd() };
      return askForProgram(row, interview, "generate", () =>
        interview.ask(prompt, values, { plan: PLAN, code: CODE }),
      );
    },
  };
}

/** What is asked for again: the program has to be one that can be read. */
export const CODE: Field = {
  schema: { type: "string" },
  check: (value) => {
    const { module, syntaxError } = analyse(withoutFence(String(value)));
    if (syntaxError !== undefined) return `it cannot be read: ${syntaxError}`;
    return hasStatements(module.body) ? undefined : "it has no statement";
  },
  sample: "# Does what is to be done.\nresult = input()\n",
};

/** A synthetic row out of an answer with a plan and a program. */
export async function askForProgram(
  row: Row,
  interview: Interview,
  step: string,
  ask: () => ReturnType<Interview["ask"]>,
  change: (program: string) => Partial<Row> = () => ({}),
): Promise<Outcome> {
  const { usage } = interview;
  try {
    const { values, problems } = await ask();
    const { plan, code } = values;
    if (typeof plan !== "string" || typeof code !== "string") {
      const [field, problem] = Object.entries(problems)[0]!;
      return { reject: { reason: field === "plan" ? "plan" : "unparsable", message: problem }, usage };
    }
    const program = `${withoutFence(code).trimEnd()}\n`;
    const counts = countsOf(program);
    const done: Row = {
      ...row,
      schema: schemaOf("synthetic"),
      plan: plan.trim(),
      code: program,
      ...(counts && { counts }),
      ...change(program),
    };
    return { row: withProvenance(done, interview.provenance(step)), usage };
  } catch (error) {
    if (!(error instanceof AskFailure)) throw error;
    return { reject: { reason: error.reason, message: error.message }, usage };
  }
}

/** Models put fences around programs, also where nobody wants them. */
export function withoutFence(code: string): string {
  return /^\s*```(?:python)?[^\n]*\n([\s\S]*?)\n?```\s*$/.exec(code)?.[1] ?? code;
}
