import type { ProgramAction } from "../context/matching.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action, Workflow } from "../ir/workflow.ts";
import type { DataFlow } from "../passes/data-flow.ts";
import type { Expr, Module, Stmt } from "../python/ast.ts";
import { misfitResults, reportOmittedInputs } from "./flow-checks.ts";
import { reportKeywords } from "./keyword-checks.ts";
import { takeApart } from "./lower/functions.ts";
import { lowerProgram } from "./lower/lower.ts";
import { GROUP_MARK, matchProgram, type MatchedProgram, type ProgramFacts } from "./match.ts";
import { applyActionNotes, fitsNotes } from "./metadata/actions.ts";
import { addResult, collectReads, traceProgram } from "./metadata/implicit-inputs.ts";
import { matchMetadata } from "./metadata/metadata.ts";
import { addUsual, matchProperties } from "./metadata/properties.ts";
import { matchUnsaidActions, type UnsaidActions } from "./metadata/unsaid-variables.ts";
import { nameOutputs } from "./output-names.ts";

export interface MatchedModule {
  workflow: Omit<Workflow, "body">;
  /** The statements that say the actions, and the actions with their statements. */
  body: readonly Stmt[];
  said: readonly ProgramAction[];
  /** The docstring: what the shortcut is called. */
  title: string | undefined;
  diagnostics: Diagnostic[];
}

export interface ModuleFacts extends Pick<ProgramFacts, "lookup" | "identifierOf"> {
  /** Whether to read what other programs say in other words, see `lowerProgram`. */
  tolerant: boolean;
  /** Whether it was written by us and by nobody since, so that nothing in it says nothing. */
  isWritten?: boolean;
  /** A fresh UUID; never the same one twice. */
  newUuid: () => string;
}

/** The shortcut that a module says: the inverse of `writeProgram`. */
export function matchModule(module: Module, facts: ModuleFacts): MatchedModule {
  const plain = new Set<string>();
  for (;;) {
    const { misfits, ...matched } = matchOnce(module, plain, facts);
    const { size } = plain;
    for (const name of misfits) plain.add(name);
    // The result of several blocks stays one, however little it fits them.
    if (plain.size === size) return matched;
  }
}

/** @param plain names that look like results of blocks and are found to be none. */
function matchOnce(
  module: Module,
  plain: ReadonlySet<string>,
  facts: ModuleFacts,
): MatchedModule & { misfits: Set<string> } {
  const found = new Reports();
  const parts = takeApart(module, { report: found.add, isConverted: false, ...facts });
  const isConverted = parts.metadata !== undefined;
  const report = isConverted ? found.addErrors : found.add;
  const metadata = matchMetadata(parts.metadata);
  const body = lowerProgram(parts, { report, plain, isConverted, ...facts });
  const uuids = new Map<string, string>();
  const uuidOf = (name: string) => {
    let uuid = uuids.get(name);
    if (uuid === undefined) uuids.set(name, (uuid = facts.newUuid()));
    return uuid;
  };
  const match = (unsaid: UnsaidActions): MatchedProgram => {
    const { lookup, identifierOf } = facts;
    const { recordEntry, names, style } = metadata;
    const { names: respelled, variableUuids } = names;
    const known = {
      lookup,
      identifierOf,
      recordEntry,
      uuidOf,
      respelled,
      variableUuids,
      ...unsaid,
      ...style,
    };
    return matchProgram(body, known, { reportsUnread: !facts.isWritten });
  };
  const unsaid = matchUnsaidActions(metadata.entries);
  const hasUnsaid = unsaid.unsaid.size + unsaid.emptyOtherwise.size > 0;
  let program = match(unsaid);
  if (hasUnsaid && !fitsNotes(program.actions, metadata.entries)) {
    program = match({ unsaid: new Map(), emptyOtherwise: new Set() });
  }
  nameOutputs(program, facts.lookup, metadata.names);
  const { actions } = program;
  const properties = matchProperties(metadata.entries, program.ctx);
  if (!isConverted) addUsual(properties);
  const noted = { properties, ...program };
  let traced: DataFlow | undefined;
  const flow = (): DataFlow => (traced ??= traceProgram(noted));
  reportOmittedInputs(noted, flow);
  if (!isConverted) reportKeywords(body, program, facts);
  let misfits = misfitResults(body, noted, flow);
  applyActionNotes(noted, metadata.entries);
  // An input that the file leaves out goes on as it is; the program may have to say it as a text, which would not.
  if (misfits.size > 0) misfits = misfitResults(body, noted, () => traceProgram(noted));
  addResult(noted);
  giveIdentities(program, uuidOf, facts.newUuid);
  return {
    workflow: { properties, actions: actions.map(plainAction) },
    said: actions,
    body,
    title: parts.title,
    diagnostics: [...found.list, ...program.diagnostics],
    misfits,
  };
}

/** What was said about a program, the same of the same place once. */
class Reports {
  readonly list: Diagnostic[] = [];
  readonly #said = new Set<string>();

  /** The same without doubts about what it says: a program that was written from a file says what the file does. */
  addErrors: Reports["add"] = (node, code, message, hint) => {
    if (code !== "SC6015") this.add(node, code, message, hint);
  };

  add = ({ range }: Expr | Stmt, code: DiagnosticCode, message: string, hint?: string): void => {
    const key = JSON.stringify([code, range?.start, message]);
    if (this.#said.has(key)) return;
    this.#said.add(key);
    this.list.push({ ...diagnostic(code, message, range && { range }), ...(hint !== undefined && { hint }) });
  };
}

/** An action without what only the matching needs. */
function plainAction({ index, identifier, parameters, extras, malformed }: ProgramAction): Action {
  const action: Action = { index, identifier, parameters };
  if (extras) action.extras = extras;
  if (malformed !== undefined) action.malformed = malformed;
  return action;
}

/** UUIDs for outputs that something reads, and one identifier for the markers of each block. */
function giveIdentities(
  program: MatchedProgram,
  uuidOf: (name: string) => string,
  newUuid: () => string,
): void {
  const read = collectReads(program.actions).outputs;
  const groups = new Map<string, string>();
  for (const action of program.actions) {
    const { parameters, output } = action;
    const said = parameters["UUID"];
    if (typeof said === "string") {
      parameters["UUID"] = program.ctx.outputUuid(said) ?? said;
    } else if (output !== undefined && said === undefined && read.has(uuidOf(output))) {
      parameters["UUID"] = uuidOf(output);
    }
    const group = parameters["GroupingIdentifier"];
    if (typeof group === "string" && group.startsWith(GROUP_MARK)) {
      let uuid = groups.get(group);
      if (uuid === undefined) groups.set(group, (uuid = newUuid()));
      parameters["GroupingIdentifier"] = uuid;
    }
  }
}
