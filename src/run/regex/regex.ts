import type { Environment } from "../environment.ts";
import { compileRegex, type RegexProgram } from "./compile.ts";
import { Matcher } from "./match.ts";
import { parseRegex } from "./syntax.ts";

const compiled = new Map<string, RegexProgram>();
const MOST_KEPT = 500;

/**
 * Every match of an ICU pattern in a text, from left to right without overlap: for each, the positions of its groups
 * in pairs, the whole match first, -1 for a group that took no part.
 *
 * @throws RegexError if ICU would refuse the pattern
 * @throws Undetermined where the matching takes more steps than the run's limit allows
 */
export function* matchAll(
  pattern: string,
  ignoreCase: boolean,
  text: string,
  env: Environment,
): Generator<readonly number[]> {
  const matcher = new Matcher(programOf(pattern, ignoreCase), text, (steps) => env.chargeRegex(steps));
  for (let from = 0; from <= text.length;) {
    const found = matcher.next(from);
    if (!found) return;
    yield found;
    const [start, end] = [found[0]!, found[1]!];
    // An empty match must not be found again.
    from = end > start ? end : end + ((text.codePointAt(end) ?? 0) > 0xffff ? 2 : 1);
  }
}

/** How many groups a pattern has. @throws RegexError */
export function groupsOf(pattern: string, ignoreCase: boolean): number {
  return programOf(pattern, ignoreCase).groups;
}

function programOf(pattern: string, ignoreCase: boolean): RegexProgram {
  const key = `${ignoreCase ? "i" : "c"}${pattern}`;
  let program = compiled.get(key);
  if (!program) {
    const { root, groups } = parseRegex(pattern, ignoreCase);
    program = compileRegex(root, groups);
    if (compiled.size >= MOST_KEPT) compiled.clear();
    compiled.set(key, program);
  }
  return program;
}
