import { convert, type SourceMapEntry } from "./convert.ts";
import { readShortcut } from "./read.ts";
import { diagnostic, type Diagnostic } from "./diagnostics/diagnostic.ts";
import { checkProgram } from "./check/check-program.ts";
import { fixText } from "./check/fix.ts";
import { Fixer } from "./check/fixer.ts";
import { withoutConsequences } from "./program/consequences.ts";
import { matchModule, type MatchedModule } from "./program/match-module.ts";
import { compareShortcuts, type Difference } from "./ir/compare.ts";
import { encodeWorkflow } from "./ir/encode.ts";
import { newIdentifiers } from "./ir/identities.ts";
import type { Workflow } from "./ir/workflow.ts";
import { encodeBinaryPlist } from "./plist/binary-writer.ts";
import { encodeXmlPlist } from "./plist/xml-writer.ts";
import type { Range, Stmt } from "./python/ast.ts";
import { parsePython } from "./python/parse/parse.ts";
import { positionFinder } from "./python/parse/position.ts";
import { repairPython } from "./python/parse/repair.ts";
import { lookupWith } from "./registry/records/extend-lookup.ts";
import { identifierOfFunction, resolveName } from "./registry/names.ts";
import { pythonName } from "./registry/naming.ts";
import type { Registry } from "./registry/records/registry.ts";

export interface CompileOptions {
  /** What kind of property list to write (default `binary`). Some texts cannot be held by XML; then it is refused. */
  format?: "binary" | "xml";
  /** See {@link ConvertOptions.registry}; what `convert` was given, `compile` must be given, too. */
  registry?: Registry;
  /**
   * Whether to read what is no program of the dialect, but can mean only one thing (default false): the dialect of
   * WorkflowBench, sums of texts, conditions that take actions. Each such change is a diagnostic of severity `info`.
   */
  tolerant?: boolean;
}

export interface Compilation {
  /** The file; undefined if one of the diagnostics is an error. It is not signed: only Apple's software can do that. */
  bytes: Uint8Array | undefined;
  /** Errors and warnings, each with its place in the program. */
  diagnostics: Diagnostic[];
  /** What the program says, as far as it says something. */
  workflow: Omit<Workflow, "body">;
  /** The docstring. Shortcuts are called after their files, so this is what to call the file. */
  title: string | undefined;
  /** Which lines of the program say which action. */
  sourceMap: SourceMapEntry[];
}

/**
 * Turns a program of the dialect into a shortcut: the inverse of `convert`. The same program always gives the same
 * bytes. Everything that is wrong with it is said at once.
 *
 * @throws ShortcutError SC2005 if the shortcut holds something that an XML property list cannot.
 */
export function compile(python: string, options: CompileOptions = {}): Compilation {
  const { workflow, title, diagnostics, sourceMap } = readProgram(python, options);
  const isSound = diagnostics.every(({ severity }) => severity !== "error");
  const encode = options.format === "xml" ? encodeXmlPlist : encodeBinaryPlist;
  return {
    bytes: isSound ? encode(encodeWorkflow(workflow)) : undefined,
    diagnostics,
    workflow,
    title,
    sourceMap,
  };
}

/** Everything that `compile` says of a program, and what is probably not meant; nothing is written. */
export function check(
  python: string,
  registry: Registry,
  options: Pick<CompileOptions, "registry" | "tolerant"> = {},
): Diagnostic[] {
  const { text, statements, body, said, found, repairs, inOriginal } = readProgram(python, options);
  const repair = () => repairPython(text, validName).repairs;
  const fixer = new Fixer({ text, statements, said, found, repairs: repair }, registry);
  const errors = found.map((item) => fixer.answered(item));
  return [
    ...repairs,
    ...errors.map(inOriginal),
    ...checkProgram(body, said, registry, fixer).map(inOriginal),
  ];
}

/** A program after everything in it was fixed that has one answer. */
export interface FixedProgram {
  /** The program; not one character differs but for the edits of the fixes. */
  python: string;
  /** What was fixed. Places are those of the program as it was when that was found. */
  fixed: Diagnostic[];
  /** What {@link check} still says. */
  diagnostics: Diagnostic[];
}

/**
 * Makes the fixes that {@link check} gives, until none is left: names with a letter wrong, choices, a result that
 * nothing takes. Fixing a program again changes nothing.
 */
export function fix(
  python: string,
  registry: Registry,
  options: Pick<CompileOptions, "registry" | "tolerant"> = {},
): FixedProgram {
  const { text, applied, diagnostics } = fixText(python, (text) => check(text, registry, options));
  return { python: text, fixed: applied, diagnostics };
}

