import { readdirSync, statSync, type Dirent } from "node:fs";
import { join, resolve, sep } from "node:path";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";

/** A file below a folder. */
export interface FoundFile {
  /** Bytes where the name is no UTF-8, so that no text could name the file. */
  path: string | Uint8Array;
  /** Its path below the folder, with slashes; bytes that are no UTF-8 look like `\xE9`. */
  label: string;
}

/** What SQLite keeps beside a database. */
const SIDE_FILE = /\.sqlite-(?:wal|shm|journal)$/i;

/**
 * Files below a folder, by folder and name; hidden ones are none of the user's, and links to folders may go round.
 *
 * @param except a folder that is left out, as an absolute path
 * @throws AccessError SC5001 if the folder itself cannot be read
 */
export function* filesBelow(folder: string, except: string | undefined, prefix = ""): Generator<FoundFile> {
  let entries: Dirent<Buffer>[];
  try {
    entries = readdirSync(join(folder, prefix), { withFileTypes: true, encoding: "buffer" });
  } catch (error) {
    if (prefix !== "") {
      // Whoever reads it as a file hears why it cannot be read; the others go on.
      yield { path: join(folder, prefix), label: toSlashes(prefix) };
      return;
    }
    const message = `The folder ${folder} cannot be read: ${describeSystemError(error)}.`;
    throw new AccessError("SC5001", message, { cause: error });
  }
  const named = entries.map((entry) => ({ entry, name: printName(entry.name) }));
  named.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const { entry, name } of named) {
    if (name.startsWith(".") || SIDE_FILE.test(name)) continue;
    const label = toSlashes(join(prefix, name));
    if (!isUtf8(entry.name)) {
      // A folder of such a name is read as a file, which says what is wrong.
      yield { path: Buffer.concat([Buffer.from(join(folder, prefix) + sep), entry.name]), label };
      continue;
    }
    const path = join(prefix, name);
    if (entry.isDirectory()) {
      if (resolve(folder, path) !== except) yield* filesBelow(folder, except, path);
    } else if (entry.isFile() || isLinkToFile(join(folder, path), entry)) {
      yield { path: join(folder, path), label };
    }
  }
}

function isLinkToFile(path: string, entry: Dirent<Buffer>): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    // Links that go round in a circle: reading one says so.
    return true;
  }
}

function isUtf8(name: Buffer): boolean {
  return Buffer.from(name.toString("utf8")).equals(name);
}

function printName(name: Buffer): string {
  if (isUtf8(name)) return name.toString("utf8");
  return name
    .toString("latin1")
    .replace(/[\x80-\xFF]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A path as sources have it, on every system. */
export function toSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
