import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Row } from "../src/dataset/row.ts";
import { ModelServer } from "../test/dataset/model-server.ts";

/**
 * All steps of a data set, on the samples, with a server on this machine in the place of a model: no key, no network.
 * What it writes is dull; how a data set comes about is the same.
 */
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

await shortcut2py("batch", "samples", "-o", at("seed"), "--layout", "script", "--drop", "unreadable");
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

const rows = readFileSync(join(at("split"), "records.jsonl"), "utf8")
  .split("\n")
  .filter(Boolean);
const row = rows.map((line) => JSON.parse(line) as Row).find(({ id }) => id.includes("daily-agenda"))!;
console.log(`\n${row.query}\n\n${row.plan}\n\n${row.code}`);
console.error(`Everything is in ${folder}.`);
