/** The grammar of `match` and its cases. */
import type { IToken, TokenType } from "chevrotain";
import type { Comment, Expr, Match, Name, Pattern, Stmt } from "../ast.ts";
import { wholeExpression } from "./expressions.ts";
import type { Operand } from "./operators.ts";
import { commentOf, type Parser, rangeOf } from "./parser.ts";
import { colon, missingBlock, readOrRecover, skipStray } from "./recovery.ts";
import type { Rules } from "./rules.ts";
import { checkTuple } from "./simple-statements.ts";
import { T } from "./tokens.ts";

type MatchRules = "matchStatement" | "cases" | "caseClause";

export function defineMatch(p: Parser, rules: Rules): Pick<Rules, MatchRules> {
  return {
    matchStatement: p.RULE("matchStatement", () => {
      const { startOffset } = p.CONSUME(T.Match);
      const subject = wholeExpression(p, rules, 1);
      checkTuple(p);
      colon(p, 1);
      const range = p.upToHere(startOffset);
      const head = p.LA(0);
      const statement: Match = { kind: "Match", subject, lead: [], cases: [], range };
      p.add(statement);
      p.CONSUME(T.Newline);
      const block = p.OPTION(() => {
        p.CONSUME(T.Indent);
        p.SUBRULE(rules.cases, { ARGS: [statement] });
        return p.CONSUME(T.Dedent);
      });
      if (block === undefined) p.ACTION(() => missingBlock(p, head));
    }),
    cases: p.RULE("cases", (statement: Match) => readCases(p, rules, statement)),
    caseClause: p.RULE("caseClause", (statement: Match, comments: Stmt[]) =>
      readCase(p, rules, statement, comments),
    ),
  };
}

function readCases(p: Parser, rules: Rules, statement: Match): void {
  let comments: Stmt[] = [];
  do {
    p.MANY(() => {
      p.OR([
        { ALT: () => comments.push(commentOf(p.CONSUME(T.Comment))) },
        { ALT: () => comments.push(commentOf(p.CONSUME(T.ClauseComment))) },
        {
          ALT: () =>
            readOrRecover(p, rules, () => {
              p.SUBRULE(rules.caseClause, { ARGS: [statement, comments] });
              comments = [];
            }),
        },
      ]);
    });
  } while (skipStray(p, rules, "`case`"));
  p.ACTION(() => {
    const last = statement.cases.at(-1)?.body ?? p.body;
    last.push(...comments);
  });
}

/** Comments before the first case belong to the `match`, those before another to its body. */
function readCase(p: Parser, rules: Rules, statement: Match, comments: Stmt[]): void {
  const { startOffset } = p.CONSUME(T.Case);
  const { first, others, bar } = readAlternatives(p, rules);
  const pattern = p.ACTION(() => patternOf([first, ...others], p.LA(1).tokenType === T.If));
  p.ACTION(() => checkPattern(p, pattern ?? first, bar));
  let guard: Expr | undefined;
  p.OPTION(() => {
    p.CONSUME(T.If);
    guard = wholeExpression(p, rules, 1);
  });
  colon(p, 1);
  const range = p.upToHere(startOffset);
  const body = p.SUBRULE(rules.block);
  p.ACTION(() => {
    const isFirst = statement.cases.length === 0;
    if (isFirst) statement.lead.push(...(comments as Comment[]));
    if (pattern === undefined) p.body.push(...body);
    else {
      const all = isFirst ? body : comments.concat(body);
      statement.cases.push({ pattern, ...(guard && { guard }), body: all, range });
    }
  });
}

/** What stands between `|`s, and the first of those. */
function readAlternatives(
  p: Parser,
  rules: Rules,
): { first: Operand; others: Operand[]; bar: IToken | undefined } {
  const first = p.SUBRULE(rules.operand);
  const others: Operand[] = [];
  let bar: IToken | undefined;
  p.MANY({
    GATE: () => p.LA(1).image === "|",
    DEF: () => {
      const token = p.CONSUME(T.Operator);
      bar ??= token;
      others.push(p.SUBRULE2(rules.operand));
    },
  });
  return { first, others, bar };
}

/** `case a | b`, `case a, b`, `case a as b`. */
const PATTERN_GOES_ON: ReadonlySet<TokenType> = new Set([T.Operator, T.Comma, T.As]);

function checkPattern(p: Parser, pattern: Pattern | Operand, bar: IToken | undefined): void {
  const token = p.LA(1);
  const isGuarded = token.tokenType === T.If;
  const isWhole = isGuarded || token.tokenType === T.Colon || token.tokenType === T.Newline;
  const range = !isWhole ? rangeOf(token) : bar ? rangeOf(bar) : pattern.range!;
  if (!isWhole && !PATTERN_GOES_ON.has(token.tokenType)) return;
  if ((!isWhole || !isPattern(pattern, isGuarded)) && !p.problems.hasWithin(range.start, range.end)) {
    if (isWhole && (pattern.kind === "Num" || pattern.kind === "Foreign")) p.tolerable("pattern", range);
    else p.outside("pattern", range);
  }
  if (!isGuarded) p.skipTo(T.Colon);
}

/** Whether a pattern is part of the dialect; a name is one in front of a guard. */
function isPattern(expr: Pattern | Operand, isGuarded: boolean): boolean {
  if (expr.kind === "Name") return isGuarded || expr.id === "_";
  return expr.kind === "Str" || expr.kind === "Constant";
}

/** The pattern that alternatives make; undefined if one of them is none. */
function patternOf(operands: Operand[], isGuarded: boolean): Pattern | undefined {
  const [first] = operands as [Operand];
  const items = operands.filter(
    (item) => item.kind === "Str" || item.kind === "Num" || item.kind === "Constant",
  );
  if (items.length < operands.length)
    return operands.length === 1 && isPattern(first, isGuarded) ? (first as Name) : undefined;
  if (items.length === 1) return items[0];
  const range = { start: items[0]!.range!.start, end: items.at(-1)!.range!.end };
  return { kind: "Foreign", what: { kind: "Alternatives", items }, range };
}
