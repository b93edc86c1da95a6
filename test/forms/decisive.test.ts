import { describe, expect, test } from "vitest";
import { compile, convert } from "../../src/index.ts";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  attachment,
  oneLine,
  pythonBody,
  pythonMetadata,
  shortcutFile,
  token,
} from "../support/shortcut.ts";

const input = attachment(token("ExtensionInput"));

/** What a call says beside its input. */
function saidOf(name: string, parameters: Record<string, PlistValue> = {}): string {
  const call = oneLine(pythonBody([action(name, parameters)]));
  return /^(?:\w+ = )?\w+\((.*)\)/.exec(call)![1]!.replace(/^\w+=shortcut_input(?:, )?/, "");
}

describe("a file leaves out what decides", () => {
  // By hand, from what is known of the actions at run time.
  test.each<[string, Record<string, PlistValue>, string]>([
    ["math", {}, 'WFMathOperation="+"'],
    ["math", { WFMathOperation: "…" }, 'WFMathOperation="…", WFScientificMathOperation="Modulus"'],
    ["getitemfromlist", {}, 'WFItemSpecifier="First Item"'],
    ["count", {}, 'WFCountType="Items"'],
    ["text.split", {}, 'WFTextSeparator="New Lines"'],
    ["text.combine", {}, 'WFTextSeparator="New Lines"'],
    ["text.combine", { WFTextSeparator: "Custom" }, 'WFTextSeparator="Custom", WFTextCustomSeparator=""'],
    [
      "is.workflow.actions.base64encode",
      {},
      'WFEncodeMode="Encode", WFBase64LineBreakMode="Every 76 Characters"',
    ],
    ["is.workflow.actions.base64encode", { WFEncodeMode: "Decode" }, 'WFEncodeMode="Decode"'],
    ["text.changecase", {}, 'WFCaseType="UPPERCASE"'],
    ["round", {}, 'WFRoundTo="Ones Place", WFRoundMode="Normal"'],
    ["round", { WFRoundTo: "10 ^" }, 'WFRoundTo="10 ^", WFRoundMode="Normal", TenToThePowerOf=0'],
    [
      "round",
      { WFRoundType: "Right of Decimal", WFRoundDecimalPlaces: 2 },
      'WFRoundMode="Normal", WFRoundDecimalPlaces=2, WFRoundType="Right of Decimal"',
    ],
    ["hash", {}, 'WFHashType="MD5"'],
    ["format.date", {}, 'WFDateFormatStyle="Short", WFTimeFormatStyle="Short"'],
    ["format.date", { WFDateFormatStyle: "Custom" }, 'WFDateFormatStyle="Custom"'],
    [
      "format.date",
      { WFDateFormatStyle: "ISO 8601" },
      'WFDateFormatStyle="ISO 8601", WFISO8601IncludeTime=False',
    ],
    ["format.date", { WFTimeFormatStyle: "Relative" }, 'WFTimeFormatStyle="Relative"'],
    ["adjustdate", { WFDuration: "x" }, 'WFAdjustOperation="Add", WFDuration="x"'],
    ["adjustdate", { WFAdjustOffsetPicker: "x" }, 'WFAdjustOffsetPicker="x"'],
    ["downloadurl", { WFURL: "a" }, 'WFURL="a", WFHTTPMethod="GET"'],
    ["downloadurl", { WFHTTPMethod: "PUT" }, 'WFHTTPMethod="PUT", WFHTTPBodyType="JSON"'],
    ["appearance", {}, 'operation="set", style="dark"'],
    ["wifi.set", {}, 'operation="set", OnValue=True'],
    ["wifi.set", { OnValue: 0 }, 'operation="set", OnValue=0'],
    ["flashlight", { WFFlashlightSetting: "Off" }, 'WFFlashlightSetting="Off"'],
    ["flashlight", { operation: "toggle" }, 'operation="toggle"'],
    ["dnd.set", { Operation: "Toggle" }, 'Operation="Toggle"'],
    ["dnd.set", {}, 'Operation="Turn", Enabled=False'],
    ["setbrightness", {}, "WFBrightness=0.5"],
    ["vibrate", {}, ""],
  ])("%s %o", (name, parameters, expected) => {
    expect(saidOf(name, parameters)).toBe(expected);
  });

  test("what a variable decides is not known", () => {
    expect(saidOf("downloadurl", { WFHTTPMethod: input })).toBe("WFHTTPMethod=shortcut_input");
  });

  test("where everything in the file is said, nothing else is", () => {
    const count = action("count", { Input: input });
    expect(pythonBody([count], { lossless: true })).toContain(
      "is_workflow_actions_count(Input=shortcut_input)",
    );
  });
});

describe("that a file leaves it out", () => {
  const file = shortcutFile([
    action("count", { Input: input }),
    action("round", { WFInput: input, WFRoundMode: "Normal" }),
    action("count", { Input: input, WFCountType: "Items" }),
  ]);
  const keysOf = (python: string) => {
    return compile(python).workflow.actions.map(({ parameters }) => Object.keys(parameters).sort());
  };

  test("is metadata", () => {
    expect(oneLine(pythonMetadata([action("count", { Input: input })]))).toMatch(/"defaults": "0"\}$/);
    const { python } = convert(file);
    expect(python).toContain('"defaults": "0-1"');
    expect(keysOf(python)).toEqual([["Input"], ["WFInput", "WFRoundMode"], ["Input", "WFCountType"]]);
  });

  test("without metadata, it is written", () => {
    expect(keysOf(convert(file, { metadata: false }).python)).toEqual([
      ["Input", "WFCountType"],
      ["WFInput", "WFRoundMode", "WFRoundTo"],
      ["Input", "WFCountType"],
    ]);
  });

  test("counts no more when the program says something else", () => {
    const changed = convert(file).python.replace(', "Items"', ', "Words"');
    const { workflow, diagnostics } = compile(changed);
    expect(workflow.actions[0]!.parameters["WFCountType"]).toBe("Words");
    expect(diagnostics).toEqual([]);
  });

  test("is no gap in a program of one's own", () => {
    expect(
      keysOf("def a(shortcut_input=None):\n    x = count_items(shortcut_input)\n    show_content(x)\n")[0],
    ).not.toContain("WFCountType");
  });
});
