import { argument, calledName, isCallOf, methodCall } from "../../context/matching.ts";
import {
  py,
  type Assign,
  type Expr,
  type ForeignStmt,
  type If,
  type Match,
  type Return,
  type Stmt,
} from "../../python/ast.ts";
import { expressionsIn, mapExpr, statementsIn } from "../../python/rewrite.ts";
import { expressionsOf } from "../../python/walk.ts";
import { quote } from "../../diagnostics/error.ts";
import { isCalculation, refuseCalculation } from "./arithmetic.ts";
import { lowerIf } from "./conditions.ts";
import { isStop } from "../../ir/workflow.ts";
import { at, type LowerContext } from "./context.ts";
import { action, listItem, needsAction } from "./parameters.ts";
import { inlineCall } from "./functions.ts";
import { tellOfList, tellOfNesting } from "./lists.ts";
import { lowerFor } from "./loops.ts";

/** A statement in terms of the dialect. */
export function lowerStatement(statement: Stmt, ctx: LowerContext): Stmt[] {
  switch (statement.kind) {
    case "Assign": {
      const [target] = statement.targets;
      if (isCalculation(statement.value, ctx.kinds)) return [statement];
      if (!ctx.tolerant) {
        if (statement.value.kind === "BinOp") refuseCalculation(statement.value, ctx);
        tellOfNesting(statement.value, ctx);
        const [added] = methodCall(statement.value, "append")?.args ?? [];
        if (added && needsAction(added) && !ctx.isConverted)
          return lowerAssign(target!, statement.value, statement, ctx);
        const value = withTextKey(statement.value, ctx);
        return [value === statement.value ? statement : { ...statement, value }];
      }
      return statement.targets.length === 1
        ? ctx.assign(target!, statement.value, statement)
        : [{ ...statement, value: ctx.whole(statement.value) }];
    }
    case "ExprStmt":
      return ctx.tolerant ? lowerExpressionStatement(statement, ctx) : [statement];
    case "Return":
      return [lowerReturn(statement, ctx)];
    case "If":
      return [lowerIf(statement, ctx)];
    case "For":
      return lowerFor(statement, ctx);
    case "Match":
      return lowerMatch(statement, ctx);
    case "ForeignStmt":
      return ctx.tolerant ? lowerForeign(statement, ctx) : [];
    default:
      return [statement];
  }
}

/** `d[key]`: keys of a dictionary are texts. */
function withTextKey(value: Expr, ctx: LowerContext): Expr {
  if (value.kind !== "Subscript" || value.index.kind === "Str" || value.index.kind === "FString")
    return value;
  const { index } = value;
  const kind = ctx.kind(index);
  if (index.kind === "Name" && kind !== "number")
    return { ...value, index: { kind: "FString", parts: [index] } };
  if (index.kind === "Num" || kind === "number") {
    const hint =
      'Write `get_item_from_list(x, get="Item At Index", index=1)`, which counts from 1; a key is a text.';
    ctx.report(value, "SC6003", "An item of a list is no value of a dictionary.", hint);
  }
  return value;
}

/** `target = value`. */
export function lowerAssign(target: string, value: Expr, origin: Stmt, ctx: LowerContext): Stmt[] {
  const assign = (to: string, what: Expr): Assign => at(value, py.assign(undefined, [to], what));
  if (value.kind === "Foreign" && value.what.kind === "IfExp") {
    const { test, body, orelse } = value.what;
    ctx.readAs(value, "an `if` with an `else`");
    const choice: If = {
      kind: "If",
      test,
      body: [assign(target, body)],
      elifs: [],
      orelse: { body: [assign(target, orelse)] },
    };
    return ctx.block([at(value, choice)]);
  }
  if (value.kind === "Foreign" && value.what.kind === "Comprehension") {
    ctx.readAs(value, "a repeat that adds to a list");
    const { element, targets, iter, conditions } = value.what;
    // A comprehension has names of its own.
    const own = new Map(targets.map((name) => [name, ctx.fresh(name)]));
    const rename = (expr: Expr): Expr => renameIn(expr, own);
    const list = origin.kind === "Assign" ? ctx.fresh("items") : target;
    ctx.kinds.define(list, "list");
    const add: Stmt = {
      kind: "ExprStmt",
      value: at(element, py.method(py.name(list), "append", [rename(element)])),
    };
    const body = conditions.reduceRight<Stmt[]>(
      (inner, test) => [{ kind: "If", test: rename(test), body: inner, elifs: [] }],
      [add],
    );
    const names = targets.map((name) => own.get(name)!);
    const repeat: Stmt = at(value, { kind: "For", targets: names, iter, body });
    ctx.kinds.add([repeat]);
    const made = [...ctx.block([assign(list, py.list([])), repeat])];
    return list === target ? made : [...made, assign(target, py.name(list))];
  }
  const inlined = inlineCall(value, target, ctx);
  if (inlined) return inlined;
  if (["append", "extend"].some((name) => methodCall(value, name))) {
    const hint = "Add in a line of its own, and use the list.";
    ctx.report(value, "SC6003", "Adding to a list gives None in Python.", hint);
    return [];
  }
  tellOfNesting(value, ctx);
  const whole = ctx.whole(value);
  const made: Stmt =
    origin.kind === "Assign" ? { ...origin, targets: [target], value: whole } : assign(target, whole);
  if (whole.kind === "Name" && isCopy(value)) ctx.sharing.copies.add(made);
  const isChange = origin.kind === "Assign" && isAugmented(origin) && ctx.kind(py.name(target)) === "list";
  if (isChange) ctx.sharing.changes.add(made);
  return [made];
}

