import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
import { unpackLlama3 } from "./tokens/llama3.ts";
import { TokenCounter } from "./tokens/token-counter.ts";

export type { TokenCounter } from "./tokens/token-counter.ts";

let llama3: TokenCounter | undefined;

/**
 * The tokenizer of a model; Llama 3's, which WorkflowLLM is made of, comes with the package and needs no network.
 *
 * @param file a `tokenizer.json` of another model, as it lies beside its weights
 * @throws AccessError SC5001 if the file cannot be read, SC5401 if it is no tokenizer
 */
export function loadTokenizer(file?: string): TokenCounter {
  if (file !== undefined) return readTokenizer(file);
  llama3 ??= new TokenCounter(
    unpackLlama3(gunzipSync(readFileSync(new URL("llama3-tokens.gz", import.meta.url))).toString()),
  );
  return llama3;
}

/** Tokens of a text as Llama 3 counts them, without those that a chat adds. */
export function countTokens(text: string): number {
  return loadTokenizer().count(text);
}

function readTokenizer(file: string): TokenCounter {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new AccessError("SC5001", `${file} cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
  try {
    return new TokenCounter(JSON.parse(text) as object);
  } catch (error) {
    throw new AccessError("SC5401", `${file} is no tokenizer: ${(error as Error).message}`, {
      hint: "Give the tokenizer.json of a model from Hugging Face.",
      cause: error,
    });
  }
}
