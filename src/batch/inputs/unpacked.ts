import { PassThrough, Readable, pipeline } from "node:stream";
import { createGunzip } from "node:zlib";
import { AccessError } from "../../node/access-error.ts";

/** Undoes gzip where the bytes say that there is some. */
export async function* unpacked(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const iterator = stream[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done) return;
  const whole = (async function* () {
    yield first.value;
    for (let next = await iterator.next(); !next.done; next = await iterator.next()) yield next.value;
  })();
  if (first.value[0] !== 0x1f || first.value[1] !== 0x8b) {
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
