import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import { serialization } from "../ir/token.ts";
import type { Action } from "../ir/workflow.ts";
import { PlistDict, type PlistValue } from "../plist/value.ts";
import type { Call, Dict, Expr, Keyword, Name, Stmt } from "../python/ast.ts";
import type { ActionFacts } from "../registry/lookup.ts";

/** By their keys in the file; what the editor writes by itself is {@link FILTER_SETTINGS}. */
export interface FilterSettings {
  readonly Removable: boolean;
  readonly [BOUNDED]: boolean;
}

/** The editor's note of what a filter may say about dates; it finds nothing. */
export const BOUNDED = "WFContentPredicateBoundedDate";
export const FILTER_SETTINGS: FilterSettings = { Removable: true, [BOUNDED]: false };

/** What every form needs in order to know its action in a program again. */
export interface MatchContext {
  readonly lookup: (identifier: string) => ActionFacts | undefined;
  /** The identifier that a function of the program stands for. */
  readonly identifierOf: (functionName: string) => string | undefined;
  /** The token that a name stands for where the matching stands. */
  reference(name: string, node: Expr): PlistDict;
  /** What the shortcut calls the variable that has this name in Python. */
  variable(name: string): string;
  /** The UUID of an output by its Python name; undefined for any other text. */
  outputUuid(name: string): string | undefined;
  /** Whether texts without tokens in dictionaries hold an empty `attachmentsByRange`, as iOS 12 wrote them. */
  readonly emptyRanges: boolean;
  /** Whether an If with one condition holds it as a table of one row, as the app writes it since iOS 18. */
  readonly conditionTables: boolean;
  /** Whether variables are read as dictionaries before a key is taken, as the editor has it since iOS 15. */
  readonly dictionaryKeys: boolean;
  /** Whether conditions have words for codes ("Equals"), as before iOS 13. */
  readonly conditionWords: boolean;
  /** What rows of filters, and filters, hold beside what they look for: settings of the editor. */
  readonly filterSettings: FilterSettings;
  /** What the metadata keep of a record that the program calls by a name; undefined where they keep nothing. */
  recordEntry(kind: string, name: string): PlistValue | undefined;
  /** The value that an expression stands for: values hold values, so each kind of value asks for those inside it here. */
  matchValue(expr: Expr): PlistValue;
  /** The actions of a block's statements, behind those that are there. */
  matchBlock(statements: readonly Stmt[]): void;
  /** Adds the next action of the program. */
  add(action: Matched, node: Stmt): ProgramAction;
  /** Whether the next action is an Otherwise without an `else`. */
  isEmptyOtherwise(): boolean;
  /** An identifier for the markers of one block; it becomes a UUID when everything is matched. */
  newGroup(): string;
  /** How many repeats stand around the statement that is being read. */
  readonly repeats: number;
  /** Reads the body of a repeat, in which these names stand for these variables. */
  inRepeat(variables: ReadonlyMap<string, string>, match: () => void): void;
  /** Notes that a part of the statement has said something: what nobody notes is reported, see `program/unread.ts`. */
  use(...parts: readonly (Expr | undefined)[]): void;
  /** The same for an expression with everything that it is made of. */
  useWhole(expr: Expr): void;
  /** What a matcher makes of something; if it is nothing, it has noted nothing either. */
  attempt<Result>(match: () => Result | undefined): Result | undefined;
  /** Says that a part of the program means nothing in a shortcut; the matching goes on behind it. */
  report(node: Expr | Stmt, code: DiagnosticCode, message: string, hint?: string): void;
  readonly diagnostics: Diagnostic[];
}

/** What a statement says about an action: everything but its place in the list. */
export type Matched = Pick<Action, "identifier" | "parameters" | "malformed">;

/** An action as the program says it, with what is decided later: whether it needs a UUID, and what its output is called. */
export interface ProgramAction extends Action {
  /** The Python name of its output, or of the result of the block that it closes. */
  output: string | undefined;
  /** The statement that says it. */
  node: Stmt | undefined;
  /** Whether the statement says an input, too, that the file leaves out; only where nothing had to be matched to know it. */
  isPiped: boolean;
  /** The same for parameters that have their defaults. */
  hasDefaults: boolean;
}

