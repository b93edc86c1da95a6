import { AccessError } from "../../diagnostics/access-error.ts";
import { Budget, type Limits } from "./budget.ts";
import type { EndpointSettings } from "./endpoint.ts";
import type { Model, ModelAnswer, ModelRequest } from "./model.ts";
import type { QueueSettings } from "./queue-endpoint.ts";
import { keyOf, Tape } from "./tape.ts";

export interface ClientSettings extends EndpointSettings, Limits {
  model: string;
  /** Requests that are under way at a time. */
  parallel: number;
  /** Requests in a second, at most; through a queue, of all its workers together. */
  rate?: number;
  /** Workers on other machines ask; the endpoint and its key are theirs. */
  queue?: QueueSettings;
  /** File of answers: those that are there are not asked for again, others are added. */
  tape: string;
  /** Never ask: the tape has to have all answers. */
  offline: boolean;
}

/** Who asks: the endpoint itself, or workers through a queue. */
interface Asker {
  ask(request: ModelRequest): Promise<ModelAnswer>;
  close?(): Promise<void>;
}

/** Asks an endpoint what the tape does not know yet. The same question is never asked twice. */
export class ModelClient implements Model {
  readonly budget: Budget;
  readonly #settings: ClientSettings;
  readonly #tape: Tape;
  /** A clock does on one machine; several count in Redis. */
  readonly #pace: Pace | undefined;
  /** Made at the first question that needs it: a replayed run needs no key. */
  #asker: Promise<Asker> | undefined;
  readonly #running = new Map<string, Promise<ModelAnswer>>();
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #isClosed = false;

  /** @throws AccessError SC5002, SC5305 */
  static async open(settings: ClientSettings): Promise<ModelClient> {
    const budget = new Budget(settings, settings.model);
    return new ModelClient(settings, budget, await Tape.open(settings.tape));
  }

  private constructor(settings: ClientSettings, budget: Budget, tape: Tape) {
    this.#settings = settings;
    this.#tape = tape;
    this.#free = settings.parallel;
    this.budget = budget;
    const { rate, queue } = settings;
    this.#pace = rate === undefined || queue ? undefined : new Pace(rate);
  }

  async complete(request: ModelRequest): Promise<ModelAnswer> {
    this.#checkOpen();
    const key = keyOf(request);
    const known = this.#tape.get(key);
    if (known) return known;
    let answer = this.#running.get(key);
    if (!answer) {
      answer = this.#ask(request, key).finally(() => this.#running.delete(key));
      this.#running.set(key, answer);
    }
    return answer;
  }

  /** Asks nothing more, but waits for the answers that are under way: they are paid for. */
  async close(): Promise<void> {
    this.#isClosed = true;
    while (this.#running.size > 0) await Promise.allSettled(this.#running.values());
    this.#tape.close();
    const asker = await this.#asker?.catch(() => undefined);
    await asker?.close?.();
  }

  async #ask(request: ModelRequest, key: string): Promise<ModelAnswer> {
    const { offline, model } = this.#settings;
    if (offline) {
      throw new AccessError("SC5304", `The tape has no answer to a request (${key.slice(0, 12)}).`, {
        hint: "Leave --offline out to ask the model, or use the tape, data and options that belong together.",
      });
    }
    while (this.#free === 0) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    this.#free--;
    try {
      this.#checkOpen();
      this.budget.check();
      await this.#pace?.wait();
      const answer = await (await this.#open()).ask(request);
      this.budget.add(model, answer.tokens);
      this.#tape.add(key, answer);
      return answer;
    } finally {
      this.#free++;
      this.#waiting.shift()?.();
    }
  }

  /** Rows that were worked on when another one ended the step go on with their questions; nobody hears of it. */
  #checkOpen(): void {
    if (this.#isClosed) throw new Error("Nothing more is asked: the step has ended.");
  }

  #open(): Promise<Asker> {
    const { queue, rate } = this.#settings;
    this.#asker ??= queue
      ? import("./queue-endpoint.ts").then(({ QueueEndpoint }) => QueueEndpoint.connect(queue, rate))
      : import("./endpoint.ts").then(({ Endpoint }) => new Endpoint(this.#settings));
    return this.#asker;
  }
}

/** So many in a second, evenly. */
class Pace {
  readonly #interval: number;
  #next = 0;

  constructor(rate: number) {
    this.#interval = 1000 / rate;
  }

  async wait(): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#interval;
    if (at > now) await new Promise((resolve) => setTimeout(resolve, at - now));
  }
}
