import { setsVariable } from "../../ir/workflow.ts";
import {
  calledName,
  isCallOf,
  isMarkedAsVariable,
  methodCall,
  OUTPUT_MARK,
  VARIABLE_MARK,
} from "../../context/matching.ts";
import { quote } from "../../diagnostics/error.ts";
import {
  filledOf,
  hiddenName,
  isRepeatName,
  isResultName,
  isVariableSpelling,
  partOf,
} from "../../passes/name-patterns.ts";
import { py, type Assign, type Expr, type Stmt } from "../../python/ast.ts";
import { mapBlock, mapStatement, statementsIn, withBlocks } from "../../python/rewrite.ts";
import { isTokenExpr } from "../../values/token.ts";
import { separateOperations } from "./arithmetic.ts";
import { at, type LowerFacts } from "./context.ts";
import { boundBy, forTargets, hoistedAt, Program } from "./program.ts";
import { separateResults } from "./results.ts";

/*
 * Which names are variables.
 *
 * An action's output has one name, and a name that is assigned once is that of the output. A name that is assigned
 * more often, or added to, is a variable, and so is one with a capital letter or the mark `: Variable`: each assignment
 * is a Set Variable, and where the value is that of an action, the action comes first and gets a name of its own.
 */

interface NameFacts extends LowerFacts {
  readonly plain: ReadonlySet<string>;
  fresh(base: string): string;
}

/** The statements with a Set Variable wherever a variable gets a value. */
export function setVariables(body: Stmt[], facts: NameFacts): Stmt[] {
  const program = new Program(separateResults(body, (value) => isSetter(value, facts), facts.plain));
  const shared = sharedIn(program, facts.isConverted);
  const own = renameInput(renameResults(program, shared, facts), facts);
  const apart = separateRepeats(own, facts);
  return new Assigner(apart, shared, facts).top(apart.body);
}

/** A name that looks like that of a block's result and is none: an ordinary name. */
function renameResults(program: Program, shared: ReadonlySet<string>, facts: NameFacts): Program {
  const bound = new Set<string>();
  for (const statement of program.all) {
    if (program.hoisted.has(statement)) continue;
    for (const name of boundBy(statement)) if (isResultName(name)) bound.add(name);
  }
  const names = new Map<string, string>();
  for (const name of bound) {
    const isResult = program.results.has(name) && !facts.plain.has(name);
    if (!isResult && !shared.has(name)) names.set(name, facts.fresh(`variable_${name}`));
  }
  return names.size === 0 ? program : new Program(rename(program.body, names));
}

/** `shortcut_input = value`: what the shortcut was started with stays what it is; the name is a variable. */
function renameInput(program: Program, facts: NameFacts): Program {
  const input = "shortcut_input";
  const isSet = program.all.some((statement) => {
    const isItself = statement.kind === "Assign" && isCallOf(statement.value, "get_shortcut_input");
    return !isItself && boundBy(statement).includes(input);
  });
  if (!isSet) return program;
  const name = facts.fresh("current_input");
  const start: Stmt = py.assign(undefined, [name], py.name(input));
  return new Program([start, ...rename(program.body, new Map([[input, name]]))]);
}

function rename(body: readonly Stmt[], names: ReadonlyMap<string, string>): Stmt[] {
  const to = (name: string): string => names.get(name) ?? name;
  return body.map((statement) =>
    mapStatement(statement, (expr) => (expr.kind === "Name" ? { ...expr, id: to(expr.id) } : expr), to),
  );
}

/**
 * A repeat's own variable belongs to the repeat: where the name is assigned as well, read behind the repeat, or that
 * of a repeat within it, the repeat sets a variable of that name.
 */
