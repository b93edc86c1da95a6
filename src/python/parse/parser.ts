/** The parser that all rules of the grammar are defined on, and what they share: problems, positions, skipping. */
import {
  EmbeddedActionsParser,
  EOF,
  type IToken,
  MismatchedTokenException,
  type TokenType,
} from "chevrotain";
import type { Comment, Range, Stmt } from "../ast.ts";
import { expectation, messageProvider } from "./explain.ts";
import { type Construct, describeConstruct } from "./outside.ts";
import { Problems } from "./problems.ts";
import { T } from "./tokens.ts";

const OPENERS: ReadonlySet<TokenType> = new Set([T.LParen, T.LBracket, T.LBrace, T.FieldOpen]);
const CLOSERS: ReadonlySet<TokenType> = new Set([T.RParen, T.RBracket, T.RBrace, T.FieldClose]);

export function rangeOf(token: IToken): Range {
  return { start: token.startOffset, end: token.endOffset! + 1 };
}

export function commentOf(token: IToken): Comment {
  return { kind: "Comment", lines: token.image.split("\n"), range: rangeOf(token) };
}

/** Whether nothing of a line follows. */
export function isLineEnd(type: TokenType): boolean {
  return type === T.Newline || type === T.Indent || type === T.Dedent || type === EOF;
}

/**
 * Chevrotain's parser without rules: `grammar.ts` has them defined on it. What chevrotain shows only to those that extend
 * it is shown to them.
 */
export class Parser extends EmbeddedActionsParser {
  declare RULE: EmbeddedActionsParser["RULE"];
  declare SUBRULE: EmbeddedActionsParser["SUBRULE"];
  declare SUBRULE2: EmbeddedActionsParser["SUBRULE2"];
  declare SUBRULE3: EmbeddedActionsParser["SUBRULE3"];
  declare SUBRULE9: EmbeddedActionsParser["SUBRULE9"];
  declare subrule: EmbeddedActionsParser["subrule"];
  declare CONSUME: EmbeddedActionsParser["CONSUME"];
  declare CONSUME2: EmbeddedActionsParser["CONSUME2"];
  declare CONSUME3: EmbeddedActionsParser["CONSUME3"];
  declare consume: EmbeddedActionsParser["consume"];
  declare OR: EmbeddedActionsParser["OR"];
  declare OR2: EmbeddedActionsParser["OR2"];
  declare OR3: EmbeddedActionsParser["OR3"];
  declare OPTION: EmbeddedActionsParser["OPTION"];
  declare OPTION2: EmbeddedActionsParser["OPTION2"];
  declare OPTION3: EmbeddedActionsParser["OPTION3"];
  declare OPTION4: EmbeddedActionsParser["OPTION4"];
  declare MANY: EmbeddedActionsParser["MANY"];
  declare MANY2: EmbeddedActionsParser["MANY2"];
  declare AT_LEAST_ONE: EmbeddedActionsParser["AT_LEAST_ONE"];
  declare AT_LEAST_ONE_SEP: EmbeddedActionsParser["AT_LEAST_ONE_SEP"];
  declare ACTION: EmbeddedActionsParser["ACTION"];
  declare LA: EmbeddedActionsParser["LA"];
  declare SKIP_TOKEN: EmbeddedActionsParser["SKIP_TOKEN"];
  declare performSelfAnalysis: EmbeddedActionsParser["performSelfAnalysis"];

  /** The text that is read, and what is wrong with it. */
  text = "";
  problems = new Problems();
  /** The statements of the block that is being read. */
  body: Stmt[] = [];
  /** How much of the current expression nests without brackets. */
  links = 0;
  /** How many functions are open. */
  functions = 0;

  /** `validate`: whether chevrotain looks for mistakes in the grammar; that takes time, and a test does it. */
  constructor(validate: boolean) {
    super(Object.values(T), {
      maxLookahead: 1,
      skipValidations: !validate,
      errorMessageProvider: messageProvider,
    });
  }

  add(statement: Stmt): void {
    this.ACTION(() => this.body.push(statement));
  }

  outside(construct: Construct, { start, end }: Range): void {
    this.ACTION(() => this.problems.add("outside", start, end, ...describeConstruct(construct)));
  }

  /** The same for what the tree holds all the same, see {@link SyntaxProblem.isTolerable}. */
  tolerable(construct: Construct, { start, end }: Range): void {
    this.ACTION(() => this.problems.addTolerable(start, end, ...describeConstruct(construct)));
  }

  /** From the start of something to the token that was read last. */
  upToHere(start: number): Range {
    return { start, end: this.LA(0).endOffset! + 1 };
  }

  /** Fails at the next token. */
  fail(wanted: string): never {
    const found = this.LA(1);
    throw new MismatchedTokenException(expectation(wanted, found), found, this.LA(0));
  }

  /** Goes on to a token of certain types outside of brackets, or to whatever ends the line or the bracket. */
  skipTo(...types: TokenType[]): void {
    for (let depth = 0; ; this.SKIP_TOKEN()) {
      const { tokenType } = this.LA(1);
      if (isLineEnd(tokenType) || (depth === 0 && types.includes(tokenType))) return;
      if (OPENERS.has(tokenType)) depth++;
      else if (CLOSERS.has(tokenType) && depth-- === 0) return;
    }
  }

  /** Behind an item in brackets: what follows must be a comma or the closing bracket. */
  endItem(closer: TokenType): void {
    if (this.RECORDING_PHASE) return;
    const token = this.LA(1);
    if (token.tokenType === T.Comma || token.tokenType === closer) return;
    if (token.tokenType !== T.For && token.tokenType !== T.Async) this.fail(`\`,\` or ${closer.LABEL}`);
    this.outside("comprehension", rangeOf(token));
    this.skipTo(closer);
  }

  readonly comma = (): IToken => this.CONSUME(T.Comma);
}
