/**
 * Bundles the package: `node src/build/build.mjs [DIRECTORY]` (default `dist`).
 *
 * The library and its Node part share what they have in common, so that an error class of the one is the error class
 * of the other. The command is a single script of its own: it starts for every file that somebody converts, and each
 * further file to load would cost it more than a millisecond. Subcommands that need much more code than `convert` does
 * have files beside it, and share what they have in common.
 */
import { createHash } from "node:crypto";
import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { builtinModules as names } from "node:module";
import { basename, dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";
import { buildPage } from "./page.mjs";

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
    // Older packages leave the prefix out.
    onResolve({ filter: new RegExp(`^(?:node:.*|${names.join("|")})$`) }, ({ path }) => {
      return { path: path.startsWith("node:") ? path : `node:${path}`, namespace: "builtin" };
    });
    onLoad({ filter: /./, namespace: "builtin" }, ({ path }) => {
      const isNeeded = path !== "node:child_process";
      return { contents: `module.exports = ${isNeeded ? `process.getBuiltinModule("${path}")` : "{}"}` };
    });
  },
};

/** Subcommands with files of their own. */
const commands = [
  ...[
    "batch",
    "check",
    "compile",
    "coverage",
    "dataset",
    "diff",
    "docs",
    "expand",
    "evaluate",
    "mcp",
    "model-worker",
    "page",
    "pipe",
    "prove",
    "registry",
    "run",
    "sign",
    "skill",
    "stats",
    "stubs",
    "tasks",
    "verify",
    "worker",
  ],
];

const outsourcedCommands = {
  name: "outsourced-commands",
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`^\\./(?:${commands.join("|")})\\.ts$`) }, ({ path, kind }) => {
      if (kind === "dynamic-import") return { path: `./command-${basename(path, ".ts")}.js`, external: true };
    });
  },
};

/**
 * Of the tables of all actions, the command's own file holds those of the editor's own actions, which nearly all files
 * use, and nothing else; the others are in files beside it, half of what would have to be loaded each time.
 */
const ownActionsOnly = {
  name: "own-actions-only",
  setup({ onLoad }) {
    onLoad({ filter: /[/\\]registry[/\\]slim-(?:index|names)\.json$/ }, ({ path }) => {
      const { groups, ...rest } = JSON.parse(readFileSync(path, "utf8"));
      const isOwn = ([group]) => group.startsWith("is.workflow.");
      const [own, others] = [true, false].map((wanted) => {
        return Object.fromEntries(Object.entries(groups).filter((entry) => isOwn(entry) === wanted));
      });
      writeFileSync(join(outdir, basename(path)), JSON.stringify(others));
      const contents = `
        import { readFileSync } from "node:fs";
        const others = () => JSON.parse(readFileSync(new URL(${JSON.stringify(basename(path))}, import.meta.url), "utf8"));
        export default { ...${JSON.stringify({ ...rest, groups: own })}, others };`;
      return { contents, resolveDir: dirname(path) };
    });
  },
};

/**
 * The SDK of the Model Context Protocol without half a megabyte that nothing here uses: Zod's errors in fifty languages,
 * and the larger one of the two validators that the SDK brings for schemas that come from clients.
 */
const leanProtocol = {
  name: "lean-protocol",
  setup({ onLoad }) {
    onLoad({ filter: /zod.v4.locales.[a-zA-Z-]+\.js$/ }, ({ path }) => {
      if (["en.js", "index.js"].includes(basename(path))) return undefined;
      return { contents: "export default () => ({ localeError: () => undefined });" };
    });
    onLoad({ filter: /server.dist.shimsNode\.mjs$/ }, ({ path }) => {
      const [provider] = readdirSync(dirname(path)).filter((name) => /^cfWorkerProvider-.*\.mjs$/.test(name));
      const contents = `
        import { t as validator } from "./${provider}";
        import process from "node:process";
        export { validator as DefaultJsonSchemaValidator, process };`;
      return { contents, resolveDir: dirname(path) };
    });
  },
};

/** What only those have who installed it. */
const optional = ["bullmq", "ioredis", "@napi-rs/nice"];

const common = {
  outdir,
  external: optional,
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node20",
  minify: true,
  // The licences of what is bundled go into a file of their own, below.
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
};

rmSync(outdir, { recursive: true, force: true });
mkdirSync(outdir, { recursive: true });
const results = await Promise.all([
  build({
    ...common,
    entryPoints: {
      index: "src/index.ts",
      node: "src/node.ts",
      registry: "src/registry.ts",
      run: "src/run.ts",
    },
    splitting: true,
    chunkNames: "chunks/[name]-[hash]",
  }),
  build({
    ...common,
    // A script, since there is a cache for the bytecode of these (`start.ts`): a function of its URL, and of `import`.
    entryPoints: { cli: "src/cli/main.ts" },
    outExtension: { ".js": ".cjs" },
    format: "iife",
    globalName: "command",
    define: { VERSION: JSON.stringify(version), "import.meta.url": "SCRIPT_URL" },
    banner: { js: "(function (SCRIPT_URL, IMPORT) {" },
    footer: { js: "return command.runCommand(); })" },
    plugins: [builtinModules, outsourcedCommands, ownActionsOnly],
  }),
  build({
    ...common,
    entryPoints: {
      ...Object.fromEntries(commands.map((name) => [`command-${name}`, `src/cli/${name}.ts`])),
      batch: "src/batch.ts",
      dataset: "src/dataset.ts",
      evaluate: "src/evaluate.ts",
      "batch-thread": "src/batch/thread.ts",
      worker: "node_modules/piscina/dist/worker.js",
    },
    plugins: [builtinModules, leanProtocol],
    // Piscina looks for the code of its threads, worker.js, in the folder that it stands in itself.
    banner: { js: "const __dirname = import.meta.dirname;" },
    splitting: true,
    // Beside the data that they read.
    chunkNames: "command-[name]-[hash]",
  }),
]);

