/**
 * What can stop a whole file. Everything less than that is a {@link Diagnostic}.
 * Codes are stable: `SC1xxx` container, `SC2xxx` property list, `SC30xx` not a shortcut,
 * `SC31xx` not definitions of actions.
 */
export type ErrorCode =
  /** Nothing in the file. */
  | "SC1001"
  /** A known kind of file that is not a shortcut (web page, git-lfs pointer, zip, image ...). */
  | "SC1002"
  /** Bytes of no kind that we know. */
  | "SC1003"
  /** The file ends before its own header says it does. */
  | "SC1004"
  /** An encrypted archive (AEA profile 1 to 5). */
  | "SC1005"
  /** A compression or a checksum that Shortcuts does not use. */
  | "SC1006"
  /** The content does not match its checksum, or does not decompress. */
  | "SC1007"
  /** A header field holds an impossible value. */
  | "SC1008"
  /** The content is larger than the limit. */
  | "SC1009"
  /** The archive holds no `Shortcut.wflow`. */
  | "SC1010"
  /** An iCloud record: it names the shortcut and says where to get it, but does not hold it. */
  | "SC1011"
  /** Several shortcuts in one file, where one is asked for. */
  | "SC1012"
  /** The property list is malformed. */
  | "SC2001"
  /** The property list is nested too deeply, or refers to itself. */
  | "SC2002"
  /** The property list expands to too many values. */
  | "SC2003"
  /** Malformed JSON. */
  | "SC2004"
  /** A value that the format to be written cannot hold. */
  | "SC2005"
  /** A sound property list that is not a shortcut (no `WFWorkflowActions`). */
  | "SC3001"
  /** `WFWorkflowActions`, or one of its actions, has the wrong type. */
  | "SC3002"
  /** As Python, the shortcut would be longer than the limit. */
  | "SC3003"
  /** A sound file that defines no actions. */
  | "SC3101"
  /** A file that defines actions, but not as files of its kind do. */
  | "SC3102"
  /** Definitions that do not say whose they are: the app's bundle id is needed. */
  | "SC3103"
  /** The user's own registry is damaged. */
  | "SC3104";

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
