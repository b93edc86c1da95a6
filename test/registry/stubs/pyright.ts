import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export interface Finding {
  file: string;
  severity: "error" | "warning" | "information";
  rule?: string;
  message: string;
  range: { start: { line: number } };
}

const pyright = createRequire(import.meta.url).resolve("pyright/index.js");

/** Writes files below a directory. */
export function writeFiles(directory: string, files: ReadonlyMap<string, string>): void {
  for (const [path, text] of files) {
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
}

/**
 * What pyright finds in files, with its own settings and for Python 3.11; undefined if it takes too long.
 *
 * @param directory where `shortcut_actions` is.
 * @param seconds how long it may take.
 */
export function check(directory: string, files: readonly string[], seconds: number): Finding[] | undefined {
  const { stdout, error } = spawnSync(
    process.execPath,
    [pyright, "--outputjson", "--pythonversion", "3.11", ...files],
    { cwd: directory, encoding: "utf8", timeout: seconds * 1000, maxBuffer: 1e9 },
  );
  if (error) return undefined;
  return (JSON.parse(stdout) as { generalDiagnostics: Finding[] }).generalDiagnostics;
}
