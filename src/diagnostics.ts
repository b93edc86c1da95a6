export type Severity = "warning" | "info";

/** Where a diagnostic points: an action by its 0-based position in `WFWorkflowActions`, and a key path below it. */
export interface Where {
  action?: number;
  /** Keys and positions from the action's parameters down, joined by dots. */
  keyPath?: string;
}

/** Something about a file that its reader should know and that did not keep it from being converted. */
export interface Diagnostic {
  code: DiagnosticCode;
  severity: Severity;
  message: string;
  where: Where;
}

/** The catalogue. Codes are stable: a code is never used again for something else. */
const catalogue = {
  SC4001: ["warning", "control flow is unbalanced"],
  SC4002: ["warning", "a reference points at no action of this shortcut"],
  SC4003: ["info", "several actions share one UUID"],
  SC4004: ["warning", "an attachment does not stand where its text has a placeholder"],
  SC4005: ["warning", "an action is not a dictionary with an identifier and parameters"],
  SC4006: ["info", "a menu has several cases of one title"],
  SC4007: ["warning", "actions stand between a menu and its first case"],
  SC4008: ["info", "a value is of a kind that this version does not know; it is written out raw"],
  SC4009: ["warning", "an If has more than one Otherwise"],
  SC4010: ["info", "the file is a JSON dump made by another program, not by Shortcuts"],
  SC4011: ["info", "the signature does not hold"],
  SC4012: ["info", "blocks are nested deeper than Python can express"],
  SC4013: ["info", "a variable that feeds the next action is set again before that action reads it"],
} as const satisfies Record<string, readonly [Severity, string]>;

export type DiagnosticCode = keyof typeof catalogue;

/** The general sentence that belongs to a code; a diagnostic's message says it for the case at hand. */
export function describeCode(code: DiagnosticCode): string {
  return catalogue[code][1];
}

export function diagnostic(code: DiagnosticCode, message: string, where: Where = {}): Diagnostic {
  return { code, severity: catalogue[code][0], message, where };
}
