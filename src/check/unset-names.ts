import { isNever, type Expr, type Name, type Stmt } from "../python/ast.ts";
import { Scope } from "../python/scope.ts";

/**
 * Reads of names that some path has not set by then, each name once. Python stops at such a read; the app goes on with
 * nothing. Names that nothing sets at all are not among them.
 */
export function findUnsetReads(body: readonly Stmt[]): Name[] {
  const finder = new Finder();
  finder.block(body, new Scope(["shortcut_input"]));
  return [...finder.found.values()].filter(({ id }) => finder.set.has(id));
}

class Finder {
  readonly found = new Map<string, Name>();
  /** Names that some statement sets. */
  readonly set = new Set<string>();

  block(statements: readonly Stmt[], scope: Scope): void {
    for (const statement of statements) this.#statement(statement, scope);
  }

  #bind(targets: readonly string[], scope: Scope): void {
    for (const target of targets) {
      this.set.add(target);
      scope.bind(target);
    }
  }

  #statement(statement: Stmt, scope: Scope): void {
    switch (statement.kind) {
      case "Assign":
        this.#read(statement.value, scope);
        return this.#bind(statement.targets, scope);
      case "ExprStmt":
        this.#read(statement.value, scope);
        return;
      case "Return":
        if (statement.value) this.#read(statement.value, scope);
        scope.ended = true;
        return;
      case "If": {
        const { test, body, elifs, orelse } = statement;
        this.#read(test, scope);
        const branches = [{ test, body }, ...elifs, { test: undefined, body: orelse?.body ?? [] }];
        const scopes = branches.map((branch) => {
          const inner = scope.branch();
          if (branch.test && branch.test !== test) this.#read(branch.test, scope);
          this.block(branch.body, inner);
          return inner;
        });
        return scope.join(scopes);
      }
      case "For": {
        this.#read(statement.iter, scope);
        const inner = scope.branch();
        this.#bind(statement.targets, inner);
        return this.block(statement.body, inner);
      }
      case "Match": {
        this.#read(statement.subject, scope);
        const scopes = statement.cases.map((item) => {
          const inner = scope.branch();
          // What stands before the first case of a menu never runs.
          inner.ended = isNever(item);
          if (item.pattern.kind === "Name") inner.bind(item.pattern.id);
          if (item.guard) this.#read(item.guard, inner);
          this.block(item.body, inner);
          return inner;
        });
        // One of the cases always runs.
        return scope.join(scopes);
      }
    }
  }

  #read(expr: Expr, scope: Scope): void {
    switch (expr.kind) {
      case "Name":
        if (!scope.has(expr.id) && !scope.ended && !this.found.has(expr.id)) this.found.set(expr.id, expr);
        return;
      case "FString":
        for (const part of expr.parts) if (typeof part !== "string") this.#read(part, scope);
        return;
      case "Call":
        if (expr.func.kind !== "Name") this.#read(expr.func, scope);
        for (const arg of expr.args) this.#read(arg, scope);
        for (const { value } of expr.keywords) this.#read(value, scope);
        return;
      case "Attribute":
      case "Not":
        return this.#read(expr.value, scope);
      case "Subscript":
        this.#read(expr.value, scope);
        return this.#read(expr.index, scope);
      case "List":
        for (const item of expr.items) this.#read(item, scope);
        return;
      case "Dict":
        for (const { key, value } of expr.entries) {
          this.#read(key, scope);
          this.#read(value, scope);
        }
        return;
      case "Compare":
        this.#read(expr.left, scope);
        for (const right of expr.rights) this.#read(right, scope);
        return;
      case "BoolOp":
        for (const value of expr.values) this.#read(value, scope);
        return;
      case "BinOp":
        this.#read(expr.left, scope);
        this.#read(expr.right, scope);
    }
  }
}
