import { spawnSync } from "node:child_process";
import { convert } from "../../src/convert.ts";
import type { Json } from "../../src/run/device/spec.ts";
import { run } from "../../src/run/run.ts";
import type { Step } from "../../src/run/trace.ts";

/** Where two runs of one shortcut, ours and CPython's, part. */
export interface Disagreement {
  python: string;
  line: number | undefined;
  ours: Json;
  theirs: Json;
}

export interface Verdict {
  agreed: number;
  /** Programs with something that the oracle does not know, and what. */
  unsupported: string[];
  disagreements: Disagreement[];
}

interface Answer {
  values?: [line: number, value: Json][];
  error?: string;
  unsupported?: string;
}

const MARKERS = /\.(?:conditional|choosefrommenu|repeat\.(?:count|each))$/;

/** Runs shortcuts here, and their Python under CPython with the actions of `run-oracle.py`; compares value by value. */
export function askOracle(files: readonly Uint8Array[]): Verdict {
  const programs = files.map((bytes) => convert(bytes, { layout: "script", metadata: false, names: "api" }));
  const input = programs.map(({ python }) => `${JSON.stringify({ python })}\n`).join("");
  const result = spawnSync("python3", ["test/support/run-oracle.py"], {
    input,
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0) throw new Error(`python3 failed: ${result.stderr}`);
  const answers = result.stdout
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as Answer);
  const verdict: Verdict = { agreed: 0, unsupported: [], disagreements: [] };
  for (const [at, { workflow, sourceMap, python }] of programs.entries()) {
    const answer = answers[at]!;
    if (answer.unsupported !== undefined) {
      verdict.unsupported.push(answer.unsupported);
      continue;
    }
    // A line of two actions, of which the second puts the output into a variable, has one value.
    const first = sourceMap.filter(({ line }, i) => line !== sourceMap[i - 1]?.line);
    const lines = new Map(first.map(({ action, line }) => [action, line]));
    const ours: [line: number, value: Json][] = [];
    const { status } = run(
      workflow,
      {},
      { onStep: (step) => note(step, lines, ours), limits: { steps: 50_000 } },
    );
    const told = new Set(lines.values());
    const theirs = answer.values!.filter(
      ([line]) => told.has(line) && ours.some(([other]) => other === line),
    );
    const part = firstDifference(ours, theirs);
    if (part === undefined && (status === "failed") === (answer.error !== undefined)) verdict.agreed++;
    else {
      const [mine, other] = [ours[part ?? ours.length], theirs[part ?? theirs.length]];
      verdict.disagreements.push({
        python,
        line: mine?.[0] ?? other?.[0],
        ours: mine?.[1] ?? status,
        theirs: other?.[1] ?? answer.error ?? "end",
      });
    }
  }
  return verdict;
}

function note(
  { identifier, action, output }: Step,
  lines: ReadonlyMap<number, number>,
  into: [number, Json][],
): void {
  const line = lines.get(action);
  if (line === undefined || MARKERS.test(identifier) || identifier.endsWith(".comment")) return;
  into.push([line, output]);
}

function firstDifference(
  ours: readonly [number, Json][],
  theirs: readonly [number, Json][],
): number | undefined {
  for (let at = 0; at < Math.max(ours.length, theirs.length); at++) {
    const [mine, other] = [ours[at], theirs[at]];
    if (!mine || !other || mine[0] !== other[0] || !same(mine[1], other[1])) return at;
  }
  return undefined;
}

/** Equal, numbers within what a double tells apart; a trace cuts long texts. */
function same(a: Json | undefined, b: Json | undefined): boolean {
  if (typeof a === "string" && typeof b === "string" && a.endsWith("…")) return b.startsWith(a.slice(0, -1));
  if (typeof a === "number" || typeof b === "number") {
    return Math.abs(Number(a) - Number(b)) <= 1e-9 * Math.max(1, Math.abs(Number(a)));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return a === b;
  const [keys, others] = [Object.keys(a), Object.keys(b)];
  return (
    keys.length === others.length &&
    keys.every((key) => same((a as Record<string, Json>)[key], (b as Record<string, Json>)[key]))
  );
}
