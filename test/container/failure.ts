import { ShortcutError } from "../../src/diagnostics/error.ts";

/** The error that `run` must throw; any other error, or none, fails the test. */
export function failureOf(run: () => unknown): ShortcutError {
  try {
    run();
  } catch (error) {
    if (error instanceof ShortcutError) return error;
    throw error;
  }
  throw new Error("nothing was thrown");
}
