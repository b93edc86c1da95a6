import { matchTextOrVariable, writeTextOrVariable } from "../../values/text-token.ts";
import {
  argument,
  dictOf,
  envelope,
  isCallOf,
  literalText,
  type MatchContext,
} from "../../context/matching.ts";
import { helper, keyword, report, type Context } from "../../context/writing.ts";
import { quote } from "../../diagnostics/error.ts";
import { serialization, unwrap } from "../../ir/token.ts";
import { identifiers, type Action, type MenuNode } from "../../ir/workflow.ts";
import { MENU_ITEM } from "../../passes/name-patterns.ts";
import { isDict, strictEqual, type PlistValue } from "../../plist/value.ts";
import {
  isNever,
  py,
  type Comment,
  type Expr,
  type Keyword,
  type Match,
  type Stmt,
} from "../../python/ast.ts";
import type { Scope } from "../../python/scope.ts";
import { matchArray, writeArray } from "../../values/dictionary.ts";
import { matchInput } from "../../values/source.ts";
import { matchValue, writeValue } from "../../values/value.ts";
import { addEnd, lastLine, markersOf, nameResult, writeBranch } from "./branch.ts";
import { Stale, unwrapStale } from "./stale.ts";

/** `match choose_from_menu("Prompt"):` with a `case` for each title. */
export function writeMenu(node: MenuNode, ctx: Context): Stmt[] {
  const stale = new Stale(ctx);
  const { WFMenuPrompt: prompt, WFMenuItems: items } = node.open.parameters;
  stale.add("", node.open, ["WFMenuPrompt", "WFMenuItems"]);
  const args: Expr[] = prompt === undefined ? [] : [writeTextOrVariable(prompt, ctx)];
  const keywords: Keyword[] = [];
  const shownItems = itemsOfCases(items, node);
  if (items === undefined) {
    keywords.push(keyword("items", helper(ctx, "nothing")));
  } else if (!shownItems) {
    keywords.push(keyword("items", Array.isArray(items) ? writeArray(items, ctx) : writeValue(items, ctx)));
  }
  const subject = helper(ctx, "choose_from_menu", args, keywords);

  const outer = ctx.scope;
  const [lead, cases] = writeLead(node, ctx);
  const branches: Scope[] = [];
  const titles = new Set<PlistValue | undefined>();
  node.cases.forEach(({ marker, body }, i) => {
    ctx.action = marker.index;
    const item = shownItems?.[i] ?? itemOfCase(marker);
    const title = typeof item === "string" ? item : marker.parameters["WFMenuItemTitle"];
    const isAgain = titles.has(title);
    if (isAgain) {
      report(
        ctx,
        "SC4006",
        `This menu has several cases titled ${typeof title === "string" ? quote(title) : "by nothing"}; which one runs is not known.`,
      );
    }
    titles.add(title);
    stale.add("cases", marker, shownKeys(marker, item, repeatsItem(marker, items, i), ctx.lossless));
    const branch = outer.branch();
    branches.push(branch);
    const { pattern, guard } = writePattern(item, isAgain, ctx);
    const written = writeBranch(body, marker, node, branch, ctx);
    cases.push({ action: marker.index, pattern, guard, body: written });
  });
  addEnd(stale, node, ctx);
  // A menu always runs one of its cases.
  outer.join(branches);
  return [{ kind: "Match", action: node.open.index, subject: stale.wrap(subject), lead, cases }];
}

type Case = Match["cases"][number];

/**
 * What stands before the first case: comments as they are. Python allows nothing else there, and the app runs nothing
 * else; so other actions become a case that never runs, as does the lack of any.
 */
function writeLead({ lead, cases }: MenuNode, ctx: Context): [lead: Comment[], cases: Case[]] {
  const outer = ctx.scope;
  ctx.scope = outer.branch();
  ctx.scope.ended = true;
  const body = ctx.writeBlock(lead);
  ctx.scope = outer;
  const comments = body.filter((statement) => statement.kind === "Comment");
  if (comments.length === body.length && cases.length > 0) return [comments, []];
  if (comments.length === body.length) body.push({ kind: "Pass" });
  return [[], [{ action: undefined, pattern: py.name("_"), guard: py.bool(false), body }]];
}

/**
 * What each case is called: its title, or the item of the menu that it belongs to, where that is made at run time.
 * Titles decide which case runs, as long as they can; then it is the position. So the title that a file has for an item
 * with variables, which shows what they were called, means nothing.
 *
 * @returns undefined if the cases do not say the items, because there are others, or in another order.
 */
