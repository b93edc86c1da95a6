import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { openUserRegistry, userRegistryPath } from "../../../src/node/registry/user-registry.ts";
import { makeDirectory, run } from "../../support/command.ts";
import { actionsData, intentDefinition, json, makeDatabase, TURN, wfActions, xmlPlist } from "./fixtures.ts";

const APP = "com.example.Tea";
const work = makeDirectory();
const program = join(work.path, "registry.mjs");
const stored = join(work.path, "settings", "registry.json");
const at = (name: string) => join(work.path, name);

function put(name: string, bytes: Uint8Array | string): string {
  mkdirSync(dirname(at(name)), { recursive: true });
  writeFileSync(at(name), bytes);
  return at(name);
}

beforeAll(async () => {
  await build({
    entryPoints: ["test/registry/import/entry.ts"],
    outfile: program,
    bundle: true,
    format: "esm",
    platform: "node",
    banner: {
      js: 'import { createRequire } from "node:module"; const require = createRequire(import.meta.url);',
    },
  });
  copyFileSync("node_modules/sql.js/dist/sql-wasm.wasm", at("sql-wasm.wasm"));
});
beforeEach(() => {
  put("settings/registry.json", '{"shortcut2py":1,"actions":[\n\n]}\n');
});
afterAll(() => work.remove());

const registry = (...args: string[]) => {
  return run(process.execPath, [program, "registry", ...args], { env: { SHORTCUT2PY_REGISTRY: stored } });
};
const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line) as Record<string, unknown>);

describe("where the user's registry lies", () => {
  test("follows the habits of the system", () => {
    const own = join("shortcut2py", "registry.json");
    expect(userRegistryPath({ SHORTCUT2PY_REGISTRY: "/x/y.json", XDG_CONFIG_HOME: "/z" })).toBe("/x/y.json");
    expect(userRegistryPath({ XDG_CONFIG_HOME: "/z" }, "linux")).toBe(join("/z", own));
    expect(userRegistryPath({}, "darwin")).toBe(join(homedir(), ".config", own));
    expect(userRegistryPath({ APPDATA: "/a", XDG_CONFIG_HOME: "/z" }, "win32")).toBe(join("/a", own));
  });

  test("is nowhere at first, which is no error", () => {
    expect(openUserRegistry(at("nowhere.json")).identifiers).toEqual([]);
  });
});

