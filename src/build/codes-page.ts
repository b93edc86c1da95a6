import { codes, describeCode, type Code } from "../diagnostics/catalogue.ts";

/** What each thousand of codes is about. */
const SECTIONS: [prefix: string, title: string, about: string][] = [
  ["SC1", "Containers", "The file itself: what it is, whether it is whole. Nothing of it is converted."],
  ["SC2", "Property lists", "What is in the container cannot be read. Nothing of it is converted."],
  ["SC3", "Shortcuts and definitions", "What is read is not what is asked for. Nothing of it is converted."],
  ["SC4", "Shortcuts that convert all the same", "What one should know about a file. Nothing of it is lost."],
  ["SC5", "Files, links, batches, data sets", "What is outside of the shortcut."],
  ["SC6", "Python", "What `compile` and `check` say of a program. With an error, no shortcut is written."],
];

/** `api-docs/codes.md`. */
export function codesPage(): string {
  return [
    "# Codes",
    "",
    "Every error and every diagnostic of shortcut2py has a code. Codes are stable: none is ever used again for something",
    "else. An `error` means that there is no result; a `warning` that something is probably not as it should be; an `info`",
    "that there is something to know.",
    "",
    "In a program, `describeCode(code)` returns the same.",
    ...SECTIONS.flatMap(([prefix, title, about]) => [
      "",
      `## ${title}`,
      "",
      about,
      "",
      ...table(codes.filter((code) => code.startsWith(prefix))),
    ]),
    "",
  ].join("\n");
}

function table(rows: readonly Code[]): string[] {
  const cells = rows.map((code) => {
    const { severity, means, remedy } = describeCode(code)!;
    return [code, severity, means, remedy].map((cell) => cell.replaceAll("|", "\\|"));
  });
  const all = [["code", "severity", "what it means", "what to do"], ...cells];
  const widths = [0, 1, 2, 3].map((i) => Math.max(...all.map((row) => row[i]!.length)));
  const print = (row: readonly string[]) =>
    `| ${row.map((cell, i) => cell.padEnd(widths[i]!)).join(" | ")} |`;
  return [print(all[0]!), print(widths.map((width) => "-".repeat(width))), ...cells.map(print)];
}
