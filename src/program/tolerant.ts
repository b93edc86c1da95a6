import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import { py, type Call, type Expr, type If, type Keyword, type Stmt } from "../python/ast.ts";
import { HELPERS } from "../context/writing.ts";
import { argument, calledName, isCallOf, methodCall } from "../context/matching.ts";

/** Says that something was read as something else. */
type Report = (node: Expr | Stmt, code: DiagnosticCode, message: string) => void;

/**
 * Programs of WorkflowBench's dialect, and others that people and models write, in terms of ours, wherever there is only
 * one thing that they can mean: `if x:` for `if has_value(x):`, `range(n)`, `match input(prompt="...")`,
 * `datetime.datetime.now()`, a call inside another call, `a + b`. Each change is reported.
 *
 * @param isAction whether a function stands for an action.
 */
export function adaptForeign(
  body: readonly Stmt[],
  isAction: (functionName: string) => boolean,
  report: Report,
): Stmt[] {
  return new Adapter(isAction, report).block(body);
}

class Adapter {
  readonly #isAction: (functionName: string) => boolean;
  readonly #report: Report;
  /** Statements that have to stand before the one that is being read. */
  #before: Stmt[] = [];
  #names = 0;

  constructor(isAction: (functionName: string) => boolean, report: Report) {
    this.#isAction = isAction;
    this.#report = report;
  }

