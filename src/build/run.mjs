// Bundles a script of a folder and runs it: `node src/build/run.mjs FOLDER NAME [ARGUMENTS]`.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";

const [folder, name, ...args] = process.argv.slice(2);
if (!name) {
  console.error("Say which script to run: its name, without .ts, and its arguments.");
  process.exit(2);
}
const outfile = `node_modules/.cache/${folder}/${name}.mjs`;
await build({
  entryPoints: [`${folder}/${name}.ts`],
  outfile,
  bundle: true,
  platform: "node",
  format: "esm",
  target: "node20",
  packages: "external",
  logLevel: "warning",
});
process.exit(spawnSync(process.execPath, [outfile, ...args], { stdio: "inherit" }).status ?? 1);
