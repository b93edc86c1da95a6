/** Prints layout documents: decides what stays on a line, as `ruff format` does. */
import { ANONYMOUS, type Doc, hardLine, isSequence } from "./doc.ts";
import { count } from "./strings.ts";
import { columnAfter, indentation, INDENT_WIDTH, LINE_WIDTH } from "./width.ts";

/** What a measurement takes for fitting: the text up to the first line break, or every line. */
type Measure = "first-line" | "all-lines" | "all-lines-may-overflow";

/** A document to be printed, with the mode and the indentation (in columns) of its place. */
interface Frame {
  doc: Doc;
  /** If the document is a sequence: the index of its first part that is still to be printed. */
  next: number;
  flat: boolean;
  indent: number;
  measure: Measure;
}

const frameOf = (doc: Doc, flat: boolean, indent: number, measure: Measure): Frame => ({
  doc,
  next: 0,
  flat,
  indent,
  measure,
});

export interface PrintedDoc {
  /** Without a line break at the end. */
  text: string;
  /** How many line breaks are in it. */
  lineBreaks: number;
  /** The lists whose trailing comma was printed. */
  expandedLists: ReadonlySet<object>;
}

/** Prints a document that starts on a new line, `indent` columns in. */
export function printDoc(doc: Doc, indent: number): PrintedDoc {
  return new Printer(doc, indent).print();
}

class Printer {
  private output = "";
  private lineBreaks = 0;
  private column = 0;
  /** Columns of indentation to write before the next text. */
  private pendingIndent: number;
  /** Whether what follows on this line has been measured already, as part of something larger. */
  private measured = false;
  /** Whether the group with an id is flat; measuring sets it, too. */
  private readonly flatById: boolean[] = [];
  private readonly stack: Frame[];
  private readonly expandedLists = new Set<object>();

  constructor(doc: Doc, indent: number) {
    this.pendingIndent = indent;
    this.stack = [frameOf(doc, false, indent, "first-line")];
  }

  print(): PrintedDoc {
    for (let frame = this.stack.pop(); frame !== undefined; frame = this.stack.pop()) this.printFrame(frame);
    return { text: this.output, lineBreaks: this.lineBreaks, expandedLists: this.expandedLists };
  }

  private push(frame: Frame, doc: Doc, flat = frame.flat, indent = frame.indent): void {
    this.stack.push(frameOf(doc, flat, indent, frame.measure));
  }

  private printFrame(frame: Frame): void {
    const { doc } = frame;
    if (typeof doc === "string") {
      this.write(doc);
      this.column = columnAfter(doc, this.column, LINE_WIDTH);
      return;
    }
    if (isSequence(doc)) {
      const part = doc[frame.next++];
      if (frame.next < doc.length) this.stack.push(frame);
      if (part !== undefined) this.push(frame, part);
      return;
    }
    switch (doc.kind) {
      case "line":
        if (frame.flat && doc.flat !== undefined) {
          this.write(doc.flat);
          this.column += doc.flat.length;
        } else {
          if (this.column > 0) this.breakLine();
          this.startLine(frame.indent);
        }
        return;
      case "multiline-text":
        this.write(doc.text);
        this.lineBreaks += count(doc.text, "\n");
        this.column = columnAfter(lastLine(doc.text), 0, LINE_WIDTH);
        this.measured = false;
        return;
      case "trailing-comma":
        if (frame.flat) return;
        this.write(",");
        this.column++;
        this.expandedLists.add(doc.list);
        return;
      case "expand-parent":
        return;
      case "group": {
        const flat = !doc.expand && this.canBeFlat(frame, doc.id, doc.content);
        if (doc.id !== ANONYMOUS) this.flatById[doc.id] = flat;
        this.push(frame, doc.content, flat);
        return;
      }
      case "group-inside": {
        const flat = this.flatById[doc.id]
          ? frame.flat
          : !doc.expand && this.canBeFlat(frame, ANONYMOUS, doc.content);
        this.push(frame, doc.content, flat);
        return;
      }
      case "indent":
        this.push(frame, doc.content, frame.flat, frame.indent + INDENT_WIDTH);
        return;
      case "indent-inside":
        this.push(frame, doc.content, frame.flat, this.indentInside(frame, doc.id));
        return;
      case "conditional":
        if (this.flatById[doc.id] === doc.flat) this.push(frame, doc.content);
        return;
      case "fits-expanded":
        // Its content was measured as if expanded: whether it fits flat is still to be seen.
        if (this.flatById[doc.id]) this.measured = false;
        this.push(frame, doc.content);
        return;
      case "parenthesize":
        this.printParenthesize(frame, doc.id, doc.content);
        return;
      case "alternatives":
        this.printAlternatives(frame, doc.variants);
        return;
    }
  }

  private printParenthesize(frame: Frame, id: number, content: Doc): void {
    const parentheses = !this.canBeFlat(frame, id, content) && this.fitsInParentheses(frame, id, content);
    this.flatById[id] = !parentheses;
    if (!parentheses) {
      this.push(frame, content, true);
      return;
    }
    this.push(frame, ")", false);
    this.push(frame, hardLine, false);
    this.push(frame, content, false, frame.indent + INDENT_WIDTH);
    this.push(frame, ["(", hardLine], false, frame.indent + INDENT_WIDTH);
  }

