/**
 * The printer: from the syntax tree to text that `ruff format` (default settings) leaves as it is.
 *
 * A statement is first printed flat; only if that does not fit on a line is it laid out ({@link Layout}).
 */
import { ShortcutError } from "../../diagnostics/error.ts";
import type { Assign, Comment, Expr, ExprStmt, If, Match, Module, Stmt } from "../ast.ts";
import { type Gap, type Place, blankLinesBeforeLastComment, blankLinesFirst } from "./blank-lines.ts";
import { indentation, INDENT_WIDTH, LINE_WIDTH, printDoc } from "./doc-printer.ts";
import { type DirectLines, layoutDirectly, layoutNames } from "./direct.ts";
import type { Doc } from "./doc.ts";
import { flatExpr } from "./expression.ts";
import { Layout } from "./layout.ts";
import {
  assignDoc,
  caseDoc,
  expressionDoc,
  flatAssign,
  flatFunctionHeader,
  forDoc,
  functionDoc,
} from "./statement.ts";
import { count, printDocstring } from "./strings.ts";
import { columnAfter } from "./width.ts";

/** Which lines of the text (1-based, both inclusive) stand for which action; of a block, its header only. */
export interface LineEntry {
  line: number;
  endLine: number;
  action: number;
}

export interface PrintedModule {
  /** Ends with a line break, unless it is empty. */
  text: string;
  /** In the order of the text. */
  lines: LineEntry[];
}

/**
 * Prints a whole file. Every block must hold a statement other than a comment (Python demands it), and
 * expressions in f-strings must be such that {@link canInterpolate}.
 */
export function printModule(module: Module): PrintedModule {
  const printer = new ModulePrinter();
  printer.module(module);
  return printer.printed;
}

/**
 * Characters of a program. A large shortcut's has 2 million (measured on 918 files); a small file can be made to
 * repeat one long name, or to indent, until no machine holds the text.
 */
const LONGEST_PROGRAM = 100_000_000;

function programTooLong(): ShortcutError {
  const message = `As Python, this shortcut has more than ${LONGEST_PROGRAM / 1e6} million characters.`;
  return new ShortcutError("SC3003", message, {
    hint: "Shortcuts writes no such files: this one was made to break its readers.",
  });
}

export { canInterpolate } from "./expression.ts";

class ModulePrinter {
  readonly printed: PrintedModule = { text: "", lines: [] };
  private nextLine = 1;
  private depth = 0;

  module(module: Module): void {
    if (module.docstring !== undefined) this.text(printDocstring(module.docstring, true), undefined);
    this.statements(module.body, "module", module.docstring !== undefined);
  }

  /** A list of statements; comments belong to the statement after them. */
  private statements(statements: Stmt[], place: Place, afterDocstring: boolean): void {
    let previous: Stmt | "docstring" | undefined = afterDocstring ? "docstring" : undefined;
    let start = 0;
    while (start < statements.length) {
      let end = start;
      while (statements[end]?.kind === "Comment") end++;
      const next = statements[end];
      const gap: Gap = { previous, next, comments: end - start, place };
      this.blankLines(blankLinesFirst(gap));
      this.comments(statements.slice(start, end), blankLinesBeforeLastComment(gap));
      if (next !== undefined) {
        const docstring: string | undefined =
          previous === undefined && place !== "block" ? stringOf(next) : undefined;
        if (docstring === undefined) this.statement(next);
        else this.text(printDocstring(docstring, place === "module"), next.action);
        previous = docstring !== undefined && place === "module" ? "docstring" : next;
      }
      start = end + 1;
    }
  }

  /** Comments that follow each other: blank lines between them tell two comments from one of two lines. */
  private comments(comments: Stmt[], beforeLast: number): void {
    comments.forEach((comment, index) => {
      if (index > 0) this.blankLines(index < comments.length - 1 ? 1 : beforeLast);
      this.statement(comment);
    });
  }

  private block(statements: Stmt[], place: Place): void {
    this.depth++;
    this.statements(statements, place, false);
    this.depth--;
  }

  /** Notes the other actions that the lines just printed say. */
  private alsoSays({ apart }: Assign | ExprStmt): void {
    for (const { action } of apart?.slice(1) ?? []) {
      if (action !== undefined) this.printed.lines.push({ ...this.printed.lines.at(-1)!, action });
    }
  }

  private statement(statement: Stmt): void {
    const { action } = statement;
    switch (statement.kind) {
      case "Assign":
        this.assign(statement);
        this.alsoSays(statement);
        return;
      case "ExprStmt":
        if (
          !this.fitting(flatExpr(statement.value, "multiline"), action) &&
          !this.direct("", statement.value, false, action)
        ) {
          this.layout(expressionDoc, statement.value, action);
        }
        this.alsoSays(statement);
        return;
      case "Return":
        if (statement.value === undefined) this.text("return", action);
        else this.withExpression("return ", statement.value, "", action);
        return;
      case "Pass":
        this.text("pass", action);
        return;
      case "Comment":
        this.comment(statement);
        return;
      case "Import":
        this.text(`import ${statement.name}`, action);
        return;
      case "ImportFrom": {
        const { module, names } = statement;
        const before = `from ${module} import `;
        if (this.fitting(before + names.join(", "), action)) return;
        this.appendLines(layoutNames(before, names, this.depth * INDENT_WIDTH), action);
        return;
      }
      case "If":
        this.ifStatement(statement);
        return;
      case "For": {
        const header = `for ${statement.targets.join(", ")} in ${flatExpr(statement.iter, "multiline")}:`;
        if (!this.fitting(header, action)) this.layout(forDoc, statement, action);
        this.block(statement.body, "block");
        return;
      }
      case "Match":
        this.matchStatement(statement);
        return;
      case "FunctionDef":
        if (!this.fitting(flatFunctionHeader(statement), action)) {
          this.layout(functionDoc, statement, action);
        }
        this.block(statement.body, "function");
        return;
    }
  }

