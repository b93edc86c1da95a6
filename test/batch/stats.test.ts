import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { readDataset } from "../../src/batch/stats/read-dataset.ts";
import { StatisticsCollector } from "../../src/batch/stats/statistics.ts";
import { shortcutFile } from "../support/plist-files.ts";
import { EMPTY, saying, setUp } from "./support.ts";

const { path, write, shortcut2py } = setUp();

const counts = (actions: number, more = {}) => ({
  actions,
  branches: 0,
  loops: 0,
  menus: 0,
  nesting: 0,
  ...more,
});

describe("figures", () => {
  const collector = new StatisticsCollector((identifier) => identifier.split(".")[0]!);
  collector.add({ counts: counts(1), apis: ["a.x"], category: "Fun" });
  collector.add({ counts: counts(15, { branches: 2 }), apis: ["a.x", "a.y"], category: "Fun" });
  collector.add({ counts: counts(16), apis: ["b.z"], category: "Work" });
  collector.add({ counts: counts(400), apis: ["a.x"] });
  collector.add({ error: "SC1002" });
  const statistics = collector.finish();

  test("of actions, in the paper's bins", () => {
    const { actions } = statistics;
    expect(actions).toMatchObject({ total: 432, mean: 108, median: 15.5, most: 400 });
    expect(actions.bins.filter(({ shortcuts }) => shortcuts > 0)).toEqual([
      { from: 0, to: 14, shortcuts: 1 },
      { from: 15, to: 29, shortcuts: 2 },
      { from: 105, shortcuts: 1 },
    ]);
  });

  test("of what shortcuts use", () => {
    expect(statistics).toMatchObject({ records: 5, shortcuts: 4, errors: { SC1002: 1 } });
    expect(statistics.apis).toEqual([
      { name: "a.x", shortcuts: 3 },
      { name: "a.y", shortcuts: 1 },
      { name: "b.z", shortcuts: 1 },
    ]);
    expect(statistics.apps).toEqual([
      { name: "a", shortcuts: 3 },
      { name: "b", shortcuts: 1 },
    ]);
    expect(statistics.categories).toEqual([
      { name: "Fun", shortcuts: 2 },
      { name: "Work", shortcuts: 1 },
    ]);
    expect(statistics.branches.bins[2]).toEqual({ from: 2, to: 2, shortcuts: 1 });
  });

  test("of nothing", () => {
    expect(new StatisticsCollector(String).finish()).toMatchObject({
      records: 0,
      actions: { total: 0, mean: 0, median: 0, most: 0 },
    });
  });
});

