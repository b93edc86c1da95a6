import { describe, expect, test } from "vitest";
import { check, compile } from "../../src/compile.ts";
import { convert } from "../../src/convert.ts";
import { registry } from "../registry/documents.ts";
import { attachment, output } from "../support/shortcut.ts";

describe("a call in a program", () => {
  const program = (lines: string) => `def test(shortcut_input=None):\n${lines.replace(/^(?=.)/gm, "    ")}`;
  const read = (lines: string, tolerant = false) => {
    const { workflow, diagnostics, sourceMap } = compile(program(lines), { tolerant });
    return {
      actions: workflow.actions.map(({ identifier }) => identifier.replace("is.workflow.actions.", "")),
      said: diagnostics.map(({ code, message }) => `${code} ${message}`),
      parameters: workflow.actions.map(({ parameters }) => parameters),
      lines: sourceMap.map(({ line }) => line),
    };
  };

  test.each<[string, string, string[]]>([
    [
      "in a call",
      "quick_look(get_images_from_input(shortcut_input))\n",
      ["detect.images", "previewdocument"],
    ],
    [
      "in a call in a call",
      "quick_look(get_text_from_input(get_images_from_input(shortcut_input)))\n",
      ["detect.images", "detect.text", "previewdocument"],
    ],
    [
      "of an API",
      "is_workflow_actions_setclipboard(WFInput=is_workflow_actions_getclipboard())\n",
      ["getclipboard", "setclipboard"],
    ],
    [
      "in one after another",
      "set_dictionary_value(read_clipboard(), key=get_battery_status(), value=f'{get_device_details()}')\n",
      ["getclipboard", "getbatterylevel", "getdevicedetails", "setvalueforkey"],
    ],
    ["in a text", 'text = f"It is {get_battery_status()}."\n', ["getbatterylevel", "gettext"]],
    [
      "in a list",
      "x = [get_battery_status(), read_clipboard()]\n",
      ["getbatterylevel", "getclipboard", "list"],
    ],
    ["in a dictionary", 'x = {"a": get_battery_status()}\n', ["getbatterylevel", "dictionary"]],
    ["before a key", 'x = read_clipboard()["a"]\n', ["getclipboard", "getvalueforkey"]],
    ["before a key of a variable", 'X: Variable = read_clipboard()["a"]\n', ["getclipboard", "setvariable"]],
    [
      "in a variable",
      "X = get_text_from_input(read_clipboard())\n",
      ["getclipboard", "detect.text", "setvariable"],
    ],
    [
      "that is added",
      "X.append(get_text_from_input(read_clipboard()))\n",
      ["getclipboard", "detect.text", "appendvariable"],
    ],
    ["in a calculation", "x = get_battery_status() * 2\n", ["getbatterylevel", "math"]],
    [
      "in a condition",
      "if get_battery_status() > 20 and has_value(shortcut_input):\n    vibrate_device()\n",
      ["getbatterylevel", "conditional", "vibrate", "conditional"],
    ],
    [
      "in a repeat",
      "for line in split_text(read_clipboard()):\n    show_alert(line)\n",
      ["getclipboard", "text.split", "repeat.each", "alert", "repeat.each"],
    ],
    [
      "in the question of a menu",
      'match choose_from_menu(f"{get_battery_status()} %"):\n    case "A":\n        pass\n',
      ["getbatterylevel", "choosefrommenu", "choosefrommenu", "choosefrommenu"],
    ],
    [
      "with a literal for a variable",
      'quick_look(get_images_from_input("a"))\n',
      ["gettext", "detect.images", "previewdocument"],
    ],
    [
      "before a result that starts empty",
      "repeat_results = []\nfor x in split_text(read_clipboard()):\n    repeat_results.append(get_text_from_input(x))\n" +
        "show_alert(repeat_results)\n",
      ["getclipboard", "text.split", "repeat.each", "detect.text", "repeat.each", "alert"],
    ],
  ])("%s is an action before the line", (_, lines, expected) => {
    const { actions, said } = read(lines);
    expect(said).toEqual([]);
    expect(actions).toEqual(expected);
    expect(read(lines, true).actions).toEqual(expected);
  });

  test("is what the line takes, and comes back", () => {
    const { parameters, lines } = read("quick_look(get_images_from_input(shortcut_input))\n");
    expect(parameters[1]).toEqual({
      WFInput: attachment(output(parameters[0]!["UUID"] as string, "Images")),
    });
    expect(lines).toEqual([2, 2]);
    const { bytes } = compile(program("quick_look(get_images_from_input(shortcut_input))\n"));
    expect(convert(bytes!).python).toContain("    quick_look(get_images_from_input(shortcut_input))\n");
  });

  test("is the line's own where a script ends with it", () => {
    const { workflow, diagnostics } = compile(
      'exit(stop_and_output(get_images_from_input(shortcut_input), without_surface="Respond"))\n',
    );
    expect(diagnostics).toEqual([]);
    expect(workflow.actions.map(({ identifier }) => identifier)).toEqual([
      "is.workflow.actions.detect.images",
      "is.workflow.actions.output",
    ]);
  });

  test("comes before the end of a script that it is the result of", () => {
    const { workflow } = compile(
      "x = read_clipboard()\nif x == 'a':\n    exit(get_text_from_input(x))\nshow_alert(x)\n",
    );
    const identifiers = workflow.actions.map(({ identifier }) =>
      identifier.replace("is.workflow.actions.", ""),
    );
    expect(identifiers.slice(1, 4)).toEqual(["conditional", "detect.text", "exit"]);
  });

  test.each(["5", "[1, 2]", "{'a': 1}"])(
    "and a literal, %s, have an action before the end of a script",
    (literal) => {
      const { workflow } = compile(`exit(${literal})\n`);
      const [made, end] = workflow.actions.map(({ parameters }) => parameters);
      expect(end!["WFResult"]).toMatchObject({ Value: { Type: "ActionOutput", OutputUUID: made!["UUID"] } });
    },
  );

  test("runs behind what the result of an If starts with", () => {
    const lines =
      "if_result = get_battery_status()\nif count_items(shortcut_input) > 3:\n    if_result = read_clipboard()\n" +
      "show_alert(if_result)\n";
    expect(read(lines).actions.slice(0, 4)).toEqual([
      "getbatterylevel",
      "setvariable",
      "count",
      "conditional",
    ]);
  });

  test.each([
    ["runs in some cases only", "if has_value(shortcut_input) and get_battery_status() > 2:\n    pass\n"],
    ["runs in an `elif`", "if shortcut_input == 1:\n    pass\nelif get_battery_status() > 2:\n    pass\n"],
    ["asks", 'show_alert(input("What?"))\n'],
    [
      "would run before what is read",
      'replace_text(get_clipboard(), find_text=get_battery_status(), replace_with="")\n',
    ],
    ["is no action", "show_alert(sorted(shortcut_input))\n"],
    ["is a truth", "if get_battery_status():\n    pass\n"],
  ])("is refused where it %s", (_, lines) => {
    expect(read(lines).said.join("\n")).toMatch(/^SC600\d /);
  });

  test("is what a message points at", () => {
    const source = program('show_alert(change_case(shortcut_input, csae="UPPERCASE"))\n');
    const found = check(source, registry);
    const places = found.map(({ where: { range } }) => range && source.slice(range.start, range.end));
    expect(places).toContain('"UPPERCASE"');
  });
});
