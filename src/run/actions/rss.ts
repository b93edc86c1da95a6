import { Parser } from "htmlparser2";
import { urlsOf } from "../coerce.ts";
import type { ActionHandler } from "../context.ts";
import { recogniseDates } from "../dates/recognise.ts";
import { htmlText } from "../html.ts";
import { date, record, text, url, type Item } from "../value.ts";
import { request } from "./web.ts";

/** Get Items from RSS Feed (3.6): articles of a feed that the device has recorded. */
const rss: ActionHandler = (context) => {
  const given = context.given("WFRSSFeedURL") === undefined ? context.input() : context.value("WFRSSFeedURL");
  const most = context.number("WFRSSItemQuantity", 10).trunc().toNumber();
  return given.flatMap((item): Item[] => {
    const [address] = urlsOf(item, context.env);
    if (address === undefined) return context.cannotConvert(item, "URL");
    const answer = request({ method: "GET", url: address, headers: {} }, context);
    if (!answer) return [...context.unknown(`the feed ${address}`)];
    context.env.charge(answer.body.length);
    return entries(new TextDecoder().decode(answer.body))
      .slice(0, Math.max(0, most))
      .map((entry) => articleOf(entry, (source) => recogniseDates(source, context.env)[0]));
  });
};

type Entry = Map<string, string>;

/** Items of RSS, entries of Atom: the text of each element by its name. */
function entries(source: string): Entry[] {
  const found: Entry[] = [];
  let entry: Entry | undefined;
  let field = "";
  const parser = new Parser(
    {
      onopentag(name, attributes) {
        if (name === "item" || name === "entry") found.push((entry = new Map()));
        field = name;
        if (name === "link" && entry && attributes["href"] !== undefined)
          entry.set("link", attributes["href"]);
      },
      ontext(data) {
        if (entry && field !== "") entry.set(field, (entry.get(field) ?? "") + data);
      },
      onclosetag(name) {
        if (name === "item" || name === "entry") entry = undefined;
        field = "";
      },
    },
    { xmlMode: true },
  );
  parser.write(source);
  parser.end();
  return found;
}

function articleOf(entry: Entry, dateOf: (source: string) => number | undefined): Item {
  const said = (...names: string[]) =>
    names.map((name) => entry.get(name)?.trim()).find((value) => value !== undefined && value !== "");
  const title = said("title") ?? "";
  const published = said("pubDate", "published", "updated", "dc:date");
  const time = published === undefined ? undefined : dateOf(published);
  const body = said("description", "content", "summary", "content:encoded");
  const link = said("link", "guid", "id");
  const author = said("author", "dc:creator", "name");
  return record("article", title, {
    Title: text(title),
    ...(body !== undefined && {
      Body: text(htmlText(body)),
      Excerpt: text(htmlText(body).slice(0, EXCERPT)),
    }),
    ...(link !== undefined && { URL: url(link) }),
    ...(author !== undefined && { Author: text(author) }),
    ...(time !== undefined && { "Published Date": date(time) }),
  });
}

const EXCERPT = 200;

export const feeds: Record<string, ActionHandler> = { rss };
