import type { ActionParameter, ActionRecord } from "./record.ts";

/** What to call an action: its title; where an app has forgotten to give it one, the words of its identifier. */
export function titleOf({ title, identifier }: ActionRecord): string {
  if (title !== undefined && isForPeople(title)) return title;
  const [, name, isUpdate] = /([^.]+?)(?:Entity)?(-UpdatableEntity)?$/.exec(identifier)!;
  const words = wordsOf(name!.replace(/(?:App)?Intent$|(?:Link)?Action$/, ""));
  return capitalized(isUpdate === undefined ? words : `Update ${words}`);
}

/** What to call a parameter: its label, or the words of its key. */
export function labelOf({ key, label }: ActionParameter): string {
  const isUsable = label !== undefined && label.length <= 40 && isForPeople(label);
  return isUsable ? label.replace(/[?:.…]+$/, "") : wordsOf(key);
}

export function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** Whether it is no name of a text that was never put in: `OPEN_TAB_TITLE`, `AX.Display.axInvertColor.title`. */
function isForPeople(text: string): boolean {
  return text !== "" && text !== "Unknown Action" && !/[A-Z]_[A-Z]|\w\.\w+\.\w/.test(text);
}

/** `getFileByURL` -> `get file by URL` */
export function wordsOf(name: string): string {
  return name
    .replace(/^WF(?=[A-Z])/, "")
    .replace(/([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])/g, "$1$3 $2$4")
    .replace(/[_-]+/g, " ")
    .replace(/\b[A-Z][a-z]+\b/g, (word) => word.toLowerCase())
    .trim();
}
