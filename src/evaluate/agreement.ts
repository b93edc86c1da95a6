/** How far two who judge the same things agree. */
export interface Agreement {
  /** Things that both have judged. */
  rows: number;
  /** Both say yes, the judge alone, the human alone, neither. */
  table: { both: number; judgeOnly: number; humanOnly: number; neither: number };
  /** Share of rows on which they agree. */
  agreement: number;
  /**
   * Cohen's kappa: how much more they agree than two would who say yes as often, but at random; 1 at most. Null where
   * chance alone makes them agree, because both always say the same.
   */
  kappa: number | null;
}

export function agreementOf(verdicts: Iterable<readonly [judge: boolean, human: boolean]>): Agreement {
  const table = { both: 0, judgeOnly: 0, humanOnly: 0, neither: 0 };
  for (const [judge, human] of verdicts) {
    if (judge) table[human ? "both" : "judgeOnly"]++;
    else table[human ? "humanOnly" : "neither"]++;
  }
  const { both, judgeOnly, humanOnly, neither } = table;
  const rows = both + judgeOnly + humanOnly + neither;
  if (rows === 0) return { rows, table, agreement: 0, kappa: null };
  const agreement = (both + neither) / rows;
  const judgeYes = (both + judgeOnly) / rows;
  const humanYes = (both + humanOnly) / rows;
  const chance = judgeYes * humanYes + (1 - judgeYes) * (1 - humanYes);
  return { rows, table, agreement, kappa: chance === 1 ? null : (agreement - chance) / (1 - chance) };
}
