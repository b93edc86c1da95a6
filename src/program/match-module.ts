import type { ProgramAction } from "../context/matching.ts";
import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Action, Workflow } from "../ir/workflow.ts";
import { collectReferences } from "../passes/references.ts";
import type { Expr, FunctionDef, Module, Stmt } from "../python/ast.ts";
import { GROUP_MARK, matchProgram, type MatchedProgram, type ProgramFacts } from "./match.ts";
import { applyActionNotes } from "./metadata/actions.ts";
import { matchMetadata } from "./metadata/metadata.ts";
import { matchProperties } from "./metadata/properties.ts";
import { nameOutputs } from "./output-names.ts";
import { adaptForeign } from "./tolerant.ts";

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
  const program = matchProgram(
    body,
    {
      lookup: facts.lookup,
      identifierOf: facts.identifierOf,
      respelled: metadata.names.names,
      uuidOf,
      ...metadata.style,
    },
    { reportsUnread: true },
  );
  nameOutputs(program, facts.lookup, metadata.names);
  const { actions } = program;
  const properties = matchProperties(metadata.entries, program.ctx);
  applyActionNotes({ ...program, properties }, metadata.entries);
  giveIdentities(program, uuidOf, facts.newUuid);
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
