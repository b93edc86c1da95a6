import { without } from "../../plist/value.ts";
import { defaultsSaid } from "../../values/decisive.ts";
import type { Step } from "./notes.ts";

/**
 * Parameters that decide what an action does are in its statement even where the file leaves them out. In the actions
 * that are noted, none is in the file that has its default; one that somebody has changed since is kept.
 */
export const unsaidDefaults: Step = {
  find({ ctx: { lookup } }, notes) {
    const found: number[] = [];
    notes.defaults = found;
    return ({ index, identifier, parameters }, said) => {
      if (said.hasDefaults) {
        found.push(index);
        return;
      }
      if (said.parameters === parameters) return;
      const keys = defaultsSaid(said.parameters, lookup(identifier)?.decisive);
      if (keys.every((key) => key in parameters)) return;
      said.parameters = without(said.parameters, keys);
      found.push(index);
    };
  },
  apply({ actions, ctx }, { defaults }) {
    for (const index of defaults) {
      const action = actions[index]!;
      const keys = defaultsSaid(action.parameters, ctx.lookup(action.identifier)?.decisive);
      if (keys.length > 0) action.parameters = without(action.parameters, keys);
    }
  },
};