describe("registry import", () => {
  test("merges files of every kind and says what became of them", async () => {
    const files = [
      put("a", xmlPlist(wfActions)),
      put("b", xmlPlist(intentDefinition)),
      put("c", json(actionsData)),
      put("d", await makeDatabase()),
    ];
    const { code, stdout, stderr } = await registry("import", "--app", APP, "--json", ...files);
    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    const reports = lines(stdout);
    expect(reports.map(({ kind }) => kind)).toEqual([
      "WFActions",
      "intentdefinition",
      "actionsdata",
      "ToolKit",
    ]);
    expect(reports[2]).toEqual({
      file: files[2],
      kind: "actionsdata",
      registry: stored,
      added: [`${APP}.PourIntent`],
      updated: [],
      unchanged: [],
      warnings: [],
    });
    // The database knows less of the action than WFActions.plist, and has nothing to add.
    expect(reports[3]).toMatchObject({ unchanged: [TURN] });
    const opened = openUserRegistry(stored);
    expect(opened.identifiers).toHaveLength(7);
    expect(opened.get(TURN)).toMatchObject({ title: "Turn Teapot", knowledge: "full" });
    expect(JSON.parse(readFileSync(stored, "utf8"))).toMatchObject({ shortcut2py: 1 });

    const again = await registry("import", "--app", APP, ...files.slice(0, 2));
    expect(again.stdout.split("\n").slice(0, 2)).toEqual([
      `${files[0]}: the built-in actions (WFActions.plist): 0 added, 0 updated, 2 unchanged`,
      `${files[1]}: an app's custom intents (.intentdefinition): 0 added, 0 updated, 2 unchanged`,
    ]);
  });

  test("finds the app around a file, past its extensions", async () => {
    const info = (id: string, type: string) =>
      xmlPlist({ CFBundleIdentifier: id, CFBundlePackageType: type });
    put("Tea.app/Contents/Info.plist", info(APP, "APPL"));
    put("Tea.app/Contents/PlugIns/Brew.appex/Contents/Info.plist", info(`${APP}.Brew`, "XPC!"));
    const file = put(
      "Tea.app/Contents/PlugIns/Brew.appex/Contents/Resources/Metadata.appintents/extract.actionsdata",
      json(actionsData),
    );
    const { stdout } = await registry("import", "--json", file);
    expect(lines(stdout)[0]).toMatchObject({ added: [`${APP}.PourIntent`] });
  });

  test("imports nothing if one file is no good", async () => {
    const before = readFileSync(stored, "utf8");
    const good = put("good", xmlPlist(wfActions));
    const bad = put("bad", xmlPlist(intentDefinition));
    const { code, stdout, stderr } = await registry("import", "--json", good, bad);
    expect(code).toBe(1);
    expect(lines(stdout)).toEqual([{ file: bad, error: expect.objectContaining({ code: "SC3103" }) }]);
    expect(stderr).toContain("error SC3103");
    expect(stderr).toMatch(/Nothing was imported\.\n$/);
    expect(readFileSync(stored, "utf8")).toBe(before);
    expect(readdirSync(dirname(stored))).toEqual(["registry.json"]);
    expect((await registry("import", at("missing"))).stderr).toContain("error SC5001");
  });

  test("warns of a log beside a database, and writes to neither", async () => {
    const file = put("Tools-prod.sqlite", await makeDatabase());
    put("Tools-prod.sqlite-wal", "log");
    const before = readFileSync(file);
    const { code, stderr } = await registry("import", file);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^.*Tools-prod\.sqlite: warning: There is a write-ahead log/);
    expect(readFileSync(file)).toEqual(before);
    expect(existsSync(`${file}-journal`)).toBe(false);
  });
});

describe("a damaged registry of the user's", () => {
  const good =
    '{"identifier":"a.b","pythonName":"a_b","app":"a","description":"","knowledge":"full","parameters":[]}';
  const wrap = (body: string) => `{"shortcut2py":1,"actions":[\n${body}\n]}\n`;

  test("is named, with how to get rid of it, and stays as it is", async () => {
    const file = put("good", xmlPlist(wfActions));
    const damaged = [
      "",
      "{}",
      good,
      wrap(good).slice(0, -2),
      wrap("{"),
      wrap(`${good},`),
      wrap(good.slice(0, -1)),
    ];
    damaged.push(wrap(good.replace('"full"', '"constructor"')), wrap(good.replace("[]", "[{}]")));
    for (const text of damaged) {
      expect(() => {
        const opened = openUserRegistry(put("settings/registry.json", text));
        for (const identifier of opened.identifiers) opened.get(identifier);
      }).toThrow(expect.objectContaining({ code: "SC3104", message: expect.stringContaining(stored) }));
    }
    const { code, stderr } = await registry("import", file);
    expect(code).toBe(1);
    expect(stderr).toMatch(/error SC3104: .* Delete that file and import your definitions again/);
    expect(readFileSync(stored, "utf8")).toBe(damaged.at(-1));
    put("settings/registry.json", wrap(good));
    expect(openUserRegistry(stored).get("a.b")).toMatchObject({ app: "a" });
  });
});

describe("registry list and remove", () => {
  test("show what was imported, and take it out again", async () => {
    await registry(
      "import",
      "--app",
      APP,
      put("b", xmlPlist(intentDefinition)),
      put("a", xmlPlist(wfActions)),
    );
    const { stdout } = await registry("list");
    expect(stdout.split("\n").slice(0, 2)).toEqual([
      "com.example.Tea.ShelfIntent  Shelf",
      "com.example.Tea.TPBrewTeaIntent  Brew Tea",
    ]);
    expect(lines((await registry("list", "--app", APP, "--json")).stdout)).toHaveLength(2);
    expect((await registry("remove", APP)).stdout).toBe("2 removed\n");
    expect((await registry("remove", APP)).code).toBe(1);
    expect(openUserRegistry(stored).identifiers).toHaveLength(2);
  });
});
