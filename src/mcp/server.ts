import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { check, compile, fix, verify } from "../compile.ts";
import { convert } from "../proved.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { diffShortcuts } from "../diff/diff.ts";
import { readShortcut } from "../read.ts";
import { fixFile } from "../node/fix-file.ts";
import { inspect } from "../inspect/inspect.ts";
import { apiBlock } from "../registry/docs/api-block.ts";
import { describe, nearest } from "../registry/search/describe.ts";
import type { Registry } from "../registry/records/registry.ts";
import { search } from "../registry/search/search.ts";
import { valueStub } from "../registry/stubs/values-stub.ts";
import { checkDevice } from "../run/device/validate.ts";
import { run } from "../run/run.ts";
import { describeValue } from "../run/trace.ts";
import { functionName } from "../registry/names.ts";
import { titleOf } from "../registry/records/title.ts";
import { answer, answering, LONGEST_ANSWER, page, type ToolResult } from "./result.ts";
import { listDiagnostics } from "./diagnostics.ts";
import { ToolError, type Workspace } from "./workspace.ts";
import { decodeSource } from "../python/decode-source.ts";

/** What the server serves beside what it computes. */
export interface ServerTexts {
  version: string;
  /** `api-docs/dialect.md`. */
  dialect: string;
  /** Worked examples: Python by name. */
  examples: ReadonlyMap<string, string>;
}

const INSTRUCTIONS = `Reads and writes Apple Shortcuts as Python. To write a shortcut: search_actions and \
describe_actions for what you need, read the resource shortcut2py://dialect once, write the program, check it until it \
has no errors, compile it. compile needs no device; the file it writes has to be signed (shortcut2py sign) before the app \
opens it. Answers have at most ${LONGEST_ANSWER} characters; longer texts come in pages.`;

const READS = { readOnlyHint: true, openWorldHint: false } as const;
const WRITES = { readOnlyHint: false, destructiveHint: false, openWorldHint: false } as const;

const path = z.string().describe("path of a file below the server's folder");
const program = {
  python: z.string().optional().describe("the program itself"),
  path: z.string().optional().describe("or the path of a .py file below the server's folder"),
};
const fromLine = z.number().int().min(1).optional().describe("first line to show, from 1; for long programs");

/** The server with its tools and resources, not yet connected. */
export function createServer(workspace: Workspace, registry: Registry, texts: ServerTexts): McpServer {
  const server = new McpServer(
    { name: "shortcut2py", version: texts.version },
    { instructions: INSTRUCTIONS },
  );
  addDocumentation(server, registry);
  addReaders(server, workspace, registry);
  addWriters(server, workspace, registry);
  addRunner(server, workspace);
  addResources(server, texts);
  return server;
}

function addDocumentation(server: McpServer, registry: Registry): void {
  server.registerTool(
    "search_actions",
    {
      title: "Search actions",
      description:
        "Finds actions of Shortcuts by what they do, the best first. Returns name, title and description of each; " +
        "describe_actions tells the parameters.",
      inputSchema: z.object({
        words: z.string().min(1).describe("what it should do, in plain words"),
        app: z.string().optional().describe("only of this app: a part of its name or bundle id"),
        limit: z.number().int().min(1).max(50).optional().describe("how many, 8 unless given"),
      }),
      annotations: READS,
    },
    ({ words, app, limit = 8 }) =>
      answering(() => {
        const found = search(registry, words, { limit, ...(app !== undefined && { app }) });
        if (found.length === 0) throw new ToolError("No action fits.", "Try fewer words, or others.");
        const rows = found.map((record) => {
          const { names, pythonName, pythonForm, description } = record;
          const form = pythonForm === undefined ? "" : `, written \`${pythonForm}\``;
          return `${names?.friendly ?? pythonName}${form}: ${titleOf(record)}. ${description}`;
        });
        return answer(rows.join("\n"));
      }),
  );
  server.registerTool(
    "describe_actions",
    {
      title: "Describe actions",
      description:
        "Documents actions as Python functions: parameters, choices, defaults, what comes out. Takes names of any kind: " +
        "of functions, identifiers, or WorkflowBench's.",
      inputSchema: z.object({
        names: z.array(z.string()).min(1).max(40).describe("names of actions"),
        full: z.boolean().optional().describe("all that is known, instead of a line for each"),
      }),
      annotations: READS,
    },
    ({ names, full = false }) =>
      answering(() => {
        const known = names.filter((name) => describe(registry, name) !== undefined);
        const others = names.filter((name) => !known.includes(name));
        // Words of the dialect are no actions, but programs call them as well.
        const stubs = others.map(valueStub).filter((stub) => stub !== undefined);
        const unknown = others.filter((name) => valueStub(name) === undefined);
        const hints = unknown.map((name) => `${name} is not known. ${suggest(nearest(registry, name))}`);
        const block = known.length === 0 ? "" : apiBlock(registry, known, { compact: !full });
        const result = answer(block, ...stubs, hints.join("\n"));
        return unknown.length === names.length ? { ...result, isError: true } : result;
      }),
  );
}