describe("stats", () => {
  const evil = '<script>alert(1)</script>&"';
  async function makeSets(): Promise<void> {
    const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64");
    const rows = [
      { base64: base64(saying("a")), category: evil },
      { base64: base64(EMPTY), category: "Fun" },
      { base64: base64(shortcutFile([["com.evil.<b>.Act"]])) },
      { base64: "AAAA" },
    ];
    write("in.jsonl", rows.map((row) => JSON.stringify(row)).join("\n"));
    for (const [folder, flags] of [
      ["plain", []],
      ["packed", ["--gzip"]],
      ["columns", ["--sink", "parquet"]],
      ["files", ["--sink", "files"]],
    ] as const) {
      await shortcut2py(["batch", "in.jsonl", "-o", folder, ...flags]);
    }
  }

  test("are the same, however the data set is stored", async () => {
    await makeSets();
    const of = async (dataset: string) => {
      const { dataset: _, ...statistics } = JSON.parse(
        (await shortcut2py(["stats", dataset, "--json"])).stdout,
      );
      return statistics;
    };
    const expected = await of("plain");
    expect(expected).toMatchObject({
      records: 4,
      shortcuts: 3,
      errors: { SC1001: 1 },
      actions: { total: 3, most: 2 },
      apps: [{ name: "Shortcuts", shortcuts: 1 }, expect.anything()],
    });
    for (const dataset of ["plain/records.jsonl", "packed", "columns", "files"]) {
      expect(await of(dataset)).toEqual(expected);
    }
  });

  test("two side by side, on a terminal and as a page", async () => {
    await makeSets();
    const { stdout, code } = await shortcut2py(["stats", "plain", "columns", "--html", "page.html"]);
    expect(stdout).toMatch(/^shortcuts +3 +3 +6$/m);
    expect(stdout).toMatch(
      /^ {2}is\.workflow\.actions\.gettext +1 +33\.3 %  #+ +1 +33\.3 %  #+ +2 +33\.3 %  #+$/m,
    );
    expect(code).toBe(0);
    const page = readFileSync(path("page.html"), "utf8");
    expect(page).not.toMatch(/<script|https?:|url\(|@import/);
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;&amp;&quot;");
  });

  test("beside the paper's, of synthetic rows and of both together", async () => {
    await makeSets();
    const code =
      "x = is_workflow_actions_gettext( WFTextActionText='a')\nfor y in x:\n  if y:\n    is_workflow_actions_alert()\n";
    const apis = ["is.workflow.actions.alert", "com.omnigroup.OmniFocus3.iOS.add", "com.agile.Drafts.get_it"];
    const row = { key: "synthesized_training_data", workflow_code: code, apis, type: "Weather" };
    write("synthetic.json", JSON.stringify([row, { ...row, type: "NA", apis: [] }]));
    const { stdout } = await shortcut2py(["stats", "plain", "synthetic.json", "--published"]);
    expect(stdout).toMatch(/^instances +3 +2 +5 +14,771 +106,763$/m);
    // One of evil's, the built-in ones, and of the synthetic rows two more.
    expect(stdout).toMatch(/^applications +2 +3 +4 +71 +83$/m);
    expect(stdout).toMatch(/^average IF +0 +1 +0\.4 +12 +7\.4$/m);
    expect(stdout).toMatch(/^average LOOP +0 +1 +0\.4 +0\.7 +0\.5$/m);
    expect(stdout).toMatch(/^average nested depth +0 +2 +0\.8 +2\.6$/m);
    expect(stdout).toMatch(/^0-15 +100\.0 +100\.0 +100\.0 +31\.1 +0\.5$/m);
    expect(stdout).toMatch(/^com_omnigroup_OmniFocus3 +0\.0 +33\.3 +\d+\.\d +1\.3$/m);
  });

  test.each([
    ["nowhere", "no such file"],
    ["in.jsonl", "is no record"],
  ])("of %s say what is wrong", async (dataset, words) => {
    write("in.jsonl", "no JSON");
    const { code, stderr } = await shortcut2py(["stats", dataset]);
    expect(stderr).toContain(words);
    expect(code).toBe(1);
  });

  const apis = ["a.b"];
  test.each<[what: string, record: unknown, words: string]>([
    ["counts that are texts", { apis, counts: counts("<img onerror=alert(1)>" as never) }, "counts.actions"],
    ["negative counts", { apis, counts: counts(-5) }, "counts.actions"],
    ["counts without end", { apis, counts: counts(1, { loops: 1e308 }) }, "counts.loops"],
    ["no counts", { apis }, "counts.actions"],
    ["APIs that are no texts", { apis: [1], counts: counts(1) }, "apis"],
    ["errors without a code", { error: {} }, "error"],
    ["errors whose code is something else", { error: { code: "<b>" } }, "error"],
  ])("of records with %s are refused with the line", async (_what, record, words) => {
    const good = { apis, counts: counts(1), metadata: { category: { __proto__: 1 } } };
    write("wrong.jsonl", `${JSON.stringify(good)}\n${JSON.stringify(record)}\n`);
    const read = async () => {
      for await (const _ of readDataset(path("wrong.jsonl")));
    };
    await expect(read()).rejects.toMatchObject({
      code: "SC5202",
      message: expect.stringMatching(new RegExp(`^Line 2 of .*wrong\\.jsonl is no record.*${words}`)),
    });
  });
});
