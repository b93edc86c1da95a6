import { isCallOf, methodCall } from "../../context/matching.ts";
import { quote } from "../../diagnostics/error.ts";
import type { Expr, Name, Stmt } from "../../python/ast.ts";
import { expressionsIn, statementsIn, targetsOf } from "../../python/rewrite.ts";
import { blocksOf, expressionsOf } from "../../python/walk.ts";
import { isResultName } from "../../passes/name-patterns.ts";
import type { LowerFacts, Sharing } from "./context.ts";
import { stops } from "./results.ts";

/*
 * In Python two names can be one list, and what is added by one name is read by the other. A variable of a shortcut is a
 * copy. So where a name is read whose list another name has changed meanwhile, the program says something else.
 *
 * Every assignment makes a value; of the values that one assignment made, the last is told from those before it, so that
 * `saved = rows; rows = []` in a repeat keeps both apart.
 */

/** What a name can be, and what can be an item of it: the values by the assignments that made them. */
interface Value {
  own: ReadonlySet<string>;
  held: ReadonlySet<string>;
  /** By which name it was changed since this name was bound. */
  changedBy?: string;
}

type State = Map<string, Value>;

interface Facts extends Pick<LowerFacts, "report" | "tolerant"> {
  readonly sharing: Sharing;
}

/** Reports reads of lists and dictionaries that are out of date in a shortcut. */
export function reportShared(body: readonly Stmt[], facts: Facts): void {
  const tracked = namesOfChanged(body, facts.sharing);
  if (tracked.size > 0) new Tracer(tracked, facts).block(body, new Map());
}

/** The names that can share a value with one that is changed. */
function namesOfChanged(body: readonly Stmt[], { changes }: Sharing): Set<string> {
  const beside = new Map<string, Set<string>>();
  const connect = (one: string, other: string): void => {
    for (const [from, to] of [
      [one, other],
      [other, one],
    ] as const) {
      const known = beside.get(from);
      if (known) known.add(to);
      else beside.set(from, new Set([to]));
    }
  };
  const changed = new Set<string>();
  for (const statement of statementsIn(body)) {
    const added = addedTo(statement)?.list.id;
    const targets = added === undefined ? targetsOf(statement) : [added];
    if (targets.length === 0) continue;
    if (added !== undefined || changes.has(statement)) changed.add(targets[0]!);
    for (const whole of expressionsOf(statement)) {
      for (const expr of expressionsIn(whole)) {
        if (expr.kind === "Name") for (const target of targets) connect(target, expr.id);
      }
    }
    for (const target of targets) connect(targets[0]!, target);
  }
  const found = new Set<string>();
  const open = [...changed];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    open.push(...(beside.get(name) ?? []));
  }
  return found;
}

/** The name that a statement adds to; of a block's result nobody knows another name. */
function addedTo(statement: Stmt): { list: Name; item: Expr | undefined } | undefined {
  const call = statement.kind === "ExprStmt" ? methodCall(statement.value, "append") : undefined;
  if (call?.value.kind !== "Name" || isResultName(call.value.id)) return undefined;
  return { list: call.value, item: call.args[0] };
}

class Tracer {
  readonly #tracked: ReadonlySet<string>;
  readonly #facts: Facts;
  readonly #sites = new Map<Stmt, number>();
  readonly #said = new Set<string>();

  constructor(tracked: ReadonlySet<string>, facts: Facts) {
    this.#tracked = tracked;
    this.#facts = facts;
  }

  /** Changes the state to what it is behind the statements. */
  block(statements: readonly Stmt[], state: State): State {
    for (const statement of statements) this.#statement(statement, state);
    return state;
  }

