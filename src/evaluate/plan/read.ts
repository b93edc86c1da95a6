import { readFileSync } from "node:fs";
import { readValues } from "../../dataset/read-rows.ts";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";
import { parsePlan, parsePlanText } from "./parse.ts";
import type { PlanSimilarity, PlanStep } from "./score.ts";

/** A task of T-Eval: what a model answered, and what it should have. */
export interface PlanPair {
  id: string;
  prediction: PlanStep[];
  reference: PlanStep[];
}

/**
 * The tasks of a file in T-Eval's form: an object of tasks by their ids, or rows with `id`; each with `prediction`,
 * `ground_truth`, and `meta` where the answers are plain sentences.
 *
 * @throws AccessError SC5001, SC5202 if it cannot be read, SC5402 for a task that cannot be scored
 */
export async function* readPlans(path: string): AsyncGenerator<PlanPair> {
  let number = 0;
  for await (const { value, where } of valuesOf(path)) {
    const fields = (typeof value === "object" ? value : undefined) as
      Record<string, unknown> | undefined | null;
    if (!fields || fields["ground_truth"] === undefined) {
      throw new AccessError("SC5402", `${where} cannot be scored: It has no ground_truth.`, {
        hint: 'A task looks like {"id": "...", "prediction": [...], "ground_truth": [{"id", "name", "args"}, ...]}.',
      });
    }
    const { id = number, prediction, ground_truth: truth, meta } = fields;
    number++;
    yield { id: String(id), prediction: answerOf(prediction, meta), reference: parsePlan(truth) };
  }
}

function answerOf(prediction: unknown, meta: unknown): PlanStep[] {
  const { prompt_type: type, API_list: apis } = (meta ?? {}) as Record<string, unknown>;
  if (type !== "str" || typeof prediction !== "string" || !Array.isArray(apis)) return parsePlan(prediction);
  return parsePlanText(prediction, apis.map(String));
}

async function* valuesOf(path: string): AsyncGenerator<{ value: unknown; where: string }> {
  const tasks = path.endsWith(".json") ? readObject(path) : undefined;
  if (!tasks) yield* readValues(path);
  else
    for (const [id, task] of Object.entries(tasks))
      yield { value: { id, ...(task as object) }, where: `${path}#${id}` };
}

/** Undefined for what is no object; others say why. */
function readObject(path: string): object | undefined {
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    throw new AccessError("SC5001", `${path} cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
  try {
    const value = JSON.parse(text) as unknown;
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Similarity by the cosine of given vectors, such as those of a sentence model: rows with `text` and `vector`.
 *
 * @throws AccessError SC5001, SC5202 if they cannot be read, SC5402 for a row that is no vector; when it is used, SC5402
 *   for a text that has none
 */
export async function readVectors(path: string): Promise<PlanSimilarity> {
  const vectors = new Map<string, readonly number[]>();
  for await (const { value, where } of readValues(path)) {
    const { text, vector } = (value ?? {}) as { text?: unknown; vector?: unknown };
    if (
      typeof text !== "string" ||
      !Array.isArray(vector) ||
      !vector.every((item) => typeof item === "number")
    ) {
      throw new AccessError("SC5402", `${where} is no vector.`, {
        hint: 'A vector looks like {"text": "...", "vector": [0.1, ...]}.',
      });
    }
    vectors.set(text, vector);
  }
  const find = (text: string) => {
    const vector = vectors.get(text);
    if (vector) return vector;
    throw new AccessError("SC5402", `${path} has no vector for ${JSON.stringify(text.slice(0, 60))}.`, {
      hint: "Give one for the name and for the arguments of every step.",
    });
  };
  const cosine = (a: string, b: string) => cosineOf(find(a), find(b));
  return { name: cosine, args: cosine };
}

function cosineOf(a: readonly number[], b: readonly number[]): number {
  let [product, first, second] = [0, 0, 0];
  a.forEach((value, i) => {
    product += value * (b[i] ?? 0);
    first += value * value;
    second += (b[i] ?? 0) ** 2;
  });
  return first === 0 || second === 0 ? 0 : product / Math.sqrt(first * second);
}
