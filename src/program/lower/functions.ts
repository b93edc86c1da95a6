import { quote } from "../../diagnostics/error.ts";
import { calledName, methodCall } from "../../context/matching.ts";
import { py, type Call, type Expr, type FunctionDef, type Module, type Stmt } from "../../python/ast.ts";
import { expressionsIn, statementsIn, targetsOf } from "../../python/rewrite.ts";
import { blocksOf, expressionsOf } from "../../python/walk.ts";
import { at, type LowerContext, type LowerFacts } from "./context.ts";
import { boundIn, freeIn, freeOf, localsOf, renameIn } from "./scopes.ts";

/** What a module says: the statements of the shortcut, and what stands beside them. */
export interface ProgramParts {
  body: Stmt[];
  metadata: Expr | undefined;
  /** The docstring: what the shortcut is called. */
  title: string | undefined;
  /** Functions that the shortcut calls. */
  functions: Map<string, FunctionDef>;
}

const LOST = "Put it into the function, or leave it out.";

/**
 * Takes a module apart. The shortcut is its one function, or all of its statements where it has none. Of several
 * functions, the shortcut is the one that no other calls; the tolerant reading writes the others out where they are
 * called.
 */
export function takeApart(module: Module, facts: LowerFacts): ProgramParts {
  const isMetadata = (statement: Stmt): boolean =>
    statement.kind === "Assign" && statement.targets[0] === "__shortcut__";
  const assigned = module.body.find(isMetadata);
  const metadata = assigned?.kind === "Assign" ? assigned.value : undefined;
  const rest = module.body.filter((statement) => statement !== assigned);
  const functions = rest.filter((statement): statement is FunctionDef => statement.kind === "FunctionDef");
  const title = module.docstring;
  if (functions.length === 0) return { body: rest, metadata, title, functions: new Map() };

  reportTwins(functions, facts);
  const loose = rest
    .filter(({ kind }) => !["FunctionDef", "Import", "ImportFrom", "Comment", "Pass"].includes(kind))
    .flatMap((statement) => (isMainGuard(statement) ? blocksOf(statement)[0]! : [statement]));
  if (facts.tolerant && isScript(functions, loose)) {
    const all = new Map(functions.map((statement) => [statement.name, statement]));
    return { body: loose, metadata, title, functions: all };
  }
  const entry = findEntry(functions, loose);
  const others = functions.filter((statement) => statement !== entry.main);
  if (!facts.tolerant) {
    for (const other of others) {
      const message = `Only one function becomes the shortcut: ${quote(other.name)} would be lost.`;
      const hint = "Write what it does where it is called, or make it a shortcut of its own.";
      facts.report(other, "SC6016", message, hint);
    }
  }
  const before = entry.call ? loose.slice(0, loose.indexOf(entry.call)) : loose;
  const after = entry.call ? loose.slice(loose.indexOf(entry.call) + 1) : [];
  const known = new Map(others.map((statement) => [statement.name, statement]));
  const main = facts.tolerant ? apartFrom(entry.main, loose, others) : entry.main;
  const own = mainBody(main, entry.call, loose, facts);
  const isSetUp = (statement: Stmt): boolean => entry.call !== undefined || isConstant(statement);
  const isKept = facts.tolerant && before.every(isSetUp) && (after.length === 0 || !returns(own));
  if (!isKept) for (const statement of [...before, ...after]) reportLoose(statement, facts);
  return { body: isKept ? [...before, ...own, ...after] : own, metadata, title, functions: known };
}

/** Of two functions of one name the first would be lost. */
function reportTwins(functions: readonly FunctionDef[], facts: LowerFacts): void {
  const names = new Set<string>();
  for (const statement of functions) {
    if (names.has(statement.name)) {
      const message = `Another function before this is called ${quote(statement.name)}, and would be lost.`;
      facts.report(statement, "SC6016", message, "Give one of them another name.");
    }
    names.add(statement.name);
  }
}

/** Whether the statements beside the functions are the program, which calls them as it goes. */
function isScript(functions: readonly FunctionDef[], loose: readonly Stmt[]): boolean {
  const names = new Set(functions.map(({ name }) => name));
  const calls = callsIn(loose).filter((name) => names.has(name));
  const plain = loose
    .filter(({ kind }) => kind === "ExprStmt")
    .flatMap((statement) => {
      return statement.kind === "ExprStmt" ? (calledName(statement.value) ?? []) : [];
    });
  return calls.length > 1 || (calls.length === 1 && !plain.includes(calls[0]!));
}

