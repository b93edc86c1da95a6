import type { Command } from "commander";
import { readShortcut } from "../read.ts";
import { readInput } from "../node/input.ts";
import { apiBlock } from "../registry/docs/api-block.ts";
import { describe, nearest } from "../registry/search/describe.ts";
import { printMarkdown } from "../registry/docs/markdown.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import { pageOf, type PageParameter } from "../registry/docs/page.ts";
import type { ActionRecord } from "../registry/records/record.ts";
import type { Registry } from "../registry/records/registry.ts";
import { search } from "../registry/search/search.ts";
import { valueStub } from "../registry/stubs/values-stub.ts";
import { titleOf } from "../registry/records/title.ts";
import type { NameStyle } from "../registry/names.ts";
import { fetchOptions, forEachInput, jsonLine } from "./inputs.ts";
import { harmless, type Style } from "./report/style.ts";
import { styleFor, writeMessage, writeOut } from "./terminal.ts";

export type DocsFormat = "terminal" | "markdown" | "python" | "json";

export interface DocsFlags {
  color: boolean;
  /** Default `terminal`; of blocks `python`. */
  format?: DocsFormat;
  search?: string;
  app?: string;
  category?: string;
  limit: number;
  for?: string;
  block?: true;
  compact?: true;
  names: NameStyle;
}

/** `shortcut2py docs` */
export async function runDocs(names: string[], flags: DocsFlags, command: Command): Promise<void> {
  const isSearch = [flags.search, flags.app, flags.category].some((flag) => flag !== undefined);
  const ways = [names.length > 0, isSearch, flags.for !== undefined];
  if (ways.filter(Boolean).length !== 1) {
    command.error(
      "error: docs needs either names of APIs, --search WORDS (or --app, --category), or --for FILE",
    );
  }
  const print = printerFor(flags, command);
  const run = async () => {
    const registry = loadExtendedRegistry();
    if (isSearch) printSearch(registry, flags, print);
    else if (flags.for !== undefined) await printUsed(registry, flags.for, flags, print, command);
    else printNamed(registry, names, flags, print);
  };
  await forEachInput([PROGRAM], { color: flags.color }, command, run, () => {});
}

/** What stands for the input where there is no file. */
const PROGRAM = "shortcut2py";

/** @param apis names of APIs; only a block takes those that nobody has documented. */
type Printer = (registry: Registry, apis: readonly string[]) => void;

function printerFor(flags: DocsFlags, command: Command): Printer {
  const { compact = false, block = compact } = flags;
  const { format = block || flags.for !== undefined ? "python" : "terminal" } = flags;
  const isBlock = format === "python" || (format === "json" && (block || flags.for !== undefined));
  if (isBlock)
    return (registry, apis) =>
      writeOut(apiBlock(registry, apis, { form: format, compact, names: flags.names }));
  if (block) command.error(`error: --block and --compact do not go with --format ${format}`);
  const style = styleFor("stdout", flags.color);
  return (registry, apis) => {
    const records = apis.map((api) => registry.get(api)).filter((record) => record !== undefined);
    writeOut(printRecords(records, format, style));
  };
}

function printRecords(
  records: readonly ActionRecord[],
  format: Exclude<DocsFormat, "python">,
  style: Style,
): string {
  switch (format) {
    case "terminal":
      return records.map((record) => printPage(record, style)).join("\n");
    case "markdown":
      return records.map(printMarkdown).join("\n");
    case "json":
      return records.map(jsonLine).join("");
  }
}

function printNamed(registry: Registry, names: string[], flags: DocsFlags, print: Printer): void {
  const found: string[] = [];
  for (const name of names) {
    const record = describe(registry, name);
    if (record) {
      found.push(record.identifier);
      continue;
    }
    // What programs call, and no action: a word of the dialect.
    const stub = valueStub(name);
    if (stub !== undefined) {
      writeOut(printStub(name, stub, flags.format));
      continue;
    }
    const others = nearest(registry, name);
    fail(name, `There is no API of this name. ${hintFor(others)}`, flags);
  }
  if (found.length > 0) print(registry, found);
}

function printStub(pythonName: string, stub: string, format: DocsFormat | undefined): string {
  if (format === "json") return jsonLine({ pythonName, stub });
  return format === "markdown" ? `# \`${pythonName}\`\n\n\`\`\`python\n${stub}\`\`\`\n` : stub;
}

function hintFor(others: readonly string[]): string {
  if (others.length === 0) return "Try --search with words for what it does.";
  return others.length === 1 ? `The nearest is ${others[0]!}.` : `The nearest are ${others.join(", ")}.`;
}