giveImport(join(outdir, "cli.cjs"));
await build({
  ...common,
  entryPoints: { cli: "src/cli/start.ts" },
  define: {
    SCRIPT: '"cli.cjs"',
    SCRIPT_DIGEST: JSON.stringify(digestOf(readFileSync(join(outdir, "cli.cjs")))),
  },
  plugins: [builtinModules],
});

/** The whole registry and what searching it needs, which only some commands read. */
const documents = "api-docs/actions";
const records = readdirSync(documents).flatMap((name) => {
  return JSON.parse(readFileSync(join(documents, name), "utf8")).actions;
});
const { packageTexts } = await importSource("src/build/registry/package.ts");
const { registry, searchIndex } = packageTexts(records);
const { packLeanRegistry } = await importSource("src/registry/records/lean-registry.ts");
const pageInputs = await buildPage(join(outdir, "page/index.html"), packLeanRegistry(records));
writePacked("registry.ndjson.gz", registry);
writePacked("registry-search.json.gz", searchIndex);

/** What a virtual device may say, for editors and other programs. */
copyFileSync("src/run/device/device.schema.json", join(outdir, "device.schema.json"));

/** SQLite, which only the import of a ToolKit database needs. */
copyFileSync("node_modules/sql.js/dist/sql-wasm.wasm", join(outdir, "sql-wasm.wasm"));

/** What agents read: the skill, whose examples the server for agents hands out, too. */
cpSync("src/skill", join(outdir, "skill"), { recursive: true });

/** What the steps of data sets read: texts for models, and what rows look like. */
for (const folder of ["prompts", "schemas"]) {
  cpSync(join("src/dataset", folder), join(outdir, folder), { recursive: true });
}
/** Tree-sitter with its grammar for Python, and the tokens of Llama 3, for evaluation. */
copyFileSync("node_modules/web-tree-sitter/tree-sitter.wasm", join(outdir, "tree-sitter.wasm"));
const grammar = "tree-sitter-python.wasm";
copyFileSync(join("node_modules/tree-sitter-wasms/out", grammar), join(outdir, grammar));
copyFileSync(await packedTokens(), join(outdir, "llama3-tokens.gz"));

/** Packages of which only data is in the package. */
const dataPackages = ["sql.js", "tree-sitter-wasms", "llama3-tokenizer-js"].map(
  (name) => `node_modules/${name}`,
);

writeLicences([...results.flatMap(({ metafile }) => Object.keys(metafile.inputs)), ...pageInputs]);

/** The licences of the packages whose code the bundles hold, as these ask for. */
function writeLicences(inputs) {
  const packages = inputs.map((path) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0]);
  const texts = [...new Set([...packages, ...dataPackages])]
    .filter(Boolean)
    .sort()
    .map((folder) => {
      const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
      const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
      const text = file === undefined ? "" : readFileSync(join(folder, file), "utf8").trim();
      return `${name} ${version} (${license})\n\n${text}\n`;
    });
  writeFileSync(join(outdir, "THIRD-PARTY-LICENSES.txt"), texts.join(`\n${"-".repeat(80)}\n\n`));
}

/** Packing takes seconds, and always gives the same. */
async function packedTokens() {
  const source = "src/evaluate/tokens/llama3.ts";
  const digest = digestOf(readFileSync(source));
  const packed = `node_modules/.cache/llama3-tokens-${digest}.gz`;
  if (existsSync(packed)) return packed;
  const { default: llama3 } = await import("llama3-tokenizer-js");
  const { packLlama3 } = await importSource(source);
  mkdirSync(dirname(packed), { recursive: true });
  // Several builds may run at once.
  const temporary = `${packed}.${process.pid}`;
  writeFileSync(temporary, gzipSync(packLlama3(llama3.vocabById), { level: 9 }));
  renameSync(temporary, packed);
  return packed;
}

/** A script that was read from a cache has no `import` of its own. */
function giveImport(path) {
  const script = readFileSync(path, "utf8").replaceAll(/\bimport\("\.\/command-/g, 'IMPORT("./command-');
  if (/\bimport\(/.test(script)) throw new Error(`${path} imports what is no subcommand.`);
  writeFileSync(path, script);
}

function digestOf(bytes) {
  return createHash("sha256").update(bytes).digest("hex").slice(0, 12);
}

async function importSource(path) {
  const { outputFiles } = await build({ entryPoints: [path], bundle: true, format: "esm", write: false });
  return import(`data:text/javascript,${encodeURIComponent(outputFiles[0].text)}`);
}

function writePacked(name, text) {
  writeFileSync(join(outdir, name), gzipSync(text, { level: 9 }));
}