function separateRepeats(program: Program, facts: NameFacts): Program {
  const { body, all, targets } = program;
  if (targets.size === 0) return program;
  const taken = new Set<string>();
  const bodies = new Map<string, Body[]>();
  for (const [number, statement] of all.entries()) {
    if (statement.kind === "For") {
      const within = statementsIn(statement.body);
      const inner = new Set(within.flatMap(forTargets));
      for (const target of statement.targets) {
        if (inner.has(target)) taken.add(target);
        const known = bodies.get(target);
        const own = { from: number + 1, to: number + within.length };
        if (known) known.push(own);
        else bodies.set(target, [own]);
      }
    } else {
      for (const name of boundBy(statement)) {
        // Files set the variable of a repeat, and add to it, too.
        const isWhole = statement.kind === "Assign" ? isSet(statement, facts) : statement.kind === "ExprStmt";
        if (targets.has(name) && !(isWhole && isRepeatName(name))) taken.add(name);
      }
    }
  }
  for (const [name, own] of bodies) {
    const numbers = program.reads.get(name) ?? [];
    if (isReadOutside(numbers, own) && !isDefinedEmpty(body, name)) taken.add(name);
  }
  if (taken.size === 0) return program;
  const separate = (block: Stmt[]): Stmt[] =>
    mapBlock(block, (statement) => {
      const mapped = withBlocks(statement, separate);
      if (mapped.kind !== "For") return mapped;
      const clashing = mapped.targets.filter((target) => taken.has(target));
      if (clashing.length === 0) return mapped;
      if (!facts.tolerant) {
        const [name] = clashing as [string];
        const message = `${quote(name)} is the variable of a repeat, and something else as well.`;
        const hint = `Give the repeat's variable a name of its own, and set the other in it: \`${name} = repeat_item\`.`;
        facts.report(statement, "SC6003", message, hint);
        return mapped;
      }
      const own = new Map(clashing.map((target) => [target, facts.fresh(`${target}_here`)]));
      const set = clashing.map((target): Stmt => {
        return at(statement, py.assign(undefined, [target], py.name(own.get(target)!)));
      });
      return {
        ...mapped,
        targets: mapped.targets.map((target) => own.get(target) ?? target),
        body: [...set, ...mapped.body],
      };
    });
  return new Program(separate(body));
}

/** The numbers of the first and the last statement in the body of a repeat. */
interface Body {
  from: number;
  to: number;
}

/** Whether some of these statements stand in none of the bodies, all in the order of the text. */
function isReadOutside(statements: readonly number[], bodies: readonly Body[]): boolean {
  let i = 0;
  return statements.some((number) => {
    while (i < bodies.length && bodies[i]!.to < number) i++;
    const body = bodies[i];
    return body === undefined || number < body.from;
  });
}

/** `repeat_item = unset()` at the top, as `convert` writes it for what a file reads outside of a repeat. */
function isDefinedEmpty(body: readonly Stmt[], name: string): boolean {
  return body.some(
    (statement) =>
      statement.kind === "Assign" && statement.targets[0] === name && isCallOf(statement.value, "unset"),
  );
}

/** Whether an assignment is a Set Variable as it stands. */
function isSet({ annotation, value }: Assign, facts: Pick<NameFacts, "identifierOf">): boolean {
  if (isSetter(value, facts)) return true;
  if (value.kind === "Subscript") return isMarkedAsVariable({ annotation });
  return isTokenExpr(value) || ["nothing", "unset", "missing_output"].some((name) => isCallOf(value, name));
}

/** The names of a program that are variables. */
export function variablesOf(body: Stmt[], { isConverted }: Pick<LowerFacts, "isConverted">): Set<string> {
  const program = new Program(body);
  return variablesIn(program, sharedIn(program, isConverted));
}

/** @param shared names that are marked as those of outputs. */
function variablesIn({ all, hoisted }: Program, shared: ReadonlySet<string>): Set<string> {
  const counts = new Map<string, number>();
  const known = new Set<string>();
  for (const statement of all) {
    if (statement.kind === "For" || hoisted.has(statement)) continue;
    const isList = statement.kind !== "Assign";
    const isMarked = statement.kind === "Assign" && statement.annotation === VARIABLE_MARK;
    for (const name of boundBy(statement)) {
      counts.set(name, (counts.get(name) ?? 0) + 1);
      if (isList || isMarked || isVariableSpelling(name)) known.add(name);
    }
  }
  const variables = new Set<string>();
  for (const [name, count] of counts) {
    if ((count > 1 || known.has(name)) && !shared.has(name)) variables.add(name);
  }
  return variables;
}

/** Names that are marked as those of one output, see `markShared`. */
function sharedIn({ all }: Program, isConverted: boolean): Set<string> {
  const names = new Set<string>();
  for (const statement of all) {
    if (statement.kind !== "Assign") continue;
    if (statement.annotation === OUTPUT_MARK) names.add(statement.targets[0]!);
    // An assignment to two names takes no annotation: Set Variable, and its output.
    const [, output] = statement.targets;
    if (isConverted && output !== undefined) names.add(output);
  }
  return names;
}

