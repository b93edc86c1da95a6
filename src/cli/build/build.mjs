/**
 * Bundles the package: `node src/cli/build/build.mjs [DIRECTORY]` (default `dist`).
 *
 * The library and its Node part share what they have in common, so that an error class of the one is the error class
 * of the other. The command is a single file of its own: it starts for every file that somebody converts, and each
 * further file to load would cost it more than a millisecond.
 */
import { readFileSync, rmSync } from "node:fs";
import { build } from "esbuild";

const outdir = process.argv[2] ?? "dist";
const { version } = JSON.parse(readFileSync("package.json", "utf8"));

/**
 * For the command: Node's modules without what `import` does to them, which is to look at every property, and so to
 * load what only half of them need. This also is how CommonJS (Commander) gets at them in an ES module. Commander
 * wants `child_process` only for subcommands in files of their own; leaving it out saves several milliseconds.
 */
const builtinModules = {
  name: "builtin-modules",
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^node:/ }, ({ path }) => ({ path, namespace: "builtin" }));
    onLoad({ filter: /./, namespace: "builtin" }, ({ path }) => {
      const isNeeded = path !== "node:child_process";
      return { contents: `module.exports = ${isNeeded ? `process.getBuiltinModule("${path}")` : "{}"}` };
    });
  },
};

const common = {
  outdir,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  legalComments: "none",
  logLevel: "warning",
};

rmSync(outdir, { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: { index: "src/index.ts", node: "src/node.ts" },
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
  }),
  build({
    ...common,
    entryPoints: { cli: "src/cli/main.ts" },
    define: { VERSION: JSON.stringify(version) },
    plugins: [builtinModules],
  }),
]);
