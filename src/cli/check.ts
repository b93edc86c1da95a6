import type { Command } from "commander";
import { placeDiagnostics } from "../check/placed.ts";
import { check } from "../compile.ts";
import { readInput } from "../node/input.ts";
import { extendRegistry } from "../registry/import/merge.ts";
import { loadRegistry } from "../node/registry/load.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import { fetchOptions, forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printPlaced } from "./report/program.ts";
import { styleFor, writeOut } from "./terminal.ts";

export interface CheckFlags extends CommonFlags {
  tolerant?: true;
}

/** `shortcut2py check`: what is wrong goes to the standard output, because it is what was asked for. */
export async function runCheck(files: string[], flags: CheckFlags, command: Command): Promise<void> {
  const { color, json = false, tolerant = false } = flags;
  const user = loadUserRegistry();
  const known = extendRegistry(loadRegistry(), user);
  const style = styleFor("stdout", color);
  const run = async (file: string) => {
    const { bytes } = await readInput(file, fetchOptions);
    const text = new TextDecoder().decode(bytes);
    const diagnostics = placeDiagnostics(check(text, known, { tolerant, registry: user }), text);
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
    if (errors > 0) process.exitCode = 1;
    if (json) {
      writeOut(jsonLine({ file, ok: errors === 0, errors, warnings, diagnostics }));
      return;
    }
    const label = labelOf(file);
    for (const item of diagnostics) writeOut(`${printPlaced(label, item, style)}\n`);
    writeOut(`${label}: ${count(errors, "error")}, ${count(warnings, "warning")}\n`);
  };
  await forEachInput(files, flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
