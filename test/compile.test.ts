import { isDeepStrictEqual } from "node:util";
import { describe, expect, test } from "vitest";
import { check, compile, convert, verify } from "../src/index.ts";
import { compareShortcuts } from "../src/ir/compare.ts";
import { encodeWorkflow } from "../src/ir/encode.ts";
import { readShortcut } from "../src/read.ts";
import { openRegistry } from "../src/registry/records/registry.ts";
import { convertedCorpus, hasCorpus } from "./support/corpus.ts";
import type { Workflow } from "../src/ir/workflow.ts";
import { essenceOf, implicitInputs, saysTheProgram, withoutHandOns } from "./support/essence.ts";
import { ruffFormat } from "./support/ruff.ts";
import { action, OLD_SHORTCUT, shortcutFile } from "./support/shortcut.ts";

const program = (body: string) => `def test(shortcut_input=None):\n${body.replace(/^(?=.)/gm, "    ")}`;
const actionsOf = (body: string, tolerant = false) => {
  const { workflow, diagnostics } = compile(program(body), { tolerant });
  return { actions: workflow.actions.map(({ identifier }) => identifier.split(".").at(-1)), diagnostics };
};
const problemsOf = (body: string, tolerant = false) => {
  const { diagnostics } = compile(program(body), { tolerant });
  return diagnostics.filter(({ severity }) => severity === "error").map(({ code }) => code);
};

describe("real shortcuts", () => {
  test.skipIf(!hasCorpus)("come back equal, and give the same Python again", () => {
    const changed: string[] = [];
    for (const [i, { name, bytes, python }] of convertedCorpus().entries()) {
      const again = compile(python);
      const title = name.replace(/\..*/, "");
      const isSame = again.bytes !== undefined && convert(again.bytes, { name: title }).python === python;
      const [expected, actual] = [readShortcut(bytes).workflow, again.workflow].map(encodeWorkflow);
      const isEqual = compareShortcuts(expected!, actual!).total === 0;
      if (!isEqual || !isSame) changed.push(name);
      // `verify` does the same by itself.
      if (i % 20 === 0 && verify(bytes).equal !== isEqual) changed.push(`${name}, verified`);
    }
    expect(changed).toEqual([]);
  });

  // All of it in the body, and the program alone, whose actions lack nothing but what has no effect.
  test.skipIf(!hasCorpus).each([
    ["all in the body", { lossless: true }],
    ["all in a script", { layout: "script" as const, lossless: true }],
    ["without metadata", { metadata: false }],
  ])("are the same programs, %s", (_, options) => {
    const changed: string[] = [];
    for (const { name, bytes, python, diagnostics } of convertedCorpus(options)) {
      const { workflow } = readShortcut(bytes);
      const again = compile(python).workflow;
      const isSame = "lossless" in options ? saysAll(workflow, again) : saysAllButHandOns(workflow, again);
      // In texts whose placeholders another program lost, no reader can tell what stands where.
      if (!isSame && diagnostics.every(({ code }) => code !== "SC4004")) changed.push(name);
    }
    expect(changed).toEqual([]);
  });

  type Actions = Pick<Workflow, "actions">;
  const saysAll = (workflow: Workflow, again: Actions) => {
    const implicit = implicitInputs(workflow);
    return isDeepStrictEqual(essenceOf(again, implicit), essenceOf(workflow, implicit));
  };
  const saysAllButHandOns = (workflow: Workflow, again: Actions) => {
    const { implicit, ...whole } = withoutHandOns(workflow, implicitInputs(workflow));
    const said = essenceOf(withoutHandOns(again, new Set()), implicit);
    return saysTheProgram(said, essenceOf(whole, implicit));
  };

  test.skipIf(!hasCorpus)("of middling size give a third of their text to metadata, at most", () => {
    const bare = convertedCorpus({ metadata: false });
    const shares = convertedCorpus()
      .map(({ bytes, python }, i) => ({
        size: bytes.length,
        share: 1 - bare[i]!.python.length / python.length,
      }))
      .sort((a, b) => a.size - b.size)
      .slice(bare.length * 0.45, bare.length * 0.55)
      .map(({ share }) => share);
    expect(shares.toSorted((a, b) => a - b)[shares.length >> 1]).toBeLessThan(1 / 3);
  });
});

describe("the result of several blocks", () => {
  test("stays one where a line says something else than its block leaves", () => {
    const block = (name: string, left: string) => `if shortcut_input == 1:
    ${name} = "a"
    if_result: Output = ${left}
else:
    if_result: Output = "b"
`;
    const { actions, diagnostics } = actionsOf(
      `${block("text", "shortcut_input")}${block("text_2", "text_2")}show_alert(if_result)`,
    );
    const each = ["conditional", "gettext", "conditional", "gettext", "conditional"];
    expect(actions).toEqual([...each, ...each, "alert"]);
    expect(diagnostics).toEqual([]);
  });
});

