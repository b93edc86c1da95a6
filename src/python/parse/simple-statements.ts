/** The grammar of statements that hold no others. */
import type { IOrAlt, IToken, ParserMethod } from "chevrotain";
import type { Expr, Stmt } from "../ast.ts";
import { rangeOf } from "./base-parser.ts";
import { describeAugmented, describeStatement } from "./outside.ts";
import { Problems } from "./problems.ts";
import { RecoveringParser } from "./recovery.ts";
import { T } from "./tokens.ts";

export abstract class SimpleStatementParser extends RecoveringParser {
  /** A line of statements that hold no others. */
  protected readonly simpleLine: ParserMethod<[], void> = this.RULE("simpleLine", () => {
    this.SUBRULE(this.simpleStatement);
    this.MANY(() => {
      this.CONSUME(T.Semicolon);
      if (this.LA(1).tokenType === T.Semicolon) this.fail("a statement");
      this.OPTION(() => this.SUBRULE2(this.simpleStatement));
    });
    this.CONSUME(T.Newline);
  });

  private readonly simpleForms: IOrAlt<void>[] = [
    { ALT: () => this.SUBRULE(this.expressionStatement) },
    {
      ALT: () => {
        const { startOffset } = this.CONSUME(T.Return);
        const value = this.OPTION(() => this.wholeExpression(1));
        this.checkTuple();
        const range = this.upToHere(startOffset);
        this.add({ kind: "Return", ...(value !== undefined && { value }), range });
      },
    },
    { ALT: () => this.add({ kind: "Pass", range: rangeOf(this.CONSUME(T.Pass)) }) },
    { ALT: () => this.SUBRULE(this.importStatement) },
    { ALT: () => this.SUBRULE(this.importFrom) },
    {
      ALT: () => {
        const token = this.CONSUME(T.OutsideLine);
        this.ACTION(() => {
          const { start, end } = rangeOf(token);
          this.problems.add("outside", start, end, ...describeStatement(token.image));
          this.skipTo(T.Semicolon);
        });
      },
    },
  ];

  private readonly simpleStatement: ParserMethod<[], void> = this.RULE("simpleStatement", () => {
    this.OR(this.simpleForms);
  });

  private readonly expressionStatement: ParserMethod<[], void> = this.RULE("expressionStatement", () => {
    const first = this.wholeExpression(1);
    let statement: Stmt | undefined = { kind: "ExprStmt", value: first };
    this.OPTION(() => {
      statement = this.OR<Stmt | undefined>([
        { ALT: () => this.assignment(first) },
        { ALT: () => this.annotated(first) },
        {
          ALT: () => {
            const token = this.CONSUME(T.AugmentedAssign);
            this.ACTION(() => {
              const { start, end } = rangeOf(token);
              this.problems.add("outside", start, end, ...describeAugmented(token.image));
            });
            this.wholeExpression(4);
            this.checkTuple();
            return undefined;
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(T.Comma);
            this.ACTION(() => this.unpacking(token));
            return undefined;
          },
        },
      ]);
    });
    if (statement === undefined) return;
    this.ACTION(() => {
      statement!.range = this.upToHere(first.range!.start);
      this.add(statement!);
    });
  });

  /** `a = b = value`, behind `a`. */
  private assignment(first: Expr): Stmt | undefined {
    const values = [first];
    this.AT_LEAST_ONE(() => {
      this.CONSUME(T.Assign);
      values.push(this.wholeExpression(2));
      this.checkTuple();
    });
    const value = values.pop()!;
    const targets = values.map((target) => this.targetName(target));
    if (targets.includes(undefined)) return undefined;
    return { kind: "Assign", targets: targets as string[], value };
  }

  /** `a: annotation = value`, behind `a`. */
  private annotated(first: Expr): Stmt | undefined {
    const colon = this.CONSUME(T.Colon);
    const annotation = this.SUBRULE(this.annotation);
    const value = this.OPTION2(() => {
      this.CONSUME2(T.Assign);
      return this.wholeExpression(3);
    });
    this.checkTuple();
    const target = this.targetName(first);
    if (value === undefined) this.outside("declaration", rangeOf(colon));
    if (value === undefined || target === undefined) return undefined;
    return { kind: "Assign", targets: [target], annotation, value };
  }

