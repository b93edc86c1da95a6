import { describe, expect, test } from "vitest";
import { compile, convert } from "../src/index.ts";
import { corpusFiles, hasCorpus } from "./support/corpus.ts";
import { bodyText, edited, EDITS } from "./support/edits.ts";
import { randomNumbers } from "./support/random.ts";

/** Of each kind; `npm run bench edits` makes thousands. */
const COUNT = 40;

describe.skipIf(!hasCorpus)("edited programs", () => {
  const files = corpusFiles("files").filter(({ bytes }) => bytes.length < 60_000);

  test.each(EDITS)("%s: compile, and come back as they were edited", (edit) => {
    const random = randomNumbers(EDITS.indexOf(edit) + 1);
    const refused: string[] = [];
    const different: string[] = [];
    for (let made = 0; made < COUNT;) {
      const { name, bytes } = files[Math.floor(random() * files.length)]!;
      const program = convert(bytes, { name }).python;
      const changed = edited(program, edit, random);
      if (changed === undefined || changed === program) continue;
      made++;
      const compiled = compile(changed);
      if (!compiled.bytes) refused.push(name);
      else {
        const change = firstChange(bodyText(changed), bodyText(convert(compiled.bytes, { name }).python));
        if (change && !isKnown(change)) different.push(`${name}:\n- ${change.before}\n+ ${change.after}`);
      }
    }
    expect(refused).toEqual([]);
    expect(different).toEqual([]);
  });
});

/** The first line in which two programs differ, and what stands behind it in the first, and from it on in the second. */
interface Change {
  before: string;
  after: string;
  next: string;
  rest: string;
  came: string;
}

function firstChange(before: string, after: string): Change | undefined {
  const [a, b] = [before.split("\n"), after.split("\n")];
  const line = a.findIndex((text, i) => text !== b[i]);
  if (before === after) return undefined;
  const [rest, came] = [a.slice(line + 1).join("\n"), b.slice(line).join("\n")];
  return { before: a[line] ?? "", after: b[line] ?? "", next: a[line + 1] ?? "", rest, came };
}

/** What metadata alone knew is gone after an edit, and a plainer form of the same action takes its place. */
function isKnown({ before, after, next, rest, came }: Change): boolean {
  // A comment whose other parameters are gone is written as one.
  if (before.trim().startsWith("comment(")) return after.trim().startsWith("#");
  // A block that holds something needs no `pass`, and names are defined at the top.
  if (before.trim() === "pass" || after.endsWith(" = unset()")) return true;
  // A list that is empty at the top is only a definition; behind another action it empties the variable.
  if (/^\w+ = \[\]$/.test(before.trim())) return after.trim() === "clear_input()";
  // A Get Variable that only feeds the action behind it has no line: that of the action comes instead.
  if (/^get_variable\(\w+\)$/.test(before.trim())) return after === next;
  // A call whose output only the line behind it reads stands in that, which may take several lines.
  const [, name, call] = /^\s*(\w+) = (\w+\(.*\))$/.exec(before) ?? [];
  const read = name === undefined ? null : new RegExp(`\\b${name}\\b`).exec(rest);
  if (read) {
    // A name less, and the others are numbered otherwise. A line that does not read the name has lost the call.
    const [tail] = rest.slice(read.index + name!.length).split("\n", 1);
    if (flat(came).startsWith(flat(rest.slice(0, read.index) + call! + tail!))) return true;
  }
  // An output that nothing reads any more needs no name.
  const unnamed = /^\s*\w+ = (.*)$/.exec(before)?.[1];
  return unnamed !== undefined && after.trim().startsWith(unnamed.split("(")[0]!);
}

/** Without blanks, and without the comma that a call of several lines ends with. */
const flat = (text: string): string =>
  text
    .replace(/\bname\d+\b/g, "name")
    .replace(/\s+/g, "")
    .replace(/,(?=[)\]}])/g, "");
