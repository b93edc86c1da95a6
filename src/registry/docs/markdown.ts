import { pageOf, type PageParameter } from "./page.ts";
import { WRITTEN_AS } from "./python-form.ts";
import type { ActionRecord } from "../records/record.ts";

/** The page of an API as Markdown. */
export function printMarkdown(record: ActionRecord): string {
  const page = pageOf(record);
  const sections = [
    `# ${escape(page.title)}`,
    escape(page.description),
    ...page.notes.map((note) => `> ${escape(note)}`),
    list(page.facts),
    page.pythonForm === undefined ? "" : `${WRITTEN_AS}: ${code(page.pythonForm)}`,
    ["```python", page.signature, "```"].join("\n"),
    page.parameters.length === 0 ? "" : `## Parameters\n\n${table(page.parameters)}`,
    page.otherKeys.length === 0 ? "" : `## Further keys in files\n\n${list(page.otherKeys)}`,
  ];
  return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}

function list(items: readonly [string, string][]): string {
  return items.map(([label, text]) => `- **${escape(label)}**: ${escape(text)}`).join("\n");
}

function table(parameters: readonly PageParameter[]): string {
  const rows = parameters.map(({ name, type, default: value = "", details, choices }) => {
    return [code(name), code(type), code(value), choices.map(code).join(" "), escape(details.join("; "))];
  });
  const lines = [
    ["parameter", "type", "default", "choices", "notes"],
    ["---", "---", "---", "---", "---"],
    ...rows,
  ];
  return lines
    .map((cells) => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`)
    .join("\n");
}

/** Text that Markdown leaves alone. */
function escape(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|]/g, "\\$&").replace(/\s+/g, " ");
}

/** Text between as many backticks as it takes. */
function code(text: string): string {
  if (text === "") return "";
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((ticks) => ticks.length));
  const fence = "`".repeat(longest + 1);
  const space = longest > 0 ? " " : "";
  return `${fence}${space}${text.replace(/\s+/g, " ")}${space}${fence}`;
}
