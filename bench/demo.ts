import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "../src/dataset/row.ts";
import { ModelServer } from "../test/dataset/model-server.ts";

/**
 * All steps of a data set, on the samples or on a folder that is named, with a server on this machine in the place of a
 * model: no key, no network. What it writes is dull; how a data set comes about is the same. At its end it says of each
 * step whether what went in has come out or was rejected.
 */
const source = process.argv[2] ?? "samples";
const server = new ModelServer();
await server.start();
const folder = mkdtempSync(join(tmpdir(), "shortcut2py-demo-"));
const at = (name: string) => join(folder, name);
const model = ["--base-url", server.url];

/** Shows a command, and runs it. */
async function shortcut2py(...args: string[]): Promise<void> {
  console.error(`\n$ shortcut2py ${args.join(" ").replaceAll(`${folder}/`, "")}`);
  const child = spawn(process.execPath, ["dist/cli.js", ...args], { stdio: "inherit" });
  await new Promise((resolve) => child.on("close", resolve));
}

await shortcut2py("batch", source, "-o", at("seed"), "--layout", "script", "--drop", "unreadable");
await shortcut2py("dataset", "annotate", at("seed"), "-o", at("annotated"), ...model);
await shortcut2py("dataset", "expand", at("annotated"), "-o", at("queries"), "--count", "20", ...model);
await shortcut2py("dataset", "generate", at("queries"), "-o", at("generated"), ...model);
await shortcut2py(
  "dataset",
  "refine",
  at("generated"),
  "-o",
  at("refined"),
  "--examples",
  at("annotated"),
  ...model,
);
await shortcut2py("dataset", "filter", at("refined"), "-o", at("filtered"));
await shortcut2py("dataset", "split", at("annotated"), "-o", at("split"));
await shortcut2py("dataset", "export", at("split"), "-o", at("chat"));
await shortcut2py("dataset", "card", at("split"), "--name", "Samples", "--license", "mit");
await server.stop();

const linesOf = (name: string) => {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, "utf8").split("\n").filter(Boolean) : [];
};
const rows = linesOf("split/records.jsonl").map((line) => JSON.parse(line) as Row);
const row = rows.find(({ id }) => id.includes("daily-agenda")) ?? rows[0]!;
console.log(`\n${row.query}\n\n${row.plan}\n\n${row.code}\n`);

const steps = [
  ["seed", "annotated"],
  ["queries", "generated"],
  ["generated", "refined"],
  ["refined", "filtered"],
  ["annotated", "split"],
] as const;
for (const [before, after] of steps) {
  const [given, out] = [linesOf(`${before}/records.jsonl`), linesOf(`${after}/records.jsonl`)];
  const rejected = linesOf(`${after}/rejects.jsonl`);
  const verdict = given.length === out.length + rejected.length ? "adds up" : "ROWS ARE MISSING";
  console.log(
    `${after}: ${given.length} rows in, ${out.length} out, ${rejected.length} rejected: ${verdict}`,
  );
  if (verdict !== "adds up") process.exitCode = 1;
}
console.error(`Everything is in ${folder}.`);
