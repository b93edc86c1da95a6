import {
  py,
  type Call,
  type Compare,
  type CompareOp,
  type Constant,
  type Expr,
  type ForeignExpr,
  type Stmt,
} from "../../python/ast.ts";
import { calledName, isCallOf, methodCall } from "../../context/matching.ts";
import { at, type LowerContext } from "./context.ts";
import type { Kind } from "./kind.ts";
import { isEquality, isLiteral, operand, subject, textOperand } from "./operands.ts";
import { about, ifOf, leaf, MIRRORED, NEGATED, refused, set, type Leaf, type Tree } from "./tree.ts";

/** @param isNot whether the opposite is asked for: it is pushed down to the rows. */
export function treeOf(expr: Expr, isNot: boolean, ctx: LowerContext): Tree {
  switch (expr.kind) {
    case "BoolOp": {
      const op = (expr.op === "and") === isNot ? "or" : "and";
      return { op, node: expr, items: expr.values.map((value) => treeOf(value, isNot, ctx)) };
    }
    case "Not":
      return treeOf(expr.value, !isNot, ctx);
    case "Compare":
      return chain(expr, isNot, ctx);
    case "Call":
      return call(expr, isNot, ctx) ?? truth(expr, isNot, ctx);
    case "Foreign":
      if (expr.what.kind === "Is") {
        const { left, isNegated, right } = expr.what;
        if (right.kind !== "Constant") {
          ctx.report(expr, "SC6003", "`is` tests for None, True and False only.", "Compare with `==`.");
        }
        return pair(left, isNegated ? "!=" : "==", right, isNot, expr, ctx);
      }
      return truth(expr, isNot, ctx);
    default:
      return truth(expr, isNot, ctx);
  }
}

/** `a < b`, `a < b <= c`. */
function chain(expr: Compare, isNot: boolean, ctx: LowerContext): Tree {
  const { ops, rights } = expr;
  if (ops.length === 1) return pair(expr.left, ops[0]!, rights[0]!, isNot, expr, ctx);
  const operands = [expr.left, ...rights];
  const [low, middle, high] = operands as [Expr, Expr, Expr];
  const isRange = ops.length === 2 && ops[0] === ops[1] && (ops[0] === "<=" || ops[0] === ">=");
  if (isRange && !isNot && !isLiteral(middle)) {
    const [least, most] = ops[0] === "<=" ? [low, high] : [high, low];
    if ([least, most].some((end) => ctx.kind(end) === "text" || end.kind === "Constant")) {
      return refused(expr, "The ends of a range are numbers or dates.", "Write `1 <= x <= 5`.", ctx);
    }
    return leaf(expr, false, () => {
      const end = (value: Expr): Expr => (ctx.tolerant ? ctx.value(value) : value);
      // In the order of the text, whichever of them is the least.
      const first = end(low);
      const between = subject(middle, ctx);
      const last = end(high);
      const [left, right] = ops[0] === "<=" ? [first, last] : [last, first];
      return { kind: "Compare", left, ops: ["<=", "<="], rights: [between, right] };
    });
  }
  // What stands in the middle is read once and compared twice.
  const rest = (left: Expr, i: number): Tree => {
    const op = ops[i]!;
    const right = rights[i]!;
    if (i === ops.length - 1) return pair(left, op, right, isNot, expr, ctx);
    return about(right, ctx, (value) => {
      const items = [pair(left, op, value, isNot, expr, ctx), rest(value, i + 1)];
      return { op: isNot ? "or" : "and", node: expr, items };
    });
  };
  return rest(expr.left, 0);
}

