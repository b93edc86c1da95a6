/** The grammar of blocks and of a whole file. */
import { type IOrAlt, type IToken, type ParserMethod, type TokenType } from "chevrotain";
import type { Comment, Expr, For, FunctionDef, If, Match, Name, Pattern, Stmt } from "../ast.ts";
import { rangeOf } from "./base-parser.ts";
import type { Operand } from "./operators.ts";
import { describeStatement } from "./outside.ts";
import { SimpleStatementParser } from "./simple-statements.ts";
import { T } from "./tokens.ts";

type Params = FunctionDef["params"];

export class StatementParser extends SimpleStatementParser {
  /** How many functions are open. */
  private functions = 0;

  constructor(validate = false) {
    super(validate);
    this.performSelfAnalysis();
  }

  override reset(): void {
    super.reset();
    this.functions = 0;
  }

  protected readonly statements: ParserMethod<[], void> = this.RULE("statements", () => {
    do {
      this.MANY(() => this.readOrRecover(() => this.SUBRULE(this.statement)));
    } while (this.skipStray());
  });

  private readonly statementForms: IOrAlt<void>[] = [
    { ALT: () => this.SUBRULE(this.simpleLine) },
    { ALT: () => this.SUBRULE(this.ifStatement) },
    { ALT: () => this.SUBRULE(this.forStatement) },
    { ALT: () => this.SUBRULE(this.matchStatement) },
    { ALT: () => this.SUBRULE(this.functionDef) },
    { ALT: () => this.add(commentOf(this.CONSUME(T.Comment))) },
    { ALT: () => this.add(commentOf(this.CONSUME(T.ClauseComment))) },
    { ALT: () => this.outsideStatement(this.CONSUME(T.OutsideBlock)) },
    { ALT: () => this.outsideStatement(this.CONSUME(T.Async)) },
    {
      ALT: () => {
        const token = this.CONSUME(T.At);
        this.ACTION(() => {
          this.outside("decorator", rangeOf(token));
          this.skipTo();
        });
        this.CONSUME(T.Newline);
      },
    },
  ];

  private readonly statement: ParserMethod<[], void> = this.RULE("statement", () => {
    this.OR(this.statementForms);
  });

  private outsideStatement(token: IToken): void {
    this.ACTION(() => {
      const { start, end } = rangeOf(token);
      this.problems.add("outside", start, end, ...describeStatement(token.image));
      this.skipLineAndBlocks();
    });
  }

  /** What follows the head of a block. */
  private readonly block: ParserMethod<[], Stmt[]> = this.RULE("block", () => {
    const head = this.LA(0);
    const body: Stmt[] = [];
    const outer = this.body;
    this.body = body;
    this.OR([
      { ALT: () => this.SUBRULE(this.simpleLine) },
      {
        ALT: () => {
          this.CONSUME(T.Newline);
          const block = this.OPTION(() => {
            this.CONSUME(T.Indent);
            this.SUBRULE(this.statements);
            return this.CONSUME(T.Dedent);
          });
          if (block === undefined) this.ACTION(() => this.missingBlock(head));
        },
      },
    ]);
    this.body = outer;
    return body;
  });

  private readonly ifStatement: ParserMethod<[], void> = this.RULE("ifStatement", () => {
    const { startOffset } = this.CONSUME(T.If);
    const test = this.wholeExpression(1);
    this.colon(1);
    const range = this.upToHere(startOffset);
    const statement: If = { kind: "If", test, body: [], elifs: [], range };
    this.add(statement);
    statement.body = this.SUBRULE(this.block);
    let comments: Stmt[] = [];
    this.MANY(() => {
      this.OR([
        { ALT: () => comments.push(commentOf(this.CONSUME(T.ClauseComment))) },
        {
          ALT: () => {
            const elif = this.CONSUME(T.Elif);
            this.ACTION(() => this.checkLastClause(statement, elif));
            const test = this.wholeExpression(2);
            this.colon(2);
            const range = this.upToHere(elif.startOffset);
            const body = this.SUBRULE2(this.block);
            statement.elifs.push({ test, body: comments.concat(body), range });
            comments = [];
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(T.Else);
            this.ACTION(() => this.checkLastClause(statement, token));
            this.colon(3);
            const range = this.upToHere(token.startOffset);
            const body = this.SUBRULE3(this.block);
            statement.orelse = { body: comments.concat(body), range };
            comments = [];
          },
        },
      ]);
    });
    for (const comment of comments) this.add(comment);
  });

