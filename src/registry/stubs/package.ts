import { functionOf } from "../docs/naming.ts";
import { functionName, type NameStyle } from "../names.ts";
import type { ActionRecord } from "../records/record.ts";
import type { Registry } from "../records/registry.ts";
import { printFunctionStub, printUnknownStub } from "./function-stub.ts";
import { outputType } from "./types.ts";
import { VALUES_STUB } from "./values-stub.ts";

export interface StubOptions {
  /** Identifiers of the actions that are wanted (default: all of the registry). One that nobody knows takes anything. */
  only?: Iterable<string>;
  /** What functions and keywords are called, as for `convert`. Default `friendly`. */
  names?: NameStyle;
}

const PACKAGE = "shortcut_actions";
const UNKNOWN = "_unknown";
const HEADER = `import datetime
from typing import Any, Literal, Unpack

from ._values import *
`;

/**
 * The typed package `shortcut_actions` against which emitted programs type-check: a module for each app, one for what
 * all share, and the package that brings them together.
 *
 * The package has no function for a name that nobody knows, so that a checker finds those that are made up; programs
 * that use such actions get a function for each by naming their identifiers in `only`.
 *
 * @returns texts of files by their paths, which use `/`.
 */
export function writeStubs(registry: Registry, options: StubOptions = {}): Map<string, string> {
  const { only = registry.identifiers, names: style = "friendly" } = options;
  const known: ActionRecord[] = [];
  const unknown: string[] = [];
  // A malformed action has no identifier.
  const identifiers = [...new Set(only)].filter((identifier) => identifier !== "").sort();
  for (const identifier of identifiers) {
    const record = registry.get(identifier);
    if (record) known.push(record);
    else unknown.push(functionName(identifier, style));
  }

  const modules = new Map<string, Module>();
  const add = (name: string, module: string, stub: string) => {
    const { names, stubs } = modules.get(module) ?? { names: [], stubs: [] };
    modules.set(module, { names: [...names, name], stubs: [...stubs, stub] });
  };
  for (const record of known) {
    add(functionOf(record, style), moduleName(record.app), printFunctionStub(record, style));
  }
  for (const name of unknown) add(name, UNKNOWN, printUnknownStub(name));

  const files = new Map([
    ["__init__.pyi", printInit(modules)],
    ["_values.pyi", `${VALUES_STUB}${printOutputTypes(known)}`],
    ["py.typed", ""],
  ]);
  for (const [name, { stubs }] of modules) files.set(`${name}.pyi`, [HEADER, ...stubs].join("\n"));
  return new Map([...files].map(([name, text]) => [`${PACKAGE}/${name}`, text]));
}

/** The functions of one app. */
interface Module {
  names: string[];
  stubs: string[];
}

/** Apps may share a module: not all file systems tell apart bundle ids that differ in case only. */
function moduleName(app: string): string {
  return `_${app.toLowerCase().replace(/[^a-z0-9]/g, "_")}`;
}

/** Names each function and where it is from, so that a checker reads only the modules that a program needs. */
function printInit(modules: ReadonlyMap<string, Module>): string {
  const imports = [...modules].flatMap(([module, { names }]) => {
    return names.map((name) => `from .${module} import ${name} as ${name}\n`);
  });
  return `"""The actions of Apple Shortcuts as functions."""\n\nfrom ._values import *\n${imports.join("")}`;
}

/** Types of outputs that are not among the shared ones. */
function printOutputTypes(records: readonly ActionRecord[]): string {
  const names = records.flatMap(({ output }) => outputType(output).match(/\w+/g)!);
  const others = [...new Set(names)].filter((name) => !SHARED_TYPES.has(name)).sort();
  return others.map((name) => `\nclass ${name}(Value): ...\n`).join("");
}

const SHARED_TYPES: ReadonlySet<string> = new Set(
  [...VALUES_STUB.matchAll(/^class (\w+)/gm)].map(([, name]) => name!),
);
