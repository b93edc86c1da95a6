import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { compile } from "../src/compile.ts";
import { convert } from "../src/convert.ts";

const page = readFileSync("api-docs/walkthrough.md", "utf8");
const block = (language: string): string => page.split(`\`\`\`${language}\n`)[1]!.split("```")[0]!;

it("the walk-through shows what convert writes, and what compile reads", () => {
  const { python, workflow } = convert(Buffer.from(block("json")), { layout: "script" });
  expect(python).toBe(block("python"));
  const { workflow: again, diagnostics } = compile(block("python"));
  expect(diagnostics).toEqual([]);
  expect(again.actions.map(({ identifier }) => identifier)).toEqual(
    workflow.actions.map(({ identifier }) => identifier),
  );
});

it("the files that it names are there", () => {
  for (const [, path] of page.matchAll(/`(src\/[a-z./-]+)`/g))
    expect(() => readFileSync(path!)).not.toThrow(/ENOENT/);
});

it("the README's first program is the one that its sample becomes", () => {
  const readme = readFileSync("README.md", "utf8");
  const [, python] = /^```python\n(.*?)^```/ms.exec(readme)!;
  expect(python).toBe(readFileSync("samples/daily-agenda/expected.py", "utf8"));
});
