import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import { draftTask } from "../../src/evaluate/execute/draft.ts";
import { readTasks, scoreExecution } from "../../src/evaluate/execute/execute.ts";
import { setUp } from "../batch/support.ts";

const draft = (code: string, runs?: number) => {
  const { bytes, workflow, diagnostics } = compile(code);
  expect(bytes, diagnostics.map(({ message }) => message).join()).toBeDefined();
  return draftTask(workflow, { id: "a", ...(runs !== undefined && { runs }) });
};
const MENU = `match choose_from_menu("Which?", items=["One", "Two", "Three"]):
    case "One":
        speak_text("1")
    case "Two":
        name = ask_for_input("Name?")
        if name == "Ann":
            speak_text("Hello, Ann")
        else:
            speak_text("Who?")
    case "Three":
        stop_this_shortcut()
`;

describe("devices that take branches", () => {
  test("are one for each case of a menu, and for each answer that a condition asks for", () => {
    expect(draft(MENU)).toEqual({
      id: "a",
      devices: [
        { answers: ["One"] },
        { answers: ["Two", "Text"] },
        { answers: ["Three"] },
        { answers: ["Two", "Ann"] },
      ],
      branches: 5,
      reached: 5,
      unreached: [],
    });
  });

  test("hold on their clipboard what a condition looks for", () => {
    const { devices, ...counts } = draft(
      'text = get_clipboard()\nif "://" in text:\n    open_urls(text)\nelif text == "stop":\n    stop_this_shortcut()\nspeak_text("end")\n',
    );
    expect(devices).toEqual([{}, { clipboard: "://" }, { clipboard: "stop" }]);
    expect(counts).toMatchObject({ branches: 3, reached: 3, unreached: [] });
  });

  test("have numbers on both sides of a bound", () => {
    const { devices, reached } = draft(
      'age = ask_for_input("Age?", input_type="Number")\nif age < 18:\n    speak_text("young")\nelse:\n    speak_text("old")\n',
    );
    expect(devices).toEqual([{ answers: ["3"] }, { answers: ["18"] }]);
    expect(reached).toBe(2);
  });

  test("are two also where there is no branch, so that no answer can be learned by heart", () => {
    expect(draft('name = ask_for_input("Name?")\nshow_content(name)\n').devices).toEqual([
      { answers: ["Text"] },
      { answers: ["https://example.org"] },
    ]);
    expect(draft('speak_text("a")\n')).toEqual({
      id: "a",
      devices: [{}],
      branches: 0,
      reached: 0,
      unreached: [],
    });
  });

  test("are none for a branch that nothing leads to", () => {
    const { branches, reached, unreached } = draft('text = "a"\nif text == "b":\n    speak_text("b")\n');
    expect({ branches, reached }).toEqual({ branches: 2, reached: 1 });
    // The text, the If, and what would be spoken.
    expect(unreached).toEqual([2]);
  });

  test("are none where it is not known what a shortcut does", () => {
    expect(draft(`x = is_workflow_actions_getwallpaper()\nshow_content(x)\n`).devices).toEqual([]);
  });

  test("never take more runs than allowed", () => {
    expect(draft(MENU, 1)).toMatchObject({ devices: [{ answers: ["One"] }], reached: 1, branches: 5 });
  });
});

describe("the command", () => {
  const { path, write, shortcut2py } = setUp();

  test("writes what evaluate --execute reads, and says what it has not reached", async () => {
    write("menu.py", MENU);
    write("dead.py", 'text = "a"\nif text == "b":\n    speak_text("b")\n');
    const { code, stderr } = await shortcut2py(["tasks", "menu.py", "dead.py", "-o", "tasks.jsonl"]);
    expect(stderr).toBe(
      "menu.py: 5 of 5 branches on 4 devices.\ndead.py: 1 of 2 branches on 1 device; not reached: line 3.\n",
    );
    expect(code).toBe(0);
    const tasks = await readTasks(path("tasks.jsonl"));
    expect([...tasks.keys()]).toEqual(["menu", "dead"]);

    const score = (prediction: string) =>
      scoreExecution(
        { reference: { id: "menu", code: MENU }, prediction: { id: "menu", code: prediction } },
        tasks,
      );
    expect(score(MENU)).toMatchObject({ score: 1, passed: true, devices: 4, undetermined: 0 });
    expect(score(MENU.replace("Who?", "Nobody"))).toMatchObject({ passed: false, devices: 4 });
  });

  test("has a task for a sample, under the name that it is given", async () => {
    const sample = readFileSync("samples/nested-menus/input.shortcut");
    write("input.shortcut", sample);
    const { code, stdout } = await shortcut2py(["tasks", "input.shortcut", "--id", "nested"]);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({
      id: "nested",
      // Each of the menu's three items, and both of the menu behind the second.
      devices: [
        { answers: ["Install 2.1"] },
        { answers: ["More …", "What’s new"] },
        { answers: ["Cancel"] },
        { answers: ["More …", 'Skip "2.1"'] },
      ],
      branches: 5,
      reached: 5,
      unreached: [],
    });
  });

  test("says so where there is none", async () => {
    write("unknown.py", "x = is_workflow_actions_getwallpaper()\nshow_content(x)\n");
    const { code, stdout, stderr } = await shortcut2py(["tasks", "unknown.py"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: "" });
    expect(stderr).toMatch(/^unknown\.py: no task: /);
  });
});