describe("compile", () => {
  test("gives the same bytes for the same program, and none where there is an error", () => {
    const text = program('text = "a"\nis_workflow_actions_showresult(Text=text)\n');
    expect(compile(text).bytes).toEqual(compile(text).bytes);
    expect(compile(program("x = \n")).bytes).toBeUndefined();
  });

  test("takes a program that ruff has formatted", () => {
    const text = program("is_workflow_actions_alert( WFAlertActionMessage='a' )\n");
    expect(ruffFormat(text)).not.toBe(text);
    expect(compile(ruffFormat(text)).workflow).toEqual(compile(text).workflow);
  });

  test("drops metadata that count other actions than there are, and says so", () => {
    const bytes = shortcutFile([action("showresult", { Text: "a", "Show-Text": true })]);
    const { python } = convert(bytes);
    const longer = python.replace('"a")', '"a")\n    is_workflow_actions_vibrate()');
    const { workflow, diagnostics } = compile(longer);
    expect(workflow.actions.map(({ parameters }) => ({ ...parameters }))).toEqual([{ Text: "a" }, {}]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["SC6006"]);
  });

  test("keeps an implicit input only while it is what comes from the action before", () => {
    const python = convert(
      shortcutFile(
        [action("gettext", { WFTextActionText: "a" }), action("setvariable", { WFVariableName: "V" })],
        OLD_SHORTCUT,
      ),
    ).python;
    expect(python).toContain("implicit_inputs");
    const parametersOf = (text: string) => ({ ...compile(text).workflow.actions[1]!.parameters });
    expect(parametersOf(python)).toEqual({ WFVariableName: "V" });
    // One line is the Text and the Set Variable that takes it; here they are two, and the second takes something else.
    expect(parametersOf(python.replace('V = "a"', 'text = "a"\n    V = shortcut_input'))).toEqual({
      WFVariableName: "V",
      WFInput: { Value: { Type: "ExtensionInput" }, WFSerializationType: "WFTextTokenAttachment" },
    });
  });

  test.each([
    ["a name that nothing defines", "is_workflow_actions_showresult(Text=answer)", "SC6004"],
    ["a function that is no action", "frobnicate(1)", "SC6005"],
    ["a loop of another kind", "while True:\n    pass", "SC6001"],
    ["a condition that nothing can test", "if 1 + 1:\n    pass", "SC6003"],
    ["a guard", 'match choose_from_menu("?"):\n    case "a" if shortcut_input:\n        pass', "SC6003"],
    ["something else than a menu", "match 5:\n    case 'a':\n        pass", "SC6003"],
  ])("refuses %s, at its place", (_, body, code) => {
    const found = compile(program(`${body}\n`)).diagnostics.find((diagnostic) => diagnostic.code === code);
    expect(found?.severity).toBe("error");
    expect(found?.where.range?.start).toBeGreaterThanOrEqual(program("").length);
  });

  test("says everything that is wrong at once", () => {
    expect(problemsOf("frobnicate(1)\nx = )\nis_workflow_actions_showresult(Text=y)\n")).toEqual([
      "SC6001",
      "SC6005",
      "SC6004",
    ]);
  });
});

describe("tolerant", () => {
  test.each([
    ["a truth", "x = input('?')\nif x:\n    pass\n", ["ask", "conditional", "conditional"]],
    ["a count from 0", "for i in range(3):\n    pass\n", ["repeat.count", "repeat.count"]],
    ["a menu by input", "match input(prompt='?'):\n    case 'a':\n        pass\n", 3],
    ["a calculation in a call", "x = len(['a'])\nis_workflow_actions_showresult(Text=x * 2)\n", 4],
    ["a sum", "x = len(['a'])\ny = x + 1\n", 3],
  ])("reads %s, and says so", (_, body, expected) => {
    const { actions, diagnostics } = actionsOf(body, true);
    if (typeof expected === "number") expect(actions).toHaveLength(expected);
    else expect(actions).toEqual(expected.map((name) => name.split(".").at(-1)));
    expect(diagnostics.map(({ severity }) => severity)).toContain("info");
    expect(problemsOf(body, true)).toEqual([]);
    expect(problemsOf(body)).not.toEqual([]);
  });

  test("repairs names with hyphens, properties with blanks and empty blocks, and nothing in texts", () => {
    const body = `x = input('Show-text=1')
if has_value(x):
is_workflow_actions_showresult(Text=f'''{x.File Size} Show-text=''')
is_workflow_actions_text_split(text=x, Show-text=True)
`;
    const { workflow, diagnostics } = compile(program(body), { tolerant: true });
    expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
    expect(workflow.actions.at(-1)!.parameters["Show-text"]).toBe(true);
    expect(workflow.actions[0]!.parameters["WFAskActionPrompt"]).toBe("Show-text=1");
  });
});

test("a method that every object has is no method of a text", () => {
  expect(problemsOf("show_alert(shortcut_input.constructor())\n", true)).toEqual(["SC6002"]);
});

test("places are those in the program as it was, whatever was repaired before them", () => {
  const text = program(
    "is_workflow_actions_text_split(text='a', Show-text=True)\nfor_nothing(Show-text=True)\n",
  );
  const { diagnostics } = compile(text, { tolerant: true });
  const places = diagnostics.map(({ code, where: { range } }) => [
    code,
    text.slice(range!.start, range!.end),
  ]);
  expect(places).toEqual([
    ["SC6014", "Show-text"],
    ["SC6014", "Show-text"],
    ["SC6005", "for_nothing(Show-text=True)"],
  ]);
});

