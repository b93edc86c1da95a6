import { isNamedRecord } from "../../values/named-record.ts";
import { isRecord } from "../../values/record.ts";
import { isTokenExpr } from "../../values/token.ts";
import { HELPERS } from "../../context/writing.ts";
import { argument, calledName, isCallOf, methodCall } from "../../context/matching.ts";
import { expressionsIn } from "../../python/rewrite.ts";
import {
  py,
  type BinOp,
  type BoolOp,
  type Call,
  type Expr,
  type ForeignExpr,
  type List,
  type Stmt,
} from "../../python/ast.ts";
import { mapArguments } from "../../registry/arguments.ts";
import { math, sum } from "./arithmetic.ts";
import { item } from "./items.ts";
import type { Kind } from "./kind.ts";
import { at, type LowerContext } from "./context.ts";
import { listItem, needsAction, refuse, takesVariable } from "./parameters.ts";
import { moduleCall } from "../../context/python-advice.ts";
import { quote } from "../../diagnostics/error.ts";
import { lowerBuiltin, lowerMethod, lowerModuleCall } from "./python-calls.ts";

/** What an argument of an action can hold. */
export function lowerValue(expr: Expr, ctx: LowerContext): Expr {
  switch (expr.kind) {
    case "Str":
    case "Num":
    case "Name":
      return expr;
    case "FString":
      return {
        ...expr,
        parts: expr.parts.map((part) => (typeof part === "string" ? part : ctx.token(part))),
      };
    case "List":
      return { ...expr, items: expr.items.map((item) => ctx.value(listItem(item))) };
    case "Dict":
      return {
        ...expr,
        entries: expr.entries.map(({ key, value }) => ({
          key: dictionaryKey(key, ctx),
          value: entryValue(value, ctx),
        })),
      };
    case "Attribute":
      return { ...expr, value: ctx.token(expr.value) };
    case "Subscript":
      if (expr.index.kind === "Str" && ctx.kind(expr.value) !== "list") {
        return { ...expr, value: ctx.token(expr.value) };
      }
      return ctx.hoist(ctx.whole(expr), expr);
    case "Call":
      return lowerCallValue(expr, ctx);
    case "BinOp":
    case "Foreign":
    case "Compare":
    case "BoolOp":
    case "Not": {
      if (expr.kind === "Foreign" && expr.what.kind === "Tuple") {
        return at(expr, py.list(expr.what.items.map((item) => ctx.value(item))));
      }
      const whole = ctx.whole(expr);
      // Sums of texts are texts.
      return whole.kind === "FString" || whole.kind === "Str" ? whole : ctx.hoist(whole, expr);
    }
    default:
      return expr;
  }
}

function entryValue(value: Expr, ctx: LowerContext): Expr {
  if (value.kind === "Constant" && value.value === "None") {
    const hint = 'Leave the key out, or write `""`.';
    return refuse(value, "A dictionary of a shortcut has no key without a value.", hint, ctx);
  }
  return value.kind === "List" ? jsonList(value, ctx) : ctx.value(value);
}

/** A list in a dictionary holds lists, and switches, as they are. */
function jsonList(list: List, ctx: LowerContext): Expr {
  return {
    ...list,
    items: list.items.map((item) => (item.kind === "List" ? jsonList(item, ctx) : ctx.value(item))),
  };
}

/** Keys of dictionaries are texts. */
function dictionaryKey(key: Expr, ctx: LowerContext): Expr {
  if (key.kind === "Num") return at(key, py.str(key.text));
  const value = ctx.value(key);
  const isText = value.kind === "Str" || value.kind === "FString" || isCallOf(value, "Text");
  return isText ? value : at(key, { kind: "FString", parts: [value] });
}

/** A variable; a literal becomes an action of its own. */
export function lowerToken(expr: Expr, ctx: LowerContext): Expr {
  if (expr.kind === "FString" && expr.parts.length === 1 && typeof expr.parts[0] !== "string") {
    return at(expr, py.call("str", [ctx.token(expr.parts[0]!)]));
  }
  const value = ctx.value(expr);
  const isOther = value.kind === "Call" && (isDate(value) || isRecord(value) || isNamedRecord(value));
  return isOther || isTokenExpr(value) ? value : ctx.hoist(value, expr);
}

