import { MAX_INPUT_SIZE } from "../../node/limits.ts";

/** A line that is longer than any shortcut in base64. */
export const TOO_LONG = Symbol("too long");

export const LONGEST_LINE = 2 * MAX_INPUT_SIZE;

/** The lines of a stream, without their ends; of one that is too long, only that it was there. */
export async function* readLines(
  stream: AsyncIterable<Uint8Array>,
): AsyncGenerator<string | typeof TOO_LONG> {
  let parts: Uint8Array[] = [];
  let size = 0;
  const take = (): string | typeof TOO_LONG => {
    const line = size > LONGEST_LINE ? TOO_LONG : Buffer.concat(parts).toString("utf8").replace(/\r$/, "");
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of stream) {
    let from = 0;
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      size += end - from;
      if (size <= LONGEST_LINE) parts.push(chunk.subarray(from, end));
      yield take();
      from = end + 1;
    }
    if (from === chunk.length) continue;
    size += chunk.length - from;
    if (size <= LONGEST_LINE) parts.push(chunk.subarray(from));
    else parts = [];
  }
  if (size > 0) yield take();
}
