import type { Command } from "commander";
import { readInput } from "../node/input.ts";
import { inspectInput } from "../node/process-input.ts";
import { forEachInput, fetchOptions, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printInspection, printPrivacy } from "./report/inspection.ts";
import { styleFor, writeOut } from "./terminal.ts";

export interface InspectFlags extends CommonFlags {
  privacy?: true;
}

/** `shortcut2py inspect` */
export async function runInspect(files: string[], flags: InspectFlags, command: Command): Promise<void> {
  const { json = false, privacy = false } = flags;
  const print = privacy ? printPrivacy : printInspection;
  const style = styleFor("stdout", flags.color);
  let reports = 0;
  const run = async (file: string) => {
    const inspection = await inspectInput(await readInput(file, fetchOptions));
    if (json) {
      writeOut(jsonLine({ file, ...inspection }));
    } else {
      writeOut((reports++ > 0 ? "\n" : "") + print(labelOf(file), inspection, style));
    }
  };
  await forEachInput(files, flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}
