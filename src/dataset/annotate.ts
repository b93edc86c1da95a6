import { parsePython } from "../python/parse/parse.ts";
import { addComments, numberStatements, removeMetadata, statementsOf } from "./comments.ts";
import { QUERY_EXAMPLES } from "./examples.ts";
import { AskFailure, Interview, type AskSettings, type Field } from "./models/interview.ts";
import type { Model } from "./models/model.ts";
import { readPrompt, type Prompt } from "./prompts.ts";
import { Draws } from "./random.ts";
import { namesOf, problemOfName, renameSafely } from "./rename.ts";
import { withProvenance, type Row, type StatementComment } from "./row.ts";
import type { Outcome, Step } from "./run-step.ts";
import { problemOfComment, problemOfPlan, problemOfQuery, type QueryLength } from "./text-rules.ts";

export interface AnnotateOptions extends AskSettings {
  /** Whether to ask for better names of variables. */
  rename: boolean;
  /** Words of a question. */
  queryLength: QueryLength;
  /** Of the draw of the example that shows what a question is. */
  seed: number;
  /** Folder with prompts of one's own. */
  prompts?: string;
}

export const QUERY_LENGTH: QueryLength = { fewest: 20, most: 70 };

/** Statements, or names, that are asked about at once: more make answers that break off. */
const MOST_AT_ONCE = 60;

const text = { type: "string" };

/**
 * Adds thoughts to transcribed programs, from below: names of variables, a comment on each statement, the task plan,
 * and the question that the program answers.
 */
export function annotateStep(model: Model, options: AnnotateOptions, concurrency: number): Step {
  const names = ["rename", "comments", "plan", "query"] as const;
  const prompts = Object.fromEntries(
    names.map((name) => [name, readPrompt(name, options.prompts)]),
  ) as Record<(typeof names)[number], Prompt>;
  const versions = Object.values(prompts).map(({ version }) => version);
  return {
    name: "annotate",
    options: { ...options, prompts: versions },
    concurrency,
    hasMemory: false,
    run: async (row) => {
      const interview = new Interview(model, options);
      try {
        return await annotate(row, interview, prompts, options);
      } catch (error) {
        if (!(error instanceof AskFailure)) throw error;
        return { reject: { reason: error.reason, message: error.message }, usage: interview.usage };
      }
    },
  };
}

async function annotate(
  row: Row,
  interview: Interview,
  prompts: Record<"rename" | "comments" | "plan" | "query", Prompt>,
  options: AnnotateOptions,
): Promise<Outcome> {
  const original = row.python ?? row.code;
  const { usage } = interview;
  if (original === undefined) {
    const message = row.error ? `There is no program: ${row.error.message}` : "There is no program.";
    return { reject: { reason: "no-code", message } };
  }
  const program = removeMetadata(original);
  const { module, problems } = parsePython(program);
  if (problems.length > 0) {
    return { reject: { reason: "unparsable", message: problems[0]!.message } };
  }
  if (statementsOf(module).length === 0) {
    return { reject: { reason: "no-code", message: "The program has no statement." } };
  }
  const { program: named, renamed } = options.rename
    ? renameSafely(program, await askForNames(program, interview, prompts.rename))
    : { program, renamed: new Map<string, string>() };
  const comments = await askForComments(named, interview, prompts.comments);
  if (typeof comments === "string") return { reject: { reason: "comments", message: comments }, usage };
  const code = addComments(named, comments);
  const planned = await interview.ask(prompts.plan, { code }, { plan: PLAN });
  const plan = planned.values["plan"];
  if (typeof plan !== "string")
    return { reject: { reason: "plan", message: planned.problems["plan"]! }, usage };
  const place = new Draws(options.seed, row.id).below(QUERY_EXAMPLES.length);
  const example = QUERY_EXAMPLES[place]!;
  const asked = await interview.ask(
    prompts.query,
    { code, plan, example_code: example.code.trimEnd(), example_query: example.query },
    { query: queryField(options.queryLength) },
  );
  const query = asked.values["query"];
  if (typeof query !== "string") {
    return { reject: { reason: "query", message: asked.problems["query"]! }, usage };
  }
  const annotated: Row = { ...row, python: original, code, plan: plan.trim(), query: query.trim(), comments };
  if (renamed.size > 0) annotated.renamed = Object.fromEntries(renamed);
  const drawn = { seed: options.seed, draws: { example: place } };
  return { row: withProvenance(annotated, interview.provenance("annotate", drawn)), usage };
}

export const PLAN: Field = {
  schema: text,
  check: (value) => problemOfPlan(String(value)),
  sample: "1. **Start**\n2. **Do what is to be done**\n3. **End**",
};

export function queryField(length: QueryLength): Field {
  const words = Math.round((length.fewest + length.most) / 2);
  return {
    schema: text,
    check: (value) => problemOfQuery(String(value).trim(), length),
    sample: `${"word ".repeat(words - 1)}word?`,
  };
}

/** New names, as far as good ones were found: a variable without one keeps its own. */
async function askForNames(
  program: string,
  interview: Interview,
  prompt: Prompt,
): Promise<Map<string, string>> {
  const { module } = parsePython(program);
  const names = namesOf(module);
  const found = new Map<string, string>();
  for (const wanted of chunks(names.bound)) {
    const fields = wanted.map((old): [string, Field] => [
      old,
      { schema: text, check: (name) => problemOfName(String(name), old, names), sample: old },
    ]);
    const { values } = await interview.ask(
      prompt,
      { code: program, names: wanted.join(", ") },
      Object.fromEntries(fields),
    );
    for (const old of wanted) {
      const name = values[old];
      // Of two variables with the same new name, the first one gets it.
      if (typeof name !== "string" || name === old || problemOfName(name, old, names)) continue;
      names.taken.add(name);
      found.set(old, name);
    }
  }
  return found;
}

/** A comment for each statement, or why there is none for all of them. */
async function askForComments(
  program: string,
  interview: Interview,
  prompt: Prompt,
): Promise<StatementComment[] | string> {
  const statements = statementsOf(parsePython(program).module).map((_, number) => number);
  const code = numberStatements(program);
  const comments: StatementComment[] = [];
  for (const wanted of chunks(statements)) {
    const fields = wanted.map((number): [string, Field] => [String(number), COMMENT]);
    const places = { code, statements: wanted.join(", ") };
    const { values, problems } = await interview.ask(prompt, places, Object.fromEntries(fields));
    const [missing] = Object.entries(problems);
    if (missing) return `Statement ${missing[0]} has no comment: ${missing[1]}.`;
    for (const number of wanted) {
      comments.push({ statement: number, text: String(values[String(number)]).trim() });
    }
  }
  return comments;
}

const COMMENT: Field = {
  schema: text,
  check: (value) => problemOfComment(String(value)),
  sample: "Does what the statement says, with the values that it has.",
};

function chunks<T>(items: readonly T[]): T[][] {
  const count = Math.ceil(items.length / MOST_AT_ONCE);
  return Array.from({ length: count }, (_, i) => items.slice(i * MOST_AT_ONCE, (i + 1) * MOST_AT_ONCE));
}
