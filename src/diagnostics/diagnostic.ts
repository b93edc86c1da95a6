export type Severity = "error" | "warning" | "info";

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
  SC4020: ["info", "the XML is not as Apple writes it; it was read as what it can only mean"],
  SC4021: ["info", "the shortcut stands inside something else"],
  SC6001: ["error", "the program is not Python as the dialect has it"],
  SC6002: ["error", "a statement stands for no action"],
  SC6003: ["error", "an expression stands for no value of a shortcut"],
  SC6004: ["error", "a name is read that nothing defines"],
  SC6005: ["error", "a function is called that stands for no action"],
  SC6006: ["warning", "the metadata do not fit the program any more"],
  SC6007: ["warning", "no action of this name is known"],
  SC6008: ["warning", "an action has no parameter of this name that is known"],
  SC6009: ["warning", "a value is none of those that a parameter takes"],
  SC6010: ["warning", "a value is not of the type that a parameter takes"],
  SC6011: ["warning", "a part of the program never runs"],
  SC6013: ["info", "a part of the program was read as something else"],
  SC6014: ["info", "the text of the program was repaired"],
  SC6012: ["warning", "a name is read before it is set"],
} as const satisfies Record<string, readonly [Severity, string]>;

export type DiagnosticCode = keyof typeof catalogue;

/** The general sentence that belongs to a code; a diagnostic's message says it for the case at hand. */
export function describeCode(code: DiagnosticCode): string {
  return catalogue[code][1];
}

export function diagnostic(code: DiagnosticCode, message: string, where: Where = {}): Diagnostic {
  return { code, severity: catalogue[code][0], message, where };
}
