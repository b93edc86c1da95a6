import { compile } from "../compile.ts";
import { compareShortcuts } from "../ir/compare.ts";
import { encodeWorkflow } from "../ir/encode.ts";
import type { Workflow } from "../ir/workflow.ts";
import { RESULT } from "../passes/name-patterns.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";
import type { Module } from "../python/ast.ts";
import { isIdentifier, isReserved } from "../python/identifier.ts";
import { parsePython } from "../python/parse/parse.ts";
import { printModule } from "../python/print/print.ts";
import { walk } from "../python/walk.ts";
import { resolveName } from "../registry/names.ts";
import { METADATA_NAME } from "./comments.ts";

/** Names of a program that may be changed, and those that a new name must not meet. */
export interface ProgramNames {
  bound: string[];
  taken: Set<string>;
}

export function namesOf(module: Module): ProgramNames {
  const bound = new Set<string>();
  const taken = new Set<string>();
  const called = new Set<string>();
  walk(module.body, (node) => {
    switch (node.kind) {
      case "Name":
        taken.add(node.id);
        return;
      case "Call":
        if (node.func.kind === "Name") called.add(node.func.id);
        return;
      case "Assign":
      case "For":
        for (const target of node.targets) bound.add(target);
        return;
      case "FunctionDef":
        taken.add(node.name);
        for (const { name } of node.params) taken.add(name);
        return;
      case "ImportFrom":
        for (const name of node.names) taken.add(name);
        return;
    }
  });
  // The parameter of the function is the dialect's own, and what is called may be an API.
  const keep = new Set([...called, METADATA_NAME, "shortcut_input"]);
  for (const name of bound) taken.add(name);
  return { bound: [...bound].filter((name) => !keep.has(name)), taken };
}

/** Why a name is none that a variable may get; undefined for a good one. */
export function problemOfName(name: string, old: string, { taken }: ProgramNames): string | undefined {
  if (name === old) return undefined;
  if (!isIdentifier(name)) return "it is no Python identifier";
  if (name !== name.toLowerCase()) return "it is not in snake_case";
  if (name.length > 60) return "it is too long";
  if (isReserved(name)) return "Python, or the dialect, keeps this name for itself";
  if (taken.has(name)) return "something else in the program has this name already";
  if (resolveName(name) !== undefined) return "an API has this name";
  const result = RESULT.exec(old)?.[1];
  if (result !== undefined && !name.startsWith(`${result}_`)) return `it has to start with ${result}_`;
  if (result === undefined && RESULT.test(name)) return "only the result of a block is called so";
  return undefined;
}

/** Gives variables other names, wherever they stand; texts, keys and properties are none. */
export function renameVariables(program: string, names: ReadonlyMap<string, string>): string {
  const { module } = parsePython(program);
  const nameOf = (name: string) => names.get(name) ?? name;
  walk(module.body, (node) => {
    if (node.kind === "Name") node.id = nameOf(node.id);
    else if (node.kind === "Assign" || node.kind === "For") node.targets = node.targets.map(nameOf);
  });
  return printModule(module).text;
}

/**
 * Renames what can be renamed without making another shortcut of it. Some names mean something to the compiler, such
 * as that of the list which collects a loop's results; they are found by trying, and stay.
 *
 * @returns the program, and the names that were changed
 */
export function renameSafely(
  program: string,
  wanted: ReadonlyMap<string, string>,
): { program: string; renamed: Map<string, string> } {
  const changes = [...wanted].filter(([from, to]) => from !== to);
  const original = meaningOf(program);
  if (changes.length === 0 || original === undefined) return { program, renamed: new Map() };
  const isSame = (names: [string, string][]): boolean => {
    const meaning = meaningOf(renameVariables(program, new Map(names)));
    return meaning !== undefined && compareShortcuts(original, meaning).total === 0;
  };
  const safe = (names: [string, string][]): [string, string][] => {
    if (names.length === 0 || isSame(names)) return names;
    if (names.length === 1) return [];
    const middle = names.length >> 1;
    return [...safe(names.slice(0, middle)), ...safe(names.slice(middle))];
  };
  const found = safe(changes);
  // What goes each alone need not go together.
  const renamed = new Map(isSame(found) ? found : []);
  return { program: renamed.size === 0 ? program : renameVariables(program, renamed), renamed };
}

/** Whether two programs make the same shortcut, but for what its variables and outputs are called. */
export function isSameButForNames(a: string, b: string): boolean {
  const [first, second] = [meaningOf(a), meaningOf(b)];
  return first !== undefined && second !== undefined && compareShortcuts(first, second).total === 0;
}

/** The shortcut that a program makes, with names that do not depend on the author; undefined if it makes none. */
function meaningOf(program: string): PlistValue | undefined {
  const { bytes, workflow } = compile(program);
  return bytes && encodeWorkflow(new Anonymiser().workflow(workflow));
}

/** Labels that the app shows, and looks up anyway. */
const LABELS: ReadonlySet<string> = new Set(["CustomOutputName", "OutputName"]);
const VARIABLES: ReadonlySet<string> = new Set(["WFVariableName", "VariableName"]);
/** Variables of the app itself, whose names are their meaning. */
const LOOP_VARIABLE = /^Repeat (?:Item|Index|Results)(?: \d+)?$/;

/** Numbers variables in the order in which they are met, and leaves labels out. */
class Anonymiser {
  readonly #numbers = new Map<string, string>();

  workflow(workflow: Omit<Workflow, "body">): Omit<Workflow, "body"> {
    const actions = workflow.actions.map((action) => ({
      ...action,
      parameters: this.#value(action.parameters) as PlistDict,
    }));
    return { ...workflow, actions };
  }

  #value(value: PlistValue): PlistValue {
    if (Array.isArray(value)) return value.map((item) => this.#value(item));
    if (!isDict(value)) return value;
    const result: PlistDict = {};
    for (const key in value) {
      const inner = value[key]!;
      if (LABELS.has(key)) continue;
      result[key] = VARIABLES.has(key) && typeof inner === "string" ? this.#name(inner) : this.#value(inner);
    }
    return result;
  }

  #name(name: string): string {
    if (LOOP_VARIABLE.test(name)) return name;
    let number = this.#numbers.get(name);
    if (number === undefined) this.#numbers.set(name, (number = `variable ${this.#numbers.size}`));
    return number;
  }
}
