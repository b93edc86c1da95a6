// Bundles a benchmark and runs it: `npm run bench NAME [ARGUMENTS]`.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";

const [name, ...args] = process.argv.slice(2);
if (!name) {
  console.error("usage: npm run bench NAME [ARGUMENTS]");
  process.exit(2);
}
const outfile = `node_modules/.cache/bench/${name}.mjs`;
await build({
  entryPoints: [`bench/${name}.ts`],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
process.exit(spawnSync(process.execPath, [outfile, ...args], { stdio: "inherit" }).status ?? 1);
