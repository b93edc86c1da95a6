import { Readable } from "node:stream";
import { jsonInputs } from "../batch/inputs/index-file.ts";
import { kindOfHead } from "../batch/inputs/kind.ts";
import { shortcutsOf } from "../batch/inputs/library.ts";
import { listInputs } from "../batch/inputs/list.ts";
import { LinkFetcher } from "../batch/links.ts";
import { readContent } from "../batch/read-content.ts";
import type { BatchInput } from "../batch/record.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import type { FetchOptions } from "../node/icloud.ts";
import type { Input } from "../node/input-bytes.ts";
import type { FoundShortcut } from "./found-shortcut.ts";

/** Links that are fetched in a second. */
const RATE = 2;

/** The shortcuts in a file that may hold several: a list, an archive, a library. */
export function expandFile(path: string, options: FetchOptions): AsyncGenerator<FoundShortcut> {
  return found(listInputs([path]), path, options);
}

/** The same, of what came on the standard input. */
export async function* expandBytes(
  bytes: Uint8Array,
  label: string,
  options: FetchOptions,
): AsyncGenerator<FoundShortcut> {
  const place = { folder: process.cwd(), allowOutside: false };
  switch (kindOfHead(Buffer.from(bytes.subarray(0, 4096)))) {
    case "json":
      yield* found(jsonInputs(Readable.from([bytes]), label, place), label, options);
      break;
    case "sqlite":
      yield* found(await shortcutsOf(bytes, label), label, options);
      break;
    default:
      yield { label, read: async () => ({ bytes }) };
  }
}

async function* found(
  inputs: AsyncIterable<BatchInput> | Iterable<BatchInput>,
  argument: string,
  options: FetchOptions,
): AsyncGenerator<FoundShortcut> {
  const links = new LinkFetcher(undefined, RATE, options);
  for await (const input of inputs) {
    // The number or the name that tells it from the others in there.
    const part = /[#!].*$/s.exec(input.source)?.[0] ?? "";
    yield { label: argument + part, read: async () => readBatchInput(await links.resolve(input)) };
  }
}

function readBatchInput({ name, content }: BatchInput): Input {
  const named = name === undefined ? {} : { name };
  switch (content.kind) {
    case "path":
      return { bytes: readContent(content), ...named };
    case "bytes":
      return { bytes: content.bytes, ...named };
    case "link":
      throw new AccessError("SC5201", "A link has to be fetched first.");
    case "problem": {
      const { code, message, hint } = content.problem;
      throw new AccessError(code as AccessError["code"], message, hint === undefined ? {} : { hint });
    }
  }
}
