import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { linesOf, saying, setUp } from "./support.ts";
import { randomNumbers } from "../support/random.ts";

const bench = setUp();
const { path, write, shortcut2py } = bench;
/** Enough for several entries in the journal. */
const INPUTS = 6000;
/** Enough for a part of Parquet to be finished, and entered, before the batch is. */
const MORE_INPUTS = 18_000;
/** Enough for one entry: what is nearly the same takes long to find. */
const FEW_INPUTS = 2600;

beforeAll(() => {
  const rows = Array.from({ length: MORE_INPUTS }, (_, i) => {
    // Every tenth is a copy, every hundredth is bad.
    const text = i % 10 === 0 ? "copy" : `text ${i}`;
    const base64 = i % 100 === 7 ? "AAAA" : Buffer.from(saying(text)).toString("base64");
    return JSON.stringify({ id: i, base64 });
  });
  write("more.jsonl", rows.join("\n"));
  write("many.jsonl", rows.slice(0, INPUTS).join("\n"));
  write("few.jsonl", rows.slice(0, FEW_INPUTS).join("\n"));
});

/** All files below a folder, with their content. */
function contentOf(folder: string): Record<string, string> {
  const names = readdirSync(path(folder), { recursive: true, encoding: "utf8" }).toSorted();
  return Object.fromEntries(
    names
      .filter((name) => statSync(join(path(folder), name)).isFile())
      .map((name) => [name, readFileSync(join(path(folder), name), "latin1")]),
  );
}

/** How many parts the journal of a batch has; none before it has begun and when it is done. */
function partsIn(folder: string): number {
  const journal = path(`${folder}/.shortcut2py/journal.json`);
  try {
    return Number(JSON.parse(readFileSync(journal, "utf8")).parts);
  } catch {
    // A batch that ends takes it away, also between two looks.
    return 0;
  }
}

describe("killed and resumed, the output is that of an undisturbed run", () => {
  test.each([
    ["jsonl", "many", ["--drop", "duplicate", "near-duplicate"]],
    ["fuzzy", "few", ["--drop", "near-duplicate", "fuzzy-duplicate"]],
    ["gzip", "many", ["--gzip"]],
    ["parquet", "more", ["--sink", "parquet"]],
    ["files", "many", ["--sink", "files", "--drop", "near-duplicate"]],
  ])("%s", async (name, inputs, flags) => {
    const random = randomNumbers(name.length);
    const args = (folder: string) => ["batch", `${inputs}.jsonl`, "-o", folder, "--workers", "2", ...flags];
    await shortcut2py(args(`${name} whole`));
    const broken = `${name} broken`;
    let kills = 0;
    for (let resume = false; kills < 2; resume = true) {
      // At any moment after the next entry in the journal.
      const before = partsIn(broken);
      const delay = random() * 60;
      let since: number | undefined;
      const { killed } = await bench.killWhen([...args(broken), ...(resume ? ["--resume"] : [])], () => {
        if (partsIn(broken) > before) since ??= performance.now();
        return since !== undefined && performance.now() >= since + delay;
      });
      if (!killed) break;
      kills++;
    }
    expect(kills).toBeGreaterThan(0);
    const { code } = await shortcut2py([...args(broken), "--resume"]);
    expect(code).toBe(3);
    expect(contentOf(broken)).toEqual(contentOf(`${name} whole`));
  });
});

test("what comes unordered is complete, also after a kill", async () => {
  const args = ["batch", "many.jsonl", "-o", "unordered", "--unordered", "--workers", "2"];
  await bench.killAfter(args, 1500);
  await shortcut2py([...args, "--resume"]);
  const ids = linesOf(path("unordered/records.jsonl")).map(({ id }) => Number(id));
  expect(ids.toSorted((a, b) => a - b)).toEqual(Array.from({ length: INPUTS }, (_, i) => i));
});

/** Kills a batch in its middle. */
async function begin(args: string[], folder: string): Promise<void> {
  const { killed } = await bench.killWhen(args, () => partsIn(folder) > 0);
  expect(killed).toBe(true);
}

describe("--resume", () => {
  test("of a finished batch says what it was", async () => {
    write("two.jsonl", `{"base64":"AAAA"}\n{"base64":"BBBB"}`);
    const first = await shortcut2py(["batch", "two.jsonl", "-o", "two", "--json"]);
    const again = await shortcut2py(["batch", "two.jsonl", "-o", "two", "--json", "--resume"]);
    const { seconds: _, ...summary } = JSON.parse(first.stdout);
    expect(JSON.parse(again.stdout)).toMatchObject(summary);
  });

  test.each([
    ["other options", ["more.jsonl", "--layout", "script"]],
    ["other inputs", ["two.jsonl"]],
  ])("refuses %s", async (_, args) => {
    write("two.jsonl", `{"base64":"AAAA"}\n{"base64":"BBBB"}`);
    const original = ["batch", "more.jsonl", "-o", "begun", "--workers", "2"];
    rmSync(path("begun"), { recursive: true, force: true });
    await begin(original, "begun");
    const { code, stderr } = await shortcut2py(["batch", ...args, "-o", "begun", "--resume"]);
    expect(stderr).toContain("error SC5204");
    expect(code).toBe(1);
    const without = await shortcut2py(original);
    expect(without.stderr).toContain("Add --resume");
  });
});

test("what is shorter than the batch left it is refused", async () => {
  const args = ["batch", "more.jsonl", "-o", "cut", "--workers", "2"];
  await begin(args, "cut");
  writeFileSync(path("cut/records.jsonl"), "");
  const { code, stderr } = await shortcut2py([...args, "--resume"]);
  expect(stderr).toContain("error SC5204");
  expect(code).toBe(1);
});

describe("a poison input", () => {
  const poison = (actions: number) => {
    // Each is an action of its own, with a name of its own.
    const all = Array.from({ length: actions }, (_, i) => {
      return `<dict><key>WFWorkflowActionIdentifier</key><string>is.workflow.actions.vibrate${i}</string></dict>`;
    });
    const text = `<plist version="1.0"><dict><key>WFWorkflowActions</key><array>${all.join("")}</array></dict></plist>`;
    writeFileSync(path("poison/b.shortcut"), text);
  };

  test.each([
    // Far more than any machine converts in a second.
    ["takes too long", 600_000, ["--time-limit", "1"], /longer than 1 seconds, twice/],
    ["takes too much memory", 300_000, ["--memory-limit", "40"], /ended its thread, twice/],
  ])("that %s is an error record, and the rest goes on", async (name, actions, flags, message) => {
    write("poison/a.shortcut", saying("a"));
    write("poison/c.shortcut", saying("c"));
    poison(actions);
    const { code } = await shortcut2py(["batch", "poison", "-o", name, "--workers", "2", ...flags]);
    const [a, b, c] = linesOf(path(`${name}/records.jsonl`));
    expect([a!.name, b!.name, c!.name]).toEqual(["a", "b", "c"]);
    expect(b).toMatchObject({ error: { code: "SC5203", message: expect.stringMatching(message) } });
    expect(a).not.toHaveProperty("error");
    expect(c).not.toHaveProperty("error");
    expect(code).toBe(3);
  });
});
