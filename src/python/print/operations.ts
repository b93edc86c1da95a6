import type { BinOp, BoolOp, Compare, Expr } from "../ast.ts";
import { BOOL_RANK } from "./brackets.ts";
import { Precedence, boolOperandPrecedence, precedence, rightPrecedence } from "./expression.ts";

/*
 * Operations as rows of operands, which break before their operators.
 */

export type Operation = BinOp | Compare | BoolOp;

/** An operand of a flattened operation, with the operator before it (none before the first). */
export interface Term {
  operator: string;
  /** The rank of the operator: {@link Precedence}, `and` and `or` alike. */
  rank: number;
  operand: Expr;
  parentheses: boolean;
}

/** Appends the operands of an operation, and of operands that are operations without parentheses. */
export function flatten(expr: Operation, terms: Term[], operator = "", rank = 0): void {
  const add = (operand: Expr, least: number, before: string, beforeRank: number): void => {
    const parentheses = precedence(operand) < least;
    if (isOperation(operand) && !parentheses) flatten(operand, terms, before, beforeRank);
    else terms.push({ operator: before, rank: beforeRank, operand, parentheses });
  };
  switch (expr.kind) {
    case "BinOp":
      add(expr.left, precedence(expr), operator, rank);
      add(expr.right, rightPrecedence(expr), expr.op, precedence(expr));
      return;
    case "Compare":
      add(expr.left, Precedence.add, operator, rank);
      expr.rights.forEach((right, index) => add(right, Precedence.add, expr.ops[index]!, Precedence.compare));
      return;
    case "BoolOp":
      expr.values.forEach((value, index) =>
        index === 0
          ? add(value, boolOperandPrecedence(expr), operator, rank)
          : add(value, boolOperandPrecedence(expr), expr.op, BOOL_RANK),
      );
      return;
  }
}

function isOperation(expr: Expr): expr is Operation {
  return expr.kind === "BinOp" || expr.kind === "Compare" || expr.kind === "BoolOp";
}
