import { describe, expect, test } from "vitest";
import type { ReadRow } from "../../src/dataset/read-rows.ts";
import type { Row } from "../../src/dataset/row.ts";
import { LeakageChecker, planSplit, type SplitOptions, type SplitPlan } from "../../src/dataset/split.ts";
import { randomNumbers } from "../support/random.ts";

const random = randomNumbers(11);
const api = (number: number) => `is.workflow.actions.made${number}`;

/** Rows of random words; every fifth is a twin of the one before it. APIs are the rarer the higher their number. */
function makeRows(count: number): Row[] {
  const rows: Row[] = [];
  for (let i = 0; i < count; i++) {
    const words = Array.from({ length: 30 }, () => `word${Math.floor(random() * 5000)}`);
    const code = words.map((word) => `is_workflow_actions_alert(WFAlertActionTitle="${word}")`).join("\n");
    const twin = rows[i - 1];
    const apis = Array.from({ length: 1 + Math.floor(random() * 4) }, () =>
      api(Math.floor(random() ** 3 * 60)),
    );
    rows.push({
      schema: i % 3 === 0 ? "synthetic/1" : "seed/1",
      id: `row ${i}`,
      query: `Question ${i}?`,
      plan: "1. **Start**",
      code: i % 5 === 4 && twin ? twin.code!.replace(/word\d+/, "changed") : code,
      apis: [...new Set(apis)],
    });
  }
  return rows;
}

const rows = makeRows(300);
const OPTIONS: SplitOptions = { seed: 1, threshold: 0.8, shares: { train: 0.8, dev: 0.1, test: 0.1 } };

async function plan(options: Partial<SplitOptions> = {}, given: readonly Row[] = rows): Promise<SplitPlan> {
  async function* each(): AsyncGenerator<ReadRow> {
    for (const row of given) yield { row };
  }
  return planSplit(each(), { ...OPTIONS, ...options });
}

/** The rows with their splits; those that are in none are left out. */
function apply({ rows: places }: SplitPlan): Row[] {
  return rows.flatMap((row, i): Row[] => {
    const place = places[i]!;
    return "split" in place ? [{ ...row, split: place.split, cluster: place.cluster }] : [];
  });
}

function leaksOf(split: readonly Row[], common?: readonly string[]) {
  const checker = new LeakageChecker();
  for (const row of split) checker.add(row);
  return checker.report(common);
}

describe("by shares", () => {
  test("twins stay together, and the shares of real rows are as wanted", async () => {
    const split = apply(await plan());
    for (let i = 4; i < rows.length; i += 5) {
      const of = (id: string) => split.find((row) => row.id === id)?.split;
      const [twin, first] = [of(`row ${i}`), of(`row ${i - 1}`)];
      if (twin !== undefined && first !== undefined) expect(twin).toBe(first);
    }
    expect(leaksOf(split)).toMatchObject({ keys: [], clusters: [], queries: [] });
    const seeds = split.filter(({ schema }) => schema === "seed/1");
    const share = (name: string) => seeds.filter((row) => row.split === name).length / 200;
    expect(share("train")).toBeCloseTo(0.8, 1);
    expect(share("dev")).toBeCloseTo(0.1, 1);
    expect(share("test")).toBeCloseTo(0.1, 1);
  });

  test("synthetic rows are for training, or for nothing", async () => {
    const places = (await plan()).rows;
    rows.forEach((row, i) => {
      const place = places[i]!;
      if (row.schema !== "synthetic/1") expect(place).toHaveProperty("split");
      else expect("split" in place ? place.split : place.reason).toMatch(/^(?:train|twin)$/);
    });
    expect(places.some((place) => "reason" in place)).toBe(true);
  });

  test("the same seed gives the same splits, another one others", async () => {
    expect(await plan()).toEqual(await plan());
    expect(await plan({ seed: 2 })).not.toEqual(await plan());
  });
});

test("by the names of somebody else; what they lack is in no split", async () => {
  const keys = { train: ["row 1", "row 2"], dev: ["row 4"] };
  const { rows: places } = await plan({ keys });
  expect(places[1]).toMatchObject({ split: "train" });
  expect(places[4]).toMatchObject({ split: "dev" });
  expect(places[5]).toMatchObject({ reason: "no-split" });
  expect(places[3]).toMatchObject({ split: "train" });
});

test("what somebody else's names leak is said", () => {
  const row = (id: string, split: string): Row => ({ ...rows[0]!, id, split, cluster: "twins" });
  expect(leaksOf([row("a", "train"), row("b", "test")])).toMatchObject({
    keys: [],
    clusters: ["twins"],
    queries: [["a", "b"]],
  });
});

describe("by APIs that are held out", () => {
  test("no API of the test is in training, but for the common ones", async () => {
    const made = await plan({ ood: { common: 10, share: 0.1 } });
    const split = apply(made);
    const report = leaksOf(split, made.common);
    expect(report).toMatchObject({ keys: [], clusters: [], queries: [], apis: [] });
    expect(report.rows["test"]).toBeGreaterThan(5);
    const heldOut = new Set(made.heldOut);
    for (const row of split) {
      const has = row.apis!.some((name) => heldOut.has(name));
      expect(has).toBe(row.split === "test");
      expect(row.schema === "synthetic/1" && row.split === "test").toBe(false);
    }
    for (const place of made.rows)
      if ("reason" in place) expect(place.reason).toMatch(/^(?:mixed-apis|twin)$/);
  });

  test("a list of one's own is held out as it is", async () => {
    const made = await plan({ ood: { common: 10, share: 0.1, heldOut: [api(3)] } });
    expect(made.heldOut).toEqual([api(3)]);
    for (const row of apply(made)) expect(row.apis!.includes(api(3))).toBe(row.split === "test");
  });
});
