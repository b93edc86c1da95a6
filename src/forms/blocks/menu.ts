import { matchTextOrVariable, writeTextOrVariable } from "../../values/text-token.ts";
import { argument, dictOf, isCallOf, literalText, type MatchContext } from "../../context/matching.ts";
import { helper, keyword, report, type Context } from "../../context/writing.ts";
import { quote } from "../../diagnostics/error.ts";
import { serialization, unwrap } from "../../ir/token.ts";
import { identifiers, type Action, type MenuNode } from "../../ir/workflow.ts";
import { isDict, strictEqual, type PlistValue } from "../../plist/value.ts";
import { py, type Comment, type Expr, type Keyword, type Match, type Stmt } from "../../python/ast.ts";
import { matchArray, writeArray } from "../../values/dictionary.ts";
import { matchInput } from "../../values/source.ts";
import { matchValue, writeValue } from "../../values/value.ts";
import { commentLines } from "../../passes/comment-lines.ts";
import { leftovers } from "../form.ts";
import { addEnd, lastLine, markersOf, nameResult, writeBranch } from "./branch.ts";
import { Stale, unwrapStale } from "./stale.ts";

/** `match choose_from_menu("Prompt"):` with a `case` for each title. */
export function writeMenu(node: MenuNode, ctx: Context): Stmt[] {
  const stale = new Stale(ctx);
  const { WFMenuPrompt: prompt, WFMenuItems: items } = node.open.parameters;
  stale.add("", leftovers(node.open, ["WFMenuPrompt", "WFMenuItems"]));
  const args: Expr[] = prompt === undefined ? [] : [writeTextOrVariable(prompt, ctx)];
  const keywords: Keyword[] = [];
  if (items === undefined) {
    keywords.push(keyword("items", helper(ctx, "nothing")));
  } else if (!areTitles(items, node)) {
    keywords.push(keyword("items", Array.isArray(items) ? writeArray(items, ctx) : writeValue(items, ctx)));
  }
  const subject = helper(ctx, "choose_from_menu", args, keywords);

  const lead = node.lead.map((action): Comment => {
    return { kind: "Comment", action: action.index, lines: commentLines(action)! };
  });
  const outer = ctx.scope;
  const branches = [outer.branch()];
  const titles = new Set<PlistValue | undefined>();
  const cases = node.cases.map(({ marker, body }, i) => {
    ctx.action = marker.index;
    const title = marker.parameters["WFMenuItemTitle"];
    if (titles.has(title)) {
      report(
        ctx,
        "SC4006",
        `This menu has several cases titled ${typeof title === "string" ? quote(title) : "by nothing"}; which one runs is not known.`,
      );
    }
    titles.add(title);
    const rest = leftovers(marker, [
      ...(title === undefined || typeof title === "string" ? ["WFMenuItemTitle"] : []),
      ...(repeatsItem(marker, items, i) ? ["WFMenuItemAttributedTitle"] : []),
    ]);
    stale.add("cases", rest);
    const branch = outer.branch();
    branches.push(branch);
    return {
      action: marker.index,
      pattern: typeof title === "string" ? py.str(title) : py.none(),
      body: writeBranch(body, marker, node, branch, ctx),
    };
  });
  addEnd(stale, node, ctx);
  // A menu always runs one of its cases, but Python cannot know that without a `case _`.
  outer.join(branches);
  return [{ kind: "Match", action: node.open.index, subject: stale.wrap(subject), lead, cases }];
}

/** Whether the items of a menu are its cases' titles in their order, so that the cases say them. */
function areTitles(items: PlistValue, node: MenuNode): boolean {
  if (!Array.isArray(items) || items.length !== node.cases.length) return false;
  return node.cases.every(({ marker }, i) => {
    const item = items[i]!;
    return (
      marker.parameters["WFMenuItemTitle"] ===
      (typeof item === "string" ? item : plainText(titlePayload(item)))
    );
  });
}

/** Whether a case says its title a second time, with the tokens of the item that it belongs to. */
function repeatsItem(marker: Action, items: PlistValue | undefined, position: number): boolean {
  const title = marker.parameters["WFMenuItemAttributedTitle"];
  if (title === undefined || !Array.isArray(items)) return false;
  const item = items[position];
  if (item === undefined) return false;
  return strictEqual(title, typeof item === "string" ? item : titlePayload(item));
}

/** The text payload of `{WFItemType: 0, WFValue: token string}`. */
function titlePayload(item: PlistValue): PlistValue | undefined {
  if (!isDict(item) || item["WFItemType"] !== 0 || Object.keys(item).length !== 2) return undefined;
  return unwrap(item["WFValue"], serialization.textToken);
}

/** The text of a payload that has no tokens. */
function plainText(payload: PlistValue | undefined): string | undefined {
  if (!isDict(payload)) return undefined;
  const { string: text, attachmentsByRange: ranges, ...others } = payload;
  const isPlain = ranges === undefined || (isDict(ranges) && Object.keys(ranges).length === 0);
  return typeof text === "string" && isPlain && Object.keys(others).length === 0 ? text : undefined;
}

/** The markers and the cases of a menu: the inverse of {@link writeMenu}. */
export function matchMenu(statement: Match, ctx: MatchContext): void {
  const { subject, lead, cases } = statement;
  const [inner, stale] = unwrapStale(subject, ctx);
  const titles = cases.map(({ pattern }) => {
    if (pattern.kind === "Constant" && pattern.value === "None") ctx.use(pattern);
    return literalText(pattern, ctx);
  });
  const { WFMenuPrompt, WFMenuItems = titles.map((title) => title ?? "") } = matchSubject(inner, ctx);
  const mark = markersOf(identifiers.menu, statement, ctx);
  mark(0, Object.assign(dictOf({ WFMenuPrompt, WFMenuItems: WFMenuItems ?? undefined }), stale.open));
  ctx.matchBlock(lead);
  cases.forEach(({ body }, i) => {
    const item = Array.isArray(WFMenuItems) ? WFMenuItems[i] : undefined;
    const attributed = item === undefined ? undefined : titlePayload(item);
    const own = dictOf({ WFMenuItemTitle: titles[i], WFMenuItemAttributedTitle: attributed });
    mark(1, Object.assign(own, stale.of("cases", i)));
    ctx.matchBlock(body);
  });
  nameResult(
    mark(2, stale.of("end", 0)),
    "menu_result",
    cases.map(({ body }) => lastLine(body)),
  );
}

/** The prompt and the items that the call says; no items where the cases say them, null for a menu without any. */
function matchSubject(
  subject: Expr,
  ctx: MatchContext,
): { WFMenuPrompt?: PlistValue; WFMenuItems?: PlistValue } {
  if (!isCallOf(subject, "choose_from_menu")) {
    ctx.report(
      subject,
      "SC6003",
      "Only a menu can be matched.",
      'Write `match choose_from_menu("Prompt"):` with a `case` for each item, or an `if` for anything else.',
    );
    return {};
  }
  ctx.use(subject);
  const prompt = subject.args[0] ?? argument(subject, "prompt");
  const items = argument(subject, "items");
  return {
    ...(prompt && { WFMenuPrompt: matchTextOrVariable(prompt, ctx) ?? matchValue(prompt, ctx) }),
    ...(items && { WFMenuItems: matchMenuItems(items, ctx) ?? null }),
  };
}

function matchMenuItems(items: Expr, ctx: MatchContext): PlistValue | undefined {
  return items.kind === "List" ? matchArray(items, ctx) : matchInput(items, ctx);
}
