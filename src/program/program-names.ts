import { dictOf, isCallOf, methodCall } from "../context/matching.ts";
import { resultName } from "../forms/blocks/branch.ts";
import { assignsVariable, calledVariable } from "../forms/variables.ts";
import { outputToken, variableToken } from "../ir/token.ts";
import { isRepeatName, isResultName, repeatOfName } from "../passes/name-patterns.ts";
import type { PlistDict } from "../plist/value.ts";
import type { Assign, Stmt } from "../python/ast.ts";
import { blocksOf } from "../python/walk.ts";

/** What is known about names beyond the statements that set them. */
export interface NameFacts {
  readonly identifierOf: (functionName: string) => string | undefined;
  /** What the shortcut calls the variable that has this Python name, where that differs. */
  readonly respelled: ReadonlyMap<string, string>;
  /** The UUID for the output that has this Python name. */
  readonly uuidOf: (name: string) => string;
  /** The identity that the tokens of a variable carry besides its name, by that name; few files have any. */
  readonly variableUuids: ReadonlyMap<string, string>;
}

/** What a name stands for where it is read. */
export type Meaning =
  { kind: "input" } | { kind: "variable"; name: string } | { kind: "output"; uuid: string };

type Kind = "variable" | "output" | "missing";

/** What each name of a program stands for: a variable of the shortcut, or the output of an action or a block. */
export class ProgramNames {
  /** Each token that names an output, with the Python name that it was read from. */
  readonly tokens: { token: PlistDict; name: string }[] = [];
  /** Labels of outputs that no action makes, by Python name. */
  readonly missing = new Map<string, string>();
  readonly #facts: NameFacts;
  readonly #kinds = new Map<string, Kind>();
  /** What is found out once about each name: nothing but the loops around a statement changes it. */
  readonly #meanings = new Map<string, Meaning | undefined>();
  /** Names that so far only `name = unset()` or `name = nothing()` defines, which leaves open what they are. */
  readonly #empty = new Set<string>();
  /** Variables by the names that Python has for them, as far as calls that set them spell both. */
  readonly #spelled = new Map<string, string>();
  /** Targets of the loops around the statement that is being read, with the variables that they stand for. */
  #targets: ReadonlyMap<string, string> = new Map();

  /** Everything is collected before anything is read: a repeat may read what it sets further down. */
  constructor(body: readonly Stmt[], facts: NameFacts) {
    this.#facts = facts;
    this.#collect(body);
  }

  /** What the shortcut calls the variable that has this name. */
  variable(name: string): string {
    const { respelled } = this.#facts;
    return (
      this.#targets.get(name) ?? respelled.get(name) ?? this.#spelled.get(name) ?? repeatOfName(name) ?? name
    );
  }

  /** What a name stands for; undefined for one that nothing defines. */
  meaning(name: string): Meaning | undefined {
    if (name === "shortcut_input") return { kind: "input" };
    if (this.#targets.has(name)) return { kind: "variable", name: this.variable(name) };
    if (!this.#meanings.has(name)) this.#meanings.set(name, this.#meaning(name));
    return this.#meanings.get(name);
  }

  #meaning(name: string): Meaning | undefined {
    const kind = this.#kinds.get(name);
    if (kind === "variable" || (kind === undefined && isRepeatName(name))) {
      return { kind: "variable", name: this.variable(name) };
    }
    if (kind === undefined && !isResultName(name)) return undefined;
    return { kind: "output", uuid: this.#facts.uuidOf(name) };
  }

  /** What the tokens of a variable carry besides its name, if anything. */
  identity(variable: string): string | undefined {
    return this.#facts.variableUuids.get(variable);
  }

  /** The token that a name stands for; undefined for one that nothing defines. */
  reference(name: string): PlistDict | undefined {
    const meaning = this.meaning(name);
    switch (meaning?.kind) {
      case undefined:
        return undefined;
      case "input":
        return dictOf({ Type: "ExtensionInput" });
      case "variable": {
        const token = variableToken(meaning.name);
        const uuid = this.identity(meaning.name);
        if (uuid !== undefined) token["VariableUUID"] = uuid;
        return token;
      }
      case "output": {
        const token = outputToken(meaning.uuid);
        this.tokens.push({ token, name });
        return token;
      }
    }
  }

  /** The UUID of an output by its Python name; undefined for any other text. */
  outputUuid(name: string): string | undefined {
    const kind = this.#kinds.get(name);
    const isOutput = kind === "output" || kind === "missing" || isResultName(name);
    return isOutput ? this.#facts.uuidOf(name) : undefined;
  }

  /** Reads something in which these names stand for these variables. */
  within(targets: ReadonlyMap<string, string>, read: () => void): void {
    const outer = this.#targets;
    this.#targets = new Map([...outer, ...targets]);
    read();
    this.#targets = outer;
  }

  #collect(statements: readonly Stmt[]): void {
    for (const statement of statements) {
      if (statement.kind === "Assign") {
        if (resultName(statement) === undefined) this.#assign(statement);
      } else if (statement.kind === "ExprStmt") {
        const list = methodCall(statement.value, "append")?.value;
        if (list?.kind === "Name" && !isResultName(list.id)) this.#name(list.id, "variable");
      } else if (statement.kind !== "FunctionDef") {
        for (const block of blocksOf(statement)) this.#collect(block);
      }
    }
  }

  #assign(statement: Assign): void {
    const [first, second] = statement.targets as [string, string?];
    const { value } = statement;
    if (isCallOf(value, "missing_output")) {
      const [label] = value.args;
      this.missing.set(first, label?.kind === "Str" ? label.value : "");
      this.#kinds.set(first, "missing");
      return;
    }
    const called = calledVariable(value, this.#facts.identifierOf);
    if (called !== undefined && !this.#spelled.has(first)) this.#spelled.set(first, called);
    const isEmpty = isCallOf(value, "nothing") || isCallOf(value, "unset");
    // `name = unset()` defines a name of either kind, and so does a line that empties a variable in advance.
    if (!isEmpty || !this.#kinds.has(first)) {
      const isVariable = isEmpty || assignsVariable(statement) || called !== undefined;
      this.#name(first, isVariable ? "variable" : "output", isEmpty);
    }
    if (second !== undefined) this.#name(second, "output");
  }

  #name(name: string, kind: Kind, isEmpty = false): void {
    const known = this.#kinds.get(name);
    if (known !== undefined && !this.#empty.has(name)) {
      // What is set as a variable anywhere is one; reading it is the same.
      if (kind === "variable" && !isEmpty) this.#kinds.set(name, kind);
      return;
    }
    this.#kinds.set(name, kind);
    if (isEmpty) this.#empty.add(name);
    else this.#empty.delete(name);
  }
}
