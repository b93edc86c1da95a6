import type { WorkerClient } from "./client.ts";
import { isEdited, type ShortcutDocument } from "./document.ts";
import { isProgram } from "./files.ts";
import type { WritingOptions } from "./protocol.ts";
import { decodeShare } from "./share.ts";
import { restore } from "./store.ts";

/** Something to open: a file's bytes, or a program. */
export type Source = { name: string; bytes?: Uint8Array; python?: string };

/** What a page starts with: the program of its link, or what was open before. */
export async function start(
  open: (sources: Source[]) => Promise<void>,
  isEmpty: () => boolean,
): Promise<void> {
  const shared = decodeShare(location.hash);
  if (shared) {
    history.replaceState(undefined, "", location.pathname + location.search);
    return open([{ name: shared.name, python: shared.python }]);
  }
  const kept = await restore();
  if (kept && isEmpty()) await open(kept.documents.map(({ name, python }) => ({ name, python })));
}

export async function openOne(
  client: WorkerClient,
  name: string,
  bytes: Uint8Array | undefined,
  python: string | undefined,
  options: WritingOptions,
): Promise<Omit<ShortcutDocument, "id">> {
  if (bytes) {
    const opened = await client.call("open", { bytes, name, options }, name);
    return { ...opened, name, bytes, original: opened.python };
  }
  const text = python ?? "";
  const { shown, diagnostics } = await client.call("check", { python: text, tolerant: true }, name);
  return { name, python: text, original: text, rows: [], lines: [], ...shown, diagnostics };
}

/** A file that nobody has edited is read again: its program may have been written without metadata. */
export async function rewrite(client: WorkerClient, doc: ShortcutDocument, options: WritingOptions) {
  if (doc.bytes && !isEdited(doc)) {
    return client.call("open", { bytes: doc.bytes, name: doc.name, options }, doc.name);
  }
  return client.call("rewrite", { python: doc.python, name: doc.name, options }, doc.name);
}

export function sourceOfText(text: string): Source {
  return isProgram("", text)
    ? { name: "", python: text }
    : { name: "", bytes: new TextEncoder().encode(text) };
}

export function versionsFor(documents: readonly ShortcutDocument[], doc: ShortcutDocument | undefined) {
  if (!doc) return [];
  const others = documents.filter(({ id }) => id !== doc.id);
  return [...(isEdited(doc) ? [{ name: "as it was opened", python: doc.original }] : []), ...others];
}

export function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const hint = (error as { hint?: string }).hint;
  return hint === undefined ? error.message : `${error.message} ${hint}`;
}
