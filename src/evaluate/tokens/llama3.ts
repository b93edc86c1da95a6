/**
 * Llama 3's tokenizer (that of 3, 3.1, 3.2 and 3.3) as a small text, and from it what Hugging Face calls a
 * `tokenizer.json`.
 *
 * The text has a line for each token: its bytes, spelled as byte-level BPE spells them, and behind a space where it can
 * be split into two other tokens, the split of the earliest tokens first. Tokens merge in the order of their numbers,
 * so these splits, token by token, are all merges there are.
 */

/** Tokens that stand for bytes; those behind them mean something special, such as the end of a turn. */
const ORDINARY = 128_000;

/** What of a text is merged together: words, up to three digits, signs, line ends, blanks. */
const PIECES =
  String.raw`(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*` +
  String.raw`|\s*[\r\n]+|\s+(?!\S)|\s+`;

/** @param vocabulary the tokens in the order of their numbers, special ones last. */
export function packLlama3(vocabulary: readonly string[]): string {
  const numbers = new Map(vocabulary.map((token, number) => [token, number]));
  const lines = vocabulary.map((token, number) => {
    if (number >= ORDINARY) return token;
    const splits: [left: number, right: number, at: number][] = [];
    for (let at = 1; at < token.length; at++) {
      const left = numbers.get(token.slice(0, at));
      const right = numbers.get(token.slice(at));
      if (left !== undefined && right !== undefined) splits.push([left, right, at]);
    }
    splits.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
    return splits.length === 0 ? token : `${token} ${splits.map(([, , at]) => at).join(",")}`;
  });
  return lines.join("\n");
}

/** @param packed what {@link packLlama3} gave. */
export function unpackLlama3(packed: string): object {
  const vocab: Record<string, number> = Object.create(null);
  const merges: [string, string][] = [];
  const special: object[] = [];
  packed.split("\n").forEach((line, id) => {
    if (id >= ORDINARY) {
      special.push({ id, content: line, special: true, normalized: false });
      return;
    }
    const space = line.indexOf(" ");
    const token = space === -1 ? line : line.slice(0, space);
    vocab[token] = id;
    if (space === -1) return;
    for (const at of line.slice(space + 1).split(",")) merges.push([token.slice(0, +at), token.slice(+at)]);
  });
  const byteLevel = { type: "ByteLevel", add_prefix_space: false, use_regex: false };
  return {
    added_tokens: special,
    normalizer: null,
    pre_tokenizer: {
      type: "Sequence",
      pretokenizers: [{ type: "Split", pattern: { Regex: PIECES }, behavior: "Isolated" }, byteLevel],
    },
    post_processor: null,
    decoder: byteLevel,
    model: { type: "BPE", ignore_merges: true, vocab, merges },
  };
}
