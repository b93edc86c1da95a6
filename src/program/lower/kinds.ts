import { py, type Call, type Expr, type ForeignExpr, type FunctionDef, type Stmt } from "../../python/ast.ts";
import { statementsIn } from "../../python/rewrite.ts";
import type { ActionFacts } from "../../registry/lookup.ts";
import { calledName, methodCall } from "../../context/matching.ts";
import { inputKind, join, LISTS, OF_CALLS, OF_METHODS, type Kind } from "./kind.ts";

/** How far the results of functions are looked for in those that they call. */
const DEEPEST_CALL = 20;

type Definition =
  | { value: Expr }
  /** `from`: where a number counts up from. */
  | { kind: Kind | undefined; from?: Expr }
  | { itemOf: Expr }
  /** Any value of a dictionary. */
  | { valuesOf: Expr };

/** The kinds of a program's values, found from the definitions of its names, wherever those stand. */
export class Kinds {
  readonly #functions: ReadonlyMap<string, FunctionDef>;
  readonly #factsOf: (functionName: string) => ActionFacts | undefined;
  readonly #found = new Map<string, Definition[]>();
  /** Blocks whose definitions nobody has asked for yet. */
  readonly #pending: (readonly Stmt[])[] = [];
  readonly #known = new Map<string, Kind | undefined>();

  /** Functions of the program whose results are being looked for. */
  readonly #open: Set<string>;

  constructor(
    factsOf: (functionName: string) => ActionFacts | undefined,
    functions: ReadonlyMap<string, FunctionDef>,
    open = new Set<string>(),
  ) {
    this.#factsOf = factsOf;
    this.#functions = functions;
    this.#open = open;
  }

  /** Takes in the definitions of a block. */
  add(body: readonly Stmt[]): void {
    this.#pending.push(body);
    this.#known.clear();
  }

  define(name: string, kind: Kind | undefined): void {
    this.#define(name, { kind });
    this.#known.delete(name);
  }

  /** Takes in what a name is given, where no statement of the program does. */
  give(name: string, value: Expr): void {
    this.#define(name, { value });
    this.#known.delete(name);
  }