describe("None as an argument", () => {
  test("is in a program that somebody writes no value that a file holds", () => {
    for (const tolerant of [false, true]) {
      const python = 'def a():\n    vibrate_device()\n    show_alert("a", title=None)\n';
      const { workflow, diagnostics } = compile(python, { tolerant });
      expect(diagnostics).toEqual([]);
      expect(workflow.actions.map(({ parameters }) => ({ ...parameters }))).toEqual([
        {},
        { WFAlertActionMessage: "a" },
      ]);
    }
  });

  test("is the null of a dump, and no input that the dump leaves out", () => {
    const act = (name: string, parameters: object) => ({
      WFWorkflowActionIdentifier: `is.workflow.actions.${name}`,
      WFWorkflowActionParameters: parameters,
    });
    const dump = {
      WFWorkflowActions: [
        act("gettext", { UUID: "A", WFTextActionText: "abc" }),
        act("text.replace", { WFReplaceTextFind: "x", WFReplaceTextCaseSensitive: null }),
      ],
    };
    const bytes = new TextEncoder().encode(JSON.stringify(dump));
    expect(convert(bytes).python).toContain("case_sensitive=None");
    expect(verify(bytes).equal).toBe(true);
  });
});

describe("check", () => {
  const record = {
    identifier: "is.workflow.actions.vibrate",
    pythonName: "is_workflow_actions_vibrate",
    app: "com.apple.shortcuts",
    description: "d",
    descriptionBy: "hand",
    kind: "builtin",
    knowledge: "full",
    parameters: [
      { key: "Mode", class: "WFEnumerationParameter", pythonType: "str", values: ["Long", "Short"] },
      { key: "Loud", class: "WFSwitchParameter", pythonType: "bool" },
      { key: "Where", class: "WFPlace", pythonType: "Place", forms: ["variable"] },
      {
        key: "Seconds",
        class: "WFNumberFieldParameter",
        pythonType: "float",
        forms: ["number"],
        needed: true,
        when: [{ parameter: "Mode", values: ["Long"] }],
      },
    ],
  };
  const registry = openRegistry(`${JSON.stringify(record)}\n`);
  test.each([
    ["an action that nobody knows", "com_example_app_Do()", "SC6007"],
    ["a parameter that is misspelled", 'is_workflow_actions_vibrate(Mod="Short")', "SC6008"],
    ["a choice that there is not", 'is_workflow_actions_vibrate(Mode="Medium")', "SC6009"],
    ["a value of another type", "is_workflow_actions_vibrate(Loud={})", "SC6010"],
    ["a text where files have a variable", 'is_workflow_actions_vibrate(Where="here")', "SC6018"],
    [
      "a text with a variable where files have a variable",
      'is_workflow_actions_vibrate(Where=f"{shortcut_input} B")',
      "SC6018",
    ],
    ["a descriptor that is a text", 'is_workflow_actions_vibrate(AppIntentDescriptor="Mail")', "SC6018"],
    ["what the action needs", 'is_workflow_actions_vibrate(Mode="Long")', "SC6019"],
    ["an output that no action makes", 'gone = missing_output("Text")', "SC4002"],
    [
      "a block that is never closed",
      'is_workflow_actions_conditional(GroupingIdentifier="g", WFControlFlowMode=0)',
      "SC4001",
    ],
    ["what never runs", "return\nis_workflow_actions_vibrate()", "SC6011"],
    [
      "a name that one path leaves unset",
      "if has_value(shortcut_input):\n    Name = shortcut_input\nis_workflow_actions_vibrate(Mode=Name)",
      "SC6012",
    ],
  ])("warns of %s", (_, body, code) => {
    // The little registry has no control flow.
    const found = check(program(`${body}\n`), registry).filter((diagnostic) => {
      return code === "SC6007" || diagnostic.code !== "SC6007";
    });
    expect(found.map((diagnostic) => [diagnostic.code, diagnostic.severity])).toEqual([[code, "warning"]]);
    expect(found[0]!.where.range).toBeDefined();
  });

  test("stop_shortcut() stops another one, and says how this one ends", () => {
    const identifier = "com.apple.shortcuts.StopWorkflowAction";
    const stop = openRegistry(`${JSON.stringify({ ...record, identifier, parameters: [] })}\n`);
    expect(check(program("stop_shortcut()\n"), stop)).toMatchObject([
      { code: "SC6019", hint: "To end this shortcut, write `return`." },
    ]);
  });

  test.each([
    'is_workflow_actions_vibrate(Mode="Long", Loud=True, Seconds=2)',
    "is_workflow_actions_vibrate(Where=shortcut_input)",
    'is_workflow_actions_vibrate(Mode="Short")',
    // Whether it needs more is only known when it runs.
    "is_workflow_actions_vibrate(Mode=shortcut_input)",
  ])("has nothing to say of a sound program: %s", (line) => {
    expect(check(program(`${line}\n`), registry)).toEqual([]);
  });
});
