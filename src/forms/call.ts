import { isEditorState } from "../ir/parameters.ts";
import type { Action } from "../ir/workflow.ts";
import { PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr, type Keyword, type Stmt } from "../python/ast.ts";
import { argumentFor, eachArgument, fitsPlace, placesOf } from "../registry/arguments.ts";
import { keyOfKeyword, keywordOf } from "../registry/names.ts";
import { pythonName } from "../registry/naming.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { helper, keyword, type Context } from "../context/writing.ts";
import {
  isBefore,
  type CallPlan,
  type Place,
  type Position,
  type SaidArgument,
} from "../context/call-plan.ts";
import { defaultOf, defaultsSaid, defaultsUnsaid, isDefault } from "../values/decisive.ts";
import { saysTextOrVariable, saysValue, type SaidContext } from "../values/said.ts";
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
  const plan = ctx.plans[action.index]!;
  const echo = echoOf(action);
  const found = argumentsOf(action, plan, ctx);
  for (const argument of found) {
    const { place, value } = argument;
    if (value === undefined) {
      argument.expr = ctx.flow.blank.has(action.index) ? helper(ctx, "nothing") : writeImplicit(action, ctx);
    } else if (
      !isSaidForAll(place.key, value, action, ctx) &&
      (place.key !== echo?.key || value !== echo.value)
    ) {
      const expr = place.isText ? writeTextOrVariable(value, ctx) : writeValue(value, ctx);
      argument.expr = seemsToName(action, place.key, expr) ? writeRaw(value, ctx) : expr;
    }
  }
  // Without metadata, nobody else says that there is none.
  if (echo && !ctx.records && !(echo.key in action.parameters)) {
    found.push({ place: plan.placeOf(echo.key), value: undefined, expr: helper(ctx, "nothing") });
  }
  ctx.imports.add(plan.name);
  const places: SaidArgument[] = [];
  const args = takePositioned(found, plan.positions, places, ctx);
  const keywords: Keyword[] = [];
  for (const { place, expr } of found) {
    if (!expr) continue;
    places.push(place);
    keywords.push(keyword(place.keyword, expr));
  }
  ctx.said[action.index] = places;
  return py.call(plan.name, args, keywords);
}

/** Takes what stands in a call without its keyword out of the others: from the first position on, as long as each is said. */
function takePositioned(
  found: readonly Argument[],
  positions: readonly Position[],
  places: SaidArgument[],
  ctx: Context,
): Expr[] {
  const args: Expr[] = [];
  for (const { place, choice, choicePlace, standing, implying } of positions) {
    let own = saidAt(place, found);
    const chosen = choicePlace && saidAt(choicePlace, found);
    if (choice) {
      const value = chosen?.value;
      if (typeof value !== "string") break;
      if (value !== choice.value) own = choice.words.includes(value) ? chosen : undefined;
      // Without metadata, nobody else says the choice.
      else if (!ctx.records || (own && !fitsPlace(own.expr!, choice))) break;
    }
    if (!own) break;
    args.push(own.expr!);
    own.expr = undefined;
    if (own === chosen) {
      places.push({ ...own.place, isFound: true });
    } else if (chosen) {
      places.push(implying);
      chosen.expr = undefined;
      ctx.usual.add(choice!.value);
    } else {
      places.push(standing);
    }
  }
  return args;
}

/** What is said of a parameter with its keyword. */
function saidAt(place: Place, found: readonly Argument[]): Argument | undefined {
  for (const argument of found) if (argument.place === place && argument.expr) return argument;
  return undefined;
}

/** What a call says of an action, and where; undefined stands for what the action takes from the pipe. */
interface Argument {
  place: Place;
  value: PlistValue | undefined;
  /** Undefined where the call does not say it, or not with its keyword. */
  expr: Expr | undefined;
}

/** The arguments of a call, in its order. */
function argumentsOf(action: Action, plan: CallPlan, ctx: Context): Argument[] {
  const { parameters } = action;
  const { facts } = plan;
  const found: Argument[] = [];
  const add = (key: string, value: PlistValue | undefined): void => {
    if (value === undefined || !isHidden(key, value, action, ctx)) {
      found.push({ place: plan.placeAt(found.length, key), value, expr: undefined });
    }
  };
  // The null of a dump is a value, and no input that is missing.
  for (const key in parameters) add(key, parameters[key]!);
  if (facts) {
    const { inputKey } = facts;
    let isGiven = inputKey === undefined || inputKey in parameters;
    // What says everything that is in the file says nothing that is not.
    for (const parameter of ctx.lossless ? [] : defaultsUnsaid(parameters, facts.decisive)) {
      isGiven ||= parameter.key === inputKey;
      add(parameter.key, defaultOf(parameter));
    }
    if (!isGiven) add(inputKey!, undefined);
  }
  return inOrder(found);
}

