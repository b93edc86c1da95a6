/** Increasing numbers, runs as ranges: `3 7-9`. */
export function printNumbers(numbers: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const number of numbers) {
    const run = runs.at(-1);
    if (run && run[1] === number - 1) run[1] = number;
    else runs.push([number, number]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(" ");
}

/** The inverse of {@link printNumbers}; nothing beyond `most` is counted out. */
export function parseNumbers(text: string, most: number): number[] {
  const numbers: number[] = [];
  for (const run of text.split(" ")) {
    const [from = NaN, to = from] = run.split("-").map(Number);
    const end = Math.min(to, most);
    if (!Number.isInteger(from) || !Number.isInteger(end)) continue;
    for (let number = from; number <= end; number++) numbers.push(number);
  }
  return numbers;
}
