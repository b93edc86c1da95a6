import { calledName, isCallOf, methodCall } from "../../context/matching.ts";
import { HELPERS } from "../../context/writing.ts";
import { isMade, resultName } from "../../forms/blocks/branch.ts";
import { isMoment } from "../../forms/take-in.ts";
import { isStop, setsVariable } from "../../ir/workflow.ts";
import { hiddenName, nestedName } from "../../passes/name-patterns.ts";
import { py, type Assign, type Call, type Expr, type FunctionDef, type Stmt } from "../../python/ast.ts";
import { withBlocks } from "../../python/rewrite.ts";
import { partsOf } from "../../python/walk.ts";
import { functionName } from "../../registry/names.ts";
import { addBefore } from "./attachments.ts";
import { at, type LowerFacts } from "./context.ts";

/*
 * Calls of actions in the line of another, `save_to_photo_album(resize_image(photo))`.
 */

export interface CallFacts extends Pick<LowerFacts, "identifierOf" | "report"> {
  /** Functions of the program, which are written out where they are called. */
  readonly functions: ReadonlyMap<string, FunctionDef>;
}

/**
 * The statements with one for each such call before the line that it stands in, in the order in which Python runs them.
 * What Python runs in some cases only, or again and again, stays where it is.
 */
export function separateCalls(body: Stmt[], facts: CallFacts): Stmt[] {
  const numbers = new Map<string, number>();
  const nameOf = (call: Call): string => {
    const base = nestedName(functionName(facts.identifierOf(calledName(call)!)!, "friendly"));
    const number = (numbers.get(base) ?? 0) + 1;
    numbers.set(base, number);
    return hiddenName(base, number);
  };
  const block = (statements: Stmt[]): Stmt[] => {
    let separated: Stmt[] | undefined;
    statements.forEach((statement, i) => {
      const separator = holdsCalls(statement, facts) ? new Separator(facts, nameOf) : undefined;
      const rest = withBlocks(separator ? separator.statement(statement) : statement, block);
      if (rest !== statement) separated ??= statements.slice(0, i);
      if (separated === undefined) return;
      const calls = separator?.calls ?? [];
      if (startsResult(separated.at(-1), statement)) addBefore(separated, calls);
      else separated.push(...calls);
      separated.push(rest);
    });
    return separated ?? statements;
  };
  return block(body);
}

/** Whether a line sets the result of the block behind it to what is there already: no call runs before that in vain. */
function startsResult(line: Stmt | undefined, { kind }: Stmt): boolean {
  const isLine = line?.kind === "Assign" && resultName(line) !== undefined && !isMade(line.value);
  return isLine && (kind === "If" || kind === "For");
}

/** Whether calls can be taken out of a statement; most have none. */
function holdsCalls(statement: Stmt, facts: CallFacts): boolean {
  const whole = headOf(statement);
  return whole !== undefined && holdsCall(whole, statement, facts) && partsAre(whole, whole, facts);
}

/** The expression that Python reads first of a statement, and in any case. */
function headOf(statement: Stmt): Expr | undefined {
  switch (statement.kind) {
    case "Assign":
    case "ExprStmt":
    case "Return":
      return statement.value;
    case "If":
      return statement.test;
    case "For":
      return statement.iter;
    case "Match":
      return statement.subject;
    default:
      return undefined;
  }
}

/** Whether an expression has the call of an action in it that is not the line's own. */
function holdsCall(whole: Expr, { kind }: Stmt, facts: CallFacts): boolean {
  const isHeader = kind === "If" || kind === "For";
  const own = isHeader ? undefined : (passedOn(whole, facts)?.args[0] ?? whole);
  return hasCallWithin(whole, own, facts);
}

function hasCallWithin(expr: Expr, own: Expr | undefined, facts: CallFacts): boolean {
  switch (expr.kind) {
    // What nearly all expressions are, without a list of their parts.
    case "Name":
    case "Str":
    case "Num":
      return false;
    case "Call":
      if (expr !== own && isSeparable(expr, facts)) return true;
      if (expr.func.kind !== "Name" && hasCallWithin(expr.func, own, facts)) return true;
      for (const arg of expr.args) if (hasCallWithin(arg, own, facts)) return true;
      for (const { value } of expr.keywords) if (hasCallWithin(value, own, facts)) return true;
      return false;
    default:
      for (const part of partsOf(expr)) if (hasCallWithin(part, own, facts)) return true;
      return false;
  }
}