  private checkLastClause(statement: If, token: IToken): void {
    if (statement.orelse === undefined) return;
    const { start, end } = rangeOf(token);
    const message = `An \`${token.image}\` stands behind the \`else\` of its \`if\`.`;
    this.problems.add("unexpected", start, end, message, "`else` comes last, and only once.");
  }

  private readonly forStatement: ParserMethod<[], void> = this.RULE("forStatement", () => {
    const { startOffset } = this.CONSUME(T.For);
    const targets = this.SUBRULE(this.forTargets);
    this.CONSUME(T.In);
    const iter = this.wholeExpression(1);
    this.checkTuple();
    this.colon(1);
    const range = this.upToHere(startOffset);
    const statement: For = { kind: "For", targets, iter, body: [], range };
    this.add(statement);
    statement.body = this.SUBRULE(this.block);
    this.ACTION(() => {
      const token = this.LA(1);
      if (token.tokenType !== T.Else) return;
      this.outside("loopElse", rangeOf(token));
      this.skipLineAndBlocks();
    });
  });

  private readonly forTargets: ParserMethod<[], string[]> = this.RULE("forTargets", () => {
    const targets: string[] = [];
    const first = this.LA(1);
    this.OR([
      {
        ALT: () => {
          this.CONSUME(T.LParen);
          this.SUBRULE(this.targetList, { ARGS: [targets] });
          this.CONSUME(T.RParen);
        },
      },
      { ALT: () => this.SUBRULE2(this.targetList, { ARGS: [targets] }) },
    ]);
    this.ACTION(() => {
      // A part of something, as in `for x.y in z`, and more names behind parentheses.
      const goesOn = [T.Comma, T.Dot, T.LBracket].includes(this.LA(1).tokenType);
      if (targets.length > 2 || goesOn) {
        this.outside("loopTargets", this.upToHere(first.startOffset));
        this.skipTo(T.In);
      }
    });
    return targets;
  });

  private readonly targetList: ParserMethod<[targets: string[]], void> = this.RULE(
    "targetList",
    (targets: string[]) => {
      const name = this.CONSUME(T.Name).image;
      this.ACTION(() => targets.push(name));
      this.MANY(() => {
        this.CONSUME(T.Comma);
        this.OPTION(() => {
          const more = this.CONSUME2(T.Name).image;
          this.ACTION(() => targets.push(more));
        });
      });
    },
  );

  private readonly matchStatement: ParserMethod<[], void> = this.RULE("matchStatement", () => {
    const { startOffset } = this.CONSUME(T.Match);
    const subject = this.wholeExpression(1);
    this.checkTuple();
    this.colon(1);
    const range = this.upToHere(startOffset);
    const head = this.LA(0);
    const statement: Match = { kind: "Match", subject, lead: [], cases: [], range };
    this.add(statement);
    this.CONSUME(T.Newline);
    const block = this.OPTION(() => {
      this.CONSUME(T.Indent);
      this.SUBRULE(this.cases, { ARGS: [statement] });
      return this.CONSUME(T.Dedent);
    });
    if (block === undefined) this.ACTION(() => this.missingBlock(head));
  });

  private readonly cases: ParserMethod<[statement: Match], void> = this.RULE("cases", (statement: Match) => {
    let comments: Stmt[] = [];
    do {
      this.MANY(() => {
        this.OR([
          { ALT: () => comments.push(commentOf(this.CONSUME(T.Comment))) },
          { ALT: () => comments.push(commentOf(this.CONSUME(T.ClauseComment))) },
          {
            ALT: () =>
              this.readOrRecover(() => {
                this.SUBRULE(this.caseClause, { ARGS: [statement, comments] });
                comments = [];
              }),
          },
        ]);
      });
    } while (this.skipStray("`case`"));
    this.ACTION(() => {
      const last = statement.cases.at(-1)?.body ?? this.body;
      last.push(...comments);
    });
  });

  /** Comments before the first case belong to the `match`, those before another to its body. */
  private readonly caseClause: ParserMethod<[Match, Stmt[]], void> = this.RULE(
    "caseClause",
    (statement: Match, comments: Stmt[]) => {
      const { startOffset } = this.CONSUME(T.Case);
      const first = this.SUBRULE(this.operand);
      const others: Operand[] = [];
      let bar: IToken | undefined;
      this.MANY({
        GATE: () => this.LA(1).image === "|",
        DEF: () => {
          const token = this.CONSUME(T.Operator);
          bar ??= token;
          others.push(this.SUBRULE2(this.operand));
        },
      });
      const pattern = this.ACTION(() => patternOf([first, ...others], this.LA(1).tokenType === T.If));
      this.ACTION(() => this.checkPattern(pattern ?? first, bar));
      let guard: Expr | undefined;
      this.OPTION(() => {
        this.CONSUME(T.If);
        guard = this.wholeExpression(1);
      });
      this.colon(1);
      const range = this.upToHere(startOffset);
      const body = this.SUBRULE(this.block);
      this.ACTION(() => {
        const isFirst = statement.cases.length === 0;
        if (isFirst) statement.lead.push(...(comments as Comment[]));
        if (pattern === undefined) this.body.push(...body);
        else {
          const all = isFirst ? body : comments.concat(body);
          statement.cases.push({ pattern, ...(guard && { guard }), body: all, range });
        }
      });
    },
  );

