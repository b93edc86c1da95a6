import { diagnostic, type Diagnostic, type DiagnosticCode } from "../diagnostics/diagnostic.ts";
import { quote } from "../diagnostics/error.ts";
import { repeatVariable, variableToken } from "../ir/token.ts";
import { identifiers, isMarker, type Action } from "../ir/workflow.ts";
import { isRepeatName, isResultName, ownLabel, resultLabel } from "../passes/naming.ts";
import type { PlistDict, PlistValue } from "../plist/value.ts";
import type { Expr, For, If, Match, Stmt } from "../python/ast.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { matchMenuHeader, matchRepeatHeader, matchIfHeader } from "../forms/blocks/blocks.ts";
import { matchCallStatement } from "../forms/call.ts";
import type { Simple } from "../forms/form.ts";
import { forms } from "../forms/index.ts";
import {
  argument,
  dictOf,
  isCallOf,
  methodCall,
  type Matched,
  type MatchContext,
} from "../context/matching.ts";
import { copyOf, labelOf, type OutputNames } from "./output-names.ts";
import { matchValue } from "../values/value.ts";
import { assignsVariable } from "../forms/variables.ts";

/** What the metadata and the imports of a program say that its statements do not. */
export interface ProgramFacts {
  readonly lookup: (identifier: string) => ActionFacts | undefined;
  readonly identifierOf: (functionName: string) => string | undefined;
  /** What the shortcut calls the variable that has this Python name, where that differs. */
  readonly respelled: ReadonlyMap<string, string>;
  /** The UUID for the output that has this Python name. */
  readonly uuidOf: (name: string) => string;
  readonly emptyRanges: boolean;
  readonly conditionTables: boolean;
  readonly conditionWords: boolean;
}

/** An action as the program says it, with what is decided later: whether it needs a UUID, and what its output is called. */
export interface ProgramAction extends Action {
  /** The Python name of its output, or of the result of the block that it closes. */
  output?: string;
  /** The statement that says it. */
  node?: Stmt;
}

/** How the identifiers of blocks begin until they get their own; no app writes such ones. */
export const GROUP_MARK = "\0group ";

export interface MatchedProgram {
  actions: ProgramAction[];
  /** The UUID of an output by its Python name; undefined for any other text. */
  outputUuid: (name: string) => string | undefined;
  /** Each token that names an output, with the Python name that it was read from. */
  tokens: { token: PlistDict; name: string }[];
  /** Labels of outputs that no action makes, by Python name. */
  missing: Map<string, string>;
  diagnostics: Diagnostic[];
}

/** Turns the statements of a program into actions, in the order of the text. */
export function matchProgram(body: readonly Stmt[], facts: ProgramFacts): MatchedProgram & MatchContext {
  const matcher = new ProgramMatcher(facts);
  matcher.collect(body);
  matcher.block(body.slice(matcher.hoisted(body)));
  return matcher;
}

type Kind = "variable" | "output" | "missing";

class ProgramMatcher implements MatchContext, MatchedProgram {
  readonly actions: ProgramAction[] = [];
  readonly tokens: MatchedProgram["tokens"] = [];
  readonly missing = new Map<string, string>();
  readonly diagnostics: Diagnostic[] = [];
  readonly #facts: ProgramFacts;
  readonly #kinds = new Map<string, Kind>();
  /** Variables by the names that Python has for them, as far as calls that set them spell both. */
  readonly #spelled = new Map<string, string>();
  /** Targets of the loops around the statement that is being read, with the variables that they stand for. */
  #targets: ReadonlyMap<string, string> = new Map();
  #repeats = 0;
  #groups = 0;

  constructor(facts: ProgramFacts) {
    this.#facts = facts;
  }

  get lookup(): ProgramFacts["lookup"] {
    return this.#facts.lookup;
  }
  get identifierOf(): ProgramFacts["identifierOf"] {
    return this.#facts.identifierOf;
  }
  get emptyRanges(): boolean {
    return this.#facts.emptyRanges;
  }
  get conditionTables(): boolean {
    return this.#facts.conditionTables;
  }
  get conditionWords(): boolean {
    return this.#facts.conditionWords;
  }

