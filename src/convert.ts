import type { Layout } from "./context/writing.ts";
import type { Diagnostic } from "./diagnostics/diagnostic.ts";
import type { Workflow } from "./ir/workflow.ts";
import { analyse, type Analysis } from "./passes/analyse.ts";
import { isOdd, readsTooEarly } from "./program/oddness.ts";
import { writeProgram } from "./program/write.ts";
import type { Module } from "./python/ast.ts";
import { printModule, type LineEntry } from "./python/print/print.ts";
import { readShortcut, type Reading } from "./read.ts";
import type { NameStyle } from "./registry/names.ts";
import { lookupWith } from "./registry/records/extend-lookup.ts";
import type { Registry } from "./registry/records/registry.ts";

export interface ConvertOptions {
  /**
   * `function` (default): a module with imports, metadata and one function. `script`: the statements alone at the top
   * level, the layout of the published WorkflowBench data set.
   */
  layout?: Layout;
  /**
   * Whether to write `__shortcut__` at the end (default true; a script never has it). Without it the text is the
   * program: what has no effect when the shortcut runs is left out, and counted in a diagnostic.
   */
  metadata?: boolean;
  /** Whether the body says everything, what has no effect included (default false). Then there are no metadata. */
  lossless?: boolean;
  /**
   * How actions and parameters are called. `friendly` (default): `get_contents_of_url(url, "POST")`. `api`: as
   * WorkflowBench and the files call them, `is_workflow_actions_downloadurl(WFURL=url, WFHTTPMethod="POST")`.
   */
  names?: NameStyle;
  /** Actions that are known beyond those of the package, such as those that the user has imported. */
  registry?: Registry;
  /** What the shortcut is called. Files do not hold their own name, so this is usually the file's name. */
  name?: string;
}

/** Where an action stands in the Python text. */
export interface SourceMapEntry {
  /** First line, counted from 1; of a block, the line that opens it. */
  line: number;
  /** Last line. */
  endLine: number;
  /** 0-based position of the action in `WFWorkflowActions`. */
  action: number;
  /** The action's UUID, where it has one. */
  uuid?: string;
}

export interface Conversion {
  /** The program. It ends with a line break, unless it is empty. */
  python: string;
  /** What its reader should know about the file; the order is that in which it was found. */
  diagnostics: Diagnostic[];
  /** Which lines say which action, in the order of the lines; of a block, those of its header. */
  sourceMap: SourceMapEntry[];
  /** The shortcut that was read. */
  workflow: Workflow;
}

/**
 * Turns a Shortcuts file into Python. The same bytes and options always give the same text.
 *
 * @throws ShortcutError if the bytes hold no shortcut; every shortcut converts, with diagnostics where it is broken.
 */
export function convert(bytes: Uint8Array, options: ConvertOptions = {}): Conversion {
  return convertReading(readShortcut(bytes), options);
}

/** `convert`, for a file that is already read. */
export function convertReading(reading: Reading, options: ConvertOptions): Conversion {
  return convertNoting(reading, options).conversion;
}

/** A conversion, and what it was made from: what tells whether the program may become another shortcut. */
export interface NotedConversion {
  conversion: Conversion;
  module: Module;
  references: Analysis["references"];
}

/** `convertReading`, for whoever proves the way back. */
export function convertNoting(reading: Reading, options: ConvertOptions): NotedConversion {
  const stages = conversionOf(reading, options);
  let module: Module | undefined;
  let references: Analysis["references"] | undefined;
  for (;;) {
    const { done, value } = stages.next();
    if (done) return { conversion: value, module: module!, references: references! };
    if (value.name === "flow") ({ references } = value.made);
    if (value.name === "ast") module = value.made;
  }
}

/** Whether a program has metadata from which it ought to become the same shortcut, and is one that may not. */
export function needsProof(
  { conversion: { workflow, diagnostics }, module, references }: NotedConversion,
  { metadata = true, lossless = false, layout = "function" }: ConvertOptions,
): boolean {
  if (!metadata || lossless || layout !== "function") return false;
  return isOdd(workflow, diagnostics, references) || readsTooEarly(module);
}

/** What a stage has made; where nobody but a reader of the stages needs it, only when asked. */
export type Stage =
  | { name: "container" | "plist" | "ir" | "names" | "python"; made: unknown }
  | { name: "flow"; made: Analysis }
  | { name: "ast"; made: Module };

/**
 * The stages of a conversion, in their order: each takes what those before it have made. `convert` runs them to the end;
 * `npm run dump` prints any of them.
 */
export function* conversionOf(reading: Reading, options: ConvertOptions): Generator<Stage, Conversion> {
  const { container, document, workflow, diagnostics } = reading;
  yield { name: "container", made: container };
  yield { name: "plist", made: document };
  yield { name: "ir", made: workflow };

  const lookup = lookupWith(options.registry);
  const analysis = analyse(workflow, lookup, diagnostics);
  yield { name: "flow", made: analysis };

  const settings = {
    layout: options.layout ?? "function",
    metadata: (options.metadata ?? true) && !options.lossless,
    lossless: options.lossless ?? false,
    names: options.names ?? "friendly",
    title: options.name ?? titleOf(workflow),
  };
  const { names, module } = writeProgram(workflow, analysis, settings, diagnostics);
  yield { name: "names", made: names };
  yield { name: "ast", made: module };

  const { text, lines } = printModule(module);
  yield { name: "python", made: text };
  return { python: text, diagnostics, sourceMap: lines.map((entry) => mapEntry(entry, workflow)), workflow };
}

/** The name that a few files carry themselves. */
function titleOf(workflow: Workflow): string | undefined {
  const name = workflow.properties["WFWorkflowName"];
  return typeof name === "string" && name !== "" ? name : undefined;
}

function mapEntry({ line, endLine, action }: LineEntry, workflow: Workflow): SourceMapEntry {
  const uuid = workflow.actions[action]?.parameters["UUID"];
  return typeof uuid === "string" ? { line, endLine, action, uuid } : { line, endLine, action };
}
