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
}

export function diagnostic(code: DiagnosticCode, message: string, where: Where = {}): Diagnostic {
  return { code, severity: diagnostics[code].severity, message, where };
}
