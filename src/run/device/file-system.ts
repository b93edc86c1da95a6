import { FOLDER, isFolder, typeOfExtension } from "../files.ts";
import { extensionOf, withoutExtension, type FileItem } from "../value.ts";

/** Where the app keeps a shortcut's files; paths of a shortcut count from here. */
export const ROOT = "/iCloud Drive/Shortcuts";

/**
 * The virtual files: names keep their case and are found without it (Q44). Nothing outside of a run's memory is ever
 * read or written.
 */
export class FileSystem {
  private readonly entries = new Map<string, FileItem>();
  private readonly removed = new Set<string>();

  /** Absolute, without `.`, `..` and empty parts. */
  static resolve(path: string, root: string = ROOT): string {
    const parts: string[] = [];
    for (const part of `${root}/${path}`.split("/")) {
      if (part === "..") parts.pop();
      else if (part !== "" && part !== ".") parts.push(part);
    }
    return `/${parts.join("/")}`;
  }

  get(path: string): FileItem | undefined {
    const found = this.entries.get(keyOf(path));
    return found ?? (path === ROOT || path === "/" ? folderAt(path) : undefined);
  }

  /** Puts a file at a path and makes the folders above it. @returns the file, as it lies there. */
  put(path: string, file: FileItem): FileItem {
    // A file that is written over keeps its name, letter for letter.
    const where = this.entries.get(keyOf(path))?.path ?? path;
    const at = where.lastIndexOf("/");
    const placed: FileItem = { ...file, name: where.slice(at + 1), path: where };
    this.makeFolders(where.slice(0, at));
    this.entries.set(keyOf(where), placed);
    return placed;
  }

  makeFolder(path: string): FileItem {
    this.makeFolders(path);
    return this.get(path)!;
  }

  private makeFolders(path: string): void {
    for (let folder = path; folder !== "" && folder !== "/" && folder !== ROOT;) {
      if (this.entries.has(keyOf(folder))) return;
      this.entries.set(keyOf(folder), folderAt(folder));
      folder = folder.slice(0, folder.lastIndexOf("/"));
    }
  }

  /** A file, or a folder with all that is in it. */
  remove(path: string): void {
    const key = keyOf(path);
    for (const other of [...this.entries.keys()]) {
      if (other !== key && !other.startsWith(`${key}/`)) continue;
      this.entries.delete(other);
      this.removed.add(other);
    }
  }

  /** Whether there was a file at a path once, and is not any more. */
  wasRemoved(path: string): boolean {
    return this.removed.has(keyOf(path)) && !this.entries.has(keyOf(path));
  }

  /** What lies in a folder, by name; with `recursive` also what lies deeper, folders left out. */
  list(path: string, recursive = false): FileItem[] {
    const prefix = keyOf(path) === "/" ? "/" : `${keyOf(path)}/`;
    const found = [...this.entries.entries()].filter(([key, file]) => {
      if (!key.startsWith(prefix)) return false;
      return recursive ? !isFolder(file) : !key.slice(prefix.length).includes("/");
    });
    return found.map(([, file]) => file).sort((a, b) => compareNames(a.name, b.name));
  }

  /** A path that is not taken yet: `a.txt`, `a 2.txt` (Q45). */
  freeName(path: string): string {
    if (!this.get(path)) return path;
    const at = path.lastIndexOf("/") + 1;
    const name = path.slice(at);
    const extension = extensionOf(name);
    for (let count = 2; ; count++) {
      const candidate = `${path.slice(0, at)}${withoutExtension(name)} ${count}${extension === "" ? "" : `.${extension}`}`;
      if (!this.get(candidate)) return candidate;
    }
  }

  /** Every file and folder, by path. */
  all(): FileItem[] {
    return [...this.entries.values()].sort((a, b) => compareNames(a.path!, b.path!));
  }
}

/** As a person sorts names: without case, numbers by their size. */
export function compareNames(a: string, b: string): number {
  return COLLATOR.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const COLLATOR = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

function keyOf(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

function folderAt(path: string): FileItem {
  return { kind: "file", name: path.slice(path.lastIndexOf("/") + 1), type: FOLDER, content: null, path };
}

/** A file with this content, whose type its name says. */
export function fileNamed(
  name: string,
  content: string | Uint8Array | null,
  more: Partial<FileItem> = {},
): FileItem {
  return { kind: "file", name, type: typeOfExtension(extensionOf(name)), content, ...more };
}
