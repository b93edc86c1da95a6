import { calledName, isCallOf } from "../../context/matching.ts";
import { LITERALS } from "../../forms/values.ts";
import { outputSlug } from "../../passes/name-patterns.ts";
import { ownLabel } from "../../passes/output-labels.ts";
import { PlistDict } from "../../plist/value.ts";
import { py, type Expr, type FunctionDef, type Name, type Stmt } from "../../python/ast.ts";
import { expressionsIn, statementsIn, targetsOf } from "../../python/rewrite.ts";
import { blocksOf, expressionsOf } from "../../python/walk.ts";
import { inOurWords } from "./apple-words.ts";
import { modulus } from "./arithmetic.ts";
import { addBefore, giveVariables } from "./attachments.ts";
import { separateCalls } from "./calls.ts";
import { lowerTest } from "./conditions.ts";
import { reportShared } from "./aliases.ts";
import { at, type LowerContext, type LowerFacts } from "./context.ts";
import { lowerToken, lowerValue, lowerWhole } from "./expressions.ts";
import { takeInnerFunctions, type ProgramParts } from "./functions.ts";
import { Kinds } from "./kinds.ts";
import { setVariables } from "./names.ts";
import { lowerAssign, lowerStatement, readsIn } from "./statements.ts";

export interface LowerOptions extends LowerFacts {
  /** Names that look like results of blocks, and are found to be none. */
  readonly plain: ReadonlySet<string>;
}

/**
 * Says a program in the dialect, with the meaning that Python gives it: which function is the shortcut, what an If can
 * test and a repeat can count, and which names are variables. A program that `convert` wrote stays as it is.
 */
export function lowerProgram(parts: ProgramParts, options: LowerOptions): Stmt[] {
  const { lowered, ctx } = lowerStatements(parts, options);
  const held = options.isConverted ? lowered : giveVariables(lowered, ctx);
  return setVariables(held, { fresh: (base) => ctx.fresh(base), ...options });
}

/** The first half: statements in the dialect. What `convert` wrote is left as it is. */
export function lowerStatements(
  parts: ProgramParts,
  options: LowerOptions,
): { lowered: Stmt[]; ctx: Lowerer } {
  const functions = new Map(parts.functions);
  const own = options.tolerant ? takeInnerFunctions(inOurWords(parts.body), functions) : parts.body;
  const body = separateCalls(own, { functions, ...options });
  const ctx = new Lowerer(body, functions, options);
  const lowered = ctx.block(body);
  if (!options.isConverted) reportShared(lowered, ctx);
  return { lowered, ctx };
}

class Lowerer implements LowerContext {
  readonly kinds: Kinds;
  readonly functions: Map<string, FunctionDef>;
  readonly sharing = { changes: new Set<Stmt>(), copies: new Set<Stmt>() };
  readonly inlining = new Set<string>();
  readonly inlined = { count: 0 };
  before: Stmt[] = [];
  readonly #options: LowerOptions;
  /** The names that the program had before it was lowered, and those that were made up; found when the first is. */
  #names: Set<string> | undefined;
  readonly #numbers = new Map<string, number>();
  /** The program, and the functions that have been written out. */
  readonly #bodies: (readonly Stmt[])[];
  readonly #named: readonly Stmt[];

  constructor(body: readonly Stmt[], functions: Map<string, FunctionDef>, options: LowerOptions) {
    this.#options = options;
    this.functions = functions;
    this.#bodies = [body];
    this.kinds = new Kinds((name) => {
      const identifier = options.identifierOf(name);
      return identifier === undefined ? undefined : options.lookup(identifier);
    }, functions);
    this.kinds.add(body);
    this.#named = [...body, ...functions.values()];
  }

  get lookup(): LowerFacts["lookup"] {
    return this.#options.lookup;
  }
  get identifierOf(): LowerFacts["identifierOf"] {
    return this.#options.identifierOf;
  }
  get tolerant(): boolean {
    return this.#options.tolerant;
  }
  get isConverted(): boolean {
    return this.#options.isConverted;
  }
  get report(): LowerFacts["report"] {
    return this.#options.report;
  }

  readAs(node: Expr | Stmt, what: string): void {
    if (node.range) this.report(node, "SC6013", `Read as ${what}.`);
  }