interface ReadProgram extends MatchedModule {
  /** The text that was read, repaired if that was asked for, and what it says as Python. */
  text: string;
  statements: readonly Stmt[];
  /** What was repaired, and what was found, with places in the text that was read. */
  repairs: Diagnostic[];
  found: Diagnostic[];
  /** The same diagnostic, with its place in the program as it was before it was repaired. */
  inOriginal: (diagnostic: Diagnostic) => Diagnostic;
  sourceMap: SourceMapEntry[];
}

/**
 * Tolerance never refuses what the dialect reads: a program that `convert` has written compiles either way, also where
 * Python would need to know of what kind a value is.
 */
function readProgram(python: string, options: CompileOptions): ReadProgram {
  const hasErrors = ({ diagnostics }: ReadProgram) =>
    diagnostics.some(({ severity }) => severity === "error");
  const read = readAs(python, options);
  if (!options.tolerant || !hasErrors(read)) return read;
  const strict = readAs(python, { ...options, tolerant: false });
  return hasErrors(strict) ? read : strict;
}

function readAs(python: string, { tolerant = false, registry }: CompileOptions): ReadProgram {
  const repaired = tolerant ? repairPython(python, validName) : undefined;
  const text = repaired?.text ?? python;
  const { module, problems } = parsePython(text);
  const { workflow, body, said, title, ...match } = matchModule(module, {
    lookup: lookupWith(registry),
    tolerant,
    identifierOf: remembered(identifierOfFunction),
    newUuid: newIdentifiers(python),
  });
  const inOriginal = (found: Diagnostic): Diagnostic => {
    const { range } = found.where;
    if (!repaired || !range) return found;
    const { fix, ...rest } = found;
    const edits = fix?.edits.map((edit) => ({ ...edit, range: repaired.originalOf(edit.range) })) ?? [];
    // What was repaired cannot be edited as it is read.
    const isThere = edits.every((edit, i) => {
      const was = fix!.edits[i]!.range;
      return python.slice(edit.range.start, edit.range.end) === text.slice(was.start, was.end);
    });
    return {
      ...rest,
      where: { ...found.where, range: repaired.originalOf(range) },
      ...(fix && isThere && { fix: { ...fix, edits } }),
    };
  };
  const repairs =
    repaired?.repairs.map(({ range, message }) => diagnostic("SC6014", message, { range })) ?? [];
  const wrong = problems.filter(({ isTolerable }) => !tolerant || !isTolerable);
  const syntax = wrong.map(({ range, message, hint }) => ({
    ...diagnostic("SC6001", message, { range }),
    ...(hint !== undefined && { hint }),
  }));
  const found = withoutConsequences([...syntax, ...match.diagnostics], text);
  const diagnostics = [...repairs, ...found.map(inOriginal)];
  const sourceMap = linesOf(said, python, (range) => repaired?.originalOf(range) ?? range);
  const statements = module.body;
  return {
    workflow,
    body,
    said,
    title,
    diagnostics,
    text,
    statements,
    repairs,
    found,
    inOriginal,
    sourceMap,
  };
}

/** A function that is asked the same of a program again and again. */
function remembered<Result>(ask: (name: string) => Result): (name: string) => Result {
  const answers = new Map<string, Result>();
  return (name) => {
    const known = answers.get(name);
    if (known !== undefined || answers.has(name)) return known!;
    const answer = ask(name);
    answers.set(name, answer);
    return answer;
  };
}

/** Where the statements of actions stand; an action that the program only implies has no line. */
function linesOf(
  actions: MatchedModule["said"],
  python: string,
  inOriginal: (range: Range) => Range,
): SourceMapEntry[] {
  const find = positionFinder(python);
  const lines: SourceMapEntry[] = [];
  actions.forEach(({ node }, action) => {
    if (!node?.range) return;
    const { start, end } = inOriginal(node.range);
    lines.push({ line: find(start).line, endLine: find(Math.max(start, end - 1)).line, action });
  });
  return lines;
}

/** How we spell a function that WorkflowBench spells in a way that is no Python. */
function validName(name: string): string | undefined {
  const identifier = resolveName(name);
  return identifier === undefined ? undefined : pythonName(identifier);
}

export interface Verification {
  /** Whether the shortcut comes back from its program as it was, but for the names of its identities. */
  equal: boolean;
  /** How many places differ, and the first 20 of them. */
  total: number;
  differences: Difference[];
  /** What `compile` said. */
  diagnostics: Diagnostic[];
}

/**
 * Converts a file, compiles the program, and compares the result with the file, type-strictly.
 *
 * @throws ShortcutError as `convert` does.
 */
export function verify(bytes: Uint8Array, options: Pick<CompileOptions, "registry"> = {}): Verification {
  const expected = encodeWorkflow(readShortcut(bytes).workflow);
  const { workflow, diagnostics } = readProgram(convert(bytes, options).python, options);
  const { total, differences } = compareShortcuts(expected, encodeWorkflow(workflow));
  return { equal: total === 0, total, differences, diagnostics };
}
