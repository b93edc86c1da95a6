import type { Comment, Module, Stmt } from "../python/ast.ts";
import { parsePython } from "../python/parse/parse.ts";
import { printModule } from "../python/print/print.ts";
import { blocksOf } from "../python/walk.ts";
import type { StatementComment } from "./row.ts";

/** What stands before a comment that the shortcut's author has written, so that it is told from a model's. */
export const AUTHOR_MARK = "[author] ";

/** Where `convert` keeps what only the exact file needs. */
export const METADATA_NAME = "__shortcut__";

/**
 * The statements that get a comment, in the order of the text; a statement is named by its place among them. Imports,
 * the function around everything, `__shortcut__` and comments themselves get none.
 */
export function statementsOf(module: Module): Stmt[] {
  return module.body.flatMap(within);
}

function within(statement: Stmt): Stmt[] {
  const inner = blocksOf(statement).flat().flatMap(within);
  return isCommented(statement) ? [statement, ...inner] : inner;
}

function isCommented(statement: Stmt): boolean {
  switch (statement.kind) {
    case "Comment":
    case "Import":
    case "ImportFrom":
    case "FunctionDef":
      return false;
    case "Assign":
      return !statement.targets.includes(METADATA_NAME);
    default:
      return true;
  }
}

/** A program for a model to read: each statement has its number before its first line. */
export function numberStatements(program: string): string {
  const { module } = parsePython(program);
  const numbers = new Map<number, number>();
  statementsOf(module).forEach(({ range }, number) => {
    if (range) numbers.set(lineAt(program, range.start), number);
  });
  const width = String(numbers.size).length;
  return program
    .trimEnd()
    .split("\n")
    .map((line, i) => {
      const number = numbers.get(i);
      return `${(number === undefined ? "" : String(number)).padStart(width)}| ${line}`;
    })
    .join("\n");
}

/** Lines are counted from 0. */
function lineAt(text: string, place: number): number {
  let line = 0;
  for (let at = text.indexOf("\n"); at >= 0 && at < place; at = text.indexOf("\n", at + 1)) line++;
  return line;
}

/**
 * Puts a comment above each statement that has one, and marks those that are there already. Comments are nodes of the
 * tree, so none can get into a string.
 */
export function addComments(program: string, comments: readonly StatementComment[]): string {
  const { module } = parsePython(program);
  const statements = statementsOf(module);
  const texts = new Map(comments.map(({ statement, text }) => [statements[statement], text]));
  const add = (block: Stmt[]): Stmt[] =>
    block.flatMap((statement): Stmt[] => {
      if (statement.kind === "Comment") return [mark(statement)];
      const text = texts.get(statement);
      return text === undefined ? [statement] : [{ kind: "Comment", lines: [text] }, statement];
    });
  return printModule(mapBlocks(module, add)).text;
}

/** The inverse of {@link addComments}. */
export function removeAdded(program: string, comments: readonly StatementComment[]): string {
  const { module } = parsePython(program);
  const statements = statementsOf(module);
  const commented = new Set(comments.map(({ statement }) => statements[statement]));
  const remove = (block: Stmt[]): Stmt[] =>
    block.flatMap((statement, i): Stmt[] => {
      if (statement.kind !== "Comment") return [statement];
      const next = block[i + 1];
      return next !== undefined && commented.has(next) ? [] : [unmark(statement)];
    });
  return printModule(mapBlocks(module, remove)).text;
}

/** A program without any comment. One that cannot be read stays as it is. */
export function removeComments(program: string): string {
  const { module, problems } = parsePython(program);
  if (problems.length > 0) return program;
  const remove = (block: Stmt[]) => block.filter(({ kind }) => kind !== "Comment");
  return printModule(mapBlocks(module, remove)).text;
}

function mark(comment: Comment): Comment {
  const [first = "", ...rest] = comment.lines;
  return { kind: "Comment", lines: [AUTHOR_MARK + first, ...rest] };
}

function unmark(comment: Comment): Comment {
  const [first = "", ...rest] = comment.lines;
  return first.startsWith(AUTHOR_MARK.trimEnd())
    ? { kind: "Comment", lines: [first.slice(AUTHOR_MARK.length), ...rest] }
    : comment;
}

/** Replaces each block of statements, the inner ones first. */
function mapBlocks(module: Module, replace: (block: Stmt[]) => Stmt[]): Module {
  const map = (block: Stmt[]): Stmt[] => replace(block.map(inner));
  const inner = (statement: Stmt): Stmt => {
    switch (statement.kind) {
      case "If": {
        const { orelse } = statement;
        statement.body = map(statement.body);
        for (const branch of statement.elifs) branch.body = map(branch.body);
        if (orelse) orelse.body = map(orelse.body);
        return statement;
      }
      case "For":
      case "FunctionDef":
        statement.body = map(statement.body);
        return statement;
      case "Match":
        statement.lead = statement.lead.flatMap((comment) => replace([comment]) as Comment[]);
        for (const branch of statement.cases) branch.body = map(branch.body);
        return statement;
      default:
        return statement;
    }
  };
  return { ...module, body: map(module.body) };
}

/** A program without `__shortcut__`, and whether there was one. */
export function removeMetadata(program: string): string {
  if (!program.includes(METADATA_NAME)) return program;
  const { module, problems } = parsePython(program);
  if (problems.length > 0) return program;
  const body = module.body.filter(
    (statement) => statement.kind !== "Assign" || !statement.targets.includes(METADATA_NAME),
  );
  return body.length === module.body.length ? program : printModule({ ...module, body }).text;
}
