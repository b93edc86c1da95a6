import { ShortcutError } from "../diagnostics/error.ts";

/**
 * How many containers may stand inside one another. Real shortcuts reach 50 (measured on 784 files). The readers
 * and all that work on their results are recursive, and this keeps them far away from the end of the stack.
 */
export const MAX_NESTING = 512;

/** The error for a container on level `MAX_NESTING + 1`; `place` says where that stands. */
export function nestedTooDeeply(place: string, offset?: number): ShortcutError {
  return new ShortcutError("SC2002", `More than ${MAX_NESTING} levels of nesting (${place}).`, {
    hint: "Shortcuts writes no such files: this one was damaged, or made to break its readers.",
    ...(offset === undefined ? {} : { offset }),
  });
}
