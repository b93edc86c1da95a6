import { isCallOf, methodCall } from "../../context/matching.ts";
import type { Stmt } from "../../python/ast.ts";
import { statementsIn, targetsOf } from "../../python/rewrite.ts";
import { collectBlockResults, findBlockResults, readsOf, type BlockResult } from "./results.ts";

/** The statements of a program, with what is asked of them more than once. */
export class Program {
  readonly body: Stmt[];
  /** Each statement, those in blocks among them. */
  readonly all: readonly Stmt[];
  #results: ReadonlySet<string> | undefined;
  #reads: ReadonlyMap<string, readonly number[]> | undefined;
  #candidates: readonly BlockResult[] | undefined;
  #targets: ReadonlySet<string> | undefined;
  #hoisted: Set<Stmt> | undefined;

  constructor(body: Stmt[]) {
    this.body = body;
    this.all = statementsIn(body);
  }

  /** See {@link findBlockResults}. */
  get results(): ReadonlySet<string> {
    const { body, all } = this;
    return (this.#results ??= findBlockResults(body, all, this.#possible, () => this.reads));
  }

  /** See {@link readsOf}: names of repeats, and those that are perhaps results of blocks. */
  get reads(): ReadonlyMap<string, readonly number[]> {
    if (this.#reads) return this.#reads;
    const names = new Set(this.targets);
    for (const { name } of this.#possible) names.add(name);
    return (this.#reads = readsOf(this.all, names));
  }

  get #possible(): readonly BlockResult[] {
    return (this.#candidates ??= collectBlockResults(this.body));
  }

  /** The names of repeats. */
  get targets(): ReadonlySet<string> {
    if (this.#targets) return this.#targets;
    const targets = new Set<string>();
    for (const statement of this.all) for (const name of forTargets(statement)) targets.add(name);
    return (this.#targets = targets);
  }

  get hoisted(): ReadonlySet<Stmt> {
    return (this.#hoisted ??= hoistedIn(this));
  }
}

/** The names that a statement gives a value or adds to. */
export function boundBy(statement: Stmt): string[] {
  const list = statement.kind === "ExprStmt" ? methodCall(statement.value, "append")?.value : undefined;
  return list?.kind === "Name" ? [list.id] : targetsOf(statement);
}

/** The names of a repeat. */
export const forTargets = (statement: Stmt): string[] => (statement.kind === "For" ? statement.targets : []);

/** The statements at the top that only define names; a name that is only added to can start as an empty list. */
function hoistedIn({ body, all }: Program): Set<Stmt> {
  let added: Set<string> | undefined;
  const isList = (name: string) => {
    added ??= new Set(all.flatMap((statement) => (statement.kind === "ExprStmt" ? boundBy(statement) : [])));
    return added.has(name);
  };
  return new Set(body.slice(0, hoistedAt(body, isList)));
}

const DEFINITIONS = ["unset", "missing_output", "get_shortcut_input"];

/**
 * How many statements at the top only define names, comments among them: a variable is empty by itself.
 *
 * @param isList whether a name is a variable, so that an empty list is an empty variable.
 */
export function hoistedAt(body: readonly Stmt[], isList: (name: string) => boolean): number {
  const end = body.findIndex((statement) => {
    if (statement.kind === "Comment") return false;
    if (statement.kind !== "Assign" || statement.targets.length > 1) return true;
    const { targets, value } = statement;
    if (value.kind === "Constant") return value.value !== "None";
    if (value.kind === "List") return value.items.length > 0 || !isList(targets[0]!);
    return !DEFINITIONS.some((name) => isCallOf(value, name));
  });
  return end < 0 ? body.length : end;
}
