import { useEffect, useState } from "preact/hooks";
import type { WorkerClient } from "../client.ts";
import type { Calls } from "../protocol.ts";
import type { Row } from "../rows.ts";
import type { GoTo } from "./panels.tsx";

export interface Version {
  name: string;
  python: string;
}

/** What changed from another open shortcut, or from this one as it was opened. */
export function ComparePanel(props: {
  versions: readonly Version[];
  current: Version;
  client: WorkerClient;
  goTo: GoTo;
}) {
  const { versions, current, client, goTo } = props;
  const [chosen, setChosen] = useState(0);
  const [diff, setDiff] = useState<ReturnType<Calls["diff"]>>();
  const [error, setError] = useState("");
  const older = versions[Math.min(chosen, versions.length - 1)];
  useEffect(() => {
    setDiff(undefined);
    setError("");
    if (!older) return;
    client
      .call("diff", { older: older.python, newer: current.python }, "The comparison")
      .then(setDiff, (problem: Error) => setError(problem.message));
  }, [older?.python, current.python]);
  if (!older) return <p class="quiet">Open a second shortcut, or edit this one, to compare.</p>;
  return (
    <div>
      <label>
        Older version{" "}
        <select value={chosen} onChange={(event) => setChosen(Number(event.currentTarget.value))}>
          {versions.map(({ name }, i) => (
            <option key={i} value={i}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {error !== "" && <p class="note">{error}</p>}
      {diff && <Changes diff={diff} goTo={goTo} />}
    </div>
  );
}

function Changes({ diff, goTo }: { diff: ReturnType<Calls["diff"]>; goTo: GoTo }) {
  if (diff.equal) return <p class="quiet">They do the same.</p>;
  return (
    <ul class="list">
      {diff.actions.slice(0, 500).map((change, i) => {
        const row = change.kind === "removed" ? diff.older[change.before] : diff.newer[change.after];
        return (
          <li key={i}>
            <span class={`tag ${change.kind}`}>{change.kind}</span>{" "}
            {change.kind === "removed" ? (
              <>action {change.before}</>
            ) : (
              <button class="link" onClick={() => goTo(change.after)}>
                action {change.after}
              </button>
            )}{" "}
            {row && <RowText row={row} />}
            {change.kind === "changed" && (
              <ul>
                {change.differences.map(({ keyPath, expected, actual }) => (
                  <li key={keyPath}>
                    <code>{keyPath}</code>: {expected ?? "nothing"} became {actual ?? "nothing"}
                  </li>
                ))}
              </ul>
            )}
          </li>
        );
      })}
      {diff.properties.map(({ keyPath, expected, actual }) => (
        <li key={keyPath}>
          <span class="tag changed">property</span> <code>{keyPath}</code>: {expected ?? "nothing"} became{" "}
          {actual ?? "nothing"}
        </li>
      ))}
    </ul>
  );
}

function RowText({ row }: { row: Row }) {
  const text = row.summary.map((piece) => ("text" in piece ? piece.text : piece.variable)).join("");
  return (
    <>
      {row.title} <span class="quiet">{text}</span>
    </>
  );
}
