import { spawnSync } from "node:child_process";
import { describe, expect, test } from "vitest";
import { hasPython } from "../support/cpython.ts";
import { toIdentifier, toSnakeCase } from "../../src/python/identifier.ts";
import {
  action,
  attachment,
  checkPrograms,
  output,
  pythonBody,
  pythonMetadata,
  text,
  token,
  variable,
} from "../support/shortcut.ts";

const set = (name: string) =>
  action("setvariable", { WFVariableName: name, WFInput: attachment(token("ExtensionInput")) });

/** The Python names of variables that are set one after the other. */
function variables(...names: string[]): string[] {
  return [...pythonBody(names.map(set)).matchAll(/^(\S+) = shortcut_input$/gm)].map(([, name]) => name!);
}

/** The Python names of Text actions whose author gave them these names. */
function outputs(...labels: string[]): string[] {
  const actions = labels.map((label, i) =>
    action("gettext", { UUID: `${i}`, CustomOutputName: label, WFTextActionText: "a" }),
  );
  return [...pythonBody(actions).matchAll(/^(\S+) = "a"$/gm)].map(([, name]) => name!);
}

const isWellFormed = (text: string): boolean => !/\p{Surrogate}/u.test(text);

describe("variables keep their spelling where Python has it", () => {
  test.each(["Liste", "x", "Read_Access_Token", "变量", "größe", "_private", "x2", "Œuvre", "имя"])(
    "%s",
    (name) => {
      expect(variables(name)).toEqual([name]);
      expect(pythonMetadata([set(name)])).toBe("__shortcut__ = {}\n");
    },
  );
});

describe("variables that Python cannot spell", () => {
  test.each([
    ["List ID(s)", "List_ID_s"],
    ["2x", "_2x"],
    ["Name ", "Name"],
    ["it's", "it_s"],
    ["🔥", "u1f525"],
    ["👨‍👩‍👧", "u1f468_u200d_u1f469_u200d"],
    ["🔥 Streak", "Streak"],
    ["", "unnamed"],
    [" ", "u20"],
    ["a-b", "a_b"],
    ["ﬁle", "file"],
    ["ℕ", "N"],
    ["x²", "x2"],
    ["ウェブ・ページ", "ウェブ_ページ"],
    ["𝐱", "x"],
    ["e\u0301", "é"],
  ])("%o", (name, expected) => {
    expect(variables(name)).toEqual([expected]);
    expect(pythonMetadata([set(name)])).toContain(JSON.stringify(expected));
  });
});

describe("names that mean something else", () => {
  test.each([
    ["class", "class_"],
    ["Return", "Return"],
    ["in", "in_"],
    ["None", "None_"],
    ["match", "match_"],
    ["_", "__"],
    ["print", "print_"],
    ["list", "list_"],
    ["input", "input_"],
    ["exit", "exit_"],
    ["datetime", "datetime_"],
    ["__debug__", "__debug___"],
    ["__shortcut__", "__shortcut___"],
    ["shortcut_input", "shortcut_input_2"],
    ["if_result", "variable_if_result"],
    ["repeat_results_3", "variable_repeat_results_3"],
    ["menu_result_x", "variable_menu_result_x"],
    ["repeat_item", "variable_repeat_item"],
    ["repeat_index_2", "variable_repeat_index_2"],
    ["Repeat Item 1", "Repeat_Item_1"],
    ["Repeat Item 02", "Repeat_Item_02"],
    ["repeat item", "variable_repeat_item"],
  ])("%s", (name, expected) => {
    expect(variables(name)).toEqual([expected]);
  });
});

describe("variables that look alike stay apart", () => {
  test.each([
    [
      ["Applist", "applist"],
      ["Applist", "applist"],
    ],
    [
      ["List ID", "List_ID", "List-ID"],
      ["List_ID_2", "List_ID", "List_ID_3"],
    ],
    [
      ["Name", "Name ", " Name"],
      ["Name", "Name_2", "Name_3"],
    ],
    [
      ["🔥 a", "❄️ a"],
      ["a", "a_2"],
    ],
    [
      ["file", "ﬁle"],
      ["file", "file_2"],
    ],
    [
      ["é", "e\u0301"],
      ["é", "é_2"],
    ],
    [
      ["class", "class_"],
      ["class_2", "class_"],
    ],
    [
      ["_", "__"],
      ["__", "___2"],
    ],
    [
      ["x 2", "x_2", "x", "x "],
      ["x_2_2", "x_2", "x", "x_3"],
    ],
    [
      ["变量", "数量"],
      ["变量", "数量"],
    ],
  ])("%j", (names, expected) => {
    expect(variables(...names)).toEqual(expected);
    expect(new Set(variables(...names)).size).toBe(names.length);
  });
});

describe("outputs", () => {
  test.each([
    ["Wake Time", "wake_time"],
    ["Contents of URL", "contents_of_url"],
    ["imageURL", "image_url"],
    ["iPad's Name", "i_pads_name"],
    ["文本", "文本"],
    ["GRÖSSE", "grösse"],
    ["İ", "i̇"],
    ["Return", "return_"],
    ["List", "list_"],
    ["🔥", "u1f525"],
    ["If Result", "output_if_result"],
    ["Repeat Item 2", "output_repeat_item_2"],
    ["shortcut input", "shortcut_input_2"],
  ])("%s", (label, expected) => {
    expect(outputs(label)).toEqual([expected]);
  });

  test("are numbered, and give way to variables", () => {
    expect(outputs("a", "A", "a 2", "a")).toEqual(["a", "a_2", "a_2_2", "a_3"]);
    const body = pythonBody([
      action("gettext", { CustomOutputName: "text", WFTextActionText: "a" }),
      set("text"),
    ]);
    expect(body).toBe('text_2 = "a"\ntext = shortcut_input\n');
  });

  test("are cut at a word", () => {
    expect(outputs("the quick brown fox jumps over the lazy dog again")).toEqual([
      "the_quick_brown_fox_jumps_over_the_lazy",
    ]);
    expect(outputs("x".repeat(100))).toEqual(["x".repeat(40)]);
  });
});

test.skipIf(!hasPython)("Python takes every name, whatever the letters", () => {
  const letters = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).filter(
    isWellFormed,
  );
  const names = letters.flatMap((letter) => [
    toIdentifier(letter),
    toIdentifier(`a${letter}`),
    toSnakeCase(`A${letter}b`),
  ]);
  const script = `
import json, sys, unicodedata
for name in json.load(sys.stdin):
    if not name.isidentifier() or unicodedata.normalize("NFKC", name) != name:
        print(ascii(name))
`;
  const { stdout } = spawnSync("python3", ["-c", script], { input: JSON.stringify(names), encoding: "utf8" });
  expect(stdout).toBe("");
});

test("a variable that is only read has a name as well", () => {
  expect(pythonBody([action("showresult", { Text: text(variable("Only Read")) })])).toContain(
    "is_workflow_actions_showresult(Text=Only_Read)",
  );
});

test("references to an output find it wherever it stands", () => {
  const show = action("showresult", { Text: text(output("A", "Text")) });
  const made = action("gettext", { UUID: "A", WFTextActionText: "a" });
  expect(pythonBody([show, made])).toBe(
    'text = unset()\nis_workflow_actions_showresult(Text=text)\ntext = "a"\n',
  );
  // References are exact: case counts, and so does everything else.
  const other = action("showresult", { Text: text(output("a", "Text")) });
  expect(pythonBody([made, other])).toContain("missing_output");
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
