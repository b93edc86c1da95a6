import { PassThrough, Readable, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { AccessError } from "../../diagnostics/access-error.ts";

/** The first bytes of a stream (all, if it has no more), and the stream with them. */
export async function peeked(
  stream: AsyncIterable<Uint8Array>,
  size: number,
): Promise<{ head: Buffer; isAll: boolean; whole: AsyncGenerator<Uint8Array> }> {
  const iterator = stream[Symbol.asyncIterator]();
  const parts: Uint8Array[] = [];
  let length = 0;
  let isAll = false;
  while (length < size && !isAll) {
    const next = await iterator.next();
    if (next.done) isAll = true;
    else {
      parts.push(next.value);
      length += next.value.length;
    }
  }
  const whole = async function* () {
    try {
      yield* parts.splice(0);
      for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
    } finally {
      await iterator.return?.();
    }
  };
  return { head: Buffer.concat(parts).subarray(0, size), isAll, whole: whole() };
}

/** Undoes gzip where the bytes say that there is some. */
export async function* unpacked(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { head, whole } = await peeked(stream, 2);
  if (head[0] !== 0x1f || head[1] !== 0x8b) {
    yield* whole;
    return;
  }
  const output = new PassThrough();
  pipeline(Readable.from(whole), createGunzip(), output, () => {});
  try {
    yield* output as AsyncIterable<Uint8Array>;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AccessError("SC5202", `The list cannot be unpacked: ${reason}.`, { cause: error });
  }
}
