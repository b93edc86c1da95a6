import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { chatOf, llamaOf } from "../../src/dataset/chat.ts";
import { exportDataset, type ExportOptions } from "../../src/dataset/export.ts";
import { readPrompt } from "../../src/dataset/prompts.ts";
import { readRows, type ReadRow } from "../../src/dataset/read-rows.ts";
import type { Row } from "../../src/dataset/row.ts";
import { planOf } from "../../src/dataset/teval.ts";
import { linesOf } from "../batch/support.ts";
import { registry } from "../registry/documents.ts";
import { makeDirectory } from "../support/command.ts";

const work = makeDirectory();
afterAll(() => work.remove());
let runs = 0;

const CODE = '# Says hello.\nis_workflow_actions_alert(WFAlertActionTitle="#1 hello")\n';
const rows: Row[] = [
  {
    schema: "seed/1",
    id: "first",
    query: "Can you greet me?",
    plan: "1. **Start**\n2. **Greet**\n3. **End**",
    code: CODE,
    apis: ["is.workflow.actions.alert"],
    category: "Utilities",
    split: "train",
  },
  {
    schema: "synthetic/1",
    id: "second",
    query: "Can you greet me again?",
    plan: "1. **Start**\n2. **Greet**\n3. **End**",
    code: "# Vibrates.\nvibrate_device()\n",
    apis: ["is.workflow.actions.vibrate"],
    split: "test",
  },
  { schema: "seed/1", id: "third", python: "pass\n" },
];

const OPTIONS: ExportOptions = {
  form: "messages",
  ablation: "none",
  seedOnly: false,
  maxTokens: 8192,
  long: "mark",
  compact: false,
};

async function exported(options: Partial<ExportOptions> = {}, given: readonly Row[] = rows) {
  async function* each(): AsyncGenerator<ReadRow> {
    for (const row of given) yield { row };
  }
  const folder = join(work.path, String(runs++));
  // A token for each word keeps the arithmetic readable.
  const count = (text: string) => text.split(/\s+/).filter(Boolean).length;
  const summary = await exportDataset(each(), registry, count, { ...OPTIONS, ...options }, folder);
  return { summary, folder, read: (name: string) => readFileSync(join(folder, name), "utf8") };
}

test("the text of Llama 3.1 is as described, byte for byte", () => {
  const prompt = { ...readPrompt("export"), system: "SYSTEM", user: "Ask:\n{{query}}\nUse:\n{{apis}}" };
  const chat = chatOf({ query: "QUERY", plan: "PLAN", code: "CODE\n", docs: "DOCS" }, prompt, "none");
  const { prompt: before, answer } = llamaOf(chat);
  expect(before + answer).toBe(
    "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\nSYSTEM<|eot_id|>" +
      "<|start_header_id|>user<|end_header_id|>\n\nAsk:\n QUERY\nUse:\n DOCS<|eot_id|>" +
      "<|start_header_id|>assistant<|end_header_id|>\n\n" +
      "Thought:PLAN\n\nCode:\n```python\nCODE\n```<|eot_id|>",
  );
});

test("values are put into prompts as they are", () => {
  const prompt = { ...readPrompt("export"), user: "{{query}} {{apis}}" };
  const chat = chatOf({ query: "$& {{apis}}", plan: "", code: "", docs: "D" }, prompt, "none");
  expect(chat.user).toBe(" $& {{apis}}  D");
});

