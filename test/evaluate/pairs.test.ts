import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { agreementOf } from "../../src/evaluate/agreement.ts";
import { bootstrapIntervals } from "../../src/evaluate/bootstrap.ts";
import { pairRows, type EvaluatedRow, type Pair, type Unpaired } from "../../src/evaluate/pairs.ts";
import { readEvaluatedRows, readLabels } from "../../src/evaluate/read.ts";
import { randomNumbers } from "../support/random.ts";

const folder = mkdtempSync(join(tmpdir(), "shortcut2py-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function file(content: unknown): string {
  const path = join(folder, "rows.jsonl");
  const lines = Array.isArray(content)
    ? content.map((row) => JSON.stringify(row)).join("\n")
    : String(content);
  writeFileSync(path, lines);
  return path;
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

describe("rows", () => {
  test("are read under every name that programs have", async () => {
    const rows = [
      { id: "a", code: "1", query: "Q", apis: ["x.y"] },
      { id: 7, python: "2", counts: { actions: 1, branches: 2, loops: 3, menus: 0, nesting: 4 } },
      { key: "title", workflow_code: "3" },
      { key: "synthesized_training_data", annotated_code: "4" },
      { generated_code_with_comment: "5", gold_code_with_comment: "6" },
      { id: "broken", error: { code: "SC1002", message: "" } },
    ];
    expect(await all(readEvaluatedRows(file(rows), "prediction"))).toEqual([
      { id: "a", code: "1", query: "Q", apis: ["x.y"] },
      { id: "7", code: "2", counts: { actions: 1, branches: 2, loops: 3, menus: 0, nesting: 4 } },
      { id: "title", code: "3" },
      { id: "3", code: "4" },
      { id: "4", code: "5" },
    ]);
    expect((await all(readEvaluatedRows(file(rows), "reference")))[4]).toEqual({ id: "4", code: "6" });
  });

  test.each([
    ["Sure! Here is your program:", "rows.jsonl#1 cannot be scored: The line is no JSON."],
    [[5], "It is no JSON object."],
    [[{ id: "a", code: 5 }], "Its code is no text."],
    [[{ id: "a", query: "What?" }], "It has no program."],
    [[{ id: ["a"], code: "" }], "Its id is neither a text nor a number."],
    [[{ id: "a", code: "", apis: "x" }], "Its apis are no list of texts."],
  ])("that cannot be scored are named: %j", async (content, words) => {
    await expect(all(readEvaluatedRows(file(content), "prediction"))).rejects.toMatchObject({
      code: "SC5402",
      message: expect.stringContaining(words),
    });
  });

  test("of labels say yes or no", async () => {
    expect(await readLabels(file([{ id: "a", pass: true }]))).toEqual(new Map([["a", true]]));
    await expect(readLabels(file([{ id: "a", pass: "yes" }]))).rejects.toMatchObject({ code: "SC5402" });
  });
});

describe("pairs", () => {
  const rows = (ids: string) => [...ids].map((id): EvaluatedRow => ({ id, code: id }));
  async function* stream(ids: string): AsyncGenerator<EvaluatedRow> {
    yield* rows(ids);
  }
  const pair = async (predictions: string, references: string) => {
    const pairs = pairRows(stream(predictions), stream(references));
    const found: string[] = [];
    let next: IteratorResult<Pair, Unpaired>;
    while ((next = await pairs.next()).done !== true) {
      expect(next.value.reference.id).toBe(next.value.prediction.id);
      found.push(next.value.prediction.id);
    }
    return [found.join(""), next.value];
  };

  test.each([
    ["abc", "abc", "abc", 0, []],
    ["abc", "cba", "abc", 0, []],
    ["ca", "abcd", "ca", 2, []],
    ["axb", "ab", "ab", 0, ["x"]],
    ["", "ab", "", 2, []],
  ])("of %s with %s", async (predictions, references, paired, missing, unmatched) => {
    expect(await pair(predictions, references)).toEqual([paired, { missing, unmatched }]);
  });

  test.each([
    ["aba", "ab", "two predictions"],
    ["ab", "aab", "two references"],
  ])("are not made of the same id twice: %s, %s", async (predictions, references, words) => {
    await expect(pair(predictions, references)).rejects.toMatchObject({
      code: "SC5402",
      message: expect.stringContaining(words),
    });
  });
});

describe("intervals", () => {
  test("hold the true mean 95 times of 100, and are the same again", () => {
    const random = randomNumbers(3);
    const samples = 200;
    let held = 0;
    for (let i = 0; i < samples; i++) {
      const column = Float64Array.from({ length: 60 }, () => random() ** 2);
      const [interval] = bootstrapIntervals([column]);
      expect(bootstrapIntervals([column])).toEqual([interval]);
      // The mean of the square of a number between 0 and 1 is a third.
      if (interval![0] <= 1 / 3 && 1 / 3 <= interval![1]) held++;
    }
    expect(held / samples).toBeGreaterThan(0.88);
    expect(held / samples).toBeLessThan(1);
  });

  test("leave out rows without a value", () => {
    const [all, some, one] = bootstrapIntervals([
      Float64Array.of(1, 0, 1, 0),
      Float64Array.of(1, NaN, 1, NaN),
      Float64Array.of(1, NaN, NaN, NaN),
    ]);
    expect(all![0]).toBeLessThan(all![1]);
    expect(some).toEqual([1, 1]);
    expect(one).toBeUndefined();
  });
});

describe("agreement", () => {
  const times = (count: number, judge: boolean, human: boolean) =>
    Array.from({ length: count }, () => [judge, human] as const);

  test("as in Cohen's own arithmetic", () => {
    // Yes 20 and 15 times alike, 5 and 10 times not: 35 of 50; by chance 0.5 * 0.6 + 0.5 * 0.4 = 0.5.
    const verdicts = [
      ...times(20, true, true),
      ...times(5, true, false),
      ...times(10, false, true),
      ...times(15, false, false),
    ];
    expect(agreementOf(verdicts)).toEqual({
      rows: 50,
      table: { both: 20, judgeOnly: 5, humanOnly: 10, neither: 15 },
      agreement: 0.7,
      kappa: expect.closeTo(0.4, 12),
    });
  });

  test("of those who always say the same has no kappa", () => {
    expect(agreementOf(times(3, true, true))).toMatchObject({ agreement: 1, kappa: null });
  });
});
