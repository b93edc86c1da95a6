import { execFileSync, spawn } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { inject } from "vitest";

/** A directory of a test's own, that others may read too. */
export function makeDirectory(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), "shortcut2py-"));
  chmodSync(path, 0o755);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}

/** Puts the built package into a directory. It is built once for all test files, by the first that gets here. */
export function buildPackage(directory: string): void {
  const built = join(inject("built"), "package");
  const problem = `${built}.problem`;
  try {
    mkdirSync(`${built}.lock`);
    try {
      execFileSync(process.execPath, ["src/build/build.mjs", `${built}.part`], { stdio: "pipe" });
      renameSync(`${built}.part`, built);
    } catch (error) {
      writeFileSync(problem, String(error));
      throw error;
    }
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    while (!existsSync(built)) {
      if (existsSync(problem)) throw new Error(readFileSync(problem, "utf8"), { cause: error });
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50);
    }
  }
  cpSync(built, directory, { recursive: true });
}

export interface RunOptions {
  cwd?: string;
  input?: Uint8Array;
  env?: Record<string, string>;
  /** As a user who is not allowed everything, where the tests run as one who is. */
  unprivileged?: boolean;
}

export interface Run {
  code: number | null;
  stdout: string;
  stderr: string;
}

const NOBODY = 65534;
export const isRoot = process.getuid?.() === 0;

/** Runs a command as a process of its own; colours are up to `env`. */
export function run(command: string, args: string[], options: RunOptions = {}): Promise<Run> {
  const { PATH, HOME } = process.env;
  const child = spawn(command, args, {
    cwd: options.cwd,
    env: { PATH, HOME, ...options.env },
    ...(options.unprivileged && isRoot && { uid: NOBODY, gid: NOBODY }),
  });
  child.stdin.end(options.input ?? "");
  return new Promise((resolve, reject) => {
    const result: Run = { code: null, stdout: "", stderr: "" };
    child.stdout.setEncoding("utf8").on("data", (text: string) => (result.stdout += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (result.stderr += text));
    child.stdin.on("error", () => {});
    child.on("error", reject);
    child.on("close", (code) => resolve({ ...result, code }));
  });
}
