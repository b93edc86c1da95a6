import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check, compile } from "../src/compile.ts";
import { convert } from "../src/convert.ts";
import { countTokens } from "../src/evaluate/tokens.ts";
import { registry } from "./registry/documents.ts";

const skill = readFileSync("src/skill/SKILL.md", "utf8");
const examples = readdirSync("src/skill/examples").map((name) => ({
  name,
  python: readFileSync(`src/skill/examples/${name}`, "utf8"),
}));

test("ten examples, and all of it is small enough to be read", async () => {
  expect(examples).toHaveLength(10);
  const all = [skill, ...examples.map(({ python }) => python)].join("\n");
  expect(countTokens(all)).toBeLessThan(6000);
});

describe.each(examples)("$name", ({ python }) => {
  test("compiles without a word of warning", () => {
    expect(check(python, registry)).toEqual([]);
  });

  test("comes back as it was written", () => {
    const { bytes, title } = compile(python);
    const again = convert(bytes!, { name: title!, metadata: false }).python;
    // The import says nothing that the calls do not say.
    expect(again.replace(/^from shortcut_actions import (?:\([^)]*\)|[^\n]*)\n\n\n/m, "\n")).toBe(python);
  });
});

test("the skill says only what is so: every call in it is of an action that is known", () => {
  const programs = [...skill.matchAll(/`([a-z_]+ = )?([a-z_]+)\(/g)].map(([, , name]) => name!);
  const { diagnostics } = compile(
    `def all(shortcut_input=None):\n${programs.map((name) => `    ${name}()\n`).join("")}`,
  );
  expect(diagnostics.filter(({ code }) => code === "SC6005").map(({ message }) => message)).toEqual([]);
});
