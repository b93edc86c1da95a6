import { existsSync } from "node:fs";
import { join } from "node:path";
import type { Command } from "commander";
import { needsProof } from "../convert.ts";
import type { DiagnosticCode } from "../diagnostics/catalogue.ts";
import type { Layout } from "../context/writing.ts";
import { STANDARD_STREAM } from "../node/input.ts";
import type { Input } from "../node/input-bytes.ts";
import { isDirectoryPath, OutputNames, writeOutput } from "../node/output.ts";
import { convertInput } from "../node/process-input.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import type { NameStyle } from "../registry/names.ts";
import { jsonLine, labelOf, type CommonFlags, type Failure } from "./inputs.ts";
import { printDiagnostic, printMore } from "./report/messages.ts";
import { forEachShortcut } from "./shortcuts.ts";
import { writeMessage, writeOut } from "./terminal.ts";

export interface ConvertFlags extends CommonFlags {
  output?: string;
  layout: Layout;
  metadata: boolean;
  lossless?: true;
  names: NameStyle;
}

/** A file that is broken in one way is so in many places; the first say what it is about. */
const MOST_OF_A_CODE = 5;

/** `shortcut2py convert` */
export async function runConvert(files: string[], flags: ConvertFlags, command: Command): Promise<void> {
  const { json = false, color, layout, metadata, lossless = false, names } = flags;
  const output = flags.output === STANDARD_STREAM ? undefined : flags.output;
  const write = outputFor(files, output, json, command);
  const run = async (input: Input, file: string) => {
    const options = { layout, metadata, lossless, names, registry: loadUserRegistry() };
    const made = await convertInput(input, options);
    const { python, diagnostics, sourceMap, workflow } = made.conversion;
    if (needsProof(made, options)) {
      const { wayBackProblem } = await import("./prove.ts");
      const problem = wayBackProblem(made, options);
      if (problem) diagnostics.push(problem);
    }
    write(input.name ?? "stdin", json ? jsonLine({ file, python, diagnostics, sourceMap }) : python);
    if (json) return;
    const seen = new Map<DiagnosticCode, number>();
    for (const item of diagnostics) {
      const count = (seen.get(item.code) ?? 0) + 1;
      seen.set(item.code, count);
      if (count > MOST_OF_A_CODE) continue;
      writeMessage(color, (style) => printDiagnostic(labelOf(file), item, workflow.actions, style));
    }
    for (const [code, count] of seen) {
      if (count <= MOST_OF_A_CODE) continue;
      writeMessage(color, (style) => printMore(labelOf(file), code, count - MOST_OF_A_CODE, style));
    }
  };
  const fail = (failure: Failure) => {
    if (json && output === undefined) writeOut(jsonLine(failure));
  };
  const isFolder = output !== undefined && writesFolder(files, output);
  await forEachShortcut(files, flags, command, run, fail, !json && !isFolder);
}

function writesFolder(files: readonly string[], output: string): boolean {
  return isDirectoryPath(output) || (files.length > 1 && !existsSync(output));
}

/** Where results go: the standard output, one file, or a file for each in a directory. */
function outputFor(
  files: string[],
  output: string | undefined,
  json: boolean,
  command: Command,
): (title: string, text: string) => void {
  if (output === undefined) {
    if (files.length > 1 && !json) command.error("error: several files need -o DIRECTORY or --json");
    return (_title, text) => writeOut(text);
  }
  if (writesFolder(files, output)) {
    const names = new OutputNames();
    const extension = json ? ".json" : ".py";
    return (title, text) => writeOutput(join(output, names.next(title, extension)), text, files);
  }
  if (files.length > 1) command.error(`error: several files need a directory, and ${output} is none`);
  return (_title, text) => writeOutput(output, text, files);
}
