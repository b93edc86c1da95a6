import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { ModelServer } from "../dataset/model-server.ts";
import { linesOf, setUp } from "../batch/support.ts";
import { readJson, type ScoredPair } from "./support.ts";

const { path, write, shortcut2py } = setUp();
const { cases } = readJson<{ cases: ScoredPair[] }>("test/evaluate/codebleu-cases.json");

interface PlanCase {
  prediction: object[];
  groundTruth: object[];
  expected: { f1: number };
}
const jsonl = (rows: readonly object[]) => rows.map((row) => `${JSON.stringify(row)}\n`).join("");
const predictions = cases.map(({ id, prediction }) => ({ id, code: prediction }));
const references = cases.map(({ id, reference }) => ({ id, code: reference }));
const parse = (text: string) =>
  text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));

beforeAll(() => {
  write("predictions.jsonl", jsonl(predictions));
  write("reversed.jsonl", jsonl([...references].reverse()));
  write("references.jsonl", jsonl(references));
});

describe("evaluate", () => {
  test("prints a line for each row and one with the means", async () => {
    const { code, stdout, stderr } = await shortcut2py([
      ...["evaluate", "predictions.jsonl", "--reference", "references.jsonl", "--json"],
    ]);
    expect(code).toBe(0);
    // Only broken-indent, whose dedent leads nowhere.
    expect(stderr).toMatch(/^predictions\.jsonl: warning: 1 of 33 references hold what is no Python/);
    const lines = parse(stdout);
    expect(lines.map(({ id }) => id)).toEqual([...cases.map(({ id }) => id), undefined]);
    const names = { ngram: "ngram_match_score", weightedNgram: "weighted_ngram_match_score" } as const;
    const others = { syntax: "syntax_match_score", dataflow: "dataflow_match_score", codebleu: "codebleu" };
    for (const [short, name] of Object.entries({ ...names, ...others })) {
      let sum = 0;
      cases.forEach(({ expected }, i) => {
        const value = expected[short as keyof typeof expected];
        expect(lines[i][name]).toBeCloseTo(value, 12);
        sum += value;
      });
      expect(lines.at(-1)[name]).toBeCloseTo(sum / cases.length, 9);
      const [low, high] = lines.at(-1).intervals[name];
      expect(low < lines.at(-1)[name] && lines.at(-1)[name] < high).toBe(true);
    }
    expect(lines.at(-1)).toMatchObject({ rows: cases.length, missing: 0, unmatched: 0, mode: "published" });
  });

  test("finds partners in any order and kind of file, and says what has none", async () => {
    const rows = [...references].reverse();
    write("array.json", JSON.stringify(rows.map(({ id, code }) => ({ key: id, workflow_code: code }))));
    write("some.jsonl", jsonl([...predictions.slice(3), { id: "nobody's", code: "x = 1" }]));
    const inOrder = await shortcut2py([
      ...["evaluate", "some.jsonl", "--reference", "references.jsonl", "--json", "--no-checks"],
    ]);
    for (const reference of ["reversed.jsonl", "array.json"]) {
      const { stdout, stderr, code } = await shortcut2py([
        ...["evaluate", "some.jsonl", "--reference", reference, "--json", "--no-checks"],
      ]);
      expect(stdout).toBe(inOrder.stdout);
      expect(stderr).toContain("3 references without a prediction");
      expect(stderr).toContain(`1 prediction without a reference; not scored: "nobody's"`);
      expect(code).toBe(0);
      expect(parse(stdout).at(-1)).toMatchObject({ rows: cases.length - 3, missing: 3, unmatched: 1 });
    }
  });

  test("reads what batch writes, and the published scripts", async () => {
    await shortcut2py([
      ...["batch", process.cwd() + "/samples", "-o", "data", "--sink", "parquet", "--layout", "script"],
    ]);
    const own = await shortcut2py(["evaluate", "data", "--reference", "data", "--json"]);
    const lines = parse(own.stdout);
    expect(lines.length).toBeGreaterThan(8);
    for (const { codebleu, checks } of lines.slice(0, -1)) {
      expect(codebleu).toBe(1);
      expect(checks).toEqual({
        parses: true,
        compiles: true,
        apis_known: checks.apis_known,
        apis_allowed: true,
        parameters: true,
        names: true,
        types: true,
      });
    }
    const inference = cases.map(({ reference, prediction }) => ({
      gold_code_with_comment: reference,
      generated_code_with_comment: prediction,
    }));
    write("inference.json", JSON.stringify(inference));
    const published = await shortcut2py(["evaluate", "inference.json", "--json", "--no-checks"]);
    expect(parse(published.stdout)[5].codebleu).toBeCloseTo(cases[5]!.expected.codebleu, 12);
  });

  test("sets models side by side, on a terminal and as a page", async () => {
    write("<b>other&.jsonl", jsonl(predictions.map((row, i) => (i % 2 === 0 ? row : { ...row, code: "" }))));
    const { stdout, code } = await shortcut2py([
      ...["evaluate", "predictions.jsonl", "<b>other&.jsonl", "--reference", "references.jsonl"],
      ...["--published", "--html", "page.html"],
    ]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ +predictions\.jsonl +<b>other&\.jsonl$/m);
    expect(stdout).toMatch(/^CodeBLEU +\d+\.\d \(\d+\.\d to \d+\.\d\) +\d+\.\d \(/m);
    expect(stdout).toMatch(/^WorkflowLlama 8B \(ID\) +9\.4 +11\.09 +55\.1 +38 +39\.3 +76\.9$/m);
    const page = readFileSync(path("page.html"), "utf8");
    expect(page).toContain("&lt;b&gt;other&amp;.jsonl");
    expect(page).not.toMatch(/<b>|<script|https?:|url\(|@import/);
    expect(page).toContain("<td>76.9</td>");
  });

  test.each([
    ["nowhere.jsonl", "no such file"],
    ["torn.parquet", "no whole Parquet file"],
  ])("says what is wrong with %s, once", async (file, words) => {
    write("torn.parquet", "PAR1 and no more");
    const { code, stdout, stderr } = await shortcut2py([
      ...["evaluate", file, "--reference", "references.jsonl", "--no-checks"],
    ]);
    expect(stderr).toContain(words);
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stdout).toBe("");
    expect(code).toBe(1);
  });

  test.each([
    [["--weights", "1,2"], "Weights look like"],
    [["--judge"], "--judge needs a --tape"],
    [["--tape", "t.jsonl"], "go with --judge"],
    [["--mode", "kind"], "Allowed choices"],
  ])("refuses %s", async (flags, words) => {
    const { code, stderr } = await shortcut2py(["evaluate", "predictions.jsonl", ...flags]);
    expect(stderr).toContain(words);
    expect(code).toBe(2);
  });
});

describe("plans", () => {
  test("are scored as in T-Eval, with similarities of one's own", async () => {
    const { cases } = readJson<{ cases: PlanCase[] }>("test/evaluate/plan-cases.json");
    const tasks = cases.map(({ prediction, groundTruth }, i) => [
      `task ${i}`,
      { prediction: JSON.stringify(prediction), ground_truth: groundTruth },
    ]);
    write("plans.json", JSON.stringify(Object.fromEntries(tasks)));
    const { stdout, code } = await shortcut2py(["evaluate", "plans.json", "--plans", "--json"]);
    expect(code).toBe(0);
    const lines = parse(stdout);
    cases.forEach(({ expected }, i) => expect(lines[i].f1).toBeCloseTo(expected.f1, 12));
    const mean = cases.reduce((sum, { expected }) => sum + expected.f1, 0) / cases.length;
    expect(lines.at(-1)).toMatchObject({ rows: cases.length, f1: expect.closeTo(mean, 12) });
    // With vectors, other names can be alike, too.
    write("one.jsonl", jsonl([{ prediction: [step("look", "x")], ground_truth: [step("see", "y")] }]));
    const vectors = { look: [1, 0.1], see: [1, 0], x: [0, 1], y: [0, 2] };
    write("vectors.jsonl", jsonl(Object.entries(vectors).map(([text, vector]) => ({ text, vector }))));
    const alike = await shortcut2py([
      ...["evaluate", "one.jsonl", "--plans", "--vectors", "vectors.jsonl", "--published"],
    ]);
    expect(alike.stdout).toMatch(/^f1 +100\.0$/m);
    expect(alike.stdout).toMatch(/^WorkflowLlama 8B +77\.5$/m);
  });

  const step = (name: string, args: string) => ({ id: 0, name, args });
});

describe("the judge", () => {
  const server = new ModelServer({
    answer: ({ user }, key) => (key === "pass" ? !user.includes("shutdown") : "So it is."),
  });
  beforeAll(() => server.start());
  afterAll(() => server.stop());

  test("is asked once, and compared with humans", async () => {
    const rows = [
      { id: "1", code: "f()", query: "Do it", apis: ["a.b"] },
      { id: "2", code: "shutdown()", query: "Do it" },
      { id: "3", code: "", query: "Do it" },
      { id: "4", code: "g()", query: "Do it" },
    ];
    write("judged.jsonl", jsonl(rows));
    write("labels.jsonl", jsonl(["1", "2", "3", "4"].map((id) => ({ id, pass: id === "1" }))));
    const command = [
      ...["evaluate", "judged.jsonl", "--reference", "judged.jsonl", "--judge", "--tape", "tape.jsonl"],
      ...["--base-url", server.url, "--labels", "labels.jsonl", "--json"],
    ];
    const first = await shortcut2py(command, { env: { OPENAI_API_KEY: "secret" } });
    expect(first.stderr).toBe("");
    const lines = parse(first.stdout);
    expect(lines.slice(0, 4).map(({ judge, human }) => [judge.pass, human])).toEqual([
      [true, true],
      [false, false],
      [false, false],
      [true, false],
    ]);
    // By hand: they agree on 3 of 4; chance agrees on 0.5 * 0.25 + 0.5 * 0.75 = 0.5.
    expect(lines[4]).toMatchObject({ pass_rate: 0.5, agreement: { rows: 4, agreement: 0.75, kappa: 0.5 } });
    expect(server.requests).toBe(3);
    const again = await shortcut2py([...command, "--offline"]);
    expect(again).toEqual(first);
    expect(server.requests).toBe(3);
    expect(readFileSync(path("tape.jsonl"), "utf8")).not.toContain("secret");
    expect(linesOf(path("tape.jsonl"))).toHaveLength(3);
  });
});

describe("by what programs do", () => {
  const speak = (text: string) => `is_workflow_actions_speaktext(WFText="${text}")\n`;
  const clipboard = "x = is_workflow_actions_getclipboard()\n";
  const menu = (yes: string, no: string) =>
    `match choose_from_menu(items=["Yes", "No"]):\n    case "Yes":\n        ${yes}    case "No":\n        ${no}`;
  const command = ["evaluate", "done.jsonl", "--reference", "wanted.jsonl", "--execute", "tasks.jsonl"];

  beforeAll(() => {
    const condition = `${clipboard}if x == "go":\n    ${speak("went")}`;
    const references = [condition, menu(speak("a"), speak("b"))];
    // The first says the same in other words; the second has taken one branch for the other.
    const predictions = [
      `clip = ${condition.slice(4).replace("if x", "if clip")}`,
      menu(speak("a"), speak("c")),
    ];
    const rows = (codes: string[]) => jsonl(codes.map((code, i) => ({ id: String(i + 1), code })));
    write("wanted.jsonl", rows(references));
    write("done.jsonl", rows(predictions));
    write(
      "tasks.jsonl",
      jsonl([
        { id: "1", devices: [{ clipboard: "go" }, { clipboard: "stop" }] },
        { id: "2", devices: [{ answers: ["Yes"] }, { answers: ["No"] }] },
      ]),
    );
  });

  test("each row has its score, and the means are in the last line", async () => {
    const { code, stdout, stderr } = await shortcut2py([...command, "--json"]);
    expect(stderr).toBe("");
    expect(code).toBe(0);
    const [first, second, means] = parse(stdout);
    expect(first.execution).toEqual({ score: 1, passed: true, devices: 2, undetermined: 0, differences: [] });
    // By hand: all the same on the first device; on the second one effect of two, and another result: 2 / (2 + 2 + 2).
    expect(second.execution).toEqual({
      score: expect.closeTo((1 + 1 / 3) / 2, 12),
      passed: false,
      devices: 2,
      undetermined: 0,
      differences: [
        expect.stringMatching(/^device 1: missing: .*"b"/),
        expect.stringMatching(/^device 1: too much: .*"c"/),
        'device 1: result: ["c"], not ["b"]',
      ],
    });
    expect(means).toMatchObject({ rows: 2, execution_score: expect.closeTo(5 / 6, 12), execution_rate: 0.5 });
  });

  test("a table has both in percent", async () => {
    const { stdout } = await shortcut2py(command);
    expect(stdout).toMatch(/^does the same, in part +83\.3/m);
    expect(stdout).toMatch(/^does the same, in all +50\.0/m);
  });

  test("a file that holds no tasks is named", async () => {
    write("no-tasks.jsonl", jsonl([{ id: "1", devices: [{ battery: "full" }] }]));
    const { code, stderr } = await shortcut2py([...command.slice(0, -1), "no-tasks.jsonl"]);
    expect(code).toBe(1);
    expect(stderr).toContain("error SC5402: no-tasks.jsonl");
  });
});
