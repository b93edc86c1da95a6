/** The 28 categories of RoutineHub, which WorkflowBench uses. */
export const CATEGORIES: readonly string[] = [
  "Books",
  "Business",
  "Development Tools",
  "Education",
  "Entertainment",
  "Finance",
  "Food & Drink",
  "Games",
  "Graphics & Design",
  "Health & Fitness",
  "Jailbreaking",
  "Kids",
  "Lifestyle",
  "Medical",
  "Music",
  "Navigation",
  "News",
  "Photo & Video",
  "Productivity",
  "Reference",
  "Shopping",
  "Snippets",
  "Social Networking",
  "Sports",
  "Travel",
  "Utilities",
  "Weather",
  "Widgets",
];

/** Actions that programs write as statements and literals, so nobody has to be told of them. */
export const SYNTAX_APIS: ReadonlySet<string> = new Set(
  [
    "conditional",
    "repeat.each",
    "repeat.count",
    "choosefrommenu",
    "gettext",
    "dictionary",
    "getvalueforkey",
    "ask",
  ].map((name) => `is.workflow.actions.${name}`),
);

/** What an action belongs to: `is.workflow.actions` for what the app brings, else the app that brings it. */
export const BUILT_IN = "is.workflow.actions";

export function isBuiltIn(identifier: string): boolean {
  return identifier.startsWith(`${BUILT_IN}.`);
}
