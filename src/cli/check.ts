import type { Command } from "commander";
import { placeDiagnostics } from "../check/placed.ts";
import { check, fix } from "../compile.ts";
import { fixFile } from "../node/fix-file.ts";
import { readInput, STANDARD_STREAM } from "../node/input.ts";
import { writeOutput } from "../node/output.ts";
import { extendRegistry } from "../registry/import/merge.ts";
import { loadRegistry } from "../node/registry/load.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import { fetchOptions, forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printPlaced } from "./report/program.ts";
import { styleFor, writeErr, writeOut } from "./terminal.ts";
import { decodeSource } from "../python/decode-source.ts";

export interface CheckFlags extends CommonFlags {
  tolerant?: true;
  fix?: true;
}

/** `shortcut2py check`: what is wrong goes to the standard output, because it is what was asked for. */
export async function runCheck(files: string[], flags: CheckFlags, command: Command): Promise<void> {
  const { color, json = false, tolerant = false, fix: fixes = false } = flags;
  const user = loadUserRegistry();
  const known = extendRegistry(loadRegistry(), user);
  const options = { tolerant, registry: user };
  const run = async (file: string) => {
    const { bytes } = await readInput(file, fetchOptions);
    const fixed = fixes ? fixFile(bytes, (text) => fix(text, known, options)) : undefined;
    if (fixed && fixed.fixed.length > 0 && file !== STANDARD_STREAM) writeOutput(file, fixed.content, []);
    const text = fixed?.python ?? decodeSource(bytes);
    const diagnostics = placeDiagnostics(fixed?.diagnostics ?? check(text, known, options), text);
    const errors = diagnostics.filter(({ severity }) => severity === "error").length;
    const warnings = diagnostics.filter(({ severity }) => severity === "warning").length;
    if (errors > 0) process.exitCode = 1;
    // The standard output has the program where the standard input had it.
    const isFilter = fixes && file === STANDARD_STREAM;
    const write = isFilter ? writeErr : writeOut;
    if (isFilter) writeOut(fixed?.content ?? text);
    if (json) {
      const counts = { errors, warnings, ...(fixed && { fixed: fixed.fixed.length }) };
      write(jsonLine({ file, ok: errors === 0, ...counts, diagnostics }));
      return;
    }
    const style = styleFor(isFilter ? "stderr" : "stdout", color);
    const label = labelOf(file);
    for (const item of diagnostics) write(`${printPlaced(label, item, style)}\n`);
    const fixable = diagnostics.filter((item) => item.fix !== undefined).length;
    const offer = fixable > 0 ? `; --fix puts ${fixable} of them right` : "";
    const done = fixed ? `, ${fixed.fixed.length} fixed` : offer;
    write(`${label}: ${count(errors, "error")}, ${count(warnings, "warning")}${done}\n`);
  };
  await forEachInput(files, flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