/** Sorts a few faster than the engine does: most stand in their order. */
function inOrder(found: Argument[]): Argument[] {
  if (found.length > 16) return found.sort((a, b) => (isBefore(a.place, b.place) ? -1 : 1));
  for (let i = 1; i < found.length; i++) {
    const argument = found[i]!;
    let at = i;
    for (; at > 0 && isBefore(argument.place, found[at - 1]!.place); at--) found[at] = found[at - 1]!;
    found[at] = argument;
  }
  return found;
}

/** Whether the name of the output says a parameter, or the metadata keep it. */
function isHidden(key: string, value: PlistValue, action: Action, ctx: Context): boolean {
  // A marker that fits no block keeps the other keys that made it one.
  const isIdentity = key === "UUID" && typeof value === "string";
  if (isIdentity || isShownByName(key, value, action, ctx)) return true;
  if (ctx.lossless || !isEditorState(key, value)) return false;
  ctx.leftOut++;
  return true;
}

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
  eachArgument(identifier, call, facts?.inputKey, (key, value) => {
    if (isCallOf(value, "nothing")) return ctx.use(value, value.func);
    const isText = facts?.textParameters.includes(key) ?? false;
    parameters[key] =
      known?.(key) ?? (isText ? matchTextOrVariable(value, ctx) : undefined) ?? matchValue(value, ctx);
  });
  if (facts && call.args.length > 1) reportUnplaced(identifier, call, facts, ctx);
  addUnsaid(identifier, parameters, (key) => argumentFor(identifier, call, facts?.inputKey, key), ctx);
  return parameters;
}

/** An argument that stands where none has a place says nothing. */
function reportUnplaced(
  identifier: string,
  { func, args, keywords }: Call,
  { inputKey, parameterOrder }: ActionFacts,
  ctx: MatchContext,
): void {
  const places = placesOf(identifier, inputKey);
  if (args.length <= places.length) return;
  const name = func.kind === "Name" ? func.id : identifier;
  const taken = new Set([
    ...places.map(({ key }) => key),
    ...keywords.map((keyword) => keyOfKeyword(identifier, keyword.name)),
  ]);
  const style = name === pythonName(identifier) ? "api" : "friendly";
  const open = parameterOrder.filter((key) => !taken.has(key)).slice(0, MOST_NAMED);
  const words = open.map((key) => `\`${keywordOf(identifier, key, style)}=...\``);
  args.slice(places.length).forEach((value, i) => {
    ctx.useWhole(value);
    const message = `Argument ${places.length + i + 1} of ${name} says nothing here, and would be lost.`;
    const hint = words.length > 0 ? `Say what it is: ${words.join(", ")}.` : "Leave it out.";
    ctx.report(value, "SC6003", message, hint);
  });
}

const MOST_NAMED = 6;

/** What a call says of the action that it was written from, see {@link saidArguments}. */
export interface SaidArguments {
  /** Keys of the parameters that it says exactly as they are. */
  list: string[];
  /** Whether it says no other parameters, but for an input that is piped, and defaults. */
  isAll: boolean;
  /** Whether it says an input that the file leaves out, because it is what the action before leaves. */
  isPiped: boolean;
  /** Whether it says parameters that the file leaves out, because they have their defaults. */
  hasDefaults: boolean;
}

/**
 * Compares a call with its action.
 *
 * @param places what the arguments were written for.
 * @param isPiped whether the file leaves out an input, because it is what the action before leaves.
 */
export function saidArguments(
  { args, keywords }: Call,
  places: readonly SaidArgument[],
  { identifier, parameters }: Action,
  said: SaidContext,
  isPiped: (inputKey: string) => boolean,
  ctx: MatchContext,
): SaidArguments {
  const facts = ctx.lookup(identifier);
  const list: string[] = [];
  let isAll = places.length === args.length + keywords.length && !mayLeaveUnsaid(identifier, ctx);
  let takesInput = false;
  let hasDefaults = false;
  for (let i = 0; i < places.length; i++) {
    const { key, isText, isFound, implied } = places[i]!;
    const expr = args[i] ?? keywords[i - args.length]!.value;
    if (implied) {
      const value = parameters[implied.key];
      if (value === implied.value) list.push(implied.key);
      else if (
        value === undefined &&
        isDefault(implied.key, facts?.decisive, (usual) => usual === implied.value)
      )
        hasDefaults = true;
      else isAll = false;
    }
    if (isCallOf(expr, "nothing")) continue;
    const value = parameters[key];
    if (!isFound || (value === undefined && key === facts?.outputNameFrom)) {
      // The name of the output tells by it what it is called.
      isAll = false;
    } else if (value !== undefined) {
      const says = isText ? saysTextOrVariable : saysValue;
      if (says(expr, value, said)) list.push(key);
      else isAll = false;
    } else if (key === facts?.inputKey && isPiped(key)) {
      takesInput = true;
    } else if (isDefault(key, facts?.decisive, (usual) => saysValue(expr, usual, said))) {
      hasDefaults = true;
    } else {
      isAll = false;
    }
  }
  // One that the file has would be left out as well.
  if (hasDefaults && defaultsSaid(parameters, facts?.decisive).length > 0) isAll = false;
  return { list, isAll, isPiped: takesInput, hasDefaults };
}
