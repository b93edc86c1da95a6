import { isCallOf, methodCall } from "../../context/matching.ts";
import { py, type Call, type Expr } from "../../python/ast.ts";
import { at, type LowerContext } from "./context.ts";
import { joinTexts } from "./arithmetic.ts";
import { action, listItem, refuse } from "./parameters.ts";

/** Python's own functions and methods, as far as one or two actions do the same. */

const TEXT_METHODS: ReadonlySet<string> = new Set([
  "join",
  "lower",
  "replace",
  "split",
  "splitlines",
  "strip",
  "upper",
]);

const CASES: Readonly<Record<string, string>> = { upper: "UPPERCASE", lower: "lowercase" };

/** A method of a value; undefined where nothing in a shortcut does the same. */
export function lowerMethod(call: Call, ctx: LowerContext): Expr | undefined {
  if (call.func.kind !== "Attribute" || call.keywords.length > 0) return undefined;
  const { value, attr } = call.func;
  const { args } = call;
  const read = (made: Call, what: string): Expr => {
    ctx.readAs(call, what);
    return at(call, made);
  };
  const [first, second] = args;
  const kind = ctx.kind(value);
  const isText = kind === undefined || kind === "text" || kind === "other";
  if (TEXT_METHODS.has(attr) && !isText) {
    return refuse(call, `In Python only a text has \`${attr}\`.`, 'Write `f"{x}"` for a text.', ctx);
  }
  if (Object.hasOwn(CASES, attr) && args.length === 0) {
    return read(
      action("text_changecase", { text: ctx.token(value), WFCaseType: py.str(CASES[attr]!) }),
      "Change Case",
    );
  }
  if (attr === "strip" && args.length === 0) {
    return read(action("text_trimwhitespace", { WFInput: asText(value, ctx) }), "Trim Whitespace");
  }
  if (attr === "splitlines" && args.length === 0) {
    return read(
      action("text_split", { text: ctx.token(value), WFTextSeparator: py.str("New Lines") }),
      "Split Text",
    );
  }
  if (attr === "split" && args.length === 1 && first) {
    return read(action("text_split", { text: ctx.token(value), ...separator(first, ctx) }), "Split Text");
  }
  if (attr === "copy" && args.length === 0 && (kind === "list" || kind === "dictionary"))
    return ctx.whole(value);
  if (attr === "join" && args.length === 1 && first) {
    if (["text", "number", "flag", "nothing"].includes(ctx.kind(first) ?? "")) {
      return refuse(call, "Python joins the letters of a text.", "Join the items of a list.", ctx);
    }
    const list = ctx.token(ctx.kind(first) === "dictionary" ? py.method(first, "keys") : first);
    return read(action("text_combine", { text: list, ...separator(value, ctx) }), "Combine Text");
  }
  if (attr === "replace" && args.some((arg) => ["number", "list", "flag"].includes(ctx.kind(arg) ?? ""))) {
    return refuse(call, "Python replaces texts by texts.", 'Write `f"{x}"` for a text.', ctx);
  }
  if (attr === "replace" && args.length === 2 && first && second) {
    const made = action("text_replace", {
      WFInput: asText(value, ctx),
      WFReplaceTextFind: ctx.value(first),
      WFReplaceTextReplace: ctx.value(second),
    });
    return read(made, "Replace Text");
  }
  if (attr === "get" && (args.length === 1 || args.length === 2) && first)
    return get(call, value, first, second, ctx);
  if (attr === "format" && value.kind === "Str") {
    return refuse(call, "A text is not formatted with `format`.", 'Write an f-string: f"... {x}".', ctx);
  }
  return undefined;
}