/** `x += y`, which of a list changes the list itself. */
function isAugmented({ targets, value, range }: Assign): boolean {
  const isSum = value.kind === "BinOp" && value.left.kind === "Name" && value.left.id === targets[0];
  return isSum && range !== undefined && value.left.range?.start === range.start;
}

/** `list(x)`, `x.copy()`, `x[:]`. */
function isCopy(value: Expr): boolean {
  if (value.kind === "Subscript") return value.index.kind === "Foreign";
  return ["dict", "list"].some((name) => isCallOf(value, name)) || methodCall(value, "copy") !== undefined;
}

/** An expression with other names for some of its names. */
export function renameIn(expr: Expr, names: ReadonlyMap<string, string>): Expr {
  return mapExpr(expr, (part) => {
    const name = part.kind === "Name" ? names.get(part.id) : undefined;
    return name === undefined ? part : { ...part, kind: "Name", id: name };
  });
}

function lowerExpressionStatement(statement: Stmt & { kind: "ExprStmt" }, ctx: LowerContext): Stmt[] {
  const { value } = statement;
  const inlined = inlineCall(value, undefined, ctx);
  if (inlined) return inlined;
  if (isCallOf(value, "exit") && value.args.length === 1 && value.keywords.length === 0) {
    return [{ ...statement, value: { ...value, args: [stopValue(value.args[0]!, ctx)] } }];
  }
  const appended = methodCall(value, "append");
  const [item] = appended?.args ?? [];
  if (appended && item && appended.args.length === 1) {
    if (ctx.kind(item) === "list" && !ctx.isConverted) tellOfList(item, ctx);
    const isOwn = ctx.functions.has(calledName(item) ?? "");
    const added = py.method(appended.value, "append", [isOwn ? ctx.value(item) : ctx.whole(listItem(item))]);
    return [{ ...statement, value: at(value, added) }];
  }
  const extended = methodCall(value, "extend");
  const [list] = extended?.args ?? [];
  if (extended && list?.kind === "List" && extended.args.length === 1) {
    return list.items.map((item): Stmt => {
      return { ...statement, value: py.method(extended.value, "append", [ctx.value(listItem(item))]) };
    });
  }
  if (extended && list && ctx.kind(list) === "list") {
    return [{ ...statement, value: py.method(extended.value, "append", [ctx.token(list)]) }];
  }
  return [{ ...statement, value: ctx.whole(value) }];
}

/** `return value`, without a value for None. */
function lowerReturn(statement: Return, ctx: LowerContext): Return {
  const { value, ...bare } = statement;
  const isNone = value?.kind === "Constant" && value.value === "None";
  if (!value || isNone) return bare;
  const given = stopValue(value, ctx);
  return { ...statement, value: ctx.tolerant && !ctx.isConverted ? putOut(given, ctx) : given };
}

/** What Stop and Output gives: a text, which can be one variable. */
function putOut(value: Expr, ctx: LowerContext): Expr {
  if (value.kind === "Str" || value.kind === "FString") return value;
  if (value.kind === "Num") return at(value, py.str(value.text));
  const isVariable = value.kind === "Name" || value.kind === "Subscript" || value.kind === "Attribute";
  if (!isVariable && value.kind !== "List" && value.kind !== "Dict") return value;
  return at(value, { kind: "FString", parts: [ctx.token(value)] });
}

