import type { Action } from "../ir/workflow.ts";
import { isDict, type PlistValue } from "../plist/value.ts";
import type { Frame } from "./frame.ts";
import { resolveAsText } from "./token.ts";

/** Shows a menu; the position of the case that was chosen, undefined if none belongs to the choice (2.6). */
export function chooseCase(frame: Frame, cases: readonly Action[]): number | undefined {
  const titles = cases.map((marker) => titleOf(marker, frame));
  const given = frame.given("WFMenuItems");
  const options = Array.isArray(given) ? given.map((item) => itemTitle(item, frame)) : titles;
  if (options.length === 0) return undefined;
  const answer = frame.dialog({ kind: "menu", prompt: frame.text("WFMenuPrompt"), options });
  const at = Number(answer[0]);
  const title = options[at]!;
  const byTitle = titles.indexOf(title);
  if (byTitle !== at) frame.env.question(20);
  if (byTitle >= 0) return byTitle;
  return at < cases.length ? at : undefined;
}

function itemTitle(item: PlistValue, frame: Frame): string {
  if (isDict(item) && item["WFItemType"] !== undefined) {
    return item["WFValue"] === undefined ? "" : resolveAsText(item["WFValue"], frame);
  }
  return resolveAsText(item, frame);
}

/** A case has its title as it was written, and where that holds tokens, the text with these beside it. */
function titleOf(marker: Action, frame: Frame): string {
  const { WFMenuItemAttributedTitle: live, WFMenuItemTitle: title } = marker.parameters;
  if (live !== undefined) return resolveAsText(live, frame);
  return title === undefined ? "" : resolveAsText(title, frame);
}
