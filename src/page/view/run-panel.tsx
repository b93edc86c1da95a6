import { useState } from "preact/hooks";
import type { WorkerClient } from "../client.ts";
import type { RunReport } from "../worker/run.ts";
import type { GoTo } from "./panels.tsx";

const STATUS: Readonly<Record<RunReport["status"], string>> = {
  finished: "It ran to its end.",
  stopped: "It stopped by itself.",
  failed: "It failed, as the app would.",
  undetermined: "How it ends cannot be told.",
};

/** Runs the program on a virtual device, and walks through what it did. */
export function RunPanel({ python, client, goTo }: { python: string; client: WorkerClient; goTo: GoTo }) {
  const [input, setInput] = useState("");
  const [clipboard, setClipboard] = useState("");
  const [answers, setAnswers] = useState("");
  const [now, setNow] = useState("");
  const [report, setReport] = useState<RunReport>();
  const [error, setError] = useState("");
  const [step, setStep] = useState(0);

  const start = async (event: Event) => {
    event.preventDefault();
    setError("");
    setReport(undefined);
    const device = {
      ...(input !== "" && { input }),
      ...(clipboard !== "" && { clipboard }),
      ...(answers.trim() !== "" && { answers: answers.trim().split("\n") }),
      ...(now !== "" && { now: `${now}:00Z` }),
    };
    try {
      setReport(await client.call("run", { python, device }, "The run"));
      setStep(0);
    } catch (problem) {
      setError(problem instanceof Error ? problem.message : String(problem));
    }
  };
  const walk = (to: number) => {
    const next = Math.max(0, Math.min((report?.steps.length ?? 1) - 1, to));
    setStep(next);
    const at = report?.steps[next];
    if (at && at.shortcut === undefined) goTo(at.action);
  };
  return (
    <div>
      <form class="device" onSubmit={start}>
        <label>
          Shortcut input
          <textarea rows={2} value={input} onInput={(event) => setInput(event.currentTarget.value)} />
        </label>
        <label>
          Clipboard
          <textarea rows={2} value={clipboard} onInput={(event) => setClipboard(event.currentTarget.value)} />
        </label>
        <label>
          Answers, one a line
          <textarea rows={2} value={answers} onInput={(event) => setAnswers(event.currentTarget.value)} />
        </label>
        <label>
          Date and time
          <input type="datetime-local" value={now} onInput={(event) => setNow(event.currentTarget.value)} />
        </label>
        <button type="submit" class="primary">
          Run
        </button>
      </form>
      <p class="quiet">Runs on a virtual device in this page: nothing is sent, opened or changed.</p>
      <div role="status">
        {error !== "" && <p class="note">{error}</p>}
        {report && <Report report={report} step={step} walk={walk} goTo={goTo} />}
      </div>
    </div>
  );
}

function Report(props: { report: RunReport; step: number; walk: (to: number) => void; goTo: GoTo }) {
  const { report, step, walk, goTo } = props;
  const { status, error, result, effects, unmodelled, questions, warnings, steps, executed } = report;
  const at = steps[step];
  return (
    <>
      <h3>
        {STATUS[status]} <span class="quiet">{executed} actions ran.</span>
      </h3>
      {error && <p class="note">{error.message}</p>}
      <p>
        Result: <code>{JSON.stringify(result)}</code>
      </p>
      {effects.length > 0 && (
        <>
          <h4>What it did</h4>
          <ol class="list">
            {effects.slice(0, 200).map(({ kind, action, shortcut, ...details }, i) => (
              <li key={i}>
                <button class="link" onClick={() => shortcut === undefined && goTo(action)}>
                  action {action}
                </button>{" "}
                <strong>{kind}</strong> <code>{JSON.stringify(details)}</code>
              </li>
            ))}
          </ol>
        </>
      )}
      {unmodelled.length > 0 && (
        <p class="note">Not modelled, so their outputs are unknown: {unmodelled.join(", ")}</p>
      )}
      {questions.length > 0 && (
        <p class="note">
          Nobody has published how the app decides: {questions.map(({ about }) => about).join("; ")}
        </p>
      )}
      {warnings.map((warning) => (
        <p key={warning} class="note">
          {warning}
        </p>
      ))}
      {at && (
        <>
          <h4>Step by step</h4>
          <div class="steps">
            <button onClick={() => walk(step - 1)} disabled={step === 0}>
              Back
            </button>
            <input
              type="range"
              min={0}
              max={steps.length - 1}
              value={step}
              aria-label="Step"
              onInput={(event) => walk(Number(event.currentTarget.value))}
            />
            <button onClick={() => walk(step + 1)} disabled={step === steps.length - 1}>
              Next
            </button>
            <span>
              {step + 1} of {steps.length}
            </span>
          </div>
          <dl class="facts">
            <dt>Action {at.action}</dt>
            <dd>{at.identifier}</dd>
            <dt>Inputs</dt>
            <dd>
              <pre class="code">{JSON.stringify(at.inputs, undefined, 1)}</pre>
            </dd>
            <dt>Output</dt>
            <dd>
              <pre class="code">{JSON.stringify(at.output, undefined, 1)}</pre>
            </dd>
          </dl>
        </>
      )}
    </>
  );
}
