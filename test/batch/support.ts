import { spawn } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { afterAll, beforeAll } from "vitest";
import type { DataRecord } from "../../src/batch/record.ts";
import { buildPackage, makeDirectory, run, type Run, type RunOptions } from "../support/command.ts";
import { shortcutFile } from "../support/plist-files.ts";

/** A shortcut that says a text; different texts make different shortcuts. */
export function saying(text: string): Uint8Array {
  return shortcutFile([["gettext", { WFTextActionText: text, UUID: text }], ["speaktext"]], {
    WFWorkflowClientVersion: "900",
  });
}

export const EMPTY = shortcutFile([]);
export const COMMENT = shortcutFile([["comment", { WFCommentActionText: "Nothing yet" }]]);

/** The built package and a folder to work in, for the tests of one file. */
export interface Bench {
  command: string;
  package: string;
  path: (name: string) => string;
  write: (name: string, content: string | Uint8Array) => void;
  shortcut2py: (args: string[], options?: RunOptions) => Promise<Run>;
  /** Runs the command, and kills it with SIGKILL after so many milliseconds. */
  killAfter: (args: string[], milliseconds: number) => Promise<{ killed: boolean }>;
  /** Kills it as soon as something is so. */
  killWhen: (args: string[], isSo: () => boolean) => Promise<{ killed: boolean }>;
}

export function setUp(): Bench {
  const built = makeDirectory();
  const work = makeDirectory();
  beforeAll(() => buildPackage(built.path));
  afterAll(() => {
    built.remove();
    work.remove();
  });
  const command = join(built.path, "cli.js");
  const path = (name: string) => join(work.path, name);
  const killWhen: Bench["killWhen"] = (args, isSo) => {
    const child = spawn(process.execPath, [command, ...args], { cwd: work.path, stdio: "ignore" });
    const timer = setInterval(() => isSo() && child.kill("SIGKILL"), 10);
    return new Promise((resolve) => {
      child.on("close", (_code, signal) => {
        clearInterval(timer);
        resolve({ killed: signal === "SIGKILL" });
      });
    });
  };
  return {
    command,
    package: built.path,
    path,
    write: (name, content) => {
      mkdirSync(dirname(path(name)), { recursive: true });
      writeFileSync(path(name), content);
    },
    shortcut2py: (args, options) => run(process.execPath, [command, ...args], { cwd: work.path, ...options }),
    killAfter: (args, milliseconds) => {
      const end = performance.now() + milliseconds;
      return killWhen(args, () => performance.now() >= end);
    },
    killWhen,
  };
}

/** The records, or other lines of JSON, in a file. */
export function linesOf<T = DataRecord>(path: string): T[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line) as T);
}