  /** A type. It may be any expression, as it means nothing here but its text. */
  protected readonly annotation: ParserMethod<[], string> = this.RULE("annotation", () => {
    const { startOffset } = this.LA(1);
    if (this.LA(1).tokenType === T.Star) this.fail("a type");
    const { problems } = this;
    this.problems = new Problems();
    try {
      this.wholeExpression(1);
    } finally {
      this.problems = problems;
    }
    const { end } = this.upToHere(startOffset);
    return this.text.slice(startOffset, end).replace(/\s+/g, " ");
  });

  /** A comma behind a value that stands alone makes it a tuple. */
  protected checkTuple(): void {
    this.ACTION(() => {
      const token = this.LA(1);
      if (token.tokenType !== T.Comma) return;
      this.outside("tuple", rangeOf(token));
      this.skipTo(T.Semicolon);
    });
  }

  /** `a, b = value`, behind the first comma; the same without an assignment is a tuple. */
  private unpacking(comma: IToken): void {
    this.skipTo(T.Assign, T.Semicolon);
    const isAssignment = this.LA(1).tokenType === T.Assign;
    this.outside(isAssignment ? "unpacking" : "tuple", rangeOf(comma));
    this.skipTo(T.Semicolon);
  }

  private targetName(target: Expr): string | undefined {
    if (target.kind === "Name") return target.id;
    this.ACTION(() => {
      const range = target.range!;
      if (target.kind === "Attribute") this.outside("attribute", range);
      else if (target.kind === "Subscript") this.outside("item", range);
      else if (target.kind === "List") this.outside("unpacking", range);
      else if (!this.problems.hasWithin(range.start, range.end)) {
        const hint = "`=` assigns to a name at the start of a line; `==` compares.";
        this.problems.add("target", range.start, range.end, "Only a name can be assigned to.", hint);
      }
    });
    return undefined;
  }

  private readonly dottedName: ParserMethod<[], string> = this.RULE("dottedName", () => {
    let name = this.CONSUME(T.Name).image;
    this.MANY(() => {
      this.CONSUME(T.Dot);
      name += `.${this.CONSUME2(T.Name).image}`;
    });
    return name;
  });

  private readonly importStatement: ParserMethod<[], void> = this.RULE("importStatement", () => {
    const { startOffset } = this.CONSUME(T.Import);
    const name = this.SUBRULE(this.dottedName);
    this.add({ kind: "Import", name, range: this.upToHere(startOffset) });
    this.ACTION(() => {
      const token = this.LA(1);
      if (token.tokenType === T.As) this.outside("importAs", rangeOf(token));
      else if (token.tokenType === T.Comma) this.outside("importList", rangeOf(token));
      else return;
      this.skipTo(T.Semicolon);
    });
  });

  private readonly importFrom: ParserMethod<[], void> = this.RULE("importFrom", () => {
    const { startOffset } = this.CONSUME(T.From);
    this.ACTION(() => {
      const { tokenType } = this.LA(1);
      if (tokenType !== T.Dot && tokenType !== T.Ellipsis) return;
      this.outside("relativeImport", rangeOf(this.LA(1)));
      while (this.LA(1).tokenType === T.Dot || this.LA(1).tokenType === T.Ellipsis) this.SKIP_TOKEN();
    });
    const module = this.OPTION(() => this.SUBRULE(this.dottedName)) ?? "";
    this.CONSUME(T.Import);
    const names: string[] = [];
    this.OR([
      {
        ALT: () => {
          const star = this.CONSUME(T.Star);
          this.outside("importAll", rangeOf(star));
        },
      },
      {
        ALT: () => {
          this.CONSUME(T.LParen);
          this.MANY(() => {
            names.push(this.importedName(2));
            this.ACTION(() => {
              if (this.LA(1).tokenType !== T.RParen && this.LA(1).tokenType !== T.Comma)
                this.fail("`,` or `)`");
            });
            this.OPTION2(this.comma);
          });
          this.CONSUME(T.RParen);
        },
      },
      {
        ALT: () => {
          names.push(this.importedName(3));
          this.MANY2(() => {
            this.CONSUME2(T.Comma);
            names.push(this.importedName(4));
          });
        },
      },
    ]);
    this.add({ kind: "ImportFrom", module, names, range: this.upToHere(startOffset) });
  });

  private importedName(index: number): string {
    const name = this.consume(index, T.Name).image;
    this.ACTION(() => {
      if (this.LA(1).tokenType !== T.As) return;
      this.outside("importAs", rangeOf(this.LA(1)));
      this.skipTo(T.Comma, T.Semicolon);
    });
    return name;
  }
}
