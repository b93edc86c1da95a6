import { quote } from "../diagnostics/error.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import { py, type Call, type Expr } from "../python/ast.ts";
import { calledName, dictOf, type MatchContext } from "../context/matching.ts";
import { pythonCall } from "../context/python-advice.ts";
import { helper, read, report, type Context } from "../context/writing.ts";
import {
  isStepCall,
  nameOfType,
  propertyStep,
  stepOfCall,
  withKey,
  withoutDictionaries,
  withStep,
  writeAggrandizement,
} from "./aggrandizement.ts";
import { isRecord, nameMissing, writeRecord } from "./record.ts";
import { writeSource } from "./source.ts";

/** The most aggrandizements that are written one around the other; more, as no app writes them, are a record. */
export const LONGEST_CHAIN = 12;

/** Whether a dictionary is a token (`api-docs/format.md`, 5): a reference with its chain of aggrandizements. */
export function isToken(value: PlistValue): value is PlistDict {
  if (!isDict(value)) return false;
  switch (value["Type"]) {
    case "ActionOutput":
      return typeof value["OutputUUID"] === "string" && hasOnly(value, "OutputUUID");
    case "Variable":
      return typeof value["VariableName"] === "string" && hasOnly(value);
    case "Ask":
      return hasOnly(value, "Prompt");
    case "ExtensionInput":
    case "CurrentDate":
    case "Clipboard":
    case "DeviceDetails":
    case "Input":
      return hasOnly(value);
    default:
      return false;
  }
}

/**
 * Whether a token has no keys but `own` and those that each may carry without meaning more by it: its chain, a stray
 * name, a cached identity.
 */
function hasOnly(token: PlistDict, own?: string): boolean {
  for (const key in token) {
    switch (key) {
      case "Type":
      case own:
      case "OutputName":
      case "VariableName":
      case "VariableUUID":
        break;
      case "Aggrandizements": {
        const chain = token[key];
        if (!Array.isArray(chain) || !chain.every(isDict)) return false;
        break;
      }
      default:
        return false;
    }
  }
  return true;
}

/**
 * A token as the expression that has its value: a name, a call, and what its aggrandizements do to it. One of a kind
 * that is not known is `Token(dict(Type="..."))`.
 */
export function writeToken(token: PlistDict, ctx: Context): Expr {
  const chain = token["Aggrandizements"];
  if (Array.isArray(chain) && chain.length > LONGEST_CHAIN) {
    return helper(ctx, "Token", [writeRecord(token, ctx)]);
  }
  if (!isToken(token)) {
    report(
      ctx,
      "SC4008",
      `This action reads a variable of a kind (${nameOfType(token["Type"])}) that is not known.`,
    );
    return helper(ctx, "Token", [writeRecord(token, ctx)]);
  }
  let expr = writeReference(token, ctx);
  if (!Array.isArray(chain)) return expr;
  const steps = chain.length > 1 ? withoutDictionaries(chain) : chain;
  for (const step of steps as PlistDict[]) expr = writeAggrandizement(expr, step, ctx);
  return expr;
}

function writeReference(token: PlistDict, ctx: Context): Expr {
  switch (token["Type"]) {
    case "ActionOutput": {
      const uuid = token["OutputUUID"] as string;
      const bound = ctx.names.output(uuid);
      if (bound !== undefined) return read(ctx, bound);
      const label = typeof token["OutputName"] === "string" ? token["OutputName"] : "";
      return py.name(nameMissing(uuid, label, ctx));
    }
    case "Variable":
      return read(ctx, ctx.names.variable(token["VariableName"] as string));
    case "ExtensionInput":
      return read(ctx, "shortcut_input");
    case "Ask": {
      const prompt = token["Prompt"];
      return helper(ctx, "ask_each_time", prompt === undefined ? [] : [ctx.writeValue(prompt)]);
    }
    case "CurrentDate":
      return helper(ctx, "current_date");
    case "Clipboard":
      return helper(ctx, "get_clipboard");
    case "DeviceDetails":
      return helper(ctx, "device_details");
    default:
      return writeActionInput(ctx);
  }
}