function suggest(names: readonly string[]): string {
  const functions = names.map((name) => functionName(name, "friendly"));
  return names.length === 0 ? "Use search_actions." : `The nearest: ${functions.join(", ")}.`;
}

function addReaders(server: McpServer, workspace: Workspace, registry: Registry): void {
  server.registerTool(
    "convert",
    {
      title: "Convert a shortcut to Python",
      description:
        "Reads a shortcut (any kind of file, signed ones too) and returns it as Python. Files inside the workspace only.",
      inputSchema: z.object({
        path,
        metadata: z
          .boolean()
          .optional()
          .describe("keep what Python has no place for, so that compile gives the same file"),
        from_line: fromLine,
        output: z.string().optional().describe("also write the whole program to this path"),
        overwrite: z.boolean().optional().describe("replace a file that is there"),
      }),
      annotations: WRITES,
    },
    ({ path, metadata = false, from_line = 1, output, overwrite = false }) =>
      answering(() => {
        const { python, diagnostics } = convert(workspace.read(path), { metadata });
        if (output !== undefined) workspace.write(output, python, overwrite);
        const { text, note } = page(python, from_line);
        const written = output === undefined ? "" : `Written to ${output}.`;
        return answer(text, note, written, listDiagnostics(diagnostics, python));
      }),
  );
  server.registerTool(
    "inspect",
    {
      title: "Inspect a shortcut",
      description:
        "Says what a shortcut file is, which actions it uses, what it sends, reads, changes and deletes, which hosts it " +
        "names, and where secrets seem to stand (never their values).",
      inputSchema: z.object({ path }),
      annotations: READS,
    },
    ({ path }) => answering(() => answer(JSON.stringify(inspect(workspace.read(path)), undefined, 1))),
  );
  server.registerTool(
    "verify",
    {
      title: "Verify the round trip",
      description:
        "Converts a shortcut to Python, compiles it, and says whether the very same shortcut comes back.",
      inputSchema: z.object({ path }),
      annotations: READS,
    },
    ({ path }) =>
      answering(() => {
        const { equal, total, differences } = verify(workspace.read(path));
        if (equal) return answer("It comes back equal: every key, type and value.");
        return answer(`It differs in ${total} places. The first:`, JSON.stringify(differences, undefined, 1));
      }),
  );
  server.registerTool(
    "diff",
    {
      title: "Compare two shortcuts",
      description:
        "Says which actions were added, removed, moved or changed from one version of a shortcut to another.",
      inputSchema: z.object({
        older: z.string().describe("path of the older file"),
        newer: z.string().describe("path of the newer file"),
      }),
      annotations: READS,
    },
    ({ older, newer }) =>
      answering(() => {
        const workflows = [older, newer].map((file) => readShortcut(workspace.read(file)).workflow);
        const { equal, ...changes } = diffShortcuts(workflows[0]!, workflows[1]!);
        return answer(equal ? "They do the same." : JSON.stringify(changes, undefined, 1));
      }),
  );
  addCheck(server, workspace, registry);
}

function addCheck(server: McpServer, workspace: Workspace, registry: Registry): void {
  server.registerTool(
    "check",
    {
      title: "Check a program",
      description:
        "Says everything that is wrong with a Python program, with line, column and what to write instead. With fix, " +
        "what has one answer is put right: in the file, or in the program that the answer holds.",
      inputSchema: z.object({
        ...program,
        fix: z.boolean().optional().describe("put right what has one answer"),
        tolerant: z.boolean().optional().describe("also read other dialects, such as WorkflowBench's"),
      }),
      annotations: WRITES,
    },
    ({ python, path, fix: fixes = false, tolerant = false }) =>
      answering(() => {
        const bytes = programBytes(workspace, python, path);
        if (!fixes) {
          const text = decodeSource(bytes);
          const diagnostics = check(text, registry, { tolerant });
          return isSound(diagnostics)
            ? answer("No errors: it compiles.", listDiagnostics(diagnostics, text))
            : failing(diagnostics, text);
        }
        const result = fixFile(bytes, (text) => fix(text, registry, { tolerant }));
        const count = result.fixed.length;
        if (path !== undefined && count > 0) workspace.write(path, result.content, true);
        const shown = path === undefined && count > 0 ? page(result.python, 1) : undefined;
        const left = isSound(result.diagnostics) ? "No errors: it compiles." : "Errors are left:";
        const found = listDiagnostics(result.diagnostics, result.python);
        return answer(`${count} fixed. ${left}`, found, shown?.text ?? "", shown?.note ?? "");
      }),
  );
}

