import { AccessError } from "../../diagnostics/access-error.ts";
import type { Message, ModelAnswer, ModelRequest } from "./model.ts";

/** A request as it goes through a queue to whoever asks an endpoint. */
export interface ModelJob {
  protocol: typeof MODEL_PROTOCOL;
  request: ModelRequest;
}

/** What a worker hands back: the answer, or why this request has none. */
export type WireAnswer = { answer: ModelAnswer } | { failure: string };

export const MODEL_PROTOCOL = 1;

/**
 * A job as a worker takes it. The queue is a place that others reach, too: a job says what to ask, and neither where nor
 * with which key.
 *
 * @throws AccessError SC5209 for anything else
 */
export function checkedModelJob(data: unknown): ModelJob {
  const { protocol, request } = (data ?? {}) as Partial<ModelJob>;
  const fail = (what: string) => new AccessError("SC5209", `The job ${what}.`);
  if (protocol !== MODEL_PROTOCOL)
    throw fail("was made by another version of shortcut2py: use the same one everywhere");
  const { model, messages, temperature, maxTokens, schema, format } = (request ??
    {}) as Partial<ModelRequest>;
  const isSound =
    typeof model === "string" &&
    typeof temperature === "number" &&
    typeof format === "string" &&
    Array.isArray(messages) &&
    messages.every(
      (message: Partial<Message> | null) =>
        typeof message?.role === "string" && typeof message.content === "string",
    ) &&
    ["undefined", "number"].includes(typeof maxTokens) &&
    (schema === undefined || (typeof schema?.name === "string" && typeof schema.schema === "object"));
  if (!isSound) throw fail("holds a request that makes no sense");
  return { protocol, request: request! };
}

/** What is wrong with what a worker handed back; undefined if nothing is. */
export function wireAnswerProblem(value: unknown): string | undefined {
  const { answer, failure } = (value ?? {}) as { answer?: Partial<ModelAnswer>; failure?: unknown };
  if (typeof failure === "string") return undefined;
  const isSound =
    typeof answer?.content === "string" &&
    typeof answer.finish === "string" &&
    typeof answer.model === "string" &&
    ["undefined", "string"].includes(typeof answer.refusal) &&
    [answer.tokens?.input, answer.tokens?.output].every(
      (count) => typeof count === "number" && Number.isFinite(count) && count >= 0,
    );
  return isSound ? undefined : "a worker answered a request with something that makes no sense";
}