/** The `Input` token of old files means what the action itself takes as its input. */
function writeActionInput(ctx: Context): Expr {
  const input = writeSource(ctx.flow.inputOf.get(ctx.action) ?? null, ctx);
  return helper(ctx, "action_input", input ? [input] : []);
}

/** The token that an expression stands for: the inverse of {@link writeToken}. */
export function matchToken(expr: Expr, ctx: MatchContext): PlistDict {
  ctx.use(expr);
  switch (expr.kind) {
    case "Name":
      return ctx.reference(expr.id, expr);
    case "Attribute":
      return aggrandized(expr.value, propertyStep(expr.attr), ctx);
    case "Subscript":
      if (expr.index.kind !== "Str") break;
      ctx.use(expr.index);
      return withKey(matchToken(expr.value, ctx), expr.index.value, ctx);
    case "Call": {
      const token = matchTokenCall(expr, ctx);
      if (token) return token;
    }
  }
  const called = pythonCall(expr);
  // An action's own call is only in the wrong place.
  const isAction = called && (called.name === "input" || ctx.identifierOf(called.name) !== undefined);
  if (called && !isAction) {
    const code = expr.kind === "Call" && expr.func.kind === "Name" ? "SC6005" : "SC6003";
    ctx.report(
      expr,
      code,
      `A variable is expected here, and ${quote(called.name)} is no action.`,
      called.hint,
    );
  } else {
    ctx.report(
      expr,
      "SC6003",
      "A variable is expected here.",
      "Give the value a name in a line of its own before, and use the name here.",
    );
  }
  return dictOf({ Type: "Clipboard" });
}

/** Whether an expression is one that a token is written as. */
export function isTokenExpr(expr: Expr): boolean {
  if (expr.kind === "Name" || expr.kind === "Attribute") return true;
  if (expr.kind === "Subscript") return expr.index.kind === "Str";
  const name = calledName(expr);
  return name !== undefined && expr.kind === "Call" && isTokenCall(name, expr.args);
}

/** Calls that are a reference by themselves. */
const REFERENCE_CALLS: ReadonlySet<string> = new Set([
  "Token",
  "action_input",
  "ask_each_time",
  "current_date",
  "device_details",
  "get_clipboard",
  "get_shortcut_input",
]);

function isTokenCall(name: string, args: readonly Expr[]): boolean {
  return REFERENCE_CALLS.has(name) || isStepCall(name, args);
}

function matchTokenCall(call: Call, ctx: MatchContext): PlistDict | undefined {
  const name = calledName(call);
  if (name === undefined || !isTokenCall(name, call.args)) return undefined;
  const [first] = call.args;
  if (!REFERENCE_CALLS.has(name)) {
    const step = first && stepOfCall(name, call, ctx);
    return step && aggrandized(first, step, ctx);
  }
  switch (name) {
    case "Token":
      return first && matchRawToken(first, ctx);
    case "action_input":
      // What it is follows from the actions before; the argument only tells a reader.
      for (const arg of call.args) ctx.useWhole(arg);
      return dictOf({ Type: "Input" });
    case "ask_each_time":
      return dictOf({ Type: "Ask", Prompt: first && ctx.matchValue(first) });
    case "current_date":
      return dictOf({ Type: "CurrentDate" });
    case "device_details":
      return dictOf({ Type: "DeviceDetails" });
    case "get_clipboard":
      return dictOf({ Type: "Clipboard" });
    default:
      return dictOf({ Type: "ExtensionInput" });
  }
}

/** `Token(dict(...))`, a token of any shape. */
function matchRawToken(expr: Expr, ctx: MatchContext): PlistDict | undefined {
  const value = ctx.matchValue(expr);
  return isRecord(expr) && isDict(value) ? value : undefined;
}

function aggrandized(value: Expr, step: PlistDict, ctx: MatchContext): PlistDict {
  return withStep(matchToken(value, ctx), step);
}
