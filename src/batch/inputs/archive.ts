import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { extract } from "tar-stream";
import { openPromise, type Entry, type ZipFile } from "yauzl";
import { AccessError } from "../../node/access-error.ts";
import { shortcutName } from "../../node/input.ts";
import { readAll } from "../../node/limits.ts";
import type { BatchContent, BatchInput } from "../record.ts";
import { describeProblem } from "../transcribe-one.ts";
import { kindOf } from "./kind.ts";

/** The files in a `.zip`, `.tar` or `.tar.gz`, as they lie in it; hidden ones and what a Mac adds are left out. */
export function archiveInputs(path: string): AsyncGenerator<BatchInput> {
  return kindOf(path) === "zip" ? zipInputs(path) : tarInputs(path, kindOf(path) === "tar.gz");
}

async function* zipInputs(path: string): AsyncGenerator<BatchInput> {
  let zip: ZipFile | undefined;
  try {
    zip = await openPromise(path);
    for await (const entry of zip.eachEntry()) {
      if (isNoise(entry.fileName)) continue;
      yield entryInput(path, entry.fileName, await contentOf(() => readZipEntry(zip!, entry)));
    }
  } catch (error) {
    throw damaged(path, error);
  } finally {
    zip?.close();
  }
}

async function readZipEntry(zip: ZipFile, entry: Entry): Promise<Uint8Array> {
  return readAll(await zip.openReadStreamPromise(entry));
}

async function* tarInputs(path: string, isPacked: boolean): AsyncGenerator<BatchInput> {
  const archive = extract();
  const done = (): void => {};
  if (isPacked) pipeline(createReadStream(path), createGunzip(), archive, done);
  else pipeline(createReadStream(path), archive, done);
  try {
    for await (const entry of archive) {
      const { name, type } = entry.header;
      if (type !== "file" || isNoise(name)) entry.resume();
      else {
        const content = await contentOf(() => readAll(entry as AsyncIterable<Uint8Array>));
        // One that is too large is not read to its end.
        entry.resume();
        yield entryInput(path, name, content);
      }
    }
  } catch (error) {
    throw damaged(path, error);
  }
}

/** One entry that cannot be unpacked does not keep the others from being read. */
async function contentOf(read: () => Promise<Uint8Array>): Promise<BatchContent> {
  try {
    return { kind: "bytes", bytes: await read() };
  } catch (error) {
    if (error instanceof AccessError) return { kind: "problem", problem: describeProblem(error) };
    const message = `This entry cannot be unpacked: ${error instanceof Error ? error.message : String(error)}.`;
    return { kind: "problem", problem: { code: "SC5202", message } };
  }
}

function entryInput(path: string, name: string, content: BatchContent): BatchInput {
  const source = `${basename(path)}!${name.replace(/^\.\//, "")}`;
  return { id: source, source, name: shortcutName(name), content };
}

function isNoise(name: string): boolean {
  return name.endsWith("/") || /(?:^|\/)(?:__MACOSX\/|\.(?!\/))/.test(name);
}

function damaged(path: string, error: unknown): AccessError {
  if (error instanceof AccessError) return error;
  const reason = error instanceof Error ? error.message : String(error);
  return new AccessError("SC5202", `The archive ${path} cannot be read on: ${reason}.`, { cause: error });
}
