import type { ActionRecord } from "./record.ts";

/**
 * Puts the input before the other parameters, as programs write it.
 *
 * @returns whether the input, if it has a parameter, is among the parameters.
 */
export function putInputFirst(record: ActionRecord): boolean {
  const key = record.input?.parameterKey;
  if (key === undefined) return true;
  const input = record.parameters.find((parameter) => parameter.key === key);
  if (!input) return false;
  record.parameters = [input, ...record.parameters.filter((parameter) => parameter !== input)];
  return true;
}
