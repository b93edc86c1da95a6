import { diagnostics, type DiagnosticCode, type Severity } from "./catalogue.ts";

/** Where a diagnostic points: an action by its 0-based position in `WFWorkflowActions`, and a key path below it. */
export interface Where {
  action?: number;
  /** Keys and positions from the action's parameters down, joined by dots. */
  keyPath?: string;
  /** In a program: where it begins and ends, as UTF-16 offsets. */
  range?: { start: number; end: number };
}

/** Something about a file that its reader should know and that did not keep it from being converted. */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  message: string;
  where: Where;
  /** What one can do about it, where that is not plain from the message. */
  hint?: string;
  /** Of a program: what puts it right, where that has one answer. */
  fix?: Fix;
}

/** The one answer to a diagnostic. */
export interface Fix {
  /** What it does, as a sentence. */
  title: string;
  /** In the order of the text, without an overlap. */
  edits: TextEdit[];
}

/** A piece of a program, by UTF-16 offsets, and what is to stand there. */
export interface TextEdit {
  range: { start: number; end: number };
  text: string;
}

export function diagnostic(code: DiagnosticCode, message: string, where: Where = {}): Diagnostic {
  return { code, severity: diagnostics[code].severity, message, where };
}
