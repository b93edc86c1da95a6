/** The grammar of assignments, and of values that stand alone. */
import type { IToken } from "chevrotain";
import { isBinaryOp, type Assign, type Expr, type Stmt, type Subscript } from "../ast.ts";
import { startOf, wholeExpression } from "./expressions.ts";
import { describeAugmented } from "./outside.ts";
import { type Parser, rangeOf } from "./parser.ts";
import type { Rules } from "./rules.ts";
import { checkTuple } from "./simple-statements.ts";
import { T } from "./tokens.ts";

type Assignments = "expressionStatement" | "restOfStatement" | "restOfAssignment" | "unpacking";

export function defineAssignments(p: Parser, rules: Rules): Pick<Rules, Assignments> {
  return {
    expressionStatement: p.RULE("expressionStatement", () => {
      const first = wholeExpression(p, rules, 1);
      p.SUBRULE(rules.restOfStatement, { ARGS: [first] });
    }),
    restOfStatement: p.RULE("restOfStatement", (first: Expr) => {
      let isAlone = true;
      p.OPTION(() => {
        isAlone = false;
        const statement = p.OR<Stmt | undefined>([
          {
            ALT: () => {
              p.CONSUME(T.Assign);
              const value = wholeExpression(p, rules, 2);
              return p.SUBRULE(rules.restOfAssignment, { ARGS: [first, value] });
            },
          },
          { ALT: () => annotated(p, rules, first) },
          {
            ALT: () => {
              const token = p.CONSUME(T.AugmentedAssign);
              const value = wholeExpression(p, rules, 4);
              checkTuple(p);
              return p.ACTION(() => augmented(p, first, token, value));
            },
          },
          {
            ALT: () => {
              const token = p.CONSUME(T.Comma);
              return p.SUBRULE(rules.unpacking, { ARGS: [token, first] });
            },
          },
        ]);
        if (statement !== undefined) p.add(statement);
      });
      if (isAlone) p.ACTION(() => addValue(p, first));
    }),
    restOfAssignment: p.RULE("restOfAssignment", (first: Expr, second: Expr) => {
      const values = [first, second];
      checkTuple(p);
      p.MANY(() => {
        p.CONSUME(T.Assign);
        values.push(wholeExpression(p, rules, 1));
        checkTuple(p);
      });
      return p.ACTION(() => assignment(p, values));
    }),
    unpacking: p.RULE("unpacking", (comma: IToken, first: Expr) => {
      const targets = [first];
      p.OPTION(() => {
        targets.push(wholeExpression(p, rules, 1));
        p.MANY(() => {
          p.CONSUME(T.Comma);
          p.OPTION2(() => targets.push(wholeExpression(p, rules, 2)));
        });
      });
      const values = p.OPTION3(() => {
        p.CONSUME(T.Assign);
        const values = [wholeExpression(p, rules, 3)];
        p.MANY2(() => {
          p.CONSUME2(T.Comma);
          p.OPTION4(() => values.push(wholeExpression(p, rules, 4)));
        });
        return values;
      });
      return p.ACTION(() => unpacked(p, comma, targets, values));
    }),
  };
}

/**
 * A line that starts with a name. Nearly all are a value, or a value and the name that it is given to, and nothing else:
 * the rules would read the same, by way of five of them. Says whether there is such a line; nothing of any other is read.
 */
export function plainLine(p: Parser, rules: Rules): boolean {
  if (p.RECORDING_PHASE || p.LA(1).tokenType !== T.Name) return false;
  const first = wholeExpression(p, rules, 1);
  const { tokenType } = p.LA(1);
  if (tokenType === T.Newline) {
    addValue(p, first);
  } else if (tokenType === T.Assign && first.kind === "Name") {
    p.SKIP_TOKEN();
    const value = wholeExpression(p, rules, 2);
    const isAll = p.LA(1).tokenType === T.Newline;
    const statement = isAll
      ? assigned(p, first, [first.id], value)
      : p.SUBRULE(rules.restOfAssignment, { ARGS: [first, value] });
    if (statement !== undefined) p.add(statement);
  } else {
    p.SUBRULE(rules.restOfStatement, { ARGS: [first] });
  }
  if (p.LA(1).tokenType === T.Newline) p.SKIP_TOKEN();
  else p.SUBRULE(rules.endOfLine);
  return true;
}

