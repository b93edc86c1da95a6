/** How fast programs compile, beside a yardstick (see `yardstick.ts`): `npm run bench compile`. */
import { compile, convert } from "../src/index.ts";
import { corpusFiles } from "../test/support/corpus.ts";
import { comparable, measure } from "./yardstick.ts";

const files = comparable(corpusFiles("files"));
let actions = 0;
// The texts alone: what else `convert` made would have to be looked through whenever memory is cleaned up.
const programs = files.map(({ name, bytes }) => {
  const { python, workflow } = convert(bytes, { name });
  actions += workflow.actions.length;
  return python;
});
measure(
  [{ name: "compile", goal: 1.2, run: () => programs.forEach((python) => compile(python)) }],
  files.map(({ path }) => path),
  actions,
);
