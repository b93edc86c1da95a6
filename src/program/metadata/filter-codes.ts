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
      const codes = Object.entries(parameters).flatMap(([key, value]) => {
        return key === "WFConditions" ? [] : codesOf(unwrap(value, serialization.filter));
      });
      if (codes.length > 0) notes.filters.set(index, codes.join(" "));
    }
  },
  apply() {},
};

function codesOf(payload: PlistValue | undefined): PlistValue[] {
  if (!isDict(payload)) return [];
  const { WFActionParameterFilterPrefix: prefix, WFActionParameterFilterTemplates: rows } = payload;
  const codes = (Array.isArray(rows) ? rows : []).flatMap((row) => {
    if (!isDict(row)) return [];
    const values = isDict(row["Values"]) ? row["Values"] : row;
    return [row["Operator"], values["Unit"] === undefined ? undefined : withoutState(values["Unit"])];
  });
  return [prefix, ...codes].filter((code) => typeof code === "number");
}
