import { isRecord } from "../../values/record.ts";
import { isTokenExpr } from "../../values/token.ts";
import { HELPERS } from "../../context/writing.ts";
import { calledName, isCallOf, methodCall } from "../../context/matching.ts";
import {
  py,
  type Call,
  type Expr,
  type ForeignExpr,
  type Keyword,
  type Subscript,
} from "../../python/ast.ts";
import { keyOfKeyword, mainParameter } from "../../registry/names.ts";
import { at, type LowerContext } from "./context.ts";
import { action, refuse, needsAction, takesVariable } from "./parameters.ts";
import { lowerBuiltin, lowerMethod } from "./python-calls.ts";

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
      return { ...expr, items: expr.items.map((item) => ctx.value(item)) };
    case "Dict":
      return {
        ...expr,
        entries: expr.entries.map(({ key, value }) => ({
          key: dictionaryKey(key, ctx),
          value: ctx.value(value),
        })),
      };
    case "Attribute":
      return { ...expr, value: ctx.token(expr.value) };
    case "Subscript":
      if (expr.index.kind === "Str") return { ...expr, value: ctx.token(expr.value) };
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
  const isOther = value.kind === "Call" && (isDate(value) || isRecord(value));
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
  if (name === "input") return askEachTime(call, ctx);
  if (name !== undefined && name !== "get_clipboard" && ctx.identifierOf(name) === CLIPBOARD) {
    return as(call, py.call("get_clipboard"), "the clipboard", ctx);
  }
  if (name !== undefined && CLOSED.has(name)) return call;
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
  if (name !== undefined && (ctx.isAction(call) || ctx.functions.has(name))) {
    return ctx.hoist(ctx.whole(call), call);
  }
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
  if (name === "str" && first.kind === "Num") return at(call, py.str(first.text));
  if (name === "str" && (first.kind === "Str" || first.kind === "FString")) return ctx.value(first);
  if (name === "float" && first.kind === "Num") return first;
  if (first.kind === "Str" || first.kind === "Dict") return call;
  return { ...call, args: [ctx.token(first)] };
}

function lowerArguments(call: Call, ctx: LowerContext): Call {
  return {
    ...call,
    args: call.args.map((arg) => ctx.value(arg)),
    keywords: call.keywords.map((keyword) => ({ ...keyword, value: ctx.value(keyword.value) })),
  };
}

/** WorkflowBench writes Ask Each Time as `input(prompt)` in an argument. */
function askEachTime(call: Call, ctx: LowerContext): Expr {
  const prompt = call.args[0] ?? call.keywords.find(({ name }) => name === "prompt")?.value;
  if (call.args.length + call.keywords.length > (prompt ? 1 : 0)) return call;
  const ask = py.call("ask_each_time", prompt ? [ctx.value(prompt)] : []);
  return as(call, ask, "a question that is asked each time", ctx);
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
      return expr.op === "+"
        ? sum(expr.left, expr.right, expr, ctx)
        : math(expr.left, "-", expr.right, expr, ctx);
    case "Subscript":
      return item(expr, ctx);
    case "Foreign":
      return foreign(expr, expr.what, ctx);
    case "Constant":
      // What None means is decided where it is assigned.
      return expr.value === "None" ? expr : as(expr, py.str(expr.value), "the text that stands for it", ctx);
    case "Compare":
    case "BoolOp":
    case "Not": {
      const name = ctx.fresh("condition");
      const yes = { kind: "Constant", value: "True" } as const;
      const no = { kind: "Constant", value: "False" } as const;
      const choice: Expr = { kind: "Foreign", what: { kind: "IfExp", test: expr, body: yes, orelse: no } };
      ctx.kinds.define(name, "flag");
      ctx.before.push(...ctx.assign(name, at(expr, choice), { kind: "Pass" }));
      return at(expr, py.name(name));
    }
    default:
      return lowerValue(expr, ctx);
  }
}

function lowerCall(call: Call, ctx: LowerContext): Expr {
  const name = calledName(call);
  if (name === "input" && !isNow(call)) return lowerArguments(call, ctx);
  if (name !== undefined && ctx.functions.has(name)) return call;
  if (ctx.isAction(call)) return lowerAction(call, ctx);
  const isOwn = name !== undefined && (HELPER_NAMES.has(name) || name === "getattr" || COERCIONS.has(name));
  if (isOwn) return lowerCallValue(call, ctx);
  const lowered = name === undefined ? lowerMethod(call, ctx) : lowerBuiltin(call, name, ctx);
  if (lowered) return lowered;
  if (isNow(call) || isDate(call)) return lowerCallValue(call, ctx);
  // `d.keys()`, `x.append(y)` and whatever nobody knows.
  const { func } = call;
  const receiver = func.kind === "Attribute" ? { ...func, value: ctx.value(func.value) } : func;
  return { ...lowerArguments(call, ctx), func: receiver };
}