/** `d.get(key, default)`. */
function get(call: Call, value: Expr, key: Expr, fallback: Expr | undefined, ctx: LowerContext): Expr {
  const item: Expr = at(
    call,
    py.subscript(value, ctx.kind(key) === "text" ? key : { kind: "FString", parts: [key] }),
  );
  const isNone = fallback === undefined || (fallback.kind === "Constant" && fallback.value === "None");
  if (isNone) return ctx.whole(item);
  ctx.readAs(call, "a value with a default");
  const found = ctx.hoist(ctx.whole(item), call);
  const name = ctx.fresh("value");
  const test = py.call("has_value", [found]);
  const choice: Expr = { kind: "Foreign", what: { kind: "IfExp", test, body: found, orelse: fallback } };
  ctx.before.push(...ctx.assign(name, choice, at(call, { kind: "Pass" })));
  return at(call, py.name(name));
}

function separator(expr: Expr, ctx: LowerContext): Record<string, Expr> {
  if (expr.kind === "Str" && expr.value === "\n") return { WFTextSeparator: py.str("New Lines") };
  if (expr.kind === "Str" && expr.value === " ") return { WFTextSeparator: py.str("Spaces") };
  return { WFTextSeparator: py.str("Custom"), WFTextCustomSeparator: asText(expr, ctx) };
}

function asText(expr: Expr, ctx: LowerContext): Expr {
  const value = ctx.value(expr);
  return value.kind === "Str" || value.kind === "FString" ? value : { kind: "FString", parts: [value] };
}

/** What Round Number calls the digits behind the point, by how many stay. */
const PLACES = [
  "Ones Place",
  "Tenths",
  "Hundredths",
  "Thousandths",
  "Ten Thousandths",
  "Hundred Thousandths",
];

/** One of Python's own functions; undefined where nothing in a shortcut does the same. */
export function lowerBuiltin(call: Call, name: string, ctx: LowerContext): Expr | undefined {
  const { args, keywords } = call;
  const [first, second] = args;
  if (name === "print") return print(call, ctx);
  if (keywords.length > 0 || !first) return undefined;
  const read = (made: Call, what: string): Expr => {
    ctx.readAs(call, what);
    return at(call, made);
  };
  switch (name) {
    case "len":
      return args.length === 1 ? length(first, call, ctx) : undefined;
    case "int": {
      if (args.length > 1) return undefined;
      if (first.kind === "Num")
        return /^-?\d+(?:\.0*)?$/.test(first.text)
          ? at(call, py.num(first.text.replace(/\..*/, "")))
          : undefined;
      if (ctx.kind(first) !== "number") return at(call, py.call("float", [ctx.token(first)]));
      if (isWhole(first, ctx)) return ctx.whole(first);
      if (!ctx.kinds.isNonNegative(first)) {
        const message = "Below 0 Python cuts towards 0, and the app rounds down.";
        ctx.report(call, "SC6015", message, "Leave it where the number cannot be below 0.");
      }
      return read(
        action("round", { WFInput: ctx.value(first), WFRoundMode: py.str("Always Round Down") }),
        "a number that is rounded down",
      );
    }
    case "round": {
      const place = args.length === 1 ? PLACES[0] : second?.kind === "Num" && PLACES[Number(second.text)];
      if (!place || args.length > 2) return undefined;
      const message = "Python rounds a half to the even number beside it, the app away from 0.";
      ctx.report(call, "SC6015", message, "Leave it where no half can be.");
      const places = args.length === 1 ? {} : { WFRoundTo: py.str(place) };
      return read(action("round", { WFInput: ctx.value(first), ...places }), "Round Number");
    }
    case "abs":
      if (args.length > 1) return undefined;
      return read(
        action("math", {
          WFInput: ctx.value(first),
          WFMathOperation: py.str("…"),
          WFScientificMathOperation: py.str("abs(x)"),
        }),
        "a calculation",
      );
    case "sum":
    case "max":
    case "min": {
      if (name === "sum" && second) return undefined;
      const list = second ? py.list(args) : first;
      if (ctx.kinds.itemOf(list) === "text" || (!second && ctx.kind(first) === "text")) {
        return refuse(call, "Python orders texts by their letters.", "Write `float(x)` for numbers.", ctx);
      }
      if (name === "sum" && ctx.kinds.canBeEmpty(list)) {
        ctx.report(
          call,
          "SC6015",
          "The sum of no items is 0 in Python, and nothing in the app.",
          "Test for items before.",
        );
      }
      const operation = { sum: "Sum", max: "Maximum", min: "Minimum" }[name];
      return read(
        action("statistics", { Input: ctx.token(list), WFStatisticsOperation: py.str(operation) }),
        "Calculate Statistics",
      );
    }
    case "list": {
      const keys = methodCall(first, "keys") ?? methodCall(first, "values");
      return args.length === 1 && (keys || ctx.kind(first) === "list") ? ctx.whole(first) : undefined;
    }
    default:
      return undefined;
  }
}