  private assign(statement: Assign): void {
    const { action } = statement;
    if (this.fitting(flatAssign(statement), action)) return;
    const { targets, annotation, value } = statement;
    if (targets.length === 1 && !annotation?.includes("[")) {
      const before = annotation === undefined ? `${targets[0]!} = ` : `${targets[0]!}: ${annotation} = `;
      if (this.direct(before, value, true, action)) return;
    }
    this.layout(assignDoc, statement, action);
  }

  private ifStatement({ test, body, elifs, orelse, action }: If): void {
    this.withExpression("if ", test, ":", action);
    this.block(body, "block");
    for (const elif of elifs) {
      this.withExpression("elif ", elif.test, ":", elif.action);
      this.block(elif.body, "block");
    }
    if (orelse !== undefined) {
      this.text("else:", orelse.action);
      this.block(orelse.body, "block");
    }
  }

  private matchStatement({ subject, lead, cases, action }: Match): void {
    this.withExpression("match ", subject, ":", action);
    this.depth++;
    this.comments(lead, 1);
    for (const item of cases) {
      const { pattern, guard, body, action: caseAction } = item;
      const condition = guard ? ` if ${flatExpr(guard, "multiline")}` : "";
      if (!this.fitting(`case ${flatExpr(pattern, "one-line")}${condition}:`, caseAction)) {
        this.layout(caseDoc, item, caseAction);
      }
      this.block(body, "block");
    }
    this.depth--;
  }

  /** One expression, where it stands after a keyword. */
  private withExpression(before: string, expr: Expr, after: string, action: number | undefined): void {
    if (this.fitting(before + flatExpr(expr, "multiline") + after, action)) return;
    if (after === "" && this.direct(before, expr, true, action)) return;
    this.layout((layout) => [before, layout.statementValue(expr), after], undefined, action);
  }

  private comment({ lines, action }: Comment): void {
    const first = this.nextLine;
    for (const line of lines) this.text(line === "" ? "#" : `# ${line}`, undefined);
    this.record(first, action);
  }

  /** Prints a line if it fits; says whether it did. */
  private fitting(line: string, action: number | undefined): boolean {
    if (columnAfter(line, this.depth * INDENT_WIDTH, LINE_WIDTH) > LINE_WIDTH) return false;
    this.printed.text += `${this.indentation()}${line}\n`;
    this.nextLine++;
    if (action !== undefined) this.record(this.nextLine - 1, action);
    return true;
  }

  private layout<Item>(
    doc: (layout: Layout, item: Item) => Doc,
    item: Item,
    action: number | undefined,
  ): void {
    const indentation = this.depth * INDENT_WIDTH;
    let layout = new Layout();
    let printed = printDoc(doc(layout, item), indentation);
    while (layout.dependsOnCommas && printed.expandedLists.size > layout.expandedLists.size) {
      layout = new Layout(printed.expandedLists);
      printed = printDoc(doc(layout, item), indentation);
    }
    this.append(printed.text, action);
  }

  /** Prints a statement of a common shape without a document; says whether it had one. */
  private direct(
    before: string,
    value: Expr,
    mayGetParentheses: boolean,
    action: number | undefined,
  ): boolean {
    const lines = layoutDirectly(before, value, this.depth * INDENT_WIDTH, mayGetParentheses);
    if (lines === undefined) return false;
    this.appendLines(lines, action);
    return true;
  }

  /** Text that is as it is, whether it fits or not. */
  private text(text: string, action: number | undefined): void {
    this.append(this.indentation() + text, action);
  }

  private append(lines: string, action: number | undefined): void {
    this.appendLines({ text: lines, lineCount: 1 + count(lines, "\n") }, action);
  }

  private appendLines({ text, lineCount }: DirectLines, action: number | undefined): void {
    const first = this.nextLine;
    if (this.printed.text.length + text.length > LONGEST_PROGRAM) throw programTooLong();
    this.printed.text += text + "\n";
    this.nextLine += lineCount;
    this.record(first, action);
  }

  /** Notes that the lines from `line` to the last one printed stand for an action, if there is one. */
  private record(line: number, action: number | undefined): void {
    if (action !== undefined) this.printed.lines.push({ line, endLine: this.nextLine - 1, action });
  }

  private indentation(): string {
    return indentation(this.depth * INDENT_WIDTH);
  }

  private blankLines(count: number): void {
    this.printed.text += "\n".repeat(count);
    this.nextLine += count;
  }
}

function stringOf(statement: Stmt): string | undefined {
  return statement.kind === "ExprStmt" && statement.value.kind === "Str" ? statement.value.value : undefined;
}
