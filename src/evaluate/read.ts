import type { RecordCounts } from "../batch/record.ts";
import { readValues, SYNTHETIC_KEYS } from "../dataset/read-rows.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import type { EvaluatedRow } from "./pairs.ts";

/** Where a program may stand: as we call it, or as files of the published data and scripts do. */
const PROGRAMS = {
  prediction: ["code", "generated_code_with_comment", "generated_code_without_comment"],
  reference: ["code", "gold_code_with_comment", "gold_code_without_comment"],
} as const;
const OTHER_PROGRAMS = ["python", "workflow_code", "annotated_code"];

export type Side = keyof typeof PROGRAMS;

type Fields = Record<string, unknown>;

/**
 * Predictions or references: rows with `id` and `code`, or with the field names of the published data. Without an id,
 * rows are called after their place.
 *
 * @throws AccessError SC5001, SC5202 if they cannot be read, SC5402 for a row that cannot be scored
 */
export async function* readEvaluatedRows(path: string, side: Side): AsyncGenerator<EvaluatedRow> {
  let number = 0;
  for await (const { value, where } of readValues(path)) {
    const fields = fieldsOf(value, where);
    const place = number++;
    // What batch could not read has no program, and nobody can have predicted one.
    if (fields["error"] === undefined) yield evaluatedRow(fields, where, place, side);
  }
}

/**
 * What humans say of predictions: rows with `id` and `pass`, true or false.
 *
 * @throws AccessError SC5001, SC5202 if they cannot be read, SC5402 for a row that is no label
 */
export async function readLabels(path: string): Promise<Map<string, boolean>> {
  const labels = new Map<string, boolean>();
  for await (const { value, where } of readValues(path)) {
    const { id, pass } = fieldsOf(value, where);
    if (typeof pass !== "boolean" || id === undefined) {
      const hint = 'A label looks like {"id": "...", "pass": true}.';
      throw new AccessError("SC5402", `${where} is no label of a human.`, { hint });
    }
    labels.set(String(id), pass);
  }
  return labels;
}

function fieldsOf(value: unknown, where: string): Fields {
  if (typeof value === "string") throw unscorable(where, value);
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    throw unscorable(where, "It is no JSON object.");
  }
  return value as Fields;
}

function evaluatedRow(fields: Fields, where: string, number: number, side: Side): EvaluatedRow {
  const key = SYNTHETIC_KEYS.has(fields["key"]) ? undefined : fields["key"];
  const id = fields["id"] ?? key ?? number;
  if (typeof id !== "string" && typeof id !== "number") {
    throw unscorable(where, "Its id is neither a text nor a number.");
  }
  const names = [...PROGRAMS[side], ...OTHER_PROGRAMS];
  const name = names.find((known) => fields[known] !== undefined && fields[known] !== null);
  if (name === undefined) throw unscorable(where, "It has no program.");
  const code = fields[name];
  if (typeof code !== "string") throw unscorable(where, `Its ${name} is no text.`);
  const { query, apis, counts } = fields;
  if (apis !== undefined && apis !== null && !isTexts(apis)) {
    throw unscorable(where, "Its apis are no list of texts.");
  }
  return {
    id: String(id),
    code,
    ...(typeof query === "string" && { query }),
    ...(isTexts(apis) && { apis }),
    ...(isCounts(counts) && { counts }),
  };
}

function isTexts(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((item) => typeof item === "string");
}

function isCounts(value: unknown): value is RecordCounts {
  const { actions, branches, loops, nesting } = (value ?? {}) as Partial<RecordCounts>;
  return [actions, branches, loops, nesting].every((count) => typeof count === "number");
}

function unscorable(where: string, problem: string): AccessError {
  return new AccessError("SC5402", `${where} cannot be scored: ${problem}`, {
    hint: "Rows have an id, and their program as code or python, or under a name of the published data.",
  });
}
