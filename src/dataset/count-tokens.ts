/** About how many tokens a text has: a token of a language model is four characters long on average. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
