import type { ActionRecord } from "./record.ts";
import { capitalized, labelOf, titleOf } from "./title.ts";

/** More are only counted. */
const MOST_LABELS = 6;

/** The description of an action that nobody has described: its title, what it takes and gives, and what is unknown. */
export function composeDescription(record: ActionRecord): string {
  return `${titleOf(record)} (${record.appName ?? record.app}). ${whatIsKnown(record)}`.trimEnd();
}

function whatIsKnown({ knowledge, output, parameters, widgetConfiguration }: ActionRecord): string {
  if (widgetConfiguration) return "Sets up a widget; no shortcut contains it.";
  if (knowledge === "name-only") return "Only the name is known, not what it takes and gives.";
  const labels = parameters.filter(({ hidden }) => !hidden).map(labelOf);
  const takes = listOf([...new Set(labels)]);
  const gives = output?.name ?? output?.pythonType;
  const parts = [takes === "" ? "" : `takes ${takes}`, gives === undefined ? "" : `gives ${gives}`];
  const said = parts.filter((part) => part !== "").join("; ");
  const source = knowledge === "observed" ? "Known only from files that use it." : "";
  return `${said === "" ? "" : `${capitalized(said)}. `}${source}`;
}

function listOf(labels: string[]): string {
  const shown = labels.length > MOST_LABELS ? labels.slice(0, MOST_LABELS - 1) : labels;
  if (shown.length < labels.length) shown.push(`${labels.length - shown.length} more`);
  const last = shown.pop();
  if (last === undefined) return "";
  return shown.length === 0 ? last : `${shown.join(", ")} and ${last}`;
}
