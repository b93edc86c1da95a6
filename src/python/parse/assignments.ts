/** The grammar of assignments, and of values that stand alone. */
import type { IToken } from "chevrotain";
import { isBinaryOp, type Expr, type Stmt, type Subscript } from "../ast.ts";
import { wholeExpression } from "./expressions.ts";
import { describeAugmented } from "./outside.ts";
import { type Parser, rangeOf } from "./parser.ts";
import type { Rules } from "./rules.ts";
import { checkTuple } from "./simple-statements.ts";
import { T } from "./tokens.ts";

type Assignments = "expressionStatement" | "unpacking";

export function defineAssignments(p: Parser, rules: Rules): Pick<Rules, Assignments> {
  return {
    expressionStatement: p.RULE("expressionStatement", () => {
      const first = wholeExpression(p, rules, 1);
      let statement: Stmt | undefined = { kind: "ExprStmt", value: first };
      p.OPTION(() => {
        statement = p.OR<Stmt | undefined>([
          { ALT: () => assignment(p, rules, first) },
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
      });
      if (statement === undefined) return;
      p.ACTION(() => {
        statement!.range = p.upToHere(first.range!.start);
        p.add(statement!);
      });
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

/** `a = b = value`, behind `a`. */
function assignment(p: Parser, rules: Rules, first: Expr): Stmt | undefined {
  const values = [first];
  p.AT_LEAST_ONE(() => {
    p.CONSUME(T.Assign);
    values.push(wholeExpression(p, rules, 2));
    checkTuple(p);
  });
  const value = values.pop()!;
  const [target] = values;
  if (target?.kind === "Subscript" && values.length === 1) return p.ACTION(() => setItem(p, target, value));
  const targets = values.map((target) => targetName(p, target));
  if (targets.includes(undefined)) return undefined;
  return { kind: "Assign", targets: targets as string[], value };
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
  const target = targetName(p, first);
  p.ACTION(() => {
    if (value === undefined) p.tolerable("declaration", rangeOf(colon));
  });
  if (value === undefined || target === undefined) return undefined;
  return { kind: "Assign", targets: [target], annotation, value };
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
  return { kind: "ForeignStmt", what: { kind: "Unpack", targets: names, values } };
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
  return { kind: "ForeignStmt", what: { kind: "SetItem", target, value } };
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
  return { kind: "Assign", targets: [target.id], value };
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
