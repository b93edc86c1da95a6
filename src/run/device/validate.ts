import schema from "./device.schema.json" with { type: "json" };
import { ShortcutError } from "../../diagnostics/error.ts";
import type { DeviceSpec } from "./spec.ts";

/** What the schema of devices uses of JSON Schema. */
interface Schema {
  type?: string | string[];
  properties?: Record<string, Schema>;
  additionalProperties?: boolean | Schema;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
  $ref?: string;
}

/**
 * Holds what somebody wrote to be a device against the schema.
 *
 * @throws ShortcutError SC3201 with the place and what is wrong there.
 */
export function checkDevice(value: unknown): DeviceSpec {
  const problem = problemOf(value, schema as Schema, "the device");
  if (problem !== undefined) throw new ShortcutError("SC3201", problem);
  return value as DeviceSpec;
}

/** What is wrong with a value, in words; undefined if it is as the schema wants it. */
function problemOf(value: unknown, wanted: Schema, place: string): string | undefined {
  if (wanted.$ref !== undefined) return problemOf(value, definition(wanted.$ref), place);
  if (wanted.anyOf) {
    const problems = wanted.anyOf.map((option) => problemOf(value, option, place));
    if (problems.includes(undefined)) return undefined;
    return problems.find((problem) => !problem!.includes(" is no ")) ?? problems[0];
  }
  const types = wanted.type === undefined ? undefined : [wanted.type].flat();
  if (types && !types.includes(typeOf(value))) return `${place} is no ${types.join(" or ")}.`;
  if (Array.isArray(value))
    return firstProblem(
      value.entries(),
      (at) => `${place}[${at}]`,
      () => wanted.items,
    );
  if (typeof value !== "object" || value === null) return undefined;
  const missing = wanted.required?.find((key) => !(key in value));
  if (missing !== undefined) return `${place} has no "${missing}".`;
  const { properties = {}, additionalProperties = true } = wanted;
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(properties, key) && additionalProperties === false) {
      return `${place} has "${key}", which means nothing; known are ${Object.keys(properties).join(", ")}.`;
    }
  }
  return firstProblem(
    Object.entries(value),
    (key) => (place === "the device" ? key : `${place}.${key}`),
    (key) => properties[key] ?? (typeof additionalProperties === "object" ? additionalProperties : undefined),
  );
}

function firstProblem<K extends string | number>(
  entries: Iterable<[K, unknown]>,
  place: (key: K) => string,
  schemaOf: (key: K) => Schema | undefined,
): string | undefined {
  for (const [key, inner] of entries) {
    const wanted = schemaOf(key);
    const problem = wanted && problemOf(inner, wanted, place(key));
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function definition(reference: string): Schema {
  const name = reference.replace("#/$defs/", "") as keyof typeof schema.$defs;
  return schema.$defs[name] as Schema;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  return Array.isArray(value) ? "array" : typeof value;
}
