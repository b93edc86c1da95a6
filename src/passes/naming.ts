import { ByIndex } from "../ir/by-index.ts";
import { repeatVariable } from "../ir/token.ts";
import {
  branchesOf,
  builtIns,
  type Action,
  type Block,
  type BlockNode,
  type Node,
  type Workflow,
} from "../ir/workflow.ts";
import { isReserved, toIdentifier, toSnakeCase } from "../python/identifier.ts";
import type { DataFlow } from "./data-flow.ts";
import {
  chainedName,
  hiddenName,
  isClaimed,
  isRepeatName,
  isResultName,
  outputSlug,
  REPEAT_VARIABLE,
  repeatName,
  resultLabel,
  RESULTS_OF,
} from "./name-patterns.ts";
import { commonest, lastComponent, ownLabel } from "./output-labels.ts";
import { NamePool } from "./name-pool.ts";
import type { Outputs } from "./outputs.ts";
import type { References } from "./references.ts";

/** The Python names of a program. Two different things never share one. */
export interface Names {
  /** The name of a named variable. Every variable that any token or action mentions has one. */
  variable(name: string): string;
  /** What a reference to this output reads; undefined if no statement binds it. */
  output(uuid: string): string | undefined;
  /** What the statement of an action binds, where its output is read (or renamed by its author). */
  ofAction(action: Action): string | undefined;
  /** What holds the result of a block, where that is read. */
  ofBlock(node: Node): string | undefined;
  /** What a reference to this output reads, also where no statement binds it, once such a reference has been written. */
  known(uuid: string): string | undefined;
  /** Whether all names are such that each of their letters can be told from every other. */
  areAscii(): boolean;
  /** Whether a variable or an output has this name. */
  has(name: string): boolean;
  /** Whether a variable of the shortcut has this name, so that it is no output. */
  isVariable(name: string): boolean;
  /** Whether several actions bind this name as one output, because they have one UUID. */
  isShared(name: string): boolean;
  /** Names of variables that Python spells differently: Python name -> name in the shortcut. */
  readonly respelled: ReadonlyMap<string, string>;
  /** What the shortcut calls each output, by Python name. */
  readonly labels: ReadonlyMap<string, Label>;
}

/** The names while the program is written: which outputs need one shows only then. */
export interface Naming extends Names {
  /**
   * Hides the output of an action that only fills a variable, or the result of a block: it has no name in the program,
   * which gives it straight to that. For tokens it goes by the name of that and a number, `Name 1`, as `compile` calls
   * it, too.
   */
  fill(action: Action, filled: string): string;
  /** Gives such an output a name after all; of several, the last one hidden first. */
  reveal(action: Action): void;
  /**
   * Lets an output that has no name yet go by this one until {@link Naming.release}, so that another can be named before
   * it; false where it has one, or needs none.
   */
  hold(action: Action, name: string): boolean;
  release(action: Action): void;
  /** The name for a reference to an output that no statement binds. */
  missing(uuid: string, label: string): string;
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
  outputs: Outputs;
  flow: DataFlow;
  /** What has no name of its own, see `findFills`. */
  fills: { outputs: Pick<ReadonlySet<number>, "has">; blocks: ReadonlySet<number> };
  steps: ReadonlyMap<number, Action>;
  nests: Pick<ByIndex<Action>, "size">;
}

/** Actions that bind no output of their own: their statement is an assignment to a variable, or none at all. */
const BINDS_NOTHING = builtIns("comment", "exit", "output");

/**
 * Actions that do nothing but make a value that is written in them. Alone, a text would read as a comment, and the first
 * one as the docstring of the function; so they have a name even if nothing reads it.
 */
const VALUES = builtIns("gettext", "number", "list", "dictionary");

/**
 * Finds a Python name for everything that has one. Variables come first and keep their own spelling wherever Python
 * can spell it; outputs are named after their custom or default name and numbered where that is taken.
 *
 * @param facts those of `fills` and `steps` get their names when they are written, see {@link Naming.fill}. Where calls
 *   may stand in calls, so do all others, in the order in which they are asked for: which of them need one is not known
 *   before they are written.
 * @param taken names of functions that the program calls.
 */
export function nameEverything(workflow: Workflow, facts: NamingFacts, taken: ReadonlySet<string>): Naming {
  const names = new ProgramNames(workflow, facts, taken);
  names.nameAll(workflow.body);
  return names;
}

