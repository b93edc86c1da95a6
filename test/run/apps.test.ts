import { describe, expect, test } from "vitest";
import { decodeActions } from "../../src/ir/decode.ts";
import { run } from "../../src/run/run.ts";
import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import { resultOf, runActions, runnable } from "../support/run.ts";
import { action, attachment, output, text, token, type Parameters } from "../support/shortcut.ts";

function app(identifier: string, parameters: Parameters = {}): PlistDict {
  return { WFWorkflowActionIdentifier: identifier, WFWorkflowActionParameters: parameters };
}

const say = (content: string, uuid = "T") => action("gettext", { WFTextActionText: content, UUID: uuid });

describe("actions of apps", () => {
  test("what is not modelled is an effect with all that it is given", () => {
    const { effects, unmodelled } = runActions([
      say("hi"),
      app("com.example.Act", { note: attachment(output("T")), count: 3, UUID: "A", ShowWhenRun: false }),
    ]);
    expect(unmodelled).toEqual(["com.example.Act"]);
    expect(effects).toMatchObject([
      {
        kind: "unmodelled action",
        identifier: "com.example.Act",
        inputs: { note: ["hi"], count: [3] },
      },
    ]);
    expect(Object.keys(effects[0]!["inputs"]!)).toEqual(["note", "count"]);
  });

  test("an action that only does something leaves nothing", () => {
    const { effects, result, unmodelled } = runActions([
      app("com.shi.AviaryApp.PostTweetIntent", { text: "hello" }),
    ]);
    expect(effects).toMatchObject([
      { kind: "app action", identifier: "com.shi.AviaryApp.PostTweetIntent", inputs: { text: ["hello"] } },
    ]);
    expect({ result, unmodelled }).toEqual({ result: [], unmodelled: [] });
  });

  test("what an app answers is what the device says, else it is not known", () => {
    const identifier = "com.agiletortoise.Drafts5.CaptureIntent";
    const program = [app(identifier, { content: "x" })];
    expect(resultOf(program, { apps: { [identifier]: "a draft of x" } })).toEqual(["a draft of x"]);
    expect(runActions(program).uncertain.result).toEqual(["a draft"]);
  });

  test("what the device says that an action gives, it gives, also one of Shortcuts, and also where it would fail", () => {
    const apps = { "is.workflow.actions.image.crop": "cropped" };
    const { result, uncertain } = runActions(
      [say("no image"), action("image.crop", { WFInput: attachment(output("T")) })],
      { apps },
    );
    expect(result).toMatchObject([{ kind: "text", text: "cropped" }]);
    expect(uncertain.result).toEqual([]);
  });

  test("an image that an app draws has no pixels, and the size that is asked for", () => {
    const identifier = "com.alexhay.ToolboxProForShortcuts.CreateTextImageIntent";
    expect(resultOf([app(identifier, { width: "400", height: "auto" })])).toEqual([
      { $file: "Image.png", type: "public.png", width: 400 },
    ]);
  });

  const lines = (name: string, content: string, more: Parameters = {}) =>
    resultOf([app(`com.sindresorhus.Actions.${name}`, { text: content, ...more })]);
  test.each([
    ["RemoveDuplicateLinesIntent", "a\nb\na\nA", {}, "a\nb\nA"],
    ["RemoveDuplicateLinesIntent", "a\nb\na\nA", { caseInsensitive: true }, "a\nb"],
    ["RemoveEmptyLinesIntent", "a\n\n  \nb", {}, "a\nb"],
    ["TrimWhitespaceIntent", "  a b\n", {}, "a b"],
  ])("%s", (name, content, more, expected) => {
    expect(lines(name, content, more)).toEqual([expected]);
  });

  test("lists are turned round, and lose what they have twice", () => {
    const list = action("list", { WFItems: ["a", "b", "a"], UUID: "L" });
    const on = (identifier: string, key: string) =>
      resultOf([list, app(identifier, { [key]: attachment(output("L")) })]);
    expect(on("com.alexhay.ToolboxProForShortcuts.ReverseListIntent", "list")).toEqual(["a", "b", "a"]);
    expect(on("com.alexhay.ToolboxProForShortcuts.RemoveDuplicatesIntent", "items")).toEqual(["a", "b"]);
  });
});

