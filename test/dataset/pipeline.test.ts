import { existsSync, readdirSync, readFileSync, truncateSync } from "node:fs";
import { join, resolve } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { Ajv2020 } from "ajv/dist/2020.js";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { parse } from "yaml";
import { readRows } from "../../src/dataset/read-rows.ts";
import type { Row } from "../../src/dataset/row.ts";
import type { StepSummary } from "../../src/dataset/run-step.ts";
import { linesOf } from "../batch/support.ts";
import { randomNumbers } from "../support/random.ts";
import { ModelServer, type Script } from "./model-server.ts";
import { contentOf, setUpDataset } from "./support.ts";

const bench = setUpDataset();
const { path, dataset, shortcut2py } = bench;

/** What models say depends on the question alone; what connections do is over the second time. */
const FAULTS: Script = {
  fault: (digest, round, times) => {
    if (round === 0 && digest % 37 === 0) return "refusal";
    if (round === 0 && digest > 800) return (["prose", "broken", "half", "slow"] as const)[digest % 4];
    if (times > 0) return undefined;
    if (digest < 40) return "429";
    if (digest < 80) return "500";
    return digest < 120 ? "cut" : undefined;
  },
};
const server = new ModelServer(FAULTS);

const CORPUS = resolve("../shared/corpus/files");
const hasCorpus = existsSync(CORPUS);
if (!hasCorpus) console.warn("The pipeline runs on the samples alone: there is no corpus.");

beforeAll(async () => {
  await server.start();
  const files = hasCorpus
    ? readdirSync(CORPUS)
        .toSorted()
        .filter((_, i) => i % 200 === 11)
    : [];
  const inputs = [resolve("samples"), ...files.map((name) => join(CORPUS, name))];
  await shortcut2py(["batch", ...inputs, "-o", "seed", "--layout", "script", "--drop", "unreadable"]);
});
afterAll(() => server.stop());

const model = () => ["--base-url", server.url, "--parallel", "6"];

/** Whether two folders hold the same bytes. They are long, so they are not shown. */
function isSame(a: string, b: string): boolean {
  return JSON.stringify(contentOf(path(a))) === JSON.stringify(contentOf(path(b)));
}

/** Runs all steps into folders below one, and checks that no row is lost on the way. */
async function runAll(folder: string): Promise<StepSummary[]> {
  const at = (name: string) => path(`${folder}/${name}`);
  const summaries: StepSummary[] = [];
  const step = async (name: string, input: string, output: string, ...args: string[]) => {
    const { stdout, stderr } = await dataset([name, input, "-o", at(output), "--json", ...args]);
    expect(stderr).toBe("");
    const summary = JSON.parse(stdout) as StepSummary;
    const rejected = Object.values(summary.rejected).reduce((sum, count) => sum + count, 0);
    expect(summary.rows_out + rejected, name).toBe(summary.rows_in);
    expect(linesOf(join(at(output), "records.jsonl")), name).toHaveLength(summary.rows_out);
    expect(linesOf(join(at(output), "rejects.jsonl")), name).toHaveLength(rejected);
    summaries.push(summary);
  };
  await step("annotate", path("seed"), "annotated", ...model());
  await step("expand", at("annotated"), "queries", "--count", "12", ...model());
  await step("generate", at("queries"), "generated", ...model());
  await step("refine", at("generated"), "refined", "--examples", at("annotated"), ...model());
  await step("filter", at("refined"), "filtered");
  await step("split", at("annotated"), "split", "--shares", "train=0.7,test=0.3");
  return summaries;
}

