import { isBookkeeping, isEditorState } from "../ir/parameters.ts";
import type { Action } from "../ir/workflow.ts";
import { PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword, type Stmt } from "../python/ast.ts";
import { keyOfKeyword, keywordOf, mainParameter } from "../registry/names.ts";
import { helper, keyword, type Context } from "../context/writing.ts";
import { defaultsUnsaid } from "../values/decisive.ts";
import { saysTextOrVariable, saysValue, type SaidContext } from "../values/said.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { assign, computed, isShownByName, type Simple } from "./form.ts";
import { calledName, isCallOf, type Matched, type MatchContext } from "../context/matching.ts";
import { matchTextOrVariable, writeTextOrVariable } from "../values/text-token.ts";
import { writeImplicit } from "../values/source.ts";
import { matchValue, writeRaw, writeValue } from "../values/value.ts";
import { addUnsaid, echoOf, isSaidForAll, mayLeaveUnsaid } from "./unsaid-parameters.ts";
import { bindVariable, seemsToName } from "./variables.ts";

/** The form of every action that has none of its own, known or unknown: `name = identifier(key=value, ...)`. */
export function writeCallStatement(action: Action, ctx: Context): Stmt[] {
  const call = writeCall(action, ctx);
  return bindVariable(action, call, ctx) ?? assign(action, call, ctx);
}

/**
 * The call itself. Keyword arguments are the parameters under their own keys, those that the registry knows first and
 * in its order; what decides what the action does is there even where the file leaves it out; an input that comes from the pipe is said like one that is written, one that is blank is nothing.
 */
export function writeCall(action: Action, ctx: Context): Expr {
  if (action.malformed !== undefined) {
    return helper(ctx, "malformed_action", [writeRaw(action.malformed, ctx)]);
  }
  const facts = ctx.lookup(action.identifier);
  const inputKey = facts?.inputKey;
  const args: Expr[] = [];
  const keywords: Keyword[] = [];
  const { nameStyle: style } = ctx;
  const main = style === "friendly" ? mainParameter(action.identifier) : undefined;
  const add = (key: string, value: Expr) => {
    if (key === main) args.push(value);
    else keywords.push(keyword(keywordOf(action.identifier, key, style), value));
  };
  const echo = echoOf(action);
  // What says everything that is in the file says nothing that is not.
  const unsaid = ctx.lossless ? undefined : defaultsUnsaid(action.parameters, facts?.decisive);
  for (const key of orderedKeys(action.parameters, unsaid, facts?.parameterOrder ?? [], inputKey)) {
    // The null of a dump is a value, and no input that is missing.
    const value = key in action.parameters ? action.parameters[key] : unsaid?.get(key);
    if (value === undefined) {
      const implicit = ctx.flow.blank.has(action.index) ? helper(ctx, "nothing") : writeImplicit(action, ctx);
      if (implicit) add(key, implicit);
    } else if (!isHidden(key, value, action, ctx) && !(key === echo?.key && value === echo.value)) {
      const expr = facts?.textParameters.includes(key)
        ? writeTextOrVariable(value, ctx)
        : writeValue(value, ctx);
      add(key, seemsToName(action, key, expr) ? writeRaw(value, ctx) : expr);
    }
  }
  // Without metadata, nobody else says that there is none.
  if (echo && !ctx.records && !(echo.key in action.parameters)) add(echo.key, helper(ctx, "nothing"));
  const name = ctx.functions.get(action.identifier)!;
  ctx.imports.add(name);
  return py.call(name, args, keywords);
}

/** Whether the name of the output says a parameter, or the metadata keep it. */
function isHidden(key: string, value: PlistValue, action: Action, ctx: Context): boolean {
  if (isIdentity(key, value) || isShownByName(key, value, action, ctx)) return true;
  if (isSaidForAll(key, value, action, ctx)) return true;
  if (ctx.lossless || !isEditorState(key, value)) return false;
  ctx.leftOut++;
  return true;
}

/** Whether a parameter is the UUID; a marker that fits no block keeps the other keys that made it one. */
function isIdentity(key: string, value: PlistValue): boolean {
  return key === "UUID" && isBookkeeping(key, value);
}

