import { table } from "./table.ts";
import { Parser } from "htmlparser2";

const BLOCKS: ReadonlySet<string> = new Set(
  "address article aside blockquote body br dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tr ul title".split(
    " ",
  ),
);
const HIDDEN: ReadonlySet<string> = new Set(["script", "style", "head", "noscript", "template"]);

/** What one sees of a page: its text, blocks on lines of their own, entities decoded. */
export function htmlText(html: string): string {
  let text = "";
  let hidden = 0;
  let preformatted = 0;
  const newLine = () => {
    text = text.replace(/ +$/, "");
    if (text !== "" && !text.endsWith("\n")) text += "\n";
  };
  const parser = new Parser({
    onopentagname(name) {
      if (HIDDEN.has(name)) hidden++;
      if (name === "pre") preformatted++;
      if (name === "br" && hidden === 0) text = `${text.replace(/ +$/, "")}\n`;
      else if (BLOCKS.has(name) && hidden === 0) newLine();
    },
    ontext(data) {
      if (hidden > 0) return;
      if (preformatted > 0) {
        text += data;
        return;
      }
      const flat = data.replace(/[ \t\r\n\f]+/g, " ");
      text += /(?:^|[ \n])$/.test(text.slice(-1)) ? flat.replace(/^ /, "") : flat;
    },
    onclosetag(name) {
      if (HIDDEN.has(name)) hidden = Math.max(0, hidden - 1);
      if (name === "pre") preformatted = Math.max(0, preformatted - 1);
      if (BLOCKS.has(name) && name !== "br" && hidden === 0) newLine();
    },
  });
  parser.write(html);
  parser.end();
  return text.trim();
}

/** Targets of a page's links, in order. */
export function htmlLinks(html: string): string[] {
  const found: string[] = [];
  const parser = new Parser({
    onopentag(name, { href }) {
      if (name === "a" && href !== undefined && /^[a-z][a-z0-9+.-]*:/i.test(href)) found.push(href);
    },
  });
  parser.write(html);
  parser.end();
  return found;
}

/** HTML as Markdown, in the manner of html2text: `**b**`, `_i_`, `[t](u)`, `# h`, `  * item`. */
export function htmlToMarkdown(html: string): string {
  const writer = new MarkdownWriter();
  const parser = new Parser({
    onopentag: (name, attributes) => writer.open(name, attributes),
    ontext: (data) => writer.text(data),
    onclosetag: (name) => writer.close(name),
  });
  parser.write(html);
  parser.end();
  return writer.result();
}

const EMPHASIS = table<string>({
  b: "**",
  strong: "**",
  i: "_",
  em: "_",
  code: "`",
  s: "~~",
  del: "~~",
});

class MarkdownWriter {
  private written = "";
  private hidden = 0;
  private readonly lists: { isOrdered: boolean; count: number }[] = [];
  private readonly links: (string | undefined)[] = [];

  open(name: string, attributes: Record<string, string>): void {
    if (HIDDEN.has(name)) this.hidden++;
    const heading = /^h([1-6])$/.exec(name)?.[1];
    if (heading !== undefined) {
      this.paragraph();
      this.written += `${"#".repeat(Number(heading))} `;
    } else if (EMPHASIS[name] !== undefined) this.written += EMPHASIS[name];
    else if (name === "br") this.written += "  \n";
    else if (name === "hr") {
      this.paragraph();
      this.written += "* * *\n\n";
    } else if (name === "a") {
      this.links.push(attributes["href"]);
      this.written += "[";
    } else if (name === "img") this.written += `![${attributes["alt"] ?? ""}](${attributes["src"] ?? ""})`;
    else if (name === "ul" || name === "ol") {
      if (this.lists.length === 0) this.paragraph();
      this.lists.push({ isOrdered: name === "ol", count: 0 });
    } else if (name === "li") this.item();
    else if (name === "blockquote") {
      this.paragraph();
      this.written += "> ";
    } else if (BLOCKS.has(name) && this.lists.length === 0) this.paragraph();
  }

  private item(): void {
    const list = this.lists.at(-1);
    if (list) list.count++;
    this.line();
    const mark = list?.isOrdered === true ? `${list.count}.` : "*";
    this.written += `${"  ".repeat(Math.min(this.lists.length || 1, DEEPEST))}${mark} `;
  }

  text(data: string): void {
    if (this.hidden > 0) return;
    const flat = data.replace(/[ \t\r\n\f]+/g, " ");
    this.written += /(?:^|[ \n])$/.test(this.written.slice(-1)) ? flat.replace(/^ /, "") : flat;
  }

  close(name: string): void {
    if (HIDDEN.has(name)) this.hidden = Math.max(0, this.hidden - 1);
    else if (EMPHASIS[name] !== undefined) this.written += EMPHASIS[name];
    else if (name === "a") this.written += `](${this.links.pop() ?? ""})`;
    else if (name === "ul" || name === "ol") {
      this.lists.pop();
      if (this.lists.length === 0) this.paragraph();
    } else if (name === "li") this.line();
    else if (
      /^h[1-6]$/.test(name) ||
      (BLOCKS.has(name) && name !== "br" && name !== "hr" && this.lists.length === 0)
    ) {
      this.paragraph();
    }
  }

  private line(): void {
    this.written = this.written.replace(/ +$/, "");
    if (this.written !== "" && !this.written.endsWith("\n")) this.written += "\n";
  }

  private paragraph(): void {
    this.line();
    if (this.written !== "" && !this.written.endsWith("\n\n")) this.written += "\n";
  }

  result(): string {
    return this.written.trim();
  }
}

const DEEPEST = 20;
