import { repeatVariable } from "../ir/token.ts";
import {
  branchesOf,
  identifiers,
  stringParameter,
  type Action,
  type Block,
  type BlockNode,
  type Node,
  type Workflow,
} from "../ir/workflow.ts";
import { isReserved, toIdentifier, toSnakeCase } from "../python/identifier.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import type { DataFlow } from "./data-flow.ts";
import type { References } from "./references.ts";

/** The Python names of a program. Two different things never share one. */
export interface Names {
  /** The name of a named variable. Every variable that any token or action mentions has one. */
  variable(name: string): string;
  /** What a reference to this output reads; undefined if no statement binds it. */
  output(uuid: string): string | undefined;
  /** What the statement of an action binds, where its output is read (or renamed by its author). */
  ofAction(action: Action): string | undefined;
  /**
   * Hides the output of an action that only fills a variable: it has no name in the program, which gives it straight to
   * the variable. For tokens it goes by the variable's name and a number, `Name 1`, as `compile` calls it, too.
   */
  fill(action: Action, variable: string): string;
  /** Gives such an output a name after all. */
  reveal(action: Action): void;
  /** What holds the result of a block, where that is read. */
  ofBlock(node: Node): string | undefined;
  /** What a reference to this output reads, also where no statement binds it, once such a reference has been written. */
  known(uuid: string): string | undefined;
  /** Whether a variable or an output has this name. */
  has(name: string): boolean;
  /** Whether a variable of the shortcut has this name, so that it is no output. */
  isVariable(name: string): boolean;
  /** Whether several actions bind this name as one output, because they have one UUID. */
  isShared(name: string): boolean;
  /** The name for a reference to an output that no statement binds. */
  missing(uuid: string, label: string): string;
  /** Names of variables that Python spells differently: Python name -> name in the shortcut. */
  respelled: Map<string, string>;
  /** What the shortcut calls each output, by Python name. */
  labels: Map<string, Label>;
}

/** The name that a shortcut shows for an output. */
export interface Label {
  label: string;
  /** Whether the author chose it; otherwise it is the action's own name for its output. */
  custom: boolean;
  /** What the action calls its output by itself, where that is known; a block's is that of its kind. */
  own: string | undefined;
  uuid: string | undefined;
}

export interface NamingFacts {
  references: References;
  flow: DataFlow;
  lookup: (identifier: string) => ActionFacts | undefined;
  fills: ReadonlyMap<number, Action>;
}

/** What a case calls the item that was chosen, where it has to be compared with a text that is made at run time. */
export const MENU_ITEM = "menu_item";

/** Results of blocks have names of a pattern that nothing else may have; `compile` knows them by it. */
export const RESULT = /^(if_result|menu_result|repeat_results)(_|$)/;
const REPEAT_VARIABLE = /^Repeat (Item|Index)(?: (\d+))?$/;
const REPEAT_NAME = /^repeat_(item|index)(_\d+)?$/;

/** Actions that bind no output of their own: their statement is an assignment to a variable, or none at all. */
const BINDS_NOTHING: ReadonlySet<string> = new Set([
  identifiers.comment,
  "is.workflow.actions.exit",
  "is.workflow.actions.output",
]);

/**
 * Actions that do nothing but make a value that is written in them. Alone, a text would read as a comment, and the first
 * one as the docstring of the function; so they have a name even if nothing reads it.
 */
const VALUES: ReadonlySet<string> = new Set(
  ["gettext", "number", "list", "dictionary"].map((name) => `is.workflow.actions.${name}`),
);

/**
 * Finds a Python name for everything that has one. Variables come first and keep their own spelling wherever Python
 * can spell it; outputs are named after their custom or default name and numbered where that is taken.
 *
 * @param fills outputs that get their names when they are written, see {@link Names.fill}.
 * @param taken names of functions that the program calls.
 */
