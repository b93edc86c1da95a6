import { compile } from "../../compile.ts";
import { AccessError } from "../../diagnostics/access-error.ts";
import { ShortcutError } from "../../diagnostics/error.ts";
import { readValues } from "../../dataset/read-rows.ts";
import type { DeviceSpec } from "../../run/device/spec.ts";
import { checkDevice } from "../../run/device/validate.ts";
import type { Runnable } from "../../run/program.ts";
import { run, type RunResult } from "../../run/run.ts";
import type { Pair } from "../pairs.ts";
import { compareRuns } from "./compare.ts";

/** How a program scores by what it does. */
export interface Execution {
  /** Mean over the devices. */
  score: number;
  /** On every device, it does exactly what the reference does. */
  passed: boolean;
  /** Devices on which it is known what the reference does; the others say nothing. */
  devices: number;
  undetermined: number;
  /** What is not the same, the first of them. */
  differences: string[];
}

/** Devices to run programs on, by the id of their row. */
export type Tasks = ReadonlyMap<string, readonly DeviceSpec[]>;

const MOST_DIFFERENCES = 10;
/** Bounds that no program of a data set reaches which does something sensible. */
const LIMITS = { steps: 200_000 };

/**
 * Tasks: rows with `id` and `devices`, a list of virtual devices as `run --device` takes them.
 *
 * @throws AccessError SC5001, SC5202 if they cannot be read, SC5402 for a row that is no task
 */
export async function readTasks(path: string): Promise<Tasks> {
  const tasks = new Map<string, DeviceSpec[]>();
  for await (const { value, where } of readValues(path)) {
    const { id, devices } = (typeof value === "object" && value !== null ? value : {}) as Record<
      string,
      unknown
    >;
    const wrong = (what: string) =>
      new AccessError("SC5402", `${where} is no task: ${what}.`, {
        hint: 'A task looks like {"id": "...", "devices": [{"clipboard": "..."}, ...]}.',
      });
    if (id === undefined) throw wrong("it has no id");
    if (!Array.isArray(devices) || devices.length === 0) throw wrong("it has no list of devices");
    const problem = devices.map(problemOf).find((text) => text !== undefined);
    if (problem !== undefined) throw wrong(problem);
    tasks.set(String(id), devices as DeviceSpec[]);
  }
  return tasks;
}

/** Why there can be no such device. */
function problemOf(spec: unknown): string | undefined {
  try {
    run({ actions: [], properties: {} }, checkDevice(spec));
    return undefined;
  } catch (error) {
    if (error instanceof ShortcutError) return error.message;
    throw error;
  }
}

/**
 * Runs reference and prediction on the same devices. Undefined where that says nothing: the row has no task, or it is not
 * known on any device what the reference does.
 */
export function scoreExecution({ prediction, reference }: Pair, tasks: Tasks): Execution | undefined {
  const devices = tasks.get(prediction.id);
  const wanted = devices && programOf(reference.code);
  if (!wanted) return undefined;
  const program = programOf(prediction.code);
  const scores: number[] = [];
  const differences: string[] = [];
  let undetermined = 0;
  let passed = program !== undefined;
  if (!program) differences.push("it does not compile");
  for (const [number, device] of devices.entries()) {
    const expected = runOn(wanted, device);
    if (!expected || !isDetermined(expected)) {
      undetermined++;
      continue;
    }
    const found = program && runOn(program, device);
    const comparison = found && compareRuns(expected, found);
    scores.push(comparison?.score ?? 0);
    if (program && !found) differences.push(`device ${number}: it cannot be run there`);
    if (!comparison?.isEqual) passed = false;
    for (const text of comparison?.differences ?? []) differences.push(`device ${number}: ${text}`);
  }
  if (scores.length === 0) return undefined;
  return {
    score: scores.reduce((sum, score) => sum + score, 0) / scores.length,
    passed,
    devices: scores.length,
    undetermined,
    differences: differences.slice(0, MOST_DIFFERENCES),
  };
}

function programOf(code: string): Runnable | undefined {
  const { bytes, workflow } = compile(code, { tolerant: true });
  return bytes && workflow;
}

/** Undefined where the answers that a device has do not fit the program's dialogs. */
function runOn(program: Runnable, device: DeviceSpec): RunResult | undefined {
  try {
    return run(program, device, { limits: LIMITS });
  } catch (error) {
    if (error instanceof ShortcutError) return undefined;
    throw error;
  }
}

/** Whether nothing that is not known had a say in what the run did. */
export function isDetermined({ status, uncertain }: RunResult): boolean {
  return status !== "undetermined" && Object.values(uncertain).every((what) => what.length === 0);
}
