/** Bundles the page: one HTML file with everything in it, that works from a disk and asks no server for anything. */
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

/**
 * @param target path of the HTML file
 * @param registry text of the registry, as `openLeanRegistry` reads it
 * @returns names of the files that are bundled
 */
export async function buildPage(target, registry) {
  const common = {
    bundle: true,
    minify: true,
    target: "es2023",
    platform: "browser",
    legalComments: "none",
    metafile: true,
    write: false,
    logLevel: "warning",
  };
  const [script, worker] = await Promise.all([
    build({
      ...common,
      entryPoints: ["src/page/main.tsx"],
      format: "esm",
      jsx: "automatic",
      jsxImportSource: "preact",
    }),
    build({ ...common, entryPoints: ["src/page/worker/worker.ts"], format: "iife" }),
  ]);
  const style = (await build({ ...common, entryPoints: ["src/page/page.css"] })).outputFiles[0].text;
  const code = inScript(script.outputFiles[0].text.trimEnd());
  const policy = [
    "default-src 'none'",
    `script-src '${hashOf(code)}'`,
    // CodeMirror writes its own style elements.
    "style-src 'unsafe-inline'",
    "worker-src blob:",
    "img-src data:",
    "base-uri 'none'",
    "form-action 'none'",
  ].join("; ");
  const data = (id, text) => `<script type="text/plain" id="${id}">${text}</script>`;
  const packedRegistry = gzipSync(registry, { level: 9 }).toString("base64");
  const parts = {
    policy: `<meta http-equiv="Content-Security-Policy" content="${policy}" />`,
    style: `<style>${style}</style>`,
    data: data("worker", inScript(worker.outputFiles[0].text)) + data("registry", packedRegistry),
    script: `<script type="module">${code}</script>`,
  };
  const html = readFileSync("src/page/page.html", "utf8").replace(/<!--(\w+)-->/g, (_, name) => parts[name]);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, html);
  return [script, worker].flatMap(({ metafile }) => Object.keys(metafile.inputs));
}

/** Within a script element, only these could end it or begin a comment; both escapes mean the same in JavaScript and JSON. */
function inScript(text) {
  return text.replaceAll("</script", "<\\/script").replaceAll("<!--", "<\\!--");
}

function hashOf(text) {
  return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
