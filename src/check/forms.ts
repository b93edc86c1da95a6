import { isDict, PlistDate, PlistReal, type PlistValue } from "../plist/value.ts";
import { FORMS } from "../registry/records/forms.ts";

/** What messages call a form, and how a program writes it. */
const WORDS: Readonly<Record<string, string>> = {
  text: "a text",
  "text with variables": "a text with variables",
  variable: "a variable",
  number: "a number",
  boolean: "True or False",
  list: "a list",
  record: "a `dict(...)`",
  dictionary: "a dictionary `{...}`",
  filter: "a filter `where(...)`",
  date: "a `Date(...)`",
  data: "raw data",
  WFQuantityFieldValue: "a `Quantity(...)`",
  WFContactFieldValue: "`Contacts(...)`",
  WFTimeOffsetValue: "a `TimeOffset(...)`",
};

/** The form in which a file holds a value, in the words of {@link ActionParameter.forms}. */
export function formOf(value: PlistValue): string {
  if (typeof value === "string") return "text";
  if (typeof value === "boolean") return "boolean";
  if (typeof value === "number" || typeof value === "bigint" || value instanceof PlistReal) return "number";
  if (Array.isArray(value)) return "list";
  if (value instanceof PlistDate) return "date";
  if (!isDict(value)) return "data";
  const type = value["WFSerializationType"];
  if (typeof type !== "string") return value["Type"] === "Variable" ? "variable" : "record";
  // Old envelopes of what may be a variable.
  if (type.includes("Substitutable")) return "variable";
  return FORMS[type] ?? type;
}

/**
 * Whether some file holds a parameter in a form. A variable can stand for anything, and where a text may hold variables
 * there may be none.
 */
export function isHeld(form: string, forms: readonly string[]): boolean {
  return (
    form === "variable" || forms.includes(form) || (form === "text" && forms.includes("text with variables"))
  );
}

/** "a text, a number or a variable". */
export function wordsFor(forms: readonly string[]): string {
  const holdsVariables = forms.length > 1 && forms.includes("text with variables");
  const words = forms
    // Such a text may be without them as well.
    .filter((form) => !(form === "text" && holdsVariables))
    .map((form) => (holdsVariables && form === "text with variables" ? "text" : form))
    .map((form) => WORDS[form] ?? `a value in an envelope of its own (${form})`);
  return [words.slice(0, -1).join(", "), words.at(-1)!].filter((part) => part !== "").join(" or ");
}
