import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { quote } from "../diagnostics/error.ts";
import { ByIndex } from "../ir/by-index.ts";
import { identifiers, isRepeat, variableNameOf, type Action, type Workflow } from "../ir/workflow.ts";
import type { Analysis } from "../passes/analyse.ts";
import { findFills } from "../passes/fills.ts";
import { nameEverything, type Names } from "../passes/naming.ts";
import { py, type Module, type Stmt } from "../python/ast.ts";
import { isReserved, toSnakeCase } from "../python/identifier.ts";
import type { NameStyle } from "../registry/names.ts";
import { callPlan, type CallPlan } from "../context/call-plan.ts";
import { onlyComments } from "../forms/blocks/branch.ts";
import { writeResult } from "../forms/stop.ts";
import { helper, HELPERS, type Context, type Layout } from "../context/writing.ts";
import { methodCall } from "../context/matching.ts";
import { hasForm, writeBlock } from "../forms/dispatch.ts";
import { writeMetadata } from "./metadata/metadata.ts";
import { writeValue } from "../values/value.ts";
import { statementsIn } from "../python/rewrite.ts";
import { Scope } from "../python/scope.ts";
import { scriptWarning } from "../python/scripts.ts";
import { annotateForCheckers } from "./annotate.ts";
import { misreadCalculations } from "./calculations.ts";
import { apart, joinResults, markFilled } from "./filled.ts";

export interface ProgramOptions {
  layout: Layout;
  metadata: boolean;
  /** Whether the body says what has no effect, too; only without metadata. */
  lossless: boolean;
  names: NameStyle;
  /** What the shortcut is called; it becomes the docstring and the name of the function. */
  title: string | undefined;
}

export interface WrittenProgram {
  names: Names;
  module: Module;
}

/** A whole shortcut as a Python module. */
// oxlint-disable-next-line max-lines-per-function -- what all writings of one program share, and what is made of the last
export function writeProgram(
  workflow: Workflow,
  { references, flow, outputs, lookup }: Analysis,
  options: ProgramOptions,
  diagnostics: Diagnostic[],
): WrittenProgram {
  const functions = new Map<string, CallPlan>();
  const plans: (CallPlan | undefined)[] = [];
  for (const { index, identifier } of workflow.actions) {
    let plan = functions.get(identifier);
    if (!plan && identifier !== "") {
      functions.set(identifier, (plan = callPlan(identifier, flow.facts[index], options.names)));
    }
    plans[index] = plan;
  }

  const isFunction = options.layout === "function";
  const fills = findFills(workflow, outputs, references, flow);
  const write = (taken: ReadonlySet<string>, calls: ReadonlySet<number>) => {
    const isLinked = ([maker, taker]: [number, Action]) => !calls.has(maker) && !calls.has(taker.index);
    const isPlain = options.lossless || options.names === "api";
    const steps = isPlain
      ? new Map<number, Action>()
      : calls.size === 0
        ? fills.steps
        : new Map([...fills.steps].filter(isLinked));
    const nests = isPlain ? new ByIndex<Action>() : fills.nests;
    const names = nameEverything(workflow, { references, outputs, flow, fills, steps, nests }, taken);
    let setOften: ReadonlySet<string> | undefined;
    const ctx: Context = {
      layout: options.layout,
      metadata: options.metadata && isFunction,
      lossless: options.lossless,
      records: options.metadata && isFunction ? new Map() : undefined,
      usual: new Set(),
      leftOut: 0,
      unsaid: new Map(),
      emptyOtherwise: new Set(),
      names,
      flow,
      references,
      fills,
      steps,
      nests,
      depth: isFunction ? 0 : -1,
      settle: undefined,
      calls,
      setOften: () => (setOften ??= setOftenIn(workflow.actions, names)),
      lookup,
      said: [],
      functions,
      plans,
      nameStyle: options.names,
      actionOfOutput: (uuid) => outputs.owners.get(uuid),
      diagnostics: [],
      imports: new Set(),
      missing: new Map(),
      isHoisted: false,
      hasRepeats: workflow.actions.some(isRepeat),
      scope: new Scope(isFunction ? [INPUT] : []),
      action: 0,
      brackets: 0,
      writeValue: (value) => writeValue(value, ctx),
      writeBlock: (block) => writeBlock(block, ctx),
    };
    const written = [...writeBlock(workflow.body, ctx), ...writeResult(ctx)];
    const body = [...writeHoisted(workflow, written, ctx), ...written];
    ctx.isHoisted = true;
    const marks = fills.outputs.size > 0 ? markFilled(body, { isConverted: ctx.metadata }) : [];
    const shown = fills.blocks.size > 0 ? joinResults(body) : body;
    const typed = isFunction
      ? annotateForCheckers(shown, [INPUT], (name) => ctx.names.isVariable(name))
      : undefined;
    for (const mark of [...marks, ...(typed?.used ?? [])]) ctx.imports.add(mark);
    return { ctx, body, shown, isInputTyped: typed?.parameters.has(INPUT) ?? false };
  };

  // A variable may be called like a helper or an action's function, as long as the program does not call that.
  const called = [...functions].filter(([identifier]) => !hasForm(identifier)).map(([, { name }]) => name);
  let taken = new Set(called);
  let calls = new Set<number>();
  let { ctx, body, shown, isInputTyped } = write(taken, calls);
  for (let misread; (misread = misreadCalculations(body, ctx)).size > 0;) {
    calls = new Set([...calls, ...misread]);
    ({ ctx, body, shown, isInputTyped } = write(taken, calls));
  }
  if ([...ctx.imports].some((name) => ctx.names.has(name))) {
    taken = new Set([...[...functions.values()].map(({ name }) => name), ...HELPERS]);
    ({ ctx, body, shown, isInputTyped } = write(taken, calls));
  }
  for (const found of ctx.diagnostics) diagnostics.push(found);
  if (!ctx.names.areAscii()) noteOddNames(shown, diagnostics);
  if (!ctx.metadata && ctx.leftOut > 0) {
    const message = `Values that have no effect when the shortcut runs are left out of the program: ${ctx.leftOut}.`;
    diagnostics.push(diagnostic("SC4014", message, {}));
  }
  if (!isFunction) return { names: ctx.names, module: { body: shown } };

  const metadata: Stmt[] = ctx.metadata
    ? [py.assign(undefined, ["__shortcut__"], writeMetadata(workflow, apart(body), ctx))]
    : [];
  const module: Module = {
    ...(options.title !== undefined && { docstring: options.title }),
    body: [
      ...writeImports(ctx.imports),
      {
        kind: "FunctionDef",
        name: functionName(options.title, ctx.imports),
        params: [{ name: INPUT, ...(isInputTyped && { annotation: "Variable" }), default: py.none() }],
        body: onlyComments(shown) ? [...shown, { kind: "Pass" }] : shown,
      },
      ...metadata,
    ],
  };
  return { names: ctx.names, module };
}

