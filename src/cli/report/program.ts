import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { positionFinder } from "../../python/parse/position.ts";
import { harmless, type Style } from "./style.ts";

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

/** `FILE:3:5: error SC6004: what is wrong. What to do about it.` */
export function printPlaced(file: string, diagnostic: PlacedDiagnostic, style: Style): string {
  const { code, severity, message, hint, line, column, action } = diagnostic;
  const position = line === undefined ? "" : `:${line}:${column}`;
  const place = line === undefined && action !== undefined ? `: action ${action}` : "";
  const text = hint === undefined ? message : `${message} ${hint}`;
  return `${harmless(file)}${position}${place}: ${style[severity](`${severity} ${code}`)}: ${harmless(text)}`;
}