function pair(
  left: Expr,
  given: CompareOp,
  right: Expr,
  isNot: boolean,
  node: Expr,
  ctx: LowerContext,
): Tree {
  const op = isNot ? NEGATED[given] : given;
  if (op === "in" || op === "not in") return membership(left, op, right, node, ctx);
  const mirrored = MIRRORED[op]!;
  const comesLast = isLiteral(left) || (left.kind === "FString" && isEquality(op) && right.kind !== "Str");
  if (comesLast && !isLiteral(right)) return pair(right, mirrored, left, false, node, ctx);
  if (isLiteral(left) && isLiteral(right)) {
    if (ctx.isConverted) return leaf(node, false, () => py.compare(left, op, right));
    return refused(
      node,
      "Both sides of the comparison are known before it runs.",
      "Compare a variable.",
      ctx,
    );
  }
  if (right.kind === "Constant") return constant(left, op, right, node, ctx);
  if (isEquality(op) && !ctx.isConverted) {
    // `x == nothing()` is the dialect's own: an "is" with nothing behind it.
    const isNothing = (side: Expr): boolean => ctx.kind(side) === "nothing" && !isCallOf(side, "nothing");
    if (isNothing(right)) return hasValue(left, op === "==", node, ctx);
    if (isNothing(left)) return hasValue(right, op === "==", node, ctx);
  }
  const isCollection = right.kind === "Dict" || right.kind === "List" || isTuple(right);
  if (isCollection) {
    const message = "An If compares texts, numbers and dates, and no lists or dictionaries.";
    return refused(node, message, 'Compare a value of it: `d["key"] == "a"`.', ctx);
  }
  if (isEquality(op)) tellOfKinds(left, right, node, ctx);
  if (isEquality(op) && isRemainder(left) && right.kind === "Num" && right.text === "0") {
    // Whether something is left does not depend on signs.
    return leaf(node, false, () => py.compare(ctx.token(ctx.remainder(left)), op, right));
  }
  if (!isEquality(op)) tellOfOrder(left, right, node, ctx);
  return leaf(node, false, () => {
    const about = subject(left, ctx);
    return { kind: "Compare", left: about, ops: [op], rights: [operand(left, op, right, node, ctx)] };
  });
}

const isRemainder = (expr: Expr): boolean => expr.kind === "BinOp" && expr.op === "%";

/** Python orders no text and number, and texts by their letters; an If takes texts for numbers. */
function tellOfOrder(left: Expr, right: Expr, node: Expr, ctx: LowerContext): void {
  const kinds = [ctx.kind(left), ctx.kind(right)];
  if (!ctx.tolerant || !kinds.includes("text")) return;
  if (!kinds.every((kind) => kind === "text" || kind === "number")) return;
  const orders = kinds.includes("number") ? "no text and number" : "texts by their letters";
  const message = `Python orders ${orders}; an If takes the text for a number.`;
  ctx.report(node, "SC6015", message, "Write `float(x) < 5`.");
}

const COMPARED: Partial<Record<Kind, string>> = {
  dictionary: "a dictionary",
  flag: "True or False",
  list: "a list",
  number: "a number",
  text: "a text",
};

/** In Python a text is never equal to a number; an If compares what both look like. */
function tellOfKinds(left: Expr, right: Expr, node: Expr, ctx: LowerContext): void {
  const kinds = [ctx.kind(left), ctx.kind(right)] as const;
  const [one, other] = kinds.map((kind) => kind && COMPARED[kind]);
  const areCollections = kinds.every((kind) => kind === "list" || kind === "dictionary");
  if (one === undefined || other === undefined || (one === other && !areCollections)) return;
  const message = areCollections
    ? "Python compares each item; an If compares what both look like as texts."
    : kinds.includes("flag") && kinds.includes("number")
      ? "In Python True is 1 and False is 0; in a shortcut they are texts."
      : `In Python ${one} and ${other} are never equal; an If compares what they look like.`;
  const hint = 'Compare values of one kind: `float(x) == 5`, `x == f"{n}"`.';
  ctx.report(node, "SC6015", message, hint);
}

const isTuple = (expr: Expr): boolean => expr.kind === "Foreign" && expr.what.kind === "Tuple";

/** `x == None`, `x == True`, `x != False`. */
function constant(left: Expr, op: CompareOp, right: Constant, node: Expr, ctx: LowerContext): Tree {
  if (!isEquality(op)) {
    const message = `Whether something is more or less than ${right.value} is no condition.`;
    return refused(node, message, "Compare with a number.", ctx);
  }
  const kind = ctx.kind(left);
  if (right.value === "None") {
    if (kind === "list" && !ctx.isConverted) {
      const message = "A variable without items is nothing: an empty list and None are the same here.";
      ctx.report(node, "SC6015", message, "Test whether there are items with `has_value(x)`.");
    }
    return hasValue(left, op === "==", node, ctx);
  }
  if (kind === "flag") {
    return leaf(node, false, () => py.compare(subject(left, ctx), op, py.str(right.value)));
  }
  if (kind === "text" || kind === "list" || kind === "dictionary" || kind === "date") {
    const hint = 'Test for a value with `has_value(x)`, for a text with `x == "Yes"`.';
    return refused(node, `What is compared here is never ${right.value} itself.`, hint, ctx);
  }
  // In Python as in the app False counts as 0; only "is" with nothing behind it tests for a Yes.
  return leaf(node, false, () =>
    py.compare(subject(left, ctx), op, right.value === "True" ? right : py.num("0")),
  );
}

function hasValue(value: Expr, isNot: boolean, node: Expr, ctx: LowerContext): Leaf {
  return leaf(node, false, () => {
    const test = py.call("has_value", [subject(value, ctx)]);
    return isNot ? py.not(test) : test;
  });
}

