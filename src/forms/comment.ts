import { identifiers } from "../ir/workflow.ts";
import { matched } from "../context/matching.ts";
import { commentLines, commentText } from "../passes/comment-lines.ts";
import type { Form } from "./form.ts";

/** `# text`, a line for each line of the comment. */
export const commentForm: Form = {
  identifier: identifiers.comment,
  write(action) {
    const lines = commentLines(action);
    return lines && [{ kind: "Comment", action: action.index, lines }];
  },
  match(statement) {
    if (statement.kind !== "Comment") return undefined;
    return matched(identifiers.comment, { WFCommentActionText: commentText(statement.lines) });
  },
};
