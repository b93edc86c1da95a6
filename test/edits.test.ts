import { describe, expect, test } from "vitest";
import { compile, convert } from "../src/index.ts";
import { corpusFiles, hasCorpus } from "./support/corpus.ts";
import { bodyText, edited, EDITS } from "./support/edits.ts";
import { randomNumbers } from "./support/random.ts";

/** Of each kind; `npm run bench edits` makes thousands. */
const COUNT = 40;

describe.skipIf(!hasCorpus)("edited programs", () => {
  const files = corpusFiles("files").filter(({ bytes }) => bytes.length < 60_000);

  test.each(EDITS)("%s: compile, and come back as they were edited", { timeout: 60_000 }, (edit) => {
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
      else if (bodyText(convert(compiled.bytes, { name }).python) !== bodyText(changed)) different.push(name);
    }
    expect(refused).toEqual([]);
    // What metadata alone knew is gone after an edit, and a plainer form of the same action can take its place.
    expect(different.length).toBeLessThanOrEqual(COUNT / 10);
  });
});
