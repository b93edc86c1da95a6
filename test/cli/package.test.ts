import { execFileSync } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import type * as library from "../../src/index.ts";
import type * as nodeLibrary from "../../src/node.ts";
import { buildPackage, makeDirectory } from "../support/command.ts";
import { shortcutFile } from "../support/plist-files.ts";
import { makeSignedFile } from "../support/signed-fixture.ts";

type Library = typeof library;
type NodeLibrary = typeof nodeLibrary;

const GREETING = shortcutFile([["gettext", { WFTextActionText: "Good morning" }]]);
const work = makeDirectory();
const dist = join(work.path, "node_modules/shortcut2py/dist");

beforeAll(() => {
  mkdirSync(dist, { recursive: true });
  writeFileSync(join(dist, "../package.json"), readFileSync("package.json"));
  buildPackage(dist);
});
afterAll(() => work.remove());

const load = async <T>(file: string) => (await import(pathToFileURL(join(dist, file)).href)) as T;

/** What somebody who runs the command once has to fetch and to load. Who raises a figure says for what. */
const BUDGETS = [
  ["everything, unpacked", /./, 9_000_000],
  ["the command that converts", /^cli\.js$/, 900_000],
  // Since 0.2 with what Python's own functions are in actions, how many more programs are read, records by their names, and
  // calls in calls, both ways, and arguments in their places.
  ["the library", /^index\.js$/, 528_000],
] as const;

test.each(BUDGETS)("the package stays small: %s", (_, pattern, most) => {
  const names = readdirSync(dist).filter((name) => pattern.test(name));
  const size = names.map((name) => statSync(join(dist, name)).size).reduce((sum, part) => sum + part, 0);
  expect(size).toBeGreaterThan(0);
  expect(size).toBeLessThan(most);
});

describe("the built library", () => {
  test("converts, and throws its own error", async () => {
    const built = await load<Library>("index.js");
    expect(built.convert(GREETING, { name: "Greeting" }).python).toBe(
      convert(GREETING, { name: "Greeting" }).python,
    );
    expect(built.inspect(GREETING).actions).toBe(1);
    expect(() => built.convert(Buffer.from(""))).toThrow(built.ShortcutError);
  });

  test("has a part for Node", async () => {
    const built = await load<NodeLibrary>("node.js");
    expect(built.verifySignature(makeSignedFile(GREETING)).status).toBe("unknown-signer");
    await expect(built.readInput("/no/such/file")).rejects.toThrow(built.AccessError);
  });

  test("runs where there is neither Node nor a browser, but for the coding of text", async () => {
    const { outputFiles } = await build({
      entryPoints: [join(dist, "index.js")],
      bundle: true,
      platform: "browser",
      format: "iife",
      globalName: "shortcut2py",
      write: false,
    });
    const context = createContext({
      TextDecoder,
      TextEncoder,
      bytes: new Uint8Array(makeSignedFile(GREETING)),
    });
    runInContext(outputFiles[0]!.text, context);
    const python: unknown = runInContext(
      "shortcut2py.convert(Uint8Array.from(bytes), { name: 'x' }).python",
      context,
    );
    expect(python).toBe(convert(GREETING, { name: "x" }).python);
  });

  test("has types that need nothing else", () => {
    const tsc = (...args: string[]) => {
      const command = [join(process.cwd(), "node_modules/typescript/bin/tsc"), ...args];
      execFileSync(process.execPath, command, { cwd: work.path, encoding: "utf8", stdio: "pipe" });
    };
    tsc("-p", join(process.cwd(), "tsconfig.build.json"), "--outDir", join(dist, "types"));
    const program = (lines: string[]) => writeFileSync(join(work.path, "use.ts"), lines.join("\n"));
    const compilerOptions = { strict: true, module: "nodenext", target: "es2023", types: [], noEmit: true };
    writeFileSync(join(work.path, "package.json"), '{"type": "module"}');
    writeFileSync(join(work.path, "tsconfig.json"), JSON.stringify({ compilerOptions, files: ["use.ts"] }));
    program([
      'import { convert, type Conversion } from "shortcut2py";',
      'const { python, sourceMap }: Conversion = convert(new Uint8Array(), { layout: "script" });',
      "export const text: string = python + sourceMap[0]!.line.toFixed();",
    ]);
    tsc();
    program([
      'import { convert } from "shortcut2py";',
      "export const wrong: number = convert(new Uint8Array()).python;",
    ]);
    expect(() => tsc()).toThrow("tsc");
  });
});
