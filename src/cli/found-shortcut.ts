import type { Input } from "../node/input-bytes.ts";

/** A shortcut that an argument of a command names, or one of those that it holds. */
export interface FoundShortcut {
  label: string;
  read: () => Promise<Input>;
}