/** `"a" in x`, `x in ["a", "b"]`. */
function membership(left: Expr, op: "in" | "not in", right: Expr, node: Expr, ctx: LowerContext): Tree {
  const items = listItems(right);
  if (items) {
    if (items.length === 0) return refused(node, "Nothing is in an empty list.", "Leave the test out.", ctx);
    const [word, equality] = op === "in" ? (["or", "=="] as const) : (["and", "!="] as const);
    const compare = (value: Expr): Tree => {
      return { op: word, node, items: items.map((item) => pair(value, equality, item, false, node, ctx)) };
    };
    return items.length > 1 ? about(left, ctx, compare) : compare(left);
  }
  const isOne = ctx.tolerant && ["number", "nothing", "flag"].includes(ctx.kind(right) ?? "");
  const isNumber = !ctx.isConverted && left.kind === "Num" && ctx.kind(right) === "text";
  if (isOne || isNumber || right.kind === "Constant" || right.kind === "Num" || left.kind === "Constant") {
    return refused(node, "Only a text or a list contains something.", 'Write `"a" in x`.', ctx);
  }
  if (ctx.tolerant && (ctx.kind(right) === "dictionary" || right.kind === "Dict")) {
    ctx.readAs(node, "a test for the value of the key");
    return hasValue({ kind: "Subscript", value: right, index: left }, op === "not in", node, ctx);
  }
  if (ctx.kind(right) === "list" && !ctx.isConverted) {
    if (ctx.tolerant) return listed(left, op, right, node, ctx);
    const message = "Python looks for an item; an If looks for a text within the items.";
    ctx.report(node, "SC6015", message, "Repeat over the list, and compare each item with `==`.");
  }
  return leaf(node, false, () => {
    const item = textOperand(left, ctx);
    return py.compare(item, op, subject(right, ctx));
  });
}

/** `x in items`: a repeat that compares each item. */
function listed(left: Expr, op: "in" | "not in", right: Expr, node: Expr, ctx: LowerContext): Tree {
  return about(left, ctx, (value) => {
    const item = ctx.fresh("item");
    ctx.kinds.define(item, ctx.kinds.itemOf(right));
    const element = at(node, py.compare(py.name(item), "==", value));
    return quantified(
      node,
      "any",
      { element, targets: [item], iter: right, conditions: [] },
      op === "not in",
      ctx,
    );
  });
}

function listItems(expr: Expr): Expr[] | undefined {
  if (expr.kind === "List") return expr.items;
  return expr.kind === "Foreign" && expr.what.kind === "Tuple" ? expr.what.items : undefined;
}

const TESTS: ReadonlySet<string> = new Set(["condition", "is_in_last", "is_in_next", "is_today", "stale"]);

/** Calls that are tests; undefined for all others. */
function call(expr: Call, isNot: boolean, ctx: LowerContext): Tree | undefined {
  const name = calledName(expr);
  const [first] = expr.args;
  if (name !== undefined && ctx.functions.has(name)) return undefined;
  if (name === "has_value" && first && expr.args.length === 1) return hasValue(first, isNot, expr, ctx);
  if (name !== undefined && TESTS.has(name)) return leaf(expr, isNot, () => expr);
  if (name === "any" || name === "all") {
    if (!first || expr.args.length > 1 || expr.keywords.length > 0) {
      return refused(expr, `\`${name}\` takes one list.`, "Write `any(x == y for x in items)`.", ctx);
    }
    const items = listItems(first);
    const op = (name === "all") === isNot ? "or" : "and";
    if (items) return { op, node: expr, items: items.map((item) => treeOf(item, isNot, ctx)) };
    if (first.kind === "Foreign" && first.what.kind === "Comprehension") {
      return quantified(expr, name, first.what, isNot, ctx);
    }
    const item = ctx.fresh("item");
    const element = at(first, py.name(item));
    return quantified(expr, name, { element, targets: [item], iter: first, conditions: [] }, isNot, ctx);
  }
  if (isCallOf(expr, "bool") && first && ctx.kind(first) !== "boolean") {
    return ctx.tolerant ? treeOf(first, isNot, ctx) : undefined;
  }
  for (const method of ["startswith", "endswith"] as const) {
    const called = methodCall(expr, method);
    const [end] = called?.args ?? [];
    if (!called) continue;
    if (
      ctx.tolerant &&
      (isNoText(ctx.kind(called.value)) || (end && isNoText(ctx.kind(end)) && !listItems(end)))
    ) {
      return refused(expr, `\`${method}\` is a test of texts.`, 'Write `f"{x}"` for a text.', ctx);
    }
    if (!end || called.args.length > 1 || expr.keywords.length > 0) {
      return refused(expr, `\`${method}\` takes one text here.`, 'Write `x.startswith("a")`.', ctx);
    }
    const ends = listItems(end);
    if (ends) {
      const items = ends.map((item) => starts(called.value, method, item, isNot, expr, ctx));
      return { op: isNot ? "and" : "or", node: expr, items };
    }
    return starts(called.value, method, end, isNot, expr, ctx);
  }
  return undefined;
}

