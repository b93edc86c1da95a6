import { createReadStream, existsSync, readdirSync, statSync, type Dirent } from "node:fs";
import { basename, join, resolve, sep } from "node:path";
import picomatch from "picomatch";
import { AccessError, describeSystemError } from "../../node/access-error.ts";
import { parseShareLink } from "../../node/icloud.ts";
import { shortcutName, STANDARD_STREAM } from "../../node/input.ts";
import type { BatchInput } from "../record.ts";
import { archiveInputs } from "./archive.ts";
import { csvInputs, jsonlInputs } from "./index-file.ts";
import { kindOf } from "./kind.ts";
import { libraryInputs } from "./library.ts";

/**
 * All inputs that a command line names, in an order that is the same each time: folders sorted by name, everything else
 * as it stands in its file. Reads ahead only what it has to.
 *
 * @param except a folder to leave out, because the output goes there
 * @throws AccessError at once if there is no such file; later if an archive or a list cannot be read to its end. A part
 *   of one that cannot be read is an input with a problem.
 */
export function listInputs(args: readonly string[], except?: string): AsyncGenerator<BatchInput> {
  for (const argument of args) {
    if (argument !== STANDARD_STREAM && !isLink(argument) && !existsSync(argument) && !isGlob(argument)) {
      throw new AccessError("SC5001", `${argument} cannot be read: no such file or directory.`);
    }
  }
  return eachInput(args, except === undefined ? undefined : resolve(except));
}

async function* eachInput(args: readonly string[], except: string | undefined): AsyncGenerator<BatchInput> {
  for (const argument of args) {
    if (argument === STANDARD_STREAM) yield* jsonlInputs(process.stdin, "stdin", process.cwd());
    else if (isLink(argument)) yield linkInput(argument);
    else yield* pathInputs(argument, except);
  }
}

function isLink(argument: string): boolean {
  return /^https?:\/\//i.test(argument);
}

function isGlob(argument: string): boolean {
  return picomatch.scan(argument).isGlob;
}

function linkInput(link: string): BatchInput {
  return { id: parseShareLink(link) ?? link, source: link, content: { kind: "link", link } };
}

async function* pathInputs(path: string, except: string | undefined): AsyncGenerator<BatchInput> {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) {
    yield* globInputs(path, picomatch.scan(path).base || ".", except);
    return;
  }
  if (stats.isDirectory()) {
    const name = basename(resolve(path));
    for (const file of filesBelow(path, except))
      yield fileInput(join(path, file), `${name}/${toSlashes(file)}`);
    return;
  }
  switch (kindOf(path)) {
    case "zip":
    case "tar":
    case "tar.gz":
      yield* archiveInputs(path);
      return;
    case "jsonl":
    case "jsonl.gz":
      yield* jsonlInputs(createReadStream(path), basename(path), resolve(path, ".."));
      return;
    case "csv":
      yield* csvInputs(path);
      return;
    case "sqlite":
      yield* libraryInputs(path);
      return;
    case "shortcut":
      yield fileInput(path, basename(path));
  }
}

function* globInputs(pattern: string, base: string, except: string | undefined): Generator<BatchInput> {
  const matches = picomatch(pattern, { dot: false });
  let found = false;
  for (const file of filesBelow(base, except)) {
    const path = base === "." ? file : join(base, file);
    if (!matches(toSlashes(path))) continue;
    found = true;
    yield fileInput(path, toSlashes(path));
  }
  if (!found) throw new AccessError("SC5001", `No file matches ${pattern}.`);
}

function fileInput(path: string, source: string): BatchInput {
  return { id: source, source, name: shortcutName(path), content: { kind: "path", path } };
}

/** Files below a folder, by folder and name; hidden ones are none of the user's, and links to folders may go round. */
function* filesBelow(folder: string, except: string | undefined, prefix = ""): Generator<string> {
  let entries: Dirent[];
  try {
    entries = readdirSync(join(folder, prefix), { withFileTypes: true });
  } catch (error) {
    if (prefix !== "") {
      // Whoever reads it as a file hears why it cannot be read; the others go on.
      yield prefix;
      return;
    }
    const message = `The folder ${join(folder, prefix)} cannot be read: ${describeSystemError(error)}.`;
    throw new AccessError("SC5001", message, { cause: error });
  }
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    if (entry.name.startsWith(".")) continue;
    const path = join(prefix, entry.name);
    if (entry.isDirectory()) {
      if (resolve(folder, path) !== except) yield* filesBelow(folder, except, path);
    } else if (entry.isFile() || isLinkToFile(join(folder, path), entry)) yield path;
  }
}

function isLinkToFile(path: string, entry: Dirent): boolean {
  if (!entry.isSymbolicLink()) return false;
  try {
    return statSync(path, { throwIfNoEntry: false })?.isFile() ?? true;
  } catch {
    // Links that go round in a circle: reading one says so.
    return true;
  }
}

function toSlashes(path: string): string {
  return sep === "/" ? path : path.replaceAll(sep, "/");
}
