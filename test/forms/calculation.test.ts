import { describe, expect, test } from "vitest";
import { compile } from "../../src/compile.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  as,
  attachment,
  checkPrograms,
  output,
  property,
  pythonBody,
  pythonMetadata,
  real,
  text,
  variable,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

const friendly = { names: "friendly" } as const;
const body = (...actions: Actions) => pythonBody(actions, friendly);
const math = (
  left: PlistValue | undefined,
  sign: string | undefined,
  right?: PlistValue,
  more: Parameters = {},
) =>
  action("math", {
    ...(left !== undefined && { WFInput: left }),
    ...(sign !== undefined && { WFMathOperation: sign }),
    ...(right !== undefined && { WFMathOperand: right }),
    ...more,
  });
/** A result that has a name. */
const named = { UUID: "00000000-0000-0000-0000-00000000000A", CustomOutputName: "X" };
const made = (n: number) => ({ UUID: `00000000-0000-0000-0000-00000000000${n}` });
const from = (n: number) => attachment(output(made(n).UUID, "Calculation Result"));
const count = (n: number) => action("count", { Input: attachment(variable("List")), ...made(n) });
const counted = (n: number) => attachment(output(made(n).UUID, "Count"));
const width = attachment(variable("Width"));

/** The last statement of a shortcut that begins with a count, whose output is `count`. */
const last = (...actions: Actions) =>
  body(count(1), ...actions)
    .split("\n")
    .slice(0, -1)
    .at(-1);

describe("Calculate", () => {
  test.each<[string, Actions[number], string]>([
    ["adds", math(counted(1), "+", 1, named), 'x = count_items(List, "Items") + 1'],
    [
      "adds where no operation is said",
      math(counted(1), undefined, 1, named),
      'x = count_items(List, "Items") + 1',
    ],
    ["subtracts", math(counted(1), "-", width, named), 'x = count_items(List, "Items") - Width'],
    ["multiplies by what is below 0", math(width, "×", -1, named), "x = Width * -1"],
    ["divides", math(width, "÷", real(2.5), named), "x = Width / 2.5"],
    [
      "takes numerals and reals that are whole",
      math("100", "-", counted(1), named),
      'x = 100 - count_items(List, "Items")',
    ],
    ["takes reals that are whole", math(width, "×", real(2), named), "x = Width * 2"],
    [
      "takes properties",
      math(attachment(variable("Photo", property("Width"))), "÷", 2, named),
      "x = Photo.Width / 2",
    ],
    [
      "takes what is read as a number",
      math(attachment(variable("A", as("WFNumberContentItem"))), "×", 2, named),
      "x = as_number(A) * 2",
    ],
    [
      "gives the rest of what is not below 0",
      math(counted(1), "…", undefined, {
        WFScientificMathOperation: "Modulus",
        WFScientificMathOperand: 2,
        ...named,
      }),
      'x = count_items(List, "Items") % 2',
    ],
  ])("%s", (_, calculate, expected) => {
    expect(last(calculate)).toBe(expected);
  });

  test("into a variable is one line", () => {
    const set = action("setvariable", { WFVariableName: "Half", WFInput: from(2) });
    expect(last(math(width, "÷", 2, made(2)), set)).toBe("Half = Width / 2");
  });

  test.each<[string, Actions, string]>([
    ["to the left", [math(width, "+", 1, made(2)), math(from(2), "×", 2, named)], "x = (Width + 1) * 2"],
    [
      "to the right",
      [math(counted(1), "×", 2, made(2)), math(width, "-", from(2), named)],
      'x = Width - count_items(List, "Items") * 2',
    ],
    [
      "of the same rank",
      [math(width, "-", 1, made(2)), math(counted(1), "-", from(2), named)],
      "x = count - (Width - 1)",
    ],
    [
      "four deep",
      [
        math(width, "-", 1, made(2)),
        math(from(2), "÷", 2, made(3)),
        math(from(3), "×", 3, made(4)),
        math(from(4), "+", 4, named),
      ],
      "x = (Width - 1) / 2 * 3 + 4",
    ],
    [
      "and into a variable",
      [
        math(width, "-", 1, made(2)),
        math(from(2), "÷", 2, made(3)),
        action("setvariable", { WFVariableName: "Half", WFInput: from(3) }),
      ],
      "Half = (Width - 1) / 2",
    ],
  ])("of which one takes another is one line: %s", (_, actions, expected) => {
    expect(last(...actions)).toBe(expected);
  });

  test("more than four have a line of their own, and so has a result that is read twice", () => {
    const steps = [2, 3, 4, 5, 6].map((n) => math(n === 2 ? width : from(n - 1), "×", n, made(n)));
    expect(body(count(1), ...steps, math(from(6), "-", from(6), named))).toContain(
      "calculation_result = Width * 2 * 3 * 4 * 5\n" +
        "calculation_result_2 = calculation_result * 6\n" +
        "x = calculation_result_2 - calculation_result_2\n",
    );
  });

  test.each<[string, Actions]>([
    [
      "where a text would be repeated",
      [
        action("gettext", { WFTextActionText: "5", ...made(2) }),
        math(attachment(output(made(2).UUID, "Text")), "×", 2, named),
      ],
    ],
    ["where texts may be joined", [math(width, "+", attachment(variable("B")), named)]],
    [
      "where a variable is once a text",
      [
        action("setvariable", { WFVariableName: "Width", WFInput: counted(1) }),
        action("gettext", { WFTextActionText: "", ...made(2) }),
        action("setvariable", { WFVariableName: "Width", WFInput: attachment(output(made(2).UUID, "Text")) }),
        math(width, "+", 1, named),
      ],
    ],
    ["of a text that holds a variable", [math(text(variable("Width")), "×", 2, named)]],
    [
      "of what is read as a text",
      [math(attachment(variable("A", as("WFStringContentItem"))), "×", 2, named)],
    ],
    ["of two numbers", [math("2", "×", 2, named)]],
    ["of a numeral that Python spells otherwise", [math(width, "×", ".50", named)]],
    ["without an operand", [math(width, "×", undefined, named)]],
    ["of an operation that is not known", [math(width, "^", 2, named)]],
    [
      "whose rest can be below 0",
      [
        math(width, "…", undefined, {
          WFScientificMathOperation: "Modulus",
          WFScientificMathOperand: 2,
          ...named,
        }),
      ],
    ],
    ["of a root", [math(width, "…", undefined, { WFScientificMathOperation: "√x", ...named })]],
  ])("stays a call %s", (_, actions) => {
    expect(last(...actions)).toMatch(/^x = calculate\(|^\)/);
  });

  test("stays a call where nobody takes its result, in the names of files, and where the body says all", () => {
    expect(body(math(width, "×", 2), action("vibrate"))).toContain(
      'calculate(Width, operation="×", operand=2)',
    );
    const call = 'x = is_workflow_actions_math(WFInput=Width, WFMathOperation="×", WFMathOperand=2)\n';
    expect(pythonBody([math(width, "×", 2, named)])).toContain(call);
    expect(pythonBody([math(width, "×", 2, named)], { ...friendly, lossless: true })).toContain("calculate(");
  });

  test("has its input by name where nobody takes the result that this goes into", () => {
    const actions = [
      math(width, "+", 1, made(2)),
      math(from(2), "×", 2),
      action("gettext", {}),
      action("vibrate", {}),
    ];
    expect(body(...actions)).toContain(
      'calculation_result = Width + 1\ncalculate(calculation_result, operation="×", operand=2)\n',
    );
  });

  test("keeps the spelling of numbers, and what belongs to another operation, in the metadata", () => {
    const stale = { WFScientificMathOperation: "x^2" };
    const metadata = pythonMetadata([math(width, "×", real(2), { ...stale, ...named })], friendly);
    expect(metadata).toContain('"WFMathOperand": "real"');
    expect(metadata).toContain('"WFScientificMathOperation": "x^2"');
  });
});

