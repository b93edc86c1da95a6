import { removeComments } from "./comments.ts";
import type { Message } from "./models/model.ts";
import { render, type Prompt } from "./prompts.ts";

/** What is left out, as in the ablations of the paper. */
export const ABLATIONS = ["none", "no-plan", "no-comments", "neither"] as const;
export type Ablation = (typeof ABLATIONS)[number];

/** A row as a model learns from it. */
export interface Chat {
  system: string;
  user: string;
  answer: string;
}

export interface ChatParts {
  query: string;
  plan: string;
  code: string;
  /** Documentation of the APIs, as Python. */
  docs: string;
}

/** The query and the documentation stand on a line of their own, behind one blank. */
export function chatOf({ query, plan, code, docs }: ChatParts, prompt: Prompt, ablation: Ablation): Chat {
  const [system, user] = render(prompt, { query: ` ${query}`, apis: ` ${docs}` }) as [Message, Message];
  const hasPlan = ablation === "none" || ablation === "no-comments";
  const hasComments = ablation === "none" || ablation === "no-plan";
  const program = (hasComments ? code : removeComments(code)).trimEnd();
  const thought = hasPlan ? `Thought:${plan}\n\n` : "";
  return {
    system: system.content,
    user: user.content,
    answer: `${thought}Code:\n\`\`\`python\n${program}\n\`\`\``,
  };
}

export function messagesOf({ system, user, answer }: Chat): Message[] {
  return [
    { role: "system", content: system },
    { role: "user", content: user },
    { role: "assistant", content: answer },
  ];
}

const header = (role: string) => `<|start_header_id|>${role}<|end_header_id|>\n\n`;
const END = "<|eot_id|>";

/** The same as one text with the special tokens of Llama 3.1: the prompt, and the answer behind it. */
export function llamaOf({ system, user, answer }: Chat): { prompt: string; answer: string } {
  return {
    prompt: `<|begin_of_text|>${header("system")}${system}${END}${header("user")}${user}${END}${header("assistant")}`,
    answer: `${answer}${END}`,
  };
}

const SPECIAL = /<\|(?:begin_of_text|start_header_id|end_header_id|eot_id)\|>/g;

/** Tokens of a text in which each special token is one. */
export function countLlama(text: string, count: (text: string) => number): number {
  const special = text.match(SPECIAL)?.length ?? 0;
  const others = text.split(SPECIAL).reduce((sum, part) => sum + (part === "" ? 0 : count(part)), 0);
  return special + others;
}

/** The longest beginning of a text that has at most so many tokens. */
export function cutLlama(text: string, most: number, count: (text: string) => number): string {
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (countLlama(text.slice(0, middle), count) <= most) low = middle;
    else high = middle - 1;
  }
  // Not between the two halves of a character.
  if (/[\uD800-\uDBFF]$/.test(text.slice(0, low))) low--;
  return text.slice(0, low);
}