describe("apps that keep values", () => {
  const jar = (name: string, parameters: Parameters) => app(`dk.simonbs.DataJar.${name}`, parameters);
  const set = (keyPath: string, value: string) => [
    say(value, value),
    jar("SetValueIntent", { keyPath, values: attachment(output(value)) }),
  ];
  const get = (keyPath: string, more: Parameters = {}) => jar("GetValueIntent", { keyPath, ...more });

  test("what the run has stored is there", () => {
    expect(resultOf([...set("a", "1"), get("a")])).toEqual(["1"]);
  });

  test("what lay there before is not known, unless the shortcut has a fallback", () => {
    expect(runActions([get("a")]).uncertain.result).toEqual(["the value a in Data Jar"]);
    expect(resultOf([say("none"), get("a", { fallbackValues: attachment(output("T")) })])).toEqual(["none"]);
  });

  test("a path that was written through is not what it was", () => {
    expect(runActions([...set("a", "1"), ...set("a.b", "2"), get("a")]).uncertain.result).toEqual([
      "the value a in Data Jar",
    ]);
  });

  test("a list that the run has made grows", () => {
    const program = [
      ...set("a", "1"),
      jar("InsertValueInArrayIntent", {
        keyPath: "a",
        values: text(token("CurrentDate")),
        insertionPoint: "end",
      }),
      get("a"),
      action("count", { Input: attachment(token("Input")) }),
    ];
    expect(resultOf(program)).toEqual([2]);
  });

  test("a global variable, and a dot of Tot", () => {
    const global = (parameters: Parameters) =>
      app("com.alexhay.ToolboxProForShortcuts.GlobalVariablesIntent", parameters);
    expect(
      resultOf([
        global({ setVariableKey: "k", setVariableValue: "on" }),
        global({ mode: "Get", getVariableKey: "k" }),
      ]),
    ).toEqual(["on"]);
    const dot = (name: string, parameters: Parameters) => app(`com.iconfactory.Tot.${name}`, parameters);
    expect(resultOf([dot("SetDotIntent", { dot: 1, text: "x" }), dot("GetDotIntent", { dot: 1 })])).toEqual([
      "x",
    ]);
  });
});

describe("a shortcut that is given nothing", () => {
  const started = (name: string, parameters: PlistDict, device = {}) =>
    run(
      decodeActions(
        {
          WFWorkflowClientVersion: "2607.1",
          WFWorkflowActions: [
            action("gettext", { WFTextActionText: text("<", token("ExtensionInput"), ">") }),
          ] as PlistValue[],
          WFWorkflowNoInputBehavior: { Name: `WFWorkflowNoInputBehavior${name}`, Parameters: parameters },
        },
        [],
      ),
      device,
    );

  test("asks, and the trace says so", () => {
    const { effects, result } = started(
      "AskForInput",
      { ItemClass: "WFNumberContentItem" },
      { answers: ["5"] },
    );
    expect(effects).toMatchObject([{ kind: "ask", action: -1, prompt: "Input", answer: "5" }]);
    expect(result).toMatchObject([{ text: "<5>" }]);
  });

  test("takes what is picked; on a device without files, nobody knows what that is", () => {
    expect(started("AskForInput", { ItemClass: "WFGenericFileContentItem" }).uncertain.result).toEqual([
      "a picked file",
    ]);
    const files = { "a.txt": "x" };
    expect(started("AskForInput", { ItemClass: "WFGenericFileContentItem" }, { files }).result).toMatchObject(
      [{ text: "<x>" }],
    );
  });

  test("refuses in its own words", () => {
    expect(started("ShowError", { Error: "No image." })).toMatchObject({
      status: "failed",
      error: { message: "No image." },
    });
  });
});

test("an input is what the shortcut takes, or is left out", () => {
  const shortcut = (classes: string[]) =>
    decodeActions(
      {
        WFWorkflowClientVersion: "2607.1",
        WFWorkflowInputContentItemClasses: classes,
        WFWorkflowActions: [
          action("getitemtype", { WFInput: attachment(token("ExtensionInput")) }),
        ] as PlistValue[],
      },
      [],
    );
  const kindOf = (classes: string[], input: string) => run(shortcut(classes), { input }).result;
  expect(kindOf(["WFURLContentItem"], "https://a.example")).toMatchObject([{ text: "URL" }]);
  expect(kindOf(["WFURLContentItem", "WFStringContentItem"], "https://a.example")).toMatchObject([
    { text: "Text" },
  ]);
  expect(kindOf(["WFImageContentItem"], "no image")).toEqual([]);
  expect(kindOf([], "x")).toMatchObject([{ text: "Text" }]);
});

test("Ask Each Time is asked as what the parameter takes", () => {
  const number = action("number", { WFNumberActionNumber: attachment(token("Ask")) });
  expect(run(runnable([number]), { answers: ["7"] }).effects).toMatchObject([
    { kind: "ask", type: "Number" },
  ]);
  expect(resultOf([number])).toEqual([0]);
  const pdf = action("splitpdf", { WFInput: attachment(token("Ask")) });
  expect(runActions([pdf]).uncertain.result).toEqual(["a picked file"]);
});

test("a URL stands for what is there where a file is wanted", () => {
  const url = action("url", { WFURLActionURL: "https://a.example/x.zip", UUID: "U" });
  const unzip = action("unzip", { WFArchive: attachment(output("U")) });
  expect(runActions([url, unzip]).effects).toMatchObject([{ kind: "web request", unanswered: true }]);
  const data = action("url", { WFURLActionURL: "data:application/json;base64,eyJhIjoxfQ==", UUID: "D" });
  const download = action("downloadurl", { WFURL: text(output("D")) });
  expect(resultOf([data, download])).toEqual([{ a: 1 }]);
});

test("a request to an address that is not known is made all the same", () => {
  const { effects } = runActions([
    action("runsshscript", { WFSSHScript: "x", UUID: "S" }),
    action("url", { WFURLActionURL: text(output("S")), UUID: "U" }),
    action("downloadurl", { WFURL: text(output("U")) }),
  ]);
  expect(effects).toMatchObject([
    { kind: "run script" },
    { kind: "web request", url: "⟨the output of a script⟩" },
  ]);
});
