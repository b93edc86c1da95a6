import type { Expr } from "../../python/ast.ts";
import { parsePython } from "../../python/parse/parse.ts";
import type { PlanStep } from "./score.ts";

/**
 * The steps in a model's answer, read as T-Eval reads it: the list in it, behind a `json` fence if there is one, as
 * Python or as JSON. What is no such list, or lacks something, is an empty plan.
 */
export function parsePlan(answer: unknown): PlanStep[] {
  const value = typeof answer === "string" ? readList(answer) : answer;
  if (!Array.isArray(value)) return [];
  const steps = value.map(stepOf);
  return steps.includes(undefined) ? [] : (steps as PlanStep[]);
}

/**
 * The steps in an answer of plain sentences: in each, the API that is named first.
 *
 * @param apis the names of the APIs that there are
 */
export function parsePlanText(answer: string, apis: readonly string[]): PlanStep[] {
  const steps: PlanStep[] = [];
  for (const sentence of answer.replaceAll(". ", "\n").split("\n")) {
    const places = apis.map((name) => ({ name, place: sentence.indexOf(name) }));
    const named = places.filter(({ place }) => place !== -1);
    if (named.length === 0) continue;
    const first = named.reduce((best, next) => (next.place < best.place ? next : best));
    steps.push({ id: steps.length, name: first.name, args: sentence });
  }
  return steps;
}

function stepOf(value: unknown): PlanStep | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  const { id, name, args } = value as Record<string, unknown>;
  if (name === undefined || args === undefined) return undefined;
  const number = typeof id === "string" && /^\s*[-+]?\d+\s*$/.test(id) ? Number(id) : id;
  if (typeof number !== "number" || !Number.isFinite(number)) return undefined;
  return { id: Math.trunc(number), name: pythonText(name), args: pythonText(args) };
}

function readList(answer: string): unknown {
  const fence = answer.lastIndexOf("```json");
  const text = (fence === -1 ? answer : answer.slice(fence + "```json".length)).replace(/^`+|`+$/g, "");
  const list = text.slice(text.indexOf("["), text.lastIndexOf("]") + 1);
  return parseJson(list) ?? parseLiteral(list) ?? parseJson(list.replaceAll("'", '"'));
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

/** A list as Python writes it. */
function parseLiteral(text: string): unknown {
  const { module, problems } = parsePython(`plan = ${text}\n`);
  const [statement] = module.body;
  if (problems.length > 0 || module.body.length !== 1 || statement?.kind !== "Assign") return undefined;
  try {
    return literalValue(statement.value);
  } catch (error) {
    if (error instanceof NoLiteral) return undefined;
    throw error;
  }
}

class NoLiteral extends Error {}

function literalValue(node: Expr): unknown {
  switch (node.kind) {
    case "Str":
      return node.value;
    case "Num":
      return Number(node.text.replaceAll("_", ""));
    case "Constant":
      return { True: true, False: false, None: null }[node.value];
    case "List":
      return node.items.map(literalValue);
    case "Dict":
      return Object.fromEntries(
        node.entries.map(({ key, value }) => [String(literalValue(key)), literalValue(value)]),
      );
    default:
      throw new NoLiteral();
  }
}

/** What Python's `str` makes of a value that was read from JSON. */
function pythonText(value: unknown): string {
  return typeof value === "string" ? value : pythonSource(value);
}

function pythonSource(value: unknown): string {
  if (value === null || value === undefined) return "None";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (typeof value === "string") {
    const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
    const escaped = value.replace(/[\\\n\r\t]/g, (char) => JSON.stringify(char).slice(1, -1));
    return quote + escaped.replaceAll(quote, `\\${quote}`) + quote;
  }
  if (Array.isArray(value)) return `[${value.map(pythonSource).join(", ")}]`;
  if (typeof value === "object") {
    const entries = Object.entries(value).map(([key, item]) => `${pythonSource(key)}: ${pythonSource(item)}`);
    return `{${entries.join(", ")}}`;
  }
  return String(value);
}
