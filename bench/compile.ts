/** How fast programs compile, beside a yardstick (see `yardstick.ts`): `npm run bench compile`. */
import { compile, convert } from "../src/index.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { comparable, measure } from "./yardstick.ts";

const files = comparable(corpusFiles("files"));
const programs = files.map(({ name, bytes }) => convert(bytes, { name }));
const actions = programs.reduce((sum, { workflow }) => sum + workflow.actions.length, 0);
measure(
  [{ name: "compile", goal: 1.2, run: () => programs.forEach(({ python }) => compile(python)) }],
  files.map(({ path }) => path),
  actions,
);
