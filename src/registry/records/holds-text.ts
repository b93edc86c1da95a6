import type { ActionParameter } from "./record.ts";

/** Classes that hold a lone variable as a text with one placeholder: in 3,779 of 3,781 places of real files. */
const TEXT_CLASSES: ReadonlySet<string> = new Set([
  "WFTextInputParameter",
  "WFDateFieldParameter",
  "WFHealthActionStartDateFieldParameter",
  "str",
]);

/** Parameters of intents whose class does not tell: what real files hold. */
const OTHERS: ReadonlySet<string> = new Set([
  "is.workflow.actions.text.match text",
  "is.workflow.actions.text.match WFMatchTextPattern",
  "is.workflow.actions.text.split WFTextCustomSeparator",
  "is.workflow.actions.text.combine WFTextCustomSeparator",
]);

/** Whether a parameter that is a variable alone holds it as a text; others hold the variable itself. */
export function holdsText(
  identifier: string,
  { key, class: name, pythonType }: Pick<ActionParameter, "key" | "class" | "pythonType">,
): boolean {
  if (OTHERS.has(`${identifier} ${key}`)) return true;
  return TEXT_CLASSES.has(name) && !pythonType.startsWith("list[");
}
