import { marked } from "marked";
import type { ActionContext, ActionHandler } from "../context.ts";
import { htmlText, htmlToMarkdown } from "../html.ts";
import { contentText, htmlOf, itemText, textOf } from "../text.ts";
import { NOTHING, text, type Item, type RichTextItem } from "../value.ts";

/** HTML and Markdown of strangers are read up to here. */
const LONGEST = 500_000;

/** Rich text of HTML; what one sees of it is its text form. */
export function richText(html: string, name?: string): RichTextItem {
  return {
    kind: "richText",
    text: htmlText(html.slice(0, LONGEST)),
    html,
    ...(name !== undefined && { name }),
  };
}

/** Make Rich Text from HTML (3.1). */
const fromHtml: ActionHandler = (context) => {
  const input = context.input();
  if (input.length === 0) return NOTHING;
  const html = input.map((item) => sourceOf(item, context)).join("\n");
  context.env.charge(html.length * 20);
  return [richText(html)];
};

/** The HTML behind an item, where it was made from some. */
function sourceOf(item: Item, context: ActionContext): string {
  if (item.kind === "richText" && item.html !== undefined) return item.html;
  if (item.kind === "file") return contentText(item) ?? itemText(item, context.env);
  return itemText(item, context.env);
}

const ESCAPES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

function escaped(content: string): string {
  return content.replace(/[&<>"]/g, (sign) => ESCAPES[sign]!);
}

/** Make HTML from Rich Text (3.1): HTML that came in goes out unchanged; other markup is Apple's own. */
const toHtml: ActionHandler = (context) =>
  context.input().map((item) => {
    if (item.kind === "placeholder") return item;
    if (item.kind === "richText" && item.html !== undefined) return text(item.html);
    if (item.kind === "file" && item.type === "public.html") return text(contentText(item) ?? "");
    const paragraphs = itemText(item, context.env)
      .split("\n")
      .map((line) => `<p>${escaped(line)}</p>`);
    return text(paragraphs.join("\n"));
  });

/** Make Rich Text from Markdown (3.1): CommonMark with GitHub's tables. */
const fromMarkdown: ActionHandler = (context) => {
  const input = context.input();
  if (input.length === 0) return NOTHING;
  const source = textOf(input, context.env);
  if (source.length > LONGEST) context.fail("The Markdown is too long.");
  context.env.charge(source.length * MARKDOWN_COST);
  const html = marked.parse(source, { async: false, gfm: true }).trim();
  return [richText(html)];
};

const MARKDOWN_COST = 20;

/** Make Markdown from Rich Text (3.1): as html2text has it. */
const toMarkdown: ActionHandler = (context) =>
  context.input().map((item) => {
    if (item.kind === "placeholder") return item;
    const html = htmlOf(item);
    return text(html === undefined ? itemText(item, context.env) : htmlToMarkdown(html.slice(0, LONGEST)));
  });

export const richTexts: Record<string, ActionHandler> = {
  getrichtextfromhtml: fromHtml,
  gethtmlfromrichtext: toHtml,
  getrichtextfrommarkdown: fromMarkdown,
  getmarkdownfromrichtext: toMarkdown,
};
