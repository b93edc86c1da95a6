import type { PlacedDiagnostic } from "../../check/placed.ts";
import { describeCode } from "../../diagnostics/catalogue.ts";
import { harmless, type Style } from "./style.ts";

/** `FILE:3:5: error SC6004: what is wrong. What to do about it.` */
export function printPlaced(file: string, diagnostic: PlacedDiagnostic, style: Style): string {
  const { code, severity, message, hint, fix, line, column, action } = diagnostic;
  const position = line === undefined ? "" : `:${line}:${column}`;
  const place = line === undefined && action !== undefined ? `: action ${action}` : "";
  const answer = hint ?? fix?.title ?? (severity === "error" ? describeCode(code)?.remedy : undefined);
  const text = answer === undefined ? message : `${message} ${answer}`;
  return `${harmless(file)}${position}${place}: ${style[severity](`${severity} ${code}`)}: ${harmless(text)}`;
}
