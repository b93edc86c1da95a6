import { afterAll, describe, expect, test } from "vitest";
import { FILTER_DEFAULTS, collectTestSet, filterStep, type FilterOptions } from "../../src/dataset/filter.ts";
import { redactRow } from "../../src/dataset/redact-row.ts";
import type { ReadRow } from "../../src/dataset/read-rows.ts";
import type { Row } from "../../src/dataset/row.ts";
import { runStep } from "../../src/dataset/run-step.ts";
import { NearDuplicates, shinglesOf, signatureOf, similarityOf } from "../../src/dataset/similarity.ts";
import { Redactor } from "../../src/inspect/redact.ts";
import { findDisclosures } from "../../src/inspect/disclosures.ts";
import { readShortcut } from "../../src/read.ts";
import { linesOf } from "../batch/support.ts";
import { registry } from "../registry/documents.ts";
import { makeDirectory } from "../support/command.ts";
import { shortcutFile } from "../support/plist-files.ts";
import { randomNumbers } from "../support/random.ts";
import { sampleRows } from "./support.ts";

const work = makeDirectory();
afterAll(() => work.remove());
let runs = 0;

async function filter(rows: readonly Row[], options: Partial<FilterOptions> = {}, testRows?: readonly Row[]) {
  async function* each(): AsyncGenerator<ReadRow> {
    for (const row of rows) yield { row };
  }
  async function* test(): AsyncGenerator<Row> {
    for (const row of testRows!) yield row;
  }
  const testSet = testRows && (await collectTestSet(test()));
  const step = filterStep(registry, testSet, (text) => text.length, { ...FILTER_DEFAULTS, ...options });
  const output = `${work.path}/${runs++}`;
  const summary = await runStep(each(), step, { output, sink: "jsonl", resume: false });
  const rejects = linesOf<{ id: string; reason: string; message: string; row: Row }>(
    `${output}/rejects.jsonl`,
  );
  return {
    summary,
    rows: linesOf<Row>(`${output}/records.jsonl`),
    reasons: Object.fromEntries(rejects.map(({ id, reason }) => [id, reason])),
    rejects,
  };
}

const ALERT = "is.workflow.actions.alert";
const row = (id: string, code: string, others: Partial<Row> = {}): Row => ({
  schema: "synthetic/1",
  id,
  query: `Question ${id}?`,
  plan: "1. **Start**",
  code,
  apis: [ALERT, "is.workflow.actions.downloadurl", "is.workflow.actions.vibrate"],
  ...others,
});
const alert = (argument: string) => `is_workflow_actions_alert(${argument})\n`;

test.each([
  ["no-code", "\n  \n"],
  ["no-code", "# Only a comment.\n"],
  ["unparsable", "is_workflow_actions_alert(WFAlertActionTitle=\n"],
  ["no-api", 'x = "text"\nprint(x)\n'],
  ["foreign-call", "is_workflow_actions_speaktext(WFText='a')\nis_workflow_actions_vibrate()\n"],
  ["foreign-call", "speak_text('a')\nis_workflow_actions_vibrate()\n"],
  ["foreign-call", `${alert('WFAlertActionTitle="a"')}requests("http://example.org")\n`],
  ["unknown-parameter", alert('WFAlertActionTitel="a"')],
  ["missing-parameter", "is_workflow_actions_downloadurl()\n"],
  ["bad-enum", 'is_workflow_actions_downloadurl(WFURL="https://example.org", WFHTTPMethod="FETCH")\n'],
  ["bad-type", alert("WFAlertActionCancelButtonShown=[1]")],
  ["binary", alert(`WFAlertActionTitle="${"aB3/".repeat(100)}"`)],
  ["disclosure", alert('WFAlertActionTitle="Write to jane.doe@mail.net"')],
])("%s: %j", async (reason, code) => {
  const { reasons } = await filter([row("x", code)]);
  expect(reasons).toEqual({ x: reason });
});

test("good programs stay, by either names of their APIs", async () => {
  const { rows, reasons } = await filter([
    row("api", alert('WFAlertActionTitle="a", WFAlertActionMessage="What a fine day this is"')),
    row("friendly", 'vibrate_device()\nshow_alert(message="Something quite different from that")\n'),
  ]);
  expect(reasons).toEqual({});
  expect(rows.map(({ id }) => id)).toEqual(["api", "friendly"]);
});

test("samples pass all rules, as real shortcuts do", async () => {
  const { reasons } = await filter(sampleRows(), { allow: ["near-duplicate"] });
  expect(reasons).toEqual({});
});

const words = (count: number, seed: number) => {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => `word${Math.floor(random() * 1000)}`);
};
const program = (texts: readonly string[]) =>
  texts.map((text) => alert(`WFAlertActionTitle="${text}"`)).join("");

