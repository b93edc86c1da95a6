import type { NameStyle } from "../names.ts";
import { parameterName } from "../naming.ts";
import type { ActionRecord } from "../records/record.ts";

/** The function that stands for an action; what the user has imported has its API's name only. */
export function functionOf({ names, pythonName }: ActionRecord, style: NameStyle): string {
  return style === "friendly" ? (names?.friendly ?? pythonName) : pythonName;
}

/** The keyword for a parameter of an action. */
export function keywordFor({ names }: ActionRecord, key: string, style: NameStyle): string {
  const own =
    style === "friendly" && names && Object.hasOwn(names.keywords, key) ? names.keywords[key] : undefined;
  return own ?? parameterName(key);
}