  fresh(base: string): string {
    const names = (this.#names ??= namesIn(this.#named));
    let name = base;
    for (let n = this.#numbers.get(base) ?? 2; names.has(name); n++) {
      name = `${base}_${n}`;
      this.#numbers.set(base, n + 1);
    }
    names.add(name);
    return name;
  }

  kind(expr: Expr): ReturnType<LowerContext["kind"]> {
    return this.kinds.of(expr);
  }

  isAction(call: Expr): boolean {
    const name = calledName(call);
    return name !== undefined && (this.identifierOf(name) !== undefined || name === "input");
  }

  isRead(name: string, repeat: Stmt & { kind: "For" }): boolean {
    if (readsIn(repeat.body).has(name)) return true;
    const outside = (statements: readonly Stmt[]): boolean =>
      statements.some((statement) => {
        const isOther = statement.kind === "For" && statement.targets.includes(name);
        if (isOther && !statementsIn(statement.body).includes(repeat)) return false;
        if (expressionsOf(statement).some((whole) => reads(whole, name))) return true;
        return blocksOf(statement).some(outside);
      });
    return this.#bodies.some(outside);
  }

  writeOut(body: readonly Stmt[]): void {
    this.kinds.add(body);
    this.#bodies.push(body);
  }

  value(expr: Expr): Expr {
    return this.tolerant ? lowerValue(expr, this) : expr;
  }
  token(expr: Expr): Expr {
    return this.tolerant ? lowerToken(expr, this) : expr;
  }
  whole(expr: Expr): Expr {
    return this.tolerant ? lowerWhole(expr, this) : expr;
  }
  remainder(expr: Expr): Expr {
    return expr.kind === "BinOp" ? modulus(expr.left, expr.right, expr, this) : expr;
  }
  test(expr: Expr): Expr {
    return lowerTest(expr, this).test;
  }
  assign(target: string, value: Expr, origin: Stmt): Stmt[] {
    return lowerAssign(target, value, origin, this);
  }

  block(statements: readonly Stmt[]): Stmt[] {
    const lowered: Stmt[] = [];
    const outer = this.before;
    for (const statement of statements) {
      this.before = [];
      const result = lowerStatement(statement, this);
      addBefore(lowered, this.before);
      for (const made of result) lowered.push(made);
    }
    this.before = outer;
    return lowered;
  }

  hoist(value: Expr, node: Expr): Name {
    if (value.kind === "Name") return value;
    const name = this.fresh(this.labelOf(value));
    if (node.range && value.kind === "Call") this.readAs(node, "an action before this one");
    this.kinds.define(name, this.kind(value));
    const inlined = isCallOf(value, calledName(value) ?? "") && this.functions.has(calledName(value)!);
    if (inlined) this.before.push(...this.assign(name, value, at(value, { kind: "Pass" })));
    else this.before.push(at(node, py.assign(undefined, [name], value)));
    return at(node, py.name(name));
  }

  apart<Result>(read: () => Result): { result: Result; before: Stmt[] } {
    const outer = this.before;
    this.before = [];
    const result = read();
    const { before } = this;
    this.before = outer;
    return { result, before };
  }

  /** What the app calls the output of an action, as a name. */
  labelOf(value: Expr): string {
    const name = calledName(value);
    if (name === "input") return "provided_input";
    const identifier = name === undefined ? LITERALS[value.kind] : this.identifierOf(name);
    const facts = identifier === undefined ? undefined : this.lookup(identifier);
    const label =
      facts && ownLabel({ index: 0, identifier: facts.identifier, parameters: new PlistDict() }, facts);
    return label ? outputSlug(label) : "value";
  }
}

function reads(whole: Expr, name: string): boolean {
  for (const expr of expressionsIn(whole)) if (expr.kind === "Name" && expr.id === name) return true;
  return false;
}

/** All names that a program has, whatever they stand for. */
function namesIn(body: readonly Stmt[]): Set<string> {
  const names = new Set(["shortcut_input"]);
  for (const statement of statementsIn(body)) {
    for (const name of targetsOf(statement)) names.add(name);
    if (statement.kind === "FunctionDef") for (const { name } of statement.params) names.add(name);
    for (const whole of expressionsOf(statement)) {
      for (const expr of expressionsIn(whole)) {
        if (expr.kind === "Name") names.add(expr.id);
        if (expr.kind === "Foreign" && expr.what.kind === "Comprehension") {
          for (const name of expr.what.targets) names.add(name);
        }
      }
    }
  }
  return names;
}
