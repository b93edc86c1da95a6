import { basename, extname } from "node:path";
import type { Command } from "commander";
import { placeDiagnostics } from "../check/placed.ts";
import { compile } from "../compile.ts";
import { readInput, STANDARD_STREAM } from "../node/input.ts";
import { writeOutput } from "../node/output.ts";
import { loadUserRegistry } from "../node/registry/user-registry.ts";
import { signShortcut, type SigningMode } from "../node/sign.ts";
import { fetchOptions, forEachInput, jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printPlaced } from "./report/program.ts";
import { writeErr, writeMessage, writeOut } from "./terminal.ts";
import { decodeSource } from "../python/decode-source.ts";

export interface SignFlags extends CommonFlags {
  output: string;
  mode: SigningMode;
  signingServer?: string;
  withSecrets?: true;
}

/** Stands in for the command of a Mac; the variable is for tests only. */
const signCommand = process.env["SHORTCUT2PY_SIGN_COMMAND"];

/** `shortcut2py sign` */
export async function runSign(file: string, flags: SignFlags, command: Command): Promise<void> {
  const { color, json = false, output, mode, signingServer, withSecrets = false } = flags;
  const run = async () => {
    const bytes = await shortcutOf(file, flags);
    if (!bytes) return;
    const token = process.env["SHORTCUT2PY_SIGNING_TOKEN"];
    const { signer, differences, ...signed } = await signShortcut(bytes, {
      name: basename(output, extname(output)),
      mode,
      withSecrets,
      ...(signingServer !== undefined && { server: signingServer }),
      ...(token !== undefined && { token }),
      ...(signCommand !== undefined && { command: JSON.parse(signCommand) as string[] }),
    });
    writeOutput(output, signed.bytes, [file]);
    if (json) {
      writeOut(jsonLine({ file, ok: true, output, signer, differences }));
      return;
    }
    writeErr(
      `${output}: signed${signer === "apple" ? "" : ", but Apple does not vouch for who signed it"}\n`,
    );
    for (const { keyPath, kind } of differences)
      writeErr(`${output}: ${keyPath} came back changed (${kind})\n`);
  };
  await forEachInput([file], { color }, command, run, (failure) => {
    if (json) writeOut(jsonLine(failure));
  });
}

/** The shortcut in a file, or the one that a program says; undefined where it says none, which is then said. */
async function shortcutOf(file: string, { color, json }: SignFlags): Promise<Uint8Array | undefined> {
  const { bytes: source } = await readInput(file, fetchOptions);
  if (file === STANDARD_STREAM || !/\.py$/i.test(file)) return source;
  const text = decodeSource(source);
  const { bytes, diagnostics } = compile(text, { registry: loadUserRegistry() });
  const placed = placeDiagnostics(diagnostics, text);
  if (!bytes) process.exitCode = 1;
  if (!bytes && json) writeOut(jsonLine({ file, ok: false, diagnostics: placed }));
  else for (const item of placed) writeMessage(color, (style) => printPlaced(labelOf(file), item, style));
  return bytes;
}
