/** The grammar of statements that hold others, and of a whole file. */
import type { IOrAlt, IToken } from "chevrotain";
import type { For, If, Stmt } from "../ast.ts";
import { plainLine } from "./assignments.ts";
import { wholeExpression } from "./expressions.ts";
import { describeStatement } from "./outside.ts";
import { commentOf, type Parser, rangeOf } from "./parser.ts";
import { colon, missingBlock, readOrRecover, skipLineAndBlocks, skipStray } from "./recovery.ts";
import type { Rules } from "./rules.ts";
import { checkTuple } from "./simple-statements.ts";
import { T } from "./tokens.ts";

type Blocks =
  "statements" | "statement" | "block" | "ifStatement" | "forStatement" | "forTargets" | "targetList";

export function defineBlocks(p: Parser, rules: Rules): Pick<Rules, Blocks> {
  const forms = statementForms(p, rules);
  const readStatement = (): void => {
    if (!plainLine(p, rules)) p.SUBRULE(rules.statement);
  };
  return {
    statements: p.RULE("statements", () => {
      do {
        p.MANY(() => readOrRecover(p, rules, readStatement));
      } while (skipStray(p, rules));
    }),
    statement: p.RULE("statement", () => {
      p.OR(forms);
    }),
    block: p.RULE("block", () => readBlock(p, rules)),
    ifStatement: p.RULE("ifStatement", () => readIf(p, rules)),
    forStatement: p.RULE("forStatement", () => readFor(p, rules)),
    forTargets: p.RULE("forTargets", () => readForTargets(p, rules)),
    targetList: p.RULE("targetList", (targets: string[]) => {
      const name = p.CONSUME(T.Name).image;
      p.ACTION(() => targets.push(name));
      p.MANY(() => {
        p.CONSUME(T.Comma);
        p.OPTION(() => {
          const more = p.CONSUME2(T.Name).image;
          p.ACTION(() => targets.push(more));
        });
      });
    }),
  };
}

function statementForms(p: Parser, rules: Rules): IOrAlt<void>[] {
  return [
    { ALT: () => p.SUBRULE(rules.simpleLine) },
    { ALT: () => p.SUBRULE(rules.ifStatement) },
    { ALT: () => p.SUBRULE(rules.forStatement) },
    { ALT: () => p.SUBRULE(rules.matchStatement) },
    { ALT: () => p.SUBRULE(rules.functionDef) },
    ...[T.Comment, T.ClauseComment].map((type) => ({ ALT: () => p.add(commentOf(p.CONSUME(type))) })),
    ...[T.OutsideBlock, T.Async].map((type) => ({
      ALT: () => outsideStatement(p, rules, p.CONSUME(type)),
    })),
    {
      ALT: () => {
        const token = p.CONSUME(T.At);
        p.ACTION(() => {
          p.outside("decorator", rangeOf(token));
          p.skipTo();
        });
        p.CONSUME(T.Newline);
      },
    },
  ];
}

function outsideStatement(p: Parser, rules: Rules, token: IToken): void {
  p.ACTION(() => {
    const { start, end } = rangeOf(token);
    p.problems.add("outside", start, end, ...describeStatement(token.image));
    skipLineAndBlocks(p, rules);
  });
}

function readBlock(p: Parser, rules: Rules): Stmt[] {
  const head = p.LA(0);
  const body: Stmt[] = [];
  const outer = p.body;
  p.body = body;
  p.OR([
    { ALT: () => p.SUBRULE(rules.simpleLine) },
    {
      ALT: () => {
        p.CONSUME(T.Newline);
        const block = p.OPTION(() => {
          p.CONSUME(T.Indent);
          p.SUBRULE(rules.statements);
          return p.CONSUME(T.Dedent);
        });
        if (block === undefined) p.ACTION(() => missingBlock(p, head));
      },
    },
  ]);
  p.body = outer;
  return body;
}

function readIf(p: Parser, rules: Rules): void {
  const { startOffset } = p.CONSUME(T.If);
  const test = wholeExpression(p, rules, 1);
  colon(p, 1);
  const range = p.upToHere(startOffset);
  const statement: If = {
    kind: "If",
    action: undefined,
    test,
    body: [],
    apart: undefined,
    elifs: [],
    orelse: undefined,
    range,
  };
  p.add(statement);
  statement.body = p.SUBRULE(rules.block);
  let comments: Stmt[] = [];
  p.MANY(() => {
    p.OR([
      { ALT: () => comments.push(commentOf(p.CONSUME(T.ClauseComment))) },
      {
        ALT: () => {
          const elif = p.CONSUME(T.Elif);
          p.ACTION(() => checkLastClause(p, statement, elif));
          const test = wholeExpression(p, rules, 2);
          colon(p, 2);
          const range = p.upToHere(elif.startOffset);
          const body = p.SUBRULE2(rules.block);
          statement.elifs.push({ test, body: comments.concat(body), range });
          comments = [];
        },
      },
      {
        ALT: () => {
          const token = p.CONSUME(T.Else);
          p.ACTION(() => checkLastClause(p, statement, token));
          colon(p, 3);
          const range = p.upToHere(token.startOffset);
          const body = p.SUBRULE3(rules.block);
          statement.orelse = { body: comments.concat(body), range };
          comments = [];
        },
      },
    ]);
  });
  for (const comment of comments) p.add(comment);
}

function checkLastClause(p: Parser, statement: If, token: IToken): void {
  if (statement.orelse === undefined) return;
  const { start, end } = rangeOf(token);
  const message = `An \`${token.image}\` stands behind the \`else\` of its \`if\`.`;
  p.problems.add("unexpected", start, end, message, "`else` comes last, and only once.");
}

function readFor(p: Parser, rules: Rules): void {
  const { startOffset } = p.CONSUME(T.For);
  const targets = p.SUBRULE(rules.forTargets);
  p.CONSUME(T.In);
  const iter = wholeExpression(p, rules, 1);
  checkTuple(p);
  colon(p, 1);
  const range = p.upToHere(startOffset);
  const statement: For = { kind: "For", action: undefined, targets, iter, apart: undefined, body: [], range };
  p.add(statement);
  statement.body = p.SUBRULE(rules.block);
  p.ACTION(() => {
    const token = p.LA(1);
    if (token.tokenType !== T.Else) return;
    p.outside("loopElse", rangeOf(token));
    skipLineAndBlocks(p, rules);
  });
}

function readForTargets(p: Parser, rules: Rules): string[] {
  const targets: string[] = [];
  const first = p.LA(1);
  p.OR([
    {
      ALT: () => {
        p.CONSUME(T.LParen);
        p.SUBRULE(rules.targetList, { ARGS: [targets] });
        p.CONSUME(T.RParen);
      },
    },
    { ALT: () => p.SUBRULE2(rules.targetList, { ARGS: [targets] }) },
  ]);
  p.ACTION(() => {
    // A part of something, as in `for x.y in z`, and more names behind parentheses.
    const goesOn = [T.Comma, T.Dot, T.LBracket].includes(p.LA(1).tokenType);
    if (targets.length > 2 || goesOn) {
      p.outside("loopTargets", p.upToHere(first.startOffset));
      p.skipTo(T.In);
    }
  });
  return targets;
}
