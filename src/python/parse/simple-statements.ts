/** The grammar of statements that hold no others. */
import type { IOrAlt } from "chevrotain";
import { wholeExpression } from "./expressions.ts";
import { describeStatement } from "./outside.ts";
import { type Parser, rangeOf } from "./parser.ts";
import { Problems } from "./problems.ts";
import type { Rules } from "./rules.ts";
import { T } from "./tokens.ts";

type SimpleStatements = "simpleLine" | "endOfLine" | "simpleStatement" | "annotation";

export function defineSimpleStatements(p: Parser, rules: Rules): Pick<Rules, SimpleStatements> {
  const forms = simpleForms(p, rules);
  return {
    simpleLine: p.RULE("simpleLine", () => {
      p.SUBRULE(rules.simpleStatement);
      p.SUBRULE(rules.endOfLine);
    }),
    endOfLine: p.RULE("endOfLine", () => {
      p.MANY(() => {
        p.CONSUME(T.Semicolon);
        if (p.LA(1).tokenType === T.Semicolon) p.fail("a statement");
        p.OPTION(() => p.SUBRULE(rules.simpleStatement));
      });
      p.CONSUME(T.Newline);
    }),
    simpleStatement: p.RULE("simpleStatement", () => {
      p.OR(forms);
    }),
    annotation: p.RULE("annotation", () => {
      const { startOffset } = p.LA(1);
      if (p.LA(1).tokenType === T.Star) p.fail("a type");
      const { problems } = p;
      p.problems = new Problems();
      try {
        wholeExpression(p, rules, 1);
      } finally {
        p.problems = problems;
      }
      const { end } = p.upToHere(startOffset);
      return p.text.slice(startOffset, end).replace(/\s+/g, " ");
    }),
  };
}

function simpleForms(p: Parser, rules: Rules): IOrAlt<void>[] {
  return [
    { ALT: () => p.SUBRULE(rules.expressionStatement) },
    {
      ALT: () => {
        const { startOffset } = p.CONSUME(T.Return);
        const value = p.OPTION(() => wholeExpression(p, rules, 1));
        checkTuple(p);
        const range = p.upToHere(startOffset);
        p.add({ kind: "Return", action: undefined, value, range });
      },
    },
    { ALT: () => p.add({ kind: "Pass", range: rangeOf(p.CONSUME(T.Pass)) }) },
    { ALT: () => p.SUBRULE(rules.importStatement) },
    { ALT: () => p.SUBRULE(rules.importFrom) },
    {
      ALT: () => {
        const token = p.CONSUME(T.OutsideLine);
        p.ACTION(() => {
          const { start, end } = rangeOf(token);
          p.problems.add("outside", start, end, ...describeStatement(token.image));
          p.skipTo(T.Semicolon);
        });
      },
    },
  ];
}

/** A comma behind a value that stands alone makes it a tuple. */
export function checkTuple(p: Parser): void {
  p.ACTION(() => {
    const token = p.LA(1);
    if (token.tokenType !== T.Comma) return;
    p.outside("tuple", rangeOf(token));
    p.skipTo(T.Semicolon);
  });
}
