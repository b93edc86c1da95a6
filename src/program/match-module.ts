import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { nestBlocks } from "../passes/control-flow.ts";
import { traceDataFlow, type Source } from "../passes/data-flow.ts";
import { isResultName } from "../passes/naming.ts";
import { collectReferences } from "../passes/references.ts";
import { isDict, PlistDict, type PlistValue } from "../plist/value.ts";
import type { Expr, FunctionDef, Module, Stmt } from "../python/ast.ts";
import { unwrapConditionInput } from "../ir/token.ts";
import type { Action, Workflow } from "../ir/workflow.ts";
import { commentLines } from "../forms/comment.ts";
import { entriesOf, matchData } from "../values/data.ts";
import { adaptForeign } from "./tolerant.ts";
import {
  GROUP_MARK,
  matchProgram,
  nameOutputs,
  type MatchedProgram,
  type ProgramAction,
  type ProgramFacts,
} from "./match.ts";
import {
  fingerprint,
  inputKeyOf,
  matchMetadata,
  matchResidues,
  parseNumbers,
  type Metadata,
} from "./metadata/metadata.ts";
import { matchProperties } from "./metadata/properties.ts";
import { applyResidue, respell, WHOLE } from "./metadata/residue.ts";
import type { MatchContext } from "../context/matching.ts";

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
  /** Whether to read what other programs say in other words, see {@link adaptForeign}. */
  tolerant: boolean;
  /** A fresh UUID; never the same one twice. */
  newUuid: () => string;
}

/** The shortcut that a module says: the inverse of `writeProgram`. */
export function matchModule(module: Module, facts: ModuleFacts): MatchedModule {
  const { body: written, metadata: expr, title } = partsOf(module);
  const adapted: Diagnostic[] = [];
  const body = facts.tolerant
    ? adaptForeign(
        written,
        (name) => facts.identifierOf(name) !== undefined,
        ({ range }, code, message) => adapted.push(diagnostic(code, message, range && { range })),
      )
    : written;
  const metadata = matchMetadata(expr);
  const uuids = new Map<string, string>();
  const uuidOf = (name: string) => {
    let uuid = uuids.get(name);
    if (uuid === undefined) uuids.set(name, (uuid = facts.newUuid()));
    return uuid;
  };
  const program = matchProgram(body, {
    lookup: facts.lookup,
    identifierOf: facts.identifierOf,
    respelled: metadata.names.names,
    uuidOf,
    ...metadata.style,
  });
  nameOutputs(program, facts.lookup, metadata.names);
  const { actions } = program;
  applyMetadata(program, metadata, facts);
  giveIdentities(program, uuidOf, facts.newUuid);
  const properties = matchProperties(metadata.entries, program);
  return {
    workflow: { properties, actions: actions.map(plainAction) },
    said: actions,
    body,
    title,
    diagnostics: [...adapted, ...program.diagnostics],
  };
}

/** An action without what only the matching needs. */
function plainAction({ index, identifier, parameters, extras, malformed }: ProgramAction): Action {
  return {
    index,
    identifier,
    parameters,
    ...(extras && { extras }),
    ...(malformed !== undefined && { malformed }),
  };
}

/** The statements, the metadata and the name of a shortcut, whether it stands in a function or at the top level. */
function partsOf(module: Module): {
  body: readonly Stmt[];
  metadata: Expr | undefined;
  title: string | undefined;
} {
  const assigned = module.body.find((statement) => {
    return statement.kind === "Assign" && statement.targets[0] === "__shortcut__";
  });
  const metadata = assigned?.kind === "Assign" ? assigned.value : undefined;
  const def = module.body.find((statement): statement is FunctionDef => statement.kind === "FunctionDef");
  const body = def?.body ?? module.body.filter((statement) => statement !== assigned);
  return { body, metadata, title: module.docstring };
}

/** What the metadata say of single actions: only if the program has the same actions in the same order as it had then. */
function applyMetadata(
  program: MatchedProgram & MatchContext,
  { entries }: Metadata,
  facts: ModuleFacts,
): void {
  const { actions, diagnostics } = program;
  const written = entries.get("actions");
  if (!written) return;
  if (written.kind !== "Str" || written.value !== fingerprint(actions)) {
    diagnostics.push(
      diagnostic(
        "SC6006",
        "The program has other actions than when its metadata were written: what these say of single actions is left out.",
      ),
    );
    return;
  }
  const residues = matchResidues(entries, actions.length, program);
  for (const [index, { spelled }] of residues) {
    const action = actions[index]!;
    const spelling = spelled.get(WHOLE);
    action.parameters = (spelling && respell(action.parameters, spelling)) ?? action.parameters;
  }
  const implicit = entries.get("implicit_inputs");
  if (implicit?.kind === "Str") dropImplicitInputs(program, implicit.value, facts);
  for (const [index, residue] of residues) {
    for (const path of applyResidue(actions[index]!.parameters, residue)) {
      const message = `The metadata say how this action's ${path} was written, but it says something else now.`;
      diagnostics.push(diagnostic("SC6006", message, { action: index }));
    }
  }
  for (const [index, extras] of entriesOf(entries.get("action_keys"))) {
    const action = actions[Number(index)];
    const value = matchData(extras, program);
    if (action && isDict(value)) action.extras = value;
  }
}

