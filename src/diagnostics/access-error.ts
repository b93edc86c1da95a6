import type { AccessErrorCode } from "./catalogue.ts";

/** The one error for what is outside of the shortcut itself. */
export class AccessError extends Error {
  readonly code: AccessErrorCode;
  /** What the user can do about it, as a sentence; absent where there is nothing to do. */
  readonly hint: string | undefined;

  constructor(code: AccessErrorCode, message: string, details: { hint?: string; cause?: unknown } = {}) {
    super(message, { cause: details.cause });
    this.name = "AccessError";
    this.code = code;
    this.hint = details.hint;
  }
}
