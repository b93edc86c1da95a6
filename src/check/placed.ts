import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import { positionFinder } from "../python/parse/position.ts";

/** A diagnostic of a program with its place as people and editors count it: lines and columns from 1. */
export interface PlacedDiagnostic extends Omit<Diagnostic, "where"> {
  line?: number;
  column?: number;
  endLine?: number;
  endColumn?: number;
  /** Position of the action in the shortcut, from 0. */
  action?: number;
}

/** Finds the places of diagnostics in the text of their program; the first place first. */
export function placeDiagnostics(diagnostics: readonly Diagnostic[], text: string): PlacedDiagnostic[] {
  const find = positionFinder(text);
  const start = ({ where }: Diagnostic) => where.range?.start ?? -1;
  return [...diagnostics]
    .sort((a, b) => start(a) - start(b))
    .map(({ where: { range, action }, ...rest }) => {
      const from = range && find(range.start);
      const to = range && find(range.end);
      return {
        ...rest,
        ...(from && { line: from.line, column: from.column }),
        ...(to && { endLine: to.line, endColumn: to.column }),
        ...(action !== undefined && { action }),
      };
    });
}
