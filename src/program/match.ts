import {
  isCallOf,
  matched,
  programAction,
  type Matched,
  type MatchContext,
  type ProgramAction,
} from "../context/matching.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import { quote } from "../diagnostics/error.ts";
import { matchStatement } from "../forms/dispatch.ts";
import { readResult, resultOf } from "../forms/stop.ts";
import { variableToken } from "../ir/token.ts";
import { identifiers } from "../ir/workflow.ts";
import type { PlistDict, PlistValue } from "../plist/value.ts";
import type { Expr, Stmt } from "../python/ast.ts";
import { matchValue } from "../values/value.ts";
import { Reading } from "./reading.ts";
import { ProgramNames, type NameFacts } from "./program-names.ts";

/** What the metadata and the imports of a program say that its statements do not. */
export interface ProgramFacts
  extends
    NameFacts,
    Pick<
      MatchContext,
      "lookup" | "emptyRanges" | "dictionaryKeys" | "conditionTables" | "conditionWords" | "filterSettings"
    > {
  /** See {@link MatchContext.recordEntry}; the metadata may call outputs by their names. */
  readonly recordEntry: (kind: string, name: string, ctx: MatchContext) => PlistValue | undefined;
  /** Get Variables that have no statement, by their numbers among the actions. */
  readonly unsaid: ReadonlyMap<number, Expr>;
  /** Otherwise markers that have no `else`, by their numbers among the actions. */
  readonly emptyOtherwise: ReadonlySet<number>;
}

/** How the identifiers of blocks begin until they get their own; no app writes such ones. */
export const GROUP_MARK = "\0group ";

/** The actions of a program, and what was found out on the way. */
export interface MatchedProgram {
  actions: ProgramAction[];
  names: ProgramNames;
  diagnostics: Diagnostic[];
  /** For what the metadata say in the same words. */
  ctx: MatchContext;
  /** What the program says to be its result, at its end. */
  result?: PlistValue;
}

/**
 * What is known of a statement without asking each form, but for the number of its action; undefined where the forms
 * have to tell.
 */
export type Known = (statement: Stmt, names: ProgramNames, ctx: MatchContext) => ProgramAction | undefined;

interface MatchOptions {
  /** Whether parts of statements that no form reads are errors. Statements that were written by us have none. */
  reportsUnread?: boolean;
  known?: Known;
}

/** Turns the statements of a program into actions, in the order of the text. */
export function matchProgram(
  body: readonly Stmt[],
  facts: ProgramFacts,
  { reportsUnread = false, known }: MatchOptions = {},
): MatchedProgram {
  const names = new ProgramNames(body, facts);
  const ctx = new ProgramContext(names, facts, reportsUnread ? new Reading() : undefined, known);
  const last = body.at(-1);
  const hasResult = last !== undefined && resultOf(last) !== undefined;
  ctx.matchBlock(withoutDefinitions(hasResult ? body.slice(0, -1) : body));
  ctx.addUnsaid();
  const { actions, diagnostics } = ctx;
  return { actions, names, diagnostics, ctx, ...(hasResult && { result: readResult(last, ctx) }) };
}

/** The statements without those at the top that only define names. Comments may stand between them. */
function withoutDefinitions(body: readonly Stmt[]): readonly Stmt[] {
  const defines = (statement: Stmt) =>
    statement.kind === "Assign" &&
    ["unset", "missing_output", "get_shortcut_input"].some((name) => isCallOf(statement.value, name));
  const end = body.findIndex((statement) => statement.kind !== "Comment" && !defines(statement));
  const top = end < 0 ? body : body.slice(0, end);
  return [...top.filter((statement) => !defines(statement)), ...body.slice(top.length)];
}

/** Where the matching stands, and what it has found: what a form asks for lies elsewhere. */
class ProgramContext implements MatchContext {
  readonly actions: ProgramAction[] = [];
  readonly diagnostics: Diagnostic[] = [];
  readonly lookup: MatchContext["lookup"];
  readonly identifierOf: MatchContext["identifierOf"];
  readonly emptyRanges: boolean;
  readonly dictionaryKeys: boolean;
  readonly conditionTables: boolean;
  readonly conditionWords: boolean;
  readonly filterSettings: ProgramFacts["filterSettings"];
  repeats = 0;
  readonly #recordEntry: ProgramFacts["recordEntry"];
  readonly #names: ProgramNames;
  readonly #unsaid: ProgramFacts["unsaid"];
  readonly #emptyOtherwise: ProgramFacts["emptyOtherwise"];
  readonly #reading: Reading | undefined;
  readonly #known: Known | undefined;
  #groups = 0;

