import type { ActionContext, ActionHandler } from "../context.ts";
import { itemText, textOf } from "../text.ts";
import { NOTHING, text, type Value } from "../value.ts";
import { resolveAsText } from "../token.ts";

/** Split Text (3.1): each text of the input is split, the pieces follow each other, empty ones included. */
const split: ActionHandler = (context) => {
  const separator = context.choice("WFTextSeparator", "New Lines");
  const custom = context.text("WFTextCustomSeparator");
  return context.input().flatMap((item) => {
    const content = itemText(item, context.env);
    const isByCharacter = separator === "Every Character" || (separator === "Custom" && custom === "");
    context.env.charge(content.length * (isByCharacter ? SEGMENTATION : 1));
    return piecesOf(content, separator, custom).map((piece) => text(piece));
  });
};

function piecesOf(content: string, separator: string, custom: string): string[] {
  switch (separator) {
    case "Spaces":
      return content.split(/\s/u);
    case "Every Character":
      return graphemes(content);
    case "Custom":
      return custom === "" ? graphemes(content) : content.split(custom);
    default:
      return linesOf(content);
  }
}

/** What finding the boundaries of characters and words takes, by character. */
export const SEGMENTATION = 80;

const LINE_END = /\r\n|[\n\r\u2028\u2029]/;

/** Lines; one that ends the text gives none after it. */
export function linesOf(content: string): string[] {
  const lines = content.split(LINE_END);
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

const segmenter = new Intl.Segmenter();

/** What a person takes for characters. */
export function graphemes(content: string): string[] {
  // ASCII, but for CR LF, has no clusters.
  if (/^[\x20-\x7e]*$/.test(content)) return content.split("");
  return Array.from(segmenter.segment(content), ({ segment }) => segment);
}

/** Combine Text (3.1): of nothing, nothing. */
const combine: ActionHandler = (context) => {
  const input = pieces(context);
  if (input.length === 0) return NOTHING;
  const separator = context.choice("WFTextSeparator", "New Lines");
  const between =
    separator === "Custom" ? context.text("WFTextCustomSeparator") : separator === "Spaces" ? " " : "\n";
  const joined = input.map((item) => textOf([item], context.env)).join(between);
  context.env.charge(joined.length);
  return [text(joined)];
};

/** The input, or the texts of a list that stands in its place. */
function pieces(context: ActionContext): Value {
  const given = context.given("text");
  if (!Array.isArray(given)) return context.input();
  return given.map((element) => text(resolveAsText(element, context)));
}

export const textSplit: Record<string, ActionHandler> = { "text.split": split, "text.combine": combine };
