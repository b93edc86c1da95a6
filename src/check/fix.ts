import type { Diagnostic, Fix, TextEdit } from "../diagnostics/diagnostic.ts";

/** A fix that replaces one piece of a program. */
export function replacing(start: number, end: number, text: string, title: string): Fix {
  return { title, edits: [{ range: { start, end }, text }] };
}

/** A program after its fixes. */
export interface FixedText {
  text: string;
  /** The diagnostics whose fixes were made, in the order of the text. */
  applied: Diagnostic[];
}

/**
 * Makes the fixes of some diagnostics; not one character beside their edits changes. Of fixes that overlap, the first
 * one in the text is made.
 */
export function applyFixes(text: string, diagnostics: readonly Diagnostic[]): FixedText {
  const applied: Diagnostic[] = [];
  const edits: TextEdit[] = [];
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined && fix.edits.length > 0);
  const startOf = ({ fix }: Diagnostic) => Math.min(...fix!.edits.map(({ range }) => range.start));
  for (const item of fixable.toSorted((a, b) => startOf(a) - startOf(b))) {
    if (item.fix!.edits.some((edit) => edits.some((other) => overlap(edit, other)))) continue;
    applied.push(item);
    edits.push(...item.fix!.edits);
  }
  let result = text;
  for (const { range, text } of edits.toSorted((a, b) => b.range.start - a.range.start)) {
    result = result.slice(0, range.start) + text + result.slice(range.end);
  }
  return { text: result, applied };
}

/** Two insertions at one place overlap, too: which comes first would be a matter of chance. */
function overlap(a: TextEdit, b: TextEdit): boolean {
  return a.range.start <= b.range.end && b.range.start <= a.range.end;
}

/** More rounds than a program needs in which one fix shows the next error. */
const MOST_ROUNDS = 10;

/**
 * Fixes a program until nothing is left that has one answer. A fix that does not help is taken back, so a
 * program never gets worse, and fixing it again changes nothing.
 *
 * @param check everything that is to be said of a program
 */
export function fixText(
  python: string,
  check: (text: string) => Diagnostic[],
): FixedText & { diagnostics: Diagnostic[] } {
  let text = python;
  let diagnostics = check(text);
  const applied: Diagnostic[] = [];
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const all = applyFixes(text, diagnostics);
    if (all.applied.length === 0) break;
    const attempts = [all, ...all.applied.map((item) => applyFixes(text, [item]))];
    const better = firstBetter(attempts, diagnostics, check);
    if (!better) break;
    ({ text, diagnostics } = better);
    applied.push(...better.applied);
  }
  return { text, applied, diagnostics };
}

function firstBetter(
  attempts: readonly FixedText[],
  before: readonly Diagnostic[],
  check: (text: string) => Diagnostic[],
): (FixedText & { diagnostics: Diagnostic[] }) | undefined {
  for (const attempt of attempts) {
    const diagnostics = check(attempt.text);
    if (isBetter(attempt.applied, before, diagnostics)) return { ...attempt, diagnostics };
  }
  return undefined;
}

/**
 * Whether what was fixed is gone, and the program is as much Python as before. A line that is read at last may show
 * what else is wrong with it.
 */
function isBetter(
  applied: readonly Diagnostic[],
  before: readonly Diagnostic[],
  after: readonly Diagnostic[],
): boolean {
  const count = (list: readonly Diagnostic[], { code, message }: Diagnostic) =>
    list.filter((item) => item.code === code && item.message === message).length;
  const syntaxErrors = (list: readonly Diagnostic[]) => list.filter(({ code }) => code === "SC6001").length;
  return (
    applied.every((item) => count(after, item) < count(before, item)) &&
    syntaxErrors(after) <= syntaxErrors(before)
  );
}
