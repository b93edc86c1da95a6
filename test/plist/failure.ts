import { ShortcutError } from "../../src/diagnostics/error.ts";

/** The ShortcutError that `read` throws; anything else that it does fails the test. */
export function failureOf(read: () => unknown): ShortcutError {
  try {
    read();
  } catch (error) {
    if (error instanceof ShortcutError) return error;
    throw error;
  }
  throw new Error("It was read.");
}
