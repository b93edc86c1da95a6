import type { Action } from "../ir/workflow.ts";
import type { PlistValue } from "../plist/value.ts";
import { py, type Expr, type Keyword, type Stmt } from "../python/ast.ts";
import { helper, keepResidue, keyword, type Context } from "./context.ts";
import { assign, isBookkeeping, isEditorState, isShownByName } from "./form.ts";
import { writeImplicit } from "./source.ts";
import { writeValue } from "./value.ts";
import { bindVariable } from "./variables.ts";

/** The form of every action that has none of its own, known or unknown: `name = identifier(key=value, ...)`. */
export function writeCallStatement(action: Action, ctx: Context): Stmt[] {
  const call = writeCall(action, ctx);
  return bindVariable(action, call, ctx) ?? assign(action, call, ctx);
}

/**
 * The call itself. Keyword arguments are the parameters under their own keys, those that the registry knows first and
 * in its order; an input that comes from the pipe is said like one that is written.
 */
export function writeCall(action: Action, ctx: Context): Expr {
  if (action.malformed !== undefined) {
    return helper(ctx, "malformed_action", [writeValue(action.malformed, ctx)]);
  }
  const facts = ctx.lookup(action.identifier);
  const inputKey = facts?.inputKey;
  const hidden: [string, PlistValue][] = [];
  const keywords: Keyword[] = [];
  for (const key of orderedKeys(action, facts?.parameterOrder ?? [], inputKey)) {
    const value = action.parameters[key];
    if (value === undefined) {
      const implicit = writeImplicit(action, ctx);
      if (implicit) keywords.push(keyword(ctx.parameterName(key), implicit));
    } else if (isIdentity(key, value) || isShownByName(key, value, action, ctx)) {
      continue;
    } else if (ctx.metadata && isEditorState(key, value)) {
      hidden.push([key, value]);
    } else {
      keywords.push(keyword(ctx.parameterName(key), writeValue(value, ctx)));
    }
  }
  if (hidden.length > 0) keepResidue(ctx, action, hidden);
  const name = ctx.functions.get(action.identifier)!;
  ctx.imports.add(name);
  return py.call(name, [], keywords);
}

/** Whether a parameter is the UUID; a marker that fits no block keeps the other keys that made it one. */
function isIdentity(key: string, value: PlistValue): boolean {
  return key === "UUID" && isBookkeeping(key, value);
}

/** The input first, written or not, then the keys in the registry's order, then the others by name. */
function orderedKeys(
  { parameters }: Action,
  known: readonly string[],
  inputKey: string | undefined,
): string[] {
  const keys = inputKey === undefined ? [] : [inputKey];
  for (const key of known) if (key in parameters && !keys.includes(key)) keys.push(key);
  const others: string[] = [];
  // What identifies the app and the editor's settings say less than what the action does.
  const trailing: string[] = [];
  for (const key in parameters) if (!keys.includes(key)) (TRAILING.has(key) ? trailing : others).push(key);
  return keys.concat(others.sort(), trailing.sort());
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
