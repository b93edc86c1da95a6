import { readFileSync } from "node:fs";
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js";
import { ROW_KINDS, type Row, type RowKind } from "./row.ts";

let validators: Map<RowKind, ValidateFunction> | undefined;

/** A schema of the package; the build puts these files beside the code. */
export function readSchema(name: RowKind | "common"): object {
  return JSON.parse(readFileSync(new URL(`schemas/${name}.json`, import.meta.url), "utf8")) as object;
}

/** What is wrong with a row by the schema of its kind, as one sentence; undefined for a good one. */
export function problemOfRow(row: Row, kind: RowKind): string | undefined {
  validators ??= compileAll();
  const validate = validators.get(kind)!;
  return validate(row) ? undefined : describeErrors(validate);
}

function compileAll(): Map<RowKind, ValidateFunction> {
  const ajv = newAjv();
  ajv.addSchema(readSchema("common"));
  return new Map(ROW_KINDS.map((kind) => [kind, ajv.compile(readSchema(kind))]));
}

/** Checks a model's answer, or anything else. */
export function newAjv(): Ajv2020 {
  return new Ajv2020({ strict: true, strictRequired: false, allowUnionTypes: true });
}

/** The first thing that a validator found: `provenance/0/step is missing`. */
export function describeErrors({ errors }: Pick<ValidateFunction, "errors">): string {
  const [first] = errors ?? [];
  if (!first) return "It does not fit its schema";
  const where = first.instancePath.slice(1) || "the value";
  return `${where} ${first.message ?? "does not fit"}`;
}
