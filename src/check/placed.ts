import type { Diagnostic, Fix, TextEdit } from "../diagnostics/diagnostic.ts";
import { positionFinder } from "../python/parse/position.ts";

/** A diagnostic of a program with its place as people and editors count it: lines and columns from 1. */
export interface PlacedDiagnostic extends Omit<Diagnostic, "where" | "fix"> {
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  /** Position of the action in the shortcut, from 0. */
  action?: number;
  fix?: PlacedFix;
}

/** A fix with the places of its edits, which count from 1 as well; `range` are offsets in UTF-16, from 0. */
export interface PlacedFix {
  title: string;
  edits: (TextEdit & Required<Pick<PlacedDiagnostic, "line" | "column" | "endLine" | "endColumn">>)[];
}

/** Finds the places of diagnostics in the text of their program; the first place first. */
export function placeDiagnostics(diagnostics: readonly Diagnostic[], text: string): PlacedDiagnostic[] {
  const find = positionFinder(text);
  const start = ({ where }: Diagnostic) => where.range?.start ?? -1;
  return [...diagnostics]
    .sort((a, b) => start(a) - start(b))
    .map(({ where: { range, action }, fix, ...rest }) => {
      const from = range && find(range.start);
      const to = range && find(range.end);
      return {
        ...rest,
        ...(from && { line: from.line, column: from.column }),
        ...(to && { endLine: to.line, endColumn: to.column }),
        ...(action !== undefined && { action }),
        ...(fix && { fix: placeFix(fix, find) }),
      };
    });
}

function placeFix({ title, edits }: Fix, find: ReturnType<typeof positionFinder>): PlacedFix {
  const placed = edits.map((edit) => {
    const { line, column } = find(edit.range.start);
    const to = find(edit.range.end);
    return { ...edit, line, column, endLine: to.line, endColumn: to.column };
  });
  return { title, edits: placed };
}
