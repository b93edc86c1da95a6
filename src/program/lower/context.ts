import type { DiagnosticCode } from "../../diagnostics/catalogue.ts";
import type { Call, Expr, For, FunctionDef, Name, Stmt } from "../../python/ast.ts";
import type { ActionFacts } from "../../registry/lookup.ts";
import type { Kind } from "./kind.ts";
import type { Kinds } from "./kinds.ts";

/** What is known from outside of the program. */
export interface LowerFacts {
  readonly lookup: (identifier: string) => ActionFacts | undefined;
  readonly identifierOf: (functionName: string) => string | undefined;
  /** Whether actions may be added that the program only implies, and Python that the dialect does not have is read. */
  readonly tolerant: boolean;
  /** Whether the program carries metadata: then it says what a file has, be it what no app would write. */
  readonly isConverted: boolean;
  /** Says what is wrong with a program, or (SC6013) as what a part of it was read. */
  readonly report: (node: Expr | Stmt, code: DiagnosticCode, message: string, hint?: string) => void;
}

export interface Sharing {
  /** `d[key] = value`. */
  readonly changes: Set<Stmt>;
  /** `x = list(y)`. */
  readonly copies: Set<Stmt>;
}

/**
 * What the parts of the stage ask each other for: expressions hold tests, tests hold expressions, both hold
 * statements in the end.
 */
export interface LowerContext extends LowerFacts {
  readonly kinds: Kinds;
  /** Helper functions of the program that are written out where they are called. */
  readonly functions: Map<string, FunctionDef>;
  /** Statements that change a list or a dictionary, or copy one, where their form does not say it. */
  readonly sharing: Sharing;
  /** Functions that are being written out. */
  readonly inlining: Set<string>;
  /** Takes in the statements of a function that is written out. */
  writeOut(body: readonly Stmt[]): void;
  /** How often a function was written out. */
  readonly inlined: { count: number };
  /** Statements that have to stand before the one that is being read. */
  before: Stmt[];
  /** A name that nothing in the program has. */
  fresh(base: string): string;
  /** The kind of an expression's value; undefined where it is not known. */
  kind(expr: Expr): Kind | undefined;
  /** Whether a name that a repeat binds is read in it, or anywhere behind it. */
  isRead(name: string, repeat: For): boolean;
  /** Whether a call is that of an action. */
  isAction(call: Call): boolean;
  /** What an argument of an action can hold: a literal, a text with variables, a variable. */
  value(expr: Expr): Expr;
  /** A variable; anything else becomes an action of its own before the statement. */
  token(expr: Expr): Expr;
  /** What can stand behind `=`: also the call of an action. */
  whole(expr: Expr): Expr;
  /** `a % b` where only matters whether something is left. */
  remainder(expr: Expr): Expr;
  /** A condition that an If can test. */
  test(expr: Expr): Expr;
  /** Statements that give a name the value of an expression. */
  assign(target: string, value: Expr, origin: Stmt): Stmt[];
  /** Statements of a block. */
  block(statements: readonly Stmt[]): Stmt[];
  /** Makes an action of its own of a value, before the statement. */
  hoist(value: Expr, node: Expr): Name;
  /** Runs a reading, and gives what it wants to stand before the statement beside its result. */
  apart<Result>(read: () => Result): { result: Result; before: Stmt[] };
  /** Says that a part was read as something else. */
  readAs(node: Expr | Stmt, what: string): void;
}

/** The same expression with a place in the text. */
export function at<Node extends Expr | Stmt>(node: Pick<Stmt, "range">, made: Node): Node {
  if (!node.range || made.range) return made;
  const copy = { ...made };
  copy.range = node.range;
  return copy;
}
