import type { Tokens } from "../row.ts";
import type { Model, ModelAnswer, ModelRequest } from "./model.ts";

/** What would be asked. Answers are samples, so questions that build on them are of about the right length. */
export class DryRun implements Model {
  readonly tokens: Tokens = { input: 0, output: 0 };
  requests = 0;
  readonly #count: (text: string) => number;
  readonly #show: (request: ModelRequest, tokens: number) => void;

  constructor(count: (text: string) => number, show: (request: ModelRequest, tokens: number) => void) {
    this.#count = count;
    this.#show = show;
  }

  async complete(request: ModelRequest, sample: unknown): Promise<ModelAnswer> {
    const content = typeof sample === "string" ? sample : JSON.stringify(sample);
    const input = request.messages.reduce((sum, message) => sum + this.#count(message.content), 0);
    const tokens = { input, output: this.#count(content) };
    this.requests++;
    this.tokens.input += input;
    this.tokens.output += tokens.output;
    this.#show(request, input);
    return { content, finish: "stop", model: request.model, tokens };
  }
}
