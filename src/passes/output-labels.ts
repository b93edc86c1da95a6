import { stringParameter, type Action } from "../ir/workflow.ts";
import type { ActionFacts } from "../registry/lookup.ts";

/** What an action calls its output unless its author renames it. */
export function ownLabel(action: Action, facts: ActionFacts | undefined): string | undefined {
  // An action that gets a property calls its output after the property.
  const named =
    facts?.outputNameFrom === undefined ? undefined : stringParameter(action, facts.outputNameFrom);
  return named || facts?.outputName;
}

/** What references call an output most often. */
export function commonest(labels: ReadonlyMap<string, number> | undefined): string | undefined {
  let best: string | undefined;
  let most = 0;
  for (const [label, count] of labels ?? []) {
    if (label !== "" && count > most) [best, most] = [label, count];
  }
  return best;
}

/** What an output is called of which nothing else is known. */
export function lastComponent(identifier: string): string {
  return (identifier.split(".").at(-1) ?? "").replace(/(.)Intent$/, "$1") || "output";
}
