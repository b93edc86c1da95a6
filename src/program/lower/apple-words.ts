import type { Expr, Stmt } from "../../python/ast.ts";

/** Words that Apple's engine has in its own Python beside the names of actions, and what the dialect calls them. */
const WORDS = new Map([
  ["shortcuts_builtin_ask", "input"],
  ["shortcuts_builtin_choose", "choose_from_menu"],
  ["shortcuts_builtin_clipboard", "get_clipboard"],
  ["shortcuts_builtin_current_date", "current_date"],
  ["shortcuts_builtin_device", "device_details"],
]);

/** A program with the dialect's words for those of Apple's engine; the names of its actions are read as they are. */
export function inOurWords<Node extends Stmt | Expr>(body: readonly Node[]): Node[] {
  return body.map((node) => translate(node) as Node);
}

function translate(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(translate);
  if (typeof node !== "object" || node === null) return node;
  const { kind, id } = node as { kind?: unknown; id?: unknown };
  const word = kind === "Name" && typeof id === "string" ? WORDS.get(id) : undefined;
  if (word !== undefined) return { ...node, id: word };
  return Object.fromEntries(Object.entries(node).map(([key, value]) => [key, translate(value)]));
}
