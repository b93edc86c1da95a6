import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { gunzipSync } from "node:zlib";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { apiBlock } from "../../src/registry/docs/api-block.ts";
import type * as nodeLibrary from "../../src/node.ts";
import type * as registryLibrary from "../../src/registry.ts";
import type { ActionRecord } from "../../src/registry/records/record.ts";
import { openRegistry } from "../../src/registry/records/registry.ts";
import { search } from "../../src/registry/search/search.ts";
import { writeUserRegistry } from "../../src/node/registry/user-registry.ts";
import { buildPackage, makeDirectory, run, type RunOptions } from "../support/command.ts";
import { shortcutFile } from "../support/plist-files.ts";
import { registry } from "../registry/documents.ts";

const RESIZE = "is.workflow.actions.image.resize";
const work = makeDirectory();
const program = join(work.path, "cli.js");
const file = join(work.path, "Two Things.shortcut");
const ownRegistry = join(work.path, "own-registry.json");

beforeAll(() => {
  buildPackage(work.path);
  writeFileSync(join(work.path, "package.json"), '{"type": "module"}');
  writeFileSync(
    file,
    shortcutFile([["gettext", { WFTextActionText: "x", Typo: "y" }], ["com.example.app.Thing"]]),
  );
});
afterAll(() => work.remove());

/** Without what the user of this machine may have imported. */
const command = (args: string[], options: RunOptions = {}) => {
  const env = { SHORTCUT2PY_REGISTRY: ownRegistry, ...options.env };
  return run(process.execPath, [program, ...args], { ...options, env });
};

