import type { Command } from "commander";
import type { Input } from "../node/input-bytes.ts";
import { inspectInput } from "../node/process-input.ts";
import { jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printInspection, printPrivacy } from "./report/inspection.ts";
import { forEachShortcut } from "./shortcuts.ts";
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
  const run = async (input: Input, file: string) => {
    const inspection = await inspectInput(input);
    if (json) {
      writeOut(jsonLine({ file, ...inspection }));
    } else {
      writeOut((reports++ > 0 ? "\n" : "") + print(labelOf(file), inspection, style));
    }
  };
  await forEachShortcut(files, flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}
