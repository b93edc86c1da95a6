import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";

/** The actions of a program without their prefix, markers of blocks with their mode; by hand, what the lines say. */
function actionsOf(...lines: string[]): string {
  const body = lines.map((line) => `    ${line}\n`).join("");
  const { workflow, diagnostics } = compile(`def main(shortcut_input=None):\n${body}`);
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return workflow.actions
    .map(({ identifier, parameters: { WFControlFlowMode: mode } }) => {
      const name = identifier.split(".").at(-1)!;
      return mode === undefined ? name : `${name}${String(mode)}`;
    })
    .join(" ");
}

describe("a value that fills the result of a block", () => {
  test("is the action that makes it, last in its branch", () => {
    expect(
      actionsOf(
        "if has_value(shortcut_input):",
        '    if_result = "yes"',
        "else:",
        "    if_result = read_clipboard()",
        "show_content(if_result)",
      ),
    ).toBe("conditional0 gettext conditional1 getclipboard conditional2 showresult");
  });

  test("is none where it is a variable, or nothing", () => {
    expect(
      actionsOf(
        "if has_value(shortcut_input):",
        "    if_result = shortcut_input",
        "else:",
        '    if_result = "no"',
        "show_content(if_result)",
      ),
    ).toBe("conditional0 conditional1 gettext conditional2 showresult");
  });

  test("stands before an If without an Otherwise", () => {
    expect(
      actionsOf(
        'if_result = "no"',
        "if has_value(shortcut_input):",
        '    if_result = "yes"',
        "show_content(if_result)",
      ),
    ).toBe("gettext conditional0 gettext conditional2 showresult");
  });

  test("is added to the results of a repeat, and to a variable", () => {
    expect(
      actionsOf(
        "repeat_results = []",
        "for repeat_item in shortcut_input:",
        '    Names.append(f"a {repeat_item}")',
        '    repeat_results.append(f"{repeat_item}!")',
        "show_content(repeat_results)",
        "show_content(Names)",
      ),
    ).toBe("each0 gettext appendvariable gettext each2 showresult showresult");
  });

  test("that no action can leave is set: an alert hands on what came before it", () => {
    expect(
      actionsOf(
        "if has_value(shortcut_input):",
        '    if_result = show_alert("a")',
        "else:",
        '    if_result = "no"',
        "show_content(if_result)",
      ),
    ).toBe("conditional0 alert setvariable conditional1 gettext setvariable conditional2 showresult");
  });

  test("that is read in the block is set", () => {
    expect(
      actionsOf(
        "if has_value(shortcut_input):",
        '    if_result = "yes"',
        "    show_content(if_result)",
        "else:",
        '    if_result = "no"',
        "show_content(if_result)",
      ),
    ).toBe(
      "conditional0 gettext setvariable showresult conditional1 gettext setvariable conditional2 showresult",
    );
  });
});

describe("a block at the end of a branch", () => {
  const inner = (name: string): string[] => [
    "if has_value(shortcut_input):",
    `    ${name} = "in"`,
    "else:",
    '    match choose_from_menu("Which?"):',
    '        case "A":',
    `            ${name} = read_clipboard()`,
    '        case "B":',
    `            ${name} = shortcut_input`,
  ];

  test("fills the result of the block around it", () => {
    expect(actionsOf(...inner("if_result"), "show_content(if_result)")).toBe(
      "conditional0 gettext conditional1 choosefrommenu0 choosefrommenu1 getclipboard choosefrommenu1 " +
        "choosefrommenu2 conditional2 showresult",
    );
  });

  test("means the same as with a line behind it that hands on its result", () => {
    const short = inner("if_result");
    const long = short.map((line) => line.replace(/^( {12})if_result/, "$1menu_result"));
    expect(actionsOf(...long, "    if_result = menu_result", "show_content(if_result)")).toBe(
      actionsOf(...short, "show_content(if_result)"),
    );
  });

  test("without an Otherwise begins with what came before it", () => {
    expect(
      actionsOf(
        "if has_value(shortcut_input):",
        '    if_result = "out"',
        '    if "x" in shortcut_input:',
        '        if_result = "in"',
        "else:",
        "    if_result = shortcut_input",
        "show_content(if_result)",
      ),
    ).toBe("conditional0 gettext conditional0 gettext conditional2 conditional1 conditional2 showresult");
  });

  test("is one of an ordinary variable where a branch leaves it as it was", () => {
    expect(
      actionsOf(
        'if_result = "start"',
        "if has_value(shortcut_input):",
        '    if "x" in shortcut_input:',
        '        if_result = "in"',
        "else:",
        '    if_result = "no"',
        "show_content(if_result)",
      ),
    ).toBe(
      "gettext setvariable conditional0 conditional0 gettext setvariable conditional2 conditional1 gettext " +
        "setvariable conditional2 showresult",
    );
  });
});
