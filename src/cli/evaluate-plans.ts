import { evaluatePlans, PLAN_MEASURES, type PlanSummary } from "../evaluate/plan/evaluate-plans.ts";
import { readPlans, readVectors } from "../evaluate/plan/read.ts";
import { EXACT_SIMILARITY } from "../evaluate/plan/score.ts";
import { PUBLISHED_PLANS } from "../evaluate/published.ts";
import { percentOf, percentRange } from "../evaluate/tables.ts";
import { AccessError } from "../diagnostics/access-error.ts";
import type { EvaluateFlags } from "./evaluate-flags.ts";
import { jsonLine } from "./inputs.ts";
import { printSections } from "./report/sections.ts";
import { harmless } from "./report/style.ts";
import { styleFor, writeOut } from "./terminal.ts";

/** `shortcut2py evaluate --plans`, for the answers of one model. */
export async function runEvaluatePlans(file: string, model: string, flags: EvaluateFlags): Promise<void> {
  const { vectors, json = false, color, published = false } = flags;
  const similarity = vectors === undefined ? EXACT_SIMILARITY : await readVectors(vectors);
  const results = evaluatePlans(readPlans(file), similarity);
  let next = await results.next();
  for (; next.done !== true; next = await results.next()) if (json) writeOut(jsonLine(next.value));
  const summary = next.value;
  if (summary.rows === 0) throw new AccessError("SC5403", `${file} holds no plans.`);
  const { rows, means, intervals } = summary;
  if (json) writeOut(jsonLine({ model, rows, ...means, intervals }));
  else {
    const style = styleFor("stdout", color);
    writeOut(`${printSections(sectionsOf(model, summary, published), style)}\n`);
  }
}

function sectionsOf(model: string, { rows, means, intervals }: PlanSummary, published: boolean) {
  const measures = PLAN_MEASURES.map((name) => {
    const interval = intervals[name];
    return [
      name.replace("_", " "),
      `${percentOf(means[name])}${interval ? ` (${percentRange(interval)})` : ""}`,
    ];
  });
  const paper = PUBLISHED_PLANS.map(([name, f1]) => [name, f1.toFixed(1)]);
  return [
    {
      title: "",
      rows: [
        ["", harmless(model)],
        ["plans", String(rows)],
      ],
    },
    { title: "Means, with their 95 % intervals", rows: measures },
    ...(published
      ? [
          {
            title: "The paper's Table 3: F1 on T-Eval's PLAN, with similarity by a sentence model",
            rows: paper,
          },
        ]
      : []),
  ];
}
