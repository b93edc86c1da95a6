/**
 * Edits real programs as people do, compiles them, and converts what comes out: `npm run bench edits [COUNT]`. Says how
 * many edits compile without an error, and how many come back as the edited program.
 */
import { compile, convert } from "../src/index.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { bodyText, edited, EDITS } from "../test/support/edits.ts";
import { randomNumbers } from "../test/support/random.ts";

const wanted = Number(process.argv[2] ?? 1000);
const files = corpusFiles("files");
const random = randomNumbers(1);
const counts = new Map(EDITS.map((edit) => [edit, { made: 0, compiled: 0, same: 0 }]));
for (let made = 0; made < wanted;) {
  const { name, bytes } = files[Math.floor(random() * files.length)]!;
  const edit = EDITS[made % EDITS.length]!;
  const program = convert(bytes, { name }).python;
  const changed = edited(program, edit, random);
  if (changed === undefined || changed === program) continue;
  made++;
  const count = counts.get(edit)!;
  count.made++;
  const compiled = compile(changed);
  if (!compiled.bytes) {
    console.error(
      `${name}: ${edit}: ${JSON.stringify(compiled.diagnostics.find(({ severity }) => severity === "error"))}`,
    );
    continue;
  }
  count.compiled++;
  const [want, got] = [bodyText(changed), bodyText(convert(compiled.bytes, { name }).python)];
  if (want === got) count.same++;
  else {
    const [a, b] = [want.split("\n"), got.split("\n")];
    const line = a.findIndex((text, i) => text !== b[i]);
    console.error(`${name}: ${edit}:\n  ${a[line]?.slice(0, 160)}\n  ${b[line]?.slice(0, 160)}`);
  }
}
console.table(Object.fromEntries(counts));
