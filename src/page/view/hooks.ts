import { useEffect, useRef } from "preact/hooks";
import type { WorkerClient } from "../client.ts";
import type { ShortcutDocument } from "../document.ts";
import { describe, sourceOfText, type Source } from "../opening.ts";

/** So long nothing is typed before a program is checked. */
const CHECK_AFTER = 350;

/** Checks what is typed, and shows the actions it stands for as soon as it compiles. */
export function useChecking(
  client: WorkerClient,
  doc: ShortcutDocument | undefined,
  replace: (id: number, change: Partial<ShortcutDocument>) => void,
): void {
  const seen = useRef(new Map<number, string>());
  useEffect(() => {
    if (!doc) return undefined;
    const known = seen.current.get(doc.id);
    seen.current.set(doc.id, doc.python);
    if (known === undefined || known === doc.python) return undefined;
    const { id, python, name } = doc;
    const check = async () => {
      try {
        const { shown, diagnostics } = await client.call("check", { python, tolerant: true }, name);
        // What was typed since then is checked by itself.
        if (seen.current.get(id) === python) replace(id, { ...shown, diagnostics });
      } catch (error) {
        replace(id, { diagnostics: [{ code: "SC6001", severity: "error", message: describe(error) }] });
      }
    };
    const timer = setTimeout(() => void check(), CHECK_AFTER);
    return () => clearTimeout(timer);
  }, [doc?.python, doc?.id]);
}

/** Files and texts from anywhere on the page. */
export function useDropAndPaste(
  openFiles: (files: Iterable<File>) => Promise<void>,
  open: (sources: Source[]) => Promise<void>,
  setDragging: (isDragging: boolean) => void,
): void {
  useEffect(() => {
    const over = (event: DragEvent) => {
      event.preventDefault();
      setDragging(true);
    };
    const leave = (event: DragEvent) => {
      if (event.relatedTarget === null) setDragging(false);
    };
    const drop = (event: DragEvent) => {
      event.preventDefault();
      setDragging(false);
      if (event.dataTransfer) void openFiles([...event.dataTransfer.files]);
    };
    const paste = (event: ClipboardEvent) => {
      const { target, clipboardData } = event;
      if (!clipboardData) return;
      const isField =
        target instanceof Element && target.closest("input, textarea, [contenteditable]") !== null;
      if (clipboardData.files.length > 0) void openFiles([...clipboardData.files]);
      else if (!isField && clipboardData.getData("text/plain").trim() !== "")
        void open([sourceOfText(clipboardData.getData("text/plain"))]);
      else return;
      event.preventDefault();
    };
    addEventListener("dragover", over);
    addEventListener("dragleave", leave);
    addEventListener("drop", drop);
    addEventListener("paste", paste);
    return () => {
      removeEventListener("dragover", over);
      removeEventListener("dragleave", leave);
      removeEventListener("drop", drop);
      removeEventListener("paste", paste);
    };
  }, []);
}
