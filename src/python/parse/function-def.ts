/** The grammar of functions. */
import type { IToken } from "chevrotain";
import type { Expr, FunctionDef } from "../ast.ts";
import { wholeExpression } from "./expressions.ts";
import { type Parser, rangeOf } from "./parser.ts";
import { colon } from "./recovery.ts";
import type { Rules } from "./rules.ts";
import { T } from "./tokens.ts";

type Params = FunctionDef["params"];

export function defineFunctions(p: Parser, rules: Rules): Pick<Rules, "functionDef" | "parameter"> {
  return {
    functionDef: p.RULE("functionDef", () => readFunction(p, rules)),
    parameter: p.RULE("parameter", (params: Params) => {
      p.OR([
        {
          ALT: () => {
            const token = p.CONSUME(T.Name);
            const annotation = p.OPTION(() => {
              p.CONSUME(T.Colon);
              return p.SUBRULE(rules.annotation);
            });
            const value = p.OPTION2(() => {
              p.CONSUME(T.Assign);
              return wholeExpression(p, rules, 1);
            });
            p.ACTION(() => addParameter(p, params, token, annotation, value));
          },
        },
        { ALT: () => outsideParameter(p, "star", p.CONSUME(T.Star)) },
        { ALT: () => outsideParameter(p, "typeParameters", p.CONSUME(T.Operator)) },
      ]);
    }),
  };
}

function readFunction(p: Parser, rules: Rules): void {
  const { startOffset } = p.CONSUME(T.Def);
  const name = p.CONSUME(T.Name).image;
  p.CONSUME(T.LParen);
  const params: Params = [];
  p.MANY(() => {
    p.SUBRULE(rules.parameter, { ARGS: [params] });
    p.endItem(T.RParen);
    p.OPTION(p.comma);
  });
  p.CONSUME(T.RParen);
  p.OPTION2(() => {
    p.CONSUME(T.Arrow);
    p.SUBRULE(rules.annotation);
  });
  colon(p, 1);
  const range = p.upToHere(startOffset);
  const statement: FunctionDef = { kind: "FunctionDef", name, params, body: [], range };
  p.add(statement);
  p.ACTION(() => {
    if (p.functions > 0) p.tolerable("nestedFunction", range);
  });
  p.functions++;
  try {
    statement.body = p.SUBRULE(rules.block);
  } finally {
    p.functions--;
  }
}

function outsideParameter(p: Parser, construct: "star" | "typeParameters", token: IToken): void {
  p.ACTION(() => {
    p.outside(construct, rangeOf(token));
    p.skipTo(T.Comma);
  });
}

function addParameter(
  p: Parser,
  params: Params,
  token: IToken,
  annotation: string | undefined,
  value: Expr | undefined,
): void {
  const { start, end } = rangeOf(token);
  const name = token.image;
  if (params.some((param) => param.name === name)) {
    const message = `The parameter \`${name}\` is there twice.`;
    p.problems.add("argument", start, end, message, "Give it another name.");
  }
  if (value === undefined && params.at(-1)?.default !== undefined) {
    const message = "A parameter without a default stands behind one with a default.";
    p.problems.add("argument", start, end, message, `Give it one, such as \`${name}=None\`.`);
  }
  params.push({
    name,
    ...(annotation !== undefined && { annotation }),
    ...(value !== undefined && { default: value }),
    range: p.upToHere(start),
  });
}