  #statement(statement: Stmt, state: State): void {
    for (const whole of expressionsOf(statement)) this.#reads(whole, state);
    const added = addedTo(statement);
    if (added) return this.#added(added.list.id, added.item, state);
    if (statement.kind === "Assign") return this.#assign(statement, state);
    if (statement.kind === "For") return this.#repeat(statement, state);
    const branches = blocksOf(statement)
      .map((block) => ({ ends: stops(block), state: this.block(block, new Map(state)) }))
      .flatMap((branch) => (branch.ends ? [] : [branch.state]));
    if (statement.kind === "If" && statement.orelse) state.clear();
    for (const branch of branches) join(state, branch);
  }

  /** Names of lists are few, and each round only adds to what they can be. */
  #repeat(statement: Stmt & { kind: "For" }, state: State): void {
    for (let round = 0, isNew = true; isNew && round < 8; round++) {
      const item = valueOf(statement.iter, state);
      const inside = new Map(state);
      for (const target of statement.targets) inside.set(target, { own: item.held, held: item.held });
      isNew = join(state, this.block(statement.body, inside));
    }
  }

  #assign(statement: Stmt & { kind: "Assign" }, state: State): void {
    const { value } = statement;
    const targets = statement.targets.filter((target) => this.#tracked.has(target));
    if (targets.length === 0) return;
    const { changes, copies } = this.#facts.sharing;
    if (changes.has(statement)) return this.#added(targets[0]!, value, state);
    const given = valueOf(value, state);
    if (value.kind === "Name" && !copies.has(statement)) {
      for (const target of targets) state.set(target, { own: given.own, held: given.held });
      return;
    }
    let site = this.#sites.get(statement);
    if (site === undefined) this.#sites.set(statement, (site = this.#sites.size));
    else age(state, site);
    const made: Value = { own: new Set([`${site}`]), held: older(given.held, site) };
    for (const target of targets) state.set(target, made);
    // A value of a dictionary is changed in it, too.
    const isPart = this.#facts.tolerant && value.kind === "Subscript";
    const container = isPart && value.value.kind === "Name" ? value.value.id : undefined;
    const known = container === undefined ? undefined : state.get(container);
    if (known) state.set(container!, { ...known, held: new Set([...known.held, `${site}`]) });
  }

  /** A change by one name: what other names hold of it is out of date. */
  #added(name: string, item: Expr | undefined, state: State): void {
    const changed = state.get(name);
    for (const [other, value] of state) {
      const isShared =
        changed &&
        other !== name &&
        [...changed.own].some((one) => value.own.has(one) || value.held.has(one));
      if (isShared) state.set(other, { ...value, changedBy: name });
    }
    const more = item && valueOf(item, state);
    const own = changed?.own ?? NONE;
    const held = new Set([...(changed?.held ?? []), ...(more ? [...more.own, ...more.held] : [])]);
    state.set(name, { own, held });
  }

  #reads(whole: Expr, state: State): void {
    for (const expr of expressionsIn(whole)) {
      const changedBy = expr.kind === "Name" ? state.get(expr.id)?.changedBy : undefined;
      if (expr.kind !== "Name" || changedBy === undefined) continue;
      const both = `${expr.id} ${changedBy}`;
      if (this.#said.has(both)) continue;
      this.#said.add(both);
      const message = `In Python ${quote(expr.id)} is changed with ${quote(changedBy)}; in a shortcut it is a copy from before.`;
      const hint = `Change \`${expr.id}\` itself, or give it the new value in a line before: \`${expr.id} = ${changedBy}\`.`;
      this.#facts.report(expr, this.#facts.tolerant ? "SC6003" : "SC6015", message, hint);
    }
  }
}

const NONE: ReadonlySet<string> = new Set();

/** What an expression can be: a name is what it was bound to, everything else is new and holds what stands in it. */
function valueOf(expr: Expr, state: State): Value {
  if (expr.kind === "Name") return state.get(expr.id) ?? { own: NONE, held: NONE };
  if (isCallOf(expr, "enumerate") && expr.args[0]) return valueOf(expr.args[0], state);
  if (expr.kind !== "List" && expr.kind !== "Dict") return { own: NONE, held: NONE };
  const inner = [...expressionsIn(expr)].flatMap((part) =>
    part.kind === "Name" ? (state.get(part.id) ?? []) : [],
  );
  const held = new Set(inner.flatMap((value) => [...value.own, ...value.held]));
  return { own: NONE, held };
}

/** Values that an assignment made before, now that it makes another. */
function older(values: ReadonlySet<string>, site: number): ReadonlySet<string> {
  if (!values.has(`${site}`)) return values;
  return new Set([...values].map((value) => (value === `${site}` ? `${site} before` : value)));
}

function age(state: State, site: number): void {
  for (const [name, value] of state) {
    state.set(name, { ...value, own: older(value.own, site), held: older(value.held, site) });
  }
}

/** Adds to a state what another one says; whether that is anything new. */
function join(state: State, other: State): boolean {
  let isNew = false;
  for (const [name, value] of other) {
    const known = state.get(name);
    const own = new Set([...(known?.own ?? []), ...value.own]);
    const held = new Set([...(known?.held ?? []), ...value.held]);
    const changedBy = known?.changedBy ?? value.changedBy;
    const isSame =
      known?.own.size === own.size && known.held.size === held.size && known.changedBy === changedBy;
    if (isSame) continue;
    isNew = true;
    state.set(name, { own, held, ...(changedBy !== undefined && { changedBy }) });
  }
  return isNew;
}
