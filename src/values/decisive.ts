import { PlistReal, strictEqual, type PlistDict, type PlistValue } from "../plist/value.ts";
import type { ActionFacts, DecisiveParameter, PairCondition } from "../registry/action-facts.ts";

type Decisive = ActionFacts["decisive"];

/** The parameters that decide what an action does and that its file leaves out, as far as their defaults hold. */
export function defaultsUnsaid(parameters: PlistDict, decisive: Decisive): Decisive {
  let unsaid: DecisiveParameter[] | undefined;
  for (const parameter of decisive) {
    const { key, when } = parameter;
    if (key in parameters || !when.every((condition) => holds(condition, parameters, decisive))) continue;
    (unsaid ??= []).push(parameter);
  }
  return unsaid ?? NONE;
}

/** Keys of parameters that say no more than if they were left out. */
export function defaultsSaid(parameters: PlistDict, decisive: Decisive = []): readonly string[] {
  let said: string[] | undefined;
  for (const parameter of decisive) {
    const { key } = parameter;
    if (key in parameters && strictEqual(parameters[key], defaultOf(parameter))) (said ??= []).push(key);
  }
  return said ?? NONE;
}

/** Whether what is said of a parameter is no more than if it were left out. */
export function isDefault(
  key: string,
  decisive: Decisive = [],
  isSaid: (usual: PlistValue) => boolean,
): boolean {
  return decisive.some((parameter) => parameter.key === key && isSaid(defaultOf(parameter)));
}

const NONE: readonly never[] = [];

export function defaultOf({ value }: DecisiveParameter): PlistValue {
  return typeof value === "number" && !Number.isInteger(value) ? new PlistReal(value) : value;
}

/**
 * Whether a condition between parameters surely holds.
 *
 * @param all the defaults of parameters that are left out.
 */
export function holds(
  { parameter, relation, values = [] }: PairCondition,
  given: PlistDict,
  all: readonly Pick<DecisiveParameter, "key" | "value">[],
): boolean {
  if (relation === "present") return parameter in given;
  if (relation === "absent") return !(parameter in given);
  const value = given[parameter] ?? all.find(({ key }) => key === parameter)?.value;
  // What a variable holds is only known when the shortcut runs.
  if (value === undefined || (typeof value === "object" && value !== null) || relation === ">=") return false;
  const isOne = values.some((one) => one === value || (typeof one === "boolean" && Number(one) === value));
  return isOne === (relation === undefined);
}