function itemsOfCases(items: PlistValue | undefined, node: MenuNode): PlistValue[] | undefined {
  if (!Array.isArray(items) || items.length !== node.cases.length) return undefined;
  const texts = items.map((item) => (typeof item === "string" ? item : plainText(titlePayload(item))));
  const titles = node.cases.map(({ marker }) => marker.parameters["WFMenuItemTitle"]);
  const isInPlace = items.every((item, i) => {
    const text = texts[i];
    if (text === undefined) return titlePayload(item) !== undefined;
    return text === titles[i] || !titles.includes(text);
  });
  return isInPlace ? items.map((item, i) => texts[i] ?? item) : undefined;
}

/** What a case is called, by itself. */
function itemOfCase({ parameters }: Action): PlistValue | undefined {
  const { WFMenuItemTitle: title, WFMenuItemAttributedTitle: attributed } = parameters;
  if (!isDict(attributed) || plainText(attributed) !== undefined) return title;
  return dictOf({ WFItemType: 0, WFValue: envelope(serialization.textToken, attributed) });
}

/**
 * `case "Later"`; `case menu_item if menu_item == f"Install {version}"`, since Python has no patterns that are made. So
 * also reads a title that another case has already: a second `case "Later"` of a program is a slip.
 */
function writePattern(
  item: PlistValue | undefined,
  isAgain: boolean,
  ctx: Context,
): Pick<Case, "pattern" | "guard"> {
  if (typeof item === "string" && !isAgain) return { pattern: py.str(item) };
  const isTitle = item !== undefined && (typeof item === "string" || titlePayload(item) !== undefined);
  if (!isTitle) return { pattern: py.none() };
  const list = writeArray([item], ctx);
  const text = list.kind === "List" ? list.items[0]! : list;
  return { pattern: py.name(MENU_ITEM), guard: py.compare(py.name(MENU_ITEM), "==", text) };
}

/** The parameters of a case that its line says, and what a title that is made once read, if not all is to be said. */
function shownKeys(
  { parameters }: Action,
  item: PlistValue | undefined,
  repeats: boolean,
  lossless: boolean,
): string[] {
  const title = parameters["WFMenuItemTitle"];
  const isMade = isDict(item) && titlePayload(item) !== undefined;
  const isShown = title === undefined || title === item || (isMade && !lossless);
  return [...(isShown ? ["WFMenuItemTitle"] : []), ...(repeats ? ["WFMenuItemAttributedTitle"] : [])];
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
  const { subject, lead } = statement;
  const [first] = statement.cases;
  const isLead = first !== undefined && isNever(first);
  if (isLead) ctx.use(first.pattern, first.guard!);
  const cases = isLead ? statement.cases.slice(1) : statement.cases;
  const [inner, stale] = unwrapStale(subject, ctx);
  const shown = cases.map((item) => matchPattern(item, ctx));
  const { WFMenuPrompt, WFMenuItems = shown.map((item) => item ?? "") } = matchSubject(inner, ctx);
  const mark = markersOf(identifiers.menu, statement, ctx);
  mark(0, Object.assign(dictOf({ WFMenuPrompt, WFMenuItems: WFMenuItems ?? undefined }), stale.open));
  ctx.matchBlock(lead);
  if (isLead) ctx.matchBlock(first.body);
  cases.forEach(({ body }, i) => {
    const item = shown[i];
    const listed = Array.isArray(WFMenuItems) ? WFMenuItems[i] : undefined;
    const attributed = isDict(item) ? titlePayload(item) : listed && titlePayload(listed);
    // A title with variables is derived when they have their names, see nameOutputs.
    const title = typeof item === "string" ? item : undefined;
    const own = dictOf({ WFMenuItemTitle: title, WFMenuItemAttributedTitle: attributed });
    mark(1, Object.assign(own, stale.of("cases", i)));
    ctx.matchBlock(body);
  });
  const end = mark(2, stale.of("end", 0));
  for (const { body } of cases) nameResult(end, "menu_result", lastLine(body));
}

/** What a case is called: a title, or an item of a menu that is made at run time; undefined for `None`. */
function matchPattern({ pattern, guard }: Case, ctx: MatchContext): PlistValue | undefined {
  const [text] = guard?.kind === "Compare" && guard.ops[0] === "==" ? guard.rights : [];
  if (guard?.kind === "Compare" && text && guard.left.kind === "Name" && pattern.kind === "Name") {
    if (guard.left.id !== pattern.id || guard.ops.length > 1) return undefined;
    ctx.use(pattern, guard, guard.left);
    return matchArray({ kind: "List", items: [text] }, ctx)[0];
  }
  if (pattern.kind === "Constant" && pattern.value === "None") ctx.use(pattern);
  return literalText(pattern, ctx);
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
