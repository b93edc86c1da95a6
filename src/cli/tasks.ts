import { basename, extname } from "node:path";
import type { Command } from "commander";
import { draftTask, type TaskDraft } from "../evaluate/execute/draft.ts";
import { readInput } from "../node/input.ts";
import { writeOutput } from "../node/output.ts";
import { fetchOptions, forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { loadRunnable, type RunFlags } from "./run.ts";
import { writeMessage, writeOut } from "./terminal.ts";

export interface TasksFlags extends CommonFlags, Pick<RunFlags, "tolerant"> {
  output?: string;
  id?: string;
  runs: number;
}

/** `shortcut2py tasks` */
export async function runTasks(files: string[], flags: TasksFlags, command: Command): Promise<void> {
  const { output, id, runs, color } = flags;
  if (id !== undefined && files.length > 1) command.error("error: --id goes with one file");
  const tasks: string[] = [];
  const each = async (file: string) => {
    const loaded = loadRunnable(await readInput(file, fetchOptions), flags, file);
    if (!loaded) return;
    const draft = draftTask(loaded.runnable, { id: id ?? basename(file, extname(file)), runs });
    const lines = new Map(loaded.sourceMap.map(({ action, line }) => [action, line]));
    writeMessage(color, () => `${labelOf(file)}: ${describe(draft, lines)}`);
    if (draft.devices.length === 0) process.exitCode = 1;
    else tasks.push(jsonLine(draft));
  };
  await forEachInput(files, flags, command, each, () => {});
  if (output === undefined) writeOut(tasks.join(""));
  else if (tasks.length > 0) {
    const write = async () => writeOutput(output, tasks.join(""), files);
    await forEachInput([output], flags, command, write, () => {});
  }
}

function describe(
  { devices, branches, reached, unreached }: TaskDraft,
  lines: ReadonlyMap<number, number>,
): string {
  if (devices.length === 0) {
    return "no task: on no device that was tried it is known what the shortcut does, since what it uses is not modelled.";
  }
  const found = `${reached} of ${branches} branches on ${devices.length} device${devices.length === 1 ? "" : "s"}`;
  if (unreached.length === 0) return `${found}.`;
  const places = unreached.map((action) => {
    const line = lines.get(action);
    return line === undefined ? `action ${action}` : `line ${line}`;
  });
  return `${found}; not reached: ${places.slice(0, 10).join(", ")}${places.length > 10 ? ", ..." : ""}.`;
}