/**
 * Leaves out the inputs that the file left out, as far as they still are what comes from the action before. Where one
 * is not, it stays; and because others can depend on it, the rest is looked at again.
 */
function dropImplicitInputs(program: MatchedProgram, numbers: string, facts: ModuleFacts): void {
  const candidates: { action: ProgramAction; key: string; value: PlistValue }[] = [];
  for (const action of program.actions) {
    const key = inputKeyOf(action, facts);
    if (key !== undefined) candidates.push({ action, key, value: action.parameters[key]! });
  }
  let dropped = parseNumbers(numbers, candidates.length - 1).map((number) => candidates[number]!);
  const unbound = unboundResults(program);
  for (const { action, key } of dropped) delete action.parameters[key];
  for (let unfit = dropped; unfit.length > 0;) {
    const sources = traceInputs(program.actions, facts);
    unfit = dropped.filter(
      ({ action, value }) => !isFrom(sources.get(action.index) ?? null, value, program.outputUuid, unbound),
    );
    dropped = dropped.filter((candidate) => !unfit.includes(candidate));
    for (const { action, key, value } of unfit) {
      action.parameters[key] = value;
      const message =
        "This action's input was what came from the action before it, and is something else now.";
      program.diagnostics.push(diagnostic("SC6006", message, { action: action.index }));
    }
  }
}

function traceInputs(actions: Action[], { lookup }: ModuleFacts): Map<number, Source> {
  const body = nestBlocks(actions, (action) => commentLines(action) !== undefined, []);
  const workflow = { properties: new PlistDict(), actions, body };
  return traceDataFlow(workflow, lookup, collectReferences(actions), []).implicit;
}

/** UUIDs of results that no branch sets, because none is ever left: nothing says which block they belong to. */
function unboundResults({ actions, tokens }: MatchedProgram): Set<PlistValue | undefined> {
  const bound = new Set(actions.map(({ output }) => output));
  const unbound = tokens.filter(({ name }) => isResultName(name) && !bound.has(name));
  return new Set(unbound.map(({ token }) => token["OutputUUID"]));
}

/** Whether an input is what the pipe brings. */
function isFrom(
  source: Source,
  value: PlistValue,
  uuidOf: (name: string) => string | undefined,
  unbound: ReadonlySet<PlistValue | undefined>,
): boolean {
  const attachment = unwrapConditionInput(value) ?? value;
  const token = isDict(attachment) ? attachment["Value"] : undefined;
  if (!isDict(token)) return false;
  const isOutput = (action: ProgramAction) => {
    const uuid = action.output === undefined ? undefined : uuidOf(action.output);
    return uuid !== undefined && token["OutputUUID"] === uuid && token["Aggrandizements"] === undefined;
  };
  switch (source?.kind) {
    case undefined:
      return false;
    case "input":
      return token["Type"] === "ExtensionInput" && token["Aggrandizements"] === undefined;
    case "output":
      return isOutput(source.action);
    case "block":
      if (source.node.kind === "action") return false;
      return (
        isOutput(source.node.end) ||
        ((source.node.end as ProgramAction).output === undefined && unbound.has(token["OutputUUID"]))
      );
    case "value":
      return sameReference(source.value, attachment as PlistValue);
  }
}

/** Equality of attachments, but for the copies of names that they carry. */
function sameReference(a: PlistValue, b: PlistValue): boolean {
  const plain = (value: PlistValue) =>
    JSON.stringify(value, (key, item: unknown) => {
      if (key === "OutputName") return undefined;
      return typeof item === "bigint" ? [`${item}`] : item;
    });
  return plain(a) === plain(b);
}

/** UUIDs for outputs that something reads, and one identifier for the markers of each block. */
function giveIdentities(
  program: MatchedProgram,
  uuidOf: (name: string) => string,
  newUuid: () => string,
): void {
  const read = collectReferences(program.actions).outputs;
  const groups = new Map<string, string>();
  for (const action of program.actions) {
    const { parameters, output } = action;
    const said = parameters["UUID"];
    if (typeof said === "string") {
      parameters["UUID"] = program.outputUuid(said) ?? said;
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