  private checkPattern(pattern: Pattern | Operand, bar: IToken | undefined): void {
    const token = this.LA(1);
    const isGuarded = token.tokenType === T.If;
    const isWhole = isGuarded || token.tokenType === T.Colon || token.tokenType === T.Newline;
    const range = !isWhole ? rangeOf(token) : bar ? rangeOf(bar) : pattern.range!;
    if (!isWhole && !PATTERN_GOES_ON.has(token.tokenType)) return;
    if ((!isWhole || !isPattern(pattern, isGuarded)) && !this.problems.hasWithin(range.start, range.end)) {
      if (isWhole && (pattern.kind === "Num" || pattern.kind === "Foreign")) this.tolerable("pattern", range);
      else this.outside("pattern", range);
    }
    if (!isGuarded) this.skipTo(T.Colon);
  }

  private readonly functionDef: ParserMethod<[], void> = this.RULE("functionDef", () => {
    const { startOffset } = this.CONSUME(T.Def);
    const name = this.CONSUME(T.Name).image;
    this.CONSUME(T.LParen);
    const params: Params = [];
    this.MANY(() => {
      this.SUBRULE(this.parameter, { ARGS: [params] });
      this.endItem(T.RParen);
      this.OPTION(this.comma);
    });
    this.CONSUME(T.RParen);
    this.OPTION2(() => {
      this.CONSUME(T.Arrow);
      this.SUBRULE(this.annotation);
    });
    this.colon(1);
    const range = this.upToHere(startOffset);
    const statement: FunctionDef = { kind: "FunctionDef", name, params, body: [], range };
    this.add(statement);
    this.ACTION(() => {
      if (this.functions++ > 0) this.tolerable("nestedFunction", range);
    });
    try {
      statement.body = this.SUBRULE(this.block);
    } finally {
      this.functions--;
    }
  });

  private readonly parameter: ParserMethod<[params: Params], void> = this.RULE(
    "parameter",
    (params: Params) => {
      this.OR([
        {
          ALT: () => {
            const token = this.CONSUME(T.Name);
            const annotation = this.OPTION(() => {
              this.CONSUME(T.Colon);
              return this.SUBRULE(this.annotation);
            });
            const value = this.OPTION2(() => {
              this.CONSUME(T.Assign);
              return this.wholeExpression(1);
            });
            this.addParameter(params, token, annotation, value);
          },
        },
        { ALT: () => this.outsideParameter("star", this.CONSUME(T.Star)) },
        { ALT: () => this.outsideParameter("typeParameters", this.CONSUME(T.Operator)) },
      ]);
    },
  );

  private outsideParameter(construct: "star" | "typeParameters", token: IToken): void {
    this.ACTION(() => {
      this.outside(construct, rangeOf(token));
      this.skipTo(T.Comma);
    });
  }

  private addParameter(
    params: Params,
    token: IToken,
    annotation: string | undefined,
    value: Expr | undefined,
  ): void {
    this.ACTION(() => {
      const { start, end } = rangeOf(token);
      const name = token.image;
      if (params.some((param) => param.name === name)) {
        const message = `The parameter \`${name}\` is there twice.`;
        this.problems.add("argument", start, end, message, "Give it another name.");
      }
      if (value === undefined && params.at(-1)?.default !== undefined) {
        const message = "A parameter without a default stands behind one with a default.";
        this.problems.add("argument", start, end, message, `Give it one, such as \`${name}=None\`.`);
      }
      params.push({
        name,
        ...(annotation !== undefined && { annotation }),
        ...(value !== undefined && { default: value }),
        range: this.upToHere(start),
      });
    });
  }
}

function commentOf(token: IToken): Comment {
  return { kind: "Comment", lines: token.image.split("\n"), range: rangeOf(token) };
}

/** `case a | b`, `case a, b`, `case a as b`. */
const PATTERN_GOES_ON: ReadonlySet<TokenType> = new Set([T.Operator, T.Comma, T.As]);

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