const CLIPBOARD = "is.workflow.actions.getclipboard";
const HELPER_NAMES: ReadonlySet<string> = new Set(HELPERS);
/** Helpers whose arguments are literals of their own shape. */
const CLOSED: ReadonlySet<string> = new Set(["Data", "Date", "PropertyList", "Uid", "missing_output"]);
/** Python's words for ways to read a variable. */
const COERCIONS: ReadonlySet<string> = new Set(["bool", "dict", "float", "str"]);

function lowerCallValue(call: Call, ctx: LowerContext): Expr {
  if (isNow(call)) return as(call, py.call("current_date"), "the current date", ctx);
  if (isDate(call)) return call;
  if (isRecord(call)) return lowerArguments(call, ctx);
  const name = calledName(call);
  if (name !== undefined && ctx.functions.has(name)) return ctx.hoist(call, call);
  if (name === "input") return ctx.hoist(lowerArguments(call, ctx), call);
  if (name !== undefined && name !== "get_clipboard" && ctx.identifierOf(name) === CLIPBOARD) {
    return as(call, py.call("get_clipboard"), "the clipboard", ctx);
  }
  if (name !== undefined && (CLOSED.has(name) || isNamedRecord(call))) return call;
  if (name !== undefined && HELPER_NAMES.has(name)) return withPositional(lowerArguments(call, ctx));
  if (name !== undefined && COERCIONS.has(name)) return coercion(call, name, ctx);
  if (name === "getattr") {
    const [value, property, fallback] = call.args;
    const isPlain = fallback?.kind === "Constant" && fallback.value === "None";
    if (value && property && (!fallback || isPlain)) {
      return { ...call, args: [ctx.token(value), property] };
    }
    return call;
  }
  if (ctx.isAction(call)) return ctx.hoist(ctx.whole(call), call);
  const whole = ctx.whole(call);
  if (whole === call) return call;
  return isTokenExpr(whole) || whole.kind === "Str" || whole.kind === "FString" || whole.kind === "Num"
    ? whole
    : ctx.hoist(whole, call);
}

/** `str(x)`, `float(x)`: a variable as something else; of a literal, the literal. */
function coercion(call: Call, name: string, ctx: LowerContext): Expr {
  const [first] = call.args;
  if (!first || call.args.length > 1 || call.keywords.length > 0) return call;
  if (name === "str" && first.kind === "Constant" && first.value !== "None")
    return at(call, py.str(first.value));
  if (name === "bool" && ctx.tolerant && isTestable(ctx.kind(first))) return flag(call, ctx);
  if (name === "str" && first.kind === "Num") return at(call, py.str(first.text));
  if (name === "str" && (first.kind === "Str" || first.kind === "FString")) return ctx.value(first);
  if (name === "float" && first.kind === "Num") return first;
  if (first.kind === "Str" || first.kind === "Dict") return call;
  return { ...call, args: [ctx.token(first)] };
}

const isTestable = (kind: Kind | undefined): boolean =>
  kind === "text" || kind === "number" || kind === "list" || kind === "dictionary";

function lowerArguments(call: Call, ctx: LowerContext): Call {
  return {
    ...call,
    args: call.args.map((arg) => ctx.value(arg)),
    keywords: call.keywords.map((keyword) => ({ ...keyword, value: ctx.value(keyword.value) })),
  };
}

/**
 * WorkflowBench writes Ask Each Time as `input(prompt)` in an argument. Where nothing else is called there, that asks as
 * often and at the same time as Python does.
 */