  private fitsInParentheses(frame: Frame, id: number, content: Doc): boolean {
    this.flatById[id] = false;
    const { flat, indent } = frame;
    return this.fits([
      frameOf([hardLine, ")"], flat, indent, "all-lines"),
      frameOf(["(", hardLine, content], flat, indent + INDENT_WIDTH, "all-lines"),
    ]);
  }

  private printAlternatives(frame: Frame, variants: Doc[]): void {
    if (frame.flat && this.measured) {
      this.push(frame, variants[0]!);
      return;
    }
    this.measured = true;
    const last = variants.length - 1;
    for (let index = 0; index < last; index++) {
      const variant = frameOf(variants[index]!, true, frame.indent, frame.measure);
      if (this.fits([variant])) {
        this.stack.push(variant);
        return;
      }
    }
    this.push(frame, variants[last]!, false);
  }

  /** Whether a group can be printed flat; measures it unless something around it has been measured already. */
  private canBeFlat(frame: Frame, id: number, content: Doc): boolean {
    if (frame.flat && this.measured) return true;
    this.measured = true;
    if (id !== ANONYMOUS) this.flatById[id] = true;
    return this.fits([frameOf(content, true, frame.indent, frame.measure)]);
  }

  /**
   * Whether `work` (last frame first), followed by what is still to be printed, fits on the rest of the line:
   * up to the first line break of an expanded frame, or line by line where a frame says so.
   */
  // oxlint-disable-next-line max-lines-per-function -- one case for each kind of document, as in printing
  private fits(work: Frame[]): boolean {
    let rest = this.stack.length;
    let { column, pendingIndent } = this;
    for (;;) {
      const frame = work.pop() ?? this.stack[--rest];
      if (frame === undefined) return true;
      const { doc, next, flat, indent, measure } = frame;
      if (typeof doc === "string") {
        column = columnAfter(doc, column + pendingIndent, LINE_WIDTH);
        pendingIndent = 0;
        if (column > LINE_WIDTH && measure !== "all-lines-may-overflow") return false;
        continue;
      }
      if (isSequence(doc)) {
        if (next + 1 < doc.length) work.push({ doc, next: next + 1, flat, indent, measure });
        if (next < doc.length) work.push(frameOf(doc[next]!, flat, indent, measure));
        continue;
      }
      switch (doc.kind) {
        case "line":
          if (!flat) {
            if (measure === "first-line") return true;
            column = 0;
            pendingIndent = indent;
          } else if (doc.flat === undefined) {
            return true;
          } else if (doc.flat === " ") {
            column += pendingIndent + 1;
            pendingIndent = 0;
            if (column > LINE_WIDTH && measure !== "all-lines-may-overflow") return false;
          }
          break;
        case "multiline-text":
          if (measure === "first-line") {
            return columnAfter(firstLine(doc.text), column + pendingIndent, LINE_WIDTH) <= LINE_WIDTH;
          }
          // Lines before the last may be as wide as they like, even where all lines are measured.
          column = columnAfter(lastLine(doc.text), 0, LINE_WIDTH);
          pendingIndent = 0;
          if (column > LINE_WIDTH && measure === "all-lines") return false;
          break;
        case "trailing-comma":
          if (!flat) work.push(frameOf(",", flat, indent, measure));
          break;
        case "expand-parent":
          break;
        case "group":
        case "group-inside": {
          const isGroup = doc.kind === "group" || !this.flatById[doc.id];
          const groupFlat = isGroup ? flat && !doc.expand : flat;
          if (doc.kind === "group" && doc.id !== ANONYMOUS) this.flatById[doc.id] = groupFlat;
          work.push(frameOf(doc.content, groupFlat, indent, measure));
          break;
        }
        case "indent":
          work.push(frameOf(doc.content, flat, indent + INDENT_WIDTH, measure));
          break;
        case "indent-inside":
          work.push(frameOf(doc.content, flat, this.indentInside(frame, doc.id), measure));
          break;
        case "conditional":
          if (this.flatById[doc.id] === doc.flat) work.push(frameOf(doc.content, flat, indent, measure));
          break;
        case "fits-expanded":
          if (flat && this.flatById[doc.id]) {
            work.push(frameOf(doc.content, false, indent, "all-lines-may-overflow"));
          } else if (flat && doc.expand) {
            return false;
          } else {
            work.push(frameOf(doc.content, flat, indent, measure));
          }
          break;
        case "parenthesize":
          this.flatById[doc.id] = flat;
          work.push(frameOf(doc.content, flat, indent, measure));
          break;
        case "alternatives":
          if (flat) work.push(frameOf(doc.variants[0]!, true, indent, "first-line"));
          else work.push(frameOf(doc.variants.at(-1)!, false, indent, measure));
          break;
      }
    }
  }

  private indentInside(frame: Frame, id: number): number {
    return this.flatById[id] ? frame.indent : frame.indent + INDENT_WIDTH;
  }

  private write(text: string): void {
    if (this.pendingIndent > 0 && text !== "") {
      this.output += indentation(this.pendingIndent);
      this.column = this.pendingIndent;
      this.pendingIndent = 0;
    }
    this.output += text;
  }

  private breakLine(): void {
    this.output += "\n";
    this.lineBreaks++;
  }

  private startLine(indent: number): void {
    this.column = 0;
    this.pendingIndent = indent;
    this.measured = false;
  }
}

function firstLine(text: string): string {
  return text.slice(0, text.indexOf("\n"));
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf("\n") + 1);
}
