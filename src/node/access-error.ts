/**
 * What can keep a shortcut from being fetched or a result from being written. Codes are stable, and continue those of
 * `ShortcutError`: `SC50xx` files, `SC51xx` links, `SC52xx` batches, `SC53xx` data sets and
 * models, `SC54xx` evaluation.
 */
export type AccessErrorCode =
  /** The file cannot be read: there is none, it is a directory, or reading is not allowed. */
  | "SC5001"
  /** The file cannot be written. */
  | "SC5002"
  /** There is more to read than any shortcut has. */
  | "SC5003"
  /** A link that is not one to a shared shortcut. */
  | "SC5101"
  /** There is no shortcut at the link: its owner stopped sharing it, or there never was one. */
  | "SC5102"
  /** iCloud does not hand the shortcut to anyone. */
  | "SC5103"
  /** Apple has blocked the shortcut, or not yet approved of it. */
  | "SC5104"
  /** iCloud cannot be reached, does not answer in time, or answers that it failed. */
  | "SC5105"
  /** iCloud's answer makes no sense, or points to a place that is not Apple's. */
  | "SC5106"
  /** An entry of an index names nothing to read, or makes no sense. */
  | "SC5201"
  /** An archive, an index or a database that cannot be read on. */
  | "SC5202"
  /** Reading an input took longer than the limit, or more memory: the thread that did it was ended. */
  | "SC5203"
  /** The output belongs to another batch, or is no output of a batch at all. */
  | "SC5204"
  /** A package that only this needs is not installed. */
  | "SC5205"
  /** Redis cannot be reached. */
  | "SC5206"
  /** An entry of an index or an archive names a place outside of it. */
  | "SC5207"
  /** A model cannot be asked: no key, no endpoint, or one that fails again and again. */
  | "SC5301"
  /** What is to be a data set is none, or is one of another version. */
  | "SC5302"
  /** The tokens or the money that a step may use are used up. */
  | "SC5303"
  /** No model may be asked, and the tape has no answer. */
  | "SC5304"
  /** A file of prices, prompts, keys or exemplars makes no sense. */
  | "SC5305"
  /** A bug of ours, met in a batch. */
  | "SC5299"
  /** A file that defines no tokenizer. */
  | "SC5401"
  /** Predictions or references that cannot be scored: a row without an id or code, the same id twice. */
  | "SC5402"
  /** No prediction has a reference. */
  | "SC5403";

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

/** What the operating system said, in words; its own message would repeat the path and name the system call. */
export function describeSystemError(error: unknown): string {
  const code = systemErrorCode(error);
  return (code === undefined ? undefined : SYSTEM_ERRORS[code]) ?? code ?? String(error);
}

export function systemErrorCode(error: unknown): string | undefined {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : undefined;
}

const SYSTEM_ERRORS: Record<string, string> = {
  EACCES: "permission denied",
  EEXIST: "there is a file of that name",
  EISDIR: "it is a directory",
  ELOOP: "its symbolic links go round in a circle",
  EMFILE: "too many files are open",
  ENAMETOOLONG: "the name is too long",
  ENOENT: "no such file or directory",
  ENOSPC: "the disk is full",
  ENOTDIR: "a part of the path is not a directory",
  EPERM: "the operation is not permitted",
  EROFS: "the file system is read-only",
};
