import type { Action, Block } from "../ir/workflow.ts";
import type { Stmt } from "../python/ast.ts";
import { writeBlockNode } from "./blocks/blocks.ts";
import { writeCallStatement } from "./call.ts";
import { commentForm } from "./comment.ts";
import type { Context } from "../context/writing.ts";
import type { Form } from "./form.ts";
import { exitForm, outputForm } from "./stop.ts";
import { askForm, dictionaryForm, dictionaryValueForm, listForm, numberForm, textForm } from "./values.ts";
import { appendVariableForm, getVariableForm, setVariableForm } from "./variables.ts";

/** The actions that have a form of their own; every other one is a call. */
export const forms: readonly Form[] = [
  askForm,
  appendVariableForm,
  commentForm,
  dictionaryForm,
  dictionaryValueForm,
  exitForm,
  getVariableForm,
  listForm,
  numberForm,
  outputForm,
  setVariableForm,
  textForm,
];

const byIdentifier = new Map(forms.map((form) => [form.identifier, form]));

export function writeBlock(block: Block, ctx: Context): Stmt[] {
  const statements: Stmt[] = [];
  for (const node of block) {
    if (node.kind === "action") {
      statements.push(...writeAction(node.action, ctx));
    } else {
      ctx.action = node.open.index;
      statements.push(...writeBlockNode(node, ctx));
    }
  }
  return statements;
}

function writeAction(action: Action, ctx: Context): Stmt[] {
  ctx.action = action.index;
  return byIdentifier.get(action.identifier)?.write(action, ctx) ?? writeCallStatement(action, ctx);
}
