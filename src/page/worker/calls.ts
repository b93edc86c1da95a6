import { placeDiagnostics } from "../../check/placed.ts";
import { check, compile, fix } from "../../compile.ts";
import type { SourceMapEntry } from "../../convert.ts";
import type { Workflow } from "../../ir/workflow.ts";
import { isDict } from "../../plist/value.ts";
import { convertProved } from "../../proved.ts";
import { readShortcut } from "../../read.ts";
import { diffShortcuts } from "../../diff/diff.ts";
import { inspect } from "../../inspect/inspect.ts";
import { pageOf } from "../../registry/docs/page.ts";
import type { Registry } from "../../registry/records/registry.ts";
import { titleOf } from "../../registry/records/title.ts";
import { search } from "../../registry/search/search.ts";
import type { Calls, LineRange, Opened, WritingOptions } from "../protocol.ts";
import { rowsOf, type Row } from "../rows.ts";
import { runProgram } from "./run.ts";

/** What the worker does for the page. */
export function answerCalls(registry: Registry): Calls {
  const show = (bytes: Uint8Array, name: string, options: WritingOptions): Opened => {
    const { python, diagnostics, sourceMap, workflow } = convertProved(readShortcut(bytes), {
      ...options,
      name,
    });
    const rows = rowsOf(workflow, registry);
    sayConditions(rows, python.split("\n"), sourceMap);
    return {
      rows,
      python,
      lines: sourceMap.map(lineRange),
      // Of a file, a diagnostic has an action, and no place in the text.
      diagnostics: placeDiagnostics(diagnostics, python),
      inspection: inspect(bytes),
      ...colorOf(workflow),
    };
  };
  return {
    open: ({ bytes, name, options }) => show(bytes, name, options),
    rewrite: ({ python, name, options }) => show(compiled(python, true), name, options),
    check: ({ python, tolerant }) => {
      const diagnostics = placeDiagnostics(check(python, registry, { tolerant }), python);
      const { bytes, title, sourceMap } = compile(python, { tolerant });
      if (!bytes) return { diagnostics };
      const { rows, inspection, color } = show(bytes, title ?? "", {
        layout: "function",
        metadata: false,
        names: "friendly",
      });
      return {
        shown: { rows, lines: sourceMap.map(lineRange), inspection, ...(color !== undefined && { color }) },
        diagnostics,
      };
    },
    fix: ({ python, tolerant }) => {
      const { python: text, fixed } = fix(python, registry, { tolerant });
      return { python: text, count: fixed.length };
    },
    compile: ({ python, tolerant }) => compiled(python, tolerant),
    describe: (identifier) => {
      const record = registry.get(identifier);
      return record && pageOf(record);
    },
    search: (words) =>
      search(registry, words, { limit: 12 }).map((record) => {
        const { identifier, pythonName, description } = record;
        return { identifier, title: titleOf(record), pythonName, description };
      }),
    diff: ({ older, newer }) => {
      const [before, after] = [older, newer].map((python) => readShortcut(compiled(python, true)).workflow);
      return {
        ...diffShortcuts(before!, after!),
        older: rowsOf(before!, registry),
        newer: rowsOf(after!, registry),
      };
    },
    run: ({ python, device }) => runProgram(compiled(python, true), device),
  };
}

/** Icons have their colour as one number: red, green, blue and opacity. */
function colorOf({ properties }: Pick<Workflow, "properties">): { color?: string } {
  const icon = properties["WFWorkflowIcon"];
  const value = isDict(icon) ? icon["WFWorkflowIconStartColor"] : undefined;
  if (typeof value !== "number" && typeof value !== "bigint") return {};
  return { color: `#${(BigInt(value) & 0xffffffffn).toString(16).padStart(8, "0").slice(0, 6)}` };
}

/** What an If asks reads best as the program says it; its parameters are codes. */
function sayConditions(rows: Row[], lines: readonly string[], sourceMap: readonly SourceMapEntry[]): void {
  for (const { action, line, endLine } of sourceMap) {
    const row = rows[action];
    if (row?.identifier !== "is.workflow.actions.conditional") continue;
    const header = lines
      .slice(line - 1, endLine)
      .join(" ")
      .replace(/\s+/g, " ");
    const [, condition] = /^ ?(?:if|elif) (.*?):?$/.exec(header) ?? [];
    if (condition !== undefined) row.summary = [{ text: condition.slice(0, 240) }];
  }
}

function lineRange({ line, endLine, action }: SourceMapEntry): LineRange {
  return { line, endLine, action };
}

/** @throws Error that names the first error of a program that has some */
function compiled(python: string, tolerant: boolean): Uint8Array {
  const { bytes, diagnostics } = compile(python, { tolerant });
  if (bytes) return bytes;
  const [first] = placeDiagnostics(
    diagnostics.filter(({ severity }) => severity === "error"),
    python,
  );
  throw new Error(`Line ${first?.line ?? 1}: ${first?.message ?? "The program does not compile."}`);
}
