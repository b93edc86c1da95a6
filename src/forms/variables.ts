import { keyOfKeyword } from "../registry/names.ts";
import { serialization, unwrap } from "../ir/token.ts";
import { identifiers, setsVariable, variableNameOf, type Action } from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import { py, type Assign, type Expr, type Stmt } from "../python/ast.ts";
import { Scope } from "../python/scope.ts";
import { helper, read, type Context } from "../context/writing.ts";
import { accounts, assign, computed, type Form } from "./form.ts";
import {
  calledName,
  isCallOf,
  isMarkedAsVariable,
  matched,
  methodCall,
  type Matched,
} from "../context/matching.ts";
import { isRepeatName } from "../passes/name-patterns.ts";
import { matchInput, orNothing, writeInput } from "../values/source.ts";
import { isTokenExpr } from "../values/token.ts";
import { matchValue } from "../values/value.ts";

/**
 * `Name = value`. A value that ends in a dictionary key, `Name: Variable = settings["key"]`, is marked, because the
 * same statement without the mark is Get Dictionary Value.
 */
export const setVariableForm: Form = {
  identifier: identifiers.setVariable,
  write(action, ctx) {
    const name = variableName(action, "WFInput");
    if (name === undefined) return undefined;
    const value = orNothing(writeInput(action, "WFInput", ctx), ctx);
    const variable = ctx.names.variable(name);
    const output = ctx.names.ofAction(action);
    if (value.kind === "Subscript" && output !== undefined) return undefined;
    if (!accounts(action, ["WFVariableName", "WFInput"], ctx)) return undefined;
    const targets = boundNames(variable, output, ctx);
    if (value.kind !== "Subscript") return [py.assign(action.index, targets, value)];
    ctx.imports.add("Variable");
    return [py.assign(action.index, targets, value, "Variable")];
  },
  match(statement, ctx) {
    if (statement.kind !== "Assign" || !assignsVariable(statement)) return undefined;
    const WFInput = matchInput(statement.value, ctx);
    return matched(setVariableForm.identifier, {
      WFVariableName: ctx.variable(statement.targets[0]!),
      WFInput,
    });
  },
};

/** `Name.append(value)`; `updated = add_to_variable(Name, value)` where the output is read. */
export const appendVariableForm: Form = {
  identifier: identifiers.appendVariable,
  write(action, ctx) {
    const name = variableName(action, "WFInput");
    if (name === undefined || !accounts(action, ["WFVariableName", "WFInput"], ctx)) return undefined;
    const value = orNothing(writeInput(action, "WFInput", ctx), ctx);
    const variable = read(ctx, ctx.names.variable(name));
    if (ctx.names.ofAction(action) === undefined) {
      return [py.exprStmt(action.index, py.method(variable, "append", [value]))];
    }
    return assign(action, helper(ctx, "add_to_variable", [variable, value]), ctx);
  },
  match(statement, ctx) {
    const value = computed(statement);
    const method = value && methodCall(value, "append");
    const [variable, added] = method
      ? [method.value, method.args[0]]
      : value && isCallOf(value, "add_to_variable")
        ? value.args
        : [];
    if (variable?.kind !== "Name" || !added) return undefined;
    ctx.use(value, variable);
    const WFInput = matchInput(added, ctx);
    return matched(appendVariableForm.identifier, { WFVariableName: ctx.variable(variable.id), WFInput });
  },
};

/** A bare use of a value, `Name`; `variable = get_variable(Name)` where the output is read by its UUID. */
export const getVariableForm: Form = {
  identifier: identifiers.getVariable,
  write(action, ctx) {
    const value = action.parameters["WFVariable"];
    if (!isAttachment(value) || !accounts(action, ["WFVariable"], ctx)) return undefined;
    if (!ctx.lossless && handsOn(action, ctx)) return [];
    const expr = writeInput(action, "WFVariable", ctx)!;
    if (ctx.names.ofAction(action) === undefined && isBare(expr)) {
      return [py.exprStmt(action.index, expr)];
    }
    return assign(action, helper(ctx, "get_variable", [expr]), ctx);
  },
  match(statement, ctx) {
    const value = computed(statement);
    if (!value) return undefined;
    const isUse = statement.kind === "ExprStmt" && isBare(value);
    const variable = isUse ? value : isCallOf(value, "get_variable") ? value.args[0] : undefined;
    if (variable) ctx.use(value);
    return variable && matched(getVariableForm.identifier, { WFVariable: matchValue(variable, ctx) });
  },
};

/**
 * Whether a Get Variable does nothing but hand a variable to the action behind it, which says it itself; then it is noted
 * for the metadata. What a block or the shortcut leaves is there for more than that.
 */
