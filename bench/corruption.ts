import { corrupt } from "../test/container/corruption.ts";
import { filesForDamage } from "../test/container/corpus-files.ts";

/**
 * Changes single bytes of 20 real signed files and prints what became of it: refused on opening (by error code), or read
 * but with a broken signature (by the check that failed). Anything unreported is a defect, anything thrown a crash.
 *
 *     npx esbuild bench/corruption.ts --bundle --platform=node --format=esm | node --input-type=module - STEP FILES
 *
 * STEP: every how manieth byte (1: all of them). FILES: how many of the files, the smallest first. About a millisecond
 * for each byte.
 */
const [step = 1, files = 20] = process.argv.slice(2).map(Number);
const total = { positions: 0, unreported: 0 };
for (const { id, bytes } of filesForDamage().slice(0, files)) {
  const start = performance.now();
  const positions = Array.from({ length: Math.ceil(bytes.length / step) }, (_, i) => i * step);
  const result = corrupt(bytes, positions);
  const seconds = ((performance.now() - start) / 1000).toFixed(1);
  console.log(`${id} ${bytes.length} bytes, ${seconds} s`, JSON.stringify(result));
  total.positions += result.positions;
  total.unreported += result.unreported.length;
}
console.log(`${total.positions} bytes changed, ${total.unreported} changes unreported`);