  outputUuid = (name: string): string | undefined => {
    const kind = this.#kinds.get(name);
    const isOutput = kind === "output" || kind === "missing" || isResultName(name);
    return isOutput ? this.#facts.uuidOf(name) : undefined;
  };

  report(node: Expr | Stmt, code: DiagnosticCode, message: string, hint?: string): void {
    const { range } = node;
    this.diagnostics.push({
      ...diagnostic(code, message, { action: this.actions.length, ...(range && { range }) }),
      ...(hint !== undefined && { hint }),
    });
  }

  matchValue(expr: Expr): PlistValue {
    return matchValue(expr, this);
  }

  variable(name: string): string {
    const { respelled } = this.#facts;
    return (
      this.#targets.get(name) ?? respelled.get(name) ?? this.#spelled.get(name) ?? repeatOfName(name) ?? name
    );
  }

  reference(name: string, node: Expr): PlistDict {
    if (name === "shortcut_input") return dictOf({ Type: "ExtensionInput" });
    const kind = this.#targets.has(name) ? "variable" : this.#kinds.get(name);
    if (kind === "variable" || (kind === undefined && isRepeatName(name))) {
      return variableToken(this.variable(name));
    }
    if (kind === undefined && !isResultName(name)) {
      this.report(
        node,
        "SC6004",
        `The name ${quote(name)} is read, but nothing defines it.`,
        "Set it in a line before, or correct its spelling.",
      );
      return variableToken(name);
    }
    const token = dictOf({ Type: "ActionOutput", OutputUUID: this.#facts.uuidOf(name) });
    this.tokens.push({ token, name });
    return token;
  }

  /** Finds out what each name stands for, before anything is read: a repeat may read what it sets further down. */
  collect(statements: readonly Stmt[]): void {
    for (const statement of statements) {
      switch (statement.kind) {
        case "Assign":
          if (!isResultLine(statement)) this.#collectAssign(statement);
          break;
        case "ExprStmt": {
          const appended = methodCall(statement.value, "append")?.value;
          if (appended?.kind === "Name" && !isResultName(appended.id)) this.#name(appended.id, "variable");
          break;
        }
        case "If":
          this.collect(statement.body);
          for (const { body } of statement.elifs) this.collect(body);
          this.collect(statement.orelse?.body ?? []);
          break;
        case "For":
          this.collect(statement.body);
          break;
        case "Match":
          for (const { body } of statement.cases) this.collect(body);
          break;
      }
    }
  }

  #collectAssign(statement: Stmt & { kind: "Assign" }): void {
    const [first, second] = statement.targets as [string, string?];
    if (isCallOf(statement.value, "missing_output")) {
      const [label] = statement.value.args;
      this.missing.set(first, label?.kind === "Str" ? label.value : "");
      this.#kinds.set(first, "missing");
      return;
    }
    const called = this.#calledVariable(statement.value);
    if (called !== undefined && !this.#spelled.has(first)) this.#spelled.set(first, called);
    const isEmpty = isCallOf(statement.value, "nothing");
    // `name = nothing()` defines a name of either kind.
    if (isEmpty && this.#kinds.has(first)) return;
    this.#name(
      first,
      isEmpty || assignsVariable(statement) || called !== undefined ? "variable" : "output",
      isEmpty,
    );
    if (second !== undefined) this.#name(second, "output");
  }

  readonly #empty = new Set<string>();

  #name(name: string, kind: Kind, isWeak = false): void {
    const known = this.#kinds.get(name);
    if (known !== undefined && !this.#empty.has(name)) {
      // What is set as a variable anywhere is one; reading it is the same.
      if (kind === "variable" && !isWeak) this.#kinds.set(name, kind);
      return;
    }
    this.#kinds.set(name, kind);
    if (isWeak) this.#empty.add(name);
    else this.#empty.delete(name);
  }

  /** The variable that Set Variable or Add to Variable as a call binds. */
  #calledVariable(value: Expr): string | undefined {
    if (value.kind !== "Call" || value.func.kind !== "Name") return undefined;
    const identifier = this.identifierOf(value.func.id);
    if (identifier !== SET_VARIABLE && identifier !== APPEND_VARIABLE) return undefined;
    const variable = argument(value, "WFVariableName");
    return variable?.kind === "Str" ? variable.value : undefined;
  }