/** All are made here, with all keys in one order: what goes through them takes less than where some have others. */
export function programAction(
  index: number,
  { identifier, parameters, malformed }: Matched,
  node?: Stmt,
): ProgramAction {
  const action: ProgramAction = {
    index,
    identifier,
    parameters,
    output: undefined,
    node,
    isPiped: false,
    hasDefaults: false,
  };
  if (malformed !== undefined) action.malformed = malformed;
  return action;
}

export function matched(identifier: string, parameters: Record<string, PlistValue | undefined>): Matched {
  return { identifier, parameters: dictOf(parameters) };
}

/** A dictionary with these entries; those that are undefined are left out. */
export function dictOf(entries: Record<string, PlistValue | undefined>): PlistDict {
  const dict = new PlistDict();
  for (const key in entries) if (entries[key] !== undefined) dict[key] = entries[key];
  return dict;
}

export function envelope(type: string, value: PlistValue): PlistDict {
  const dict = new PlistDict();
  dict["Value"] = value;
  dict["WFSerializationType"] = type;
  return dict;
}

/** A text without tokens as dictionaries hold it, in an envelope. */
export function wrappedText(text: string, ctx: MatchContext): PlistDict {
  const ranges = ctx.emptyRanges ? new PlistDict() : undefined;
  return envelope(serialization.textToken, dictOf({ string: text, attachmentsByRange: ranges }));
}

/** The name of the function that an expression calls; undefined if it is no call of a plain name. */
export function calledName(expr: Expr): string | undefined {
  return expr.kind === "Call" && expr.func.kind === "Name" ? expr.func.id : undefined;
}

export function isCallOf(expr: Expr, name: string): expr is Call & { func: Name } {
  return calledName(expr) === name;
}

/** `value.method(...)` with this name; undefined for anything else. */
export function methodCall(expr: Expr, name: string): { value: Expr; args: Expr[] } | undefined {
  if (expr.kind !== "Call" || expr.func.kind !== "Attribute" || expr.func.attr !== name) return undefined;
  return { value: expr.func.value, args: expr.args };
}

export function argument(call: Call, name: string): Expr | undefined {
  return call.keywords.find((keyword) => keyword.name === name)?.value;
}

/** A field of a record; an odd one stands in `more=dict({...})`, because its key is no argument, or that of another. */
export interface RecordField {
  key: string;
  value: Expr;
  isOdd: boolean;
}

/** All fields of a record. */
export function recordFields(keywords: readonly Keyword[], ctx: MatchContext): RecordField[] {
  return keywords.flatMap(({ name, value }): RecordField[] => {
    const odd = name === "more" && isCallOf(value, "dict") ? value.args[0] : undefined;
    if (odd?.kind !== "Dict") return [{ key: name, value, isOdd: false }];
    ctx.use(value);
    return displayFields(odd, ctx).map((field) => ({ ...field, isOdd: true }));
  });
}

/** The entries of a display whose keys are texts. */
export function displayFields(display: Dict, ctx: MatchContext): { key: string; value: Expr }[] {
  ctx.use(display);
  const fields: { key: string; value: Expr }[] = [];
  for (const { key, value } of display.entries) {
    if (key.kind !== "Str") continue;
    ctx.use(key);
    fields.push({ key: key.value, value });
  }
  return fields;
}

/** The text of a literal; undefined for any other expression. */
export function literalText(expr: Expr | undefined, ctx: MatchContext): string | undefined {
  if (expr?.kind !== "Str") return undefined;
  ctx.use(expr);
  return expr.value;
}

/** The digits of a numeral; undefined for any other expression. */
export function literalNumber(expr: Expr | undefined, ctx: MatchContext): string | undefined {
  if (expr?.kind !== "Num") return undefined;
  ctx.use(expr);
  return expr.text;
}

/** The annotation of a name that is an output, however often it is bound: several actions can have one UUID. */
export const OUTPUT_MARK = "Output";

/** The annotation of a name that is a variable, however seldom it is set. */
export const VARIABLE_MARK = "Variable";

/** Whether an assignment of a value for a key is a Set Variable, and not Get Dictionary Value. */
export function isMarkedAsVariable({ annotation }: { annotation?: string | undefined }): boolean {
  return annotation !== undefined && annotation !== OUTPUT_MARK;
}
