import { readPrices } from "../dataset/models/budget.ts";
import type { ClientSettings } from "../dataset/models/client.ts";
import type { AskSettings } from "../dataset/models/interview.ts";
import { warningWriter } from "./report/warning.ts";
import type { CommonFlags } from "./inputs.ts";
import type { AnswerFormat } from "../dataset/models/model.ts";

/** How a model is reached, and what it may cost, as the command line says it. */
export interface ModelFlags extends Pick<CommonFlags, "color"> {
  model: string;
  baseUrl?: string;
  keyVariable: string;
  temperature: number;
  maxAnswerTokens?: number;
  answerFormat: AnswerFormat;
  prompts?: string;
  seed: number;
  parallel: number;
  rate?: number;
  redis?: string;
  queue: string;
  retries: number;
  answerTime: number;
  maxTokensTotal?: number;
  maxCost?: number;
  prices?: string;
  tape?: string;
  offline?: true;
  dryRun?: true;
}

export function askSettings({ model, temperature, maxAnswerTokens, answerFormat }: ModelFlags): AskSettings {
  return {
    model,
    temperature,
    format: answerFormat,
    ...(maxAnswerTokens !== undefined && { maxTokens: maxAnswerTokens }),
  };
}

/** @param tape file of the answers. */
export function clientSettings(flags: ModelFlags, tape: string): ClientSettings {
  const { model, baseUrl, keyVariable, parallel, rate, retries, answerTime, offline = false } = flags;
  const { maxTokensTotal, maxCost, prices, redis, queue } = flags;
  return {
    model,
    ...(baseUrl !== undefined && { baseUrl }),
    keyVariable,
    parallel,
    ...(rate !== undefined && { rate }),
    retries,
    timeLimit: answerTime,
    ...(maxTokensTotal !== undefined && { maxTokens: maxTokensTotal }),
    ...(maxCost !== undefined && { maxCost }),
    ...(prices !== undefined && { prices: readPrices(prices) }),
    ...(redis !== undefined && {
      queue: { url: redis, name: queue, onWarning: warningWriter(flags.color, "queue") },
    }),
    tape,
    offline,
  };
}
