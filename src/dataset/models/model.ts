import type { Tokens } from "../row.ts";

export interface Message {
  role: "system" | "user" | "assistant";
  content: string;
}

/** What a model is asked. The same request is the same question, wherever and whenever it is asked. */
export interface ModelRequest {
  model: string;
  messages: Message[];
  /** Default 0. */
  temperature: number;
  /** Tokens of the answer, at most; the endpoint's own limit where absent. */
  maxTokens?: number;
  /** The JSON schema that the answer has to fit, and what to call it. */
  schema?: { name: string; schema: object };
  /** How the endpoint is told of the schema. */
  format: AnswerFormat;
}

/**
 * How an endpoint is asked for JSON: by the schema (`schema`), as JSON of any kind (`json`), or by the words of the
 * prompt alone (`text`). Answers are checked in each case.
 */
export const ANSWER_FORMATS = ["schema", "json", "text"] as const;
export type AnswerFormat = (typeof ANSWER_FORMATS)[number];

export interface ModelAnswer {
  content: string;
  /** Why the answer ends: `stop`, `length`, `content_filter`. */
  finish: string;
  /** What the model says instead of an answer. */
  refusal?: string;
  /** What the endpoint calls the model that answered. */
  model: string;
  tokens: Tokens;
}

/** Something that answers: an endpoint, a tape, or a dry run. */
export interface Model {
  /**
   * @param sample an answer that would do, for who only wants to see the questions
   * @throws ModelFailure if this request fails, AccessError if all would
   */
  complete(request: ModelRequest, sample: unknown): Promise<ModelAnswer>;
}

/** One request that failed for good; others may not. */
export class ModelFailure extends Error {
  override readonly name = "ModelFailure";
}
