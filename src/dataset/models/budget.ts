import { readFileSync } from "node:fs";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";
import type { Tokens } from "../row.ts";

/** What a million tokens cost, by the name of the model; in any currency. */
export type Prices = Record<string, Tokens>;

/** @throws AccessError SC5001, SC5305 */
export function readPrices(path: string): Prices {
  let prices: unknown;
  try {
    prices = JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if (!(error instanceof SyntaxError)) {
      throw new AccessError("SC5001", `${path} cannot be read: ${describeSystemError(error)}.`, {
        cause: error,
      });
    }
  }
  const isPrice = (price: unknown): boolean => {
    const { input, output } = (price ?? {}) as Partial<Tokens>;
    return typeof input === "number" && typeof output === "number" && input >= 0 && output >= 0;
  };
  if (typeof prices !== "object" || prices === null || !Object.values(prices).every(isPrice)) {
    throw new AccessError("SC5305", `${path} is no table of prices.`, {
      hint: 'It looks like {"MODEL": {"input": 0.15, "output": 0.6}}: what a million tokens cost.',
    });
  }
  return prices as Prices;
}

/** Limits of what may be used; what is answered from a tape costs nothing. */
export interface Limits {
  maxTokens?: number;
  maxCost?: number;
  prices?: Prices;
}

/** Counts what requests use, and says when it is enough. Those that are under way then still end. */
export class Budget {
  readonly #limits: Limits;
  readonly used: Tokens = { input: 0, output: 0 };
  cost = 0;

  /** @throws AccessError SC5305 if the cost is limited and the model has no price */
  constructor(limits: Limits, model: string) {
    this.#limits = limits;
    if (limits.maxCost !== undefined && !limits.prices?.[model]) {
      throw new AccessError("SC5305", `The table of prices has no ${model}, so its cost cannot be limited.`, {
        hint: "Add it to the table of --prices.",
      });
    }
  }

  /** @throws AccessError SC5303 if there is nothing left */
  check(): void {
    const { maxTokens = Infinity, maxCost = Infinity } = this.#limits;
    const tokens = this.used.input + this.used.output;
    if (tokens < maxTokens && this.cost < maxCost) return;
    const limit = tokens >= maxTokens ? `${maxTokens} tokens` : `a cost of ${maxCost}`;
    throw new AccessError("SC5303", `The limit of ${limit} is reached.`, {
      hint: "Nothing is lost: the same command with --resume and a higher limit goes on.",
    });
  }

  add(model: string, { input, output }: Tokens): void {
    this.used.input += input;
    this.used.output += output;
    const price = this.#limits.prices?.[model];
    if (price) this.cost += (input * price.input + output * price.output) / 1e6;
  }
}
