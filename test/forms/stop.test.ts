import { describe, expect, test } from "vitest";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  as,
  attachment,
  checkPrograms,
  input,
  key,
  pythonBody,
  text,
  token,
} from "../support/shortcut.ts";

type Parameters = Record<string, PlistValue>;

describe("Stop This Shortcut", () => {
  test.each<[string, Parameters, string]>([
    ["", {}, ""],
    ["with a result", { WFResult: attachment(input) }, "shortcut_input"],
    [
      "with text for a result",
      { WFResult: attachment(token("ExtensionInput", as("WFStringContentItem"))) },
      "as_text(shortcut_input)",
    ],
    ["with a key", { WFResult: attachment(token("ExtensionInput", key("a"))) }, 'shortcut_input["a"]'],
  ])("%s", (_, parameters, value) => {
    expect(pythonBody([action("exit", parameters)])).toBe(`return ${value}`.trimEnd() + "\n");
    const script = pythonBody([action("exit", parameters)], { layout: "script" });
    expect(script.replace("shortcut_input = get_shortcut_input()\n", "")).toBe(`exit(${value})\n`);
  });

  test("with an empty result, as macOS writes it", () => {
    expect(pythonBody([action("exit", { WFResult: {} })])).toBe("return\n");
  });

  test.each<[string, Parameters, string]>([
    ["a text", { WFResult: "Done" }, 'WFResult="Done"'],
    ["a text with tokens", { WFResult: text(input) }, 'WFResult=f"{shortcut_input}"'],
    ["another parameter", { WFReason: "x" }, 'WFReason="x"'],
    ["a name for its output", { CustomOutputName: "X" }, 'CustomOutputName="X"'],
  ])("with %s is a call that returns", (_, parameters, expected) => {
    expect(pythonBody([action("exit", parameters)])).toBe(`return is_workflow_actions_exit(${expected})\n`);
  });
});

describe("Stop and Output", () => {
  test.each<[string, PlistValue, string]>([
    ["a text", "Done", '"Done"'],
    ["a text with a token", text(input, " done"), 'f"{shortcut_input} done"'],
    ["a token alone", text(input), 'f"{shortcut_input}"'],
    ["an empty text", "", '""'],
    [
      "what no f-string holds",
      text(token("ExtensionInput", key("\\"))),
      String.raw`Text(shortcut_input["\\"])`,
    ],
  ])("%s", (_, value, expected) => {
    expect(pythonBody([action("output", { WFOutput: value })])).toBe(`return ${expected}\n`);
    const script = pythonBody([action("output", { WFOutput: value })], { layout: "script" });
    expect(script.replace("shortcut_input = get_shortcut_input()\n", "")).toBe(`exit(${expected})\n`);
  });

  test.each<[string, Parameters, string]>([
    ["nothing", {}, ""],
    ["a variable", { WFOutput: attachment(input) }, "WFOutput=shortcut_input"],
    [
      "what to do without a place for output",
      { WFOutput: "a", WFNoOutputSurfaceBehavior: "Do Nothing" },
      '\n    WFOutput="a", WFNoOutputSurfaceBehavior="Do Nothing"\n',
    ],
  ])("with %s is a call that returns", (_, parameters, expected) => {
    expect(pythonBody([action("output", parameters)])).toBe(
      `return is_workflow_actions_output(${expected})\n`,
    );
  });
});

test("what follows is written", () => {
  expect(pythonBody([action("exit"), action("vibrate")])).toBe("return\nis_workflow_actions_vibrate()\n");
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
