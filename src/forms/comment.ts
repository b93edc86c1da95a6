import { identifiers } from "../ir/workflow.ts";
import { matched, type Matched } from "../context/matching.ts";
import { commentLines, commentText } from "../passes/comment-lines.ts";
import type { Comment } from "../python/ast.ts";
import type { Form } from "./form.ts";

/** `# text`, a line for each line of the comment. */
export const commentForm: Form = {
  identifier: identifiers.comment,
  write(action) {
    const lines = commentLines(action);
    return lines && [{ kind: "Comment", action: action.index, lines }];
  },
  match(statement) {
    return statement.kind === "Comment" ? matchComment(statement) : undefined;
  },
};

export function matchComment({ lines }: Comment): Matched {
  return matched(identifiers.comment, { WFCommentActionText: commentText(lines) });
}