  constructor(
    names: ProgramNames,
    facts: ProgramFacts,
    reading: Reading | undefined,
    known: Known | undefined,
  ) {
    this.#known = known;
    this.#names = names;
    this.#unsaid = facts.unsaid;
    this.#emptyOtherwise = facts.emptyOtherwise;
    this.#recordEntry = facts.recordEntry;
    this.#reading = reading;
    this.lookup = facts.lookup;
    this.identifierOf = facts.identifierOf;
    this.emptyRanges = facts.emptyRanges;
    this.dictionaryKeys = facts.dictionaryKeys;
    this.conditionTables = facts.conditionTables;
    this.conditionWords = facts.conditionWords;
    this.filterSettings = facts.filterSettings;
  }

  matchValue(expr: Expr): PlistValue {
    return matchValue(expr, this);
  }

  recordEntry(kind: string, name: string): PlistValue | undefined {
    return this.#recordEntry(kind, name, this);
  }

  matchBlock(statements: readonly Stmt[]): void {
    if (this.#reading) this.#reading.block(() => this.#matchStatements(statements));
    else this.#matchStatements(statements);
  }

  #matchStatements(statements: readonly Stmt[]): void {
    for (let i = 0; i < statements.length; i++) {
      const statement = statements[i]!;
      const known = this.#known?.(statement, this.#names, this);
      if (known) {
        this.addUnsaid();
        known.index = this.actions.length;
        this.actions.push(known);
        continue;
      }
      const errors = this.diagnostics.length;
      matchStatement(statement, statements[i - 1], this);
      if (this.diagnostics.length === errors) this.#reading?.reportUnread(statement, this);
    }
  }

  use(...parts: readonly (Expr | undefined)[]): void {
    this.#reading?.use(parts);
  }

  useWhole(expr: Expr): void {
    this.#reading?.useWhole(expr);
  }

  attempt<Result>(match: () => Result | undefined): Result | undefined {
    return this.#reading ? this.#reading.attempt(match) : match();
  }

  variable(name: string): string {
    return this.#names.variable(name);
  }

  outputUuid(name: string): string | undefined {
    return this.#names.outputUuid(name);
  }

  reference(name: string, node: Expr): PlistDict {
    const token = this.#names.reference(name);
    if (token) return token;
    const message = `The name ${quote(name)} is read, but nothing defines it.`;
    this.report(
      node,
      "SC6004",
      message,
      "Set it in a line before, correct its spelling, or put a text into quotes.",
    );
    return variableToken(this.#names.variable(name));
  }

  add(matched: Matched, node: Stmt): ProgramAction {
    this.addUnsaid();
    return this.#add(matched, node);
  }

  /** Adds the actions without a statement whose turn it is. */
  addUnsaid(): void {
    for (let expr; (expr = this.#unsaid.get(this.actions.length));) {
      const said = this.diagnostics.length;
      const WFVariable = this.matchValue(expr);
      // A variable that nothing sets is a variable all the same.
      this.diagnostics.splice(said);
      this.#add(matched(identifiers.getVariable, { WFVariable }));
    }
  }

  #add(matched: Matched, node?: Stmt): ProgramAction {
    const action = programAction(this.actions.length, matched, node);
    this.actions.push(action);
    return action;
  }

  isEmptyOtherwise(): boolean {
    this.addUnsaid();
    return this.#emptyOtherwise.has(this.actions.length);
  }

  newGroup(): string {
    return `${GROUP_MARK}${this.#groups++}`;
  }

  inRepeat(variables: ReadonlyMap<string, string>, match: () => void): void {
    this.repeats++;
    this.#names.within(variables, match);
    this.repeats--;
  }

  report({ range }: Expr | Stmt, code: DiagnosticCode, message: string, hint?: string): void {
    this.diagnostics.push({
      ...diagnostic(code, message, { action: this.actions.length, ...(range && { range }) }),
      ...(hint !== undefined && { hint }),
    });
  }
}