/** The shortcut's function with names of its own where the module or another function has the same. */
function apartFrom(main: FunctionDef, loose: readonly Stmt[], others: readonly FunctionDef[]): FunctionDef {
  const outer = new Set([
    ...boundIn(loose),
    ...freeIn(loose),
    ...others.flatMap((other) => [...freeOf(other)]),
  ]);
  const locals = localsOf(main);
  locals.delete("shortcut_input");
  const taken = new Set([...outer, ...locals, ...freeIn(main.body)]);
  const names = new Map<string, string>();
  for (const name of locals) {
    if (!outer.has(name)) continue;
    let own = `${name}_in_${main.name}`;
    while (taken.has(own)) own += "_";
    taken.add(own);
    names.set(name, own);
  }
  if (names.size === 0) return main;
  const params = main.params.map((param) => ({ ...param, name: names.get(param.name) ?? param.name }));
  return { ...main, params, body: renameIn(main.body, names) };
}

function reportLoose(statement: Stmt, facts: LowerFacts): void {
  facts.report(statement, "SC6016", "A statement beside the function is no part of the shortcut.", LOST);
}

/** `if __name__ == "__main__":`. */
function isMainGuard(statement: Stmt): boolean {
  if (statement.kind !== "If" || statement.test.kind !== "Compare") return false;
  const { left, ops, rights } = statement.test;
  const [right] = rights;
  const isName = left.kind === "Name" && left.id === "__name__";
  return isName && ops.length === 1 && ops[0] === "==" && right?.kind === "Str" && right.value === "__main__";
}

/** Whether a statement gives a name a value that is known before anything runs. */
function isConstant(statement: Stmt): boolean {
  return (
    statement.kind === "Assign" && [...expressionsIn(statement.value)].every(({ kind }) => kind !== "Call")
  );
}

/** Whether a value is the same wherever the statements stand. */
function isConstantIn(value: Expr, statements: readonly Stmt[]): boolean {
  const set = [...statementsIn(statements)].flatMap(targetsOf);
  const isOnce = (name: string): boolean => set.filter((other) => other === name).length === 1;
  return [...expressionsIn(value)].every(
    (expr) => expr.kind !== "Call" && (expr.kind !== "Name" || isOnce(expr.id)),
  );
}

/** The function that is the shortcut, and the statement beside it that runs it, if there is one. */
function findEntry(
  functions: readonly FunctionDef[],
  loose: readonly Stmt[],
): { main: FunctionDef; call?: Stmt } {
  for (const call of loose) {
    const name = call.kind === "ExprStmt" ? calledName(call.value) : undefined;
    const main = functions.find((statement) => statement.name === name);
    if (main) return { main, call };
  }
  if (functions.length === 1) return { main: functions[0]! };
  const called = new Set(
    functions.flatMap(({ name, body }) => callsIn(body).filter((other) => other !== name)),
  );
  return { main: functions.find(({ name }) => !called.has(name)) ?? functions[0]! };
}

function callsIn(body: readonly Stmt[]): string[] {
  return [...statementsIn(body)].flatMap((statement) =>
    expressionsOf(statement)
      .flatMap((expr) => [...expressionsIn(expr)])
      .flatMap((expr) => calledName(expr) ?? []),
  );
}

