import type { Diagnostic } from "../diagnostics/diagnostic.ts";

/** What binds names in Python, whether or not the dialect has it. */
const BINDINGS = [
  /\b(\w{1,99}) ?:=/g,
  /\bfor ([^:\n]{1,200}?) in\b/g,
  /^[ \t]*(\w[\w, *()]*)=(?!=)/gm,
  /^[ \t]*(\w+) ?:[^=\n]*=(?!=)/gm,
  /\bas (\w{1,99})/g,
  /\blambda ([^:\n]{0,200}):/g,
  /\bdef \w{1,99}\(([^)]{0,999})\)/g,
];

/** What is said of a part as well that something else is wrong with. */
const FOLLOWS: ReadonlySet<string> = new Set(["SC6002", "SC6004", "SC6005"]);

/**
 * What is wrong with a program, without what only follows from something else that is wrong: a name that is bound in a
 * way that has been refused, and what stands in a class.
 */
export function withoutConsequences(found: readonly Diagnostic[], text: string): Diagnostic[] {
  const causes = found.filter(({ code, severity }) => severity === "error" && code !== "SC6004");
  if (causes.length === 0) return [...found];
  const bodies = causes.flatMap(({ code, where: { range } }) =>
    code === "SC6001" && range && /^class\b/.test(text.slice(range.start)) ? [bodyOf(range.start, text)] : [],
  );
  const bound = new Set(
    BINDINGS.flatMap((pattern) =>
      [...text.matchAll(pattern)].flatMap(([, names = ""]) => names.match(/\w+/g) ?? []),
    ),
  );
  const refused = found.flatMap(({ code, where: { range } }) => (code === "SC6001" && range ? [range] : []));
  const told = new Set<number>();
  return found.filter(({ code, severity, where: { range } }) => {
    if (!range || severity !== "error") return true;
    const isTold = told.has(range.start) && FOLLOWS.has(code);
    told.add(range.start);
    if (isTold) return false;
    // A statement stands for nothing because a part of it does.
    if (code === "SC6002" && refused.some(({ start, end }) => start >= range.start && end <= range.end))
      return false;
    // The methods of a class are none of the functions that one looks for.
    if (bodies.length > 0 && code === "SC6016") return false;
    if (bodies.some(([start, end]) => range.start >= start && range.start < end)) return false;
    return code !== "SC6004" || !bound.has(text.slice(range.start, range.end));
  });
}

/** Where the lines stand that are indented below a line. */
function bodyOf(start: number, text: string): [start: number, end: number] {
  const first = text.indexOf("\n", start);
  if (first < 0) return [text.length, text.length];
  const indent = start - (text.lastIndexOf("\n", start - 1) + 1);
  const next = new RegExp(String.raw`\n[ \t]{0,${indent}}(?=[^ \t\n#])`, "g");
  next.lastIndex = first;
  return [first, next.exec(text)?.index ?? text.length];
}
