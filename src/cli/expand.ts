import { Readable } from "node:stream";
import { jsonInputs } from "../batch/inputs/index-file.ts";
import { kindOfHead } from "../batch/inputs/kind.ts";
import { shortcutsOf } from "../batch/inputs/library.ts";
import { listInputs } from "../batch/inputs/list.ts";
import { readContent } from "../batch/read-content.ts";
import type { BatchInput } from "../batch/record.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { quote, ShortcutError } from "../diagnostics/error.ts";
import type { Input } from "../node/input-bytes.ts";
import type { FoundShortcut } from "./found-shortcut.ts";

/** The shortcuts in a file that may hold several: a list, an archive, a library. */
export function expandFile(path: string): AsyncGenerator<FoundShortcut> {
  return found(listInputs([path]), path);
}

/** The same, of what came on the standard input. */
export async function* expandBytes(bytes: Uint8Array, label: string): AsyncGenerator<FoundShortcut> {
  const place = { folder: process.cwd(), allowOutside: false };
  switch (kindOfHead(Buffer.from(bytes.subarray(0, 4096)))) {
    case "json":
      yield* found(jsonInputs(Readable.from([bytes]), label, place), label);
      break;
    case "sqlite":
      yield* found(await shortcutsOf(bytes, label), label);
      break;
    default:
      yield { label, read: async () => ({ bytes }) };
  }
}

async function* found(
  inputs: AsyncIterable<BatchInput> | Iterable<BatchInput>,
  argument: string,
): AsyncGenerator<FoundShortcut> {
  for await (const input of inputs) {
    // The number or the name that tells it from the others in there.
    const part = /[#!].*$/s.exec(input.source)?.[0] ?? "";
    yield { label: argument + part, read: async () => readBatchInput(input) };
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
      // Reading a file never goes out to the network: what somebody wants from there, he names himself.
      throw new ShortcutError(
        "SC1011",
        `This says where ${name === undefined ? "a shortcut" : `the shortcut ${quote(name)}`} is, but does not hold it.`,
        { hint: `Convert the link instead: ${content.link}` },
      );
    case "problem": {
      const { code, message, hint } = content.problem;
      throw new AccessError(code as AccessError["code"], message, hint === undefined ? {} : { hint });
    }
  }
}
