import { describe } from "../search/describe.ts";
import { compactJsonForm, jsonForm } from "./json-form.ts";
import type { NameStyle } from "../names.ts";
import { pythonName } from "../naming.ts";
import { functionOf } from "./naming.ts";
import { printFunction, printFunctionCompact } from "./python-form.ts";
import type { ActionRecord } from "../records/record.ts";
import type { Registry } from "../records/registry.ts";

export interface ApiBlockOptions {
  /** `python` (default): functions without a body. `json`: a list, or in the compact form an object by Python name. */
  form?: "python" | "json";
  /** Whether to save tokens: one line for each API, with less about its parameters. Default false. */
  compact?: boolean;
  /** What functions and keywords are called, as for `convert`. Default `friendly`. */
  names?: NameStyle;
}

/** A shortcut whose APIs are wanted: what `convert` returns. */
export interface UsesActions {
  workflow: { actions: readonly { identifier: string }[] };
}

/**
 * Documentation of some APIs, to be put into the prompt of a language model.
 *
 * @param apis names of any kind that `describe` takes, or a converted shortcut: then the APIs that it uses, in the
 *   order of their first use. An API that nobody has documented is said to be so.
 * @returns Python that parses, or JSON.
 */
export function apiBlock(
  registry: Registry,
  apis: readonly string[] | UsesActions,
  { form = "python", compact = false, names: style = "friendly" }: ApiBlockOptions = {},
): string {
  const names = "workflow" in apis ? apis.workflow.actions.map(({ identifier }) => identifier) : apis;
  const found = new Set<ActionRecord>();
  const unknown: string[] = [];
  for (const name of new Set(names)) {
    const record = describe(registry, name);
    if (record) found.add(record);
    // Malformed actions have no identifier.
    else if (name !== "") unknown.push(name);
  }
  const known = [...found];
  if (form === "json") {
    return compact ? compactJson(known, unknown, style) : fullJson(known, unknown, style);
  }
  const functions = known.map((record) => (compact ? printFunctionCompact : printFunction)(record, style));
  const others = unknown.map((name) => `# ${functionName(name)} is not documented.\n`);
  return [...functions, ...others].join(compact ? "" : "\n\n");
}

function fullJson(known: readonly ActionRecord[], unknown: readonly string[], style: NameStyle): string {
  const undocumented = unknown.map((name) => ({ name: functionName(name), documented: false }));
  return `${JSON.stringify([...known.map((record) => jsonForm(record, style)), ...undocumented], null, 2)}\n`;
}

function compactJson(known: readonly ActionRecord[], unknown: readonly string[], style: NameStyle): string {
  const entries = known.map((record): [string, unknown] => [
    functionOf(record, style),
    compactJsonForm(record, style),
  ]);
  for (const name of unknown) entries.push([functionName(name), { about: "not documented" }]);
  return `${JSON.stringify(Object.fromEntries(entries))}\n`;
}

/** What the function of an API is called that no record tells about: an identifier, or already a name in Python. */
function functionName(name: string): string {
  return /^\w+$/.test(name) ? name : pythonName(name);
}
