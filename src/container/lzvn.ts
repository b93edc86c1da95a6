import { damaged } from "./problems.ts";

/** The opcode that ends a block takes this many bytes, of which only the first means anything. */
const END_SIZE = 8;

/**
 * Unpacks one LZVN block, that is, a run of opcodes up to the one that ends it.
 *
 * An opcode copies `literals` bytes that follow it, then `length` bytes from `distance` back, which may be further
 * back than this block. The layout of the opcodes is that of Apple's LZFSE library.
 *
 * @param input holds the block in its bytes from `read` to `end`.
 * @param out where the block goes, from `start` on; it must not pass `limit`.
 * @returns where the unpacked bytes end in `out`.
 * @throws ShortcutError SC1007
 */
export function decodeLzvn(
  input: Uint8Array,
  read: number,
  end: number,
  out: Uint8Array,
  start: number,
  limit: number,
): number {
  let at = start;
  let distance = 0;
  for (;;) {
    if (read >= end) throw damaged("an LZVN block has no end");
    const opcode = input[read]!;
    const next = input[read + 1] ?? 0;
    let size = 1;
    let literals = 0;
    let length = 0;
    switch (KINDS[opcode]) {
      case END:
        if (read + END_SIZE > end) throw damaged("the end of an LZVN block is cut off");
        return at;
      case SKIP:
        break;
      case SMALL_DISTANCE:
        size = 2;
        literals = opcode >> 6;
        length = ((opcode >> 3) & 7) + 3;
        distance = ((opcode & 7) << 8) | next;
        break;
      case MEDIUM_DISTANCE:
        size = 3;
        literals = (opcode >> 3) & 3;
        length = (((opcode & 7) << 2) | (next & 3)) + 3;
        distance = (next >> 2) | ((input[read + 2] ?? 0) << 6);
        break;
      case LARGE_DISTANCE:
        size = 3;
        literals = opcode >> 6;
        length = ((opcode >> 3) & 7) + 3;
        distance = next | ((input[read + 2] ?? 0) << 8);
        break;
      case SAME_DISTANCE:
        literals = opcode >> 6;
        length = ((opcode >> 3) & 7) + 3;
        break;
      case SHORT_LITERALS:
        literals = opcode & 15;
        break;
      case LONG_LITERALS:
        size = 2;
        literals = next + 16;
        break;
      case SHORT_MATCH:
        length = opcode & 15;
        break;
      case LONG_MATCH:
        size = 2;
        length = next + 16;
        break;
      default:
        throw damaged(`0x${opcode.toString(16)} is no LZVN opcode`);
    }
    read += size;
    if (read + literals > end) throw damaged("an LZVN block is cut off");
    if (at + literals + length > limit) throw damaged("an LZVN block holds more than it says");
    for (let i = 0; i < literals; i++) out[at++] = input[read++]!;
    if (length > 0) {
      if (distance < 1 || distance > at) throw damaged("an LZVN match starts before the content");
      copyMatch(out, at, distance, length);
      at += length;
    }
  }
}

/** From this length on, one call costs less than a loop. */
const LONG_MATCH_COPY = 48;

/** Repeats in `out`, from `at` on, the bytes from `distance` back; where the two overlap they repeat a pattern. */
export function copyMatch(out: Uint8Array, at: number, distance: number, length: number): void {
  if (length >= LONG_MATCH_COPY && distance >= length) {
    out.copyWithin(at, at - distance, at - distance + length);
    return;
  }
  for (let i = at; i < at + length; i++) out[i] = out[i - distance]!;
}

const UNDEFINED = 0;
const END = 1;
const SKIP = 2;
const SMALL_DISTANCE = 3;
const MEDIUM_DISTANCE = 4;
const LARGE_DISTANCE = 5;
const SAME_DISTANCE = 6;
const SHORT_LITERALS = 7;
const LONG_LITERALS = 8;
const SHORT_MATCH = 9;
const LONG_MATCH = 10;

/** What each opcode is. */
const KINDS = Uint8Array.from({ length: 256 }, (_, opcode) => kindOf(opcode));

function kindOf(opcode: number): number {
  if (opcode === 0x06) return END;
  if (opcode === 0x0e || opcode === 0x16) return SKIP;
  if (opcode >= 0xf0) return opcode === 0xf0 ? LONG_MATCH : SHORT_MATCH;
  if (opcode >= 0xe0) return opcode === 0xe0 ? LONG_LITERALS : SHORT_LITERALS;
  const high = opcode >> 4;
  if (high === 0x7 || high === 0xd) return UNDEFINED;
  if (high === 0xa || high === 0xb) return MEDIUM_DISTANCE;
  if ((opcode & 7) === 7) return LARGE_DISTANCE;
  if ((opcode & 7) === 6) return opcode >= 0x46 ? SAME_DISTANCE : UNDEFINED;
  return SMALL_DISTANCE;
}
