import type { Command } from "commander";
import { placeDiagnostics } from "../check/placed.ts";
import { compile } from "../compile.ts";
import { readInput, STANDARD_STREAM } from "../node/input.ts";
import { writeOutput } from "../node/output.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import { writeClipboard } from "./clipboard.ts";
import { fetchOptions, forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printPlaced } from "./report/program.ts";
import { writeBytes, writeErr, writeMessage, writeOut } from "./terminal.ts";
import { decodeSource } from "../python/decode-source.ts";

export interface CompileFlags extends CommonFlags {
  output: string;
  format: "binary" | "xml";
  clipboardPlist?: true;
  tolerant?: true;
}

/** `shortcut2py compile` */
export async function runCompile(file: string, flags: CompileFlags, command: Command): Promise<void> {
  const { color, json = false, output, format, clipboardPlist = false, tolerant = false } = flags;
  if (clipboardPlist && output === STANDARD_STREAM) {
    command.error("error: --clipboard-plist writes several files; name a folder with -o");
  }
  const run = async () => {
    const { bytes: source } = await readInput(file, fetchOptions);
    const text = decodeSource(source);
    const { bytes, diagnostics, title, workflow } = compile(text, {
      format,
      tolerant,
      registry: loadUserRegistry(),
    });
    const placed = placeDiagnostics(diagnostics, text);
    if (bytes && clipboardPlist) writeClipboard(output, workflow);
    else if (bytes && output === STANDARD_STREAM) writeBytes(bytes);
    else if (bytes) writeOutput(output, bytes, [file]);
    else process.exitCode = 1;
    if (json) {
      const result = { file, ok: bytes !== undefined, title, actions: workflow.actions.length };
      (output === STANDARD_STREAM ? writeErr : writeOut)(jsonLine({ ...result, diagnostics: placed }));
      return;
    }
    const label = labelOf(file);
    for (const item of placed) writeMessage(color, (style) => printPlaced(label, item, style));
    if (bytes && clipboardPlist) writeErr(clipboardNote(output, workflow.actions.length));
    else if (bytes && output !== STANDARD_STREAM) writeErr(signingNote(output));
  };
  await forEachInput([file], flags, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}

function clipboardNote(output: string, count: number): string {
  return `${output}: ${count} action${count === 1 ? "" : "s"}, each an item of the type com.apple.shortcuts.action.\n`;
}

/** What somebody does next: the app opens signed files only, and nothing but Apple's software can sign. */
function signingNote(output: string): string {
  return `${output}: not signed yet. Shortcuts opens it after \`shortcuts sign -i ${output} -o SIGNED.shortcut\` on a Mac.
The signature is made with a key that only Apple hands out, so no other program can make it: \`shortcut2py sign\` asks one.
`;
}
