import { calledName } from "../context/matching.ts";
import { diagnostic } from "../diagnostics/diagnostic.ts";
import { quote } from "../diagnostics/error.ts";
import type { Call, Keyword, Stmt } from "../python/ast.ts";
import { expressionsIn, statementsIn } from "../python/rewrite.ts";
import { expressionsOf } from "../python/walk.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { eachArgument, fitsPlace, isWord, placesOf } from "../registry/arguments.ts";
import { keywordOf } from "../registry/names.ts";
import { pythonName } from "../registry/naming.ts";
import { commonKey } from "../registry/common-keys.ts";
import { editDistance } from "../registry/edit-distance.ts";
import type { MatchedProgram, ProgramFacts } from "./match.ts";

type Facts = Pick<ProgramFacts, "identifierOf" | "lookup">;

/**
 * Tells of keywords that no parameter has, and of parameters that are given twice: the app would pass over the first,
 * and a file cannot hold the second. Keys that look like those of files are let through unless they are nearly those of
 * a parameter, because files hold keys that nobody knows.
 */
export function reportKeywords(body: readonly Stmt[], program: MatchedProgram, facts: Facts): void {
  for (const statement of statementsIn(body)) {
    for (const whole of expressionsOf(statement)) {
      for (const expr of expressionsIn(whole)) if (expr.kind === "Call") reportCall(expr, program, facts);
    }
  }
}

function reportCall(call: Call, { diagnostics }: MatchedProgram, { identifierOf, lookup }: Facts): void {
  const name = calledName(call);
  const identifier = name === undefined ? undefined : identifierOf(name);
  const known = identifier === undefined ? undefined : lookup(identifier);
  if (name === undefined || !known) return;
  const report = (code: "SC6003" | "SC6008", keyword: Keyword, message: string, hint: string): void => {
    const { range } = keyword.value;
    const where = { keyPath: keyword.name, ...(range && { range }) };
    diagnostics.push({ ...diagnostic(code, message, where), severity: "error", hint });
  };
  placesOf(known.identifier, known.inputKey).forEach(({ key, choice }, i) => {
    const value = call.args[i];
    if (!value || !choice || isWord(value, choice) || fitsPlace(value, choice)) return;
    const { range } = value;
    const keyword = keywordOf(known.identifier, key, "friendly");
    const message = `Argument ${i + 1} of ${name} is neither a number nor a choice.`;
    const hint = `Write the number, or one of ${choice.words.map(quote).join(", ")}.`;
    const where = { keyPath: keyword, ...(range && { range }) };
    diagnostics.push({ ...diagnostic("SC6009", message, where), severity: "error", hint });
  });
  const given = new Set<string>();
  eachArgument(known.identifier, call, known.inputKey, (key, _value, argument) => {
    if (argument) reportKeyword(argument, key);
    given.add(key);
  });
  function reportKeyword(argument: Keyword, key: string): void {
    const keyword = argument.name;
    if (given.has(key)) {
      const message = `${name} is given its parameter ${quote(keyword)} twice.`;
      report("SC6003", argument, message, "Leave one of them out.");
    } else if (!isKnown(key, known!)) {
      const hint = suggestion(key, keyword, name!, known!);
      if (hint !== undefined) report("SC6008", argument, `${name} has no parameter ${quote(keyword)}.`, hint);
    }
  }
}

function isKnown(key: string, { parameterOrder, otherKeys }: ActionFacts): boolean {
  if (!otherKeys || commonKey(key) !== undefined) return true;
  return parameterOrder.includes(key) || otherKeys.includes(key);
}

/** What is probably meant; undefined where a file could hold the key. */
function suggestion(key: string, keyword: string, name: string, known: ActionFacts): string | undefined {
  const style = name === pythonName(known.identifier) ? "api" : "friendly";
  const nameOf = (other: string): string => keywordOf(known.identifier, other, style);
  const [near] = known.parameterOrder
    .map((other) => ({ other, distance: distanceOf(other, nameOf(other), key, keyword) }))
    .sort((a, b) => a.distance - b.distance);
  if (near && near.distance <= (key.length > 6 ? 2 : 1)) return `Did you mean \`${nameOf(near.other)}\`?`;
  if (isFileKey(key) || !known.identifier.startsWith("is.workflow.")) return undefined;
  const isFar = !near || near.distance > keyword.length / 2;
  return isFar
    ? `It takes ${known.parameterOrder.map((other) => `\`${nameOf(other)}\``).join(", ")}.`
    : `Did you mean \`${nameOf(near.other)}\`?`;
}

/** How far a keyword is from that of a parameter; an ending more or less makes another key, and is no slip. */
function distanceOf(other: string, otherKeyword: string, key: string, keyword: string): number {
  const pairs = [
    [other, key],
    [otherKeyword, keyword],
  ] as const;
  return Math.min(
    ...pairs.map(([one, two]) => {
      const isLonger = one.startsWith(two) || two.startsWith(one) || one.endsWith(two) || two.endsWith(one);
      return isLonger && isFileKey(key) ? Infinity : editDistance(one.toLowerCase(), two.toLowerCase());
    }),
  );
}

/** Keys of files have capitals; words of Python have none. */
const isFileKey = (key: string): boolean => /[A-Z]/.test(key);
