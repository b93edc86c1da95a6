import type { PlacedDiagnostic } from "../check/placed.ts";
import type { ShortcutDiff } from "../diff/diff.ts";
import type { Inspection } from "../inspect/inspect.ts";
import type { NameStyle } from "../registry/names.ts";
import type { Page as ActionPage } from "../registry/docs/page.ts";
import type { Row } from "./rows.ts";
import type { RunReport } from "./worker/run.ts";

/** How programs are written on the page. */
export interface WritingOptions {
  layout: "function" | "script";
  metadata: boolean;
  names: NameStyle;
}

/** Which lines of a program stand for an action; from 1, both inclusive. */
export interface LineRange {
  line: number;
  endLine: number;
  action: number;
}

/** A shortcut as the page shows it: its blocks, its program, and what is known of it. */
export interface Opened {
  rows: Row[];
  python: string;
  lines: LineRange[];
  /** What is wrong, of the file. */
  diagnostics: PlacedDiagnostic[];
  inspection: Inspection;
  /** Of its icon, as CSS has it. */
  color?: string;
}

/** What became of an edited program. */
export interface Checked {
  /** Absent where it has errors: then what was shown before stays. */
  shown?: Pick<Opened, "rows" | "lines" | "inspection" | "color">;
  diagnostics: PlacedDiagnostic[];
}

/** What the page asks of its worker, and what it gets. */
export interface Calls {
  open: (source: { bytes: Uint8Array; name: string; options: WritingOptions }) => Opened;
  /** A program, written anew under other options. */
  rewrite: (source: { python: string; name: string; options: WritingOptions }) => Opened;
  check: (source: { python: string; tolerant: boolean }) => Checked;
  /** A program after everything was put right that has one answer, and how much that was. */
  fix: (source: { python: string; tolerant: boolean }) => { python: string; count: number };
  compile: (source: { python: string; tolerant: boolean }) => Uint8Array;
  describe: (identifier: string) => ActionPage | undefined;
  search: (words: string) => { identifier: string; title: string; pythonName: string; description: string }[];
  diff: (versions: { older: string; newer: string }) => ShortcutDiff & { older: Row[]; newer: Row[] };
  run: (source: { python: string; device: unknown }) => RunReport;
}

export type CallName = keyof Calls;

export interface Request<Name extends CallName = CallName> {
  id: number;
  name: Name;
  argument: Parameters<Calls[Name]>[0];
}

/** What goes wrong is an answer, too: a message, and what to do. */
export type Reply =
  { id: number; value: unknown } | { id: number; error: { message: string; hint?: string } };

/** The first message to the worker: the registry's text. */
export interface Start {
  registry: string;
}