/** What the shortcut ends with: where that is an action, the action comes first. */
function stopValue(value: Expr, ctx: LowerContext): Expr {
  const name = calledName(value);
  const identifier = name === undefined ? undefined : ctx.identifierOf(name);
  if (identifier !== undefined && isStop(identifier)) return ctx.whole(value);
  if (ctx.tolerant) return ctx.value(value);
  return identifier === undefined ? value : ctx.hoist(value, value);
}

function lowerForeign(statement: ForeignStmt, ctx: LowerContext): Stmt[] {
  const { what } = statement;
  ctx.readAs(statement, what.kind === "SetItem" ? "Set Dictionary Value" : "an assignment to each name");
  if (what.kind === "SetItem") {
    const { target, value } = what;
    const name = target.value.kind === "Name" ? target.value.id : "";
    if (ctx.kind(target.value) === "list" || ctx.kind(target.index) === "number") {
      const hint = "Make a new list: start with an empty one, and add each item.";
      ctx.report(statement, "SC6003", "Items of a list cannot be changed.", hint);
    }
    const key = ctx.value(target.index);
    const given = ctx.value(value);
    const call = action("setvalueforkey", {
      WFDictionary: py.name(name),
      WFDictionaryKey: key.kind === "Str" || key.kind === "FString" ? key : { kind: "FString", parts: [key] },
      WFDictionaryValue: given.kind === "Str" || given.kind === "FString" ? given : ctx.token(given),
    });
    const changed: Stmt = at(statement, py.assign(undefined, [name], at(statement, call)));
    ctx.sharing.changes.add(changed);
    return [changed];
  }
  return lowerUnpack(what.targets, what.values, statement, ctx);
}

/** `a, b = x, y`: all values are read before any name changes. */
function lowerUnpack(targets: string[], values: Expr[], statement: Stmt, ctx: LowerContext): Stmt[] {
  const assign = (target: string, value: Expr): Stmt => at(statement, py.assign(undefined, [target], value));
  if (values.length === targets.length) {
    const reads = values.flatMap((value) => [...expressionsIn(value)]);
    const areApart = !reads.some((expr) => expr.kind === "Name" && targets.includes(expr.id));
    if (areApart) return ctx.block(targets.map((target, i) => assign(target, values[i]!)));
    const names = targets.map((target) => ctx.fresh(`new_${target}`));
    names.forEach((name, i) => ctx.kinds.define(name, ctx.kind(values[i]!)));
    return ctx.block([
      ...names.map((name, i) => assign(name, values[i]!)),
      ...targets.map((target, i) => assign(target, py.name(names[i]!))),
    ]);
  }
  const [only] = values;
  if (values.length !== 1 || !only) {
    ctx.report(
      statement,
      "SC6003",
      `There are ${values.length} values for ${targets.length} names.`,
      "Give each name one.",
    );
    return [];
  }
  if (ctx.kind(only) === "text") {
    const message = "Python gives each name a letter of a text; a shortcut takes it as one item.";
    ctx.report(statement, "SC6003", message, 'Split the text first: `x.split(",")`.');
  }
  const length = ctx.kinds.lengthOf(only);
  if (length !== undefined && length !== targets.length) {
    ctx.report(
      statement,
      "SC6003",
      `There are ${length} items for ${targets.length} names.`,
      "Give each name one.",
    );
  }
  const list = ctx.token(only);
  ctx.kinds.define(list.kind === "Name" ? list.id : "", "list");
  return ctx.block(targets.map((target, i) => assign(target, py.subscript(list, py.num(String(i))))));
}

/** A menu, or (tolerant) the cases of any other value as an `if` with its `elif`s. */
function lowerMatch(statement: Match, ctx: LowerContext): Stmt[] {
  const { subject } = statement;
  const isStale = isCallOf(subject, "stale");
  const isMenu = isCallOf(subject, "choose_from_menu") || isStale;
  // WorkflowBench writes a menu as `match input(prompt="...")`.
  const isBench = ctx.tolerant && isCallOf(subject, "input") && argument(subject, "prompt") !== undefined;
  if (!isMenu && !isBench) return ctx.tolerant ? lowerCases(statement, ctx) : [statement];
  if (isBench) ctx.readAs(subject, "a menu");
  const menu = isBench ? { ...subject, func: py.name("choose_from_menu") } : subject;
  const lowered = ctx.tolerant && !isStale && menu.kind === "Call" ? ctx.value(menu) : menu;
  const cases = menuCases(statement, ctx);
  if (cases.length === 0) return [];
  return [
    { ...statement, subject: lowered, cases: cases.map((item) => ({ ...item, body: ctx.block(item.body) })) },
  ];
}

