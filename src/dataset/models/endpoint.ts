import OpenAI, { APIConnectionError, APIError, OpenAIError } from "openai";
import { AccessError } from "../../diagnostics/access-error.ts";
import { ModelFailure, type ModelAnswer, type ModelRequest } from "./model.ts";

export interface EndpointSettings {
  /** Where an OpenAI-compatible server answers: `http://localhost:8000/v1`; OpenAI's own where absent. */
  baseUrl?: string;
  /** Name of the environment variable that holds the key. */
  keyVariable: string;
  /** How often a request is tried again that met 429, 5xx, a time-out or a broken connection. */
  retries: number;
  /** Seconds for one answer. */
  timeLimit: number;
}

const OPENAI = "https://api.openai.com/v1";
/** Requests that fail one after the other, none between them answered, before the endpoint is given up. */
const MOST_FAILURES = 5;
/** Milliseconds before the first of these attempts; each further one waits twice as long. */
const PAUSE = 250;

/** An OpenAI-compatible endpoint. */
export class Endpoint {
  readonly #client: OpenAI;
  readonly #url: string;
  readonly #keyVariable: string;
  readonly #retries: number;
  #answered = 0;
  #failedInRow = 0;

  /** @throws AccessError SC5301 without a key where one is needed, or if the address is none */
  constructor({ baseUrl = OPENAI, keyVariable, retries, timeLimit }: EndpointSettings) {
    this.#url = baseUrl;
    this.#keyVariable = keyVariable;
    this.#retries = retries;
    const key = process.env[keyVariable];
    if (!key && baseUrl === OPENAI) {
      throw new AccessError("SC5301", `There is no key: the environment has no ${keyVariable}.`, {
        hint: `Set ${keyVariable}, or name another endpoint by --base-url.`,
      });
    }
    if (!URL.canParse(baseUrl) || !/^https?:$/.test(new URL(baseUrl).protocol)) {
      throw new AccessError("SC5301", `${baseUrl} is no address of an endpoint.`, {
        hint: "Such an address looks like http://localhost:8000/v1.",
      });
    }
    this.#client = new OpenAI({
      // Servers of one's own mostly want none, and the client always sends one.
      apiKey: key || "none",
      baseURL: baseUrl,
      maxRetries: retries,
      timeout: timeLimit * 1000,
      organization: null,
      project: null,
      // What it would log could hold texts of rows.
      logLevel: "off",
    });
  }

  /** @throws ModelFailure, AccessError SC5301 */
  async ask(request: ModelRequest): Promise<ModelAnswer> {
    const completion = await this.#create(request);
    const answer = answerOf(completion);
    if (!answer) throw this.#notAnEndpoint("what came back is no chat completion");
    this.#answered++;
    this.#failedInRow = 0;
    return answer;
  }

  /** An answer that breaks off in its middle is nothing that the client tries again. */
  async #create(request: ModelRequest): Promise<OpenAI.ChatCompletion> {
    for (let round = 0; ; round++) {
      try {
        return await this.#client.chat.completions.create(bodyOf(request));
      } catch (error) {
        const isBrokenOff = !(error instanceof OpenAIError) && !(error instanceof SyntaxError);
        if (!isBrokenOff || round >= this.#retries) throw this.#failure(error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE * 2 ** round));
      }
    }
  }

  #failure(error: unknown): Error {
    if (error instanceof APIConnectionError) {
      const cause = error.cause instanceof Error ? error.cause : error;
      return this.#unreachable(`cannot be reached: ${reasonOf(cause)}`);
    }
    if (error instanceof APIError && error.status !== undefined) {
      const said = String(error.message).slice(0, 300);
      switch (error.status) {
        case 401:
        case 403:
          return new AccessError("SC5301", `${this.#url} refuses the key: ${said}.`, {
            hint: `The key is what the environment's ${this.#keyVariable} says.`,
          });
        case 404:
          return this.#notAnEndpoint(said);
        default:
          break;
      }
      // A request that is refused before any was answered shows that all will be.
      if (error.status < 500 && error.status !== 429) {
        if (this.#answered === 0) return this.#unreachable(`refuses the first request: ${said}`);
        return new ModelFailure(`The endpoint refuses the request: ${said}`);
      }
      if (++this.#failedInRow >= MOST_FAILURES) return this.#unreachable(`fails again and again: ${said}`);
      return new ModelFailure(`The endpoint fails at the request: ${said}`);
    }
    if (error instanceof SyntaxError) return this.#notAnEndpoint("what came back is no JSON");
    if (++this.#failedInRow >= MOST_FAILURES) return this.#unreachable(`breaks off: ${reasonOf(error)}`);
    return new ModelFailure(`The answer broke off: ${reasonOf(error)}`);
  }

  #unreachable(what: string): AccessError {
    return new AccessError("SC5301", `${this.#url} ${what}.`, {
      hint: "Nothing is lost: the same command with --resume goes on from here.",
    });
  }

  #notAnEndpoint(why: string): AccessError {
    return new AccessError(
      "SC5301",
      `${this.#url} is no OpenAI-compatible endpoint, or has no such model: ${why}.`,
      {
        hint: "An address mostly ends with /v1; --model is the name that the server has for its model.",
      },
    );
  }
}

function bodyOf(request: ModelRequest): OpenAI.ChatCompletionCreateParamsNonStreaming {
  const { model, messages, temperature, maxTokens, schema, format } = request;
  return {
    model,
    messages,
    temperature,
    ...(maxTokens !== undefined && { max_tokens: maxTokens }),
    ...(schema && format === "json" && { response_format: { type: "json_object" } }),
    ...(schema &&
      format === "schema" && {
        response_format: {
          type: "json_schema",
          json_schema: {
            name: schema.name,
            strict: true,
            schema: schema.schema as Record<string, unknown>,
          },
        },
      }),
  };
}

/** Servers leave things out, so nothing is taken for granted. */
function answerOf(completion: Partial<OpenAI.ChatCompletion> | undefined): ModelAnswer | undefined {
  const choice = Array.isArray(completion?.choices) ? completion.choices[0] : undefined;
  if (!completion || !choice?.message) return undefined;
  const { content, refusal } = choice.message;
  return {
    content: content ?? "",
    finish: choice.finish_reason ?? "stop",
    ...(refusal && { refusal }),
    model: completion.model ?? "unknown",
    tokens: {
      input: completion.usage?.prompt_tokens ?? 0,
      output: completion.usage?.completion_tokens ?? 0,
    },
  };
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause;
  return cause instanceof Error ? `${error.message} (${cause.message})` : error.message;
}