/** Names of variables, by what the shortcut calls them; and the way back, where Python spells them differently. */
function nameVariables(
  variables: ReadonlySet<string>,
  pool: NamePool,
): { names: Map<string, string>; respelled: Map<string, string> } {
  const names = new Map<string, string>();
  const respelled = new Map<string, string>();
  const others: [original: string, nearest: string][] = [];
  // First the variables of repeats, which have fixed names, then those that can keep their own spelling.
  for (const original of variables) {
    const repeat = original.startsWith("Repeat ") ? REPEAT_VARIABLE.exec(original) : null;
    if (
      repeat &&
      (repeat[2] === undefined ||
        (Number(repeat[2]) > 1 && repeatVariable(repeat[1] as "Item", Number(repeat[2])) === original))
    ) {
      names.set(original, repeatName(original));
      continue;
    }
    const nearest = toIdentifier(original);
    if (nearest === original && !isClaimed(original) && !pool.has(original)) {
      pool.add(original);
      names.set(original, original);
    } else {
      others.push([original, nearest]);
    }
  }
  for (const [original, base] of others) {
    const name =
      isResultName(base) || isRepeatName(base)
        ? pool.claim(`variable_${base}`)
        : pool.claim(base, isReserved(base) ? `${base}_` : base);
    names.set(original, name);
    respelled.set(name, original);
  }
  return { names, respelled };
}

class ProgramNames implements Naming {
  readonly respelled: ReadonlyMap<string, string>;
  readonly labels = new Map<string, Label>();
  readonly #facts: NamingFacts;
  readonly #taken: ReadonlySet<string>;
  readonly #pool: NamePool;
  readonly #variables: ReadonlyMap<string, string>;
  /** Those of the variables. */
  readonly #pythonNames: ReadonlySet<string>;
  readonly #byUuid = new Map<string, string>();
  /** By the index of the action. */
  readonly #byAction: (string | undefined)[];
  /** Actions that get a name when somebody asks for it. */
  readonly #waiting: boolean[];
  readonly #byBlock = new ByIndex<string>();
  /** Names that several actions bind as one output. */
  readonly #shared = new Set<string>();
  /** Names for references to outputs that nothing binds, by UUID. */
  readonly #missing = new Map<string, string>();
  /** How many outputs fill each variable, as far as the program is written. */
  readonly #filled = new Map<string, number>();
  /** What each fills. */
  readonly #hidden = new ByIndex<string>();