/** The input first, written or not, then the keys in the registry's order, then the others by name. */
function orderedKeys(
  parameters: PlistDict,
  unsaid: ReadonlyMap<string, PlistValue> | undefined,
  known: readonly string[],
  inputKey: string | undefined,
): string[] {
  const keys = inputKey === undefined ? [] : [inputKey];
  for (const key of known) {
    if ((key in parameters || unsaid?.has(key)) && !keys.includes(key)) keys.push(key);
  }
  const others: string[] = [];
  // What identifies the app and the editor's settings say less than what the action does.
  const trailing: string[] = [];
  for (const key in parameters) if (!keys.includes(key)) (TRAILING.has(key) ? trailing : others).push(key);
  for (const rest of [others, trailing]) {
    if (rest.length > 1) rest.sort();
    keys.push(...rest);
  }
  return keys;
}

const TRAILING: ReadonlySet<string> = new Set([
  "GroupingIdentifier",
  "WFControlFlowMode",
  "ShowWhenRun",
  "OpenWhenRun",
  "IntentAppIdentifier",
  "IntentAppDefinition",
  "AppIntentDescriptor",
]);

/** The action of a call statement: the inverse of {@link writeCallStatement}. */
export function matchCallStatement(statement: Simple, ctx: MatchContext): Matched | undefined {
  const value = computed(statement);
  return value && matchCall(value, ctx);
}

/** The action that a call stands for; undefined for any expression that is no call of an action's function. */
export function matchCall(expr: Expr, ctx: MatchContext): Matched | undefined {
  const name = calledName(expr);
  if (name === undefined || expr.kind !== "Call") return undefined;
  if (isCallOf(expr, "malformed_action") && expr.args[0]) {
    ctx.use(expr);
    return { identifier: "", parameters: new PlistDict(), malformed: matchValue(expr.args[0], ctx) };
  }
  const identifier = ctx.identifierOf(name);
  if (identifier === undefined) return undefined;
  return { identifier, parameters: matchArguments(identifier, expr, ctx) };
}

/**
 * The parameters that the arguments of a call stand for.
 *
 * @param known the value of a parameter, where it is known without matching.
 */
export function matchArguments(
  identifier: string,
  call: Call,
  ctx: MatchContext,
  known?: (key: string) => PlistValue | undefined,
): PlistDict {
  ctx.use(call);
  const parameters = new PlistDict();
  const facts = ctx.lookup(identifier);
  eachArgument(identifier, call, facts, (key, value) => {
    if (isCallOf(value, "nothing")) return ctx.use(value, value.func);
    const isText = facts?.textParameters.includes(key) ?? false;
    parameters[key] =
      known?.(key) ?? (isText ? matchTextOrVariable(value, ctx) : undefined) ?? matchValue(value, ctx);
  });
  const given = (key: string) => {
    let argument: Expr | undefined;
    eachArgument(identifier, call, facts, (other, value) => {
      if (other === key) argument = value;
    });
    return argument;
  };
  addUnsaid(identifier, parameters, given, ctx);
  return parameters;
}

/** Goes through the arguments of a call, each with the key of its parameter. */
function eachArgument(
  identifier: string,
  { args, keywords }: Call,
  facts: ActionFacts | undefined,
  visit: (key: string, value: Expr) => void,
): void {
  const [first] = args;
  const main = first && (mainParameter(identifier) ?? facts?.inputKey);
  if (main !== undefined) visit(main, first!);
  for (const { name, value } of keywords) visit(keyOfKeyword(identifier, name), value);
}

/**
 * The parameters that the arguments of a call say exactly as they are; and whether the call says nothing else.
 *
 * @param parameters those that it was written from.
 */
export function saidArguments(
  identifier: string,
  call: Call,
  parameters: PlistDict,
  said: SaidContext,
  ctx: MatchContext,
): { list: string[]; isAll: boolean } {
  const facts = ctx.lookup(identifier);
  const list: string[] = [];
  let isAll = !mayLeaveUnsaid(identifier, ctx);
  eachArgument(identifier, call, facts, (key, value) => {
    const wanted = parameters[key];
    if (isCallOf(value, "nothing")) return;
    const says = facts?.textParameters.includes(key) ? saysTextOrVariable : saysValue;
    if (wanted !== undefined && says(value, wanted, said)) list.push(key);
    else isAll = false;
  });
  return { list, isAll };
}