/** A value that stands alone. */
function addValue(p: Parser, value: Expr): void {
  const range = p.upToHere(startOf(value));
  p.add({ kind: "ExprStmt", action: undefined, value, apart: undefined, range });
}

/** An assignment, behind it. */
function assigned(p: Parser, first: Expr, targets: string[], value: Expr, annotation?: string): Assign {
  const range = p.upToHere(startOf(first));
  return { kind: "Assign", action: undefined, targets, annotation, value, apart: undefined, range };
}

/** `a = b = value`. */
function assignment(p: Parser, values: Expr[]): Stmt | undefined {
  const first = values[0]!;
  const value = values.pop()!;
  if (first.kind === "Subscript" && values.length === 1) return setItem(p, first, value);
  const targets = values.map((target) => targetName(p, target));
  return targets.includes(undefined) ? undefined : assigned(p, first, targets as string[], value);
}

/** `a: annotation = value`, behind `a`. */
function annotated(p: Parser, rules: Rules, first: Expr): Stmt | undefined {
  const colon = p.CONSUME(T.Colon);
  const annotation = p.SUBRULE(rules.annotation);
  const value = p.OPTION2(() => {
    p.CONSUME2(T.Assign);
    return wholeExpression(p, rules, 3);
  });
  checkTuple(p);
  return p.ACTION(() => {
    const target = targetName(p, first);
    if (value === undefined) p.tolerable("declaration", rangeOf(colon));
    if (value === undefined || target === undefined) return undefined;
    return assigned(p, first, [target], value, annotation);
  });
}

function unpacked(p: Parser, comma: IToken, targets: Expr[], values: Expr[] | undefined): Stmt | undefined {
  if (values === undefined) {
    p.outside("tuple", rangeOf(comma));
    return undefined;
  }
  const names = targets.flatMap((target) => (target.kind === "Name" ? [target.id] : []));
  // Behind it may stand a second `=`.
  if (names.length < targets.length || p.LA(1).tokenType === T.Assign) {
    p.outside("unpacking", rangeOf(comma));
    p.skipTo(T.Semicolon);
    return undefined;
  }
  p.tolerable("unpacking", rangeOf(comma));
  const range = p.upToHere(startOf(targets[0]!));
  return { kind: "ForeignStmt", what: { kind: "Unpack", targets: names, values }, range };
}

/** `d[key] = value`. */
function setItem(p: Parser, target: Subscript, value: Expr): Stmt | undefined {
  const { start, end } = target.range!;
  if (p.problems.hasWithin(start, end)) return undefined;
  if (target.value.kind !== "Name" || target.index.kind === "Foreign") {
    p.outside("item", { start, end });
    return undefined;
  }
  p.tolerable("item", { start, end });
  return { kind: "ForeignStmt", what: { kind: "SetItem", target, value }, range: p.upToHere(start) };
}

/** `x += y` is `x = x + y`: values of shortcuts never change in place. */
function augmented(p: Parser, target: Expr, token: IToken, right: Expr): Stmt | undefined {
  const op = token.image.slice(0, -1);
  const { start, end } = rangeOf(token);
  const isKnown = ["+", "-", "*", "/", "//", "%", "**"].includes(op);
  if (!isKnown || (target.kind !== "Name" && target.kind !== "Subscript")) {
    p.problems.add("outside", start, end, ...describeAugmented(token.image));
    return undefined;
  }
  p.problems.addTolerable(start, end, ...describeAugmented(token.image));
  const range = { start: target.range!.start, end: right.range!.end };
  const value: Expr = isBinaryOp(op)
    ? { kind: "BinOp", left: target, op, right, range }
    : { kind: "Foreign", what: { kind: "Operation", left: target, op, right }, range };
  if (target.kind === "Subscript") return setItem(p, target, value);
  return assigned(p, target, [target.id], value);
}

function targetName(p: Parser, target: Expr): string | undefined {
  if (target.kind === "Name") return target.id;
  p.ACTION(() => {
    const range = target.range!;
    if (target.kind === "Attribute") p.outside("attribute", range);
    else if (target.kind === "Subscript") p.outside("item", range);
    else if (target.kind === "List") p.outside("unpacking", range);
    else if (!p.problems.hasWithin(range.start, range.end)) {
      const hint = "`=` assigns to a name at the start of a line; `==` compares.";
      p.problems.add("target", range.start, range.end, "Only a name can be assigned to.", hint);
    }
  });
  return undefined;
}
