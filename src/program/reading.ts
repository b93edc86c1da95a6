import type { MatchContext } from "../context/matching.ts";
import { quote } from "../diagnostics/error.ts";
import type { Call, Expr, Stmt } from "../python/ast.ts";
import { expressionsOf, partsOf, walkExpr } from "../python/walk.ts";

const PART = () => "This part of the statement";
const VALUE = () => "This value";
/** So many parts at most are looked for in a row of them. */
const FEW = 40;
const LEAVE_OUT = "Leave it out, or say it in a statement of its own.";

/**
 * Which parts of the statements have been read. What no form reads would be lost, so it is an error: nobody has to think
 * of all that could stand in a call, because a form says what it takes.
 */
export class Reading {
  /** Parts in the order in which they were read, so that an attempt that fails can take its own back. */
  #trail: Expr[] = [];
  /** The parts of a statement that has many of them, while it is gone through. */
  #many: ReadonlySet<Expr> | undefined;

  use(parts: readonly (Expr | undefined)[]): void {
    for (const part of parts) if (part) this.#trail.push(part);
  }

  useWhole(expr: Expr): void {
    walkExpr(expr, (part) => this.#trail.push(part));
  }

  attempt<Result>(match: () => Result | undefined): Result | undefined {
    const start = this.#trail.length;
    const result = match();
    if (result === undefined && this.#trail.length > start) this.#trail.length = start;
    return result;
  }

  /** Reads a block within a statement, of which the parts that have been read are kept. */
  block(read: () => void): void {
    const trail = this.#trail;
    this.#trail = [];
    read();
    this.#trail = trail;
  }

  /** Reports what nobody has read of a statement, without its blocks. */
  reportUnread(statement: Stmt, ctx: Pick<MatchContext, "report">): void {
    // The parts of most statements are few, and found sooner in their row than put into a set.
    this.#many = this.#trail.length > FEW ? new Set(this.#trail) : undefined;
    for (const expr of expressionsOf(statement)) this.#visit(expr, PART, ctx);
    this.#trail = [];
  }

  /** @param what what the expression is called; few have to be. */
  #visit(expr: Expr, what: () => string, ctx: Pick<MatchContext, "report">, hint = LEAVE_OUT): void {
    if (!(this.#many ? this.#many.has(expr) : this.#trail.includes(expr))) {
      ctx.report(expr, "SC6003", `${what()} says nothing here, and would be lost.`, hint);
      return;
    }
    switch (expr.kind) {
      case "Name":
      case "Str":
      case "Num":
        return;
      case "Call":
        return this.#visitCall(expr, ctx);
      default:
        for (const part of partsOf(expr)) this.#visit(part, VALUE, ctx);
    }
  }

  #visitCall({ func, args, keywords }: Call, ctx: Pick<MatchContext, "report">): void {
    const name = func.kind === "Name" ? func.id : func.kind === "Attribute" ? func.attr : "the call";
    // Who reads the call reads its name; what a method belongs to is a value of its own.
    if (func.kind === "Attribute" && !isModule(func.value)) this.#visit(func.value, VALUE, ctx);
    args.forEach((arg, i) => this.#visit(arg, () => `Argument ${i + 1} of ${name}`, ctx));
    const hint = name === "input" ? "Write `ask_for_input(...)`, which takes more." : LEAVE_OUT;
    for (const { name: key, value } of keywords)
      this.#visit(value, () => `${name} takes no ${quote(key)}: it`, ctx, hint);
  }
}

/** `datetime` in `datetime.datetime(...)`. */
function isModule(expr: Expr): boolean {
  return expr.kind === "Name" && expr.id === "datetime";
}
