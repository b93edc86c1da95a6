import type { ValidateFunction } from "ajv";
import { render, type Prompt } from "../prompts.ts";
import type { Provenance } from "../row.ts";
import type { Usage } from "../run-step.ts";
import { describeErrors, newAjv } from "../schema.ts";
import { ModelFailure, type AnswerFormat, type Message, type Model, type ModelRequest } from "./model.ts";

/** How a model is asked. */
export interface AskSettings {
  model: string;
  temperature: number;
  maxTokens?: number;
  format: AnswerFormat;
}

/** One part of an answer. */
export interface Field {
  /** JSON schema of the value. */
  schema: object;
  /** What is wrong with a value that fits the schema, as a sentence for the model. */
  check?: (value: unknown) => string | undefined;
  /** A value that would do. */
  sample: unknown;
}

export interface Answers {
  values: Record<string, unknown>;
  /** What is wrong with the last answer for each field that is still missing. */
  problems: Record<string, string>;
}

/** How often the same thing is asked for. */
export const MOST_ROUNDS = 3;

/** A model that does not want to answer, or a request that fails for good: the row cannot be done. */
export class AskFailure extends Error {
  override readonly name = "AskFailure";
  readonly reason: "refused" | "endpoint";

  constructor(reason: AskFailure["reason"], message: string) {
    super(message);
    this.reason = reason;
  }
}

/** All that is asked for one row, and what it used. */
export class Interview {
  readonly usage: Usage = { attempts: 0, tokens: { input: 0, output: 0 } };
  readonly #model: Model;
  readonly #settings: AskSettings;
  readonly #prompts: Record<string, string> = {};
  #answered: string | undefined;

  constructor(model: Model, settings: AskSettings) {
    this.#model = model;
    this.#settings = settings;
  }

  /**
   * Asks for an object with some fields. What is missing, or not as it should be, is asked for again, and that alone.
   *
   * @throws AskFailure, AccessError
   */
  async ask(prompt: Prompt, values: Record<string, string>, fields: Record<string, Field>): Promise<Answers> {
    this.#prompts[prompt.name] = prompt.version;
    const messages = render(prompt, values);
    const taken: Record<string, unknown> = {};
    let problems: Record<string, string> = {};
    let missing = Object.keys(fields);
    for (let round = 0; round < MOST_ROUNDS && missing.length > 0; round++) {
      const schema = objectSchema(missing, fields);
      const sample = Object.fromEntries(missing.map((key) => [key, fields[key]!.sample]));
      const content = await this.#complete(messages, { name: prompt.name, schema }, sample);
      problems = takeAnswer(content, missing, fields, taken);
      missing = Object.keys(problems);
      messages.push({ role: "assistant", content }, { role: "user", content: again(problems) });
    }
    return { values: taken, problems };
  }

  /** What was done, for the row that comes of it. */
  provenance(step: string, drawn: Pick<Provenance, "seed" | "draws"> = {}): Provenance {
    return {
      step,
      model: this.#answered ?? this.#settings.model,
      prompts: this.#prompts,
      ...drawn,
      ...this.usage,
    };
  }

  async #complete(
    messages: readonly Message[],
    schema: NonNullable<ModelRequest["schema"]>,
    sample: unknown,
  ): Promise<string> {
    const request = { ...this.#settings, messages: [...messages], schema };
    const { content, finish, refusal, model, tokens } = await this.#model
      .complete(request, sample)
      .catch((error: unknown) => {
        throw error instanceof ModelFailure ? new AskFailure("endpoint", error.message) : error;
      });
    this.#answered = model;
    this.usage.attempts++;
    this.usage.tokens.input += tokens.input;
    this.usage.tokens.output += tokens.output;
    if (refusal !== undefined || finish === "content_filter") {
      throw new AskFailure("refused", refusal ?? "The endpoint's filter keeps the answer back.");
    }
    return content;
  }
}

/** Models that are held to a schema want every key required, and no others. */
function objectSchema(keys: readonly string[], fields: Record<string, Field>): object {
  return {
    type: "object",
    properties: Object.fromEntries(keys.map((key) => [key, fields[key]!.schema])),
    required: keys,
    additionalProperties: false,
  };
}

/** Takes what is good of an answer; says what is wrong with the rest. */
function takeAnswer(
  content: string,
  missing: readonly string[],
  fields: Record<string, Field>,
  taken: Record<string, unknown>,
): Record<string, string> {
  const answer = parseAnswer(content);
  const problems: Record<string, string> = {};
  for (const key of missing) {
    const value = answer === undefined ? undefined : Object.hasOwn(answer, key) ? answer[key] : undefined;
    const problem =
      answer === undefined
        ? "the answer is no JSON object"
        : value === undefined
          ? "it is missing"
          : (problemOf(value, fields[key]!.schema) ?? fields[key]!.check?.(value));
    if (problem === undefined) taken[key] = value;
    else problems[key] = problem;
  }
  return problems;
}

/** The object in an answer, also where a fence or some words stand around it. */
export function parseAnswer(content: string): Record<string, unknown> | undefined {
  for (const text of [content, content.slice(content.indexOf("{"), content.lastIndexOf("}") + 1)]) {
    try {
      const value = JSON.parse(text) as unknown;
      if (typeof value === "object" && value !== null && !Array.isArray(value)) {
        return value as Record<string, unknown>;
      }
    } catch {
      // The next way of reading it.
    }
  }
  return undefined;
}

const ajv = newAjv();
const validators = new WeakMap<object, ValidateFunction>();

function problemOf(value: unknown, schema: object): string | undefined {
  let validate = validators.get(schema);
  if (!validate) validators.set(schema, (validate = ajv.compile(schema)));
  return validate(value) ? undefined : describeErrors(validate);
}

function again(problems: Record<string, string>): string {
  const lines = Object.entries(problems).map(([key, problem]) => `- ${key}: ${problem}`);
  return [
    "This is still missing, or not as it should be:",
    ...lines,
    "Answer with a JSON object that has these keys only.",
  ].join("\n");
}
