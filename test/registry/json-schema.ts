/**
 * The part of JSON Schema (2020-12) that `api-docs/schema.json` uses. Any other keyword is an error: it would
 * otherwise be ignored and check nothing.
 */
export type Schema = { [keyword: string]: unknown };
type Check = (value: never, argument: never, at: string, root: Schema) => string[];

/** Where the value breaks the schema, as `path: what`; empty if it keeps it. */
export function violations(value: unknown, schema: Schema, at = "$", root = schema): string[] {
  return Object.entries(schema).flatMap(([keyword, argument]) => {
    if (ANNOTATIONS.has(keyword)) return [];
    const check = checks[keyword];
    if (!check) throw new Error(`The schema uses ${keyword}, which this validator does not know.`);
    if (keyword === "additionalProperties") {
      return check(
        value as never,
        { schema: argument, known: schema["properties"] ?? {} } as never,
        at,
        root,
      );
    }
    return check(value as never, argument as never, at, root);
  });
}

const ANNOTATIONS = new Set(["$schema", "$defs", "title", "description"]);

const isObject = (value: unknown): value is Record<string, unknown> => {
  return typeof value === "object" && value !== null && !Array.isArray(value);
};

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case "object":
      return isObject(value);
    case "array":
      return Array.isArray(value);
    case "integer":
      return Number.isInteger(value);
    default:
      return typeof value === type;
  }
}

const checks: Record<string, Check> = {
  $ref(value, path: string, at, root) {
    const name = /^#\/\$defs\/(\w+)$/.exec(path)?.[1];
    const target = name && (root["$defs"] as Record<string, Schema>)[name];
    if (!target) throw new Error(`The schema refers to ${path}, which is not there.`);
    return violations(value, target, at, root);
  },
  anyOf(value, schemas: Schema[], at, root) {
    return schemas.some((schema) => violations(value, schema, at, root).length === 0)
      ? []
      : [`${at}: fits no choice`];
  },
  type: (value: unknown, type: string, at) => (isOfType(value, type) ? [] : [`${at}: is no ${type}`]),
  const: (value: unknown, expected: unknown, at) => (value === expected ? [] : [`${at}: is not ${expected}`]),
  enum: (value, choices: unknown[], at) => (choices.includes(value) ? [] : [`${at}: is none of ${choices}`]),
  pattern: (value: unknown, pattern: string, at) => {
    return typeof value !== "string" || new RegExp(pattern, "u").test(value)
      ? []
      : [`${at}: does not match ${pattern}`];
  },
  minLength: (value: unknown, least: number, at) => {
    return typeof value !== "string" || value.length >= least ? [] : [`${at}: is too short`];
  },
  minItems: (value: unknown, least: number, at) => {
    return !Array.isArray(value) || value.length >= least ? [] : [`${at}: has too few items`];
  },
  minimum: (value: unknown, least: number, at) => {
    return typeof value !== "number" || value >= least ? [] : [`${at}: is less than ${least}`];
  },
  items(value: unknown, schema: Schema, at, root) {
    if (!Array.isArray(value)) return [];
    return value.flatMap((item, i) => violations(item, schema, `${at}[${i}]`, root));
  },
  required(value: unknown, keys: string[], at) {
    if (!isObject(value)) return [];
    return keys.filter((key) => !(key in value)).map((key) => `${at}: lacks ${key}`);
  },
  properties(value: unknown, schemas: Record<string, Schema>, at, root) {
    if (!isObject(value)) return [];
    return Object.entries(schemas).flatMap(([key, schema]) => {
      return key in value ? violations(value[key], schema, `${at}.${key}`, root) : [];
    });
  },
  additionalProperties(value: unknown, rule: { schema: false | Schema; known: object }, at, root) {
    if (!isObject(value)) return [];
    const others = Object.entries(value).filter(([key]) => !(key in rule.known));
    return others.flatMap(([key, item]) => {
      return rule.schema === false
        ? [`${at}: must not have ${key}`]
        : violations(item, rule.schema, `${at}.${key}`, root);
    });
  },
};
