import { useEffect, useState } from "preact/hooks";
import type { PlacedDiagnostic } from "../../check/placed.ts";
import type { Inspection } from "../../inspect/inspect.ts";
import type { Page as ActionPage } from "../../registry/docs/page.ts";
import type { WorkerClient } from "../client.ts";
import type { Row } from "../rows.ts";

/** Goes to an action on both sides. */
export type GoTo = (action: number) => void;

export function Problems(props: {
  diagnostics: readonly PlacedDiagnostic[];
  goTo: GoTo;
  goToLine: (line: number) => void;
  /** Puts right all that has one answer. */
  onFix: () => void;
}) {
  const { diagnostics, goTo, goToLine, onFix } = props;
  if (diagnostics.length === 0) return <p class="quiet">Nothing is wrong with this program.</p>;
  const fixable = diagnostics.filter(({ fix }) => fix !== undefined).length;
  return (
    <>
      {fixable > 0 && (
        <button class="primary" onClick={onFix}>
          Put {fixable} of them right
        </button>
      )}
      <ul class="list">
        {diagnostics.slice(0, 500).map(({ severity, code, message, hint, fix, line, action }, i) => (
          <li key={i}>
            <span class={`tag ${severity}`}>{severity}</span>{" "}
            {line !== undefined ? (
              <button class="link" onClick={() => goToLine(line)}>
                line {line}
              </button>
            ) : (
              action !== undefined && <ActionLink action={action} goTo={goTo} />
            )}{" "}
            {message} {hint ?? fix?.title} <span class="quiet">{code}</span>
          </li>
        ))}
      </ul>
    </>
  );
}

function ActionLink({ action, goTo }: { action: number; goTo: GoTo }) {
  return (
    <button class="link" onClick={() => goTo(action)}>
      action {action}
    </button>
  );
}

const KINDS = {
  sends: "Sends",
  reads: "Reads",
  changes: "Changes",
  deletes: "Deletes",
  runs: "Starts",
} as const;

export function PrivacyPanel({ inspection, goTo }: { inspection: Inspection; goTo: GoTo }) {
  const { privacy, disclosures } = inspection;
  const { facts, hosts } = privacy;
  const secrets = disclosures.filter(({ kind }) => kind === "secret");
  const personal = disclosures.filter(({ kind }) => kind === "personal");
  if (facts.length + hosts.length + disclosures.length === 0) {
    return (
      <p class="quiet">
        It sends nothing, reads nothing private, and changes nothing, as far as the file tells.
      </p>
    );
  }
  return (
    <dl class="facts">
      {Object.entries(KINDS).map(([kind, label]) => {
        const found = facts.filter((fact) => fact.kind === kind);
        return (
          found.length > 0 && (
            <Fact key={kind} label={label} kind={kind}>
              {found.map(({ what, actions }) => (
                <Places key={what} what={what} actions={actions} goTo={goTo} />
              ))}
            </Fact>
          )
        );
      })}
      {hosts.length > 0 && (
        <Fact label="Names hosts" kind="hosts">
          {hosts.map(({ host, actions }) => (
            <Places key={host} what={host} actions={actions} goTo={goTo} />
          ))}
        </Fact>
      )}
      <Disclosed label="May hold secrets" kind="secrets" found={secrets} goTo={goTo} />
      <Disclosed label="May hold personal data" kind="personal" found={personal} goTo={goTo} />
    </dl>
  );
}

function Fact({
  label,
  kind,
  children,
}: {
  label: string;
  kind: string;
  children: preact.ComponentChildren;
}) {
  return (
    <>
      <dt class={`kind-${kind}`}>{label}</dt>
      <dd>
        <ul>{children}</ul>
      </dd>
    </>
  );
}

function Disclosed(props: { label: string; kind: string; found: Inspection["disclosures"]; goTo: GoTo }) {
  const { label, kind, found, goTo } = props;
  const places = new Map<string, number[]>();
  for (const { what, where } of found) {
    if (where.action !== undefined) places.set(what, [...(places.get(what) ?? []), where.action]);
    else if (!places.has(what)) places.set(what, []);
  }
  if (places.size === 0) return null;
  return (
    <Fact label={label} kind={kind}>
      {[...places].map(([what, actions]) => (
        <Places key={what} what={what} actions={[...new Set(actions)]} goTo={goTo} />
      ))}
    </Fact>
  );
}

const MOST_PLACES = 20;