  constructor({ actions }: Workflow, facts: NamingFacts, taken: ReadonlySet<string>) {
    this.#facts = facts;
    this.#taken = taken;
    this.#pool = new NamePool(taken);
    const { names, respelled } = nameVariables(facts.references.variables, this.#pool);
    this.#variables = names;
    this.#pythonNames = new Set(names.values());
    this.respelled = respelled;
    // Their length is known, and holes make them slow.
    this.#byAction = actions.map(() => undefined);
    this.#waiting = actions.map(() => false);
  }

  variable(name: string): string {
    // The pipe brings in items of repeats that no token mentions.
    return this.#variables.get(name) ?? (REPEAT_VARIABLE.test(name) ? repeatName(name) : toIdentifier(name));
  }

  known(uuid: string): string | undefined {
    return this.output(uuid) ?? this.#missing.get(uuid);
  }

  ofBlock(node: Node): string | undefined {
    return node.kind === "action" ? undefined : this.#byBlock.get(node.end.index);
  }

  areAscii(): boolean {
    return this.#pool.areAscii;
  }

  has(name: string): boolean {
    return this.#pool.has(name) && !this.#taken.has(name);
  }

  isVariable(name: string): boolean {
    return this.#pythonNames.has(name);
  }

  isShared(name: string): boolean {
    return this.#shared.has(name);
  }

  nameAll(block: Block): void {
    const { fills, steps, nests } = this.#facts;
    for (const node of block) {
      if (node.kind === "action") {
        const { index } = node.action;
        if (fills.outputs.has(index) || steps.has(index)) continue;
        if (nests.size === 0 || this.#isTwin(node.action)) this.#nameAction(node.action);
        else this.#waiting[index] = true;
        continue;
      }
      if (node.kind === "menu") this.nameAll(node.lead);
      for (const { body } of branchesOf(node)) this.nameAll(body);
      this.#nameBlock(node);
    }
  }

  ofAction(action: Action): string | undefined {
    if (this.#waiting[action.index]) this.#nameAction(action);
    return this.#byAction[action.index];
  }

  output(uuid: string): string | undefined {
    const name = this.#byUuid.get(uuid);
    if (name !== undefined) return name;
    const action = this.#facts.outputs.owners.get(uuid);
    if (!action) return undefined;
    // One that is held, and reads itself.
    if (!this.#waiting[action.index]) return this.#byAction[action.index];
    this.#nameAction(action);
    return this.#byUuid.get(uuid);
  }

  /** Whether other actions have its UUID: all of them have one name. */
  #isTwin(action: Action): boolean {
    if (this.#facts.outputs.twins.size === 0) return false;
    const uuid = this.#readUuid(action);
    return uuid !== undefined && this.#facts.outputs.twins.has(uuid);
  }

  /** Whether an action has a name: because it is read, or renamed, or would say nothing without one. */
  #isNamed({ index, identifier }: Action, custom: string | undefined): boolean {
    const { outputs, flow } = this.#facts;
    const isWanted = outputs.read[index] || custom || flow.pipedOutputs.has(index) || VALUES.has(identifier);
    return Boolean(isWanted) && !BINDS_NOTHING.has(identifier);
  }

  #customName({ index }: Action): string | undefined {
    const name = this.#facts.references.customNames.get(index);
    return typeof name === "string" ? name : undefined;
  }

  #nameAction(action: Action): void {
    this.#waiting[action.index] = false;
    const custom = this.#customName(action);
    if (!this.#isNamed(action, custom)) return;
    const uuid = this.#readUuid(action);
    const shared = uuid === undefined ? undefined : this.#byUuid.get(uuid);
    if (shared !== undefined && !isResultName(shared)) {
      this.#byAction[action.index] = shared;
      this.#shared.add(shared);
      return;
    }
    const { own, label: usual } = this.#labelOf(action);
    const label = custom || usual;
    const name = this.#pool.claim(outputSlug(label));
    this.#byAction[action.index] = name;
    this.labels.set(name, { label, custom: custom === label && own !== label, own, uuid });
    if (uuid !== undefined && shared === undefined) this.#byUuid.set(uuid, name);
  }

  #nameBlock(node: BlockNode): void {
    const { flow, fills } = this.#facts;
    if (!flow.results.has(node.end.index) || fills.blocks.has(node.end.index)) return;
    const uuid = this.#readUuid(node.end);
    const owner = uuid === undefined ? undefined : this.#byUuid.get(uuid);
    // The name of an action's output cannot be that of a result, nor the other way round.
    if (owner !== undefined && isResultName(owner)) {
      this.#byBlock.set(node.end.index, owner);
      this.#shared.add(owner);
      return;
    }
    const kind = RESULTS_OF[node.kind];
    const custom = this.#customName(node.end);
    const name = this.#pool.claim(custom ? `${kind}_${toSnakeCase(custom)}` : kind);
    this.#byBlock.set(node.end.index, name);
    this.#nameChained(node, name);
    const own = resultLabel(kind)!;
    this.labels.set(name, { label: custom || own, custom: Boolean(custom), own, uuid });
    if (uuid !== undefined && owner === undefined) this.#byUuid.set(uuid, name);
  }

  /** Hides the results of the blocks that end a branch of this one and make its result. */
  #nameChained(outer: BlockNode, result: string): void {
    branchesOf(outer).forEach(({ body }, branch) => {
      const last = body.at(-1);
      if (!last || last.kind === "action" || !this.#facts.fills.blocks.has(last.end.index)) return;
      const name = chainedName(RESULTS_OF[last.kind], result, branch);
      this.#byBlock.set(last.end.index, name);
      this.#nameChained(last, name);
    });
  }

  /** See {@link Naming.hold}. */
  hold(action: Action, name: string): boolean {
    if (!this.#waiting[action.index]) return false;
    const custom = this.#customName(action);
    if (custom || !this.#isNamed(action, custom)) return false;
    this.#waiting[action.index] = false;
    this.#byAction[action.index] = name;
    return true;
  }

  /** See {@link Naming.hold}. */
  release(action: Action): void {
    this.#byAction[action.index] = undefined;
    this.#waiting[action.index] = true;
  }

  /** See {@link Naming.fill}. */
  fill(action: Action, variable: string): string {
    this.#waiting[action.index] = false;
    const number = (this.#filled.get(variable) ?? 0) + 1;
    this.#filled.set(variable, number);
    this.#hidden.set(action.index, variable);
    const name = hiddenName(variable, number);
    const uuid = this.#readUuid(action);
    this.#byAction[action.index] = name;
    if (uuid !== undefined) this.#byUuid.set(uuid, name);
    const { label, own } = this.#labelOf(action);
    this.labels.set(name, { label, custom: false, own, uuid });
    return name;
  }

  /** See {@link Naming.reveal}. */
  reveal(action: Action): void {
    const variable = this.#hidden.get(action.index)!;
    this.#filled.set(variable, this.#filled.get(variable)! - 1);
    this.labels.delete(this.#byAction[action.index]!);
    const uuid = this.#readUuid(action);
    if (uuid !== undefined) this.#byUuid.delete(uuid);
    this.#byAction[action.index] = undefined;
    this.#nameAction(action);
  }

  /** See {@link Naming.missing}. */
  missing(uuid: string, label: string): string {
    let name = this.#missing.get(uuid);
    if (name === undefined) {
      name = this.#pool.claim(`missing_${toSnakeCase(label || "output")}`);
      this.#missing.set(uuid, name);
      this.labels.set(name, { label, custom: false, own: label, uuid });
    }
    return name;
  }

  /** The UUID of an action, if any reference reads it: others mean nothing, not even where two actions share one. */
  #readUuid(action: Action): string | undefined {
    return this.#facts.outputs.read[action.index]?.uuid;
  }

  #labelOf(action: Action): Pick<Label, "label" | "own"> {
    const own = ownLabel(action, this.#facts.flow.facts[action.index]);
    const { labels } = this.#facts.outputs.read[action.index] ?? {};
    return { label: own || commonest(labels) || lastComponent(action.identifier), own };
  }
}
