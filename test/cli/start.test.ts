import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { buildPackage, makeDirectory, run, type RunOptions } from "../support/command.ts";
import { shortcutFile } from "../support/plist-files.ts";

const work = makeDirectory();
const file = join(work.path, "One.shortcut");

beforeAll(() => {
  buildPackage(work.path);
  writeFileSync(join(work.path, "package.json"), '{"type": "module"}');
  writeFileSync(file, shortcutFile([["gettext", { WFTextActionText: "x" }]]));
});
afterAll(() => work.remove());
beforeEach(() => {
  for (const path of caches()) rmSync(path);
});

const caches = () =>
  readdirSync(work.path)
    .filter((name) => name.endsWith(".cache"))
    .map((name) => join(work.path, name));
const command = (args: string[], options: RunOptions = {}) =>
  run(process.execPath, [join(work.path, "cli.js"), ...args], options);
const convert = async (options: RunOptions = {}) => {
  const { code, stdout, stderr } = await command(["convert", file], options);
  expect([code, stderr]).toEqual([0, ""]);
  return stdout;
};

test("the first conversion leaves bytecode for those that follow, which say the same", async () => {
  const first = await convert();
  const [cache, ...others] = caches();
  expect(others).toEqual([]);
  const { mtimeMs } = statSync(cache!);
  expect(await convert()).toBe(first);
  // The next one finds what it needs, and leaves it alone.
  expect(caches()).toEqual([cache]);
  expect(statSync(cache!).mtimeMs).toBe(mtimeMs);
  // One whose code is in a file of its own.
  expect(await command(["coverage", file])).toMatchObject({ code: 0, stderr: "" });
});

test.each([
  ["nothing", () => Buffer.alloc(0)],
  ["something else", () => Buffer.from("not bytecode at all")],
  ["half of it", (sound: Buffer) => sound.subarray(0, sound.length / 2)],
])("bytecode that is damaged is replaced: %s", async (_, damage) => {
  const expected = await convert();
  const [cache] = caches();
  const sound = readFileSync(cache!);
  writeFileSync(cache!, damage(sound));
  expect(await convert()).toBe(expected);
  expect(readFileSync(cache!).length).toBeGreaterThan(sound.length / 2);
});

test("it is left by conversions only, where the user may write and wants it", async () => {
  await command(["--version"]);
  await command(["inspect", file]);
  await command(["convert", join(work.path, "none.shortcut")]);
  await convert({ env: { NODE_DISABLE_COMPILE_CACHE: "1" } });
  await convert({ unprivileged: true });
  expect(caches()).toEqual([]);
});
