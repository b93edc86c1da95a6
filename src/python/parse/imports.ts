/** The grammar of imports. */
import { type Parser, rangeOf } from "./parser.ts";
import type { Rules } from "./rules.ts";
import { T } from "./tokens.ts";

type Imports = "dottedName" | "importStatement" | "importFrom";

export function defineImports(p: Parser, rules: Rules): Pick<Rules, Imports> {
  return {
    dottedName: p.RULE("dottedName", () => {
      let name = p.CONSUME(T.Name).image;
      p.MANY(() => {
        p.CONSUME(T.Dot);
        name += `.${p.CONSUME2(T.Name).image}`;
      });
      return name;
    }),
    importStatement: p.RULE("importStatement", () => {
      const { startOffset } = p.CONSUME(T.Import);
      const name = p.SUBRULE(rules.dottedName);
      p.add({ kind: "Import", name, range: p.upToHere(startOffset) });
      p.ACTION(() => {
        const token = p.LA(1);
        if (token.tokenType === T.As) p.outside("importAs", rangeOf(token));
        else if (token.tokenType === T.Comma) p.outside("importList", rangeOf(token));
        else return;
        p.skipTo(T.Semicolon);
      });
    }),
    importFrom: p.RULE("importFrom", () => {
      const { startOffset } = p.CONSUME(T.From);
      p.ACTION(() => skipDots(p));
      const module = p.OPTION(() => p.SUBRULE(rules.dottedName)) ?? "";
      p.CONSUME(T.Import);
      const names = readNames(p);
      p.add({ kind: "ImportFrom", module, names, range: p.upToHere(startOffset) });
    }),
  };
}

/** What makes an import one from a folder. */
function skipDots(p: Parser): void {
  const isDots = (): boolean => p.LA(1).tokenType === T.Dot || p.LA(1).tokenType === T.Ellipsis;
  if (!isDots()) return;
  p.outside("relativeImport", rangeOf(p.LA(1)));
  while (isDots()) p.SKIP_TOKEN();
}

/** The names behind `import`; none for `*`. */
function readNames(p: Parser): string[] {
  const names: string[] = [];
  p.OR([
    { ALT: () => p.tolerable("importAll", rangeOf(p.CONSUME(T.Star))) },
    {
      ALT: () => {
        p.CONSUME(T.LParen);
        p.MANY(() => {
          names.push(readName(p, 2));
          p.ACTION(() => {
            const { tokenType } = p.LA(1);
            if (tokenType !== T.RParen && tokenType !== T.Comma) p.fail("`,` or `)`");
          });
          p.OPTION2(p.comma);
        });
        p.CONSUME(T.RParen);
      },
    },
    {
      ALT: () => {
        names.push(readName(p, 3));
        p.MANY2(() => {
          p.CONSUME2(T.Comma);
          names.push(readName(p, 4));
        });
      },
    },
  ]);
  return names;
}

function readName(p: Parser, index: number): string {
  const name = p.consume(index, T.Name).image;
  p.ACTION(() => {
    if (p.LA(1).tokenType !== T.As) return;
    p.outside("importAs", rangeOf(p.LA(1)));
    p.skipTo(T.Comma, T.Semicolon);
  });
  return name;
}
