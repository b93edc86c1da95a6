import type { ErrorCode } from "./catalogue.ts";

/** The one error that the core throws for bad input; anything else that escapes is a bug of ours. */
export class ShortcutError extends Error {
  readonly code: ErrorCode;
  /** What the user can do about it, as a sentence; absent where there is nothing to do. */
  readonly hint: string | undefined;
  /** Byte offset in the input (or in the decoded payload) where reading stopped, if it is known. */
  readonly offset: number | undefined;

  constructor(code: ErrorCode, message: string, details: { hint?: string; offset?: number } = {}) {
    super(message);
    this.name = "ShortcutError";
    this.code = code;
    this.hint = details.hint;
    this.offset = details.offset;
  }
}

const LONGEST_QUOTE = 60;

/** Untrusted text for a message: in quotes, cut, and without a character that could act on a terminal. */
export function quote(text: string): string {
  const cut = text.length > LONGEST_QUOTE ? `${text.slice(0, LONGEST_QUOTE)}...` : text;
  return JSON.stringify(cut).replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "\uFFFD");
}
