import { closeSync, mkdirSync, openSync, readFileSync, rmSync, writeSync } from "node:fs";
import { hostname } from "node:os";
import { dirname } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { systemErrorCode } from "../node/system-error.ts";
import { writeError } from "./write-error.ts";

/**
 * Takes a folder for this process alone: two that write one data set would spoil it. A lock whose process is gone, as
 * after a kill, is taken over.
 *
 * @returns what gives it up again
 * @throws AccessError SC5208 if another process has it
 */
export function takeLock(path: string): () => void {
  const own = `${process.pid} ${hostname()}`;
  for (let attempt = 0; ; attempt++) {
    try {
      mkdirSync(dirname(path), { recursive: true });
      const file = openSync(path, "wx");
      writeSync(file, own);
      closeSync(file);
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (systemErrorCode(error) !== "EEXIST") throw writeError(path, error);
      const holder = holderOf(path);
      if (attempt > 0 || (holder !== undefined && isAlive(holder))) {
        throw new AccessError("SC5208", `Another process (${holder ?? "unknown"}) writes into this folder.`, {
          hint: `Wait for it. If there is none, delete ${path}.`,
        });
      }
      rmSync(path, { force: true });
    }
  }
}

function holderOf(path: string): string | undefined {
  try {
    return readFileSync(path, "utf8") || undefined;
  } catch {
    return undefined;
  }
}

/** Of another machine, nobody here can tell. */
function isAlive(holder: string): boolean {
  const [pid, host] = holder.split(" ");
  if (host !== hostname()) return true;
  try {
    process.kill(Number(pid), 0);
    return true;
  } catch (error) {
    return systemErrorCode(error) === "EPERM";
  }
}
