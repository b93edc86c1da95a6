import type { Command } from "commander";
import { verify } from "../compile.ts";
import type { Difference } from "../ir/compare.ts";
import type { Input } from "../node/input-bytes.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import { jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { harmless } from "./report/style.ts";
import { forEachShortcut } from "./shortcuts.ts";
import { styleFor, writeOut } from "./terminal.ts";

export type VerifyFlags = CommonFlags;

/** `shortcut2py verify` */
export async function runVerify(files: string[], flags: VerifyFlags, command: Command): Promise<void> {
  const { color, json = false } = flags;
  const style = styleFor("stdout", color);
  const run = async ({ bytes }: Input, file: string) => {
    const { equal, total, differences, diagnostics } = verify(bytes, { registry: loadUserRegistry() });
    if (!equal) process.exitCode = 1;
    if (json) {
      writeOut(jsonLine({ file, equal, total, differences, diagnostics }));
      return;
    }
    const label = harmless(labelOf(file));
    if (equal) {
      writeOut(`${label}: comes back equal\n`);
      return;
    }
    writeOut(`${label}: ${style.error("differs")} in ${total} ${total === 1 ? "place" : "places"}\n`);
    for (const difference of differences) writeOut(`  ${printDifference(difference)}\n`);
    if (differences.length < total) writeOut(`  ... and ${total - differences.length} more\n`);
  };
  await forEachShortcut(files, flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}

function printDifference({ keyPath, kind, expected, actual }: Difference): string {
  const [before, after] = [expected ?? "nothing", actual ?? "nothing"];
  return harmless(`${keyPath}: ${kind}: ${before} became ${after}`);
}
