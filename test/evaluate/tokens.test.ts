import llama3 from "llama3-tokenizer-js";
import { beforeAll, expect, test } from "vitest";
import { packLlama3, unpackLlama3 } from "../../src/evaluate/tokens/llama3.ts";
import { TokenCounter } from "../../src/evaluate/tokens/token-counter.ts";
import { hasMaterial, readMaterial } from "./support.ts";

let counter: TokenCounter;
beforeAll(() => {
  counter = new TokenCounter(unpackLlama3(packLlama3(llama3.vocabById)));
});

/** Another implementation, with the merges as they are published. */
const expected = (text: string) => llama3.encode(text, { bos: false, eos: false }).length;

const TEXTS = [
  "",
  "Hello world!",
  "x = is_workflow_actions_gettext( WFTextActionText='''Ångström – 😀''')\n\n\n    y = x\t\r\n",
  "1234567 won't YOU'LL   \n  \u00a0 \u3000 ﷽ 👩‍👩‍👧‍👦 ",
  "iVBORw0KGgoAAAANSUhEUgAAAAUA".repeat(20),
];

test.each(TEXTS)("counts like another implementation: %j", (text) => {
  expect(counter.count(text)).toBe(expected(text));
});

test.skipIf(!hasMaterial)("counts published samples like it", () => {
  const samples = readMaterial<{ annotated_code: string; task_plan: string }[]>("data_samples.json");
  for (const { annotated_code: code, task_plan: plan } of samples.slice(0, 10)) {
    for (const text of [code.slice(0, 4000), plan]) expect(counter.count(text)).toBe(expected(text));
  }
});

test("knows special tokens", () => {
  expect(counter.count("<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\nHi<|eot_id|>")).toBe(7);
});

test("cuts behind a whole character", () => {
  const text = "Alles 😀😀😀 gut";
  for (let most = 0; most <= counter.count(text); most++) {
    const cut = counter.cut(text, most);
    expect(text.startsWith(cut)).toBe(true);
    expect(cut).not.toMatch(/[\ud800-\udbff]$/);
    expect(counter.count(cut)).toBeLessThanOrEqual(most);
  }
  expect(counter.cut(text, 100)).toBe(text);
  expect(counter.cut("one two three", 2)).toBe("one two");
});

test("long words take no long time", () => {
  expect(counter.count("ab".repeat(50_000))).toBeGreaterThan(1000);
});