function addWriters(server: McpServer, workspace: Workspace, registry: Registry): void {
  server.registerTool(
    "compile",
    {
      title: "Compile a program to a shortcut",
      description:
        "Turns a Python program into a .shortcut file (unsigned). Refuses what has errors, and says all of them at once.",
      inputSchema: z.object({
        ...program,
        output: z.string().describe("path of the .shortcut file to write, below the server's folder"),
        overwrite: z.boolean().optional().describe("replace a file that is there"),
        tolerant: z.boolean().optional().describe("also read other dialects, such as WorkflowBench's"),
      }),
      annotations: WRITES,
    },
    ({ python, path, output, overwrite = false, tolerant = false }) =>
      answering(() => {
        const text = programOf(workspace, python, path);
        const { bytes, workflow } = compile(text, { tolerant });
        // What check says beyond compile helps to see what is not meant.
        const diagnostics = check(text, registry, { tolerant });
        if (!bytes) return failing(diagnostics, text);
        workspace.write(output, bytes, overwrite);
        const count = workflow.actions.length;
        return answer(
          `${output}: written, ${count} action${count === 1 ? "" : "s"}, not signed. On a Mac: ` +
            `shortcuts sign -i ${output} -o SIGNED.shortcut`,
          listDiagnostics(diagnostics, text),
        );
      }),
  );
}

function addRunner(server: McpServer, workspace: Workspace): void {
  server.registerTool(
    "run",
    {
      title: "Run on a virtual device",
      description:
        "Runs a program or a shortcut file on a virtual device: what it puts out, what it did (dialogs, opened URLs, saved " +
        "files, requests), and what is not known. Nothing leaves the machine.",
      inputSchema: z.object({
        ...program,
        path: z
          .string()
          .optional()
          .describe("or the path of a .py or a shortcut file below the server's folder"),
        device: z
          .record(z.string(), z.unknown())
          .optional()
          .describe(
            'what it starts with: {"input": "...", "clipboard": "...", "answers": ["Ann", 3], "now": "..."}',
          ),
      }),
      annotations: READS,
    },
    ({ python, path, device = {} }) =>
      answering(() => {
        const isProgram = path === undefined || path.endsWith(".py");
        let bytes = isProgram ? undefined : workspace.read(path);
        if (isProgram) {
          const text = programOf(workspace, python, path);
          const compiled = compile(text, { tolerant: true });
          if (!compiled.bytes) return failing(compiled.diagnostics, text);
          bytes = compiled.bytes;
        }
        const { result, changes, ...report } = run(readShortcut(bytes!).workflow, checkDevice(device));
        const whole = { ...report, result: describeValue(result), changes };
        return answer(JSON.stringify(whole, leaveOutEmpty, 1));
      }),
  );
}

/** What is empty says nothing, and costs whoever reads it. */
function leaveOutEmpty(key: string, value: unknown): unknown {
  const isEmpty = (entry: unknown) => Array.isArray(entry) && entry.length === 0;
  if (isEmpty(value) && key !== "effects" && key !== "result") return undefined;
  if (key === "uncertain" && Object.values(value as object).every(isEmpty)) return undefined;
  return value;
}

function programOf(workspace: Workspace, python: string | undefined, path: string | undefined): string {
  return decodeSource(programBytes(workspace, python, path));
}

function programBytes(
  workspace: Workspace,
  python: string | undefined,
  path: string | undefined,
): Uint8Array {
  if ((python === undefined) === (path === undefined)) {
    throw new ToolError("Either python or path has to be given.", "Give the program, or the path of one.");
  }
  return python === undefined ? workspace.read(path!) : new TextEncoder().encode(python);
}

function isSound(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.every(({ severity }) => severity !== "error");
}

function failing(diagnostics: readonly Diagnostic[], text: string): ToolResult {
  return { ...answer(listDiagnostics(diagnostics, text)), isError: true };
}

function addResources(server: McpServer, { dialect, examples }: ServerTexts): void {
  const add = (name: string, title: string, mimeType: string, text: string) => {
    server.registerResource(name, `shortcut2py://${name}`, { title, mimeType }, (uri) => ({
      contents: [{ uri: uri.href, mimeType, text }],
    }));
  };
  add("dialect", "The Python dialect, form by form", "text/markdown", dialect);
  for (const [name, python] of examples) add(`examples/${name}`, `Example: ${name}`, "text/x-python", python);
}
