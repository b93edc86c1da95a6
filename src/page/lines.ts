import { diffArrays } from "diff";
import type { LineRange } from "./protocol.ts";

/** Beyond so many changed lines the rest goes unmarked. */
const MOST_EDITS = 2000;

/**
 * Where actions stand in a program as somebody writes it, from where they stand in the program as `convert` writes it:
 * lines are the same if they differ in nothing but white space at their ends.
 */
export function alignLines(ranges: readonly LineRange[], canonical: string, edited: string): LineRange[] {
  const lines = (text: string) => text.split("\n").map((line) => line.trim());
  const changes = diffArrays(lines(canonical), lines(edited), { maxEditLength: MOST_EDITS });
  if (!changes) return [];
  const editedLine = new Map<number, number>();
  let [from, to] = [1, 1];
  for (const { added, removed, value } of changes) {
    if (added) to += value.length;
    else if (removed) from += value.length;
    else for (let i = 0; i < value.length; i++) editedLine.set(from++, to++);
  }
  return ranges.flatMap(({ line, endLine, action }) => {
    const [start, end] = [editedLine.get(line), editedLine.get(endLine)];
    if (start === undefined) return [];
    return [{ line: start, endLine: Math.max(start, end ?? start), action }];
  });
}
