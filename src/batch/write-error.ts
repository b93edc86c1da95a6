import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";

/** What to say when a part of a data set cannot be written. Nothing is lost by it. */
export function writeError(path: string, error: unknown): AccessError {
  return new AccessError("SC5002", `${path} cannot be written: ${describeSystemError(error)}.`, {
    hint: "The same command with --resume goes on from here.",
    cause: error,
  });
}