  /** How many statements at the top only define names. */
  hoisted(body: readonly Stmt[]): number {
    const end = body.findIndex(
      (statement) =>
        statement.kind !== "Assign" ||
        !["nothing", "missing_output", "get_shortcut_input"].some((name) => isCallOf(statement.value, name)),
    );
    return end < 0 ? body.length : end;
  }

  block(statements: readonly Stmt[]): void {
    statements.forEach((statement, i) => this.#statement(statement, statements[i - 1]));
  }

  #statement(statement: Stmt, before: Stmt | undefined): void {
    switch (statement.kind) {
      case "Pass":
        return;
      case "If":
        return this.#if(statement, before);
      case "For":
        return this.#for(statement, before);
      case "Match":
        return this.#match(statement);
      case "Assign":
      case "ExprStmt":
        if (isResultLine(statement)) return;
        return this.#simple(statement);
      case "Return":
      case "Comment":
        return this.#simple(statement);
      case "Import":
      case "ImportFrom":
        return;
      case "FunctionDef":
        this.report(
          statement,
          "SC6002",
          "A function in a function stands for nothing.",
          "Write what it does where it is needed, or make it a shortcut of its own.",
        );
    }
  }

  #simple(statement: Simple): void {
    const action = this.#matchSimple(statement);
    if (!action) {
      this.#reportUnmatched(statement);
      return;
    }
    const added = this.#add(action, statement);
    if (statement.kind !== "Assign" || assignsNothing(action.identifier)) return;
    const isNamed = bindsVariable(action) && !isCallOf(statement.value, "add_to_variable");
    const output = isNamed ? statement.targets[1] : statement.targets[0];
    if (output !== undefined) added.output = output;
  }

  #matchSimple(statement: Simple): Matched | undefined {
    for (const form of forms) {
      const action = form.match(statement, this);
      if (action) return action;
    }
    return matchCallStatement(statement, this);
  }

  #reportUnmatched(statement: Simple): void {
    const value = statement.kind === "Comment" ? undefined : statement.value;
    if (value?.kind === "Call" && value.func.kind === "Name") {
      this.report(value, "SC6005", `No action is called ${quote(value.func.id)}.`);
    } else {
      this.report(statement, "SC6002", "This statement stands for no action.");
    }
  }

  #add({ identifier, parameters, malformed }: Matched, node: Stmt): ProgramAction {
    const action: ProgramAction = {
      index: this.actions.length,
      identifier,
      parameters,
      ...(malformed !== undefined && { malformed }),
      node,
    };
    this.actions.push(action);
    return action;
  }

  #marker(identifier: string, mode: number, group: string, parameters: PlistDict, node: Stmt): ProgramAction {
    const own = dictOf({ GroupingIdentifier: group, WFControlFlowMode: mode });
    return this.#add({ identifier, parameters: Object.assign(own, parameters) }, node);
  }

  #if(statement: If, before: Stmt | undefined): void {
    const header = matchIfHeader(statement, this);
    const group = this.#newGroup();
    const mark = (mode: number, parameters: PlistDict) =>
      this.#marker(identifiers.conditional, mode, group, parameters, statement);
    mark(0, header.open);
    this.block(statement.body);
    statement.elifs.forEach(({ body }, i) => {
      mark(1, header.conditions![i]!);
      this.block(body);
    });
    if (statement.orelse) {
      mark(1, header.markers("otherwise", 0));
      this.block(statement.orelse.body);
    }
    const bodies = [statement.body, ...statement.elifs.map(({ body }) => body), statement.orelse?.body ?? []];
    this.#close(mark(2, header.markers("end", 0)), bodies, before);
  }

  #for(statement: For, before: Stmt | undefined): void {
    const header = matchRepeatHeader(statement, this);
    const identifier = header.each ? identifiers.repeatEach : identifiers.repeatCount;
    const group = this.#newGroup();
    this.#marker(identifier, 0, group, header.open, statement);
    const outer = this.#targets;
    this.#repeats++;
    const targets = new Map(outer);
    const [first, second] = statement.targets as [string, string?];
    if (second !== undefined) targets.set(first, repeatVariable("Index", this.#repeats));
    const what = header.each ? "Item" : "Index";
    targets.set(second ?? first, repeatVariable(what, this.#repeats));
    this.#targets = targets;
    this.block(statement.body);
    this.#targets = outer;
    this.#repeats--;
    const end = this.#marker(identifier, 2, group, header.markers("end", 0), statement);
    this.#close(end, [statement.body], before);
  }

  #match(statement: Match): void {
    const header = matchMenuHeader(statement, this);
    const group = this.#newGroup();
    const mark = (mode: number, parameters: PlistDict) =>
      this.#marker(identifiers.menu, mode, group, parameters, statement);
    mark(0, header.open);
    for (const comment of statement.lead) this.#simple(comment);
    statement.cases.forEach(({ pattern, body }, i) => {
      const title = pattern.kind === "Str" ? pattern.value : undefined;
      const own = dictOf({ WFMenuItemTitle: title, WFMenuItemAttributedTitle: header.titles?.[i] });
      mark(1, Object.assign(own, header.markers("cases", i)));
      this.block(body);
    });
    this.#close(
      mark(2, header.markers("end", 0)),
      statement.cases.map(({ body }) => body),
      undefined,
    );
  }

  #newGroup(): string {
    return `${GROUP_MARK}${this.#groups++}`;
  }

  /** Names the result of a block, after the lines that fill it. */
  #close(end: ProgramAction, bodies: readonly (readonly Stmt[])[], before: Stmt | undefined): void {
    const lines = [
      before,
      ...bodies.map((body) => body.findLast(({ kind }) => kind !== "Pass" && kind !== "Comment")),
    ];
    const prefix = { [identifiers.conditional]: "if_result", [identifiers.menu]: "menu_result" }[
      end.identifier
    ];
    for (const line of lines) {
      const name = line && isResultLine(line) ? resultName(line) : undefined;
      if (name?.startsWith(prefix ?? "repeat_results")) end.output = name;
    }
  }
}

