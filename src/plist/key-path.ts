import { quote } from "../diagnostics/error.ts";

/** The way from the root of a property list to a value in it: keys of dictionaries and 0-based indices of arrays. */
export type KeyPath = readonly (string | number)[];

/** `WFWorkflowActions[3].WFWorkflowActionParameters["odd key"]`, for people: long keys are cut. */
export function printKeyPath(path: KeyPath): string {
  let text = "";
  for (const step of path) {
    if (typeof step === "number") text += `[${step}]`;
    else if (!/^[\w$-]{1,60}$/.test(step)) text += `[${quote(step)}]`;
    else text += text === "" ? step : `.${step}`;
  }
  return text === "" ? "the root" : text;
}
