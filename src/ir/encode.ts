import { PlistDict, type PlistValue } from "../plist/value.ts";
import type { Action, Workflow } from "./workflow.ts";

/**
 * The property list of a shortcut, the inverse of `decodeActions`: the actions, then the properties; in an action the
 * identifier, the parameters, then what stands beside them. A malformed action is the value that it was.
 *
 * Values are not copied: the result shares them with the workflow. The actions are taken in the order of their list,
 * whatever their `index` says.
 */
export function encodeWorkflow({ properties, actions }: Pick<Workflow, "properties" | "actions">): PlistDict {
  const root = new PlistDict();
  root["WFWorkflowActions"] = actions.map(encodeAction);
  return Object.assign(root, properties);
}

function encodeAction({ identifier, parameters, extras, malformed }: Action): PlistValue {
  if (malformed !== undefined) return malformed;
  const action = new PlistDict();
  action["WFWorkflowActionIdentifier"] = identifier;
  action["WFWorkflowActionParameters"] = parameters;
  return Object.assign(action, extras);
}
