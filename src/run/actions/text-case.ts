import type { ActionHandler } from "../context.ts";
import type { Environment } from "../environment.ts";
import { itemText } from "../text.ts";
import { text } from "../value.ts";

/** Change Case (3.1). */
const changeCase: ActionHandler = (context) => {
  const wanted = context.choice("WFCaseType", "UPPERCASE").toLowerCase();
  const change = (content: string) => changed(content, wanted, context.env);
  return context.input().map((item) => text(change(itemText(item, context.env))));
};

function changed(content: string, wanted: string, env: Environment): string {
  const { language } = env;
  if (wanted === "uppercase") return content.toLocaleUpperCase(language);
  if (wanted === "lowercase") return content.toLocaleLowerCase(language);
  if (wanted === "capitalize every word") return capitalised(content, () => false, language);
  if (wanted === "capitalize with title case") return titleCase(content, env);
  if (wanted === "capitalize with sentence case") return sentenceCase(content, language);
  if (wanted.startsWith("capitalize with alternating")) return alternating(content, language);
  return content;
}

/** The first letter of each word up, the others down; words that are to stay small are down altogether. */
function capitalised(
  content: string,
  staysSmall: (word: string, index: number) => boolean,
  language: string,
): string {
  let index = 0;
  return content.replace(/[\p{L}\p{M}\p{N}'’]+/gu, (word) => {
    const lower = word.toLocaleLowerCase(language);
    if (staysSmall(lower, index++)) return lower;
    return lower.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(language));
  });
}

const SMALL = new Set("a an and as at but by for in nor of on or the to up via yet".split(" "));

function titleCase(content: string, env: Environment): string {
  env.question(25);
  const last = (content.match(/[\p{L}\p{M}\p{N}'’]+/gu)?.length ?? 0) - 1;
  return capitalised(content, (word, index) => index > 0 && index < last && SMALL.has(word), env.language);
}

function sentenceCase(content: string, language: string): string {
  const sentences = new Intl.Segmenter(language, { granularity: "sentence" }).segment(content);
  return Array.from(sentences, ({ segment }) =>
    segment.replace(/\p{L}/u, (letter) => letter.toLocaleUpperCase(language)),
  ).join("");
}

/** Down, up, down: over the letters that have a case. */
function alternating(content: string, language: string): string {
  let isUpper = false;
  return content.replace(/\p{Cased}/gu, (letter) => {
    const changed = isUpper ? letter.toLocaleUpperCase(language) : letter.toLocaleLowerCase(language);
    isUpper = !isUpper;
    return changed;
  });
}

/** Trim White Space (3.1): at both ends. */
const trim: ActionHandler = (context) =>
  context.input().map((item) => text(itemText(item, context.env).trim()));

export const textCase: Record<string, ActionHandler> = {
  "text.changecase": changeCase,
  "text.trimwhitespace": trim,
};