describe("all steps, with a model that fails in every way", () => {
  let summaries: StepSummary[];
  beforeAll(async () => {
    summaries = await runAll("one");
  }, 180_000);

  test("each step has rows, and takes on those of the one before", () => {
    const [annotate, expand, generate, refine, filter, split] = summaries;
    expect(annotate!.rows_out).toBeGreaterThan(10);
    expect(annotate!.rejected["refused"]).toBeGreaterThan(0);
    expect([generate!.rows_in, refine!.rows_in, filter!.rows_in, split!.rows_in]).toEqual([
      expand!.rows_out,
      generate!.rows_out,
      refine!.rows_out,
      annotate!.rows_out,
    ]);
    expect(filter!.rows_out).toBeGreaterThan(0);
  });

  test("rows say how they came about", () => {
    const rows = linesOf<Row>(path("one/refined/records.jsonl"));
    const [row] = rows;
    expect(row!.provenance!.map(({ step }) => step)).toEqual(["expand", "generate", "refine"]);
    const { draws } = row!.provenance![0]!;
    expect(draws).toMatchObject({ size: expect.any(Number), applications: expect.any(Array) });
  });

  test("again, it gives the same bytes", async () => {
    await dataset(["annotate", "seed", "-o", "two/annotated", ...model()]);
    expect(isSame("two/annotated", "one/annotated")).toBe(true);
  });

  test("killed at any moment and resumed, too", async () => {
    const random = randomNumbers(3);
    // Each run is killed when the models have been asked so many times more.
    const rows = linesOf(path("seed/records.jsonl")).length;
    const args = ["dataset", "annotate", "seed", "-o", "killed", ...model()];
    let kills = 0;
    for (let i = 0; i < 2; i++) {
      const resume = i === 0 ? [] : ["--resume"];
      const asked = server.requests + 1 + (rows / 4) * random();
      const { killed } = await bench.killWhen([...args, ...resume], () => server.requests > asked);
      if (killed) kills++;
      else break;
    }
    expect(kills).toBeGreaterThan(0);
    await dataset(["annotate", "seed", "-o", "killed", ...model(), "--resume"]);
    expect(isSame("killed", "one/annotated")).toBe(true);
  });

  test("DuckDB reads the Parquet of a step, and so do we", async () => {
    await dataset(["filter", "one/annotated", "-o", "parquet", "--sink", "parquet"]);
    const duck = await (await DuckDBInstance.create()).connect();
    const sql = `SELECT id, query, code, apis, actions FROM '${path("parquet")}/records/*.parquet'`;
    const found = (await duck.runAndReadAll(sql)).getRowObjectsJson();
    duck.closeSync();
    const left = new Set(linesOf<Row>(path("parquet/rejects.jsonl")).map(({ id }) => id));
    const rows = linesOf<Row>(path("one/annotated/records.jsonl")).filter(({ id }) => !left.has(id));
    expect(found).toEqual(
      rows.map(({ id, query, code, apis, counts }) => ({ id, query, code, apis, actions: counts!.actions })),
    );
    const back: Row[] = [];
    for await (const item of readRows(path("parquet"))) if ("row" in item) back.push(item.row);
    expect(back).toEqual(
      rows.map((row) => ({ ...row, provenance: [...row.provenance!, { step: "filter" }] })),
    );
  });

  test("the card and the Croissant metadata fit their schemas", async () => {
    const args = ["--url", "https://example.org/set", "--creator", "Jane", "--published", "2026-01-01"];
    await dataset(["card", "one/split", "--name", "A set", "--license", "cc-by-4.0", ...args]);
    const card = readFileSync(path("one/split/README.md"), "utf8");
    const [, metadata] = /^---\n([^]*?)---\n/.exec(card)!;
    const fits = (schema: string, value: unknown) => {
      const ajv = new Ajv2020({ strict: false });
      const validate = ajv.compile(JSON.parse(readFileSync(`test/dataset/${schema}.schema.json`, "utf8")));
      validate(value);
      expect(validate.errors).toBe(null);
    };
    fits("card", parse(metadata!));
    const croissant = JSON.parse(readFileSync(path("one/split/croissant.json"), "utf8"));
    fits("croissant", croissant);
    // Every source names a file of the distribution.
    const files = new Set(croissant.distribution.map((file: { "@id": string }) => file["@id"]));
    for (const { source } of croissant.recordSet[0].field) expect(files).toContain(source.fileObject["@id"]);
  });

  test("through a pipe, each line has its line", async () => {
    const lines = readFileSync(path("seed/records.jsonl"), "utf8").split("\n").slice(0, 5);
    const input = Buffer.from([...lines, "no JSON", '{"id": 1}', ""].join("\n"));
    const args = ["dataset", "annotate", "-", "--tape", "pipe.tape", ...model()];
    const { stdout } = await shortcut2py(args, { input });
    const out = stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { id: string; reason?: string });
    expect(out).toHaveLength(7);
    expect(out.slice(5).map(({ reason }) => reason)).toEqual(["invalid", "invalid"]);
  });

  test("a dry run asks nobody, and says what it would cost", async () => {
    const before = server.requests;
    const { stdout, stderr } = await dataset(["annotate", "seed", "--dry-run", ...model()]);
    expect(server.requests).toBe(before);
    const [first] = stdout.split("\n").map((line) => line && (JSON.parse(line) as { tokens: number }));
    expect(first).toMatchObject({ tokens: expect.any(Number), messages: expect.any(Array) });
    expect(stderr).toMatch(/^dry run: [\d,]+ requests for \d+ rows, about [\d,]+ tokens in, [\d,]+ out\n$/);
  });
});

describe("one clear error for", () => {
  test.each([
    [
      "a missing key",
      ["annotate", "seed", "-o", "x1"],
      "error SC5301: There is no key: the environment has no OPENAI_API_KEY.",
    ],
    ["a missing data set", ["filter", "nowhere", "-o", "x2"], "error SC5001: nowhere cannot be read"],
    [
      "prices that are none",
      ["annotate", "seed", "-o", "x3", "--max-cost", "1", "--prices", "seed/records.jsonl"],
      "error SC5305",
    ],
  ])("%s", async (_, args, message) => {
    const { code, stderr } = await dataset(args);
    expect(code).toBe(1);
    expect(stderr).toContain(message);
    expect(stderr.trim().split("\n")).toHaveLength(1);
  });

  test("a Parquet file that is cut off", async () => {
    await dataset(["filter", "seed", "-o", "cut", "--sink", "parquet"]);
    truncateSync(path("cut/records/part-00000.parquet"), 2000);
    const { code, stderr } = await dataset(["filter", "cut", "-o", "x4"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("error SC5202")]);
  });

  test("a folder that is taken", async () => {
    const { code, stderr } = await dataset(["filter", "seed", "-o", "seed"]);
    expect([code, stderr]).toEqual([1, expect.stringContaining("error SC5204: seed is not empty.")]);
  });
});
