import { describe, expect, it } from "vitest";
import { compile } from "../../src/compile.ts";

const messagesOf = (python: string) =>
  compile(`${python}\n`).diagnostics.map(({ code, message }) => `${code} ${message}`);

describe("what no form reads", () => {
  it.each([
    ['is_workflow_actions_showresult("a", "b")', "Argument 2 of is_workflow_actions_showresult"],
    ['x = input("a", default="b")', 'input takes no "default": it'],
    ['is_workflow_actions_delay(a=Quantity("6", "kg", "g"))', "Argument 3 of Quantity"],
    ['x = f"{current_date(3)}"', "Argument 1 of current_date"],
    ['x = {"a": Number("5", "6")}', "Argument 2 of Number"],
    ['x = [Item("a", 5)]', "Argument 2 of Item"],
    ['x = "a"\nx.append("b", "c")', "Argument 2 of append"],
    ['x = "a"\nfor i, y in enumerate(x, start=5):\n    pass', 'enumerate takes no "start": it'],
    ['x = current_date()\nif x == "a" and has_value(x, 5):\n    pass', "Argument 2 of has_value"],
    ['match choose_from_menu("a", z=4):\n    case "a":\n        pass', 'choose_from_menu takes no "z": it'],
    ['exit("a", 3)', "Argument 2 of exit"],
  ])("is an error: %s", (python, what) => {
    expect(messagesOf(python)).toContain(`SC6003 ${what} says nothing here, and would be lost.`);
  });

  it("is an error once, not for each part of it", () => {
    expect(messagesOf('x = input("a", default=[1, {"b": 2}])')).toHaveLength(1);
  });

  it("is an error in the head of a block, and nothing else is, however long the block is", () => {
    const body = `    if x == "b":\n        show_content(x)\n    show_content(x)\n`.repeat(50);
    const unread = (head: string) => messagesOf(`x = current_date()\nif ${head}:\n${body}`);
    const what = "Argument 2 of has_value";
    expect(unread('x == "a" and has_value(x)')).toEqual([]);
    expect(unread('x == "a" and has_value(x, 5)')).toEqual([
      `SC6003 ${what} says nothing here, and would be lost.`,
    ]);
  });

  it("is not asked for where a statement says nothing as a whole", () => {
    expect(messagesOf("no_such_action(1, 2)")).toEqual(['SC6005 No action is called "no_such_action".']);
  });

  it("has its place in the program", () => {
    const [diagnostic] = compile('x = input("a", default="b")\n').diagnostics;
    expect(diagnostic?.where.range).toEqual({ start: 23, end: 26 });
  });
});
