import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import type { DiagnosticCode } from "../../diagnostics/catalogue.ts";
import type { Action } from "../../ir/workflow.ts";
import { harmless, type Style } from "./style.ts";

/** An error that has a code and says what to do: `ShortcutError`, and those like it. */
export interface CodedError extends Error {
  readonly code: string;
  readonly hint: string | undefined;
}

/** `FILE: action 12 (is.workflow.actions.math): warning SC4002: ...`; actions are counted from 0, as in the file. */
export function printDiagnostic(
  file: string,
  diagnostic: Diagnostic,
  actions: Action[],
  style: Style,
): string {
  const { code, severity, message, where } = diagnostic;
  const place = where.action === undefined ? "" : `: ${describeAction(where.action, actions)}`;
  return `${harmless(file + place)}: ${style[severity](`${severity} ${code}`)}: ${harmless(message)}`;
}

/** `FILE: 12 more SC4004; --json prints all.` */
export function printMore(file: string, code: DiagnosticCode, count: number, style: Style): string {
  return `${harmless(file)}: ${style.info(`${count} more ${code}`)}; --json prints all.`;
}

/** `FILE: error SC1002: what is wrong. What to do about it.` */
export function printError(file: string, { code, message, hint }: CodedError, style: Style): string {
  const text = hint === undefined ? message : `${message} ${hint}`;
  return `${harmless(file)}: ${style.error(`error ${code}`)}: ${harmless(text)}`;
}

/** An error that should not have come up: what to report, on one line. */
export function printBug(file: string, error: unknown, style: Style): string {
  const what = harmless(error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  const request =
    "This is a bug in shortcut2py; please report it (SHORTCUT2PY_DEBUG=1 shows where it happened).";
  return `${harmless(file)}: ${style.error("internal error")}: ${what}. ${request}`;
}

function describeAction(index: number, actions: Action[]): string {
  const identifier = actions[index]?.identifier;
  return identifier ? `action ${index} (${identifier})` : `action ${index}`;
}
