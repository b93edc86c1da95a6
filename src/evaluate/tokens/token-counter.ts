import { Tokenizer } from "@huggingface/tokenizers";

/** Counts the tokens of texts as one model does. */
export class TokenCounter {
  readonly #tokenizer: Tokenizer;

  /** @param definition what a `tokenizer.json` holds. */
  constructor(definition: object) {
    this.#tokenizer = new Tokenizer(definition, {});
  }

  /** Tokens of the text alone; none is added before or behind it. Names of special tokens in it are these tokens. */
  count(text: string): number {
    return this.#encode(text).length;
  }

  /** The longest beginning of a text that has no more tokens than that, and ends with a whole character. */
  cut(text: string, most: number): string {
    const tokens = this.#encode(text);
    if (tokens.length <= most) return text;
    if (most < 1) return "";
    const start = this.#tokenizer.decode(tokens.slice(0, most), {
      skip_special_tokens: false,
      clean_up_tokenization_spaces: false,
    });
    // A token may end within a character.
    let length = 0;
    while (length < start.length && start[length] === text[length]) length++;
    if (/[\ud800-\udbff]$/.test(text.slice(0, length))) length--;
    return text.slice(0, length);
  }

  #encode(text: string): number[] {
    return text === "" ? [] : this.#tokenizer.encode(text, { add_special_tokens: false }).ids;
  }
}
