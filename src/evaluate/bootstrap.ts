/** An interval that holds the true mean with a probability of 95 %. */
export type Interval = [low: number, high: number];

const SEED = 1;
const RESAMPLES = 1000;
/** Draws in all, at most: many rows need fewer resamples for the same precision, but not fewer than these. */
const MOST_DRAWS = 20_000_000;
const FEWEST_RESAMPLES = 200;
const OUTSIDE = 0.025;

/**
 * Intervals of the means of several columns by the percentile bootstrap: rows are drawn again and again, with all their
 * columns. The same rows always give the same intervals.
 *
 * @param columns a value for each row; `NaN` where a row has none, which then counts in no mean
 * @returns undefined for a column that has less than two values
 */
export function bootstrapIntervals(columns: readonly Float64Array[]): (Interval | undefined)[] {
  const rows = columns[0]?.length ?? 0;
  const resamples = Math.max(
    FEWEST_RESAMPLES,
    Math.min(RESAMPLES, Math.floor(MOST_DRAWS / Math.max(1, rows))),
  );
  const means = columns.map(() => new Float64Array(resamples));
  const drawn = new Uint32Array(rows);
  const random = randomNumbers(SEED);
  for (let i = 0; i < resamples; i++) {
    for (let row = 0; row < rows; row++) drawn[row] = random() * rows;
    columns.forEach((column, c) => {
      means[c]![i] = meanOf(column, drawn);
    });
  }
  return columns.map((column, c) => {
    let values = 0;
    for (const value of column) if (!Number.isNaN(value)) values++;
    // A resample may consist of rows without a value.
    const sorted = means[c]!.filter((mean) => !Number.isNaN(mean)).sort();
    return values < 2 ? undefined : [quantile(sorted, OUTSIDE), quantile(sorted, 1 - OUTSIDE)];
  });
}

function meanOf(column: Float64Array, rows: Uint32Array): number {
  let sum = 0;
  let count = 0;
  for (const row of rows) {
    const value = column[row]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    count++;
  }
  return sum / count;
}

/** Between two values in proportion. */
function quantile(sorted: Float64Array, share: number): number {
  const place = share * (sorted.length - 1);
  const low = Math.floor(place);
  const high = Math.min(low + 1, sorted.length - 1);
  return sorted[low]! + (sorted[high]! - sorted[low]!) * (place - low);
}

/** Numbers from 0 to below 1 (mulberry32). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}
