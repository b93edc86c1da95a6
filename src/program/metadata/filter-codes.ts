import { serialization, unwrap } from "../../ir/token.ts";
import { isDict, type PlistValue } from "../../plist/value.ts";
import { withoutState } from "../../values/filter-operands.ts";
import type { Context } from "../../context/writing.ts";
import type { Action } from "../../ir/workflow.ts";

/** Every number of a file is in its program, also those that filters say in words: all or any, operators, and units. */
export function noteFilterCodes(actions: readonly Action[], { usual }: Context): void {
  for (const { parameters } of actions) {
    for (const key in parameters) {
      const value = parameters[key]!;
      if (typeof value !== "object" || key === "WFConditions") continue;
      const payload = unwrap(value, serialization.filter);
      if (payload === undefined) continue;
      for (const code of codesOf(payload)) usual.add(code);
    }
  }
}

function codesOf(payload: PlistValue): number[] {
  if (!isDict(payload)) return [];
  const { WFActionParameterFilterPrefix: prefix, WFActionParameterFilterTemplates: rows } = payload;
  const codes = (Array.isArray(rows) ? rows : []).flatMap((row) => {
    if (!isDict(row)) return [];
    const values = isDict(row["Values"]) ? row["Values"] : row;
    return [row["Operator"], values["Unit"] === undefined ? undefined : withoutState(values["Unit"])];
  });
  return [prefix, ...codes].filter((code): code is number => typeof code === "number");
}
