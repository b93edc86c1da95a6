import { diagnostic, type Diagnostic } from "../diagnostics/diagnostic.ts";
import { uuidOf, type Action } from "../ir/workflow.ts";

/**
 * The action that each UUID belongs to; of several with one UUID the first, which gives the output its name and its
 * type. All of them bind the same Python name, so that a reader gets the output of the one that ran last.
 */
export function outputOwners(actions: Action[], diagnostics: Diagnostic[]): Map<string, Action> {
  const owners = new Map<string, Action>();
  for (const action of actions) {
    const uuid = uuidOf(action);
    if (uuid === undefined) continue;
    const first = owners.get(uuid);
    if (first === undefined) {
      owners.set(uuid, action);
    } else {
      const message = `This action has the same UUID as action ${first.index}; references read the one that ran last.`;
      diagnostics.push(diagnostic("SC4003", message, { action: action.index }));
    }
  }
  return owners;
}
