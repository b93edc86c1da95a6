import { resolveName } from "../registry/names.ts";

/** What a plan or a question has to be like. Each rule says what is wrong as a sentence for who wrote it. */

const STEP = /^(\d+)\. (.*)$/;
const FEWEST_STEPS = 3;

/** A numbered list in Markdown, each step with a bold heading. */
export function problemOfPlan(plan: string): string | undefined {
  if (plan.includes("```")) return "a plan has no code in it";
  const steps = plan.split("\n").flatMap((line) => {
    const match = STEP.exec(line);
    return match ? [{ number: Number(match[1]), text: match[2]! }] : [];
  });
  if (steps.length < FEWEST_STEPS) return `it is no numbered list of at least ${FEWEST_STEPS} steps`;
  if (!plan.trimStart().startsWith("1. ")) return "it has to begin with the first step";
  const misnumbered = steps.findIndex(({ number }, i) => number !== i + 1);
  if (misnumbered >= 0) return `step ${misnumbered + 1} has the number ${steps[misnumbered]!.number}`;
  const plain = steps.findIndex(({ text }) => !/^\*\*[^*\s][^*]*\*\*/.test(text));
  if (plain >= 0) return `step ${plain + 1} does not begin with a heading in bold`;
  return undefined;
}

/** Words of a question that a user asks. */
export interface QueryLength {
  fewest: number;
  most: number;
}

/** A question in one line that names neither an API nor Python. */
export function problemOfQuery(query: string, { fewest, most }: QueryLength): string | undefined {
  if (/[\r\n]/.test(query)) return "it has more than one line";
  if (!query.includes("?")) return "it is no question";
  const words = query.split(/\s+/).filter(Boolean).length;
  if (words < fewest || words > most) return `it has ${words} words, and not ${fewest} to ${most}`;
  if (/\bpython\b/i.test(query)) return "it speaks of Python";
  const api = apiIn(query);
  return api === undefined ? undefined : `it names the function ${api}`;
}

/** A word that is the name of an API. Names of one word, such as `alert`, are words like others. */
function apiIn(text: string): string | undefined {
  return text.match(/[A-Za-z]\w*(?:\.\w+)+|\w+_\w+/g)?.find((word) => resolveName(word) !== undefined);
}

/** A sentence about a statement. */
export function problemOfComment(comment: string): string | undefined {
  if (comment.trim() === "") return "it is empty";
  if (/[\r\n]/.test(comment)) return "it has more than one line";
  if (/[\p{Cc}\p{Cs}\p{Cf}]/u.test(comment)) return "it has characters in it that cannot be seen";
  if (comment.length > 400) return "it is too long";
  return undefined;
}
