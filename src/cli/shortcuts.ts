import type { Command } from "commander";
import { closeSync, existsSync, openSync, readSync, statSync } from "node:fs";
import { join } from "node:path";
import { ShortcutError } from "../diagnostics/error.ts";
import { isLink, LIBRARY_NAME, readInput, STANDARD_STREAM } from "../node/input.ts";
import type { Input } from "../node/input-bytes.ts";
import type { FoundShortcut } from "./found-shortcut.ts";
import { fetchOptions, forEachInput, reportFailure, type CommonFlags, type Failure } from "./inputs.ts";

/**
 * Does `run` to each shortcut in each input: a list, an archive and a library hold several. One that fails does not
 * stop the others, see {@link forEachInput}.
 *
 * @param single whether the output has a place for one shortcut only
 */
export async function forEachShortcut(
  files: string[],
  flags: CommonFlags,
  command: Command,
  run: (input: Input, label: string) => Promise<void>,
  onFailure: (failure: Failure) => void,
  single = false,
): Promise<void> {
  const each = async (file: string) => {
    for await (const { label, read } of single ? onlyOne(shortcutsIn(file)) : shortcutsIn(file)) {
      try {
        await run(await read(), label);
      } catch (error) {
        reportFailure(label, error, flags, onFailure);
      }
    }
  };
  await forEachInput(files, flags, command, each, onFailure);
}

async function* shortcutsIn(file: string): AsyncGenerator<FoundShortcut> {
  const kind = isLink(file) || file === STANDARD_STREAM ? undefined : kindOfPath(file);
  const isMany =
    kind === "folder" ? existsSync(join(file, LIBRARY_NAME)) : kind === "file" && mayHoldMany(headOf(file));
  if (isMany) {
    const { expandFile } = await import("./expand.ts");
    yield* expandFile(file);
  } else if (kind === "stream" || file === STANDARD_STREAM) {
    const input = await readInput(file, fetchOptions);
    if (mayHoldMany(input.bytes)) {
      const { expandBytes } = await import("./expand.ts");
      yield* expandBytes(input.bytes, file === STANDARD_STREAM ? "stdin" : file);
    } else yield { label: file, read: async () => input };
  } else yield { label: file, read: () => readInput(file, fetchOptions) };
}

/** Undefined for what is not there, which reading says. */
function kindOfPath(path: string): "file" | "folder" | "stream" | undefined {
  try {
    const stats = statSync(path);
    return stats.isFile() ? "file" : stats.isDirectory() ? "folder" : "stream";
  } catch {
    return undefined;
  }
}

const HEAD = 1024;

function headOf(path: string): Uint8Array {
  const head = Buffer.alloc(HEAD);
  try {
    const file = openSync(path, "r");
    try {
      return head.subarray(0, readSync(file, head));
    } finally {
      closeSync(file);
    }
  } catch {
    return head.subarray(0, 0);
  }
}

/** Whether it takes a closer look to tell how many shortcuts there are, by the first bytes of a file. */
function mayHoldMany(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.subarray(0, HEAD)).toString("latin1");
  if (/^(?:PK[\x03\x05]|SQLite format 3|\x1F\x8B)/.test(head) || head.startsWith("ustar", 257)) return true;
  const isJson = /^(?:\xEF\xBB\xBF)?\s*[[{]/.test(head) && !head.startsWith("{\\rtf");
  return isJson && !/^(?:\xEF\xBB\xBF)?\s*\{\s*"WFWorkflow/.test(head);
}

/** The one that there is; nothing is done to the first of several. */
async function* onlyOne(shortcuts: AsyncGenerator<FoundShortcut>): AsyncGenerator<FoundShortcut> {
  const first = await shortcuts.next();
  if (first.done) return;
  if (!(await shortcuts.next()).done) {
    await shortcuts.return(undefined);
    throw new ShortcutError("SC1012", "This file holds several shortcuts.", {
      hint: "Add -o FOLDER/ for a file each, or --json.",
    });
  }
  yield first.value;
}
