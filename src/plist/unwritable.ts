import { ShortcutError } from "../diagnostics/error.ts";

/** The error for a value that a property list of any format has no room for. */
export function unwritable(what: string): ShortcutError {
  return new ShortcutError("SC2005", `A property list cannot hold ${what}.`);
}
