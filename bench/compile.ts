/** How fast programs compile, beside how fast they are made: `npm run bench compile`. */
import { Bench } from "tinybench";
import { compile, convert } from "../src/index.ts";
import { corpusFiles } from "../test/support/corpus.ts";

const files = corpusFiles("files");
const programs = files.map(({ name, bytes }) => convert(bytes, { name }));
const actions = programs.reduce((sum, { workflow }) => sum + workflow.actions.length, 0);
const bench = new Bench({ time: 5_000, warmupTime: 2_000 });
bench.add("convert", () => {
  for (const { name, bytes } of files) convert(bytes, { name });
});
bench.add("compile", () => {
  for (const { python } of programs) compile(python);
});
await bench.run();
for (const { name, result } of bench.tasks) {
  const seconds = "latency" in result ? result.latency.p50 / 1000 : NaN;
  console.log(
    `${name}: ${Math.round(actions / seconds).toLocaleString("en")} actions/s (${(seconds * 1000).toFixed(0)} ms)`,
  );
}
