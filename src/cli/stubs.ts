import { join } from "node:path";
import type { Command } from "commander";
import { readShortcut } from "../read.ts";
import type { Input } from "../node/input-bytes.ts";
import { writeOutput } from "../node/output.ts";
import { loadExtendedRegistry } from "../node/registry/load.ts";
import { writeStubs } from "../registry/stubs/package.ts";
import type { NameStyle } from "../registry/names.ts";
import type { CommonFlags } from "./inputs.ts";
import { forEachShortcut } from "./shortcuts.ts";

export interface StubsFlags extends CommonFlags {
  /** The directory in which the package `shortcut_actions` is made. */
  output: string;
  /** With files: all APIs, and those of the files that nobody has documented. */
  all?: true;
  names: NameStyle;
}

/** `shortcut2py stubs` */
export async function runStubs(files: string[], flags: StubsFlags, command: Command): Promise<void> {
  const used = new Set<string>();
  let read = 0;
  const run = async ({ bytes }: Input) => {
    for (const { identifier } of readShortcut(bytes).workflow.actions) used.add(identifier);
    read++;
  };
  await forEachShortcut(files, flags, command, run, () => {});
  if (files.length > 0 && read === 0) return;
  const registry = loadExtendedRegistry();
  const isWhole = files.length === 0 || flags.all === true;
  const only = isWhole ? [...registry.identifiers, ...used] : used;
  for (const [path, text] of writeStubs(registry, { only, names: flags.names })) {
    writeOutput(join(flags.output, path), text, files);
  }
}
