import { convertReading } from "../../convert.ts";
import { readShortcut } from "../../read.ts";
import type { DeviceSpec, Json } from "../../run/device/spec.ts";
import { run, type RunResult } from "../../run/run.ts";
import { describeValue, type Effect, type Step } from "../../run/trace.ts";

/** More steps are not kept: nobody walks through them. */
const MOST_STEPS = 5000;

/** A run as the page shows it. */
export interface RunReport extends Pick<
  RunResult,
  "status" | "by" | "unmodelled" | "questions" | "warnings" | "error"
> {
  result: Json;
  effects: Effect[];
  /** The first steps; `executed` tells how many there were. */
  steps: Step[];
  executed: number;
}

/** Runs a shortcut on a virtual device; nothing of it leaves the worker. */
export function runProgram(bytes: Uint8Array, device: unknown): RunReport {
  const reading = readShortcut(bytes);
  const { sourceMap } = convertReading(reading, {});
  const lines = new Map(sourceMap.map(({ action, line }) => [action, line]));
  const steps: Step[] = [];
  const onStep = (step: Step) => {
    const line = lines.get(step.action);
    if (steps.length < MOST_STEPS) steps.push({ ...step, ...(line !== undefined && { line }) });
  };
  const {
    result,
    effects,
    steps: executed,
    ...outcome
  } = run(reading.workflow, device as DeviceSpec, { onStep });
  const { status, by, unmodelled, questions, warnings, error } = outcome;
  return {
    status,
    ...(by && { by }),
    ...(error && { error }),
    result: describeValue(result),
    effects,
    unmodelled,
    questions,
    warnings,
    steps,
    executed,
  };
}