  #define(name: string, definition: Definition): void {
    const definitions = this.#definitions;
    const known = definitions.get(name);
    if (known) known.push(definition);
    else definitions.set(name, [definition]);
  }

  get #definitions(): Map<string, Definition[]> {
    for (const body of this.#pending.splice(0)) {
      for (const statement of statementsIn(body)) this.#addStatement(statement);
    }
    return this.#found;
  }

  #addStatement(statement: Stmt): void {
    switch (statement.kind) {
      case "Assign":
        for (const target of statement.targets) this.#define(target, { value: statement.value });
        break;
      case "ExprStmt": {
        const list = methodCall(statement.value, "append")?.value;
        if (list?.kind === "Name") this.#define(list.id, { kind: "list" });
        break;
      }
      case "For":
        this.#addTargets(statement.targets, statement.iter);
        break;
      case "ForeignStmt":
        if (statement.what.kind === "Unpack") {
          const { targets, values } = statement.what;
          targets.forEach((target, i) => {
            const value = values.length === targets.length ? values[i] : undefined;
            this.#define(target, value ? { value } : { kind: undefined });
          });
        }
        break;
    }
  }

  #addTargets(targets: readonly string[], iter: Expr): void {
    const [first, second] = targets as [string, string?];
    const called = calledName(iter);
    if (called === "range" && iter.kind === "Call") {
      const [start, end, step] = iter.args;
      const from = step ? undefined : end ? start : py.num("0");
      return this.#define(first, { kind: "number", ...(from && { from }) });
    }
    if (second === undefined) return this.#define(first, { itemOf: iter });
    if (called === "enumerate" && iter.kind === "Call") {
      const from = iter.args[1] ?? iter.keywords[0]?.value ?? py.num("0");
      this.#define(first, { kind: "number", from });
      this.#define(second, iter.args[0] ? { itemOf: iter.args[0] } : { kind: undefined });
      return;
    }
    const items = methodCall(iter, "items");
    this.#define(first, { kind: items ? "text" : undefined });
    this.#define(second, items ? { valuesOf: items.value } : { kind: undefined });
  }

  of(expr: Expr): Kind | undefined {
    switch (expr.kind) {
      case "Str":
      case "FString":
        return "text";
      case "Num":
        return "number";
      case "Constant":
        return expr.value === "None" ? "nothing" : "flag";
      case "List":
        return "list";
      case "Dict":
        return "dictionary";
      case "Compare":
      case "Not":
        return "flag";
      case "BoolOp":
        return join(expr.values.map((value) => this.of(value)));
      case "BinOp": {
        const kinds = [this.of(expr.left), this.of(expr.right)];
        if (expr.op === "-" || expr.op === "/") return "number";
        const other = kinds.find((kind) => kind === "text" || kind === "list");
        if (other !== undefined) return other;
        if (expr.op === "+") return kinds.includes("number") ? "number" : join(kinds);
        return kinds.includes("nothing") ? "nothing" : "number";
      }
      case "Call":
        return this.#ofCall(expr);
      case "Name":
        return this.#ofName(expr.id);
      case "Foreign":
        return this.#ofForeign(expr.what);
      case "Subscript":
        if (expr.index.kind === "Foreign") return this.of(expr.value);
        if (expr.index.kind === "Str") return this.#ofEntry(expr.value, expr.index.value);
        return this.of(expr.value) === "dictionary" ? this.#ofEntry(expr.value) : this.itemOf(expr.value);
      default:
        return undefined;
    }
  }

  /** Whether something in the program sets a name. */
  isDefined(name: string): boolean {
    return this.#definitions.has(name) || this.#functions.has(name);
  }

  /**
   * Whether a value is one text of Python, whatever happens: the text of an action can be several.
   *
   * @param open names that are being looked at, which tell nothing about themselves.
   */
  isLetters(expr: Expr, open: readonly string[] = []): boolean {
    const isOne = (value: Expr) => this.isLetters(value, open);
    switch (expr.kind) {
      case "Str":
      case "FString":
        return true;
      case "Name": {
        if (open.includes(expr.id)) return true;
        const definitions = this.#definitions.get(expr.id) ?? [];
        const inner = [...open, expr.id];
        return (
          definitions.length > 0 &&
          definitions.every((one) => "value" in one && this.isLetters(one.value, inner))
        );
      }
      case "Call":
        if (expr.func.kind === "Attribute") return OF_METHODS[expr.func.attr] === "text";
        return ["input", "str", "make_text", "is_workflow_actions_gettext"].includes(calledName(expr) ?? "");
      case "BinOp":
        return expr.op === "+" && isOne(expr.left) && isOne(expr.right);
      case "BoolOp":
        return expr.values.every(isOne);
      case "Foreign":
        return expr.what.kind === "IfExp" && isOne(expr.what.body) && isOne(expr.what.orelse);
      default:
        return false;
    }
  }

  /** The only value that a name ever gets. */
  #only(name: string): Expr | undefined {
    const definitions = this.#definitions.get(name) ?? [];
    const [only] = definitions;
    return definitions.length === 1 && only && "value" in only ? only.value : undefined;
  }

  /** The value of a key where the dictionary is known; of all keys, if it is not known which. */
  #ofEntry(dictionary: Expr, key?: string): Kind | undefined {
    const known = dictionary.kind === "Name" ? this.#only(dictionary.id) : dictionary;
    if (known?.kind !== "Dict") return undefined;
    const fits = known.entries.filter(
      (entry) => key === undefined || (entry.key.kind === "Str" && entry.key.value === key),
    );
    const values = key === undefined ? fits : fits.slice(-1);
    const kind = values.length === 0 ? undefined : join(values.map(({ value }) => this.of(value)));
    return kind === "flag" ? "boolean" : kind;
  }

  /** Whether a name has one value from its start to its end. */
  isFixed(name: string): boolean {
    const definitions = this.#definitions.get(name) ?? [];
    return definitions.length === 1 && "value" in definitions[0]!;
  }

  /** Whether a value is of one of these kinds on some path. */
  canBe(expr: Expr, ...kinds: Kind[]): boolean {
    if (expr.kind !== "Name") return kinds.includes(this.of(expr) ?? "other");
    return (this.#definitions.get(expr.id) ?? []).some((definition) => {
      const kind = "kind" in definition ? definition.kind : this.#kindOf(definition);
      return kind !== undefined && kinds.includes(kind);
    });
  }

  /** How many items a list has that nothing changes. */
  lengthOf(expr: Expr): number | undefined {
    const known = expr.kind === "Name" ? this.#only(expr.id) : expr;
    return known?.kind === "List" ? known.items.length : undefined;
  }

  /** Whether a list starts without items. */
  canBeEmpty(expr: Expr): boolean {
    if (expr.kind === "List") return expr.items.length === 0;
    if (expr.kind === "Foreign") return expr.what.kind === "Comprehension" && expr.what.conditions.length > 0;
    const definitions = expr.kind === "Name" ? (this.#definitions.get(expr.id) ?? []) : [];
    return definitions.some(
      (one) => "value" in one && one.value.kind !== "Name" && this.canBeEmpty(one.value),
    );
  }

  /** Whether a number is surely not below 0. */
  isNonNegative(expr: Expr): boolean {
    return this.#hasSign(expr, false, new Set());
  }

  /** Whether a number is surely below 0. */
  isNegative(expr: Expr): boolean {
    return this.#hasSign(expr, true, new Set());
  }

  #hasSign(expr: Expr, isNegative: boolean, seen: Set<string>): boolean {
    const has = (part: Expr): boolean => this.#hasSign(part, isNegative, seen);
    if (expr.kind === "Num") return expr.text.startsWith("-") === isNegative;
    if (expr.kind === "Name") {
      // What a name is made of itself says nothing new.
      if (seen.has(expr.id)) return true;
      seen.add(expr.id);
      const definitions = this.#definitions.get(expr.id) ?? [];
      return (
        definitions.length > 0 &&
        definitions.every((one) => {
          const value = "value" in one ? one.value : "from" in one ? one.from : undefined;
          return value !== undefined && has(value);
        })
      );
    }
    if (isNegative)
      return expr.kind === "Foreign" && expr.what.kind === "Signed" && expr.what.value.kind === "Num";
    if (expr.kind === "BinOp") return expr.op !== "-" && has(expr.left) && has(expr.right);
    if (expr.kind === "Foreign" && expr.what.kind === "Operation")
      return has(expr.what.left) && has(expr.what.right);
    const called = calledName(expr);
    if (called === "len" || called === "abs") return true;
    if (this.#factsOf(called ?? "")?.identifier === "is.workflow.actions.count") return true;
    const [first] = expr.kind === "Call" ? expr.args : [];
    return (
      (called === "int" || called === "round" || called === "float") && first !== undefined && has(first)
    );
  }

  /** The kind of the items that a list holds, or that a repeat goes through. */
  itemOf(expr: Expr): Kind | undefined {
    if (expr.kind === "List") return join(expr.items.map((item) => this.of(item)));
    if (expr.kind === "Foreign") {
      if (expr.what.kind === "Tuple") return join(expr.what.items.map((item) => this.of(item)));
      return expr.what.kind === "Comprehension" ? this.of(expr.what.element) : undefined;
    }
    if (["split", "splitlines", "keys"].some((name) => methodCall(expr, name))) return "text";
    const values = methodCall(expr, "values");
    if (values) return this.#ofEntry(values.value);
    if (expr.kind === "Call") {
      const facts = this.#factsOf(calledName(expr) ?? "");
      if (facts && LISTS.has(facts.identifier) && facts.outputKind !== "any") return facts.outputKind as Kind;
    }
    if (expr.kind !== "Name") return undefined;
    const definitions = this.#definitions.get(expr.id) ?? [];
    const [only] = definitions;
    return definitions.length === 1 && only && "value" in only ? this.itemOf(only.value) : undefined;
  }

  #ofCall(call: Call): Kind | undefined {
    const name = calledName(call);
    if (name === undefined) {
      return call.func.kind === "Attribute" && Object.hasOwn(OF_METHODS, call.func.attr)
        ? OF_METHODS[call.func.attr]
        : undefined;
    }
    const own = this.#functions.get(name);
    if (own) return this.#ofResult(own, call);
    if (name === "input") return inputKind(call);
    if (name === "bool" && call.args[0] && this.of(call.args[0]) !== undefined) {
      const kind = this.of(call.args[0]);
      return kind === "boolean" || kind === "other" ? "boolean" : "flag";
    }
    const facts = this.#factsOf(name);
    if (!facts) return Object.hasOwn(OF_CALLS, name) ? OF_CALLS[name] : undefined;
    if (LISTS.has(facts.identifier)) return "list";
    switch (facts.outputKind) {
      case undefined:
      case "any":
        return undefined;
      case "text":
      case "number":
      case "boolean":
      case "date":
      case "dictionary":
        return facts.outputKind;
      default:
        return "other";
    }
  }

  /** What a function of the program gives, called like this. */
  #ofResult({ name, params, body }: FunctionDef, { args, keywords }: Call): Kind | undefined {
    if (this.#open.has(name)) return "nothing";
    if (this.#open.size > DEEPEST_CALL) return undefined;
    this.#open.add(name);
    const inside = new Kinds(this.#factsOf, this.#functions, this.#open);
    inside.add(body);
    for (const [i, param] of params.entries()) {
      const given =
        args[i] ?? keywords.find((keyword) => keyword.name === param.name)?.value ?? param.default;
      inside.define(param.name, given && this.of(given));
    }
    const results = statementsIn(body).flatMap((statement) =>
      statement.kind === "Return"
        ? [statement.value ? inside.of(statement.value) : ("nothing" as const)]
        : [],
    );
    this.#open.delete(name);
    return results.length === 0 ? "nothing" : join(results);
  }

  #ofName(name: string): Kind | undefined {
    if (this.#known.has(name)) return this.#known.get(name);
    // A definition by itself (`x = x + 1`) says nothing new.
    this.#known.set(name, "nothing");
    const kinds = (this.#definitions.get(name) ?? [{ kind: undefined }]).map((definition) =>
      "kind" in definition ? definition.kind : this.#kindOf(definition),
    );
    const kind = join(kinds);
    this.#known.set(name, kind);
    return kind;
  }

  #kindOf(definition: Exclude<Definition, { kind: Kind | undefined }>): Kind | undefined {
    if ("value" in definition) return this.of(definition.value);
    return "itemOf" in definition ? this.itemOf(definition.itemOf) : this.#ofEntry(definition.valuesOf);
  }

  #ofForeign(what: ForeignExpr): Kind | undefined {
    switch (what.kind) {
      case "IfExp":
        return join([this.of(what.body), this.of(what.orelse)]);
      case "Operation":
      case "Signed":
        return "number";
      case "Is":
        return "flag";
      case "Tuple":
      case "Comprehension":
        return "list";
      default:
        return undefined;
    }
  }
}
