import type { WorkerClient } from "../client.ts";
import { holdsSecrets, type ShortcutDocument } from "../document.ts";
import { download, safeName, zip } from "../files.ts";
import { describe } from "../opening.ts";
import type { WritingOptions } from "../protocol.ts";
import { encodeShare } from "../share.ts";

export function Options({
  options,
  onChange,
}: {
  options: WritingOptions;
  onChange: (options: WritingOptions) => void;
}) {
  return (
    <fieldset class="options">
      <legend class="hidden">How the Python is written</legend>
      <label>
        <input
          type="checkbox"
          checked={options.metadata}
          onChange={(event) => onChange({ ...options, metadata: event.currentTarget.checked })}
        />
        Metadata
      </label>
      <label>
        Names{" "}
        <select
          value={options.names}
          onChange={(event) =>
            onChange({ ...options, names: event.currentTarget.value as WritingOptions["names"] })
          }
        >
          <option value="friendly">friendly</option>
          <option value="api">api</option>
        </select>
      </label>
      <label>
        Layout{" "}
        <select
          value={options.layout}
          onChange={(event) =>
            onChange({ ...options, layout: event.currentTarget.value as WritingOptions["layout"] })
          }
        >
          <option value="function">function</option>
          <option value="script">script</option>
        </select>
      </label>
    </fieldset>
  );
}

const SIGNING =
  "The file is not signed, and the app opens signed ones only. On a Mac: shortcuts sign -i FILE.shortcut -o " +
  "SIGNED.shortcut. Elsewhere: shortcut2py sign --signing-server URL";

export function Actions(props: {
  doc: ShortcutDocument;
  documents: readonly ShortcutDocument[];
  client: WorkerClient;
  say: (text: string, isError?: boolean) => void;
}) {
  const { doc, documents, client, say } = props;
  const attempt = (work: () => Promise<void>) => () =>
    work().catch((error: unknown) => say(describe(error), true));
  const compile = (item: ShortcutDocument) =>
    client.call("compile", { python: item.python, tolerant: true }, item.name);
  const saveShortcut = async () => {
    download(`${safeName(doc.name)}.shortcut`, await compile(doc), "application/octet-stream");
    say(SIGNING);
  };
  const saveAll = async () => {
    const files = [];
    for (const item of documents) {
      files.push({ name: `${safeName(item.name)}.py`, content: item.python });
      files.push({ name: `${safeName(item.name)}.shortcut`, content: await compile(item) });
    }
    download("shortcuts.zip", zip(files), "application/zip");
  };
  const share = async () => {
    const warning =
      "This program seems to hold secrets. Everybody who has the link can read them. Make the link?";
    if (holdsSecrets(doc) && !confirm(warning)) return;
    const link = location.href.replace(/#.*$/, "") + encodeShare(doc);
    await navigator.clipboard.writeText(link);
    say(`The link is on the clipboard: ${link.length} characters, with the whole program in it.`);
  };
  return (
    <div class="actions" role="group" aria-label="This shortcut">
      <button onClick={attempt(saveShortcut)}>Download .shortcut</button>
      <button onClick={() => download(`${safeName(doc.name)}.py`, doc.python, "text/x-python")}>
        Download .py
      </button>
      {documents.length > 1 && <button onClick={attempt(saveAll)}>Download all</button>}
      <button
        onClick={attempt(async () => {
          await navigator.clipboard.writeText(doc.python);
          say("The Python is on the clipboard.");
        })}
      >
        Copy
      </button>
      <button onClick={attempt(share)}>Share link</button>
    </div>
  );
}