export function nameEverything(
  workflow: Workflow,
  { references, flow, lookup, fills }: NamingFacts,
  taken: ReadonlySet<string>,
): Names {
  const used = new Set<string>(taken);
  used.add("shortcut_input");
  used.add(MENU_ITEM);
  const respelled = new Map<string, string>();
  const labels: Names["labels"] = new Map();

  /** The next number to try for a base name, so that a thousand texts do not take a million look-ups. */
  const numbers = new Map<string, number>();
  const claim = (base: string): string => {
    let name = isReserved(base) ? `${base}_` : base;
    for (let n = numbers.get(base) ?? 2; used.has(name); n++) {
      name = `${base}_${n}`;
      numbers.set(base, n + 1);
    }
    used.add(name);
    return name;
  };

  const variables = nameVariables(references.variables, used, claim, respelled);

  /** Names of outputs by their labels; most outputs of a program share a few labels. */
  const bases = new Map<string, string>();
  const byUuid = new Map<string, string>();
  const byAction = new Map<number, string>();
  const byBlock = new Map<number, string>();
  const sharedNames = new Set<string>();

  /** The UUID of an action, if any reference reads it: others mean nothing, not even where two actions share one. */
  const readUuid = (action: Action) => {
    const uuid = stringParameter(action, "UUID");
    return uuid !== undefined && references.outputs.has(uuid) ? uuid : undefined;
  };

  const labelOf = (action: Action, cached: Map<string, number> | undefined): Pick<Label, "label" | "own"> => {
    const own = ownLabel(action, lookup);
    return { label: own || commonest(cached) || lastComponent(action.identifier), own };
  };

  const nameAction = (action: Action, isShown = !fills.has(action.index)) => {
    if (BINDS_NOTHING.has(action.identifier) || !isShown) return;
    const uuid = readUuid(action);
    const cached = uuid === undefined ? undefined : references.outputs.get(uuid);
    const custom = stringParameter(action, "CustomOutputName");
    const isRead = cached !== undefined || flow.pipedOutputs.has(action.index);
    if (!isRead && !custom && !VALUES.has(action.identifier)) return;
    const shared = uuid === undefined ? undefined : byUuid.get(uuid);
    if (shared !== undefined && !RESULT.test(shared)) {
      byAction.set(action.index, shared);
      sharedNames.add(shared);
      return;
    }
    const { own, label: usual } = labelOf(action, cached);
    const label = custom || usual;
    let base = bases.get(label);
    if (base === undefined) {
      base = outputSlug(label);
      bases.set(label, base);
    }
    const name = claim(base);
    byAction.set(action.index, name);
    labels.set(name, { label, custom: custom === label && own !== label, own, uuid });
    if (uuid !== undefined && shared === undefined) byUuid.set(uuid, name);
  };

  const nameBlock = (node: BlockNode) => {
    if (!flow.results.has(node.end.index)) return;
    const uuid = readUuid(node.end);
    const owner = uuid === undefined ? undefined : byUuid.get(uuid);
    // The name of an action's output cannot be that of a result, nor the other way round.
    const shared = owner !== undefined && RESULT.test(owner) ? owner : undefined;
    const kind = { if: "if_result", menu: "menu_result", repeat: "repeat_results" }[node.kind];
    const custom = stringParameter(node.end, "CustomOutputName");
    const name = shared ?? claim(custom ? `${kind}_${toSnakeCase(custom)}` : kind);
    byBlock.set(node.end.index, name);
    if (shared !== undefined) sharedNames.add(shared);
    if (shared === undefined) {
      const own = RESULT_LABELS[kind]!;
      labels.set(name, { label: custom || own, custom: Boolean(custom), own, uuid });
    }
    if (uuid !== undefined && owner === undefined) byUuid.set(uuid, name);
  };

  const walk = (block: Block) => {
    for (const node of block) {
      if (node.kind === "action") {
        nameAction(node.action);
        continue;
      }
      for (const branch of branchesOf(node)) walk(branch);
      nameBlock(node);
    }
  };
  walk(workflow.body);

  /** How many outputs fill each variable, as far as the program is written. */
  const filled = new Map<string, number>();
  const pythonNames = new Set(variables.values());
  const missing = new Map<string, string>();
  return {
    fill: (action, variable) => {
      const number = (filled.get(variable) ?? 0) + 1;
      filled.set(variable, number);
      const name = hiddenName(variable, number);
      const uuid = readUuid(action);
      byAction.set(action.index, name);
      if (uuid !== undefined) byUuid.set(uuid, name);
      const label = labelOf(action, uuid === undefined ? undefined : references.outputs.get(uuid));
      labels.set(name, { ...label, custom: false, uuid });
      return name;
    },
    reveal: (action) => {
      const name = byAction.get(action.index)!;
      const variable = name.slice(0, name.lastIndexOf(" "));
      filled.set(variable, filled.get(variable)! - 1);
      labels.delete(name);
      const uuid = readUuid(action);
      if (uuid !== undefined) byUuid.delete(uuid);
      byAction.delete(action.index);
      nameAction(action, true);
    },
    isVariable: (name) => pythonNames.has(name),
    has: (name) => used.has(name) && !taken.has(name),
    isShared: (name) => sharedNames.has(name),
    // The pipe brings in items of repeats that no token mentions.
    variable: (name) =>
      variables.get(name) ?? (REPEAT_VARIABLE.test(name) ? repeatName(name) : toIdentifier(name)),
    output: (uuid) => byUuid.get(uuid),
    known: (uuid) => byUuid.get(uuid) ?? missing.get(uuid),
    ofAction: (action) => byAction.get(action.index),
    ofBlock: (node) => (node.kind === "action" ? undefined : byBlock.get(node.end.index)),
    missing: (uuid, label) => {
      let name = missing.get(uuid);
      if (name === undefined) {
        name = claim(`missing_${toSnakeCase(label || "output")}`);
        missing.set(uuid, name);
        labels.set(name, { label, custom: false, own: label, uuid });
      }
      return name;
    },
    respelled,
    labels,
  };
}

