/**
 * The page in a real browser: its size, how long it takes from a file to its blocks and its Python, and the memory of the
 * page without its worker. `npm run build && npm run bench page`; SHORTCUT2PY_CHROMIUM names another browser.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { gzipSync } from "node:zlib";
import { chromium } from "playwright-core";
import { compile } from "../src/compile.ts";

const ROUNDS = 5;
/** As many actions as half of the shortcuts that people share have less than, and as large ones have. */
const SIZES = [15, 3000];

const file = resolve("dist/page/index.html");
const html = readFileSync(file);
console.log(`${html.length} bytes, ${gzipSync(html, { level: 9 }).length} packed`);

const folder = mkdtempSync(join(tmpdir(), "shortcut2py-bench-"));
const browser = await chromium.launch({
  executablePath: process.env["SHORTCUT2PY_CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-gpu", "--enable-precise-memory-info"],
});
let requests = 0;
for (const size of SIZES) {
  const lines = Array.from({ length: size }, (_, i) => `    text_${i} = "line ${i}"\n`);
  const path = join(folder, `${size}.shortcut`);
  writeFileSync(path, compile(`def lines(shortcut_input=None):\n${lines.join("")}`).bytes!);
  const times: number[] = [];
  let heap = 0;
  for (let round = 0; round < ROUNDS; round++) {
    const page = await browser.newPage();
    page.on("request", (request) => {
      if (!/^(?:file|blob|data):/.test(request.url())) requests++;
    });
    await page.goto(pathToFileURL(file).href);
    await page.waitForSelector("input[type=file]", { state: "attached" });
    const start = performance.now();
    await page.setInputFiles("input[type=file]", path);
    await page.waitForSelector(".cm-line:has-text('line 0')");
    times.push(performance.now() - start);
    heap = await page.evaluate<number>("performance.memory.usedJSHeapSize");
    await page.close();
  }
  const median = times.toSorted((a, b) => a - b)[ROUNDS >> 1]!;
  console.log(`${size} actions: ${Math.round(median)} ms to the first result, ${(heap / 1e6).toFixed(1)} MB`);
}
console.log(`${requests} requests to a network`);
await browser.close();
rmSync(folder, { recursive: true });
