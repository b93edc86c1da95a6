import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { placeDiagnostics } from "../../src/check/placed.ts";
import { check, fix } from "../../src/compile.ts";
import { registry } from "../registry/documents.ts";
import { randomNumbers } from "../support/random.ts";

const program = (body: string) => `def test(shortcut_input=None):\n${body.replace(/^(?=.)/gm, "    ")}`;
const fixed = (body: string, tolerant = false) => fix(program(body), registry, { tolerant }).python;

describe("what has one answer is put right", () => {
  test.each([
    ["a letter too few in a function", 'show_allert("a")\n', 'show_alert("a")\n'],
    ["two letters exchanged", 'show_notifciation("a")\n', 'show_notification("a")\n'],
    ["a function in another case", 'ShowAlert("a")\n', 'show_alert("a")\n'],
    ["a function of Python", 'x = imput("Name?")\nshow_alert(x)\n', 'x = input("Name?")\nshow_alert(x)\n'],
    ["a name of the API", "is_workflow_actions_vibrat()\n", "is_workflow_actions_vibrate()\n"],
    ["a keyword", 'show_alert("a", tittle="b")\n', 'show_alert("a", title="b")\n'],
    [
      "a keyword of the files",
      'show_alert("a", WFAlertActionTitel="b")\n',
      'show_alert("a", WFAlertActionTitle="b")\n',
    ],
    [
      "a choice in other letters",
      'get_contents_of_url("https://example.org", method="post")\n',
      'get_contents_of_url("https://example.org", method="POST")\n',
    ],
    [
      "a choice in a place that also takes a text",
      'x = split_text("a", "new lines")\nshow_alert(f"{x}")\n',
      'x = split_text("a", "New Lines")\nshow_alert(f"{x}")\n',
    ],
    [
      "a variable",
      'greeting = f"Hello {shortcut_input}"\nshow_alert(greting)\n',
      'greeting = f"Hello {shortcut_input}"\nshow_alert(greeting)\n',
    ],
    [
      "a result that nothing takes",
      'text = make_text("a")\nshow_content()\n',
      'text = make_text("a")\nshow_content(text)\n',
    ],
    [
      "an argument with a hyphen",
      'is_workflow_actions_showresult(Text="a", Show-text=True)\n',
      'is_workflow_actions_showresult(Text="a", Show_text=True)\n',
    ],
    [
      "an empty block",
      "for i in range(1, 4):\nvibrate_device()\n",
      "for i in range(1, 4): pass\nvibrate_device()\n",
    ],
    [
      "several at once, one behind the other",
      'greeting = imput("Name?")\nshow_allert(greting, tittle="b")\n',
      'greeting = input("Name?")\nshow_alert(greeting, title="b")\n',
    ],
  ])("%s", (_, before, after) => {
    expect(fixed(before)).toBe(program(after));
    expect(fixed(after)).toBe(program(after));
  });
});

describe("what has more than one answer stays, or none", () => {
  test.each([
    ["a function far from all", 'frobnicate_everything("a")\n'],
    ["a keyword that is given already", 'show_alert("a", title="b", tittle="c")\n'],
    ["a name as near to two", 'text_a = "x"\ntext_b = "y"\nshow_alert(text_c)\n'],
    ["a name with another number", 'item_1 = "x"\nshow_alert(item_2)\n'],
    ["a name that is set only later", "show_alert(greting)\ngreeting = 5\n"],
    ["an action of another app", "com_example_app_DoIt()\n"],
    ["a choice like no other", 'get_contents_of_url("https://example.org", method="FROBNICATE")\n'],
    [
      "an input where the result before is read elsewhere",
      'text = make_text("a")\nshow_content()\nshow_alert(text)\n',
    ],
    ["words in a text and in a comment", '# show_allert(tittle)\nshow_alert("show_allert(tittle)")\n'],
  ])("%s", (_, body) => {
    expect(fixed(body)).toBe(program(body));
    expect(fixed(body, true)).toBe(program(body));
  });
});

test("nothing else changes: line ends, blanks, comments, quotes", () => {
  const before = `def test( shortcut_input = None ):\r\n\tshow_allert( 'a' , tittle='b' ) # tittle\r\n\r\n\t# imput\t\r\n`;
  const after = before.replace("show_allert(", "show_alert(").replace("tittle=", "title=");
  expect(fix(before, registry).python).toBe(after);
});

test("a fix has the range of what it replaces", () => {
  const text = program('show_alert("a", tittle="b")\n');
  const [found] = placeDiagnostics(check(text, registry), text);
  expect(found).toMatchObject({
    code: "SC6008",
    fix: {
      title: "Write title.",
      edits: [{ text: "title", line: 2, column: 21, endLine: 2, endColumn: 27 }],
    },
  });
  const { range } = found!.fix!.edits[0]!;
  expect(text.slice(range.start, range.end)).toBe("tittle");
});

test("of two keywords of one name, each is told once and has its own fix", () => {
  const text = program('show_alert("a", tittle="b")\nshow_alert("c", title="d", tittle="e")\n');
  const told = check(text, registry).map(({ code, severity, fix }) => [code, severity, fix?.title]);
  expect(told).toEqual([
    ["SC6008", "error", "Write title."],
    ["SC6008", "error", undefined],
  ]);
});

test.each([
  ["split_text()", "text"],
  ["is_workflow_actions_text_split()", "text"],
  ["open_urls()", "url"],
  ["is_workflow_actions_openurl()", "WFInput"],
])("%s is told to take its input by the word of its style", (call, keyword) => {
  const [found] = check(program(`${call}\n`), registry).filter(({ code }) => code === "SC6017");
  expect(found?.hint).toBe(`Give it \`${keyword}=...\`, or \`nothing()\` for none.`);
});

test("tolerant programs are fixed at their own places, before what is repaired and behind it", () => {
  const before = "is_workflow_actions_showresult(Text='a', Show-text=True)\nshow_allert('b')\n";
  expect(fixed(before, true)).toBe(program(before.replace("allert", "alert")));
});

const samples = readdirSync("samples").flatMap((name) => {
  const file = `samples/${name}/expected.py`;
  try {
    return [readFileSync(file, "utf8")];
  } catch {
    return [];
  }
});

test("a sound program stays as it is", () => {
  expect(samples.length).toBeGreaterThan(5);
  for (const text of samples) expect(fix(text, registry).python).toBe(text);
});

test("one letter wrong in a sample: fixed, it is the sample again, or nothing is touched", () => {
  const random = randomNumbers(17);
  let healed = 0;
  for (const text of samples) {
    const calls = [...text.matchAll(/(?<![\w.])[a-z]\w{6,}(?=\()/g)];
    for (let i = 0; i < 4; i++) {
      const call = calls[Math.floor(random() * calls.length)];
      if (!call) continue;
      const at = call.index + 1 + Math.floor(random() * (call[0].length - 1));
      const broken = text.slice(0, at) + text.slice(at + 1);
      const { python } = fix(broken, registry);
      if (python === text) healed++;
      else expect([broken, text], `${call[0]} without its letter ${at - call.index}`).toContain(python);
      expect(fix(python, registry).python).toBe(python);
    }
  }
  expect(healed).toBeGreaterThan(10);
});
