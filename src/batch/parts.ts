import { createHash } from "node:crypto";
import { statSync } from "node:fs";
import { crc32 } from "node:zlib";
import type { BatchInput } from "./record.ts";

/** Inputs that are handed to an engine together. */
export interface Part {
  number: number;
  inputs: BatchInput[];
  /** SHA-256 over the sources of all inputs of this part and those before it, and what tells that they have changed. */
  digest: string;
}

const MOST_INPUTS = 32;
/** Bytes that inputs hold themselves, rather than name. */
const MOST_BYTES = 4 * 1024 * 1024;

/** Cuts inputs into parts: the same inputs always into the same ones. */
export async function* partsOf(
  inputs: AsyncIterable<BatchInput> | Iterable<BatchInput>,
): AsyncGenerator<Part> {
  const hash = createHash("sha256");
  let number = 0;
  let part: BatchInput[] = [];
  let size = 0;
  const take = (): Part => {
    const taken = { number: number++, inputs: part, digest: hash.copy().digest("hex") };
    part = [];
    size = 0;
    return taken;
  };
  for await (const input of inputs) {
    part.push(input);
    hash.update(`${input.source}\n${stateOf(input)}\n`);
    if (input.content.kind === "bytes") size += input.content.bytes.length;
    if (part.length === MOST_INPUTS || size >= MOST_BYTES) yield take();
  }
  if (part.length > 0) yield take();
}

/** What is quick to tell of an input's content, and differs if that has changed. */
function stateOf({ content }: BatchInput): string {
  switch (content.kind) {
    case "bytes":
      return `${content.bytes.length} ${crc32(content.bytes)}`;
    case "path":
      try {
        const { size, mtimeMs } = statSync(
          typeof content.path === "string" ? content.path : Buffer.from(content.path),
        );
        return `${size} ${mtimeMs}`;
      } catch {
        return "";
      }
    default:
      return "";
  }
}
