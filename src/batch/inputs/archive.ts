import { createReadStream } from "node:fs";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { getFileNameLowLevel, openPromise, validateFileName, type Entry, type ZipFile } from "yauzl";
import { AccessError } from "../../diagnostics/access-error.ts";
import { shortcutName } from "../../node/input.ts";
import { MAX_INPUT_SIZE, readAll, tooLarge } from "../../node/limits.ts";
import type { BatchContent, BatchInput } from "../record.ts";
import { describeProblem } from "../transcribe-one.ts";
import { problemInput } from "./row.ts";
import { unpacked } from "./unpacked.ts";

// Whatever is wrong with an entry is an input with a problem, and the others are read. An archive that cannot be read
// on ends with one, too.

/** The files in a `.zip`, as they lie in it; hidden ones and what a Mac adds are left out. */
export async function* zipInputs(path: string, label: string): AsyncGenerator<BatchInput> {
  let zip: ZipFile | undefined;
  try {
    // Names are looked at one by one, since yauzl gives the whole archive up over a single bad one.
    zip = await openPromise(path, { decodeStrings: false });
    for await (const entry of zip.eachEntry()) {
      const name = nameOf(entry);
      if (isNoise(name)) continue;
      const isOutside = validateFileName(name) !== null;
      yield isOutside ? outside(label, name) : entryInput(label, name, await contentOf(readZip(zip, entry)));
    }
  } catch (error) {
    yield endedEarly(label, error);
  } finally {
    zip?.close();
  }
}

function nameOf(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  return getFileNameLowLevel(entry.generalPurposeBitFlag, raw, entry.extraFields, false);
}

function readZip(zip: ZipFile, entry: Entry): () => Promise<Uint8Array> {
  return async () => {
    if (entry.uncompressedSize > MAX_INPUT_SIZE) throw tooLarge(MAX_INPUT_SIZE);
    return readAll(await zip.openReadStreamPromise(entry));
  };
}

/** The files in a `.tar` or `.tar.gz`, likewise. */
export async function* tarInputs(path: string, label: string, isPacked: boolean): AsyncGenerator<BatchInput> {
  const archive = extract();
  const done = (): void => {};
  if (isPacked) pipeline(createReadStream(path), createGunzip(), archive, done);
  else pipeline(createReadStream(path), archive, done);
  let isCut = false;
  try {
    for await (const entry of archive) {
      const { name, type, size = 0 } = entry.header;
      if (type !== "file" || isNoise(name)) {
        entry.resume();
        continue;
      }
      // Read to its end in any case: whoever stops within an entry stops the archive.
      const content = await contentOf(async () => {
        if (size <= MAX_INPUT_SIZE) return readAll(entry as AsyncIterable<Uint8Array>);
        for await (const _ of entry);
        throw tooLarge(MAX_INPUT_SIZE);
      });
      isCut = content.kind === "problem" && content.problem.code === "SC5202";
      yield validateFileName(name.replace(/^\.\//, "")) === null
        ? entryInput(label, name, content)
        : outside(label, name);
    }
  } catch (error) {
    // The entry that was cut off has said so.
    if (!isCut) yield endedEarly(label, error);
  }
}

/** A single file that is packed with gzip. */
export async function* gzipInputs(path: string, label: string): AsyncGenerator<BatchInput> {
  const content = await contentOf(() => readAll(unpacked(createReadStream(path))));
  const name = shortcutName(path.replace(/\.gz$/i, ""));
  yield { id: label, source: label, name, content };
}

/** What an entry holds, or why it cannot be unpacked. */
async function contentOf(read: () => Promise<Uint8Array>): Promise<BatchContent> {
  try {
    return { kind: "bytes", bytes: await read() };
  } catch (error) {
    if (error instanceof AccessError) return { kind: "problem", problem: describeProblem(error) };
    const message = `This entry cannot be unpacked: ${reasonOf(error)}.`;
    return { kind: "problem", problem: { code: "SC5202", message } };
  }
}

function entryInput(label: string, name: string, content: BatchContent): BatchInput {
  const source = `${label}!${name.replace(/^\.\//, "")}`;
  return { id: source, source, name: shortcutName(name), content };
}

function outside(label: string, name: string): BatchInput {
  return problemInput(
    `${label}!${name}`,
    "The name of this entry leads out of the archive.",
    undefined,
    "SC5207",
  );
}

function endedEarly(label: string, error: unknown): BatchInput {
  return problemInput(label, `The archive cannot be read on: ${reasonOf(error)}.`, undefined, "SC5202");
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isNoise(name: string): boolean {
  return name.endsWith("/") || /(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/))/.test(name);
}
