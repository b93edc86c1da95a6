/** Operands and operators in a row: what belongs together. */
import {
  isBinaryOp,
  type BoolOp,
  type CompareOp,
  type Expr,
  type Foreign,
  type ForeignExpr,
  type Range,
} from "../ast.ts";
import type { Problems } from "./problems.ts";
import { describeOperator } from "./outside.ts";

/** `not`s before a value: how much they take in depends on the operators behind it. */
export interface Negation {
  kind: "Negation";
  value: Expr;
  /** Where each `not` starts. */
  nots: number[];
  range: Range;
}

export type Operand = Expr | Negation;

export interface Operator {
  /** `not in` with one blank. */
  spelling: string;
  range: Range;
}

const COMPARE_OPS: ReadonlySet<string> = new Set(["==", "!=", "<", "<=", ">", ">=", "in", "not in"]);

/**
 * The tree of `operands[0] operators[0] operands[1]` ... Where an operator is not in the dialect, the problem is told
 * and the first operand stands for all of it.
 */
export function joinOperands(operands: Operand[], operators: Operator[], problems: Problems): Expr {
  let isSound = true;
  operators.forEach(({ spelling, range }, i) => {
    // An `else` goes with its `if`.
    if (spelling === "else") return;
    const outside = describeOperator(spelling);
    if (outside === undefined) return;
    if (isTolerable(operands, operators, i)) {
      problems.addTolerable(range.start, range.end, ...outside);
    } else {
      problems.add("outside", range.start, range.end, ...outside);
      isSound = false;
    }
  });
  return isSound ? new Joiner(operands, operators, problems).conditional() : withoutNots(operands[0]!);
}

const TOLERABLE: ReadonlySet<string> = new Set(["//", "**", "is", "if"]);

/** Whether the tree can hold an operator: an `if` has its `else`, and a sign before `**` would belong to the whole. */
function isTolerable(operands: Operand[], operators: Operator[], i: number): boolean {
  const { spelling } = operators[i]!;
  const left = operands[i]!;
  if (spelling === "if") {
    const rest = operators.slice(i).map((operator) => operator.spelling);
    return rest.filter((op) => op === "else").length === rest.filter((op) => op === "if").length;
  }
  if (spelling === "**")
    return left.kind !== "Foreign" && !(left.kind === "Num" && left.text.startsWith("-"));
  return TOLERABLE.has(spelling);
}

function withoutNots(operand: Operand): Expr {
  return operand.kind === "Negation" ? operand.value : operand;
}

function joinRanges(first: Expr, last: Expr): Range {
  return { start: first.range!.start, end: last.range!.end };
}

const PRODUCT_OPS: ReadonlySet<string> = new Set(["*", "/", "//", "%"]);

function foreign(what: ForeignExpr, first: Expr, last: Expr): Foreign {
  return { kind: "Foreign", what, range: joinRanges(first, last) };
}

/** One method for each strength, the weakest first. */
class Joiner {
  private readonly operands: Operand[];
  private readonly operators: Operator[];
  private readonly problems: Problems;
  /** The operand that comes next; the operator behind it has the same index. */
  private at = 0;

  constructor(operands: Operand[], operators: Operator[], problems: Problems) {
    this.operands = operands;
    this.operators = operators;
    this.problems = problems;
  }

  conditional(): Expr {
    const body = this.or();
    if (this.next !== "if") return body;
    // Every `if` has its `else`, see `isTolerable`.
    const test = this.or();
    const orelse = this.conditional();
    return foreign({ kind: "IfExp", test, body, orelse }, body, orelse);
  }

  private or(): Expr {
    return this.boolean("or", () => this.boolean("and", () => this.not()));
  }

  /** The operator behind the operand that was taken last. */
  private get next(): string | undefined {
    return this.operators[this.at - 1]?.spelling;
  }

  private boolean(op: BoolOp["op"], operand: () => Expr): Expr {
    const first = operand();
    if (this.next !== op) return first;
    const values = [first];
    while (this.next === op) values.push(operand());
    return { kind: "BoolOp", op, values, range: joinRanges(first, values.at(-1)!) };
  }

  private not(): Expr {
    const operand = this.operands[this.at]!;
    const value = this.comparison();
    if (operand.kind !== "Negation") return value;
    return operand.nots.reduceRight<Expr>(
      (inner, start) => ({ kind: "Not", value: inner, range: { start, end: inner.range!.end } }),
      value,
    );
  }

  private comparison(): Expr {
    const left = this.sum(true);
    if (this.next === "is") {
      const operand = this.operands[this.at]!;
      const isNegated = operand.kind === "Negation" && operand.nots.length === 1;
      const right = this.sum(isNegated);
      return foreign({ kind: "Is", left, isNegated, right }, left, right);
    }
    if (this.next === undefined || !COMPARE_OPS.has(this.next)) return left;
    const ops: CompareOp[] = [];
    const rights: Expr[] = [];
    while (this.next !== undefined && COMPARE_OPS.has(this.next)) {
      ops.push(this.next as CompareOp);
      rights.push(this.sum(false));
    }
    return { kind: "Compare", left, ops, rights, range: joinRanges(left, rights.at(-1)!) };
  }

  private sum(mayHaveNot: boolean): Expr {
    let left = this.product(mayHaveNot);
    while (this.next === "+" || this.next === "-") {
      const op = this.next;
      const right = this.product(false);
      left = { kind: "BinOp", left, op, right, range: joinRanges(left, right) };
    }
    return left;
  }

  private product(mayHaveNot: boolean): Expr {
    let left = this.power(mayHaveNot);
    while (this.next !== undefined && PRODUCT_OPS.has(this.next)) {
      const op = this.next;
      const right = this.power(false);
      left = isBinaryOp(op)
        ? { kind: "BinOp", left, op, right, range: joinRanges(left, right) }
        : foreign({ kind: "Operation", left, op, right }, left, right);
    }
    return left;
  }

  private power(mayHaveNot: boolean): Expr {
    const left = this.operand(mayHaveNot);
    if (this.next !== "**") return left;
    const right = this.power(false);
    return foreign({ kind: "Operation", left, op: "**", right }, left, right);
  }

  private operand(mayHaveNot: boolean): Expr {
    const operand = this.operands[this.at++]!;
    if (operand.kind === "Negation" && !mayHaveNot) {
      const start = operand.nots[0]!;
      const hint = "Put parentheses around the `not` and what it negates.";
      this.problems.add("unexpected", start, start + 3, "A value is expected, not `not`.", hint);
    }
    return withoutNots(operand);
  }
}
