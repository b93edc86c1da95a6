/**
 * The printer: from the syntax tree to text that `ruff format` (default settings) leaves as it is.
 *
 * A statement is first printed flat; only if that does not fit on a line is it laid out (`direct.ts`, {@link Layout}).
 */
import type { Assign, Comment, Expr, ExprStmt, For, If, Match, Module, Stmt } from "../ast.ts";
import { type Gap, type Place, blankLinesBeforeLastComment, blankLinesFirst } from "./blank-lines.ts";
import { printDoc } from "./doc-printer.ts";
import { writeDirectly, writeNames } from "./direct.ts";
import type { Doc } from "./doc.ts";
import { flatExpr, FlatWriter } from "./flat.ts";
import { Layout } from "./layout.ts";
import { assignDoc, caseDoc, expressionDoc, flatFunctionHeader, forDoc, functionDoc } from "./statement.ts";
import { count, printDocstring } from "./strings.ts";
import { INDENT_WIDTH } from "./width.ts";

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
  return new ModulePrinter().module(module);
}

export { canInterpolate } from "./expression.ts";

class ModulePrinter {
  private readonly writer = new FlatWriter();
  private readonly lines: LineEntry[] = [];
  private nextLine = 1;
  private depth = 0;

  module(module: Module): PrintedModule {
    if (module.docstring !== undefined) this.text(printDocstring(module.docstring, true), undefined);
    this.statements(module.body, "module", module.docstring !== undefined);
    const { writer, lines } = this;
    writer.checkLength();
    return { text: writer.text === "" ? "" : `${writer.text}\n`, lines };
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
      if (end > start) this.comments(statements.slice(start, end), blankLinesBeforeLastComment(gap));
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
  private alsoSays({ apart }: Assign | ExprStmt | If | For): void {
    if (apart === undefined) return;
    for (let i = 1; i < apart.length; i++) {
      const { action } = apart[i]!;
      const { line, endLine } = this.lines.at(-1)!;
      if (action !== undefined) this.lines.push({ line, endLine, action });
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
        this.expression(statement.value, action);
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
        this.begin();
        this.writer.word(before);
        this.end(action, writeNames(this.writer, names, this.indent()));
        return;
      }
      case "If":
        this.ifStatement(statement);
        return;
      case "For": {
        const { targets, iter } = statement;
        const { text } = this.writer;
        this.begin();
        this.writer.word(`for ${targets.join(", ")} in `);
        if (!this.flat(iter, ":", action)) {
          this.writer.text = text;
          this.layout(forDoc, statement, action);
        }
        this.alsoSays(statement);
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
    const { targets, annotation, value, action } = statement;
    const { writer } = this;
    const { text } = writer;
    this.begin();
    for (let index = 0; index < targets.length; index++) {
      if (index > 0) writer.symbol(" = ");
      writer.word(targets[index]!);
    }
    if (annotation !== undefined) writer.word(`: ${annotation}`);
    writer.symbol(" = ");
    if (this.flat(value, "", action)) return;
    const isDirect = targets.length === 1 && !annotation?.includes("[");
    if (isDirect && this.direct(value, true, action)) return;
    writer.text = text;
    this.layout(assignDoc, statement, action);
  }

  private expression(value: Expr, action: number | undefined): void {
    const { text } = this.writer;
    this.begin();
    if (this.flat(value, "", action) || this.direct(value, false, action)) return;
    this.writer.text = text;
    this.layout(expressionDoc, value, action);
  }

  private ifStatement(statement: If): void {
    const { test, body, elifs, orelse, action } = statement;
    this.withExpression("if ", test, ":", action);
    this.alsoSays(statement);
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
      const { text } = this.writer;
      this.begin();
      this.writer.word(`case ${flatExpr(pattern, "one-line")}`);
      if (guard) this.writer.symbol(" if ");
      if (!(guard ? this.flat(guard, ":", caseAction) : this.rest(":", caseAction))) {
        this.writer.text = text;
        this.layout(caseDoc, item, caseAction);
      }
      this.block(body, "block");
    }
    this.depth--;
  }

  /** One expression, where it stands after a keyword. */
  private withExpression(before: string, expr: Expr, after: string, action: number | undefined): void {
    const { writer } = this;
    const { text } = writer;
    this.begin();
    writer.symbol(before);
    if (this.flat(expr, after, action) || (after === "" && this.direct(expr, true, action))) return;
    writer.text = text;
    this.layout((layout) => [before, layout.statementValue(expr), after], undefined, action);
  }

  private comment({ lines, action }: Comment): void {
    const first = this.nextLine;
    for (const line of lines) this.text(line === "" ? "#" : `# ${line}`, undefined);
    this.record(first, action);
  }

  /** Prints a line if it fits; says whether it did. */
  private fitting(line: string, action: number | undefined): boolean {
    const { text } = this.writer;
    this.begin();
    if (this.rest(line, action)) return true;
    this.writer.text = text;
    return false;
  }

  /** Ends the line that has begun with some text if that fits. */
  private rest(text: string, action: number | undefined): boolean {
    return this.writer.word(text) && this.end(action, 0);
  }

  /** Ends the line that has begun with an expression, and what follows it, if they fit; else it is as it was. */
  private flat(expr: Expr, after: string, action: number | undefined): boolean {
    const { writer } = this;
    const { text, column } = writer;
    if (writer.fits() && writer.expr(expr, "multiline")) {
      writer.symbol(after);
      if (writer.fits()) return this.end(action, 0);
    }
    writer.text = text;
    writer.column = column;
    return false;
  }

  private layout<Item>(
    doc: (layout: Layout, item: Item) => Doc,
    item: Item,
    action: number | undefined,
  ): void {
    const indent = this.indent();
    let layout = new Layout();
    let printed = printDoc(doc(layout, item), indent);
    while (layout.dependsOnCommas && printed.expandedLists.size > layout.expandedLists.size) {
      layout = new Layout(printed.expandedLists);
      printed = printDoc(doc(layout, item), indent);
    }
    this.writer.newLine(0);
    this.writer.block(printed.text);
    this.end(action, printed.lineBreaks);
  }

  /** Ends a statement that has begun, and has a common shape, without a document; says whether it had one. */
  private direct(value: Expr, mayGetParentheses: boolean, action: number | undefined): boolean {
    const lineBreaks = writeDirectly(this.writer, value, this.indent(), mayGetParentheses);
    return lineBreaks !== undefined && this.end(action, lineBreaks);
  }

  /** Text that is as it is, whether it fits or not. */
  private text(text: string, action: number | undefined): void {
    this.begin();
    this.writer.block(text);
    this.end(action, count(text, "\n"));
  }

  private begin(): void {
    this.writer.newLine(this.indent());
  }

  /** Ends a statement, or the header of a block, of one line and so many more. */
  private end(action: number | undefined, lineBreaks: number): true {
    const first = this.nextLine;
    this.nextLine += 1 + lineBreaks;
    this.record(first, action);
    return true;
  }

  /** Notes that the lines from `line` to the last one printed stand for an action, if there is one. */
  private record(line: number, action: number | undefined): void {
    if (action !== undefined) this.lines.push({ line, endLine: this.nextLine - 1, action });
  }

  private indent(): number {
    return this.depth * INDENT_WIDTH;
  }

  private blankLines(count: number): void {
    if (count === 0) return;
    this.writer.block("\n".repeat(count));
    this.nextLine += count;
  }
}

function stringOf(statement: Stmt): string | undefined {
  return statement.kind === "ExprStmt" && statement.value.kind === "Str" ? statement.value.value : undefined;
}
