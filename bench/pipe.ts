/**
 * Pushes many lines through `pipe`: `npm run bench pipe [LINES]`, a million unless said otherwise. Says how many
 * records came back, how fast, and how much memory it took on the way. Needs `npm run build`.
 */
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { corpusFiles } from "../test/support/corpus.ts";

const lines = Number(process.argv[2] ?? 1_000_000);
/** Small ones: what is measured is the pipe. */
const shortcuts = corpusFiles("files").filter(({ bytes }) => bytes.length < 2000);
const rows = shortcuts.map(
  ({ bytes }) => `${JSON.stringify({ base64: Buffer.from(bytes).toString("base64") })}\n`,
);
const child = spawn(process.execPath, ["dist/cli.js", "pipe"], { stdio: ["pipe", "pipe", "inherit"] });
let records = 0;
child.stdout.on("data", (chunk: Buffer) => {
  for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) records++;
});
const memory: number[] = [];
const megabytes = () => {
  const status = readFileSync(`/proc/${child.pid}/status`, "utf8");
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024;
};
const start = performance.now();
for (let sent = 0; sent < lines;) {
  let text = "";
  for (let i = 0; i < 100 && sent < lines; i++) text += rows[sent++ % rows.length]!;
  if (!child.stdin.write(text)) await new Promise((resolve) => child.stdin.once("drain", resolve));
  if (sent % Math.ceil(lines / 10) < 100) memory.push(megabytes());
}
child.stdin.end();
await new Promise((resolve) => child.on("close", resolve));
const seconds = (performance.now() - start) / 1000;
console.log(
  `${lines} lines in, ${records} records out, ${(records / seconds).toFixed(0)} a second; ` +
    `memory after each tenth: ${memory.map((size) => size.toFixed(0)).join(", ")} MB`,
);
