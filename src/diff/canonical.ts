import { outputOf } from "../ir/token.ts";
import type { Action } from "../ir/workflow.ts";
import { strictJson } from "./strict-json.ts";
import { isDict, type PlistDict, type PlistValue } from "../plist/value.ts";

/** What identifies an action to the app alone, and what the editor keeps of how it is shown. */
const UNSAID: ReadonlySet<string> = new Set(["UUID", "GroupingIdentifier"]);
const isShown = (key: string): boolean => key.startsWith("Show-") || key === "Advanced";

/**
 * Each action as a text that is the same wherever the action stands: identities are left out, and a reference to an
 * output is replaced by what the action is that makes it.
 */
export function signaturesOf(actions: readonly Action[]): string[] {
  const makers = new Map<string, string>();
  for (const action of actions) {
    const uuid = action.parameters["UUID"];
    // References within what is referred to would make signatures grow without bound.
    if (typeof uuid === "string")
      makers.set(
        uuid,
        signatureOf(action, () => "output"),
      );
  }
  return actions.map((action) => signatureOf(action, (uuid) => makers.get(uuid) ?? "nothing"));
}

function signatureOf(
  { identifier, parameters, malformed }: Action,
  nameOf: (uuid: string) => string,
): string {
  return `${identifier}\n${strictJson(malformed ?? canonicalParameters(parameters, nameOf))}`;
}

/** Parameters as far as they say what the action does; references name what `nameOf` calls them. */
export function canonicalParameters(parameters: PlistDict, nameOf: (uuid: string) => string): PlistDict {
  const kept = Object.entries(parameters).filter(([key]) => !UNSAID.has(key) && !isShown(key));
  return Object.fromEntries(kept.map(([key, value]) => [key, canonical(value, nameOf)]));
}

/** The names of outputs and variables that a token carries are looked up by the app; their copies say nothing. */
function canonical(value: PlistValue, nameOf: (uuid: string) => string): PlistValue {
  if (Array.isArray(value)) return value.map((item) => canonical(item, nameOf));
  if (!isDict(value)) return value;
  const isOutput = outputOf(value) !== undefined;
  const entries = Object.entries(value)
    .filter(([key]) => !(isOutput && key === "OutputName"))
    .map(([key, item]): [string, PlistValue] => {
      // Under another key, since compareShortcuts takes texts under OutputUUID for identities.
      if (isOutput && key === "OutputUUID" && typeof item === "string") return ["Output", nameOf(item)];
      return [key, canonical(item, nameOf)];
    });
  return Object.fromEntries(entries);
}
