import type { DecisiveParameter } from "../action-facts.ts";
import type { ActionParameter } from "./record.ts";

/** What holds where a file leaves out a parameter that decides what the action does; undefined for any other parameter. */
export function decisiveOf({
  key,
  decides,
  default: value,
  when = [],
}: ActionParameter): DecisiveParameter | undefined {
  const isPlain = typeof value === "string" || typeof value === "number" || typeof value === "boolean";
  if (!decides || !isPlain) return undefined;
  // What kind of device it runs on is nothing that a file tells.
  return { key, value, when: when.flatMap((condition) => ("parameter" in condition ? condition : [])) };
}
