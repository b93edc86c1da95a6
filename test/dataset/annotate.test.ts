import { mkdirSync, readFileSync, readdirSync, existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { convert } from "../../src/convert.ts";
import { annotateStep, QUERY_LENGTH } from "../../src/dataset/annotate.ts";
import { addComments, removeAdded, statementsOf } from "../../src/dataset/comments.ts";
import { ModelClient, type ClientSettings } from "../../src/dataset/models/client.ts";
import { readRows, rowOf, type ReadRow } from "../../src/dataset/read-rows.ts";
import { isSameButForNames, namesOf, renameVariables } from "../../src/dataset/rename.ts";
import type { Row } from "../../src/dataset/row.ts";
import { runStep } from "../../src/dataset/run-step.ts";
import { parsePython } from "../../src/python/parse/parse.ts";
import { linesOf } from "../batch/support.ts";
import { makeDirectory } from "../support/command.ts";
import { ModelServer, type Script } from "./model-server.ts";
import { contentOf, sampleRows } from "./support.ts";

const work = makeDirectory();
const path = (name: string) => join(work.path, name);
afterAll(() => work.remove());

const OPTIONS = {
  model: "m",
  temperature: 0,
  format: "schema",
  rename: true,
  queryLength: QUERY_LENGTH,
  seed: 0,
} as const;

async function* each(rows: readonly Row[]): AsyncGenerator<ReadRow> {
  for (const row of rows) yield { row };
}

async function annotate(
  output: string,
  rows: readonly Row[],
  server: ModelServer | undefined,
  settings: Partial<ClientSettings> & { resume?: boolean } = {},
) {
  const { resume = false, ...others } = settings;
  const client = await ModelClient.open({
    model: "m",
    keyVariable: "NO_SUCH_KEY",
    ...(server && { baseUrl: server.url }),
    retries: 3,
    timeLimit: 20,
    parallel: 4,
    tape: path(`${output}.tape`),
    offline: false,
    ...others,
  });
  try {
    const step = annotateStep(client, OPTIONS, 4);
    return await runStep(each(rows), step, { output: path(output), sink: "jsonl", resume });
  } finally {
    await client.close();
  }
}

async function withServer<T>(script: Script, run: (server: ModelServer) => Promise<T>): Promise<T> {
  const server = new ModelServer(script);
  await server.start();
  try {
    return await run(server);
  } finally {
    await server.stop();
  }
}

const samples = sampleRows();

describe("every sample, with a model that does as it is told", () => {
  let rows: Row[];
  beforeAll(async () => {
    await withServer({}, (server) => annotate("good", samples, server));
    rows = linesOf<Row>(path("good/records.jsonl"));
  });

  test("all rows come out, in order, and fit the schema", async () => {
    expect(rows.map(({ id }) => id)).toEqual(samples.map(({ id }) => id));
    for await (const item of readRows(path("good"))) expect(item).toHaveProperty("row");
  });

  test("each statement has one comment right above it, and no text has changed", () => {
    for (const { code, python, comments, renamed } of rows) {
      const { module, problems } = parsePython(code!);
      expect(problems).toEqual([]);
      expect(comments!.map(({ statement }) => statement)).toEqual(statementsOf(module).map((_, i) => i));
      // Taken away again, the comments leave what the renamed program was.
      const names = new Map(Object.entries(renamed ?? {}));
      expect(removeAdded(code!, comments!)).toBe(renameVariables(python!, names));
      for (const { text } of comments!) expect(code!.split(`# ${text}\n`)).toHaveLength(2);
    }
  });

  test("renamed programs make the same shortcuts but for names", () => {
    let count = 0;
    for (const { python, renamed } of rows) {
      if (!renamed) continue;
      count += Object.keys(renamed).length;
      expect(isSameButForNames(python!, renameVariables(python!, new Map(Object.entries(renamed))))).toBe(
        true,
      );
    }
    expect(count).toBeGreaterThan(20);
  });

  test("an annotated program makes the same shortcut with more comments", () => {
    const said = (program: string) => {
      const { diagnostics, workflow } = compile(program);
      expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
      return workflow.actions
        .map(({ identifier }) => identifier)
        .filter((identifier) => identifier !== "is.workflow.actions.comment");
    };
    for (const { code, python } of rows) expect(said(code!)).toEqual(said(python!));
  });

  test("rows say where they come from", () => {
    for (const { provenance } of rows) {
      expect(provenance).toMatchObject([{ step: "annotate", model: "m-scripted", seed: 0 }]);
      expect(Object.keys(provenance![0]!.prompts!)).toEqual(
        expect.arrayContaining(["comments", "plan", "query"]),
      );
    }
  });
});

test("another meaning is not taken for another name", () => {
  const program =
    'first = is_workflow_actions_gettext(WFTextActionText="a")\nis_workflow_actions_speaktext(WFText=first)\n';
  expect(isSameButForNames(program, program.replaceAll("first", "other"))).toBe(true);
  expect(isSameButForNames(program, program.replace('"a"', '"b"'))).toBe(false);
});

test("what goes wrong with an endpoint changes nothing in the end", async () => {
  const broken: Script = {
    fault: (digest, _round, times) => {
      if (times > 0) return undefined;
      if (digest < 100) return "429";
      if (digest < 200) return "500";
      if (digest < 300) return "cut";
      return digest < 350 ? "slow" : undefined;
    },
  };
  await withServer(broken, (server) => annotate("faults", samples, server));
  expect(contentOf(path("faults"))).toEqual(contentOf(path("good")));
});

test("bad answers are asked for again, and only what is missing", async () => {
  const asked: string[][] = [];
  const script: Script = {
    fault: (digest, round) => {
      if (round > 0) return undefined;
      return (["prose", "broken", "half", "length"] as const)[digest % 4];
    },
    answer: ({ round, keys, name }) => {
      if (name === "comments" && round === 1) asked.push(keys);
      return undefined;
    },
  };
  const summary = await withServer(script, (server) => annotate("asked again", samples, server));
  expect(summary).toMatchObject({ rows_in: samples.length, rows_out: samples.length, rejected: {} });
  const counts = linesOf<Row>(path("asked again/records.jsonl")).map(({ comments }) => comments!.length);
  // At least one answer was half of what was wanted.
  expect(asked.some((keys) => keys.length > 0 && !counts.includes(keys.length))).toBe(true);
});

test("rows that a model will not do are rejected whole, with the reason", async () => {
  const script: Script = {
    fault: (digest, round) => (digest % 3 === 0 && round === 0 ? "refusal" : undefined),
    answer: ({ name }) => (name === "plan" ? "First this, then that." : undefined),
  };
  const summary = await withServer(script, (server) => annotate("rejected", samples, server));
  expect(Object.keys(summary.rejected)).toEqual(["plan", "refused"]);
  expect(summary.rows_out).toBe(0);
  const rejects = linesOf<{ row: Row; reason: string }>(path("rejected/rejects.jsonl"));
  expect(rejects.map(({ row }) => row)).toEqual(samples);
});

test("a replayed run asks nobody, and gives the same bytes", async () => {
  const tape = path("good.tape");
  await annotate("replayed", samples, undefined, { tape, offline: true });
  expect(contentOf(path("replayed"))).toEqual(contentOf(path("good")));
  // A tape that a kill has cut off lacks its last answer, and no more.
  writeFileSync(path("cut.tape"), readFileSync(tape).subarray(0, -20));
  await expect(
    annotate("cut off", samples, undefined, { tape: path("cut.tape"), offline: true }),
  ).rejects.toMatchObject({
    code: "SC5304",
  });
});

test("a budget stops the step, and a higher one goes on", async () => {
  await withServer({}, async (server) => {
    await expect(annotate("budget", samples, server, { maxTokens: 2000 })).rejects.toMatchObject({
      code: "SC5303",
    });
    const before = server.requests;
    await annotate("budget", samples, server, { resume: true });
    const whole = readFileSync(path("good.tape"), "utf8").split("\n").length - 1;
    expect(server.requests).toBe(whole);
    expect(before).toBeLessThan(whole);
  });
  expect(contentOf(path("budget"))).toEqual(contentOf(path("good")));
});

test("what is under way when the budget ends is kept, and not asked for again", async () => {
  let asked = 0;
  await withServer({ fault: () => (++asked > 1 ? "slow" : undefined) }, async (server) => {
    const run = annotate("late", samples, server, { maxTokens: 1 });
    await expect(run).rejects.toMatchObject({ code: "SC5303" });
    await annotate("late", samples, server, { resume: true });
    expect(server.requests).toBe(readFileSync(path("good.tape"), "utf8").split("\n").length - 1);
  });
  expect(contentOf(path("late"))).toEqual(contentOf(path("good")));
});

test("money is counted by the table of prices", async () => {
  await withServer({}, async (server) => {
    const prices = { m: { input: 1_000_000, output: 0 } };
    const run = annotate("cost", samples, server, { maxCost: 450, prices });
    await expect(run).rejects.toMatchObject({ code: "SC5303" });
    // A hundred tokens for each request, so the fifth one is the last, and four may be under way.
    expect(server.requests).toBeLessThanOrEqual(5 + 4);
  });
});

test.each([
  ["no key", {}, "SC5301", "There is no key: the environment has no NO_SUCH_KEY."],
  ["no address", { baseUrl: "example" }, "SC5301", "example is no address of an endpoint."],
  ["nobody there", { baseUrl: "http://127.0.0.1:1/v1", retries: 0 }, "SC5301", "cannot be reached"],
])("%s is one clear error", async (name, settings, code, message) => {
  const error = await annotate(name, samples, undefined, settings).catch((failure: unknown) => failure);
  expect(error).toMatchObject({ code });
  expect(String(error)).toContain(message);
});

test("a server that is no endpoint is one clear error, and the step goes on later", async () => {
  const error = await withServer({ fault: () => "html" }, (server) =>
    annotate("web site", samples, server).catch((failure: unknown) => failure),
  );
  expect(error).toMatchObject({ code: "SC5301" });
  expect(String(error)).toContain("is no OpenAI-compatible endpoint");
  await withServer({}, (server) => annotate("web site", samples, server, { resume: true }));
  expect(contentOf(path("web site"))).toEqual(contentOf(path("good")));
});

test("an endpoint that always fails stops the step", async () => {
  const error = await withServer({ fault: () => "500" }, (server) =>
    annotate("down", samples, server, { retries: 0 }).catch((failure: unknown) => failure),
  );
  expect(error).toMatchObject({ code: "SC5301" });
});

test("the key comes from the environment, and stays out of all files", async () => {
  process.env["TEST_MODEL_KEY"] = "sk-planted-key-0123456789abcdef";
  await withServer({}, async (server) => {
    await annotate("key", samples, server, { keyVariable: "TEST_MODEL_KEY" });
    expect([...server.keys]).toEqual(["Bearer sk-planted-key-0123456789abcdef"]);
  });
  const files = [...Object.values(contentOf(path("key"))), readFileSync(path("key.tape"), "utf8")];
  for (const file of files) expect(file).not.toContain("planted");
});

const CORPUS = "../shared/corpus/files";
const hasCorpus = existsSync(CORPUS);
if (!hasCorpus) console.warn("Annotating the corpus is skipped: there is none.");

test.skipIf(!hasCorpus)("comments and names leave real programs what they are", () => {
  const files = readdirSync(CORPUS, { recursive: true, encoding: "utf8" }).filter((name) =>
    name.endsWith(".shortcut"),
  );
  const chosen = files.toSorted().filter((_, i) => i % 60 === 7);
  let renamed = 0;
  for (const name of chosen) {
    for (const layout of ["function", "script"] as const) {
      const { python } = convert(readFileSync(join(CORPUS, name)), { metadata: false, layout });
      const { module } = parsePython(python);
      const comments = statementsOf(module).map((_, statement) => ({
        statement,
        text: `Says ${statement}.`,
      }));
      const commented = addComments(python, comments);
      expect(parsePython(commented).problems, name).toEqual([]);
      expect(removeAdded(commented, comments), name).toBe(python);
      const names = namesOf(module).bound.filter((bound) => !/^(?:if|menu|repeat)_result/.test(bound));
      const changed = renameVariables(python, new Map(names.map((old, i) => [old, `thing_${i}`])));
      expect(isSameButForNames(python, changed), name).toBe(true);
      renamed += names.length;
    }
  }
  expect(renamed).toBeGreaterThan(100);
});

test("rows of another version are one clear error", () => {
  mkdirSync(path("x"), { recursive: true });
  const row = { schema: "seed/9", id: "1", python: "pass\n" };
  expect(() => rowOf(row, "file#1", 0)).toThrow('file#1 is a row of the version "seed/9".');
});
