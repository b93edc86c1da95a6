import type { Layout } from "../context/writing.ts";
import type { NameStyle } from "../registry/names.ts";
import type { Filter } from "./record.ts";

/** How a batch transcribes; what threads and other machines are told. Data only. */
export interface TranscribeOptions {
  layout: Layout;
  /** Whether programs carry `__shortcut__`, without which the exact file cannot be made again. */
  metadata: boolean;
  /** Whether the body says what has no effect, too; then there is no `__shortcut__`. */
  lossless: boolean;
  /** What functions and keywords are called. */
  names: NameStyle;
  /** Whether to replace what looks like a secret or like personal data (default false). */
  redact?: boolean;
  /** Whether to run each shortcut on the default virtual device, and say what it does (default false). */
  execute?: boolean;
  /** What to leave out. Duplicates of all kinds are looked at where all records come together. */
  drop: Filter[];
  /** With `large`: the most bytes of a file. */
  maxBytes?: number;
  /** With `few-actions` and `many-actions`. */
  minActions?: number;
  maxActions?: number;
  /** With `other-apis`: the identifiers that a shortcut may use. */
  apis?: string[];
}

export const DEFAULT_OPTIONS: TranscribeOptions = {
  layout: "function",
  metadata: false,
  lossless: false,
  names: "api",
  drop: [],
};