const isNoText = (kind: Kind | undefined): boolean =>
  kind === "number" || kind === "list" || kind === "dictionary" || kind === "flag" || kind === "nothing";

function starts(
  value: Expr,
  method: "startswith" | "endswith",
  end: Expr,
  isNot: boolean,
  node: Expr,
  ctx: LowerContext,
): Leaf {
  return leaf(node, isNot, () => py.method(subject(value, ctx), method, [textOperand(end, ctx)]));
}

/** `any(test for x in items)`: a repeat that sets a flag. */
function quantified(
  node: Expr,
  name: "any" | "all",
  { element, targets, iter, conditions }: Omit<Extract<ForeignExpr, { kind: "Comprehension" }>, "kind">,
  isNot: boolean,
  ctx: LowerContext,
): Tree {
  if (!ctx.tolerant) {
    const hint = "Set a variable in a repeat, and test that; `--tolerant` does so by itself.";
    return refused(node, `No condition of the app goes through a list, as \`${name}\` does.`, hint, ctx);
  }
  const [target] = targets;
  if (targets.length === 1 && target !== undefined) ctx.kinds.add([{ kind: "For", targets, iter, body: [] }]);
  return leaf(node, false, () => {
    ctx.readAs(node, "a repeat before this");
    const flag = ctx.fresh("found");
    ctx.kinds.define(flag, "flag");
    const wanted = name === "any" ? element : ({ kind: "Not", value: element } as const);
    const body = conditions.reduceRight<Stmt[]>(
      (inner, test) => [ifOf(test, inner)],
      [ifOf(wanted, [py.assign(undefined, [flag], py.bool(true))])],
    );
    ctx.before.push(
      set(flag, "False"),
      ...ctx.block([{ kind: "For", targets, iter, body, ...(node.range && { range: node.range }) }]),
    );
    const isFound = (name === "any") !== isNot;
    return py.compare(py.name(flag), isFound ? "==" : "!=", py.str("True"));
  });
}

/** `if x:`, by what x is: Python takes empty texts and lists, 0 and None for false. */
function truth(expr: Expr, isNot: boolean, ctx: LowerContext): Tree {
  if (!ctx.tolerant) return leaf(expr, isNot, () => expr);
  if (expr.kind === "Constant" || isLiteral(expr)) {
    return refused(expr, "This is known before it runs.", "Leave the test out.", ctx);
  }
  const kind = ctx.kind(expr);
  if (kind === "text" || kind === undefined)
    return about(expr, ctx, (value) => textTruth(value, kind, isNot, ctx));
  const row = (op: CompareOp, right: Expr): Leaf =>
    leaf(expr, false, () => py.compare(ctx.token(expr), op, right));
  switch (kind) {
    case "flag":
      return row(isNot ? "!=" : "==", py.str("True"));
    case "number":
      ctx.readAs(expr, "a test for another number than 0");
      return row(isNot ? "==" : "!=", py.num("0"));
    case "boolean":
      ctx.readAs(expr, "a test for Yes");
      return row(isNot ? "!=" : "==", py.bool(true));
    case "dictionary":
      ctx.readAs(expr, "a test for keys");
      return hasValue(py.method(expr, "keys"), isNot, expr, ctx);
    default:
      ctx.readAs(expr, "has_value(...)");
      return hasValue(expr, isNot, expr, ctx);
  }
}

/** A text is true if it has letters. What nobody knows can be a text. */
function textTruth(value: Expr, kind: Kind | undefined, isNot: boolean, ctx: LowerContext): Tree {
  if (kind === "text") ctx.readAs(value, "a test for a text that is not empty");
  else if (ctx.kinds.canBe(value, "number", "flag", "dictionary")) {
    const message =
      "Python takes 0, False and an empty dictionary for nothing; in a shortcut each is a value.";
    ctx.report(value, "SC6015", message, "Compare with what you look for: `x != 0`.");
  } else ctx.readAs(value, "a test for a value that is no empty text");
  const isText = (): Expr => py.compare(ctx.token(value), isNot ? "==" : "!=", py.str(""));
  const items = [hasValue(value, isNot, value, ctx), leaf(value, false, isText)];
  return { op: isNot ? "or" : "and", node: value, items };
}
