import { describe, expect, test } from "vitest";
import { repairPython } from "../../../src/python/parse/repair.ts";

const repaired = (text: string) => repairPython(text, () => undefined);

describe("what can mean only one thing", () => {
  test.each([
    ['x = {{"string": a key}: {"string": a, text}}', 'x = {"a key": "a, text"}'],
    ['x = {{"string": a}: {{"string": b}: {"string": }}, {"string": c}: y}', 'x = {"a": {"b": ""}, "c": y}'],
    [
      'x = {{"string": don\'t "stop"}: {"string": https://a.b/?c=d\\e}}',
      'x = {"don\'t \\"stop\\"": "https://a.b/?c=d\\\\e"}',
    ],
    [
      'f( W={"Property": Creation Date, "Operator": 2})',
      'f( W={"Property": "Creation Date", "Operator": 2})',
    ],
    ['f( W={"workflowName": Dice Roller}, a=1)', 'f( W={"workflowName": "Dice Roller"}, a=1)'],
    ["if end.Job Title == '''a''':\n    f()", "if getattr(end, \"Job Title\") == '''a''':\n    f()"],
    ["if a.Last Name.endswith(b):\n    f()", 'if getattr(a, "Last Name").endswith(b):\n    f()'],
    ["x = f'''{a.Last Name}'''", "x = f'''{getattr(a, \"Last Name\")}'''"],
  ])("%s", (text, wanted) => {
    const { text: read, repairs } = repaired(text);
    expect(read).toBe(wanted);
    expect(repairs.length).toBeGreaterThan(0);
    // Each place is that of what was replaced.
    for (const { range } of repairs) expect(range.end).toBeGreaterThan(range.start);
  });
});

describe("what is Python, or anybody's guess, stays", () => {
  test.each([
    'x = {"string": name}',
    'x = [{"string": name}]',
    'x = {"a": {"string": name}, "b": 1}',
    'x = {"a": b if c else d}',
    'x = {"a": not b, "c": d in e, "f": g is h}',
    'x = "{{\\"string\\": a}: b}"',
    '# {{"string": a}: {"string": b}}',
    "x = '''{{\"string\": a b}: {\"string\": c d}}'''",
    'x = {{"string": {a}}: {"string": b}}',
    "f( W=[Savage, Ravaging])",
    "x = a.Name if b else c.Name",
    "x = a.Name\ny = b",
  ])("%s", (text) => {
    expect(repaired(text)).toMatchObject({ text, repairs: [] });
  });
});

test("takes time in proportion to the text", () => {
  for (const part of ['{"string": a', '"a": b c', "a.B C ", "{{", '"": a ']) {
    const start = performance.now();
    repaired(`x = ${part.repeat(20_000)}`);
    expect(performance.now() - start, part).toBeLessThan(5000);
  }
});
