import type { RecordCounts } from "../batch/record.ts";
import { compile } from "../compile.ts";
import { HELPERS } from "../context/writing.ts";
import { countBlocks, type BlockCounts } from "../inspect/inspect.ts";
import { nestBlocks } from "../passes/control-flow.ts";
import type { Module, Stmt } from "../python/ast.ts";
import { isReserved } from "../python/identifier.ts";
import { parsePython } from "../python/parse/parse.ts";
import { walk } from "../python/walk.ts";
import { functionName, identifierOfFunction, type NameStyle } from "../registry/names.ts";

/** A program, read once, for all who ask something about it. */
export interface Analysis {
  module: Module;
  /** What keeps it from being read: message and place, of the first one. */
  syntaxError: string | undefined;
  /** Functions that it calls by their name, each once, in the order of the text. */
  called: Called[];
}

export interface Called {
  name: string;
  /** The API that it is; undefined for functions of Python and of the dialect. */
  identifier?: string;
  /** Neither an API that anybody could mean, nor a function of Python or of the dialect. */
  isForeign: boolean;
}

const helpers: ReadonlySet<string> = new Set(HELPERS);

export function analyse(program: string): Analysis {
  const { module, problems } = parsePython(program);
  const [first] = problems;
  const names = new Set<string>();
  walk(module.body, (node) => {
    if (node.kind === "Call" && node.func.kind === "Name") names.add(node.func.id);
  });
  return {
    module,
    syntaxError: first && `${first.message} (line ${lineOf(program, first.range.start)})`,
    called: [...names].map(describeCall),
  };
}

/** What a function is that a program calls. */
export function describeCall(name: string): Called {
  if (helpers.has(name)) return { name, isForeign: false };
  const identifier = identifierOfFunction(name);
  // An API that nobody knows has the dots of an identifier; `fetch` or `do_it` have none.
  if (identifier !== undefined && identifier.split(".").length > 2)
    return { name, identifier, isForeign: false };
  return { name, isForeign: !isReserved(name) };
}

export function lineOf(text: string, place: number): number {
  return text.slice(0, place).split("\n").length;
}

/** Identifiers of the APIs that a program calls. */
export function apisOf({ called }: Analysis): string[] {
  return [...new Set(called.flatMap(({ identifier }) => identifier ?? []))];
}

/** Whether a program calls APIs by the names that people have for them, or by those of the files. */
export function styleOf({ called }: Pick<Analysis, "called">): NameStyle {
  const isFriendly = ({ name, identifier }: Called) =>
    identifier !== undefined &&
    functionName(identifier, "api") !== name &&
    functionName(identifier, "friendly") === name;
  return called.some(isFriendly) ? "friendly" : "api";
}

/** How many actions, branches and loops the shortcut has that a program makes; undefined if it makes none. */
export function countsOf(program: string): RecordCounts | undefined {
  const { bytes, workflow } = compile(program);
  if (!bytes) return undefined;
  const blocks: BlockCounts = { if: 0, repeat: 0, menu: 0, deepest: 0 };
  countBlocks(nestBlocks(workflow.actions, []), 0, blocks);
  return {
    actions: workflow.actions.length,
    branches: blocks.if,
    loops: blocks.repeat,
    menus: blocks.menu,
    nesting: blocks.deepest,
  };
}

/** Whether a program says anything: more than comments and imports. */
export function hasStatements(body: readonly Stmt[]): boolean {
  return body.some((statement) => {
    switch (statement.kind) {
      case "Comment":
      case "Import":
      case "ImportFrom":
      case "Pass":
        return false;
      case "FunctionDef":
        return hasStatements(statement.body);
      default:
        return true;
    }
  });
}
