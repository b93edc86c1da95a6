import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { compile } from "../../src/index.ts";
import { valueFromJson } from "../../src/run/device/from-json.ts";
import type { ActionHandler } from "../../src/run/context.ts";
import { run } from "../../src/run/run.ts";
import { describeValue } from "../../src/run/trace.ts";

/** A program with what it is given: an input, and answers to what it asks. */
export interface AgreeProgram {
  source: string;
  input?: string;
  answers?: string[];
}

/** What a run did to the world, in order; or why it ended in an error. */
export interface Outcome {
  recorded?: [name: string, given: Record<string, string>][];
  error?: string;
}

/** What CPython does with programs, with stand-ins for the actions. */
export function runPython(programs: readonly AgreeProgram[]): Outcome[] {
  const result = spawnSync("python3", ["test/support/agree.py"], {
    input: JSON.stringify(programs),
    encoding: "utf8",
    maxBuffer: 2 ** 30,
  });
  if (result.status !== 0) throw new Error(`python3 failed: ${result.stderr}`);
  return JSON.parse(result.stdout) as Outcome[];
}

const BUILTIN = "is.workflow.actions.";
/** Actions that only do something, with the parameters that are compared. */
const DOERS: Record<string, string[]> = {
  showresult: ["Text"],
  alert: ["WFAlertActionTitle", "WFAlertActionMessage"],
  notification: ["WFNotificationActionTitle", "WFNotificationActionBody"],
  vibrate: [],
};

/** What the compiled shortcut does, in the interpreter. */
export function runCompiled(
  program: AgreeProgram,
  workflow: ReturnType<typeof compile>["workflow"],
): Outcome {
  const recorded: NonNullable<Outcome["recorded"]> = [];
  const answers = [...(program.answers ?? [])];
  const doer =
    (name: string, keys: string[]): ActionHandler =>
    (context) => {
      const given = keys.filter((key) => context.given(key) !== undefined);
      recorded.push([name, Object.fromEntries(given.map((key) => [key, context.text(key)]))]);
      return undefined;
    };
  const handlers = new Map<string, ActionHandler>(
    Object.entries(DOERS).map(([name, keys]) => [BUILTIN + name, doer(name, keys)]),
  );
  handlers.set(`${BUILTIN}getbatterylevel`, () => {
    recorded.push(["getbatterylevel", {}]);
    return valueFromJson(50);
  });
  const result = run(
    workflow,
    { clipboard: "clip", ...(program.input !== undefined && { input: program.input }) },
    {
      actions: (identifier) => handlers.get(identifier),
      limits: { steps: 20_000 },
      respond: ({ kind, prompt, options = [] }) => {
        recorded.push([kind, { prompt }]);
        const answer = answers.shift() ?? "x";
        if (kind !== "menu") return { answer };
        const sum = [...answer].reduce((total, letter) => total + letter.charCodeAt(0), 0);
        return { answer: [sum % options.length] };
      },
    },
  );
  if (result.status === "failed" || result.status === "undetermined") {
    return { recorded, error: result.error?.message ?? result.status };
  }
  if (result.status === "stopped" && result.by !== "cancel") {
    const shown = describeValue(result.result);
    const text = Array.isArray(shown) ? shown.map(String).join("\n") : String(shown);
    recorded.push(["return", { value: text }]);
  }
  return { recorded };
}

export type Verdict = "right" | "refused" | "python fails" | { expected: Outcome; actual: Outcome };

/** Whether the compiled shortcut does what CPython does. */
export function judge(program: AgreeProgram, expected: Outcome, tolerant: boolean): Verdict {
  const { bytes, workflow, diagnostics } = compile(program.source, { tolerant });
  if (!bytes) return "refused";
  // Told is not silent.
  if (diagnostics.some(({ code }) => code === "SC6015")) return "refused";
  if (expected.error !== undefined) return "python fails";
  const actual = runCompiled(program, workflow);
  const same = JSON.stringify(plain(expected)) === JSON.stringify(plain(actual));
  return same && actual.error === undefined ? "right" : { expected, actual };
}

/** `agree.py` ends a program after so many; what comes then is not compared. */
const MOST_RECORDED = 500;

/** A bare `return` puts out nothing, and says nothing. */
function plain({ recorded = [] }: Outcome): unknown {
  return recorded.filter(([name, { value }]) => name !== "return" || value !== "").slice(0, MOST_RECORDED);
}

/** The programs of a file: separated by lines `# ---`, each with what follows it as `key=value` pairs. */
export function readPrograms(file: URL): (AgreeProgram & { name: string; wants: string })[] {
  const text = readFileSync(file, "utf8");
  return text
    .split(/^# --- /m)
    .slice(1)
    .map((part) => {
      const [head = "", ...lines] = part.split("\n");
      const [name = "", wants = "right", ...pairs] = head.split(/\s*;\s*/);
      const answers = pairs
        .find((pair) => pair.startsWith("answers="))
        ?.slice(8)
        .split(",");
      const input = pairs.find((pair) => pair.startsWith("input="))?.slice(6);
      return {
        name,
        wants,
        source: `${lines.join("\n").trim()}\n`,
        ...(answers && { answers }),
        ...(input !== undefined && { input }),
      };
    });
}