test("of twins, the first one stays; names and comments make no other program", async () => {
  const texts = words(40, 1);
  const changed = [...texts.slice(0, 39), "changed"];
  const { reasons } = await filter([
    row(
      "first",
      `greeting = "hello"\n${program(texts)}is_workflow_actions_alert(WFAlertActionTitle=greeting)\n`,
    ),
    row(
      "renamed",
      `# Says it.\nword = "hello"\n${program(texts)}is_workflow_actions_alert(WFAlertActionTitle=word)\n`,
    ),
    row(
      "near",
      `greeting = "hello"\n${program(changed)}is_workflow_actions_alert(WFAlertActionTitle=greeting)\n`,
    ),
    row("same question", program(words(40, 2)), { query: "Question FIRST?" }),
    row("other", program(words(40, 3))),
  ]);
  expect(reasons).toEqual({ renamed: "duplicate", near: "near-duplicate", "same question": "duplicate" });
});

test("what a test set has is found again", async () => {
  const query = "How can I send the photos of last week to my mother without opening any app?";
  const { reasons } = await filter(
    [
      row("question", program(words(20, 5)), { query: `Please: ${query}` }),
      row("program", program(words(20, 4))),
      row("neither", program(words(20, 6))),
    ],
    {},
    [row("test", program(words(20, 4)), { query })],
  );
  expect(reasons).toEqual({ question: "contaminated", program: "contaminated" });
});

describe("programs that are run", () => {
  const apis: string[] = [];
  const math = 'is_workflow_actions_math(WFInput="1", WFMathOperation="÷", WFMathOperand=0)';
  const vibrations =
    "for i in range(1, 1001):\n    for j in range(1, 1001):\n        is_workflow_actions_vibrate()\n";
  const rows = [
    row("alerts", alert('WFAlertActionTitle="a"'), { apis }),
    row("divides", `x = ${math}\n`, { apis }),
    row("guarded", `x = get_clipboard()\nif x == "no such text":\n    y = ${math}\n`, { apis }),
    row("endless", vibrations, { apis }),
    // What is not modelled says nothing against a program.
    row("unknown", "x = is_workflow_actions_getwallpaper()\n", { apis }),
  ];

  test("stay if nothing goes wrong", async () => {
    const { reasons, rows: kept, rejects, summary } = await filter(rows, { executes: true });
    expect(kept.map(({ id }) => id)).toEqual(["alerts", "guarded", "unknown"]);
    expect(reasons).toEqual({ divides: "fails", endless: "fails" });
    expect(rejects.map(({ message }) => message)).toEqual([
      "Its run ends failed: A number cannot be divided by zero.",
      "Its run ends undetermined: The run has more effects than the limit allows.",
    ]);
    expect(summary).toMatchObject({ rows_in: 5, rows_out: 3, rejected: { fails: 2 } });
  });

  test("all stay where none is run", async () => {
    const { reasons } = await filter(rows);
    expect(reasons).toEqual({});
  });
});

test("too long is what has more tokens than allowed", async () => {
  const { reasons } = await filter([row("x", program(words(20, 7)))], { maxTokens: 100 });
  expect(reasons).toEqual({ x: "too-long" });
});

test("rows in are rows out and rejects, each whole", async () => {
  const given = [...sampleRows(), row("bad", ""), row("bad too", "(")];
  const { summary, rows, rejects } = await filter(given);
  expect(rows.length + rejects.length).toBe(given.length);
  expect(summary.rows_in).toBe(summary.rows_out + Object.values(summary.rejected).reduce((a, b) => a + b, 0));
  for (const { id, row: whole } of rejects) expect(whole).toEqual(given.find((other) => other.id === id));
});

