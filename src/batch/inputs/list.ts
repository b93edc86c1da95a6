import { createReadStream, existsSync, statSync, type Stats } from "node:fs";
import { basename, join, resolve } from "node:path";
import picomatch from "picomatch";
import { ShortcutError } from "../../diagnostics/error.ts";
import { AccessError } from "../../diagnostics/access-error.ts";
import { describeSystemError } from "../../node/system-error.ts";
import { parseShareLink } from "../../node/icloud.ts";
import { isLink, LIBRARY_NAME, shortcutName, STANDARD_STREAM } from "../../node/input.ts";
import type { BatchInput } from "../record.ts";
import { gzipInputs, tarInputs, zipInputs } from "./archive.ts";
import { filesBelow, toSlashes, type FoundFile } from "./folder.ts";
import { csvInputs, jsonInputs, jsonlInputs } from "./index-file.ts";
import { kindOf } from "./kind.ts";
import { libraryInputs } from "./library.ts";
import { problemInput } from "./row.ts";

export interface ListOptions {
  /** A folder to leave out, because the output goes there. */
  except?: string;
  /** Whether the paths in an index may lead out of its folder (default false). */
  allowOutside?: boolean;
}

/**
 * All inputs that a command line names, in an order that is the same each time: folders sorted by name, everything else
 * as it stands in its file. Reads ahead only what it has to. A list, an archive or a library is as many inputs as it
 * holds, wherever it stands. What cannot be read, as a whole or from some point on, is an input with a problem.
 *
 * @throws AccessError at once if there is no such file; later if a folder that is named cannot be read
 */
export function listInputs(args: readonly string[], options: ListOptions = {}): AsyncGenerator<BatchInput> {
  for (const argument of args) {
    if (argument !== STANDARD_STREAM && !isLink(argument) && !existsSync(argument) && !isGlob(argument)) {
      throw new AccessError("SC5001", `${argument} cannot be read: no such file or directory.`);
    }
  }
  return eachInput(args, options);
}

async function* eachInput(args: readonly string[], options: ListOptions): AsyncGenerator<BatchInput> {
  const { allowOutside = false } = options;
  for (const argument of args) {
    if (argument === STANDARD_STREAM) {
      yield* guarded("stdin", jsonInputs(process.stdin, "stdin", { folder: process.cwd(), allowOutside }));
    } else if (isLink(argument)) yield linkInput(argument);
    else yield* pathInputs(argument, options);
  }
}

function isGlob(argument: string): boolean {
  return picomatch.scan(argument).isGlob;
}

function linkInput(link: string): BatchInput {
  return { id: parseShareLink(link) ?? link, source: link, content: { kind: "link", link } };
}

async function* pathInputs(path: string, options: ListOptions): AsyncGenerator<BatchInput> {
  const except = options.except === undefined ? undefined : resolve(options.except);
  const stats = statSync(path, { throwIfNoEntry: false });
  if (!stats) yield* globInputs(path, picomatch.scan(path).base || ".", except, options);
  else if (!stats.isDirectory()) yield* namedInputs(path, basename(path), stats, options);
  else if (existsSync(join(path, LIBRARY_NAME))) {
    // A Mac keeps other things beside its library, of which none is a shortcut.
    yield* fileInputs(join(path, LIBRARY_NAME), LIBRARY_NAME, options);
  } else {
    const name = basename(resolve(path));
    for (const file of filesBelow(path, except)) yield* foundInputs(file, `${name}/${file.label}`, options);
  }
}

async function* globInputs(
  pattern: string,
  base: string,
  except: string | undefined,
  options: ListOptions,
): AsyncGenerator<BatchInput> {
  const matches = picomatch(pattern, { dot: false });
  let found = false;
  for (const file of filesBelow(base, except)) {
    const label = base === "." ? file.label : `${toSlashes(base).replace(/\/$/, "")}/${file.label}`;
    if (!matches(label)) continue;
    found = true;
    yield* foundInputs(file, label, options);
  }
  if (!found) throw new AccessError("SC5001", `No file matches ${pattern}.`);
}

/** Devices, pipes and sockets may have no end, and nothing in them stays for a second look. */
function namedInputs(
  path: string,
  label: string,
  stats: Stats,
  options: ListOptions,
): AsyncIterable<BatchInput> | BatchInput[] {
  if (stats.isFile()) return fileInputs(path, label, options);
  const hint = "Hand its content over on the standard input, as -, or save it as a file.";
  return [problemInput(label, "This is no file but a device, a pipe or a socket.", hint, "SC5001")];
}

/** Files of a folder: an index among the files that it names would be those files a second time. */
async function* foundInputs(
  file: FoundFile,
  label: string,
  options: ListOptions,
): AsyncGenerator<BatchInput> {
  if (typeof file.path !== "string" || /\.shortcut$/i.test(file.path)) {
    yield {
      id: label,
      source: label,
      name: shortcutName(file.label),
      content: { kind: "path", path: file.path },
    };
    return;
  }
  for await (const input of fileInputs(file.path, label, options)) {
    if (input.content.kind === "path" && input.source !== label) {
      const hint = "Name it by itself if the shortcuts are to have what it says of them.";
      yield problemInput(label, "This index names files, which a folder is read for anyway.", hint);
      return;
    }
    yield input;
  }
}

/** What one file holds. */
async function* fileInputs(path: string, label: string, options: ListOptions): AsyncGenerator<BatchInput> {
  const place = { folder: resolve(path, ".."), allowOutside: options.allowOutside ?? false };
  const single: BatchInput = {
    id: label,
    source: label,
    name: shortcutName(path),
    content: { kind: "path", path },
  };
  let kind: ReturnType<typeof kindOf>;
  try {
    kind = kindOf(path);
  } catch {
    // Whoever reads it says why it cannot be read.
    yield single;
    return;
  }
  switch (kind) {
    case "zip":
      yield* zipInputs(path, label);
      break;
    case "tar":
    case "tar.gz":
      yield* tarInputs(path, label, kind === "tar.gz");
      break;
    case "gz":
      yield* gzipInputs(path, label);
      break;
    case "jsonl":
      yield* guarded(label, jsonlInputs(createReadStream(path), label, place));
      break;
    case "json":
      for await (const input of guarded(label, jsonInputs(createReadStream(path), label, place))) {
        yield input.source === label && input.name === undefined ? { ...input, name: single.name! } : input;
      }
      break;
    case "csv":
      yield* guarded(label, csvInputs(path, label, place.allowOutside));
      break;
    case "sqlite":
      yield* guarded(label, libraryInputs(path, label));
      break;
    case "shortcut":
      yield single;
  }
}

/** A list that cannot be read on ends with an input that says so. */
async function* guarded(label: string, inputs: AsyncIterable<BatchInput>): AsyncGenerator<BatchInput> {
  try {
    yield* inputs;
  } catch (error) {
    if (error instanceof AccessError || error instanceof ShortcutError) {
      yield problemInput(label, error.message, error.hint, error.code);
    } else {
      yield problemInput(label, `It cannot be read on: ${describeSystemError(error)}.`, undefined, "SC5202");
    }
  }
}
