/** Reads a program of the dialect. */
import type { Module, Stmt } from "../ast.ts";
import { makeReader, type ReadTokens } from "./grammar.ts";
import { tokenize } from "./lexer.ts";
import { Problems, type SyntaxProblem } from "./problems.ts";

export interface ParsedModule {
  /** What could be read: all of the text if there are no problems. Every node has its range. */
  module: Module;
  /** In the order of the text, at most 100. */
  problems: SyntaxProblem[];
}

/** Making the parser takes as long as reading a hundred lines, so it is made once, at the first text. */
let readTokens: ReadTokens | undefined;

/**
 * Reads a text as a program of the dialect. Any text can be read, whatever it holds; what is wrong with it is told by
 * the problems.
 */
export function parsePython(text: string): ParsedModule {
  readTokens ??= makeReader();
  const problems = new Problems();
  const tokens = tokenize(text, problems);
  const module = moduleOf(readTokens(tokens, text, problems));
  return { module, problems: problems.sorted() };
}

/**
 * Takes the docstring out of the statements. Behind a comment, a string stays where it is: the docstring of a module
 * is printed before everything else.
 */
function moduleOf(body: Stmt[]): Module {
  const [first] = body;
  if (first?.kind !== "ExprStmt" || first.value.kind !== "Str") return { body };
  return { docstring: first.value.value, body: body.slice(1) };
}