/** The cases of a menu, each with one title; `case _` takes the items that have no case. */
function menuCases({ subject, cases }: Match, ctx: LowerContext): Match["cases"] {
  const items = subject.kind === "Call" ? argument(subject, "items") : undefined;
  const titles =
    items?.kind === "List" ? items.items.flatMap((item) => (item.kind === "Str" ? [item.value] : [])) : [];
  const taken = new Set<string>();
  for (const { pattern } of cases) {
    for (const title of textsOf(pattern)) {
      if (taken.has(title) && !ctx.isConverted) {
        const message = `Another case before this is called ${quote(title)}: this one would never run.`;
        ctx.report(pattern, "SC6003", message, "Give it another title, or leave it out.");
      }
      taken.add(title);
    }
  }
  return cases.flatMap((item): Match["cases"] => {
    const { pattern } = item;
    // A title that is made at run time, and what stands before the first case.
    if (item.guard) return [item];
    if (pattern.kind === "Str" || (pattern.kind === "Constant" && pattern.value === "None")) return [item];
    if (pattern.kind === "Foreign") {
      const texts = textsOf(pattern);
      if (texts.length > 0) return texts.map((title) => ({ ...item, pattern: at(pattern, py.str(title)) }));
    }
    if (pattern.kind === "Name") {
      const rest = [...new Set(titles)].filter((title) => !taken.has(title));
      if (rest.length > 0) return rest.map((title) => ({ ...item, pattern: at(pattern, py.str(title)) }));
      if (item.body.every(({ kind }) => kind === "Pass" || kind === "Comment")) return [];
      const message = "A menu runs the case of the item that is chosen: `case _` never runs.";
      ctx.report(pattern, "SC6003", message, "Name the items that have no case: `items=[...]`.");
      return [];
    }
    ctx.report(pattern, "SC6003", "The items of a menu are texts.", 'Write `case "Title":`.');
    return [];
  });
}

function textsOf(pattern: Match["cases"][number]["pattern"]): string[] {
  if (pattern.kind === "Str") return [pattern.value];
  if (pattern.kind !== "Foreign" || pattern.what.kind !== "Alternatives") return [];
  const texts = pattern.what.items.flatMap((item) => (item.kind === "Str" ? [item.value] : []));
  return texts.length === pattern.what.items.length ? texts : [];
}

function lowerCases({ subject, cases, lead, range }: Match, ctx: LowerContext): Stmt[] {
  ctx.readAs(subject, "an `if` for each case");
  const isHeld = subject.kind === "Name";
  const value = isHeld ? subject : at(subject, py.name(ctx.fresh("value")));
  if (!isHeld) {
    ctx.kinds.define(value.id, ctx.kind(subject));
    ctx.before.push(...ctx.assign(value.id, subject, at(subject, { kind: "Pass" })));
  }
  const branches = cases.map(({ pattern, guard, body, range }) => {
    const options: Expr[] =
      pattern.kind === "Foreign" && pattern.what.kind === "Alternatives" ? pattern.what.items : [pattern];
    const tests = options.map((option) => at(option, py.compare(value, "==", option)));
    const fits: Expr[] =
      pattern.kind === "Name"
        ? []
        : tests.length === 1
          ? tests
          : [{ kind: "BoolOp", op: "or", values: tests }];
    const all = guard ? [...fits, guard] : fits;
    const test: Expr = all.length === 1 ? all[0]! : { kind: "BoolOp", op: "and", values: all };
    return { test, isRest: all.length === 0, body, ...(range && { range }) };
  });
  const rest = branches.find(({ isRest }) => isRest);
  const [first, ...others] = branches.filter(({ isRest }) => !isRest);
  if (!first) return ctx.block([...lead, ...(rest?.body ?? [])]);
  const choice: If = {
    kind: "If",
    test: first.test,
    body: first.body,
    elifs: others.map(({ test, body }) => ({ test, body })),
    ...(rest && { orelse: { body: rest.body } }),
    ...(range && { range }),
  };
  return ctx.block([...lead, choice]);
}

/** The names that a block reads, with those of its blocks. */
export function readsIn(body: readonly Stmt[]): Set<string> {
  const names = new Set<string>();
  for (const statement of statementsIn(body)) {
    for (const whole of expressionsOf(statement)) {
      for (const expr of expressionsIn(whole)) if (expr.kind === "Name") names.add(expr.id);
    }
  }
  return names;
}
