import { isBookkeeping } from "../ir/parameters.ts";
import { identifiers, type Action } from "../ir/workflow.ts";
import { isCommentSafe } from "../python/print/strings.ts";

/**
 * The lines of a comment that Python can hold as such; undefined for one that has tokens, other parameters, or
 * characters that do not survive in a comment.
 */
export function commentLines(action: Action): string[] | undefined {
  if (action.identifier !== identifiers.comment) return undefined;
  const text = action.parameters["WFCommentActionText"];
  if (typeof text !== "string") return undefined;
  for (const key in action.parameters) {
    if (key !== "WFCommentActionText" && !isBookkeeping(key, action.parameters[key]!)) return undefined;
  }
  const lines = text.split("\n").map(closeLine);
  return lines.every(isCommentSafe) ? lines : undefined;
}

/** The text of a comment's lines: the inverse of {@link commentLines}. */
export function commentText(lines: readonly string[]): string {
  return lines.map(openLine).join("\n");
}

/**
 * Blanks at the end of a comment line do not survive formatters, so a backslash closes such a line; a line that ends in
 * a backslash itself gets another.
 */
function closeLine(line: string): string {
  return /[\s\\]$/.test(line) ? `${line}\\` : line;
}

/** The inverse of {@link closeLine}. */
function openLine(line: string): string {
  return /[\s\\]\\$/.test(line) ? line.slice(0, -1) : line;
}