function handsOn(action: Action, ctx: Context): boolean {
  if (ctx.names.ofAction(action) !== undefined || ctx.flow.left.has(action.index)) return false;
  const token = unwrap(action.parameters["WFVariable"], serialization.attachment);
  const uuid = isDict(token) && token["Type"] === "ActionOutput" ? token["OutputUUID"] : undefined;
  if (uuid !== undefined && (typeof uuid !== "string" || ctx.names.output(uuid) === undefined)) return false;
  // What is not said is not read, so that no definition has to stand at the top for it.
  const { scope } = ctx;
  ctx.scope = new Scope();
  const expr = writeInput(action, "WFVariable", ctx)!;
  ctx.scope = scope;
  if (pathOf(expr) === undefined) return false;
  ctx.unsaid.set(action.index, expr);
  if (!ctx.metadata) ctx.leftOut++;
  return true;
}

/** A name and properties of it, as Python has them: `date.Name`; undefined for any other expression. */
export function pathOf(expr: Expr): string | undefined {
  if (expr.kind === "Name") return expr.id;
  const of = expr.kind === "Attribute" ? pathOf(expr.value) : undefined;
  return expr.kind === "Attribute" && of !== undefined ? `${of}.${expr.attr}` : undefined;
}

/**
 * An action that sets a variable and could not be said in its own form: the call binds the variable all the same,
 * because later statements read it.
 */
export function bindVariable(action: Action, call: Expr, ctx: Context): Stmt[] | undefined {
  if (!setsVariable(action.identifier)) return undefined;
  const name = variableNameOf(action);
  if (name === undefined) return undefined;
  const variable = ctx.names.variable(name);
  return [py.assign(action.index, boundNames(variable, ctx.names.ofAction(action), ctx), call)];
}

/**
 * What a statement binds that sets a variable. That of a repeat counts as unset all the same: read outside of the repeat, it
 * is defined at the top, which tells `compile` that the file means it so.
 */
function boundNames(variable: string, output: string | undefined, ctx: Context): string[] {
  const names = output === undefined ? [variable] : [variable, output];
  for (const name of names) if (!ctx.hasRepeats || !isRepeatName(name)) ctx.scope.bind(name);
  return names;
}

/** Whether an argument looks like the name of a variable that the call binds, where the action's name is no plain text. */
export function seemsToName(action: Action, key: string, value: Expr): boolean {
  const isName = key === "WFVariableName" && setsVariable(action.identifier) && value.kind === "Str";
  return isName && typeof action.parameters[key] !== "string";
}

/** The variable that such a call binds: the inverse of {@link bindVariable}; undefined for any other expression. */
export function calledVariable(
  value: Expr,
  identifierOf: (functionName: string) => string | undefined,
): string | undefined {
  const name = calledName(value);
  const identifier = name === undefined ? undefined : identifierOf(name);
  if (value.kind !== "Call" || identifier === undefined || !setsVariable(identifier)) return undefined;
  const variable = value.keywords.find(
    ({ name }) => keyOfKeyword(identifier, name) === "WFVariableName",
  )?.value;
  return variable?.kind === "Str" ? variable.value : undefined;
}

/** Which of its targets an assignment binds to the output of its action: the first is the variable, if it sets one. */
export function outputTarget(
  { targets, value }: Assign,
  { identifier, parameters }: Matched,
): string | undefined {
  if (identifier === identifiers.comment) return undefined;
  const isVariable =
    setsVariable(identifier) &&
    typeof parameters["WFVariableName"] === "string" &&
    !isCallOf(value, "add_to_variable");
  return targets[isVariable ? 1 : 0];
}

/** The variable's name, if the action names one and its input is an attachment or comes from the pipe. */
function variableName(action: Action, inputKey: string): string | undefined {
  const input = action.parameters[inputKey];
  return input === undefined || isAttachment(input) ? variableNameOf(action) : undefined;
}

function isAttachment(value: PlistValue | undefined): boolean {
  return isDict(unwrap(value, serialization.attachment));
}

/**
 * Whether an expression can stand alone as a statement and be known again as a use of a variable; one that ends in a
 * key reads as Get Dictionary Value.
 */
function isBare(expr: Expr): boolean {
  return expr.kind === "Name" || expr.kind === "Attribute";
}

/** Whether an assignment is Set Variable, rather than an action and a name for its output. */
export function assignsVariable({ annotation, value }: Assign): boolean {
  if (value.kind === "Subscript") return isMarkedAsVariable({ annotation });
  return isTokenExpr(value) || isCallOf(value, "nothing");
}
