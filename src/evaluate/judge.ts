import { Interview, type AskSettings } from "../dataset/models/interview.ts";
import type { Model } from "../dataset/models/model.ts";
import { readPrompt } from "../dataset/prompts.ts";
import type { Verdict } from "./evaluation.ts";
import type { Pair } from "./pairs.ts";

/**
 * A model that says of programs whether they do what their tasks ask for, by the criteria of the paper's Pass Rate.
 *
 * @param folder with a `judge.md` of one's own
 */
export function openJudge(
  model: Model,
  settings: AskSettings,
  folder?: string,
): (pair: Pair) => Promise<Verdict> {
  const prompt = readPrompt("judge", folder);
  return async ({ prediction, reference }) => {
    if (prediction.code.trim() === "") return { pass: false, reason: "There is no program." };
    const query = prediction.query ?? reference.query ?? "";
    const apis = prediction.apis ?? reference.apis ?? [];
    const values = { query, apis: apis.join("\n"), code: prediction.code };
    const answers = await new Interview(model, settings).ask(prompt, values, {
      reason: { schema: { type: "string" }, sample: "It does what was asked for." },
      pass: { schema: { type: "boolean" }, sample: true },
    });
    const { pass, reason = "" } = answers.values as Partial<Verdict>;
    // A judge who does not decide has not been convinced.
    if (pass === undefined)
      return { pass: false, reason: `The judge gave no answer: ${answers.problems["pass"]}.` };
    return { pass, reason };
  };
}