/** A function of one of Python's modules that is one action, whatever it is given; undefined for any other. */
export function lowerModuleCall(call: Call, name: string, ctx: LowerContext): Expr | undefined {
  const [first, second, ...others] = call.args;
  if (!first || others.length > 0 || call.keywords.length > 0) return undefined;
  const read = (made: Call, what: string): Expr => {
    ctx.readAs(call, what);
    return at(call, made);
  };
  if (name === "random.randint" && second) {
    const bounds = { WFRandomNumberMinimum: ctx.value(first), WFRandomNumberMaximum: ctx.value(second) };
    return read(action("number_random", bounds), "Random Number");
  }
  if (second) return undefined;
  switch (name) {
    case "time.sleep":
      return read(action("delay", { WFDelayTime: ctx.value(first) }), "Wait");
    case "random.choice": {
      if (ctx.kind(first) !== "list") return undefined;
      const item = { WFInput: ctx.token(first), WFItemSpecifier: py.str("Random Item") };
      return read(action("getitemfromlist", item), "Get Item from List");
    }
    default:
      return undefined;
  }
}

/** `print(a, b, sep=", ")`. */
function print(call: Call, ctx: LowerContext): Expr | undefined {
  const { args, keywords } = call;
  const [own] = keywords;
  if (keywords.length > 1 || (own && (own.name !== "sep" || own.value.kind !== "Str"))) return undefined;
  const separator = own?.value.kind === "Str" ? own.value.value : " ";
  const parts = args.flatMap((arg, i) => [
    ...(i > 0 ? [separator] : []),
    ...partsOf(ctx.value(listItem(arg))),
  ]);
  ctx.readAs(call, "Show Result");
  return at(call, action("showresult", { Text: joinTexts(parts) }));
}

/** Whether a number has no fraction. */
function isWhole(expr: Expr, ctx: LowerContext): boolean {
  if (expr.kind === "Num") return /^-?\d+$/.test(expr.text);
  if (expr.kind === "BinOp") return isWhole(expr.left, ctx) && isWhole(expr.right, ctx);
  return ["len", "int"].some((name) => isCallOf(expr, name) && !ctx.functions.has(name));
}

function partsOf(expr: Expr): (string | Expr)[] {
  if (expr.kind === "Str") return [expr.value];
  if (expr.kind === "FString") return expr.parts;
  return expr.kind === "Num" ? [expr.text] : [expr];
}

function length(value: Expr, node: Call, ctx: LowerContext): Expr {
  const kind = ctx.kind(value);
  const type = kind === "text" ? "Characters" : kind === "list" ? "Items" : undefined;
  if (type === undefined) {
    if (kind === "dictionary") return length(py.method(value, "keys"), node, ctx);
    const hint = 'Write `count_items(x, type="Items")`, or "Characters" for a text.';
    return refuse(node, "Nothing says whether items or characters are counted.", hint, ctx);
  }
  ctx.readAs(node, "Count");
  return at(node, action("count", { Input: ctx.token(value), WFCountType: py.str(type) }));
}
