import { mkdirSync, realpathSync, renameSync, rmSync, statSync, writeFileSync, type Stats } from "node:fs";
import { dirname, join } from "node:path";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "./system-error.ts";

/** Whether a path given as an output means a directory: it is one, or is spelled like one. */
export function isDirectoryPath(path: string): boolean {
  return /[/\\]$/.test(path) || (statOf(path)?.isDirectory() ?? false);
}

/** Gives the files in one directory their names. */
export class OutputNames {
  private readonly taken = new Set<string>();

  /**
   * A name after the shortcut; the second of one name gets `-2`. Names are compared as file systems do that know no
   * case. A title may hold anything, so what a path could trip over is replaced.
   */
  next(title: string, extension: string): string {
    const stem = fileStem(title);
    for (let i = 1; ; i++) {
      const name = `${stem}${i === 1 ? "" : `-${i}`}${extension}`;
      const key = name.normalize("NFC").toLowerCase();
      if (this.taken.has(key)) continue;
      this.taken.add(key);
      return name;
    }
  }
}

/** Leaves room for an extension and a number in the 255 bytes that file systems allow. */
const LONGEST_STEM = 200;

function fileStem(title: string): string {
  let stem = title.slice(0, LONGEST_STEM).replace(/[/\\:*?"<>|\p{Cc}\p{Cs}]/gu, "_");
  stem = stem.replace(/^[.\s]+|[.\s]+$/g, "");
  while (Buffer.byteLength(stem) > LONGEST_STEM) stem = stem.replace(/.$/su, "");
  if (RESERVED.test(stem)) stem = `_${stem}`;
  return stem || "shortcut";
}

/** Names of devices, which Windows has in every folder, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9\xB9\xB2\xB3]|lpt[0-9\xB9\xB2\xB3]|conin\$|conout\$)(?:$|[. ])/i;

/**
 * Writes a whole file or none of it. Directories above it are made; one of the inputs is never overwritten.
 *
 * @throws AccessError SC5002
 */
export function writeOutput(path: string, content: string | Uint8Array, inputs: readonly string[]): void {
  const existing = statOf(path);
  if (existing && inputs.some((input) => isSameFile(existing, statOf(input)))) {
    throw new AccessError("SC5002", `${path} would overwrite the input.`, { hint: "Choose another output." });
  }
  try {
    // A device or a pipe cannot be replaced; it has to be written to.
    if (existing && !existing.isFile() && !existing.isDirectory()) writeFileSync(path, content);
    else replaceFile(existing ? realpathSync(path) : path, content);
  } catch (error) {
    const message = `${path} cannot be written: ${describeSystemError(error)}.`;
    throw new AccessError("SC5002", message, { cause: error });
  }
}

function replaceFile(path: string, content: string | Uint8Array): void {
  const directory = dirname(path);
  mkdirSync(directory, { recursive: true });
  const temporary = join(directory, `.shortcut2py-${process.pid}.tmp`);
  try {
    writeFileSync(temporary, content, { flag: "wx" });
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Undefined also where the path makes no sense; opening it will say why. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

function isSameFile(a: Stats, b: Stats | undefined): boolean {
  return a.dev === b?.dev && a.ino === b.ino;
}
