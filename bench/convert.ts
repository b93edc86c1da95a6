/**
 * How fast files convert in one process, decoding and writing included, beside a yardstick (see `yardstick.ts`). Files
 * are read before.
 *
 *   npm run bench convert
 */
import { convert, readShortcut } from "../src/index.ts";
import { tuneEngine } from "../src/node/machine-code.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { comparable, cpuOf, measure } from "./yardstick.ts";

const files = comparable(corpusFiles("files"));

let actions = 0;
// The very first pass meets code that nobody has compiled yet. What commands tell the engine, before and after it:
tuneEngine(0, files.length);
const first = cpuOf(() => {
  for (const { bytes } of files) actions += convert(bytes).workflow.actions.length;
});
tuneEngine(Infinity);
console.log(`${files.length} files, ${actions} actions`);

const [warm] = measure(
  [
    {
      name: "convert, with metadata",
      goal: 1.6,
      run: () => files.forEach(({ bytes }) => convert(bytes)),
    },
    {
      name: "the program alone",
      goal: 2.3,
      run: () => files.forEach(({ bytes }) => convert(bytes, { metadata: false })),
    },
    { name: "reading alone", run: () => files.forEach(({ bytes }) => readShortcut(bytes)) },
  ],
  files.map(({ path }) => path),
  actions,
);
console.log(`first pass: ${(first / warm!).toFixed(1)} times a warm one (goal 1.8 at most)`);