/** The call of an action: where a parameter takes a variable, it gets one. */
function lowerAction(call: Call, ctx: LowerContext): Call {
  const lowered = lowerArguments(call, ctx);
  const identifier = ctx.identifierOf(calledName(call)!);
  const facts = identifier === undefined ? undefined : ctx.lookup(identifier);
  if (!facts) return lowered;
  const fit = (key: string, value: Expr): Expr =>
    takesVariable(key, facts) && needsAction(value) ? ctx.token(value) : value;
  const keywords = lowered.keywords.map((keyword): Keyword => {
    return { ...keyword, value: fit(keyOfKeyword(facts.identifier, keyword.name), keyword.value) };
  });
  const [first, ...others] = lowered.args;
  const main = mainParameter(facts.identifier) ?? facts.inputKey;
  const args = first && main !== undefined ? [fit(main, first), ...others] : lowered.args;
  return { ...lowered, args, keywords };
}

/** `a + b`: texts are joined, numbers are added. */
function sum(left: Expr, right: Expr, node: Expr, ctx: LowerContext): Expr {
  const kinds = [ctx.kind(left), ctx.kind(right)];
  if (kinds.includes("list")) {
    if (kinds.some((kind) => kind !== "list" && kind !== undefined)) {
      return refuse(
        node,
        "A list and something else do not add up.",
        "Add an item with `Name.append(item)`.",
        ctx,
      );
    }
    ctx.readAs(node, "a list of both");
    return at(
      node,
      py.list(
        [ctx.value(left), ctx.value(right)].flatMap((part) => (part.kind === "List" ? part.items : [part])),
      ),
    );
  }
  if (kinds.includes("text")) {
    if (kinds.some((kind) => kind === "number" || kind === "flag" || kind === "dictionary")) {
      const hint = 'Write a text with the number in it, f"{a}{b}", or `float(x) + y`.';
      return refuse(node, "Python adds no text and number.", hint, ctx);
    }
    ctx.readAs(node, "a text");
    const parts = [ctx.value(left), ctx.value(right)].flatMap(textPartsOf);
    return at(node, joinTexts(parts));
  }
  return math(left, "+", right, node, ctx);
}

function textPartsOf(expr: Expr): (string | Expr)[] {
  if (expr.kind === "Str") return [expr.value];
  return expr.kind === "FString" ? expr.parts : [expr];
}

function joinTexts(parts: readonly (string | Expr)[]): Expr {
  const joined: (string | Expr)[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (typeof part === "string" && typeof last === "string") joined[joined.length - 1] = last + part;
    else if (part !== "") joined.push(part);
  }
  if (joined.every((part) => typeof part === "string")) return py.str(joined.join(""));
  return { kind: "FString", parts: joined };
}

const SIGNS: Readonly<Record<string, string>> = { "+": "+", "-": "-", "*": "×", "/": "÷" };

/** A calculation: constants by themselves, everything else by the action. */
function math(left: Expr, op: string, right: Expr, node: Expr, ctx: LowerContext): Expr {
  for (const side of [left, right]) {
    const kind = ctx.kind(side);
    if (kind !== undefined && kind !== "number" && kind !== "other" && kind !== "nothing") {
      const hint =
        op === "+"
          ? "Write `float(x) + float(y)` for numbers."
          : "Write `float(x)` for a text that is a number.";
      return refuse(node, `Python does not calculate with a ${kind}.`, hint, ctx);
    }
  }
  const [a, b] = [ctx.value(left), ctx.value(right)];
  const constant = calculate(a, op, b);
  if (constant !== undefined) return at(node, py.num(constant));
  if (
    op === "+" &&
    [left, right].every((side) => ctx.kind(side) === undefined) &&
    !isCalculated(left) &&
    !isCalculated(right)
  ) {
    const hint = 'Write f"{a}{b}" for texts, `float(a) + float(b)` for numbers.';
    return refuse(node, "Nothing says whether these are texts or numbers.", hint, ctx);
  }
  ctx.readAs(node, "a calculation");
  const known = SIGNS[op];
  if (known !== undefined) {
    return at(node, action("math", { WFInput: a, WFMathOperation: py.str(known), WFMathOperand: b }));
  }
  const scientific = (name: string): Call =>
    action("math", {
      WFInput: a,
      WFMathOperation: py.str("…"),
      WFScientificMathOperation: py.str(name),
      WFScientificMathOperand: b,
    });
  if (op === "%") return at(node, scientific("Modulus"));
  if (op === "**") return at(node, scientific("x^y"));
  const quotient = ctx.hoist(
    action("math", { WFInput: a, WFMathOperation: py.str("÷"), WFMathOperand: b }),
    node,
  );
  return at(node, action("round", { WFInput: quotient, WFRoundMode: py.str("Always Round Down") }));
}

function isCalculated(expr: Expr): boolean {
  return isCallOf(expr, "float") || (expr.kind === "Foreign" && expr.what.kind === "Operation");
}

