/** How many letters must be put in, taken out or changed to make one text of the other. */
export function editDistance(a: string, b: string): number {
  const row: number[] = [];
  for (let j = 0; j <= b.length; j++) row.push(j);
  for (let i = 1; i <= a.length; i++) {
    const letter = a.charCodeAt(i - 1);
    /** What the row held at the position before, for the text that is a letter shorter. */
    let diagonal = i - 1;
    row[0] = i;
    for (let j = 1; j <= b.length; j++) {
      const change = diagonal + (letter === b.charCodeAt(j - 1) ? 0 : 1);
      diagonal = row[j]!;
      row[j] = Math.min(change, diagonal + 1, row[j - 1]! + 1);
    }
  }
  return row[b.length]!;
}