/** Whether a value is the call of an action that sets a variable by itself. */
function isSetter(value: Expr, { identifierOf }: Pick<NameFacts, "identifierOf">): boolean {
  const name = calledName(value);
  const identifier = name === undefined ? undefined : identifierOf(name);
  return identifier !== undefined && setsVariable(identifier);
}

class Assigner {
  readonly #facts: NameFacts;
  readonly #variables: ReadonlySet<string>;
  readonly #results: ReadonlySet<string>;
  /** How many outputs fill each variable, or are parts of its values, as far as the program is read. */
  readonly #filled = new Map<string, number>();

  constructor(program: Program, shared: ReadonlySet<string>, facts: NameFacts) {
    this.#facts = facts;
    this.#results = program.results;
    this.#variables = variablesIn(program, shared);
  }

  top(statements: Stmt[]): Stmt[] {
    const hoisted = hoistedAt(statements, (name) => this.#variables.has(name));
    return [...statements.slice(0, hoisted).map(emptied), ...this.#block(statements.slice(hoisted))];
  }

  #block = (statements: Stmt[]): Stmt[] => mapBlock(statements, this.#statement);

  #statement = (statement: Stmt): Stmt | Stmt[] => {
    if (statement.kind === "Assign") return this.#assign(statement);
    if (statement.kind === "ExprStmt") return this.#append(statement);
    return withBlocks(statement, this.#block);
  };

  #assign(statement: Assign): Stmt[] {
    const { targets } = statement;
    if (targets.length === 1) return this.#assignOne(statement, targets[0]!);
    // Set Variable, and a name for its output.
    if (targets.length === 2 && !this.#variables.has(targets[1]!) && isSet(statement, this.#facts))
      return [statement];
    const last = targets.at(-1)!;
    const first = this.#assignOne({ ...statement, targets: [last] }, last);
    const others = targets.slice(0, -1).map((target): Stmt => {
      return at(statement, py.assign(undefined, [target], py.name(last)));
    });
    return [...first, ...others];
  }

  #assignOne(statement: Assign, name: string): Stmt[] {
    const { value } = statement;
    if (value.kind !== "BinOp") return this.#assignWhole(statement, name);
    const steps = this.#separate(statement, name);
    return [...steps.slice(0, -1), ...this.#assignWhole(steps.at(-1)!, name)];
  }

  /** An operation with those within it in statements of their own; what fills a result or a list has its name by now. */
  #separate(statement: Assign, name: string): Assign[] {
    const part = partOf(filledOf(name) ?? name);
    return separateOperations(statement, () => this.#hidden(part));
  }

  /** The next name for an output that the program gives none. */
  #hidden(base: string): string {
    const number = (this.#filled.get(base) ?? 0) + 1;
    this.#filled.set(base, number);
    return hiddenName(base, number);
  }

  #assignWhole(statement: Assign, name: string): Stmt[] {
    const { value } = statement;
    if (this.#results.has(name)) return [statement];
    const isNothing = value.kind === "Constant" && value.value === "None";
    const isEmpty =
      isNothing || (value.kind === "List" && value.items.length === 0 && this.#variables.has(name));
    if (isEmpty) {
      const nothing = at(statement, py.exprStmt(undefined, py.call("is_workflow_actions_nothing")));
      return [nothing, { ...statement, value: py.call("nothing") }];
    }
    if (!this.#variables.has(name) || isSet(statement, this.#facts)) return [statement];
    const own = this.#hidden(name);
    return [
      { ...statement, targets: [own], annotation: undefined },
      at(statement, py.assign(undefined, [name], py.name(own))),
    ];
  }

  /** `Name.append(value)`: what is added is a variable. */
  #append(statement: Stmt & { kind: "ExprStmt" }): Stmt[] {
    const call = methodCall(statement.value, "append");
    const [value, ...others] = call?.args ?? [];
    if (call?.value.kind !== "Name" || !value || others.length > 0 || this.#results.has(call.value.id)) {
      return [statement];
    }
    if (isTokenExpr(value) || isCallOf(value, "nothing")) return [statement];
    const own = this.#hidden(call.value.id);
    const made = at(value, py.assign(undefined, [own], value));
    return [
      ...this.#separate(made, own),
      { ...statement, value: py.method(call.value, "append", [py.name(own)]) },
    ];
  }
}

/** A definition at the top, as the dialect writes it. */
function emptied(statement: Stmt): Stmt {
  if (statement.kind !== "Assign" || statement.value.kind === "Call") return statement;
  return { ...statement, value: py.call("unset") };
}
