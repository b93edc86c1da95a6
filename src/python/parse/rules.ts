/** The rules of the grammar by name, which is how they use each other whatever file they stand in. */
import type { IToken, ParserMethod } from "chevrotain";
import type { Call, Expr, FString, FunctionDef, Match, Stmt } from "../ast.ts";
import type { Operand } from "./operators.ts";

type Rule<Args extends unknown[], Result> = ParserMethod<Args, Result>;

export interface Rules {
  // expressions.ts
  expression: Rule<[], Expr>;
  /** What stands between operators: a value and what hangs on it, or such a value with signs and `not`s before it. */
  operand: Rule<[], Operand>;

  // brackets.ts
  callArguments: Rule<[], Pick<Call, "args" | "keywords">>;
  subscript: Rule<[], Expr>;
  /** What follows the element: `for targets in iter if condition`. */
  comprehension: Rule<[element: Expr], Expr>;
  /** A value in parentheses, which are no part of it. */
  parentheses: Rule<[], Expr>;
  list: Rule<[], Expr>;
  braces: Rule<[], Expr>;
  fString: Rule<[], FString>;

  // simple-statements.ts
  /** A line of statements that hold no others. */
  simpleLine: Rule<[], void>;
  simpleStatement: Rule<[], void>;
  endOfLine: Rule<[], void>;
  expressionStatement: Rule<[], void>;
  /** What follows the first value of a statement, if anything. */
  restOfStatement: Rule<[first: Expr], void>;
  /** What follows `a = b`. */
  restOfAssignment: Rule<[first: Expr, second: Expr], Stmt | undefined>;
  /** A type. It may be any expression, as it means nothing here but its text. */
  annotation: Rule<[], string>;
  /** `a, b = value`, behind the first comma; the same without an assignment is a tuple. */
  unpacking: Rule<[comma: IToken, first: Expr], Stmt | undefined>;

  // imports.ts
  dottedName: Rule<[], string>;
  importStatement: Rule<[], void>;
  importFrom: Rule<[], void>;

  // blocks.ts
  statements: Rule<[], void>;
  statement: Rule<[], void>;
  /** What follows the head of a block. */
  block: Rule<[], Stmt[]>;
  ifStatement: Rule<[], void>;
  forStatement: Rule<[], void>;
  forTargets: Rule<[], string[]>;
  targetList: Rule<[targets: string[]], void>;

  // match-statement.ts
  matchStatement: Rule<[], void>;
  cases: Rule<[statement: Match], void>;
  caseClause: Rule<[statement: Match, comments: Stmt[]], void>;

  // function-def.ts
  functionDef: Rule<[], void>;
  parameter: Rule<[params: FunctionDef["params"]], void>;
}