function Places({ what, actions, goTo }: { what: string; actions: readonly number[]; goTo: GoTo }) {
  const rest = actions.length - MOST_PLACES;
  return (
    <li>
      {what}{" "}
      {actions.slice(0, MOST_PLACES).map((action) => (
        <button key={action} class="place" aria-label={`go to action ${action}`} onClick={() => goTo(action)}>
          {action}
        </button>
      ))}
      {rest > 0 && <span class="quiet"> and {rest} more</span>}
    </li>
  );
}

/** The documentation of the action that both sides show. */
export function ActionPanel({ row, client }: { row: Row | undefined; client: WorkerClient }) {
  const [page, setPage] = useState<ActionPage>();
  const identifier = row?.identifier;
  useEffect(() => {
    setPage(undefined);
    if (identifier === undefined) return;
    let isCurrent = true;
    client.call("describe", identifier, "The documentation").then(
      (found) => isCurrent && setPage(found),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [identifier]);
  if (!row) return <p class="quiet">Select an action to read what it does.</p>;
  if (!page) return <p class="quiet">Nothing is known of {row.identifier}.</p>;
  return <Documentation page={page} />;
}

function Documentation({ page }: { page: ActionPage }) {
  return (
    <article>
      <h3>{page.title}</h3>
      <p>{page.description}</p>
      {page.notes.map((note) => (
        <p key={note} class="note">
          {note}
        </p>
      ))}
      <pre class="code">{page.pythonForm ?? page.signature}</pre>
      {page.parameters.length > 0 && (
        <table>
          <thead>
            <tr>
              <th>Parameter</th>
              <th>Type</th>
              <th>What it is</th>
            </tr>
          </thead>
          <tbody>
            {page.parameters.map(({ name, type, default: value, details, choices }) => (
              <tr key={name}>
                <td>
                  <code>{name}</code>
                </td>
                <td>
                  <code>{type}</code>
                  {value !== undefined && <code> = {value}</code>}
                </td>
                <td>
                  {details.join("; ")} {choices.length > 0 && `One of ${choices.join(", ")}.`}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <dl class="facts">
        {page.facts.map(([label, text]) => (
          <Fact key={label} label={label} kind="fact">
            <li>{text}</li>
          </Fact>
        ))}
      </dl>
    </article>
  );
}

/** Actions by what they do, and the lines of the program that hold some text. */
export function SearchPanel(props: {
  rows: readonly Row[];
  python: string;
  client: WorkerClient;
  goTo: GoTo;
  goToLine: (line: number) => void;
}) {
  const { rows, python, client, goTo, goToLine } = props;
  const [words, setWords] = useState("");
  const [found, setFound] = useState<Awaited<ReturnType<typeof find>>>([]);
  useEffect(() => {
    const timer = setTimeout(() => {
      if (words.trim() === "") setFound([]);
      else find(client, words).then(setFound, () => setFound([]));
    }, 150);
    return () => clearTimeout(timer);
  }, [words]);
  const wanted = words.trim().toLowerCase();
  const has = (text: string) => wanted !== "" && text.toLowerCase().includes(wanted);
  const inRows = rows.filter((row) => has(row.title) || has(textOf(row)));
  const inLines = python.split("\n").flatMap((line, i) => (has(line) ? [{ line, number: i + 1 }] : []));
  return (
    <div>
      <input
        type="search"
        value={words}
        aria-label="Search this shortcut and all actions"
        placeholder="Search this shortcut and all actions"
        onInput={(event) => setWords(event.currentTarget.value)}
      />
      {inRows.length > 0 && <h3>In this shortcut</h3>}
      <ul class="list">
        {inRows.slice(0, 50).map((row) => (
          <li key={row.action}>
            <ActionLink action={row.action} goTo={goTo} /> {row.title}{" "}
            <span class="quiet">{textOf(row)}</span>
          </li>
        ))}
      </ul>
      {inLines.length > 0 && <h3>In the Python</h3>}
      <ul class="list">
        {inLines.slice(0, 50).map(({ line, number }) => (
          <li key={number}>
            <button class="link" onClick={() => goToLine(number)}>
              line {number}
            </button>{" "}
            <code>{line.trim().slice(0, 200)}</code>
          </li>
        ))}
      </ul>
      {found.length > 0 && <h3>Among all actions</h3>}
      <ul class="list">
        {found.map(({ identifier, title, pythonName, description }) => (
          <li key={identifier}>
            <strong>{title}</strong> <code>{pythonName}</code>
            <br />
            {description}
          </li>
        ))}
      </ul>
    </div>
  );
}

function find(client: WorkerClient, words: string) {
  return client.call("search", words, "The search");
}

function textOf({ summary }: Row): string {
  return summary.map((piece) => ("text" in piece ? piece.text : piece.variable)).join("");
}
