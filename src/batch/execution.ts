import { ShortcutError } from "../diagnostics/error.ts";
import type { Runnable } from "../run/program.ts";
import { run } from "../run/run.ts";
import type { Execution } from "./record.ts";

/** A bound that no shortcut of a data set reaches which does something sensible. */
const LIMITS = { steps: 200_000 };

/** What a shortcut does on the default virtual device, which has an answer to every dialog and no web. */
export function executeWorkflow(workflow: Runnable): Execution {
  try {
    const { status, effects, unmodelled, error } = run(workflow, {}, { limits: LIMITS });
    return { status, effects: effects.length, unmodelled, ...(error && { error: error.message }) };
  } catch (error) {
    if (!(error instanceof ShortcutError)) throw error;
    return { status: "failed", effects: 0, unmodelled: [], error: error.message };
  }
}
