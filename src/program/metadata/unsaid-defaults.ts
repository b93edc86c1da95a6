import { defaultsSaid } from "../../values/decisive.ts";
import type { Step } from "./notes.ts";

/**
 * Parameters that decide what an action does are in its statement even where the file leaves them out. In the actions
 * that are noted, none is in the file that has its default; one that somebody has changed since is kept.
 */
export const unsaidDefaults: Step = {
  find({ pairs, ctx }, notes) {
    const found: number[] = [];
    for (const [{ index, identifier, parameters }, said] of pairs) {
      if (said.parameters === parameters) continue;
      const keys = defaultsSaid(said.parameters, ctx.lookup(identifier)?.decisive);
      if (keys.every((key) => key in parameters)) continue;
      for (const key of keys) delete said.parameters[key];
      found.push(index);
    }
    notes.defaults = found;
  },
  apply({ actions, ctx }, { defaults }) {
    for (const index of defaults) {
      const { identifier, parameters } = actions[index]!;
      for (const key of defaultsSaid(parameters, ctx.lookup(identifier)?.decisive)) delete parameters[key];
    }
  },
};
