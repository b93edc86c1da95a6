import type { Call } from "../../python/ast.ts";

/**
 * What a value is, as coarse as the choice between two actions needs it. A `flag` is a boolean of Python, which a
 * shortcut holds as the text "True" or "False"; `nothing` is None.
 */
export type Kind =
  "text" | "number" | "flag" | "boolean" | "list" | "dictionary" | "date" | "nothing" | "other";

export const OF_CALLS: Readonly<Record<string, Kind>> = {
  Date: "date",
  Dictionary: "dictionary",
  Number: "number",
  Text: "text",
  abs: "number",
  all: "flag",
  any: "flag",
  bool: "boolean",
  current_date: "date",
  dict: "dictionary",
  float: "number",
  format_date: "text",
  input: "text",
  int: "number",
  len: "number",
  list: "list",
  max: "number",
  min: "number",
  nothing: "nothing",
  round: "number",
  sorted: "list",
  str: "text",
  sum: "number",
};

export const OF_METHODS: Readonly<Record<string, Kind>> = {
  capitalize: "text",
  endswith: "flag",
  items: "list",
  join: "text",
  keys: "list",
  lower: "text",
  lstrip: "text",
  replace: "text",
  rstrip: "text",
  split: "list",
  splitlines: "list",
  startswith: "flag",
  strip: "text",
  title: "text",
  upper: "text",
  values: "list",
};

/** Actions that make lists, whatever their items are. */
export const LISTS: ReadonlySet<string> = new Set([
  "is.workflow.actions.list",
  "is.workflow.actions.text.split",
]);

/** What Ask for Input gives. */
export function inputKind(call: Call): Kind | undefined {
  const type = call.keywords.find(({ name }) => INPUT_TYPES.has(name))?.value;
  if (!type) return "text";
  if (type.kind !== "Str") return undefined;
  if (type.value === "Number") return "number";
  return /^Date|^Time$/.test(type.value) ? "date" : "text";
}

const INPUT_TYPES: ReadonlySet<string> = new Set(["WFInputType", "type", "input_type"]);

/** The kind that all have, nothing aside; undefined where they differ. */
export function join(kinds: readonly (Kind | undefined)[]): Kind | undefined {
  const others = kinds.filter((kind) => kind !== "nothing");
  const [first] = others;
  if (others.length === 0) return kinds.length > 0 ? "nothing" : undefined;
  return others.every((kind) => kind === first) ? first : undefined;
}
