import { readFileSync } from "node:fs";
import { readRows, type ReadRow } from "../dataset/read-rows.ts";
import { runStep, type Step, type StepOutput, type StepSummary } from "../dataset/run-step.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import { describeSystemError } from "../node/system-error.ts";
import { jsonLine, labelOf, type CommonFlags } from "./inputs.ts";
import { printStepSummary } from "./report/step-summary.ts";
import { writeErr, writeMessage, writeOut } from "./terminal.ts";

/** What all steps that write rows take. */
export interface RowFlags extends CommonFlags {
  output?: string;
  sink: StepOutput["sink"];
  resume?: true;
  seed: number;
}

/** Runs a step into its folder, and says what became of the rows. */
export async function writeStep(
  path: string,
  step: Step,
  flags: RowFlags,
  rows: AsyncIterable<ReadRow> = readRows(path),
): Promise<StepSummary> {
  const { sink, resume = false, json = false, color } = flags;
  const output = flags.output!;
  const interrupt = () => {
    writeErr("\nshortcut2py: Interrupted. The same command with --resume goes on from here.\n");
    process.exit(130);
  };
  process.once("SIGINT", interrupt);
  const summary = await runStep(rows, step, { output, sink, resume });
  process.off("SIGINT", interrupt);
  if (json) writeOut(jsonLine({ output, ...summary }));
  else writeMessage(color, (style) => printStepSummary(labelOf(path), output, summary, style));
  return summary;
}

/** The lines of a file that hold something. */
export function readLines(path: string): string[] {
  try {
    return readFileSync(path, "utf8")
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
  } catch (error) {
    throw new AccessError("SC5001", `${path} cannot be read: ${describeSystemError(error)}.`, {
      cause: error,
    });
  }
}
