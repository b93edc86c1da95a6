/** The longest n-grams that count. */
export const MOST_TOKENS = 4;

/** Keywords and soft keywords of Python, the tokens that weigh more. */
const KEYWORDS = new Set(
  (
    "False None True and as assert async await break case class continue def del elif else except finally for from " +
    "global if import in is lambda match nonlocal not or pass raise return try type while with yield"
  ).split(" "),
);
const KEYWORD_WEIGHT = 1;
const OTHER_WEIGHT = 0.2;

/** Takes the place of a count of matches that is zero, so that its logarithm exists (Chen and Cherry's method 1). */
const SMOOTHED_ZERO = 0.1;

/** How many n-grams match, of how many, for one n. */
export interface Matches {
  matched: number;
  total: number;
}

/**
 * BLEU of a prediction: how many of its n-grams, for n of 1 to 4, stand in the reference, too, each counted there as
 * often as it occurs.
 *
 * @param orders the longest n-grams to look at
 */
export function ngramMatches(
  reference: readonly string[],
  prediction: readonly string[],
  orders = MOST_TOKENS,
): Matches[] {
  return eachOrder(orders, (n) => clipped(countNgrams(prediction, n), countNgrams(reference, n)));
}

/**
 * The same of the reference's n-grams in the prediction, so a recall. Of single tokens, keywords count as 1 and others
 * as 0.2.
 *
 * @param least of what the weights add up to. It is 1 in codebleu 0.6.1, which a program of four names does not reach.
 */
export function weightedNgramMatches(
  reference: readonly string[],
  prediction: readonly string[],
  orders = MOST_TOKENS,
  least = 1,
): Matches[] {
  return eachOrder(orders, (n) => {
    const counts = [countNgrams(reference, n), countNgrams(prediction, n)] as const;
    return n === 1 ? clipped(...counts, weightOf, least) : clipped(...counts);
  });
}

/** The geometric mean of the shares, times the brevity penalty. */
export function bleuScore(matches: readonly Matches[], brevityPenalty: number): number {
  if (matches[0]!.matched === 0) return 0;
  const logs = matches.map(({ matched, total }) => Math.log((matched || SMOOTHED_ZERO) / total));
  return brevityPenalty * Math.exp(logs.reduce((sum, log) => sum + log / matches.length, 0));
}

/** What a prediction loses that is shorter than its reference, by their lengths. */
export function brevityPenalty(reference: number, prediction: number): number {
  if (prediction > reference) return 1;
  return prediction === 0 ? 0 : Math.exp(1 - reference / prediction);
}

function eachOrder(orders: number, matches: (n: number) => Matches): Matches[] {
  return Array.from({ length: orders }, (_, i) => matches(i + 1));
}

function clipped(
  counts: ReadonlyMap<string, number>,
  others: ReadonlyMap<string, number>,
  weight: (token: string) => number = () => 1,
  least = 1,
): Matches {
  let matched = 0;
  let total = 0;
  for (const [ngram, count] of counts) {
    const each = weight(ngram);
    matched += Math.min(count, others.get(ngram) ?? 0) * each;
    total += count * each;
  }
  return { matched, total: Math.max(least, total) };
}

function weightOf(token: string): number {
  return KEYWORDS.has(token) ? KEYWORD_WEIGHT : OTHER_WEIGHT;
}

/** In the order of first occurrence, in which weights are added up. */
function countNgrams(tokens: readonly string[], n: number): Map<string, number> {
  const counts = new Map<string, number>();
  for (let end = n; end <= tokens.length; end++) {
    const ngram = n === 1 ? tokens[end - 1]! : tokens.slice(end - n, end).join("\0");
    counts.set(ngram, (counts.get(ngram) ?? 0) + 1);
  }
  return counts;
}
