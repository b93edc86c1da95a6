import type { ActionHandler } from "../context.ts";
import { flow } from "./flow.ts";
import { values } from "./values.ts";
import { variables } from "./variables.ts";

const BUILTIN = "is.workflow.actions.";

/** What built-in actions do, by their identifiers. */
export const modelled: ReadonlyMap<string, ActionHandler> = new Map(
  [flow, values, variables].flatMap((family) =>
    Object.entries(family).map(([name, handler]) => [BUILTIN + name, handler] as const),
  ),
);
