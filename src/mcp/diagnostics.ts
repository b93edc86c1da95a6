import { placeDiagnostics, type PlacedDiagnostic } from "../check/placed.ts";
import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** So many say what is wrong; more of them only take room. */
const MOST = 40;

/** One line for each diagnostic, with its place in the program. */
export function listDiagnostics(diagnostics: readonly Diagnostic[], text: string): string {
  const placed = placeDiagnostics(diagnostics, text);
  const lines = placed.slice(0, MOST).map(printDiagnostic);
  if (placed.length > MOST) lines.push(`... and ${placed.length - MOST} more`);
  return lines.join("\n");
}

function printDiagnostic({
  severity,
  code,
  message,
  hint,
  fix,
  line,
  column,
  action,
}: PlacedDiagnostic): string {
  const ofAction = action === undefined ? "" : `action ${action}: `;
  const place = line === undefined ? ofAction : `${line}:${column}: `;
  const answer = hint ?? fix?.title;
  const offer = fix ? " [fix: true does it]" : "";
  return `${place}${severity} ${code}: ${message}${answer === undefined ? "" : ` ${answer}`}${offer}`;
}
