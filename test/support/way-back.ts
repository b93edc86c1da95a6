import { readShortcut } from "../../src/read.ts";
import { analyse } from "../../src/passes/analyse.ts";
import { matchModule } from "../../src/program/match-module.ts";
import { writeProgram, type ProgramOptions } from "../../src/program/write.ts";
import { compareShortcuts } from "../../src/ir/compare.ts";
import { encodeWorkflow } from "../../src/ir/encode.ts";
import type { Workflow } from "../../src/ir/workflow.ts";
import type { PlistDict } from "../../src/plist/value.ts";
import type { Module } from "../../src/python/ast.ts";
import { parsePython } from "../../src/python/parse/parse.ts";
import { lookup } from "../../src/registry/lookup.ts";
import { identifierOfFunction } from "../../src/registry/names.ts";

/** There and back: a shortcut's program, and what that program says when it is read again. */

/** The program of a file. */
export function programOf(workflow: Workflow, options: Partial<ProgramOptions> = {}): Module {
  const settings = {
    layout: "function",
    metadata: true,
    lossless: false,
    names: "friendly",
    title: "Test",
    ...options,
  } as const;
  return writeProgram(workflow, analyse(workflow, lookup, []), settings, []).module;
}

export interface WayBack {
  /** The property list that a program stands for. */
  root: PlistDict;
  /** What was said about the program. */
  problems: string[];
}

/** What the tree of a program stands for. */
export function wayBack(module: Module): WayBack {
  let count = 0;
  const { workflow, diagnostics } = matchModule(module, {
    lookup,
    tolerant: false,
    identifierOf: identifierOfFunction,
    newUuid: () => `new UUID ${++count}`,
  });
  return {
    root: encodeWorkflow(workflow),
    problems: diagnostics.map(({ code, message }) => `${code} ${message}`),
  };
}

/** The same from the text of a program. */
export function textBack(text: string): WayBack {
  const { module, problems } = parsePython(text);
  const { root, problems: others } = wayBack(module);
  return { root, problems: [...problems.map(({ message }) => `syntax: ${message}`), ...others] };
}

/** @throws Error that lists the differences, if what comes back is not the shortcut that went there, or is complained of. */
export function expectSame(workflow: Workflow, { root, problems }: WayBack): void {
  const { total, differences } = compareShortcuts(encodeWorkflow(workflow), root);
  if (total === 0 && problems.length === 0) return;
  const lines = differences.map(({ kind, keyPath, expected, actual }) => {
    return `${kind}: ${keyPath}\n  expected ${expected ?? "nothing"}\n  actual   ${actual ?? "nothing"}`;
  });
  throw new Error(`${total} differences on the way back\n${[...lines, ...problems].join("\n")}`);
}

/** The law of the way there and back, for one file. */
export function expectThereAndBack(file: Uint8Array): void {
  const { workflow } = readShortcut(file);
  expectSame(workflow, wayBack(programOf(workflow)));
}