/** The statements of the shortcut's function, behind what its parameters are. */
function mainBody(
  { params, body }: FunctionDef,
  call: Stmt | undefined,
  loose: readonly Stmt[],
  facts: LowerFacts,
): Stmt[] {
  const given = call?.kind === "ExprStmt" && call.value.kind === "Call" ? call.value : undefined;
  const set: Stmt[] = [];
  const isNamed = (name: string): boolean =>
    params.some((param, i) => param.name === name && !given?.args[i]);
  for (const extra of [
    ...(given?.args.slice(params.length) ?? []),
    ...(given?.keywords.filter(({ name }) => !isNamed(name)).map(({ value }) => value) ?? []),
  ]) {
    facts.report(
      extra,
      "SC6016",
      "No parameter of the function takes this.",
      "Give each parameter its value once.",
    );
  }
  for (const [i, param] of params.entries()) {
    const argument =
      given && (given.args[i] ?? given.keywords.find(({ name }) => name === param.name)?.value);
    if (param.name === "shortcut_input") {
      const isInput = argument?.kind === "Name" && argument.id === param.name;
      if (argument && !isInput) set.push(py.assign(undefined, [param.name], argument));
      continue;
    }
    const value = argument ?? param.default;
    const node: Expr = at(param, py.name(param.name));
    const isDefault = argument === undefined && value !== undefined;
    if (isDefault && !isConstantIn(value, loose)) {
      const message = `The default of ${quote(param.name)} is made once in Python, when the function is defined.`;
      facts.report(value, "SC6016", message, "Set a variable in the function.");
    } else if (!facts.tolerant || !value) {
      const message = `A shortcut is started with one value, \`shortcut_input\`, and not with ${quote(param.name)}.`;
      facts.report(node, "SC6016", message, "Rename the parameter, or set a variable in the function.");
    } else {
      facts.report(node, "SC6013", "Read as a variable that is set at the start.");
      set.push(py.assign(undefined, [param.name], value));
    }
  }
  const [first, ...others] = body;
  const isDocstring = first?.kind === "ExprStmt" && first.value.kind === "Str" && others.length > 0;
  if (!facts.tolerant || !isDocstring) return [...set, ...body];
  facts.report(first, "SC6013", "Read as a description of the function, which no action stands for.");
  return [...set, ...others];
}

function returns(body: readonly Stmt[]): boolean {
  return [...statementsIn(body)].some(({ kind }) => kind === "Return");
}

/** Functions in functions: known where they are called, and no statements. */
export function takeInnerFunctions(body: readonly Stmt[], functions: Map<string, FunctionDef>): Stmt[] {
  return body.flatMap((statement) => {
    if (statement.kind !== "FunctionDef") return [statement];
    functions.set(statement.name, statement);
    return [];
  });
}

/** How many functions may be written out within each other. */
const DEEPEST_CALL = 50;

/** How many statements a program may have when its functions are written out. */
const MOST_STATEMENTS = 20_000;

/**
 * The statements of a function where it is called.
 *
 * @param target what gets its result; undefined where nothing does.
 * @returns undefined for what is no call of a function of the program.
 */
export function inlineCall(value: Expr, target: string | undefined, ctx: LowerContext): Stmt[] | undefined {
  const name = calledName(value);
  const called = name === undefined ? undefined : ctx.functions.get(name);
  if (!called || value.kind !== "Call" || !ctx.tolerant) return undefined;
  const refuse = (message: string, hint: string): Stmt[] => {
    ctx.report(value, "SC6016", message, hint);
    return [];
  };
  if (ctx.inlining.has(called.name)) {
    return refuse(
      `The function ${quote(called.name)} calls itself.`,
      "Repeat with a `for`, or run a shortcut of its own.",
    );
  }
  if (ctx.inlining.size > DEEPEST_CALL) {
    return refuse("These functions call each other too deeply.", "Let one function do what several do.");
  }
  const params = bindParameters(called, value, ctx);
  if (typeof params === "string") return refuse(params, "Give each parameter its value in the call, once.");
  const names = new Map([...localsOf(called)].map((local) => [local, ctx.fresh(local)]));
  const own = takeInnerFunctions(withoutDocstring(renameIn(called.body, names)), ctx.functions);
  const body = withoutReturns(own, target);
  if (!body || ++ctx.inlined.count > MOST_STATEMENTS) {
    return body
      ? refuse(
          "With its functions written out the program is too long.",
          "Make a function a shortcut of its own.",
        )
      : refuse(
          `The function ${quote(called.name)} returns out of the middle of a repeat.`,
          "Let it return at its end only.",
        );
  }
  ctx.readAs(value, "what the function does");
  // What it is called with belongs to the caller.
  const given = params.map(([param, argument]): Stmt => {
    return py.assign(undefined, [names.get(param)!], argument);
  });
  ctx.kinds.add(given);
  const start = ctx.block(given);
  ctx.writeOut(body);
  ctx.inlining.add(called.name);
  const lowered = ctx.block(body);
  ctx.inlining.delete(called.name);
  return [...start, ...lowered];
}

