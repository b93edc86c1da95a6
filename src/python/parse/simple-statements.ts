/** The grammar of statements that hold no others. */
import type { IOrAlt, IToken, ParserMethod } from "chevrotain";
import { isBinaryOp, type Expr, type Stmt, type Subscript } from "../ast.ts";
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
            const value = this.wholeExpression(4);
            this.checkTuple();
            return this.ACTION(() => this.augmented(first, token, value));
          },
        },
        {
          ALT: () => {
            const token = this.CONSUME(T.Comma);
            return this.SUBRULE(this.unpacking, { ARGS: [token, first] });
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
    const [target] = values;
    if (target?.kind === "Subscript" && values.length === 1)
      return this.ACTION(() => this.setItem(target, value));
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
    this.ACTION(() => {
      if (value === undefined) this.tolerable("declaration", rangeOf(colon));
    });
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
  private readonly unpacking: ParserMethod<[IToken, Expr], Stmt | undefined> = this.RULE(
    "unpacking",
    (comma: IToken, first: Expr) => {
      const targets = [first];
      this.OPTION(() => {
        targets.push(this.wholeExpression(1));
        this.MANY(() => {
          this.CONSUME(T.Comma);
          this.OPTION2(() => targets.push(this.wholeExpression(2)));
        });
      });
      const values = this.OPTION3(() => {
        this.CONSUME(T.Assign);
        const values = [this.wholeExpression(3)];
        this.MANY2(() => {
          this.CONSUME2(T.Comma);
          this.OPTION4(() => values.push(this.wholeExpression(4)));
        });
        return values;
      });
      return this.ACTION(() => this.unpacked(comma, targets, values));
    },
  );

  private unpacked(comma: IToken, targets: Expr[], values: Expr[] | undefined): Stmt | undefined {
    if (values === undefined) {
      this.outside("tuple", rangeOf(comma));
      return undefined;
    }
    const names = targets.flatMap((target) => (target.kind === "Name" ? [target.id] : []));
    // Behind it may stand a second `=`.
    if (names.length < targets.length || this.LA(1).tokenType === T.Assign) {
      this.outside("unpacking", rangeOf(comma));
      this.skipTo(T.Semicolon);
      return undefined;
    }
    this.tolerable("unpacking", rangeOf(comma));
    return { kind: "ForeignStmt", what: { kind: "Unpack", targets: names, values } };
  }

  /** `d[key] = value`. */
  private setItem(target: Subscript, value: Expr): Stmt | undefined {
    const { start, end } = target.range!;
    if (this.problems.hasWithin(start, end)) return undefined;
    if (target.value.kind !== "Name" || target.index.kind === "Foreign") {
      this.outside("item", { start, end });
      return undefined;
    }
    this.tolerable("item", { start, end });
    return { kind: "ForeignStmt", what: { kind: "SetItem", target, value } };
  }

  /** `x += y` is `x = x + y`: values of shortcuts never change in place. */
  private augmented(target: Expr, token: IToken, right: Expr): Stmt | undefined {
    const op = token.image.slice(0, -1);
    const { start, end } = rangeOf(token);
    const isKnown = ["+", "-", "*", "/", "//", "%", "**"].includes(op);
    if (!isKnown || (target.kind !== "Name" && target.kind !== "Subscript")) {
      this.problems.add("outside", start, end, ...describeAugmented(token.image));
      return undefined;
    }
    this.problems.addTolerable(start, end, ...describeAugmented(token.image));
    const range = { start: target.range!.start, end: right.range!.end };
    const value: Expr = isBinaryOp(op)
      ? { kind: "BinOp", left: target, op, right, range }
      : { kind: "Foreign", what: { kind: "Operation", left: target, op, right }, range };
    if (target.kind === "Subscript") return this.setItem(target, value);
    return { kind: "Assign", targets: [target.id], value };
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
          this.tolerable("importAll", rangeOf(star));
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
