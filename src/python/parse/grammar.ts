/** The whole grammar: a parser, and the rules of each file defined on it. */
import type { Stmt } from "../ast.ts";
import { defineAssignments } from "./assignments.ts";
import { defineBlocks } from "./blocks.ts";
import { defineBrackets } from "./brackets.ts";
import { defineExpressions } from "./expressions.ts";
import { defineFunctions } from "./function-def.ts";
import { defineImports } from "./imports.ts";
import { defineMatch } from "./match-statement.ts";
import { Parser } from "./parser.ts";
import { Problems } from "./problems.ts";
import type { Rules } from "./rules.ts";
import { defineSimpleStatements } from "./simple-statements.ts";
import type { Token } from "./tokens.ts";

/** Reads all tokens of a text. Problems that the lexer found are known already. */
export type ReadTokens = (tokens: Token[], text: string, problems: Problems) => Stmt[];

/** `validate`: see {@link Parser}. */
export function makeReader(validate = false): ReadTokens {
  const parser = new Parser(validate);
  const rules = defineRules(parser);
  parser.performSelfAnalysis();
  return (tokens, text, problems) => {
    const body: Stmt[] = [];
    parser.input = tokens;
    parser.text = text;
    parser.problems = problems;
    parser.body = body;
    rules.statements.call(parser);
    // What was read is the caller's; the parser lives on.
    parser.input = [];
    parser.body = [];
    parser.text = "";
    parser.problems = new Problems();
    return body;
  };
}

/** Rules use each other, so each gets the object that holds all of them in the end. */
function defineRules(parser: Parser): Rules {
  const rules = {} as Rules;
  const defined: Rules = {
    ...defineExpressions(parser, rules),
    ...defineBrackets(parser, rules),
    ...defineImports(parser, rules),
    ...defineAssignments(parser, rules),
    ...defineSimpleStatements(parser, rules),
    ...defineBlocks(parser, rules),
    ...defineMatch(parser, rules),
    ...defineFunctions(parser, rules),
  };
  return Object.assign(rules, defined);
}