function withAsk(call: Call, ctx: LowerContext): Call {
  const given = [...call.args, ...call.keywords.map(({ value }) => value)];
  const calls = given.flatMap((value) => [...expressionsIn(value)]).filter(({ kind }) => kind === "Call");
  const [only] = calls;
  if (calls.length !== 1 || !only || !isCallOf(only, "input") || ctx.functions.has("input")) return call;
  const prompt = only.args[0] ?? argument(only, "prompt");
  if (only.args.length + only.keywords.length > (prompt ? 1 : 0)) return call;
  const isHere = (value: Expr): boolean =>
    value === only || (value.kind === "FString" && value.parts.includes(only));
  if (!given.some(isHere)) return call;
  const made = py.call("ask_each_time", prompt ? [ctx.value(prompt)] : []);
  const ask = as(only, made, "a question that is asked each time", ctx);
  const change = (value: Expr): Expr => {
    if (value === only) return ask;
    if (value.kind !== "FString") return value;
    return { ...value, parts: value.parts.map((part) => (part === only ? ask : part)) };
  };
  return {
    ...call,
    args: call.args.map(change),
    keywords: call.keywords.map((keyword) => ({ ...keyword, value: change(keyword.value) })),
  };
}

/** WorkflowBench names all arguments: `coerce_variable(value=x, coercion_class="...")`. */
function withPositional(call: Call): Call {
  const names = ["value", "coercion_class"];
  const positional = names.flatMap(
    (name) => call.keywords.find((keyword) => keyword.name === name)?.value ?? [],
  );
  if (call.args.length > 0 || positional.length === 0) return call;
  return { ...call, args: positional, keywords: call.keywords.filter(({ name }) => !names.includes(name)) };
}

/** `datetime.datetime.now()`, `datetime.now()`. */
function isNow(expr: Expr): boolean {
  const value = methodCall(expr, "now")?.value;
  return (
    (value?.kind === "Name" && value.id === "datetime") ||
    (value?.kind === "Attribute" && value.attr === "datetime")
  );
}

/** `datetime.datetime(2020, 12, 24)`. */
function isDate({ func }: Call): boolean {
  const isModule = func.kind === "Attribute" && func.value.kind === "Name" && func.value.id === "datetime";
  return isModule && func.attr === "datetime";
}

function as<Made extends Expr>(node: Expr, made: Made, what: string, ctx: LowerContext): Made {
  ctx.readAs(node, what);
  return at(node, made);
}

/** What can stand behind `=`. */
export function lowerWhole(expr: Expr, ctx: LowerContext): Expr {
  switch (expr.kind) {
    case "Call":
      return lowerCall(expr, ctx);
    case "BinOp":
      return operation(expr, ctx);
    case "Subscript":
      return item(expr, ctx);
    case "Foreign":
      return foreign(expr, expr.what, ctx);
    case "Constant":
      // What None means is decided where it is assigned.
      return expr.value === "None" ? expr : as(expr, py.str(expr.value), "the text that stands for it", ctx);
    case "BoolOp":
      if (ctx.kind(expr) !== "flag") return choice(expr, ctx);
      return flag(expr, ctx);
    case "Compare":
    case "Not":
      return flag(expr, ctx);
    default:
      return lowerValue(expr, ctx);
  }
}

/** A condition as a value: "True" or "False", as Python prints it. */
export function flag(expr: Expr, ctx: LowerContext): Expr {
  const name = ctx.fresh("condition");
  const yes = { kind: "Constant", value: "True" } as const;
  const no = { kind: "Constant", value: "False" } as const;
  const choice: Expr = { kind: "Foreign", what: { kind: "IfExp", test: expr, body: yes, orelse: no } };
  ctx.kinds.define(name, "flag");
  ctx.before.push(...ctx.assign(name, at(expr, choice), at(expr, { kind: "Pass" })));
  return at(expr, py.name(name));
}

/** `a or b`, `a and b` as a value: the first that decides. */
function choice({ op, values, range }: BoolOp, ctx: LowerContext): Expr {
  const name = ctx.fresh("choice");
  const node: Expr = { ...py.name(name), ...(range && { range }) };
  ctx.readAs(node, op === "or" ? "the first value that is something" : "the first value that is nothing");
  ctx.kinds.define(name, ctx.kinds.of({ kind: "BoolOp", op, values }));
  const set = (value: Expr): Stmt => at(node, py.assign(undefined, [name], value));
  const decide = ([first, ...others]: Expr[]): Stmt[] => {
    if (others.length === 0) return [set(first!)];
    const test: Expr = op === "or" ? { kind: "Not", value: py.name(name) } : py.name(name);
    return [set(first!), at(node, { kind: "If", test, body: decide(others), elifs: [] })];
  };
  const statements = decide(values);
  ctx.kinds.add(statements);
  ctx.before.push(...ctx.block(statements));
  return node;
}

