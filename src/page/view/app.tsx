import { useMemo, useState } from "preact/hooks";
import type { WorkerClient } from "../client.ts";
import type { ShortcutDocument } from "../document.ts";
import { sourceOfText, versionsFor } from "../opening.ts";
import { Blocks } from "./blocks.tsx";
import { ComparePanel } from "./compare-panel.tsx";
import { Editor } from "./editor.tsx";
import { useChecking, useDropAndPaste } from "./hooks.ts";
import { OpenButton } from "./open-button.tsx";
import { ActionPanel, PrivacyPanel, Problems, SearchPanel } from "./panels.tsx";
import { RunPanel } from "./run-panel.tsx";
import { Tabs } from "./tabs.tsx";
import { Actions, Options } from "./toolbar.tsx";
import { useDocuments, type Say } from "./use-documents.ts";
import { lineOf, usePointing } from "./use-pointing.ts";
import { Welcome } from "./welcome.tsx";

type Documents = ReturnType<typeof useDocuments>;
type Pointing = ReturnType<typeof usePointing>;

export function App({ client }: { client: WorkerClient }) {
  const [message, setMessage] = useState<{ text: string; isError: boolean }>();
  const [isDragging, setDragging] = useState(false);
  const say: Say = (text, isError = false) => setMessage(text === "" ? undefined : { text, isError });
  const pointing = usePointing();
  const opened = useDocuments(client, say, pointing.clear);
  const { documents, current, replace, open, openFiles } = opened;
  const doc = documents.find(({ id }) => id === current);
  useDropAndPaste(openFiles, open, setDragging);
  useChecking(client, doc, replace);

  return (
    <div class={`app${isDragging ? " dragging" : ""}`}>
      <header>
        <h1>shortcut2py</h1>
        <OpenButton onFiles={openFiles} />
        {doc && <Actions doc={doc} documents={documents} client={client} say={say} />}
        {doc && <Options options={opened.options} onChange={opened.changeOptions} />}
        {documents.length > 0 && <button onClick={opened.forgetAll}>Forget all</button>}
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
      {documents.length > 1 && <OpenDocuments opened={opened} />}
      {doc ? (
        <Workspace client={client} doc={doc} opened={opened} pointing={pointing} />
      ) : (
        <Welcome onFiles={openFiles} onText={(text) => open([sourceOfText(text)])} />
      )}
    </div>
  );
}

function OpenDocuments({ opened: { documents, current, setCurrent } }: { opened: Documents }) {
  return (
    <nav aria-label="Open shortcuts" class="documents">
      {documents.map(({ id, name }) => (
        <button key={id} aria-current={id === current ? "page" : undefined} onClick={() => setCurrent(id)}>
          {name}
        </button>
      ))}
    </nav>
  );
}

interface WorkspaceProps {
  client: WorkerClient;
  doc: ShortcutDocument;
  opened: Documents;
  pointing: Pointing;
}

/** One shortcut: its actions, its program, and what there is to know of it. */
function Workspace({ client, doc, opened, pointing }: WorkspaceProps) {
  const [side, setSide] = useState<"blocks" | "python">("python");
  const { marked, line, point } = pointing;
  return (
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
        <Blocks
          key={doc.id}
          rows={doc.rows}
          active={marked}
          onPoint={(action, how) => {
            point(action, how);
            const at = how === "select" && action !== undefined ? lineOf(doc, action) : undefined;
            if (at !== undefined) pointing.goToLine(at);
          }}
        />
      </section>
      <section class="right" aria-label="The shortcut as Python">
        <Editor
          key={doc.id}
          text={doc.python}
          lines={doc.lines}
          diagnostics={doc.diagnostics}
          active={marked}
          goTo={line}
          onEdit={(python) => opened.replace(doc.id, { python })}
          onPoint={point}
        />
      </section>
      <Panel client={client} doc={doc} opened={opened} pointing={pointing} />
    </main>
  );
}

/** What there is to know of a shortcut, one thing at a time. */
function Panel({ client, doc, opened, pointing }: WorkspaceProps) {
  const [panel, setPanel] = useState("privacy");
  const { documents, fixAll } = opened;
  const { selected, goToLine } = pointing;
  const versions = useMemo(() => versionsFor(documents, doc), [documents, doc]);
  const goTo = (action: number) => {
    pointing.point(action, "select");
    const line = lineOf(doc, action);
    if (line !== undefined) goToLine(line);
  };
  return (
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
          <Problems diagnostics={doc.diagnostics} goTo={goTo} goToLine={goToLine} onFix={() => fixAll(doc)} />
        )}
        {panel === "action" && <ActionPanel row={doc.rows[selected ?? -1]} client={client} />}
        {panel === "search" && (
          <SearchPanel rows={doc.rows} python={doc.python} client={client} goTo={goTo} goToLine={goToLine} />
        )}
        {panel === "run" && <RunPanel python={doc.python} client={client} goTo={goTo} />}
        {panel === "compare" && (
          <ComparePanel versions={versions} current={doc} client={client} goTo={goTo} />
        )}
      </Tabs>
    </section>
  );
}
