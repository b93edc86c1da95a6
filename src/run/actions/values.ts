import type { ActionContext, ActionHandler } from "../context.ts";
import { firstNumber, datesOf } from "../coerce.ts";
import { Decimal } from "../decimal.ts";
import { resolveDictionary } from "../dictionary-field.ts";
import { parseNumeral } from "../number.ts";
import { percentEncode } from "../query.ts";
import { textOf } from "../text.ts";
import { resolveAsText, resolveValue, singleToken, resolveToken, textPayload, tokenOf } from "../token.ts";
import {
  date as dateItem,
  itemsOf,
  NOTHING,
  number as numberItem,
  text as textItem,
  url as urlItem,
} from "../value.ts";
import type { Value } from "../value.ts";
import { isDict, type PlistValue } from "../../plist/value.ts";

/** Text (3.1): always one item, even an empty one. */
const text: ActionHandler = (context) => [textItem(context.text("WFTextActionText"))];

/** Number (3.2): a numeral in the file's spelling, or what a variable holds. */
const number: ActionHandler = (context) => {
  const given = context.given("WFNumberActionNumber");
  // An empty field is no field; a variable without a text in it fails.
  if (given === undefined || given === "") return [numberItem(new Decimal(0))];
  if (typeof given === "string") {
    const numeral = parseNumeral(given, context.env);
    return [numberItem(numeral ?? context.cannotConvert(textItem(given), "Number"))];
  }
  const value = context.value("WFNumberActionNumber", "Number");
  return [numberItem(firstNumber(value, context.env) ?? context.cannotConvert(value[0], "Number"))];
};

/** List (3.3): an element that is one variable brings all its items. */
const list: ActionHandler = (context) => {
  const given = context.given("WFItems");
  if (given === undefined) return [textItem("One"), textItem("Two")];
  return (Array.isArray(given) ? given : [given]).flatMap((element) => elementOf(element, context));
};

function elementOf(element: PlistValue, context: ActionContext): Value {
  if (typeof element === "string") return [textItem(element)];
  const typed = isDict(element) && element["WFItemType"] !== undefined ? element : undefined;
  if (typed && typed["WFItemType"] !== 0 && typed["WFItemType"] !== 5) {
    // A dictionary of one item is the shortest way to have it read as one of its kind.
    const cell = resolveDictionary([{ ...typed, WFKey: "" } as never], context).entries.get("");
    return cell === undefined ? NOTHING : itemsOf(cell);
  }
  const value = typed ? typed["WFValue"] : element;
  if (value === undefined) return NOTHING;
  const payload = textPayload(value);
  const token = payload ? singleToken(payload) : tokenOf(value);
  if (token) return resolveToken(token, context);
  if (payload || typeof value === "string") return [textItem(resolveAsText(value, context))];
  return resolveValue(value, context);
}

/** Dictionary (3.4). */
const dictionary: ActionHandler = (context) => [resolveDictionary(context.given("WFItems"), context)];

/** URL (3.6): one for each entry; what RFC 3986 forbids is percent-encoded (Q26). */
const url: ActionHandler = (context) => {
  const given = context.given("WFURLActionURL");
  const entries = Array.isArray(given) ? given : given === undefined ? [] : [given];
  return entries.flatMap((entry): Value => {
    const value = resolveValue(entry, context);
    const unknown = value.filter(({ kind }) => kind === "placeholder");
    if (unknown.length > 0) return unknown;
    const address = textOf(value, context.env).trim();
    return address === "" ? NOTHING : [urlItem(completed(address, context))];
  });
};

/** How a placeholder reads in a text. */
const UNKNOWN = /(⟨[^⟩]*⟩)/;
const LEGAL = /[A-Za-z0-9\-._~:/?#[\]@!$&'()*+,;=%]/;

function completed(address: string, context: ActionContext): string {
  // What is not known stays readable: it is encoded when it is known.
  const parts = context.isUncertain ? address.split(UNKNOWN) : [address];
  const encoded = parts.map((part, at) => (at % 2 === 1 ? part : percentEncode(part, LEGAL))).join("");
  if (encoded !== address) context.env.question(26);
  return /^[A-Za-z][A-Za-z0-9+.-]*:/.test(encoded) && !/^[\w.-]+:\d+(?:\/|$)/.test(encoded)
    ? encoded
    : `http://${encoded}`;
}

/** Date (3.5): now, or the first date that a text names. */
const date: ActionHandler = (context) => {
  const mode = context.choice("WFDateActionMode", "Current Date");
  if (mode === "Current Date") return [dateItem(context.env.now)];
  const [time] = context
    .value("WFDateActionDate", "Date and Time")
    .flatMap((item) => datesOf(item, context.env));
  return time === undefined ? context.fail("This is no valid date.") : [dateItem(time)];
};

export const values: Record<string, ActionHandler> = {
  gettext: text,
  number,
  list,
  dictionary,
  url,
  date,
};