describe("messages", () => {
  test("a file for each split, and rejects for what is not complete", async () => {
    const { summary, read, folder } = await exported();
    expect(summary).toMatchObject({
      rows_in: 3,
      files: { "train.jsonl": 1, "test.jsonl": 1 },
      rejected: { incomplete: 1 },
    });
    const [first] = linesOf<{ messages: { role: string; content: string }[] }>(join(folder, "train.jsonl"));
    expect(first!.messages.map(({ role }) => role)).toEqual(["system", "user", "assistant"]);
    expect(first!.messages[2]!.content).toBe(
      `Thought:${rows[0]!.plan}\n\nCode:\n\`\`\`python\n${CODE.trimEnd()}\n\`\`\``,
    );
    // The documentation has the names that the program has.
    expect(first!.messages[1]!.content).toContain("def is_workflow_actions_alert(");
    expect(read("test.jsonl")).toContain("def vibrate_device(");
  });

  test.each([
    ["no-plan", "Code:\n```python\n# Says hello.\n"],
    ["no-comments", "Thought:1. **Start**"],
    ["neither", 'Code:\n```python\nis_workflow_actions_alert(WFAlertActionTitle="#1 hello")\n```'],
  ] as const)("%s", async (ablation, start) => {
    const { folder } = await exported({ ablation, seedOnly: true });
    const [first] = linesOf<{ messages: { content: string }[] }>(join(folder, "train.jsonl"));
    const answer = first!.messages[2]!.content;
    expect(answer.startsWith(start)).toBe(true);
    expect(answer).toContain("#1 hello");
    expect(answer.includes("# Says hello")).toBe(ablation === "no-plan");
  });
});

describe("rows that are too long", () => {
  test("are marked", async () => {
    const { folder, summary } = await exported({ maxTokens: 20 });
    expect(linesOf(join(folder, "train.jsonl"))[0]).toHaveProperty("over_length", true);
    expect(summary.tokens.over).toBe(2);
  });

  test("are dropped, with the reason", async () => {
    const { summary } = await exported({ maxTokens: 20, long: "drop" });
    expect(summary).toMatchObject({ rows_in: 3, files: {}, rejected: { "too-long": 2, incomplete: 1 } });
  });

  test("are cut at their end; one whose prompt fills all of it is left out", async () => {
    const { folder } = await exported({ form: "llama" });
    const [whole] = linesOf<{ text: string; tokens: number }>(join(folder, "train.jsonl"));
    const cut = await exported({ form: "llama", maxTokens: whole!.tokens - 3, long: "cut" });
    const [left] = linesOf<{ text: string }>(join(cut.folder, "train.jsonl"));
    expect(whole!.text.startsWith(left!.text)).toBe(true);
    expect(left!.text.length).toBeLessThan(whole!.text.length);
    const { summary } = await exported({ form: "llama", maxTokens: 20, long: "cut" });
    expect(summary.rejected).toEqual({ incomplete: 1, "too-long": 2 });
  });
});

test("the published form comes back as the same rows", async () => {
  const { read, folder } = await exported({ form: "published" });
  expect(JSON.parse(read("dataset_split_keys.json"))).toEqual({ train: ["first"] });
  expect(JSON.parse(read("seed_data.json"))[0]).toMatchObject({
    key: "first",
    task_plan: rows[0]!.plan,
    workflow_code: CODE,
  });
  const back: Row[] = [];
  for (const name of ["seed_data.json", "synthesized_data.json"]) {
    for await (const item of readRows(join(folder, name))) if ("row" in item) back.push(item.row);
  }
  expect(back).toMatchObject([
    {
      schema: "seed/1",
      id: "first",
      query: rows[0]!.query,
      plan: rows[0]!.plan,
      code: CODE,
      category: "Utilities",
    },
    { schema: "synthetic/1", query: rows[1]!.query, code: rows[1]!.code },
  ]);
});

describe("T-Eval", () => {
  test("a plan is the calls in their order, and the end", () => {
    const program =
      'x = is_workflow_actions_getbatterylevel()\nif x < 20:\n    show_alert("low", title=f"{x} %")\nprint(str(x))\n';
    expect(planOf(program)).toEqual([
      { name: "is_workflow_actions_getbatterylevel", id: 0, args: {} },
      { name: "show_alert", id: 1, args: { "0": '"low"', title: 'f"{x} %"' } },
      { name: "FinishAction", id: 2, args: {} },
    ]);
  });

  test("an object by id, with the APIs that may be used", async () => {
    const { read } = await exported({ form: "teval" });
    const entry = JSON.parse(read("train_plan_json_teval.json")).first;
    expect(Object.keys(entry)).toEqual(["origin_prompt", "ground_truth", "meta", "prediction"]);
    expect(entry.meta).toEqual({ prompt_type: "json", API_list: ["is_workflow_actions_alert"] });
  });
});