describe("docs", () => {
  test("prints the page of an API by any of its names", async () => {
    const { code, stdout, stderr } = await command(["docs", RESIZE]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toMatch(/^Resize Image\n {2}\S/);
    expect(stdout).toMatch(/\n {2}identifier {5}is\.workflow\.actions\.image\.resize\n/);
    expect(stdout).toMatch(/\nIn Python\n {2}resize_image\(\n/);
    expect(stdout).toMatch(/\n {2}width {14}float {2}= 640\n {6}key WFImageResizeWidth; if by is "Size"\n/);
    expect(stdout).toMatch(/\n {6}one of "Size", "Percentage", "Longest Edge"\n/);
    expect((await command(["docs", "is_workflow_actions_image_resize"])).stdout).toBe(stdout);
  });

  test("has no colours where nobody sees them, and none that are not wanted", async () => {
    const plain = (await command(["docs", RESIZE])).stdout;
    expect(plain).not.toContain("\x1b");
    const colored = (await command(["docs", RESIZE], { env: { FORCE_COLOR: "1" } })).stdout;
    expect(colored).toContain("\x1b[1mResize Image\x1b[22m");
    expect(colored.replace(/\x1b\[\d+m/g, "")).toBe(plain);
    const unwanted = [
      command(["docs", RESIZE], { env: { NO_COLOR: "1" } }),
      command(["docs", RESIZE, "--no-color"], { env: { FORCE_COLOR: "1" } }),
    ];
    for (const { stdout } of await Promise.all(unwanted)) expect(stdout).toBe(plain);
  });

  test("prints lines of at most 100 columns, signatures aside", async () => {
    const { stdout } = await command(["docs", "is.workflow.actions.format.date"]);
    const [page, parameters] = stdout.split(/\nIn Python\n[^]*?\nParameters\n/);
    expect(`${page}\n${parameters}`.split("\n").filter((line) => line.length > 100)).toEqual([]);
  });

  test("prints Markdown, Python and JSON", async () => {
    const print = async (format: string) => (await command(["docs", RESIZE, "--format", format])).stdout;
    expect(await print("markdown")).toMatch(/^# Resize Image\n/);
    expect(await print("python")).toBe(apiBlock(registry, [RESIZE]));
    expect(JSON.parse(await print("json"))).toEqual(registry.get(RESIZE));
  });

  test("says which names are nearest to a wrong one", async () => {
    const { code, stdout, stderr } = await command(["docs", "is.workflow.actions.gettxt", RESIZE]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Resize Image\n/);
    expect(stderr).toMatch(
      /^is\.workflow\.actions\.gettxt: error: .*nearest are is\.workflow\.actions\.gettext, /,
    );
    const nothing = await command(["docs", "xqzvwkj\x1b[31m"]);
    expect(nothing.stderr).toBe(
      "xqzvwkj\uFFFD[31m: error: There is no API of this name. Try --search with words for what it does.\n",
    );
  });

  test("tells of functions that are words of the dialect", async () => {
    const definition = 'def get_clipboard() -> Value:\n    """What is on the clipboard."""\n';
    expect(await command(["docs", "get_clipboard"])).toMatchObject({
      code: 0,
      stdout: definition,
      stderr: "",
    });
    const markdown = await command(["docs", "get_clipboard", "--format", "markdown"]);
    expect(markdown.stdout).toBe(`# \`get_clipboard\`\n\n\`\`\`python\n${definition}\`\`\`\n`);
    const { stdout } = await command(["docs", "unset", "where", "--format", "json"]);
    const [unset, where] = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(unset.stub).toMatch(/^def unset\(\) -> Value:\n {4}"""/);
    expect(where.stub).toMatch(/^class where\(.*\n {4}"""/);
  });

  test("searches", async () => {
    const { code, stdout, stderr } = await command(["docs", "--search", "resize photo", "--limit", "3"]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "There are more; --limit 6 shows some of them.\n" });
    expect(stdout).toMatch(/^Resize Image {2}is\.workflow\.actions\.image\.resize\n {4}\S/);
    expect(stdout.match(/^\S/gm)).toHaveLength(3);
    const inApp = await command(["docs", "--search", "note", "--app", "bear", "--format", "json"]);
    const found = inApp.stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as ActionRecord);
    expect(found.every(({ appName }) => appName === "Bear")).toBe(true);
    const nothing = await command(["docs", "--search", "qwzxqwzx"]);
    expect(nothing).toMatchObject({
      code: 1,
      stdout: "",
      stderr: 'shortcut2py: error: No API fits "qwzxqwzx". Try fewer words, or others.\n',
    });
  });

  test("lists an app or a category", async () => {
    const { stdout, stderr } = await command(["docs", "--category", "Image Editing", "--limit", "100"]);
    expect(stdout).toContain("is.workflow.actions.image.crop");
    expect(stderr).toBe("");
    const nothing = await command(["docs", "--category", "Image Editing", "--app", "nobody's"]);
    expect(nothing.stderr).toMatch(/No API fits the app "nobody's" and the category "Image Editing"\./);
  });

  test("documents what a shortcut uses", async () => {
    const used = ["is.workflow.actions.gettext", "com.example.app.Thing"];
    const print = async (...args: string[]) => (await command(["docs", "--for", file, ...args])).stdout;
    expect(await print()).toBe(apiBlock(registry, used));
    expect(await print("--compact")).toBe(apiBlock(registry, used, { compact: true }));
    expect(await print("--format", "json")).toBe(apiBlock(registry, used, { form: "json" }));
    const pages = await command(["docs", "--for", file, "--format", "markdown"]);
    expect(pages.stdout).toMatch(/^# Text\n/);
    expect(pages.stderr).toBe(`${file}: warning: com.example.app.Thing is not documented.\n`);
    const missing = await command(["docs", "--for", "/no/such/file"]);
    expect(missing).toMatchObject({ code: 1, stdout: "" });
    expect(missing.stderr).toMatch(/^\/no\/such\/file: error SC5001: /);
  });

  test("makes a block of named APIs, or of what a search finds", async () => {
    const print = async (...args: string[]) => (await command(["docs", ...args, "--block"])).stdout;
    const names = [RESIZE, "is.workflow.actions.gettext"];
    expect(await print(...names)).toBe(apiBlock(registry, names));
    expect(await print(...names, "--format", "json")).toBe(apiBlock(registry, names, { form: "json" }));
    const compact = await command(["docs", "--search", "resize photo", "--limit", "1", "--compact"]);
    expect(compact.stdout).toBe(apiBlock(registry, [RESIZE], { compact: true }));
  });

  test("wants to know what about, and how", async () => {
    const both = /^error: docs needs either /;
    const wrong: [args: string[], message: RegExp][] = [
      [[], both],
      [[RESIZE, "--search", "x"], both],
      [["--for", file, "--search", "x"], both],
      [[RESIZE, "--compact", "--format", "markdown"], /^error: --block and --compact do not go with /],
      [[RESIZE, "--format", "html"], /Allowed choices are terminal, markdown, python, json/],
      [["--search", "x", "--limit", "0"], /a whole number from 1/],
    ];
    for (const [args, message] of wrong) {
      const { code, stdout, stderr } = await command(["docs", ...args]);
      expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
      expect(stderr).toMatch(message);
    }
  });

  test("knows what the user has imported, and says so if that is damaged", async () => {
    const record: ActionRecord = {
      identifier: "org.example.App.DoIntent",
      pythonName: "org_example_App_DoIntent",
      title: "Frobnicate",
      description: "Frobnicate (org.example.App).",
      descriptionBy: "composed",
      app: "org.example.App",
      kind: "appintent",
      knowledge: "toolkit",
      parameters: [],
    };
    const path = join(work.path, "with-one.json");
    writeUserRegistry(path, [record]);
    const env = { SHORTCUT2PY_REGISTRY: path };
    expect((await command(["docs", record.identifier], { env })).stdout).toMatch(/^Frobnicate\n/);
    expect((await command(["docs", "--search", "frobnicate"], { env })).stdout).toMatch(/^Frobnicate {2}org/);
    writeFileSync(path, "{");
    for (const args of [
      ["docs", RESIZE],
      ["coverage", file],
    ]) {
      const { code, stderr } = await command(args, { env });
      expect(code).toBe(1);
      expect(stderr).toMatch(
        /^shortcut2py: error SC3104: Your own registry, .* is damaged: .*Delete that file/,
      );
    }
  });
});

describe("coverage", () => {
  test("says what is documented and what is not", async () => {
    const { code, stdout } = await command(["coverage", file]);
    expect(code).toBe(0);
    expect(stdout.split("\n")).toEqual([
      "files        1",
      "actions      1 of 2 uses are documented (50.00 %)",
      "parameters   1 of 2 uses are documented (50.00 %)",
      "",
      "Actions that are not documented",
      "      1  com.example.app.Thing  unknown",
      "",
      "Parameters that are not documented",
      "      1  is.workflow.actions.gettext: Typo",
      "",
      "Documented",
      "      1  is.workflow.actions.gettext  full",
      "",
    ]);
  });

  test("prints JSON, and goes on after a file that is none", async () => {
    const { code, stdout, stderr } = await command(["coverage", "--json", "/no/such/file", file]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^\/no\/such\/file: error SC5001: /);
    expect(JSON.parse(stdout)).toMatchObject({
      files: 1,
      failures: [{ file: "/no/such/file", error: { code: "SC5001" } }],
      actions: { uses: 2, documented: 1 },
    });
    const nothing = await command(["coverage", "/no/such/file"]);
    expect(nothing).toMatchObject({ code: 1, stdout: "" });
  });
});

describe("the built library", () => {
  test("looks up, searches and documents", async () => {
    const load = async (name: string): Promise<unknown> => import(pathToFileURL(join(work.path, name)).href);
    const { loadRegistry } = (await load("node.js")) as typeof nodeLibrary;
    const library = (await load("registry.js")) as typeof registryLibrary;
    const built = loadRegistry();
    expect(built.identifiers).toEqual(registry.identifiers);
    expect(library.describe(built, RESIZE)).toEqual(registry.get(RESIZE));
    expect(library.search(built, "resize photo", { limit: 1 })[0]?.identifier).toBe(RESIZE);
    expect(library.nearest(built, "image.resise", 1)).toEqual([RESIZE]);
    expect(library.apiBlock(built, [RESIZE])).toBe(apiBlock(registry, [RESIZE]));
  });

  test("makes a registry of the text alone, as a browser has to", async () => {
    const text = gunzipSync(readFileSync(join(work.path, "registry.ndjson.gz"))).toString();
    const opened = openRegistry(text);
    expect(search(opened, "resize photo", { limit: 5 })).toEqual(
      search(registry, "resize photo", { limit: 5 }),
    );
  });
});
