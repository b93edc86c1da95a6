import llama3 from "llama3-tokenizer-js";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check, compile, verify } from "../src/compile.ts";
import { resolveName } from "../src/registry/names.ts";
import { registry } from "./registry/documents.ts";

const skill = readFileSync("src/skill/SKILL.md", "utf8");
const examples = readdirSync("src/skill/examples").map((name) => ({
  name,
  python: readFileSync(`src/skill/examples/${name}`, "utf8"),
}));

test("ten examples, and all of it is small enough to be read", () => {
  expect(examples).toHaveLength(10);
  const all = [skill, ...examples.map(({ python }) => python)].join("\n");
  expect(llama3.encode(all).length).toBeLessThan(6000);
});

describe.each(examples)("$name", ({ python }) => {
  test("compiles without a word of warning", () => {
    expect(check(python, registry)).toEqual([]);
  });

  test("compiles to a file that comes back from its Python", () => {
    const { bytes } = compile(python);
    expect(verify(bytes!)).toMatchObject({ equal: true });
  });
});

test("every action that the skill names is known", () => {
  const ofDialect = [
    "as_text",
    "as_number",
    "as_date",
    "input",
    "getattr",
    "current_date",
    "get_clipboard",
    "has_value",
    "range",
  ];
  const names = [...skill.matchAll(/\b([a-z][a-z_]*)\(/g)].map(([, name]) => name!);
  const unknown = names.filter((name) => !ofDialect.includes(name) && resolveName(name) === undefined);
  expect([...new Set(unknown)].sort()).toEqual([
    "append",
    "choose_from_menu",
    "endswith",
    "enumerate",
    "startswith",
    "title",
  ]);
});