/** Tells of names whose letters may fool a reader: once for each name, where it is first bound. */
function noteOddNames(body: readonly Stmt[], diagnostics: Diagnostic[]): void {
  const seen = new Set<string>();
  for (const statement of statementsIn(body)) {
    const names = statement.kind === "Assign" || statement.kind === "For" ? statement.targets : [];
    for (const name of names) {
      if (seen.has(name)) continue;
      seen.add(name);
      const warning = scriptWarning(name);
      if (warning === undefined) continue;
      const why =
        warning === "mixed"
          ? "letters of several scripts, some of which look alike"
          : "letters that run from right to left";
      const message = `The name ${quote(name)} has ${why}.`;
      const { action } = statement;
      diagnostics.push(diagnostic("SC4023", message, action === undefined ? {} : { action }));
    }
  }
}

/** Variables that several Set Variables set, by their Python names. */
function setOftenIn(actions: readonly Action[], names: Names): Set<string> {
  const once = new Set<string>();
  const often = new Set<string>();
  for (const action of actions) {
    const name = variableNameOf(action);
    if (action.identifier !== identifiers.setVariable || name === undefined) continue;
    const variable = names.variable(name);
    (once.has(variable) ? often : once).add(variable);
  }
  return often;
}

/** What the shortcut was started with. */
const INPUT = "shortcut_input";

/**
 * Definitions at the top for names that are read where some path has not bound them: empty, as the app reads them. A
 * variable that is only ever added to starts as a list.
 */
function writeHoisted(workflow: Workflow, written: readonly Stmt[], ctx: Context): Stmt[] {
  const statements: Stmt[] = [];
  const { unbound } = ctx.scope;
  const added = unbound.size > 0 ? addedTo(workflow.actions, unbound, ctx.names) : NO_NAMES;
  const lists = added.size > 0 ? listsIn(written, added) : NO_NAMES;
  for (const name of unbound) {
    const value =
      name === INPUT
        ? helper(ctx, "get_shortcut_input")
        : lists.has(name)
          ? py.list([])
          : helper(ctx, "unset");
    statements.push(py.assign(undefined, [name], value));
  }
  for (const [name, label] of ctx.missing) {
    statements.push(py.assign(undefined, [name], helper(ctx, "missing_output", [py.str(label)])));
  }
  return statements;
}

const NO_NAMES: ReadonlySet<string> = new Set();

/** Those of some names that are variables which actions add to. */
function addedTo(actions: readonly Action[], some: ReadonlySet<string>, names: Names): Set<string> {
  const added = new Set<string>();
  for (const action of actions) {
    const name = action.identifier === identifiers.appendVariable ? variableNameOf(action) : undefined;
    const variable = name === undefined ? undefined : names.variable(name);
    if (variable !== undefined && some.has(variable)) added.add(variable);
  }
  return added;
}

/** Those of some names that statements add to and nothing sets. */
function listsIn(body: readonly Stmt[], names: ReadonlySet<string>): ReadonlySet<string> {
  const added = new Set<string>();
  const set = new Set<string>();
  for (const statement of statementsIn(body)) {
    if (statement.kind === "ExprStmt") {
      const list = methodCall(statement.value, "append")?.value;
      if (list?.kind === "Name" && names.has(list.id)) added.add(list.id);
    } else if (statement.kind === "Assign" || statement.kind === "For") {
      for (const name of statement.targets) if (names.has(name)) set.add(name);
    }
  }
  for (const name of set) added.delete(name);
  return added;
}

function writeImports(imports: ReadonlySet<string>): Stmt[] {
  const names = [...imports].filter((name) => name !== "datetime").sort();
  return [
    ...(imports.has("datetime") ? [{ kind: "Import", name: "datetime" } as const] : []),
    ...(names.length > 0 ? [{ kind: "ImportFrom", module: "shortcut_actions", names } as const] : []),
  ];
}

function functionName(title: string | undefined, imports: ReadonlySet<string>): string {
  const name = toSnakeCase(title ?? "shortcut");
  return isReserved(name) || imports.has(name) ? `${name}_` : name;
}
