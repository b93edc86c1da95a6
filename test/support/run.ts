import { decodeActions } from "../../src/ir/decode.ts";
import type { Runnable } from "../../src/run/program.ts";
import { run, type RunOptions, type RunResult } from "../../src/run/run.ts";
import type { DeviceSpec, Json } from "../../src/run/device/spec.ts";
import { describeValue } from "../../src/run/trace.ts";
import type { PlistDict } from "../../src/plist/value.ts";
import type { Actions } from "./shortcut.ts";

/** A shortcut of the present: inputs that are not written are blank. */
export function runnable(actions: Actions): Runnable {
  return decodeActions({ WFWorkflowClientVersion: "2607.1", WFWorkflowActions: flatten(actions) }, []);
}

function flatten(actions: Actions): PlistDict[] {
  return actions.flatMap((item) => (Array.isArray(item) ? flatten(item) : [item as PlistDict]));
}

export function runActions(actions: Actions, device: DeviceSpec = {}, options: RunOptions = {}): RunResult {
  return run(runnable(actions), device, options);
}

/** What a shortcut puts out, as JSON; of one that does not get so far, how it ends and why. */
export function resultOf(actions: Actions, device: DeviceSpec = {}, options: RunOptions = {}): Json {
  const { status, by, result, error } = runActions(actions, device, options);
  if (error !== undefined) return `${status}: ${error.message}`;
  return by === "cancel" ? "cancelled" : describeValue(result);
}
