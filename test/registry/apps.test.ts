import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bundleIdOf } from "../../src/registry/apps.ts";
import apps from "../../src/registry/apps.json" with { type: "json" };

/**
 * What the names of apps stand for. Those that have been published never change: programs that have been written say the
 * name alone. With SHORTCUT2PY_UPDATE=1, those that are new are added, and nothing else.
 */
test("names of apps stand for what they stood for when they were published", () => {
  const path = "test/registry/published-apps.txt";
  const published = existsSync(path) ? readFileSync(path, "utf8").trimEnd().split("\n") : [];
  const now = Object.entries(apps).map(([name, id]) => `${name}: ${id}`);
  const known = new Set(published.map((line) => line.split(": ", 1)[0]!));
  const added = now.filter((line) => !known.has(line.split(": ", 1)[0]!));
  if (process.env["SHORTCUT2PY_UPDATE"] === "1" && added.length > 0) {
    writeFileSync(path, `${[...published, ...added].sort().join("\n")}\n`);
    return;
  }
  expect(published.filter((line) => !now.includes(line))).toEqual([]);
  expect(added).toEqual([]);
});

test("a name that is none of an app's stands for nothing", () => {
  expect(bundleIdOf("Safari")).toBe("com.apple.mobilesafari");
  expect(bundleIdOf("constructor")).toBeUndefined();
  expect(bundleIdOf("Notes (Mac)")).toBeUndefined();
});
