import type { Filter, Transcription } from "./record.ts";

/** What became of the inputs of a batch. `inputs` is the sum of `transcribed`, of all `errors` and of all `left_out`. */
export interface Summary {
  inputs: number;
  /** Shortcuts in the data set, and their actions. */
  transcribed: number;
  actions: number;
  /** Error records in the data set, by their code. */
  errors: Record<string, number>;
  /** What filters kept out of the data set, by the reason. */
  left_out: Partial<Record<Filter, number>>;
}

export function emptySummary(): Summary {
  return { inputs: 0, transcribed: 0, actions: 0, errors: {}, left_out: {} };
}

/** Adds one input. */
export function count(summary: Summary, { error, actions }: Transcription, reason: Filter | undefined): void {
  summary.inputs++;
  if (reason !== undefined) {
    summary.left_out[reason] = (summary.left_out[reason] ?? 0) + 1;
  } else if (error !== undefined) {
    summary.errors[error] = (summary.errors[error] ?? 0) + 1;
  } else {
    summary.transcribed++;
    summary.actions += actions;
  }
}

/** The same with its counts in an order that does not depend on what came first. */
export function sorted(summary: Summary): Summary {
  const byName = <T extends object>(counts: T): T =>
    Object.fromEntries(Object.entries(counts).sort(([a], [b]) => (a < b ? -1 : 1))) as T;
  return { ...summary, errors: byName(summary.errors), left_out: byName(summary.left_out) };
}