/** What stands for the call in it: `names.append(call)`, and in a script `exit(stop_and_output(...))`. */
function passedOn(expr: Expr, { identifierOf }: CallFacts): Call | undefined {
  if (expr.kind !== "Call" || expr.args.length !== 1) return undefined;
  if (methodCall(expr, "append")) return expr;
  const name = isCallOf(expr, "exit") ? calledName(expr.args[0]!) : undefined;
  const identifier = name === undefined ? undefined : identifierOf(name);
  return identifier !== undefined && isStop(identifier) ? expr : undefined;
}

/** Whether each part of an expression is run once, and by nothing but an action. */
function partsAre(expr: Expr, whole: Expr, facts: CallFacts): boolean {
  if (expr.kind === "Foreign") return false;
  const name = calledName(expr);
  // WorkflowBench's `input(...)` in an argument is a question that is asked when the action runs.
  if (name !== undefined && ((name === "input" && expr !== whole) || facts.functions.has(name))) return false;
  return partsOf(expr).every((part) => partsAre(part, whole, facts));
}

const HELPER_NAMES: ReadonlySet<string> = new Set(HELPERS);

/** Whether a call is that of an action that makes something. */
function isSeparable(expr: Expr, { identifierOf, functions }: CallFacts): expr is Call {
  const name = calledName(expr);
  if (name === undefined || HELPER_NAMES.has(name) || functions.has(name)) return false;
  const identifier = identifierOf(name);
  return identifier !== undefined && !setsVariable(identifier);
}

class Separator {
  readonly calls: Assign[] = [];
  readonly #facts: CallFacts;
  readonly #nameOf: (call: Call) => string;
  /** What is read before a call, and by the action behind it. */
  #moment: Expr | undefined;

  constructor(facts: CallFacts, nameOf: (call: Call) => string) {
    this.#facts = facts;
    this.#nameOf = nameOf;
  }

  statement(statement: Stmt): Stmt {
    switch (statement.kind) {
      case "Assign":
      case "ExprStmt":
        return { ...statement, value: this.#line(statement.value) };
      case "Return":
        return statement.value ? { ...statement, value: this.#line(statement.value) } : statement;
      case "If":
        return { ...statement, test: this.#part(statement.test) };
      case "For":
        return { ...statement, iter: this.#part(statement.iter) };
      case "Match":
        return { ...statement, subject: this.#line(statement.subject) };
      default:
        return statement;
    }
  }

  /** What a line says itself: the calls within it, but not its own. */
  #line(expr: Expr): Expr {
    const call = passedOn(expr, this.#facts);
    return call ? { ...call, args: [this.#within(call.args[0]!)] } : this.#within(expr);
  }

  #part = (expr: Expr): Expr => {
    if (!isSeparable(expr, this.#facts)) return this.#within(expr);
    // What is read in a call is read when that runs.
    const moment = this.#moment;
    this.#moment = undefined;
    const value = this.#within(expr);
    this.#moment = moment;
    if (moment) tellOfMoment(moment, this.#facts);
    const name = this.#nameOf(expr);
    this.calls.push(at(expr, py.assign(undefined, [name], value)));
    return at(expr, py.name(name));
  };

  #within(expr: Expr): Expr {
    const part = this.#part;
    switch (expr.kind) {
      case "Call": {
        if (isMoment(expr)) this.#moment ??= expr;
        const { func } = expr;
        return {
          ...expr,
          func: func.kind === "Attribute" ? { ...func, value: part(func.value) } : func,
          args: expr.args.map(part),
          keywords: expr.keywords.map((keyword) => ({ ...keyword, value: part(keyword.value) })),
        };
      }
      case "FString":
        return {
          ...expr,
          parts: expr.parts.map((piece) => (typeof piece === "string" ? piece : part(piece))),
        };
      case "Attribute":
      case "Not":
        return { ...expr, value: part(expr.value) };
      case "Subscript":
        return { ...expr, value: part(expr.value), index: part(expr.index) };
      case "List":
        return { ...expr, items: expr.items.map(part) };
      case "Dict":
        return {
          ...expr,
          entries: expr.entries.map(({ key, value }) => ({ key: part(key), value: part(value) })),
        };
      case "Compare":
        return { ...expr, left: part(expr.left), rights: expr.rights.map(part) };
      case "BinOp":
        return { ...expr, left: part(expr.left), right: part(expr.right) };
      case "BoolOp": {
        // The others are not read in any case.
        const [first, ...others] = expr.values;
        return { ...expr, values: [part(first!), ...others] };
      }
      default:
        return expr;
    }
  }
}

function tellOfMoment(moment: Expr, { report }: CallFacts): void {
  const name = calledName(moment)!;
  const message = `\`${name}()\` is read when its action runs, which is behind the call that follows it here.`;
  report(moment, "SC6003", message, "Give what the call makes a name in a line before.");
}
