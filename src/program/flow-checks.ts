import type { MatchContext, ProgramAction } from "../context/matching.ts";
import { calledName, isCallOf } from "../context/matching.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { quote } from "../diagnostics/error.ts";
import { isMarker } from "../ir/workflow.ts";
import type { DataFlow } from "../passes/data-flow.ts";
import { NEVER_IMPLICIT } from "../passes/implicit-inputs.ts";
import type { Source } from "../passes/source.ts";
import type { Call, Expr, Stmt } from "../python/ast.ts";
import { pythonName } from "../registry/naming.ts";
import { argumentFor } from "../registry/arguments.ts";
import { keywordOf } from "../registry/names.ts";
import { collectBlockResults, stops, type BlockResult } from "./lower/results.ts";
import type { NotedProgram } from "./metadata/notes.ts";
import { isFrom, unboundResults } from "./metadata/implicit-inputs.ts";

/**
 * Tells of actions that a program gives no input and that would take what the action before them leaves: in Python an
 * argument that is left out is nothing. (Where a file leaves an input out, its program says what it is.)
 */
export function reportOmittedInputs(program: NotedProgram, flow: () => DataFlow): void {
  for (const action of program.actions) {
    const { index, identifier, parameters, node } = action;
    const call = node?.kind === "Assign" || node?.kind === "ExprStmt" ? node.value : undefined;
    const name = call && calledName(call);
    if (call?.kind !== "Call" || name === undefined) continue;
    const inputKey = program.ctx.lookup(identifier)?.inputKey;
    const hasNone = inputKey !== undefined && parameters[inputKey] === undefined;
    // In most programs no action is left for which the flow has to be known.
    if ((!hasNone || NEVER_IMPLICIT.has(identifier)) && !isMarker(action)) continue;
    if (program.ctx.identifierOf(name) !== identifier || hasInput(call, identifier, inputKey)) continue;
    if (!flow().implicit.get(index) && !flow().blank.has(index)) continue;
    const key = inputKey ?? "WFInput";
    const keyword = keywordOf(identifier, key, name === pythonName(identifier) ? "api" : "friendly");
    program.diagnostics.push({
      ...diagnostic(
        "SC6017",
        `${quote(name)} has no input here, and in the app could take what stands before it.`,
        {
          action: index,
          ...(call.range && { range: call.range }),
        },
      ),
      hint: `Give it \`${keyword}=...\`, or \`nothing()\` for none.`,
    });
  }
}

/** Whether a call says what its action takes, be it `nothing()`. */
function hasInput(call: Call, identifier: string, key: string | undefined): boolean {
  return key !== undefined && argumentFor(identifier, call, key, key) !== undefined;
}

/**
 * The names of results whose lines say something else than what the block leaves at that place: they are none, and
 * ordinary names.
 */
export function misfitResults(
  body: readonly Stmt[],
  program: NotedProgram,
  flow: () => DataFlow,
): Set<string> {
  const results = collectBlockResults(body);
  if (results.length === 0) return new Set();
  const unbound = unboundResults(program);
  const misfits = new Set<string>();
  const markers = new Map<Stmt, ProgramAction[]>();
  for (const action of program.actions) {
    if (!action.node || action.parameters["WFControlFlowMode"] === undefined) continue;
    const known = markers.get(action.node);
    if (known) known.push(action);
    else markers.set(action.node, [action]);
  }
  const fits = (value: Expr | undefined, source: Source): boolean => {
    if (value === undefined || isCallOf(value, "nothing")) return source === null;
    return isFrom(source, matched(value, program.ctx), program, unbound);
  };
  for (const result of results) {
    if (!fitsBlock(result, markers.get(result.block) ?? [], flow(), fits)) misfits.add(result.name);
  }
  return misfits;
}

function fitsBlock(
  { block, before, branches }: BlockResult,
  markers: readonly ProgramAction[],
  flow: DataFlow,
  fits: (value: Expr | undefined, source: Source) => boolean,
): boolean {
  const [open] = markers;
  if (!open) return true;
  if (block.kind === "If" && before && !fits(before.value, flow.atStartOf.get(open.index) ?? null))
    return false;
  // An If opens its first branch itself, a menu has a marker for each case.
  const openers = block.kind === "Match" ? markers.slice(1) : markers;
  return branches.every((line, i) => {
    const marker = openers[i];
    if (!marker) return true;
    const source = flow.atEndOf.get(marker.index) ?? null;
    if (line) return fits(line.value, source);
    // A pass of a repeat that adds nothing; a branch that stops.
    return block.kind !== "For" || source === null || stops(block.body);
  });
}

/** The value of an expression, without what was said about it. */
function matched(value: Expr, ctx: MatchContext): ReturnType<MatchContext["matchValue"]> {
  const { diagnostics } = ctx;
  const said = diagnostics.length;
  const result = ctx.matchValue(value);
  diagnostics.splice(said);
  return result;
}
