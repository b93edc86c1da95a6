import type { FixedProgram } from "../compile.ts";
import { AccessError } from "../diagnostics/access-error.ts";

const BYTE_ORDER_MARK = "\uFEFF";

/** A fixed file. */
export interface FixedFile extends FixedProgram {
  /** What to write in its place. Bytes that no fix is about are those that were there. */
  content: string;
}

/**
 * Fixes a program as it lies in a file.
 *
 * @throws AccessError SC5001 if it is no UTF-8: then writing it would change more than the fixes do
 */
export function fixFile(bytes: Uint8Array, run: (python: string) => FixedProgram): FixedFile {
  const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
  if (Buffer.compare(Buffer.from(text), bytes) !== 0) {
    const hint = "Save it as UTF-8 first, or check it without fixing it.";
    throw new AccessError("SC5001", "It is no UTF-8, and fixing it would change more than is wrong.", {
      hint,
    });
  }
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const fixed = run(text.slice(mark.length));
  return { ...fixed, content: mark + fixed.python };
}