function printSearch(registry: Registry, flags: DocsFlags, print: Printer): void {
  const { search: words = "", app, category, limit, color } = flags;
  const narrowed = { ...(app !== undefined && { app }), ...(category !== undefined && { category }) };
  // One more tells whether there are any more.
  const all = search(registry, words, { limit: limit + 1, ...narrowed });
  const found = all.slice(0, limit);
  if (found.length === 0) {
    fail(PROGRAM, `No API fits ${describeSearch(flags)}. Try fewer words, or others.`, flags);
    return;
  }
  const { format = flags.block || flags.compact ? "python" : "terminal" } = flags;
  if (format !== "terminal") {
    print(
      registry,
      found.map(({ identifier }) => identifier),
    );
    return;
  }
  writeOut(printFound(found, styleFor("stdout", color)));
  if (all.length > limit)
    writeMessage(color, () => `There are more; --limit ${2 * limit} shows some of them.`);
}

function describeSearch({ search: words, app, category }: DocsFlags): string {
  const parts = [
    words === undefined ? "" : JSON.stringify(words),
    app === undefined ? "" : `the app ${JSON.stringify(app)}`,
    category === undefined ? "" : `the category ${JSON.stringify(category)}`,
  ];
  return parts.filter((part) => part !== "").join(" and ");
}

async function printUsed(
  registry: Registry,
  file: string,
  flags: DocsFlags,
  print: Printer,
  command: Command,
): Promise<void> {
  const run = async () => {
    const { bytes } = await readInput(file, fetchOptions);
    const { actions } = readShortcut(bytes).workflow;
    // Malformed actions have no identifier.
    const used = [...new Set(actions.map(({ identifier }) => identifier))].filter((name) => name !== "");
    print(registry, used);
    for (const name of used.filter((identifier) => registry.get(identifier) === undefined)) {
      writeMessage(flags.color, (style) => {
        return `${harmless(file)}: ${style.warning("warning")}: ${harmless(name)} is not documented.`;
      });
    }
  };
  await forEachInput([file], { color: flags.color }, command, run, () => {});
}

function fail(label: string, message: string, { color }: DocsFlags): void {
  process.exitCode = 1;
  writeMessage(color, (style) => `${harmless(label)}: ${style.error("error")}: ${harmless(message)}`);
}

const WIDTH = 100;
const LABEL_WIDTH = 15;

/** The page of an API for a terminal. */
function printPage(record: ActionRecord, style: Style): string {
  const page = pageOf(record);
  const heading = (text: string) => ["", style.bold(text)];
  const row = (label: string, text: string) => {
    const [first, ...others] = wrap(text, LABEL_WIDTH + 2);
    return [`  ${style.bold(label.padEnd(LABEL_WIDTH))}${first!.trimStart()}`, ...others];
  };
  const lines = [
    style.bold(harmless(page.title)),
    ...wrap(page.description, 2),
    ...page.notes.flatMap((note) => wrap(note, 2)).map(style.warning),
    "",
    ...page.facts.flatMap(([label, text]) => row(label, text)),
    ...heading("In Python"),
    ...(page.pythonForm === undefined
      ? []
      : [`  ${harmless(page.pythonForm)}`, "  or, where that does not say all of it,"]),
    ...page.signature.split("\n").map((line) => `  ${harmless(line)}`),
    ...(page.parameters.length === 0 ? [] : heading("Parameters")),
    ...printParameters(page.parameters, style),
    ...(page.otherKeys.length === 0 ? [] : heading("Further keys in files")),
    ...page.otherKeys.flatMap(([key, text]) => [`  ${style.bold(harmless(key))}`, ...wrap(text, 6)]),
  ];
  return `${lines.join("\n")}\n`;
}

/** Name, type and default in columns, and below them what else there is to say. */
function printParameters(parameters: readonly PageParameter[], style: Style): string[] {
  const nameWidth = widest(parameters.map(({ name }) => name));
  const typeWidth = widest(parameters.map(({ type }) => type));
  return parameters.flatMap(({ name, type, default: value, details, choices }) => {
    const head = `${harmless(type).padEnd(typeWidth)}  ${value === undefined ? "" : `= ${harmless(value)}`}`;
    return [
      `  ${style.bold(harmless(name).padEnd(nameWidth))}  ${head}`.trimEnd(),
      ...wrap(details.join("; "), 6),
      ...wrap(choices.length === 0 ? "" : `one of ${choices.join(", ")}`, 6),
    ];
  });
}

/** The APIs that a search has found: title, identifier and description of each. */
function printFound(records: readonly ActionRecord[], style: Style): string {
  return records
    .map((record) => {
      const title = style.bold(harmless(titleOf(record)));
      return [`${title}  ${harmless(record.identifier)}`, ...wrap(record.description, 4), ""].join("\n");
    })
    .join("");
}

function widest(texts: string[]): number {
  return Math.max(0, ...texts.map((text) => text.length));
}

/** Breaks a text at its spaces into lines that are indented so far; of an empty text there are none. */
function wrap(text: string, indent: number): string[] {
  const lines: string[] = [];
  for (const word of harmless(text).split(" ")) {
    const last = lines.at(-1);
    if (last !== undefined && indent + last.length + 1 + word.length <= WIDTH)
      lines[lines.length - 1] = `${last} ${word}`;
    else if (word !== "") lines.push(word);
  }
  return lines.map((line) => " ".repeat(indent) + line);
}
