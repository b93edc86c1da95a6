import { identifiers, type Action } from "../ir/workflow.ts";
import { isCommentSafe } from "../python/print/strings.ts";
import { isBookkeeping, type Form } from "./form.ts";
import { matched } from "../context/matching.ts";

/** `# text`, a line for each line of the comment. */
export const commentForm: Form = {
  identifier: identifiers.comment,
  write(action) {
    const lines = commentLines(action);
    return lines && [{ kind: "Comment", action: action.index, lines }];
  },
  match(statement) {
    if (statement.kind !== "Comment") return undefined;
    return matched(identifiers.comment, { WFCommentActionText: statement.lines.map(openLine).join("\n") });
  },
};

/**
 * The lines of a comment that Python can hold as such; undefined for one that has tokens, other parameters, or
 * characters that do not survive in a comment.
 */
export function commentLines(action: Action): string[] | undefined {
  const text = action.parameters["WFCommentActionText"];
  if (action.identifier !== identifiers.comment || typeof text !== "string") return undefined;
  for (const key in action.parameters) {
    if (key !== "WFCommentActionText" && !isBookkeeping(key, action.parameters[key]!)) return undefined;
  }
  const lines = text.split("\n").map(closeLine);
  return lines.every(isCommentSafe) ? lines : undefined;
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
