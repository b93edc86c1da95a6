import { serialization, unwrap } from "../../ir/token.ts";
import { isDict, type PlistValue } from "../../plist/value.ts";
import { withoutState } from "../../values/filter-operands.ts";
import type { Step } from "./notes.ts";

/**
 * Every number of a file is in its program: those that filters say in words are kept here, all or any, then the operator
 * of each row and its unit. On the way back the words say them, so nothing is to be done.
 */
export const filterCodes: Step = {
  find({ actions }, notes) {
    for (const { index, parameters } of actions) {
      for (const key in parameters) {
        const payload = key === "WFConditions" ? undefined : unwrap(parameters[key], serialization.filter);
        if (payload === undefined) continue;
        const codes = codesOf(payload).join(" ");
        const others = notes.filters.get(index);
        if (codes !== "") notes.filters.set(index, others === undefined ? codes : `${others} ${codes}`);
      }
    }
  },
  apply() {},
};

function codesOf(payload: PlistValue): PlistValue[] {
  if (!isDict(payload)) return [];
  const { WFActionParameterFilterPrefix: prefix, WFActionParameterFilterTemplates: rows } = payload;
  const codes = (Array.isArray(rows) ? rows : []).flatMap((row) => {
    if (!isDict(row)) return [];
    const values = isDict(row["Values"]) ? row["Values"] : row;
    return [row["Operator"], values["Unit"] === undefined ? undefined : withoutState(values["Unit"])];
  });
  return [prefix, ...codes].filter((code) => typeof code === "number");
}
