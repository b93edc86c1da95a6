import { without } from "../../plist/value.ts";
import { defaultsSaid } from "../../values/decisive.ts";
import { eachPair, type Step } from "./notes.ts";

/**
 * Parameters that decide what an action does are in its statement even where the file leaves them out. In the actions
 * that are noted, none is in the file that has its default; one that somebody has changed since is kept.
 */
export const unsaidDefaults: Step = {
  find(comparison, notes) {
    const { lookup } = comparison.ctx;
    const found: number[] = [];
    eachPair(comparison, ({ index, identifier, parameters }, said) => {
      if (said.parameters === parameters) return;
      const keys = defaultsSaid(said.parameters, lookup(identifier)?.decisive);
      if (keys.every((key) => key in parameters)) return;
      said.parameters = without(said.parameters, keys);
      found.push(index);
    });
    notes.defaults = found;
  },
  apply({ actions, ctx }, { defaults }) {
    for (const index of defaults) {
      const action = actions[index]!;
      const keys = defaultsSaid(action.parameters, ctx.lookup(action.identifier)?.decisive);
      if (keys.length > 0) action.parameters = without(action.parameters, keys);
    }
  },
};
