import { useCallback, useEffect, useRef, useState } from "preact/hooks";
import type { WorkerClient } from "../client.ts";
import { isEdited, type ShortcutDocument } from "../document.ts";
import { isProgram, titleFromFile } from "../files.ts";
import { describe, openOne, rewrite, start, type Source } from "../opening.ts";
import type { WritingOptions } from "../protocol.ts";
import { forget, keep } from "../store.ts";

/** Tells the user something; with no text, what was told before goes away. */
export type Say = (text: string, isError?: boolean) => void;

/** So long nothing changes before what is open is kept. */
const KEEP_AFTER = 500;

let nextId = 1;

/**
 * What is open on the page, and what can be done with it.
 *
 * @param onOpen called for each that is opened, when it has become the current one.
 */
export function useDocuments(client: WorkerClient, say: Say, onOpen: () => void) {
  const list = useList(client, say, onOpen);
  const { documents, replace, setOptions, forgetDocuments } = list;

  const changeOptions = async (next: WritingOptions) => {
    setOptions(next);
    for (const item of documents) {
      try {
        const made = await rewrite(client, item, next);
        const original = isEdited(item) ? item.original : made.python;
        replace(item.id, { ...made, original });
      } catch (error) {
        say(`${item.name}: ${describe(error)}`, true);
      }
    }
  };
  const fixAll = async ({ id, name, python }: ShortcutDocument) => {
    try {
      const fixed = await client.call("fix", { python, tolerant: true }, name);
      replace(id, { python: fixed.python });
      say(`${fixed.count} ${fixed.count === 1 ? "thing was" : "things were"} put right.`);
    } catch (error) {
      say(`${name}: ${describe(error)}`, true);
    }
  };
  const forgetAll = async () => {
    await forgetDocuments();
    say("Forgotten: nothing of these files is kept in this browser any more.");
  };
  return { ...list, changeOptions, fixAll, forgetAll };
}

/** The list itself: what is opened comes in, and it is kept for the next visit. */
function useList(client: WorkerClient, say: Say, onOpen: () => void) {
  const [documents, setDocuments] = useState<readonly ShortcutDocument[]>([]);
  const [current, setCurrent] = useState(0);
  const [options, setOptions] = useState<WritingOptions>({
    layout: "function",
    metadata: false,
    names: "friendly",
  });
  const latest = useRef({ documents, options });
  latest.current = { documents, options };

  const replace = useCallback((id: number, change: Partial<ShortcutDocument>) => {
    setDocuments((all) => all.map((item) => (item.id === id ? { ...item, ...change } : item)));
  }, []);

  /** Files are opened one after the other; one that cannot be is named, and does not stop the others. */
  const open = useCallback(
    async (sources: readonly Source[]) => {
      const problems: string[] = [];
      for (const { name, bytes, python } of sources) {
        const label = name === "" ? "What was pasted" : name;
        try {
          const title = titleFromFile(name) || "Pasted";
          const made = await openOne(client, title, bytes, python, latest.current.options);
          const added = { ...made, id: nextId++ };
          setDocuments((all) => [...all, added]);
          setCurrent(added.id);
          onOpen();
        } catch (error) {
          problems.push(`${label}: ${describe(error)}`);
        }
      }
      say(problems.join("\n"), true);
    },
    [client],
  );
  const openFiles = useCallback(
    async (files: Iterable<File>) => {
      const sources = [];
      for (const file of files) {
        const bytes = new Uint8Array(await file.arrayBuffer());
        if (isProgram(file.name, undefined)) {
          sources.push({ name: file.name, python: new TextDecoder().decode(bytes) });
        } else sources.push({ name: file.name, bytes });
      }
      await open(sources);
    },
    [open],
  );

  useEffect(() => {
    void start(open, () => latest.current.documents.length === 0);
  }, []);
  const keeping = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => {
    if (documents.length === 0) return;
    const timer = setTimeout(() => {
      const kept = documents.map(({ name, python, bytes }) => ({ name, python, ...(bytes && { bytes }) }));
      void keep({ documents: kept, current: documents.findIndex(({ id }) => id === current) });
    }, KEEP_AFTER);
    keeping.current = timer;
    return () => clearTimeout(timer);
  }, [documents, current]);
  const forgetDocuments = async () => {
    // Or they would be kept once more, while they are forgotten or right after.
    clearTimeout(keeping.current);
    setDocuments([]);
    await forget();
  };

  return { documents, current, setCurrent, options, setOptions, replace, open, openFiles, forgetDocuments };
}