describe("redaction", () => {
  /** One of each kind, as they would stand in a shortcut. None of them opens anything. */
  const PLANTED = [
    `ghp_${"a1B2".repeat(9)}`,
    `glpat-${"x9".repeat(12)}`,
    `sk-${"abcd1234".repeat(5)}`,
    `sk_live_${"Ab12".repeat(6)}`,
    "xoxb-1234567890-abcdef",
    `123456789:AA${"b2C3".repeat(9)}`,
    "AKIA1234567890ABCDEF",
    `AIza${"c3D4e".repeat(7)}`,
    `ntn_${"d4E5".repeat(10)}`,
    `eyJ${"hbGciOi".repeat(3)}.eyJ${"zdWIiOi".repeat(3)}.${"s1gn".repeat(5)}`,
    "jane.doe+shop@mail.net",
    "+49 170 1234567",
    "52.520008, 13.404954",
    "hunter2-secret9",
  ];
  const text = (value: string) => `Before ${value} after`;

  test("no planted secret is left anywhere in a row, and each has one name", () => {
    const parts = PLANTED.slice(0, -1);
    const given: Row = {
      schema: "seed/1",
      id: "x",
      name: `Mail to ${PLANTED[10]}`,
      query: `Can you send it to ${PLANTED[10]}?`,
      plan: `1. **Start** with ${PLANTED[0]}`,
      metadata: { author: { mail: PLANTED[10]!, password: PLANTED.at(-1)! } },
      python: `# ${PLANTED[11]}\n${parts.map((part, i) => `text_${i} = "${text(part)}"\n`).join("")}`,
      code: `password = "${PLANTED.at(-1)}"\nis_workflow_actions_downloadurl(WFURL="https://me:${PLANTED.at(-1)}@mail.net/?token=${PLANTED.at(-1)}", WFHTTPHeaders={"Authorization": "Bearer ${PLANTED[1]}"})\nshown = f"{password} ${PLANTED[10]}"\n`,
      comments: [{ statement: 0, text: `Writes to ${PLANTED[10]}.` }],
    };
    const { row: redacted, counts } = redactRow(given);
    const all = JSON.stringify(redacted);
    for (const secret of PLANTED) expect(all).not.toContain(secret);
    expect(redactRow(redacted)).toEqual({ row: redacted, counts: {} });
    expect(counts["an e-mail address"]).toBe(6);
    // The same address has the same name in all fields.
    const name = /<email-\d+>/.exec(redacted.query!)![0];
    for (const part of [redacted.name, redacted.code, redacted.comments![0]!.text])
      expect(part).toContain(name);
    expect(redacted.code).toContain('f"{password} <email-');
  });

  test("a row without any stays byte for byte", () => {
    for (const sample of sampleRows()) expect(redactRow(sample)).toEqual({ row: sample, counts: {} });
  });

  test("of a shortcut, variables stay at their places", () => {
    const string = `To jane@mail.net: \uFFFC, and call \uFFFC at +49 170 1234567`;
    const token = { Type: "Variable", VariableName: "Text" };
    const place = (index: number) => `{${string.indexOf("\uFFFC", index)}, 1}`;
    const bytes = shortcutFile([
      ["dictionary", { WFItems: { password: "hunter2-secret9" } }],
      [
        "alert",
        {
          WFAlertActionMessage: {
            Value: { string, attachmentsByRange: { [place(0)]: token, [place(20)]: token } },
            WFSerializationType: "WFTextTokenString",
          },
        },
      ],
      ["getcurrentweather", { WFLocation: { latitude: 52, longitude: 13, name: "Home" } }],
    ]);
    const { workflow } = readShortcut(bytes);
    const redactor = new Redactor();
    const redacted = { ...redactor.workflow(workflow), body: workflow.body };
    expect(findDisclosures(workflow)).toHaveLength(4);
    expect(findDisclosures(redacted)).toEqual([]);
    const { Value } = redacted.actions[1]!.parameters["WFAlertActionMessage"] as unknown as {
      Value: { string: string; attachmentsByRange: object };
    };
    expect(Value.string).toBe("To <email-1>: \uFFFC, and call \uFFFC at <phone-1>");
    expect(Object.keys(Value.attachmentsByRange)).toEqual(["{14, 1}", "{26, 1}"]);
  });

  test("a text that is made of addresses takes no time", () => {
    const start = performance.now();
    const long = "a@mail.net ".repeat(20_000);
    expect(new Redactor().text(long)).not.toContain("@");
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe("MinHash", () => {
  const setOf = (from: number, to: number) =>
    new Set(Array.from({ length: to - from }, (_, i) => (from + i) * 7919));

  test("estimates are near the truth", () => {
    for (const shared of [0, 250, 500, 900, 1000]) {
      const [a, b] = [setOf(0, 1000), setOf(1000 - shared, 2000 - shared)];
      const truth = shared / (2000 - shared);
      // Four standard deviations of 128 values.
      expect(Math.abs(similarityOf(signatureOf(a), signatureOf(b)) - truth)).toBeLessThan(
        4 * Math.sqrt(0.25 / 128),
      );
    }
  });

  test("those above the threshold are found, those far below are not", () => {
    const near = new NearDuplicates(0.8);
    for (let i = 0; i < 200; i++) near.add(signatureOf(setOf(i * 10_000, i * 10_000 + 500)));
    for (let i = 0; i < 200; i++) {
      expect(near.find(signatureOf(setOf(i * 10_000 + 15, i * 10_000 + 515)))).toEqual([i]);
      expect(near.find(signatureOf(setOf(i * 10_000 + 300, i * 10_000 + 800)))).toEqual([]);
    }
  });

  test("runs of tokens know their order", () => {
    expect(shinglesOf(["a", "b", "c"], 2)).not.toEqual(shinglesOf(["c", "b", "a"], 2));
    expect(shinglesOf(["a", "b", "c", "d"], 2).size).toBe(3);
    expect(shinglesOf([], 5).size).toBe(1);
  });
});
