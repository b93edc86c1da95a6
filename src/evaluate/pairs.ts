import type { RecordCounts } from "../batch/record.ts";
import { AccessError } from "../diagnostics/access-error.ts";

/** What of a row is scored, or scored against. */
export interface EvaluatedRow {
  id: string;
  /** The program; empty if a model gave none. */
  code: string;
  /** The task, in a user's words. */
  query?: string;
  /** APIs that a solution may use. */
  apis?: readonly string[];
  counts?: RecordCounts;
}

export interface Pair {
  prediction: EvaluatedRow;
  reference: EvaluatedRow;
}

/** What has no partner. */
export interface Unpaired {
  /** References without a prediction. */
  missing: number;
  /** Ids of predictions without a reference. */
  unmatched: string[];
}

/**
 * Each prediction with its reference, in the order of the predictions. Both are read side by side: where they are in the
 * same order, nothing is kept; where they are not, references wait until they are asked for.
 *
 * @throws AccessError SC5402 if an id occurs twice on one side
 */
export async function* pairRows(
  predictions: AsyncIterable<EvaluatedRow>,
  references: AsyncIterable<EvaluatedRow>,
): AsyncGenerator<Pair, Unpaired> {
  const waiting = new Map<string, EvaluatedRow>();
  const source = distinct(references, "reference")[Symbol.asyncIterator]();
  let isAtEnd = false;
  const find = async (id: string): Promise<EvaluatedRow | undefined> => {
    const known = waiting.get(id);
    waiting.delete(id);
    if (known) return known;
    while (!isAtEnd) {
      const { done, value } = await source.next();
      if (done === true) isAtEnd = true;
      else if (value.id === id) return value;
      else waiting.set(value.id, value);
    }
    return undefined;
  };
  const unmatched: string[] = [];
  for await (const prediction of distinct(predictions, "prediction")) {
    const reference = await find(prediction.id);
    if (reference) yield { prediction, reference };
    else unmatched.push(prediction.id);
  }
  let missing = waiting.size;
  while (!isAtEnd) {
    if ((await source.next()).done === true) isAtEnd = true;
    else missing++;
  }
  return { missing, unmatched };
}

async function* distinct(rows: AsyncIterable<EvaluatedRow>, what: string): AsyncGenerator<EvaluatedRow> {
  const seen = new Set<string>();
  for await (const row of rows) {
    if (seen.has(row.id)) {
      throw new AccessError("SC5402", `There are two ${what}s with the id ${JSON.stringify(row.id)}.`, {
        hint: "Give every row an id of its own; samples of one task go into files of their own.",
      });
    }
    seen.add(row.id);
    yield row;
  }
}
