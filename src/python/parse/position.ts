/** From offsets in a text to the lines and columns that people count. */

export interface Position {
  /** From 1; a line ends with a line feed, a carriage return or both. */
  line: number;
  /** From 1, in UTF-16 units, as editors count. */
  column: number;
}

/** A function that turns offsets (UTF-16 indexes) of a text into positions. Reads the text once, however many are asked. */
export function positionFinder(text: string): (offset: number) => Position {
  const starts = lineStarts(text);
  let last = 0;
  return (offset) => {
    // Most are asked for in the order of the text, so that the next is in the same line or a few further down.
    let low = starts[last]! <= offset ? last : 0;
    let high = low + 1;
    for (let step = 1; high < starts.length && starts[high]! <= offset; step *= 2) high = low + 2 * step;
    high = Math.min(high, starts.length);
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle;
    }
    last = low;
    return { line: low + 1, column: offset - starts[low]! + 1 };
  };
}

function lineStarts(text: string): number[] {
  const starts = [0];
  if (text.includes("\r")) {
    for (const { index, 0: lineBreak } of text.matchAll(/\r\n?|\n/g)) starts.push(index + lineBreak.length);
  } else {
    for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  }
  return starts;
}
