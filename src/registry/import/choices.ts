/** The choices of an enumeration, as records of actions have them: names as they are serialised, and titles. */
export interface Choices {
  enum_items: string[];
  enum_titles: string[];
}

/** An enumeration and its cases, each with its name and the title that is shown, where it has one. */
export interface Enumeration {
  name: string | undefined;
  cases: { name: string | undefined; title: string | undefined }[];
}

/** The choices of enumerations by name; a case without a title goes by its name. */
export function choicesOf(enumerations: readonly Enumeration[]): ReadonlyMap<string, Choices> {
  const choices = new Map<string, Choices>();
  for (const { name, cases } of enumerations) {
    if (name === undefined) continue;
    choices.set(name, {
      enum_items: cases.map((item) => item.name ?? ""),
      enum_titles: cases.map((item) => item.title ?? item.name ?? ""),
    });
  }
  return choices;
}