/**
 * Gives outputs and the references to them the names that they have in the shortcut.
 *
 * @param translated see {@link OutputNames}; so is `exceptions`. An empty name is one that references do not have.
 */
export function nameOutputs(
  { actions, tokens, missing }: MatchedProgram,
  lookup: ProgramFacts["lookup"],
  { names, translated, exceptions }: OutputNames,
): void {
  const copies = new Map<string, string>();
  for (const [name, label] of missing) copies.set(name, exceptions.get(name) ?? label);
  for (const action of actions) {
    const name = action.output;
    if (name === undefined) continue;
    const own = isMarker(action) ? resultLabel(name) : ownLabel(action, lookup);
    const label = labelOf(name, own, names);
    if (label.custom) action.parameters["CustomOutputName"] ??= label.label;
    if (!copies.has(name)) copies.set(name, exceptions.get(name) ?? copyOf(label, translated));
  }
  for (const { token, name } of tokens) {
    const copy = copies.get(name);
    if (copy) token["OutputName"] = copy;
  }
}

const SET_VARIABLE = "is.workflow.actions.setvariable";
const APPEND_VARIABLE = "is.workflow.actions.appendvariable";

function bindsVariable({ identifier, parameters }: Matched): boolean {
  const isSetter = identifier === SET_VARIABLE || identifier === APPEND_VARIABLE;
  return isSetter && typeof parameters["WFVariableName"] === "string";
}

function assignsNothing(identifier: string): boolean {
  return identifier === identifiers.comment;
}

/** A line that fills the result of a block: it stands for no action. */
function isResultLine(statement: Stmt): boolean {
  return resultName(statement) !== undefined;
}

function resultName(statement: Stmt): string | undefined {
  if (statement.kind === "Assign") {
    const [name] = statement.targets;
    return statement.targets.length === 1 && isResultName(name!) ? name : undefined;
  }
  const list = statement.kind === "ExprStmt" ? methodCall(statement.value, "append")?.value : undefined;
  return list?.kind === "Name" && isResultName(list.id) ? list.id : undefined;
}

/** `repeat_item_2` -> `Repeat Item 2`. */
function repeatOfName(name: string): string | undefined {
  if (!isRepeatName(name)) return undefined;
  const [, what, number] = name.split("_");
  return repeatVariable(what === "item" ? "Item" : "Index", Number(number ?? 1));
}
