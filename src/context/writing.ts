import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import type { ByIndex } from "../ir/by-index.ts";
import type { Action, Block } from "../ir/workflow.ts";
import type { CallPlan, SaidArgument } from "./call-plan.ts";
import type { DataFlow } from "../passes/data-flow.ts";
import type { Fills } from "../passes/fills.ts";
import type { Naming } from "../passes/naming.ts";
import type { References } from "../passes/references.ts";
import type { PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword, type Name, type Stmt } from "../python/ast.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import type { NameStyle } from "../registry/names.ts";
import type { Scope } from "../python/scope.ts";

export type Layout = "function" | "script";

/** What every form needs in order to write an action. One context serves one program. */
export interface Context {
  readonly layout: Layout;
  /** Whether the program carries `__shortcut__`. */
  readonly metadata: boolean;
  /**
   * Whether the body says everything, also what has no effect when the shortcut runs: rows that the editor unfolds,
   * operands of a former type. Otherwise the metadata keep it, or nobody does.
   */
  readonly lossless: boolean;
  /** Get Variables (by index) that have no statement, with what they get. */
  readonly unsaid: Map<number, Expr>;
  /** Otherwise markers (by index) that have no `else`, because nothing stands behind them. */
  readonly emptyOtherwise: Set<number>;
  /**
   * What the metadata keep of records that the body calls by a name, by kind and name; nothing of those that are as usual.
   * Absent where there are no metadata.
   */
  readonly records: Map<string, Map<string, PlistValue | undefined>> | undefined;
  /**
   * Values of the file that neither the body nor the rest of the metadata says, because `compile` writes them unasked: so
   * that every value of a file is in its program.
   */
  readonly usual: Set<string | number | boolean>;
  /** How many values without effect the body does not say. */
  leftOut: number;
  readonly names: Naming;
  readonly flow: DataFlow;
  readonly references: References;
  /** Outputs that only fill a variable or the result of a block. */
  readonly fills: Fills;
  /** Calculations whose output only the one right behind takes, with that. */
  readonly steps: ReadonlyMap<number, Action>;
  /** Other actions whose output only the action or the block right behind takes, with that or its opening marker. */
  readonly nests: ByIndex<Action>;
  /** How many blocks stand around the line that is being written. */
  depth: number;
  /** Decides whether a call stands in the header of the block that is being written, where one may. */
  settle: ((header: Expr) => void) | undefined;
  /** Calculations that only their call can say, because Python would calculate something else. */
  readonly calls: ReadonlySet<number>;
  /** Variables (their Python names) that several Set Variables set. */
  readonly setOften: () => ReadonlySet<string>;
  readonly lookup: (identifier: string) => ActionFacts | undefined;
  /** What the arguments of each call say, by the number of its action; a form without a call has none. */
  readonly said: (readonly SaidArgument[] | undefined)[];
  /** What the calls of each API of the program have in common. */
  readonly functions: ReadonlyMap<string, CallPlan>;
  /** The same by the index of each action; undefined for one without an identifier. */
  readonly plans: readonly (CallPlan | undefined)[];
  /** For people, or as WorkflowBench and the files have them. */
  readonly nameStyle: NameStyle;
  /** The action that binds an output, for what is known about the output. */
  readonly actionOfOutput: (uuid: string) => Action | undefined;
  readonly diagnostics: Diagnostic[];
  /** Functions of `shortcut_actions` that the program calls. */
  readonly imports: Set<string>;
  /** Names that stand for outputs which nothing binds, with the label that references give them. */
  readonly missing: Map<string, string>;
  /** Whether the definitions at the top are written, so that no other name can be defined there. */
  isHoisted: boolean;
  /** Whether the shortcut repeats anything. */
  readonly hasRepeats: boolean;
  /** Where the writing stands; forms with branches replace it for a while. */
  scope: Scope;
  /** The action that is being written, for diagnostics. */
  action: number;
  /** How many brackets stand around the value being written. */
  brackets: number;
  /** Any value as an expression: values hold values, so each kind of value asks for those inside it here. */
  writeValue(value: PlistValue): Expr;
  /** Writes a block's statements, `pass` included where Python wants one. */
  writeBlock(block: Block): Stmt[];
}

/**
 * Functions that the dialect adds to Python's own, beside one function for each action.
 * They are capitalised where they make a value, so that they do not meet the names of outputs.
 */
export const HELPERS = [
  "Array",
  "AllOf",
  "AnyOf",
  "App",
  "AppEntity",
  "Boolean",
  "Contact",
  "Contacts",
  "Data",
  "Date",
  "Dictionary",
  "Duration",
  "Email",
  "Entity",
  "Enumeration",
  "File",
  "Item",
  "Location",
  "Number",
  "Operand",
  "Option",
  "Output",
  "Path",
  "Phone",
  "Playback",
  "PropertyList",
  "Quantity",
  "Shortcut",
  "Text",
  "TimeOffset",
  "Token",
  "Uid",
  "Unit",
  "Variable",
  "action_input",
  "add_to_variable",
  "aggrandize",
  "as_boolean",
  "as_contact",
  "as_date",
  "as_dictionary",
  "as_file",
  "as_image",
  "as_location",
  "as_media",
  "as_number",
  "as_photo",
  "as_rich_text",
  "as_text",
  "as_url",
  "ask_each_time",
  "choose_from_menu",
  "coerce_variable",
  "condition",
  "current_date",
  "device_details",
  "format_date",
  "get_clipboard",
  "get_property",
  "get_shortcut_input",
  "get_variable",
  "has_value",
  "is_in_last",
  "is_in_next",
  "is_today",
  "malformed_action",
  "missing_output",
  "no_condition",
  "nothing",
  "shortcut_result",
  "stale",
  "unit_variable_transform",
  "unset",
  "where",
] as const;

export type Helper = (typeof HELPERS)[number];

/** A call of a helper; the program will import it. */
export function helper(ctx: Context, name: Helper, args: Expr[] = [], keywords: Keyword[] = []): Call {
  ctx.imports.add(name);
  return py.call(name, args, keywords);
}

/** Decides about the header of a block before its body is written, which names outputs of its own. */
export function settle(header: Expr, ctx: Context): void {
  const decide = ctx.settle;
  ctx.settle = undefined;
  decide?.(header);
}

/** A use of a name that some statement binds. */
export function read(ctx: Context, name: string): Name {
  ctx.scope.read(name);
  return py.name(name);
}

/** Brackets that values may open in one another. CPython takes 200; the statement around them and a last variable need a few. */
const MOST_BRACKETS = 150;

/** Writes what stands inside `brackets` more of them; undefined where those would be too many for Python's parser. */
export function within<Written>(ctx: Context, brackets: number, write: () => Written): Written | undefined {
  if (!open(ctx, brackets)) return undefined;
  const written = write();
  close(ctx, brackets);
  return written;
}

/** Opens so many brackets, unless they are too many; whoever has written what stands in them closes them. */
export function open(ctx: Context, brackets: number): boolean {
  if (ctx.brackets + brackets > MOST_BRACKETS) return false;
  ctx.brackets += brackets;
  return true;
}

export function close(ctx: Context, brackets: number): void {
  ctx.brackets -= brackets;
}

export function keyword(name: string, value: Expr): Keyword {
  return { name, value };
}

/** Reports something about the action that is being written; once, even if a second form has to write it again. */
export function report(ctx: Context, code: DiagnosticCode, message: string): void {
  const last = ctx.diagnostics.at(-1);
  if (last?.code === code && last.where.action === ctx.action && last.message === message) return;
  ctx.diagnostics.push(diagnostic(code, message, { action: ctx.action }));
}
