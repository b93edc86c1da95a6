import type { Diagnostic } from "../diagnostics/diagnostic.ts";
import type { Workflow } from "../ir/workflow.ts";
import type { ActionFacts } from "../registry/lookup.ts";
import { traceDataFlow, type DataFlow } from "./data-flow.ts";
import { findOutputs, type Outputs } from "./outputs.ts";
import { collectReferences, type References } from "./references.ts";

/** What is found out about a shortcut before anything is written; nothing of it changes any more. */
export interface Analysis {
  readonly references: References;
  readonly flow: DataFlow;
  readonly outputs: Outputs;
  readonly lookup: (identifier: string) => ActionFacts | undefined;
}

export function analyse(workflow: Workflow, lookup: Analysis["lookup"], diagnostics: Diagnostic[]): Analysis {
  const references = collectReferences(workflow.actions);
  const outputs = findOutputs(workflow.actions, references, diagnostics);
  const flow = traceDataFlow(workflow, lookup, references, diagnostics);
  return { references, flow, outputs, lookup };
}
