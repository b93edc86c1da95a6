import { ShortcutError } from "../diagnostics/error.ts";
import { ToolError } from "./workspace.ts";

/** The most characters of one answer, about 6,000 tokens; what is longer comes in pages. */
export const LONGEST_ANSWER = 24_000;

export interface ToolResult {
  [key: string]: unknown;
  content: { type: "text"; text: string }[];
  isError?: boolean;
}

/** An answer of one or several texts, cut where it would be longer than stated, which it then says. */
export function answer(...parts: string[]): ToolResult {
  const text = parts.filter((part) => part !== "").join("\n\n");
  return { content: [{ type: "text", text: cut(text) }] };
}

/** Runs a tool; whatever it throws becomes an answer that says what happened and what to do. */
export async function answering(run: () => ToolResult | Promise<ToolResult>): Promise<ToolResult> {
  try {
    return await run();
  } catch (error) {
    return { ...answer(describeError(error)), isError: true };
  }
}

function describeError(error: unknown): string {
  if (error instanceof ToolError) return `${error.message} ${error.next}`;
  if (error instanceof ShortcutError) {
    return `${error.code}: ${error.message}${error.hint === undefined ? "" : ` ${error.hint}`}`;
  }
  return `Internal error: ${String(error)}. This is a bug of shortcut2py; another input may work.`;
}

const CUT_NOTE = "\n... cut here: the answer is longer than one may be. Ask for less.";

function cut(text: string): string {
  if (text.length <= LONGEST_ANSWER) return text;
  const end = text.lastIndexOf("\n", LONGEST_ANSWER - CUT_NOTE.length);
  return text.slice(0, end > 0 ? end : LONGEST_ANSWER - CUT_NOTE.length) + CUT_NOTE;
}

/** A part of a long text by whole lines, with a note of what is left. */
export interface Page {
  text: string;
  /** `lines 1 to 300 of 812; go on with from_line 301`, or nothing where this is all. */
  note: string;
}

/** Room for what stands around a page. */
const PAGE_SIZE = LONGEST_ANSWER - 4000;

/** @param fromLine counted from 1 */
export function page(text: string, fromLine: number): Page {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  let size = 0;
  let end = fromLine - 1;
  while (end < lines.length && size + lines[end]!.length + 1 <= PAGE_SIZE) size += lines[end++]!.length + 1;
  // A line longer than a page is cut: else nobody would get past it.
  const isCut = end === fromLine - 1 && end < lines.length;
  const shown = isCut ? [lines[end++]!.slice(0, PAGE_SIZE)] : lines.slice(fromLine - 1, end);
  const rest = end < lines.length ? `; go on with from_line ${end + 1}` : "";
  const isAll = fromLine === 1 && rest === "" && !isCut;
  const note = `Lines ${fromLine} to ${end} of ${lines.length}${isCut ? ", the line cut" : ""}${rest}.`;
  return { text: shown.join("\n"), note: isAll ? "" : note };
}
