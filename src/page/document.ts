import type { PlacedDiagnostic } from "../check/placed.ts";
import type { Opened } from "./protocol.ts";

/** One shortcut or program on the page. */
export interface ShortcutDocument extends Pick<Opened, "rows" | "lines" | "color"> {
  id: number;
  name: string;
  /** The program as it stands in the editor. */
  python: string;
  /** As it was opened, to compare with. */
  original: string;
  /** The file it came from, where it came from one that is no program. */
  bytes?: Uint8Array;
  diagnostics: readonly PlacedDiagnostic[];
  /** Absent as long as a program has never compiled. */
  inspection?: Opened["inspection"];
}

/** Whether somebody has typed in it. */
export function isEdited({ python, original }: ShortcutDocument): boolean {
  return python !== original;
}

/** Whether it may hold secrets, so that handing it on deserves a warning. */
export function holdsSecrets({ inspection }: ShortcutDocument): boolean {
  return inspection !== undefined && inspection.disclosures.some(({ kind }) => kind === "secret");
}
