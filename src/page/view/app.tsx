import { useCallback, useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { WorkerClient } from "../client.ts";
import { isEdited, type ShortcutDocument } from "../document.ts";
import { isProgram, titleFromFile } from "../files.ts";
import { describe, openOne, rewrite, sourceOfText, start, versionsFor, type Source } from "../opening.ts";
import type { WritingOptions } from "../protocol.ts";
import { forget, keep } from "../store.ts";
import { Blocks } from "./blocks.tsx";
import { ComparePanel } from "./compare-panel.tsx";
import { Editor } from "./editor.tsx";
import { useChecking, useDropAndPaste } from "./hooks.ts";
import { OpenButton } from "./open-button.tsx";
import { ActionPanel, PrivacyPanel, Problems, SearchPanel } from "./panels.tsx";
import { RunPanel } from "./run-panel.tsx";
import { Tabs } from "./tabs.tsx";
import { Actions, Options } from "./toolbar.tsx";
import { Welcome } from "./welcome.tsx";

let nextId = 1;

export function App({ client }: { client: WorkerClient }) {
  const [documents, setDocuments] = useState<readonly ShortcutDocument[]>([]);
  const [current, setCurrent] = useState(0);
  const [options, setOptions] = useState<WritingOptions>({
    layout: "function",
    metadata: false,
    names: "friendly",
  });
  const [message, setMessage] = useState<{ text: string; isError: boolean }>();
  const [active, setActive] = useState<number>();
  const [selected, setSelected] = useState<number>();
  const [goToLine, setGoToLine] = useState<{ line: number }>();
  const [panel, setPanel] = useState("privacy");
  const [side, setSide] = useState<"blocks" | "python">("python");
  const [isDragging, setDragging] = useState(false);
  const doc = documents.find(({ id }) => id === current);
  const latest = useRef({ documents, options });
  latest.current = { documents, options };

  const say = (text: string, isError = false) => setMessage({ text, isError });
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
          setActive(undefined);
          setSelected(undefined);
        } catch (error) {
          problems.push(`${label}: ${describe(error)}`);
        }
      }
      if (problems.length > 0) say(problems.join("\n"), true);
      else setMessage(undefined);
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
  useDropAndPaste(openFiles, open, setDragging);
  useEffect(() => {
    if (documents.length === 0) return;
    const timer = setTimeout(() => {
      const kept = documents.map(({ name, python, bytes }) => ({ name, python, ...(bytes && { bytes }) }));
      void keep({ documents: kept, current: documents.findIndex(({ id }) => id === current) });
    }, 500);
    return () => clearTimeout(timer);
  }, [documents, current]);
  useChecking(client, doc, replace);

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
  const onPoint = useCallback((action: number | undefined, how: "select" | "hover") => {
    setActive(action);
    if (how === "select" && action !== undefined) setSelected(action);
  }, []);
  const goTo = (action: number) => {
    onPoint(action, "select");
    const line = doc?.lines.find((range) => range.action === action)?.line;
    if (line !== undefined) setGoToLine({ line });
  };
  const select = useCallback(
    (action: number | undefined, how: "select" | "hover") => {
      onPoint(action, how);
      const line = how === "select" && doc?.lines.find((range) => range.action === action)?.line;
      if (typeof line === "number") setGoToLine({ line });
    },
    [doc?.lines],
  );
  const marked = active ?? selected;
  const versions = useMemo(() => versionsFor(documents, doc), [documents, doc]);

  return (
    <div class={`app${isDragging ? " dragging" : ""}`}>
      <header>
        <h1>shortcut2py</h1>
        <OpenButton onFiles={openFiles} />
        {doc && <Actions doc={doc} documents={documents} client={client} say={say} />}
        {doc && <Options options={options} onChange={changeOptions} />}
        {documents.length > 0 && (
          <button
            onClick={async () => {
              await forget();
              setDocuments([]);
              say("Forgotten: nothing of these files is kept in this browser any more.");
            }}
          >
            Forget all
          </button>
        )}
      </header>
      <div class="message" role={message?.isError ? "alert" : "status"}>
        {message && (
          <p class={message.isError ? "error" : ""}>
            <span>{message.text}</span>
            <button aria-label="Close this message" onClick={() => setMessage(undefined)}>
              ✕
            </button>
          </p>
        )}
      </div>
      {documents.length > 1 && (
        <nav aria-label="Open shortcuts" class="documents">
          {documents.map(({ id, name }) => (
            <button
              key={id}
              aria-current={id === current ? "page" : undefined}
              onClick={() => setCurrent(id)}
            >
              {name}
            </button>
          ))}
        </nav>
      )}
      {!doc ? (
        <Welcome onFiles={openFiles} onText={(text) => open([sourceOfText(text)])} />
      ) : (
        <main data-side={side}>
          <div class="sides" role="group" aria-label="What to show">
            <button aria-pressed={side === "blocks"} onClick={() => setSide("blocks")}>
              Actions
            </button>
            <button aria-pressed={side === "python"} onClick={() => setSide("python")}>
              Python
            </button>
          </div>
          <section class="left" aria-label="Actions of the shortcut">
            <h2>
              {doc.color !== undefined && <span class="icon" style={{ background: doc.color }} />}
              {doc.name} <span class="quiet">{doc.rows.length} actions</span>
            </h2>
            <Blocks key={doc.id} rows={doc.rows} active={marked} onPoint={select} />
          </section>
          <section class="right" aria-label="The shortcut as Python">
            <Editor
              key={doc.id}
              text={doc.python}
              lines={doc.lines}
              diagnostics={doc.diagnostics}
              active={marked}
              goTo={goToLine}
              onEdit={(python) => replace(doc.id, { python })}
              onPoint={onPoint}
            />
          </section>
          <section class="panel" aria-label="About this shortcut">
            <Tabs
              chosen={panel}
              onChoose={setPanel}
              tabs={[
                { id: "privacy", label: "Before you install" },
                {
                  id: "problems",
                  label: `Problems${doc.diagnostics.length > 0 ? ` (${doc.diagnostics.length})` : ""}`,
                },
                { id: "action", label: "Action" },
                { id: "search", label: "Search" },
                { id: "run", label: "Run" },
                { id: "compare", label: "Compare" },
              ]}
            >
              {panel === "privacy" &&
                (doc.inspection ? (
                  <PrivacyPanel inspection={doc.inspection} goTo={goTo} />
                ) : (
                  <p class="quiet">This program has never compiled, so nothing can be said of it yet.</p>
                ))}
              {panel === "problems" && (
                <Problems
                  diagnostics={doc.diagnostics}
                  goTo={goTo}
                  goToLine={(line) => setGoToLine({ line })}
                  onFix={() => fixAll(doc)}
                />
              )}
              {panel === "action" && <ActionPanel row={doc.rows[selected ?? -1]} client={client} />}
              {panel === "search" && (
                <SearchPanel
                  rows={doc.rows}
                  python={doc.python}
                  client={client}
                  goTo={goTo}
                  goToLine={(line) => setGoToLine({ line })}
                />
              )}
              {panel === "run" && <RunPanel python={doc.python} client={client} goTo={goTo} />}
              {panel === "compare" && (
                <ComparePanel versions={versions} current={doc} client={client} goTo={goTo} />
              )}
            </Tabs>
          </section>
        </main>
      )}
    </div>
  );
}