function lowerCall(call: Call, ctx: LowerContext): Expr {
  const name = calledName(call);
  if (name !== undefined && ctx.functions.has(name)) return call;
  if (name === "input") return lowerArguments(call, ctx);
  if (ctx.isAction(call)) return lowerAction(call, ctx);
  const isOwn = name !== undefined && (HELPER_NAMES.has(name) || name === "getattr" || COERCIONS.has(name));
  if (isOwn) return lowerCallValue(call, ctx);
  if (name === "any" || name === "all" || isTest(call)) return flag(call, ctx);
  const foreign = moduleCall(call);
  if (foreign && ctx.tolerant && !ctx.kinds.isDefined(foreign.module)) {
    return (
      lowerModuleCall(call, foreign.name, ctx) ??
      refuse(call, `${quote(foreign.name)} is no action.`, foreign.hint!, ctx)
    );
  }
  const lowered = name === undefined ? lowerMethod(call, ctx) : lowerBuiltin(call, name, ctx);
  if (lowered) return lowered;
  if (isNow(call) || isDate(call)) return lowerCallValue(call, ctx);
  // `d.keys()`, `x.append(y)` and whatever nobody knows.
  const { func } = call;
  const receiver = func.kind === "Attribute" ? { ...func, value: ctx.value(func.value) } : func;
  return { ...lowerArguments(call, ctx), func: receiver };
}

/** `x.startswith("a")` as a value. */
function isTest(call: Call): boolean {
  return ["startswith", "endswith"].some((name) => methodCall(call, name) !== undefined);
}

/** The call of an action: where a parameter takes a variable, it gets one. */
function lowerAction(call: Call, ctx: LowerContext): Call {
  const lowered = lowerArguments(withAsk(call, ctx), ctx);
  const identifier = ctx.identifierOf(calledName(call)!);
  const facts = identifier === undefined ? undefined : ctx.lookup(identifier);
  if (!facts) return lowered;
  return mapArguments(facts.identifier, lowered, facts.inputKey, (key, value) =>
    takesVariable(key, facts) && needsAction(value) ? ctx.token(value) : value,
  );
}

function operation(expr: BinOp, ctx: LowerContext): Expr {
  const { left, op, right } = expr;
  if (op === "+") return sum(left, right, expr, ctx);
  if (op === "%" && ctx.kind(left) === "text") {
    return refuse(expr, "A text is not formatted with `%`.", 'Write an f-string: f"... {x}".', ctx);
  }
  return math(left, op, right, expr, ctx);
}

const negated = (numeral: string): string => (numeral.startsWith("-") ? numeral.slice(1) : `-${numeral}`);

function foreign(node: Expr, what: ForeignExpr, ctx: LowerContext): Expr {
  switch (what.kind) {
    case "Operation":
      return math(what.left, what.op, what.right, node, ctx);
    case "Signed":
      if (what.op === "+") return ctx.whole(what.value);
      if (what.value.kind === "Num") return at(node, py.num(negated(what.value.text)));
      return math(what.value, "*", py.num("-1"), node, ctx);
    case "IfExp":
    case "Comprehension": {
      const name = ctx.fresh(what.kind === "IfExp" ? "choice" : "items");
      ctx.kinds.define(name, ctx.kind(node));
      ctx.before.push(...ctx.assign(name, node, at(node, { kind: "Pass" })));
      return at(node, py.name(name));
    }
    case "Is": {
      const { left, isNegated, right } = what;
      return ctx.whole(at(node, py.compare(left, isNegated ? "!=" : "==", right)));
    }
    case "Tuple":
      return at(node, py.list(what.items.map((part) => ctx.value(part))));
    case "Slice":
    case "Alternatives":
      return node;
  }
}