function withoutDocstring(body: Stmt[]): Stmt[] {
  const [first, ...others] = body;
  return first?.kind === "ExprStmt" && first.value.kind === "Str" && others.length > 0 ? others : body;
}

/** Each parameter with its value, in the order in which Python reads them; or why the arguments do not fit. */
function bindParameters(
  { name, params, body }: FunctionDef,
  { args, keywords }: Call,
  ctx: LowerContext,
): [string, Expr][] | string {
  const misfit = `The arguments do not fit the parameters of ${quote(name)}.`;
  if (args.length > params.length) return misfit;
  const bound: [string, Expr][] = args.map((arg, i) => [params[i]!.name, arg]);
  const isBound = (param: string): boolean => bound.some(([other]) => other === param);
  for (const keyword of keywords) {
    if (isBound(keyword.name) || !params.some((param) => param.name === keyword.name)) return misfit;
    bound.push([keyword.name, keyword.value]);
  }
  for (const param of params) {
    if (isBound(param.name)) continue;
    if (!param.default) return misfit;
    if (!isFixed(param.default, ctx) || isChanged(param.name, body)) {
      return `The default of ${quote(param.name)} is made once in Python, when the function is defined.`;
    }
    bound.push([param.name, param.default]);
  }
  return bound;
}

/** Whether a default is the same at all times. */
function isFixed(value: Expr, ctx: LowerContext): boolean {
  return [...expressionsIn(value)].every(
    (expr) => expr.kind !== "Call" && (expr.kind !== "Name" || ctx.kinds.isFixed(expr.id)),
  );
}

/** Whether a function adds to what a parameter stands for. */
function isChanged(param: string, body: readonly Stmt[]): boolean {
  return [...statementsIn(body)].some((statement) => {
    const added =
      statement.kind === "ExprStmt"
        ? (methodCall(statement.value, "append") ?? methodCall(statement.value, "extend"))
        : undefined;
    if (added?.value.kind === "Name") return added.value.id === param;
    return (
      statement.kind === "ForeignStmt" &&
      statement.what.kind === "SetItem" &&
      targetsOf(statement).includes(param)
    );
  });
}

/** A function's statements with assignments for its returns; undefined where one stands in a repeat. */
function withoutReturns(body: readonly Stmt[], target: string | undefined): Stmt[] | undefined {
  const result = (value: Expr | undefined): Stmt[] => {
    const given = value ?? py.none();
    if (target !== undefined) return [py.assign(undefined, [target], given)];
    return value?.kind === "Call" ? [{ kind: "ExprStmt", value }] : [];
  };
  let size = 0;
  const convert = (statements: readonly Stmt[]): Stmt[] | undefined => {
    size += statements.length;
    if (size > MOST_STATEMENTS) throw new ReturnInRepeat();
    const at = statements.findIndex((statement) => returns([statement]));
    if (at < 0) return [...statements, ...result(undefined)];
    const before = statements.slice(0, at);
    const statement = statements[at]!;
    const rest = statements.slice(at + 1);
    if (statement.kind === "Return") return [...before, ...result(statement.value)];
    const branch = (inner: readonly Stmt[]): Stmt[] => {
      const converted = convert([...inner, ...rest]);
      if (!converted) throw new ReturnInRepeat();
      return converted.length > 0 ? converted : [{ kind: "Pass" }];
    };
    if (statement.kind === "If") {
      return [
        ...before,
        {
          ...statement,
          body: branch(statement.body),
          elifs: statement.elifs.map((elif) => ({ ...elif, body: branch(elif.body) })),
          orelse: { ...statement.orelse, body: branch(statement.orelse?.body ?? []) },
        },
      ];
    }
    if (statement.kind === "Match") {
      return [
        ...before,
        { ...statement, cases: statement.cases.map((item) => ({ ...item, body: branch(item.body) })) },
      ];
    }
    return undefined;
  };
  const hasResult = returns(body);
  if (!hasResult) return target === undefined ? [...body] : [...body, ...result(undefined)];
  try {
    return convert(body);
  } catch (error) {
    if (error instanceof ReturnInRepeat) return undefined;
    throw error;
  }
}

class ReturnInRepeat extends Error {}
