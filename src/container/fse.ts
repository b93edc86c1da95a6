import { damaged } from "./problems.ts";

/**
 * The tables of finite state entropy (FSE) coding as LZFSE uses it. A table has one row for each state. A row tells
 * the symbol, and that the next state is its base plus the next so many bits.
 */

/** Marks a row that no symbol fills; whoever meets one reads damaged data. */
export const INVALID = 0x80000000;

/**
 * A table for literals: bits 0 to 3 of a row are the number of state bits, 4 to 11 the symbol, 12 to 21 the base.
 *
 * @throws ShortcutError SC1007 if the frequencies add up to more than there are states.
 */
export function buildLiteralTable(frequencies: Uint16Array, states: number): Uint32Array {
  const rows = new Uint32Array(states).fill(INVALID);
  forEachRow(frequencies, states, (state, symbol, bits, base) => {
    rows[state] = bits | (symbol << 4) | (base << 12);
  });
  return rows;
}

/** A table for numbers, each of which is the value of the row plus some extra bits. */
export interface ValueTable {
  /**
   * Bits 0 to 4 of a row are the number of bits to read, 5 to 8 how many of them (the low ones) are extra bits,
   * 9 to 16 the base.
   */
  rows: Uint32Array;
  values: Uint32Array;
}

/**
 * @param extraBits how many extra bits each symbol has. The values follow from them: each symbol's begin where
 * those of the symbol before end.
 * @throws ShortcutError SC1007 if the frequencies add up to more than there are states.
 */
export function buildValueTable(
  frequencies: Uint16Array,
  states: number,
  extraBits: readonly number[],
): ValueTable {
  const rows = new Uint32Array(states).fill(INVALID);
  const values = new Uint32Array(states);
  const firstValues: number[] = [];
  let firstValue = 0;
  for (const extra of extraBits) {
    firstValues.push(firstValue);
    firstValue += 1 << extra;
  }
  forEachRow(frequencies, states, (state, symbol, bits, base) => {
    const extra = extraBits[symbol]!;
    rows[state] = (bits + extra) | (extra << 5) | (base << 9);
    values[state] = firstValues[symbol]!;
  });
  return { rows, values };
}

/**
 * A symbol gets as many consecutive rows as its frequency, and its rows together lead to each state just once. For
 * this, some of them (the first ones) take one bit more than the others.
 */
function forEachRow(
  frequencies: Uint16Array,
  states: number,
  visit: (state: number, symbol: number, bits: number, base: number) => void,
): void {
  let state = 0;
  for (let symbol = 0; symbol < frequencies.length; symbol++) {
    const frequency = frequencies[symbol]!;
    if (frequency === 0) continue;
    if (state + frequency > states) throw damaged("the frequencies of an LZFSE block are too high");
    const bits = Math.clz32(frequency) - Math.clz32(states);
    const longRows = ((2 * states) >> bits) - frequency;
    for (let row = 0; row < frequency; row++, state++) {
      if (row < longRows) visit(state, symbol, bits, ((frequency + row) << bits) - states);
      else visit(state, symbol, bits - 1, (row - longRows) << (bits - 1));
    }
  }
}
