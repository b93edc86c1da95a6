import { openContainer } from "../../src/container/index.ts";
import { ShortcutError } from "../../src/diagnostics/error.ts";
import { verifySignature } from "../../src/node/signature.ts";

export interface CorruptionResult {
  positions: number;
  /** How many changes kept the file from being opened, by error code. */
  refused: Record<string, number>;
  /** How many left it readable but broke the signature, by the check that failed. */
  broken: Record<string, number>;
  /** The positions whose change nobody noticed. */
  unreported: number[];
}

/**
 * Changes one byte after the other and looks whether that is noticed, either on opening or by the signature. Anything but
 * a ShortcutError is a crash and gets through to the caller.
 *
 * @param positions offsets in `bytes`; all of them if left out.
 */
export function corrupt(bytes: Uint8Array, positions: Iterable<number> = bytes.keys()): CorruptionResult {
  const result: CorruptionResult = { positions: 0, refused: {}, broken: {}, unreported: [] };
  const copy = bytes.slice();
  for (const at of positions) {
    result.positions++;
    // Another change at every position, never none.
    copy[at]! ^= 1 + ((at * 37) % 255);
    const code = refusal(copy);
    if (code !== undefined) {
      count(result.refused, code);
    } else {
      const report = verifySignature(copy);
      if (report.status === "broken") count(result.broken, report.failed);
      else result.unreported.push(at);
    }
    copy[at] = bytes[at]!;
  }
  return result;
}

function refusal(bytes: Uint8Array): string | undefined {
  try {
    openContainer(bytes);
    return undefined;
  } catch (error) {
    if (error instanceof ShortcutError) return error.code;
    throw error;
  }
}

function count(counts: Record<string, number>, key: string): void {
  counts[key] = (counts[key] ?? 0) + 1;
}
