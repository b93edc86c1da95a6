import { matched, programAction, type MatchContext, type ProgramAction } from "../../context/matching.ts";
import type { Context } from "../../context/writing.ts";
import { diagnostic } from "../../diagnostics/diagnostic.ts";
import { attachmentOf, loneVariable, outputOf, unwrapConditionInput } from "../../ir/token.ts";
import { identifiers, type Action } from "../../ir/workflow.ts";
import { nestBlocks } from "../../passes/control-flow.ts";
import { traceDataFlow, type DataFlow } from "../../passes/data-flow.ts";
import type { Source } from "../../passes/source.ts";
import { isResultName } from "../../passes/name-patterns.ts";
import { isDict, without, type PlistDict, type PlistValue } from "../../plist/value.ts";
import type { MatchedProgram } from "../match.ts";
import type { NotedProgram, Step } from "./notes.ts";

/** Inputs that the file leaves out, because they are what the action before leaves; a statement says each. */
export const implicitInputs: Step = {
  find({ ctx }, notes) {
    const implicit: number[] = [];
    let inputs = 0;
    notes.implicit = implicit;
    return (action, said) => {
      if (said.isPiped) {
        implicit.push(inputs++);
        return;
      }
      const key = inputKeyOf(said, ctx);
      if (key === undefined) return;
      if (said.parameters !== action.parameters && isPiped(key, action, ctx)) {
        implicit.push(inputs);
        said.parameters = without(said.parameters, [key]);
      }
      inputs++;
    };
  },
  apply(program, { implicit }) {
    if (implicit.length > 0) dropInputs(program, implicit);
  },
};

/** Whether the file leaves out an input, because it is what the action before leaves. */
export function isPiped(
  key: string,
  { index, parameters }: Action,
  { flow }: Pick<Context, "flow">,
): boolean {
  return !(key in parameters) && Boolean(flow.implicit.get(index));
}

/** The input that an action is given, if it is given one. */
function inputKeyOf(action: ProgramAction, { lookup }: Pick<MatchContext, "lookup">): string | undefined {
  const key = lookup(action.identifier)?.inputKey;
  return key !== undefined && key in action.parameters ? key : undefined;
}

/**
 * Leaves out the inputs that the file left out, as far as they still are what comes from the action before. Where one
 * is not, it stays; and because others can depend on it, the rest is looked at again.
 */
function dropInputs(program: NotedProgram, numbers: readonly number[]): void {
  const candidates: { action: ProgramAction; key: string; value: PlistValue }[] = [];
  for (const action of program.actions) {
    const key = inputKeyOf(action, program.ctx);
    if (key !== undefined) candidates.push({ action, key, value: action.parameters[key]! });
  }
  let dropped = numbers.flatMap((number) => candidates[number] ?? []);
  const unbound = unboundResults(program);
  for (const { action, key } of dropped) action.parameters = without(action.parameters, [key]);
  for (let unfit = dropped; unfit.length > 0;) {
    const sources = traceProgram(program).implicit;
    unfit = dropped.filter(
      ({ action, value }) => !isFrom(sources.get(action.index) ?? null, value, program, unbound),
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

/** Adds what the program says to be its result, where that is not what its last action leaves anyway. */
export function addResult(program: NotedProgram): void {
  const { result, actions } = program;
  if (result === undefined) return;
  const source = traceProgram(program).result ?? null;
  if (isFrom(source, result, program, unboundResults(program))) return;
  actions.push(programAction(actions.length, matched(identifiers.exit, { WFResult: result })));
}

/** How values run through the actions of a program. */
export function traceProgram({ actions, properties, ctx: { lookup } }: NotedProgram): DataFlow {
  const body = nestBlocks(actions, []);
  const workflow = { properties, actions, body };
  return traceDataFlow(workflow, lookup, collectReads(actions), []);
}

/** What tokens read: the UUIDs of outputs, and which actions (by index) hold the `Input` token of old files. */
export interface Reads {
  outputs: Set<string>;
  readsInput: Set<number>;
}

/** The part of `collectReferences` that a program is asked for again and again. */
export function collectReads(actions: readonly Action[]): Reads {
  const reads: Reads = { outputs: new Set(), readsInput: new Set() };
  for (const { index, parameters, extras, malformed } of actions) {
    for (const key in parameters) {
      const value = parameters[key];
      if (typeof value === "object" && value !== null) addReads(value, index, reads);
    }
    if (extras !== undefined) addReads(extras, index, reads);
    if (typeof malformed === "object" && malformed !== null) addReads(malformed, index, reads);
  }
  return reads;
}

function addReads(value: object, action: number, reads: Reads): void {
  if (value instanceof Uint8Array) return;
  if (Array.isArray(value)) {
    for (const item of value as PlistValue[]) {
      if (typeof item === "object" && item !== null) addReads(item, action, reads);
    }
    return;
  }
  const dict = value as PlistDict;
  for (const key in dict) {
    const member = dict[key];
    if (typeof member === "object" && member !== null) addReads(member, action, reads);
    else if (key === "OutputUUID") {
      const uuid = outputOf(dict);
      if (uuid !== undefined) reads.outputs.add(uuid);
    } else if (key === "Type" && member === "Input") reads.readsInput.add(action);
  }
}

/** UUIDs of results that no branch sets, because none is ever left: nothing says which block they belong to. */
export function unboundResults({ actions, names: { tokens } }: MatchedProgram): Set<PlistValue | undefined> {
  const bound = new Set(actions.map(({ output }) => output));
  const unbound = tokens.filter(({ name }) => isResultName(name) && !bound.has(name));
  return new Set(unbound.map(({ token }) => token["OutputUUID"]));
}

/** Whether an input is what the pipe brings. */
export function isFrom(
  source: Source,
  value: PlistValue,
  { ctx }: MatchedProgram,
  unbound: ReadonlySet<PlistValue | undefined>,
): boolean {
  const lone = loneVariable(value);
  const attachment = unwrapConditionInput(value) ?? (lone ? attachmentOf(lone) : value);
  const token = isDict(attachment) ? attachment["Value"] : undefined;
  if (!isDict(token)) return false;
  const outputIn = (action: Action) => (action as ProgramAction).output;
  const isOutput = (action: Action) => {
    const name = outputIn(action);
    const uuid = name === undefined ? undefined : ctx.outputUuid(name);
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
      return (
        isOutput(source.node.end) ||
        (outputIn(source.node.end) === undefined && unbound.has(token["OutputUUID"]))
      );
    case "value":
      return sameReference(source.value, attachment as PlistValue);
  }
}

/** What a token says that the program does not: the app looks it up again. */
const UNSAID: ReadonlySet<string> = new Set(["OutputName", "VariableUUID", "PropertyUserInfo"]);

/** Equality of attachments, but for the copies of names that they carry. */
function sameReference(a: PlistValue, b: PlistValue): boolean {
  const plain = (value: PlistValue) =>
    JSON.stringify(value, (key, item: unknown) => {
      if (UNSAID.has(key) || (Array.isArray(item) && item.length === 0)) return undefined;
      return typeof item === "bigint" ? [`${item}`] : item;
    });
  return plain(a) === plain(b);
}
