import type { Expr, Stmt } from "../python/ast.ts";
import { calledName, OUTPUT_MARK } from "../context/matching.ts";
import { isResultName } from "../passes/name-patterns.ts";
import { statementsIn } from "../python/rewrite.ts";
import { expressionsOf } from "../python/walk.ts";

/**
 * Names that a type checker would misunderstand: bound to a literal of Python's own types, or the parameter of the
 * function, and then used as what the app makes of it. A text has keys there, and a list has a name. They are annotated
 * where they are first set, `text: Output = "..."`, or `Text: Variable = "..."` for a variable of the shortcut; both are
 * any value of the app.
 *
 * @returns the parameters to annotate, and the annotations that are used.
 */
export function annotateForCheckers(
  body: readonly Stmt[],
  parameters: readonly string[],
  isVariable: (name: string) => boolean,
): { parameters: Set<string>; used: Set<"Variable" | "Output"> } {
  const uses: Uses = { parameters, deep: new Set(), any: new Set(), passed: new Set(), copies: [] };
  const literals = new Map<string, Stmt & { kind: "Assign" }>();
  collect(body, uses, literals);
  // Whoever uses a copy uses what it is a copy of; a chain of copies is as long as the list of them at most.
  for (let before = -1; before !== uses.any.size;) {
    before = uses.any.size;
    for (const [copy, of] of uses.copies) {
      if (uses.any.has(copy)) uses.any.add(of);
      if (uses.deep.has(copy)) uses.deep.add(of);
    }
  }
  const annotated = [...literals].filter(([name, { value }]) => {
    // A list that starts empty may be filled with anything, and gives it back.
    const isEmptyList = value.kind === "List" && value.items.length === 0;
    return (isEmptyList ? uses.deep : uses.any).has(name) && !parameters.includes(name);
  });
  const typed = new Set(parameters.filter((name) => uses.any.has(name) || uses.passed.has(name)));
  const used = new Set<"Variable" | "Output">(typed.size > 0 ? ["Variable"] : []);
  for (const [name, statement] of annotated) {
    // The mark of an output, on the result of a block, says that several blocks share it.
    const mark = isVariable(name) || isResultName(name) ? "Variable" : OUTPUT_MARK;
    statement.annotation ??= mark;
    used.add(mark);
  }
  return { parameters: typed, used };
}

/** Names that are used by more than being passed on. */
interface Uses {
  parameters: readonly string[];
  /** By a property, a key, a comparison, a calculation. */
  deep: Set<string>;
  /** The same, or by going through their items or adding one. */
  any: Set<string>;
  /** Parameters that are handed to an action, which what may be None must not be. */
  passed: Set<string>;
  /** Names that are set to other names, with these. */
  copies: [copy: string, of: string][];
}

/** Functions whose results a checker takes for Python's own. */
const BUILTINS: ReadonlySet<string> = new Set(["bool", "dict", "float", "input", "str"]);

/** Whether a value that is no name is one of them. */
function isPlain(value: Expr): boolean {
  if (value.kind === "Call") return BUILTINS.has(calledName(value) ?? "");
  // What is calculated with values of the app is one of its values.
  return value.kind !== "Attribute" && value.kind !== "Subscript" && value.kind !== "BinOp";
}

function collect(body: readonly Stmt[], uses: Uses, literals: Map<string, Stmt & { kind: "Assign" }>): void {
  for (const statement of statementsIn(body)) {
    switch (statement.kind) {
      case "Assign": {
        visit(statement.value, uses);
        const [name] = statement.targets;
        if (statement.value.kind === "Name") {
          for (const target of statement.targets) uses.copies.push([target, statement.value.id]);
        } else if (isPlain(statement.value) && statement.targets.length === 1 && !literals.has(name!)) {
          literals.set(name!, statement);
        }
        break;
      }
      case "ExprStmt":
        visit(statement.value, uses);
        break;
      case "For":
        visit(statement.iter, uses);
        goThrough(statement.iter, uses);
        if (statement.iter.kind === "Call") for (const arg of statement.iter.args) goThrough(arg, uses);
        break;
      default:
        for (const expr of expressionsOf(statement)) visit(expr, uses);
    }
  }
}

/** Notes a name whose items a repeat goes through; looks into anything else. */
function goThrough(part: Expr, uses: Uses): void {
  if (part.kind === "Name") uses.any.add(part.id);
  else visit(part, uses);
}

/** Notes a name that is used by a property, a key, a comparison or a calculation; looks into anything else. */
function use(part: Expr, uses: Uses): void {
  if (part.kind !== "Name") return visit(part, uses);
  uses.any.add(part.id);
  uses.deep.add(part.id);
}

/** Collects the names that are used by more than being passed on. */
function visit(expr: Expr, uses: Uses): void {
  switch (expr.kind) {
    case "Str":
    case "Name":
      return;
    case "Attribute":
      return use(expr.value, uses);
    case "Subscript":
      use(expr.value, uses);
      return visit(expr.index, uses);
    case "Compare":
      use(expr.left, uses);
      for (const right of expr.rights) use(right, uses);
      return;
    case "BinOp":
      use(expr.left, uses);
      return use(expr.right, uses);
    case "Call":
      if (expr.func.kind === "Attribute") {
        const { value, attr } = expr.func;
        if (attr === "append" && value.kind === "Name") uses.any.add(value.id);
        else use(value, uses);
      }
      if (expr.args.length > 0) {
        const look = BUILTINS.has(calledName(expr) ?? "") ? use : visit;
        for (const arg of expr.args) look(arg, uses);
      }
      for (const { value } of expr.keywords) {
        if (value.kind !== "Name") visit(value, uses);
        else if (uses.parameters.includes(value.id)) uses.passed.add(value.id);
      }
      return;
    case "FString":
      for (const part of expr.parts) if (typeof part !== "string") visit(part, uses);
      return;
    case "List":
      for (const item of expr.items) visit(item, uses);
      return;
    case "Dict":
      for (const { key, value } of expr.entries) {
        visit(key, uses);
        visit(value, uses);
      }
      return;
    case "BoolOp":
      for (const value of expr.values) visit(value, uses);
      return;
    case "Not":
      return visit(expr.value, uses);
  }
}
