import type { FixedProgram } from "../compile.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { decodeSource } from "../python/decode-source.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/** A fixed file. */
export interface FixedFile extends FixedProgram {
  /** What to write in its place. Bytes that no fix is about are those that were there. */
  content: string;
}

/**
 * Fixes a program as it lies in a file.
 *
 * @throws ShortcutError SC6101 if it is not in its encoding
 * @throws AccessError SC5001 if that is no UTF-8: then writing it would change more than the fixes do
 */
export function fixFile(bytes: Uint8Array, run: (python: string) => FixedProgram): FixedFile {
  const mark = new TextDecoder("utf-8", { ignoreBOM: true })
    .decode(bytes.subarray(0, 3))
    .startsWith(BYTE_ORDER_MARK)
    ? BYTE_ORDER_MARK
    : "";
  const text = decodeSource(bytes);
  if (Buffer.compare(Buffer.from(mark + text), bytes) !== 0) {
    const hint = "Save it as UTF-8 first, or check it without fixing it.";
    throw new AccessError("SC5001", "It is no UTF-8, and fixing it would change more than is wrong.", {
      hint,
    });
  }
  const fixed = run(text);
  return { ...fixed, content: mark + fixed.python };
}
