import llama3 from "llama3-tokenizer-js";
import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { check, compile, verify } from "../src/compile.ts";
import { readShortcut } from "../src/read.ts";
import { run } from "../src/run/run.ts";
import { describeValue } from "../src/run/trace.ts";
import type { DeviceSpec } from "../src/run/device/spec.ts";
import { resolveName } from "../src/registry/names.ts";
import { registry } from "./registry/documents.ts";

/** What each example does, read off its text by a person: a device, and what happens on it. */
const DOES: Record<
  string,
  { device: DeviceSpec; result?: unknown[]; effects?: Record<string, unknown>[] }[]
> = {
  "calendar.py": [
    {
      device: { apps: { "is.workflow.actions.getupcomingevents": ["Lunch", "Tea"] } },
      effects: [{ kind: "alert", title: "Coming up", prompt: "Lunch\nTea" }],
    },
  ],
  "counter.py": [
    {
      device: {},
      effects: [10, 9, 8, 7, 6, 5, 4, 3, 2, 1].flatMap((left) => [
        { kind: "notification", body: `${left}` },
        { kind: "wait", seconds: 1 },
      ]),
    },
  ],
  "dictionary-loop.py": [
    { device: {}, result: ["host = example.com\nport = 8080\nsecure = Yes"], effects: [] },
  ],
  "filter-list.py": [
    {
      device: { input: "a butterfly met hippopotamuses today" },
      result: ["butterfly\nhippopotamuses"],
      effects: [],
    },
  ],
  "guard.py": [
    { device: {}, effects: [{ kind: "alert", prompt: "Share a page with this shortcut." }] },
    {
      device: { input: "https://example.org" },
      effects: [{ kind: "append to note" }],
    },
  ],
  "menu.py": [
    {
      device: { answers: ["Great"] },
      effects: [
        { kind: "menu", prompt: "How was it?", options: ["Great", "So-so"] },
        { kind: "clipboard", items: ["Today was a great day."] },
      ],
    },
    {
      device: { answers: ["So-so"] },
      effects: [{ kind: "menu" }, { kind: "clipboard", items: ["Today was a day like any other."] }],
    },
  ],
  "morning-weather.py": [
    {
      device: { weather: { Name: "Rain, 9 degrees" } },
      effects: [{ kind: "speak", text: "Rain, 9 degrees. Take an umbrella." }],
    },
    {
      device: { weather: { Name: "Sunny" } },
      effects: [{ kind: "speak", text: "Sunny. Enjoy the day." }],
    },
  ],
  "post-json.py": [
    {
      device: {
        answers: ["A boat"],
        http: [{ method: "POST", url: "https://api.example.com/ideas", body: "" }],
      },
      effects: [
        { kind: "ask", prompt: "What is the idea?", answer: "A boat" },
        {
          kind: "web request",
          method: "POST",
          url: "https://api.example.com/ideas",
          headers: { Authorization: "Bearer KEY", "Content-Type": "application/json" },
          body: '{"text":"A boat","source":"shortcut"}',
        },
      ],
    },
  ],
  "resize-photos.py": [
    {
      device: {
        photos: [
          { name: "a.jpg", width: 2400, height: 1000 },
          { name: "b.jpg", width: 3000, height: 3000 },
        ],
        answers: [{ answer: ["a.jpg", "b.jpg"] }],
      },
      effects: [
        { kind: "pick" },
        {
          kind: "save to photos",
          items: [expect.objectContaining({ $file: "a.jpg", width: 1200, height: 500 })],
        },
        {
          kind: "save to photos",
          items: [expect.objectContaining({ $file: "b.jpg", width: 1200, height: 1200 })],
        },
        { kind: "notification", body: "2 photos resized" },
      ],
    },
  ],
  "web-api.py": [
    {
      device: {
        answers: [10],
        http: [{ url: "https://api.example.com/latest?base=USD", body: { rates: { EUR: 0.5 } } }],
      },
      effects: [
        { kind: "ask", prompt: "How many dollars?" },
        { kind: "web request", method: "GET" },
        { kind: "alert", prompt: "10 dollars are 5 euros." },
      ],
    },
  ],
};

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

describe.each(examples)("$name", ({ name, python }) => {
  test("does what it says, compiled", () => {
    const { workflow } = readShortcut(compile(python).bytes!);
    expect(DOES[name]).toBeDefined();
    for (const { device, result, effects } of DOES[name]!) {
      const done = run(workflow, device);
      expect(["finished", "stopped"]).toContain(done.status);
      expect(done.effects).toHaveLength(effects?.length ?? 0);
      expect(done.effects).toMatchObject(effects ?? []);
      if (result) expect(describeValue(done.result)).toEqual(result);
    }
  });

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