  block(statements: readonly Stmt[]): Stmt[] {
    return statements.flatMap((statement) => {
      const outer = this.#before;
      this.#before = [];
      const adapted = this.#statement(statement);
      const result = [...this.#before, adapted];
      this.#before = outer;
      return result;
    });
  }

  #statement(statement: Stmt): Stmt {
    switch (statement.kind) {
      case "Assign":
      case "ExprStmt":
        return { ...statement, value: this.#whole(statement.value) };
      case "Return":
        return statement.value ? { ...statement, value: this.#whole(statement.value) } : statement;
      case "If":
        return this.#if(statement);
      case "For":
        return { ...statement, iter: this.#iter(statement.iter), body: this.block(statement.body) };
      case "Match":
        return {
          ...statement,
          subject: this.#subject(statement.subject),
          cases: statement.cases.map((item) => ({ ...item, body: this.block(item.body) })),
        };
      default:
        return statement;
    }
  }

  #if(statement: If): Stmt {
    const { test, body, elifs, orelse } = statement;
    return {
      ...statement,
      test: this.#test(test),
      body: this.block(body),
      elifs: elifs.map((elif) => ({ ...elif, test: this.#test(elif.test), body: this.block(elif.body) })),
      ...(orelse && { orelse: { ...orelse, body: this.block(orelse.body) } }),
    };
  }

  /** The value of a statement: an action's call may stand here, its arguments are values. */
  #whole(value: Expr): Expr {
    if (value.kind !== "Call") return this.#value(value);
    const name = calledName(value);
    const isStatement = name !== undefined && (this.#isAction(name) || name === "input" || name === "exit");
    return isStatement ? this.#arguments(value) : this.#value(value);
  }

  #arguments(call: Call): Call {
    return {
      ...call,
      func:
        call.func.kind === "Attribute" ? { ...call.func, value: this.#value(call.func.value) } : call.func,
      args: call.args.map((arg) => this.#value(arg)),
      keywords: call.keywords.map((keyword) => ({ ...keyword, value: this.#value(keyword.value) })),
    };
  }

  /** An expression inside of a statement. */
  #value(expr: Expr): Expr {
    switch (expr.kind) {
      case "FString":
        return {
          ...expr,
          parts: expr.parts.map((part) => (typeof part === "string" ? part : this.#value(part))),
        };
      case "List":
        return { ...expr, items: expr.items.map((item) => this.#value(item)) };
      case "Dict":
        return {
          ...expr,
          entries: expr.entries.map(({ key, value }) => ({
            key: this.#value(key),
            value: this.#value(value),
          })),
        };
      case "Attribute":
        return { ...expr, value: this.#value(expr.value) };
      case "Subscript":
        return { ...expr, value: this.#value(expr.value), index: this.#value(expr.index) };
      case "BinOp":
        return this.#sum(expr.left, expr.op, expr.right, expr);
      case "Call":
        return this.#call(expr);
      default:
        return expr;
    }
  }

  #call(call: Call): Expr {
    if (isNow(call)) return this.#as(call, py.call("current_date"), "the current date");
    const adapted = this.#arguments(call);
    const name = calledName(adapted);
    if (name === undefined) return adapted;
    if (name === "input") {
      const prompt = adapted.args[0] ?? argument(adapted, "prompt");
      return this.#as(
        call,
        py.call("ask_each_time", prompt ? [prompt] : []),
        "a question that is asked each time",
      );
    }
    if (name === "int") return this.#as(call, { ...adapted, func: py.name("float") }, "a number");
    if (name === "is_workflow_actions_getclipboard")
      return this.#as(call, py.call("get_clipboard"), "the clipboard");
    if (HELPER_NAMES.has(name)) return withPositional(adapted);
    return this.#isAction(name) ? this.#hoist(adapted) : adapted;
  }

  /** An action inside of another statement goes before it, and gives its output a name. */
  #hoist(call: Call): Expr {
    const name = `step_${++this.#names}`;
    this.#before.push({
      kind: "Assign",
      targets: [name],
      value: call,
      ...(call.range && { range: call.range }),
    });
    return this.#as(call, py.name(name), "an action before this one");
  }

  /** `a + b`: a text if one of them is a text, else a calculation. */
  #sum(left: Expr, op: "+" | "-", right: Expr, whole: Expr): Expr {
    const [a, b] = [this.#value(left), this.#value(right)];
    if (op === "+" && (isText(a) || isText(b))) {
      return this.#as(whole, { kind: "FString", parts: [...partsOf(a), ...partsOf(b)] }, "a text");
    }
    const keywords: Keyword[] = [
      { name: "WFInput", value: a },
      { name: "WFMathOperation", value: py.str(op) },
      { name: "WFMathOperand", value: b },
    ];
    const call = py.call("is_workflow_actions_math", [], keywords);
    return this.#hoist(whole.range ? { ...call, range: whole.range } : call);
  }

  #test(test: Expr): Expr {
    switch (test.kind) {
      case "BoolOp":
        return { ...test, values: test.values.map((value) => this.#test(value)) };
      case "Not":
        return isCallOf(test.value, "has_value") ? test : { ...test, value: this.#truth(test.value) };
      case "Compare": {
        const today = todayTest(test.left, test.rights[0]!);
        if (today && test.ops[0] === "==")
          return this.#as(test, py.call("is_today", [today]), "a test for today");
        return {
          ...test,
          left: this.#value(test.left),
          rights: test.rights.map((right) => this.#value(right)),
        };
      }
      case "Call": {
        const name = calledName(test);
        const isTest = name === undefined || TESTS.has(name) || name === "stale";
        return isTest ? this.#arguments(test) : this.#truth(test);
      }
      default:
        return this.#truth(test);
    }
  }

  /** `if x:` asks whether there is something. */
  #truth(value: Expr): Expr {
    return this.#as(value, py.call("has_value", [this.#value(value)]), "has_value(...)");
  }

  /** `range(n)` and `range(int(n))` count as often as `range(1, n + 1)`. */
  #iter(iter: Expr): Expr {
    if (!isCallOf(iter, "range"))
      return isCallOf(iter, "enumerate") ? this.#arguments(iter) : this.#value(iter);
    const [first] = iter.args;
    if (iter.args.length !== 1 || !first) return iter;
    const count = isCallOf(first, "int") && first.args[0] ? first.args[0] : first;
    const end: Expr = { kind: "BinOp", left: this.#value(count), op: "+", right: py.num("1") };
    return this.#as(iter, py.call("range", [py.num("1"), end]), "a repeat that counts from 1");
  }

  #subject(subject: Expr): Expr {
    if (!isCallOf(subject, "input")) return subject;
    return this.#as(subject, { ...subject, func: py.name("choose_from_menu") }, "a menu");
  }

  #as<Result extends Expr>(node: Expr, result: Result, what: string): Result {
    this.#report(node, "SC6013", `Read as ${what}.`);
    return node.range ? { ...result, range: node.range } : result;
  }
}

const HELPER_NAMES: ReadonlySet<string> = new Set(HELPERS);

const TESTS: ReadonlySet<string> = new Set([
  "condition",
  "has_value",
  "is_in_last",
  "is_in_next",
  "is_today",
]);

/** WorkflowBench names all arguments: `coerce_variable(value=x, coercion_class="...")`. */
function withPositional(call: Call): Call {
  const names = ["value", "coercion_class"];
  const positional = names.flatMap((name) => argument(call, name) ?? []);
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

/** `x.date() == datetime.now().date()`: what is tested. */
function todayTest(left: Expr, right: Expr): Expr | undefined {
  const now = methodCall(right, "date")?.value;
  return now && isNow(now) ? methodCall(left, "date")?.value : undefined;
}

function isText(expr: Expr): boolean {
  return expr.kind === "Str" || expr.kind === "FString";
}

function partsOf(expr: Expr): (string | Expr)[] {
  return expr.kind === "Str" ? [expr.value] : expr.kind === "FString" ? expr.parts : [expr];
}