/** What an output that only fills a variable goes by: no name of Python's, so that it never meets one. */
export function hiddenName(variable: string, number: number): string {
  return `${variable} ${number}`;
}

/** Whether only a variable is spelled like this: the names of outputs are in lower case. */
export function isVariableSpelling(name: string): boolean {
  return name !== name.toLowerCase();
}

function nameVariables(
  variables: ReadonlySet<string>,
  used: Set<string>,
  claim: (base: string) => string,
  respelled: Map<string, string>,
): Map<string, string> {
  const names = new Map<string, string>();
  // First the variables of repeats, which have fixed names, then those that can keep their own spelling.
  for (const original of variables) {
    const repeat = REPEAT_VARIABLE.exec(original);
    if (
      repeat &&
      (repeat[2] === undefined ||
        (Number(repeat[2]) > 1 && repeatVariable(repeat[1] as "Item", Number(repeat[2])) === original))
    ) {
      names.set(original, repeatName(original));
    } else if (toIdentifier(original) === original && !isClaimed(original) && !used.has(original)) {
      used.add(original);
      names.set(original, original);
    }
  }
  for (const original of variables) {
    if (names.has(original)) continue;
    const base = toIdentifier(original);
    const name = claim(RESULT.test(base) || REPEAT_NAME.test(base) ? `variable_${base}` : base);
    names.set(original, name);
    respelled.set(name, original);
  }
  return names;
}

/** Names with a meaning of their own, which no variable may take. */
function isClaimed(name: string): boolean {
  return isReserved(name) || RESULT.test(name) || REPEAT_NAME.test(name) || name.startsWith("__");
}

/** What the editor calls the results of blocks. */
const RESULT_LABELS: Record<string, string> = {
  if_result: "If Result",
  menu_result: "Menu Result",
  repeat_results: "Repeat Results",
};

/** What an output is called in Python, but for a number. */
export function outputSlug(label: string): string {
  const slug = toSnakeCase(label);
  return RESULT.test(slug) || REPEAT_NAME.test(slug)
    ? `output_${slug}`
    : isReserved(slug)
      ? `${slug}_`
      : slug;
}

/** Whether a name, but for a number at its end, is that of a result without a name of its own. */
export function isPlainResult(name: string): boolean {
  return Object.hasOwn(RESULT_LABELS, name);
}

/** The editor's name for the result of a block, by the Python name. */
export function resultLabel(name: string): string | undefined {
  return RESULT_LABELS[RESULT.exec(name)?.[1] ?? ""];
}

/** Whether a name is one that only results of blocks have. */
export function isResultName(name: string): boolean {
  return RESULT.test(name);
}

/** Whether a name is that of a repeat's item or index. */
export function isRepeatName(name: string): boolean {
  return REPEAT_NAME.test(name);
}

/** `Repeat Item 2` -> `repeat_item_2`. */
export function repeatName(variable: string): string {
  return variable.toLowerCase().replaceAll(" ", "_");
}

/** `repeat_item_2` -> `Repeat Item 2`. */
export function repeatOfName(name: string): string | undefined {
  if (!isRepeatName(name)) return undefined;
  const [, what, number] = name.split("_");
  return repeatVariable(what === "item" ? "Item" : "Index", Number(number ?? 1));
}

/** What an action calls its output unless its author renames it. */
export function ownLabel(
  action: Action,
  lookup: (identifier: string) => ActionFacts | undefined,
): string | undefined {
  const facts = lookup(action.identifier);
  // An action that gets a property calls its output after the property.
  const named =
    facts?.outputNameFrom === undefined ? undefined : stringParameter(action, facts.outputNameFrom);
  return named || facts?.outputName;
}

function commonest(labels: Map<string, number> | undefined): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [label, count] of labels ?? []) {
    if (label !== "" && count > most) [best, most] = [label, count];
  }
  return best;
}

function lastComponent(identifier: string): string {
  return (identifier.split(".").at(-1) ?? "").replace(/(.)Intent$/, "$1") || "output";
}
