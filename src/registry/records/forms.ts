/** Our words for the forms in which files hold values, by type or envelope. Other envelopes are called by their type. */
export const FORMS: Readonly<Record<string, string>> = {
  str: "text",
  WFTextTokenString: "text with variables",
  WFTextTokenAttachment: "variable",
  // The subject of a condition holds its variable in an envelope of its own.
  bare: "variable",
  int: "number",
  real: "number",
  bool: "boolean",
  array: "list",
  dict: "record",
  WFDictionaryFieldValue: "dictionary",
  WFContentPredicateTableTemplate: "filter",
};
