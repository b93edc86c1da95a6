import type { ActionRecord, OtherParameter } from "./record.ts";

/** What a person has written about an action: an entry of `api-docs/descriptions.json`. */
export interface OwnWords {
  /** One or two sentences: what it does and what comes out. No paraphrase of the title. */
  description?: string;
  /** Words by which one would look for it and that neither title nor description has. */
  keywords?: string[];
  /** How our programs write it, where that is not a call. */
  pythonForm?: string;
  otherParameters?: OtherParameter[];
}

/**
 * Checks that the words are about something.
 *
 * @throws Error if they name an action that does not exist, or tell about a key that the action's definition lists:
 *   then they are out of date.
 */
export function checkWords(
  records: ReadonlyMap<string, ActionRecord>,
  words: Readonly<Record<string, OwnWords>>,
): void {
  for (const [identifier, { otherParameters = [] }] of Object.entries(words)) {
    const record = records.get(identifier);
    if (!record) throw new Error(`There is no ${identifier} to describe.`);
    const listed = otherParameters.find(({ key }) => record.parameters.some((known) => known.key === key));
    if (listed) throw new Error(`${listed.key} is a parameter of ${identifier}, and no other one.`);
  }
}
