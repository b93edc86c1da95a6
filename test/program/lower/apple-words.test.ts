import { describe, expect, test } from "vitest";
import { compile } from "../../../src/compile.ts";

/** The actions of a program in the Python of Apple's engine, without their prefix; errors are none. */
function actionsOf(lines: string): string[] {
  const program = `def shortcut() -> None:\n${lines.replace(/^(?=.)/gm, "    ")}\n`;
  const { workflow, diagnostics } = compile(program, { tolerant: true });
  expect(diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  return workflow.actions.map(({ identifier }) => identifier.replace("is.workflow.actions.", ""));
}

/** By hand, from what is public of the language: statements, and the actions that they are. */
const PROGRAMS: [program: string, actions: string[]][] = [
  ['com_apple_shortcuts_text(text="a")', ["gettext"]],
  ['com_apple_shortcuts_list(WFItems=["a", "b"])', ["list"]],
  ['com_apple_shortcuts_dictionary(items={"a": 1})', ["dictionary"]],
  ["com_apple_shortcuts_nothing()", ["nothing"]],
  ['com_apple_shortcuts_comment(comment="a")', ["comment"]],
  [
    't = com_apple_shortcuts_text(text="a")\ncom_apple_shortcuts_set_variable(input=t, variable="V")',
    ["gettext", "setvariable"],
  ],
  [
    't = com_apple_shortcuts_text(text="a")\ncom_apple_shortcuts_add_to_variable(input=t, variable="V")',
    ["gettext", "appendvariable"],
  ],
  ['com_apple_shortcuts_show_alert(message="a", title="b")', ["alert"]],
  ['com_apple_shortcuts_show_notification(body="a", title="b", play_sound=True)', ["notification"]],
  ['com_apple_shortcuts_get_contents_of_url(url="https://a.b", method="GET")', ["downloadurl"]],
  [
    'com_apple_shortcuts_get_contents_of_url(url="https://a.b", method="POST", json_values={"a": 1})',
    ["downloadurl"],
  ],
  [
    't = "a"\nfinder_save_file(file=t, subpath="a.txt", overwrite_if_file_exists=True)',
    ["gettext", "documentpicker.save"],
  ],
  ["finder_select_file(select_multiple=True)", ["file.select"]],
  [
    't = "a"\ncom_apple_shortcuts_set_name(input=t, name="b", don_t_include_file_extension=True)',
    ["gettext", "setitemname"],
  ],
  [
    'x = ["a", "b"]\ncom_apple_shortcuts_get_item_from_list(list=x, get="First Item")',
    ["list", "getitemfromlist"],
  ],
  [
    "d = shortcuts_builtin_current_date()\ncom_apple_shortcuts_show_content(content=d)",
    ["setvariable", "showresult"],
  ],
  [
    "c = shortcuts_builtin_clipboard()\ncom_apple_shortcuts_show_content(content=c)",
    ["setvariable", "showresult"],
  ],
  ["com_apple_shortcuts_show_content(content=shortcuts_builtin_device().Name)", ["showresult"]],
  [
    'a = shortcuts_builtin_ask(prompt="Name?")\ncom_apple_shortcuts_show_content(content=a)',
    ["ask", "showresult"],
  ],
  [
    "for i in range(3):\n    com_apple_shortcuts_vibrate_device()",
    ["repeat.count", "vibrate", "repeat.count"],
  ],
  [
    'x = ["a"]\nfor i in x:\n    com_apple_shortcuts_vibrate_device()',
    ["list", "repeat.each", "vibrate", "repeat.each"],
  ],
  [
    'match shortcuts_builtin_choose(prompt="Which?"):\n    case "A":\n        com_apple_shortcuts_vibrate_device()\n    case "B":\n        pass',
    ["choosefrommenu", "choosefrommenu", "vibrate", "choosefrommenu", "choosefrommenu"],
  ],
  [
    "c = shortcuts_builtin_clipboard()\nif c is None:\n    com_apple_shortcuts_vibrate_device()",
    ["setvariable", "conditional", "vibrate", "conditional"],
  ],
  [
    't = "a"\ncom_apple_shortcuts_replace_text(text=t, find_text="a", replace_with="b")',
    ["gettext", "text.replace"],
  ],
  [
    't = "a,b"\ncom_apple_shortcuts_split_text(text=t, separator="Custom", custom=",")',
    ["gettext", "text.split"],
  ],
  ["com_apple_shortcuts_wait()", ["delay"]],
  ["com_apple_shortcuts_stop_this_shortcut(result=nothing())", ["exit"]],
  ['reminders_new_reminder(reminder="Milk", list="Home", flag=True)', ["addnewreminder"]],
  [
    'x = com_apple_shortcuts_text(text="a")\ny = f"{x} b"\ncom_apple_shortcuts_show_content(content=y)',
    ["gettext", "gettext", "showresult"],
  ],
  [
    'd = {"a": 1}\nv = com_apple_shortcuts_get_dictionary_value(dictionary=d, key="a")\ncom_apple_shortcuts_show_content(content=v)',
    ["dictionary", "getvalueforkey", "showresult"],
  ],
];

describe("the Python of Apple's engine", () => {
  test.each(PROGRAMS)("%s", (program, actions) => {
    expect(actionsOf(program)).toEqual(actions);
  });
});
