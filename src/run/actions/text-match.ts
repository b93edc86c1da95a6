import type { ActionHandler } from "../context.ts";
import { RegexError } from "../regex/node.ts";
import { matchAll } from "../regex/regex.ts";
import { textOf } from "../text.ts";
import type { Item, TextItem } from "../value.ts";
import { NOTHING, text } from "../value.ts";

/** Match Text (3.1): every match of an ICU pattern in the lines of the input, joined. */
const match: ActionHandler = (context) => {
  const input = context.input();
  if (input.length === 0) return NOTHING;
  const content = textOf(input, context.env);
  const pattern = context.text("WFMatchTextPattern", "[0-9a-zA-Z]");
  const ignoreCase = !context.flag("WFMatchTextCaseSensitive", true);
  if (content === "") return NOTHING;
  const found: TextItem[] = [];
  try {
    for (const positions of matchAll(pattern, ignoreCase, content, context.env)) {
      const groups: (string | null)[] = [];
      for (let i = 0; i < positions.length; i += 2) {
        groups.push(positions[i]! < 0 ? null : content.slice(positions[i], positions[i + 1]));
      }
      found.push({ kind: "text", text: groups[0]!, groups });
      context.env.charge(groups[0]!.length + groups.length);
    }
  } catch (error) {
    if (!(error instanceof RegexError)) throw error;
    context.fail(`The regular expression is not valid: ${error.message}`);
  }
  return found;
};

/** Get Group from Matched Text (3.1); a group that took no part is an empty text (Q24). */
const getGroup: ActionHandler = (context) => {
  const all = context.choice("WFGetGroupType", "Group At Index") === "All Groups";
  const index = all ? 0 : context.number("WFGroupIndex", 1).trunc().toNumber();
  return context.input().flatMap((item): Item[] => {
    const groups = item.kind === "text" ? item.groups : undefined;
    if (!groups) {
      context.env.question(24);
      return [];
    }
    if (all) return groups.slice(1).map((group) => text(group ?? ""));
    const group = groups[index];
    if (index === 0 || group == null) context.env.question(24);
    return group === undefined ? context.fail(`There is no group ${index}.`) : [text(group ?? "")];
  });
};

export const textMatch: Record<string, ActionHandler> = {
  "text.match": match,
  "text.match.getgroup": getGroup,
};
