import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { readTasks, scoreExecution } from "../../src/evaluate/execute/execute.ts";
import type { DeviceSpec } from "../../src/run/device/spec.ts";

const score = (reference: string, prediction: string, ...devices: DeviceSpec[]) =>
  scoreExecution(
    { reference: { id: "a", code: reference }, prediction: { id: "a", code: prediction } },
    new Map([["a", devices.length === 0 ? [{}] : devices]]),
  );

const speak = (text: string) => `is_workflow_actions_speaktext(WFText="${text}")\n`;
const show = (text: string) => `is_workflow_actions_showresult(Text="${text}")\n`;
const clip = (text: string) => `is_workflow_actions_setclipboard(WFInput=f"{x}")\n`.replace("{x}", text);

describe("by what they do", () => {
  test("the same program is the same", () => {
    const program = speak("one") + show("two");
    expect(score(program, program)).toEqual({
      score: 1,
      passed: true,
      devices: 1,
      undetermined: 0,
      differences: [],
    });
  });

  test("other words for the same are the same", () => {
    expect(score(show("2 apples"), 'n = "2 apples"\n' + show("x").replace('"x"', 'f"{n}"'))).toMatchObject({
      score: 1,
      passed: true,
    });
  });

  test("effects count each, missing ones and those too much", () => {
    // What comes out in the end counts like an effect: it is what was said or shown last.
    // Effects: two of two and two of three; result: another one. 2 * 2 / (2 + 3 + 2).
    const more = score(speak("a") + show("b"), speak("a") + show("b") + speak("c"));
    expect(more).toMatchObject({ score: expect.closeTo(4 / 7, 12), passed: false });
    expect(more!.differences).toEqual([
      expect.stringMatching(/^device 0: too much: .*"speak".*c/),
      'device 0: result: ["c"], not ["b"]',
    ]);
    const less = score(speak("a") + show("b"), show("b"));
    // Effects: one of two and one of one; result: the same. 2 * (1 + 1) / (2 + 1 + 2).
    expect(less).toMatchObject({ score: expect.closeTo(0.8, 12), passed: false });
    expect(less!.differences[0]).toMatch(/missing: .*"speak"/);
  });

  test("what somebody sees has an order; what nobody sees has none", () => {
    const end = show("end");
    // Two of three effects are in the same order, and the result is the same: 2 * (2 + 1) / (3 + 3 + 2).
    expect(score(speak("a") + show("b") + end, show("b") + speak("a") + end)).toMatchObject({
      score: 0.75,
      passed: false,
    });
    expect(score(clip("a") + show("b") + end, show("b") + clip("a") + end)).toMatchObject({ passed: true });
  });

  test("every device counts", () => {
    const reference = 'x = get_clipboard()\nif x == "go":\n    ' + show("went");
    const prediction = "x = get_clipboard()\n" + show("went");
    const devices: DeviceSpec[] = [{ clipboard: "go" }, { clipboard: "stop" }];
    expect(score(reference, reference, ...devices)).toMatchObject({ score: 1, passed: true, devices: 2 });
    const found = score(reference, prediction, ...devices);
    expect(found).toMatchObject({ score: 0.5, passed: false, devices: 2 });
    expect(found!.differences).toEqual([
      'device 1: too much: {"kind":"show result","text":"went"}',
      'device 1: result: ["went"], not ["stop"]',
    ]);
  });

  test("a program that does not compile does nothing", () => {
    expect(score(show("a"), "while True:\n  print(")).toMatchObject({ score: 0, passed: false });
  });

  test("where the reference says nothing, nothing is said", () => {
    expect(score("not a program (", show("a"))).toBeUndefined();
    expect(
      scoreExecution({ reference: { id: "b", code: "" }, prediction: { id: "b", code: "" } }, new Map()),
    ).toBeUndefined();
  });

  test("programs without an end are stopped", () => {
    const endless = "for i in range(100000000):\n    " + speak("a");
    expect(score(show("a"), endless)).toMatchObject({ passed: false });
  });
});

describe("tasks", () => {
  const folder = mkdtempSync(join(tmpdir(), "shortcut2py-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test.each([
    [{ devices: [{}] }, "it has no id"],
    [{ id: "a" }, "it has no list of devices"],
    [{ id: "a", devices: [] }, "it has no list of devices"],
    [{ id: "a", devices: [{ battery: "full" }] }, "battery"],
  ])("that are none are named: %j", async (row, words) => {
    const path = join(folder, "tasks.jsonl");
    writeFileSync(path, JSON.stringify(row));
    await expect(readTasks(path)).rejects.toMatchObject({
      code: "SC5402",
      message: expect.stringContaining(words),
    });
  });

  test("are read by their ids", async () => {
    const path = join(folder, "tasks.jsonl");
    writeFileSync(path, JSON.stringify({ id: 1, devices: [{ clipboard: "x" }] }));
    expect(await readTasks(path)).toEqual(new Map([["1", [{ clipboard: "x" }]]]));
  });
});
