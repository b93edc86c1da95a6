import type { Action, Workflow } from "../ir/workflow.ts";
import type { ActionFacts } from "../registry/action-facts.ts";

const OLD_INPUT_KEYS = ["WFInput", "Input", "WFInputPhotos"];

/** The key under which an action's input is written, if need be that of an older version. */
export function givenKey({ parameters }: Action, key: string): string | undefined {
  return parameters[key] !== undefined ? key : OLD_INPUT_KEYS.find((old) => parameters[old] !== undefined);
}

const NEVER: ReadonlySet<string> = new Set(
  ["exit", "output", "notification", "documentpicker.open"].map((name) => `is.workflow.actions.${name}`),
);

export function isRequired({ identifier, inputKey, inputOptional }: ActionFacts): boolean {
  return (
    inputKey !== undefined &&
    identifier.startsWith("is.workflow.actions.") &&
    !inputOptional &&
    !NEVER.has(identifier)
  );
}

export function implicitInputs(
  { actions }: Pick<Workflow, "actions" | "properties">,
  lookup: (identifier: string) => ActionFacts | undefined,
): (action: Action) => boolean {
  let written = 0;
  let missing = 0;
  for (const action of actions) {
    const facts = lookup(action.identifier);
    if (!facts || !isRequired(facts)) continue;
    if (givenKey(action, facts.inputKey!) === undefined) missing++;
    else written++;
  }
  const implicit = missing >= written;
  return (action) =>
    implicit && !NEVER.has(action.identifier) && !action.identifier.startsWith("is.workflow.actions.filter.");
}