/** Whole numbers, as long as they are exact. */
function calculate(a: Expr, op: string, b: Expr): string | undefined {
  if (a.kind !== "Num" || b.kind !== "Num" || !/^-?\d+$/.test(a.text) || !/^-?\d+$/.test(b.text))
    return undefined;
  const [x, y] = [BigInt(a.text), BigInt(b.text)];
  if (op === "+") return String(x + y);
  if (op === "-") return String(x - y);
  return op === "*" ? String(x * y) : undefined;
}

/** `x[0]`, `x[-1]`, `x[1:3]`, `x[key]`. */
function item(expr: Subscript, ctx: LowerContext): Expr {
  const { value, index } = expr;
  const kind = ctx.kind(value);
  if (index.kind === "Str" || index.kind === "FString") {
    return { ...expr, value: ctx.token(value), index: ctx.value(index) };
  }
  if (kind === "text" || kind === "number" || kind === "date") {
    const hint =
      'Take a part of a text with `is_workflow_actions_text_match(text=x, WFMatchTextPattern="^..")`.';
    return refuse(expr, "The dialect takes no single characters out of a text.", hint, ctx);
  }
  const isNumber = index.kind === "Num" || index.kind === "Foreign" || ctx.kind(index) === "number";
  if (isNumber && kind === "dictionary") {
    return refuse(expr, "A dictionary has keys that are texts.", 'Write `d["key"]`.', ctx);
  }
  if (index.kind === "Foreign" && index.what.kind === "Slice") return slice(value, index.what, expr, ctx);
  if (!isNumber) {
    if (ctx.kind(index) !== "text" && kind !== "dictionary") {
      const hint =
        'Write `d[f"{key}"]` for a key, an `is_workflow_actions_getitemfromlist(...)` for a position.';
      return refuse(expr, "Nothing says whether this is a key or a position.", hint, ctx);
    }
    return { ...expr, value: ctx.token(value), index: { kind: "FString", parts: [ctx.token(index)] } };
  }
  ctx.readAs(expr, "an item of a list");
  const list = ctx.token(value);
  if (index.kind === "Num" && index.text === "-1") {
    return at(expr, action("getitemfromlist", { WFInput: list, WFItemSpecifier: py.str("Last Item") }));
  }
  if (index.kind === "Num" && !/^\d+$/.test(index.text)) {
    return refuse(
      expr,
      "Only the last item is counted from the end.",
      "Count from the start, or take `x[-1]`.",
      ctx,
    );
  }
  const position = ctx.value(math(index, "+", py.num("1"), index, ctx));
  return at(
    expr,
    action("getitemfromlist", {
      WFInput: list,
      WFItemSpecifier: py.str("Item At Index"),
      WFItemIndex: asToken(position, ctx),
    }),
  );
}

function asToken(value: Expr, ctx: LowerContext): Expr {
  return value.kind === "Num" || isTokenExpr(value) ? value : ctx.hoist(value, value);
}

function slice(
  value: Expr,
  { start, end }: Extract<ForeignExpr, { kind: "Slice" }>,
  node: Expr,
  ctx: LowerContext,
): Expr {
  const bounds = [start, end].filter((bound) => bound !== undefined);
  const areCounted = bounds.every((bound) => bound.kind === "Num" && /^\d+$/.test(bound.text));
  if (ctx.kind(value) !== "list" || !areCounted || bounds.length === 0) {
    const hint =
      'Write `is_workflow_actions_getitemfromlist(WFInput=x, WFItemSpecifier="Items in Range", WFItemRangeStart=1, WFItemRangeEnd=3)`.';
    return refuse(node, "A slice is one of a list, and has plain numbers.", hint, ctx);
  }
  ctx.readAs(node, "items of a list");
  const from = start?.kind === "Num" ? Number(start.text) + 1 : 1;
  return at(
    node,
    action("getitemfromlist", {
      WFInput: ctx.token(value),
      WFItemSpecifier: py.str("Items in Range"),
      WFItemRangeStart: py.num(String(from)),
      ...(end && { WFItemRangeEnd: end }),
    }),
  );
}

function foreign(node: Expr, what: ForeignExpr, ctx: LowerContext): Expr {
  switch (what.kind) {
    case "Operation":
      if (what.op === "%" && ctx.kind(what.left) === "text") {
        return refuse(node, "A text is not formatted with `%`.", 'Write an f-string: f"... {x}".', ctx);
      }
      return math(what.left, what.op, what.right, node, ctx);
    case "Signed":
      if (what.op === "+") return ctx.whole(what.value);
      return math(what.value, "*", py.num("-1"), node, ctx);
    case "IfExp":
    case "Comprehension": {
      const name = ctx.fresh(what.kind === "IfExp" ? "choice" : "items");
      ctx.kinds.define(name, ctx.kind(node));
      ctx.before.push(...ctx.assign(name, node, { kind: "Pass" }));
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
