import { calledName, isCallOf } from "../../context/matching.ts";
import { isResultName } from "../../passes/name-patterns.ts";
import { py, type Expr, type Stmt } from "../../python/ast.ts";
import { mapArguments } from "../../registry/arguments.ts";
import { at, type LowerFacts } from "./context.ts";
import { needsAction, takesVariable } from "./parameters.ts";
import { recordOfText } from "./records.ts";

interface Context extends LowerFacts {
  fresh(base: string): string;
  labelOf(value: Expr): string;
}

/**
 * Where a parameter takes nothing but a variable, and the program gives it a literal: the literal becomes an action
 * of its own before the statement. A file cannot hold it otherwise.
 */
export function giveVariables(body: readonly Stmt[], ctx: Context): Stmt[] {
  const result: Stmt[] = [];
  for (const statement of body) {
    const before: Stmt[] = [];
    const variable = (value: Expr): Expr => {
      if (value.kind === "FString" && value.parts.length === 1 && typeof value.parts[0] !== "string") {
        return at(value, py.call("str", [value.parts[0]!]));
      }
      const name = ctx.fresh(ctx.labelOf(value));
      before.push(at(value, py.assign(undefined, [name], value)));
      return at(value, py.name(name));
    };
    const changed = inBlocks(statement, variable, ctx);
    addBefore(result, before);
    result.push(changed);
  }
  return result;
}

/**
 * Adds statements that a block needs before it: also before the line that belongs to it, because that line fills its
 * result. A definition at the top belongs to none, and has to stay there.
 */
export function addBefore(result: Stmt[], before: readonly Stmt[]): void {
  if (before.length === 0) return;
  const last = result.at(-1);
  const isLine =
    last?.kind === "Assign" &&
    last.targets.length === 1 &&
    isResultName(last.targets[0]!) &&
    !isCallOf(last.value, "unset");
  result.splice(isLine ? result.length - 1 : result.length, 0, ...before);
}

function inBlocks(statement: Stmt, variable: (value: Expr) => Expr, ctx: Context): Stmt {
  const block = (body: readonly Stmt[]): Stmt[] => giveVariables(body, ctx);
  switch (statement.kind) {
    case "Assign":
      return { ...statement, value: inCall(statement.value, variable, ctx) };
    case "ExprStmt": {
      const { value } = statement;
      const [result] = isCallOf(value, "exit") ? value.args : [];
      return {
        ...statement,
        value:
          value.kind === "Call" && result && isLiteralResult(result)
            ? { ...value, args: [variable(result)] }
            : inCall(value, variable, ctx),
      };
    }
    case "Return": {
      const { value } = statement;
      return value && isLiteralResult(value) ? { ...statement, value: variable(value) } : statement;
    }
    case "If":
      return {
        ...statement,
        body: block(statement.body),
        elifs: statement.elifs.map((elif) => ({ ...elif, body: block(elif.body) })),
        ...(statement.orelse && { orelse: { ...statement.orelse, body: block(statement.orelse.body) } }),
      };
    case "For":
      return { ...statement, iter: inIter(statement.iter, variable), body: block(statement.body) };
    case "Match":
      return { ...statement, cases: statement.cases.map((item) => ({ ...item, body: block(item.body) })) };
    default:
      return statement;
  }
}

/** A text is what Stop and Output gives; anything else is the result of Stop This Shortcut. */
const isLiteralResult = ({ kind }: Expr): boolean => kind === "Num" || kind === "List" || kind === "Dict";

function inIter(iter: Expr, variable: (value: Expr) => Expr): Expr {
  if (needsAction(iter)) return variable(iter);
  if (!isCallOf(iter, "enumerate") || !iter.args[0] || !needsAction(iter.args[0])) return iter;
  return { ...iter, args: [variable(iter.args[0]), ...iter.args.slice(1)] };
}

/** The literals of a call whose parameters are variables. */
function inCall(value: Expr, variable: (value: Expr) => Expr, ctx: Context): Expr {
  const name = calledName(value);
  const identifier = name === undefined ? undefined : ctx.identifierOf(name);
  const facts = identifier === undefined ? undefined : ctx.lookup(identifier);
  if (!facts || value.kind !== "Call") return value;
  const fit = (key: string, given: Expr): Expr => {
    // None is no value that a file could hold.
    if (given.kind === "Constant" && given.value === "None") return at(given, py.call("nothing"));
    if (takesVariable(key, facts) && needsAction(given)) return variable(given);
    const record = ctx.tolerant ? recordOfText(key, given, facts) : undefined;
    if (record) ctx.report(given, "SC6013", `Read as ${calledName(record)}.`);
    return record ?? given;
  };
  const uuid = value.keywords.find(({ name, value: given }) => name === "UUID" && given.kind === "Str");
  if (uuid) {
    const message = "The identity of an action follows from the name of its output.";
    ctx.report(uuid.value, "SC6003", message, "Leave `UUID` out.");
  }
  return mapArguments(facts.identifier, value, facts.inputKey, fit);
}
