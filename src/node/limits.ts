import { AccessError } from "../diagnostics/access-error.ts";

/** The most bytes of a file or download; the largest real shortcut is a tenth of it. */
export const MAX_INPUT_SIZE = 64 * 1024 * 1024;

export function tooLarge(limit: number): AccessError {
  const message = `There is too much to read: more than ${limit} bytes.`;
  return new AccessError("SC5003", message, { hint: "No shortcut is that large; this is something else." });
}

/**
 * Reads a stream to its end, or to where it becomes too large.
 *
 * @throws AccessError SC5003
 */
export async function readAll(
  chunks: AsyncIterable<Uint8Array>,
  limit = MAX_INPUT_SIZE,
): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of chunks) {
    size += part.length;
    if (size > limit) throw tooLarge(limit);
    parts.push(part);
  }
  return Buffer.concat(parts, size);
}