describe("an operation in a program", () => {
  const program = (lines: string) => `def test(shortcut_input=None):\n${lines.replace(/^(?=.)/gm, "    ")}`;
  const calculations = (lines: string) => {
    const { workflow, diagnostics } = compile(program(lines));
    const found = workflow.actions.filter(({ identifier }) => identifier.endsWith(".math"));
    const said = found.map(({ parameters: { WFMathOperation: sign, WFMathOperand: right } }) => [
      sign,
      right,
    ]);
    return { said, diagnostics: diagnostics.map(({ code, message }) => `${code} ${message}`) };
  };

  test("is a Calculate, in the order in which Python calculates", () => {
    const { said, diagnostics } = calculations("n = count_items(shortcut_input)\narea = 2 + n * 3 / 4 - 1\n");
    expect(diagnostics).toEqual([]);
    expect(said.map(([sign]) => sign)).toEqual(["×", "÷", "+", "-"]);
    expect([said[0]![1], said[1]![1], said[3]![1]]).toEqual([3, 4, 1]);
  });

  test.each([
    ["joins texts", 'a = "x"\nb = a + a\n', "a text"],
    ["repeats a text", 'a = "x"\nb = a * 2\n', "a text"],
    ["may join texts", "b = shortcut_input + shortcut_input\n", "texts or numbers"],
    ["gives a rest of its own sign", "b = shortcut_input % 2\n", "sign"],
  ])("is refused where Python %s", (_, lines, message) => {
    const { diagnostics } = calculations(lines);
    expect(diagnostics.join("\n")).toContain(message);
    expect(diagnostics.every((said) => said.startsWith("SC6003"))).toBe(true);
  });
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
