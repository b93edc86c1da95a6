import { closeSync, existsSync, fstatSync, openSync, readFileSync, realpathSync } from "node:fs";
import { basename, dirname, isAbsolute, join, relative, resolve } from "node:path";
import { describeSystemError } from "../node/system-error.ts";
import { writeOutput } from "../node/output.ts";

/** What a tool tells the agent instead of a result: what happened, and what to do next. */
export class ToolError extends Error {
  readonly next: string;

  constructor(message: string, next: string) {
    super(message);
    this.name = "ToolError";
    this.next = next;
  }
}

/** A file of a megabyte is a shortcut with ten thousand actions; what is larger than this is none. */
const LARGEST_FILE = 64 * 1024 * 1024;

/** The files below one folder, and no others: neither by `..`, nor by an absolute path, nor through a link. */
export class Workspace {
  /** Without links. */
  readonly root: string;

  constructor(folder: string) {
    this.root = realpathSync(folder);
  }

  /** @throws ToolError */
  read(path: string): Uint8Array {
    const file = this.#resolve(path);
    let handle: number;
    try {
      handle = openSync(file, "r");
    } catch (error) {
      throw new ToolError(
        `${path} cannot be read: ${describeSystemError(error)}.`,
        "Give a path below the folder of this server.",
      );
    }
    try {
      const stats = fstatSync(handle);
      if (!stats.isFile()) throw new ToolError(`${path} is not a file.`, "Give the path of a file.");
      if (stats.size > LARGEST_FILE) throw new ToolError(`${path} is larger than 64 MiB.`, "No shortcut is.");
      return readFileSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  /**
   * Writes a whole file or none.
   *
   * @throws ToolError if there is a file already and `overwrite` is not set, or nothing can be written there
   */
  write(path: string, content: Uint8Array | string, overwrite: boolean): void {
    const file = this.#resolve(path);
    if (!overwrite && existsSync(file)) {
      throw new ToolError(`${path} is there already.`, "Give another path, or set overwrite to true.");
    }
    try {
      writeOutput(file, content, []);
    } catch (error) {
      throw new ToolError(
        error instanceof Error ? error.message : String(error),
        "Give a path in a folder that exists.",
      );
    }
  }

  /** The real place of a path, which may not exist itself. */
  #resolve(path: string): string {
    if (path.includes("\0")) throw new ToolError("A path cannot hold a null character.", "Leave it out.");
    const wanted = resolve(this.root, path);
    const place = existsSync(wanted) ? realpathSync(wanted) : join(realFolder(wanted), basename(wanted));
    const below = relative(this.root, place);
    if (below === "" || below.startsWith("..") || isAbsolute(below)) {
      throw new ToolError(
        `${path} is outside of the folder of this server.`,
        "Only files below the folder that the server was started in can be read or written.",
      );
    }
    return place;
  }
}

function realFolder(path: string): string {
  const folder = dirname(path);
  if (!existsSync(folder)) return folder;
  return realpathSync(folder);
}
