import { describe, expect, test } from "vitest";
import { lookup } from "../../src/registry/lookup.ts";
import { resolveName } from "../../src/registry/names.ts";

/** What an action does with what it is handed. */
type Effect = "output" | "passes" | "empties" | "unknown";

/** By hand, from the app's own definitions: input key, effect, output's name and kind. */
const EXPECTED: [name: string, input: string | undefined, effect: Effect, output?: string, kind?: string][] =
  [
    ["gettext", undefined, "output", "Text", "text"],
    ["number", undefined, "output", "Number", "number"],
    ["dictionary", undefined, "output", "Dictionary", "dictionary"],
    ["list", undefined, "output", "List", "any"],
    ["url", undefined, "output", "URL", "url"],
    ["date", undefined, "output", "Date", "date"],
    ["nothing", undefined, "empties"],
    ["comment", undefined, "passes"],
    ["getclipboard", undefined, "output", "Clipboard", "any"],
    ["setvariable", "WFInput", "passes"],
    ["appendvariable", "WFInput", "output", "Variable", "any"],
    ["getvariable", undefined, "output", "Variable", "any"],
    ["conditional", "WFInput", "passes", "If Result", "any"],
    ["choosefrommenu", undefined, "passes", "Menu Result", "any"],
    ["repeat.each", "WFInput", "output", "Repeat Results", "any"],
    ["repeat.count", undefined, "output", "Repeat Results", "any"],
    ["exit", "WFResult", "empties"],
    ["output", "WFOutput", "empties"],
    ["runworkflow", "WFInput", "output", "Shortcut Result", "any"],
    ["getvalueforkey", "WFInput", "output", "Dictionary Value", "any"],
    ["setvalueforkey", "WFDictionary", "output", "Dictionary", "dictionary"],
    ["getitemfromlist", "WFInput", "output", "Item from List", "any"],
    ["count", "Input", "output", "Count", "number"],
    ["statistics", "Input", "output", "Statistics", "number"],
    ["choosefromlist", "WFInput", "output", "Chosen Item", "any"],
    ["text.split", "text", "output", "Split Text", "text"],
    ["text.combine", "text", "output", "Combined Text", "text"],
    ["text.replace", "WFInput", "output", "Updated Text", "text"],
    ["text.match", "text", "output", "Matches", "text"],
    ["text.match.getgroup", "matches", "output", "Text", "text"],
    ["text.changecase", "text", "output", "Updated Text", "text"],
    ["math", "WFInput", "output", "Calculation Result", "number"],
    ["calculateexpression", "Input", "output", "Calculation Result", "number"],
    ["format.number", "WFNumber", "output", "Formatted Number", "text"],
    ["format.date", "WFDate", "output", "Formatted Date", "text"],
    ["adjustdate", "WFDate", "output", "Adjusted Date", "date"],
    ["gettimebetweendates", "WFInput", "output", "Time Between Dates", "number"],
    ["ask", undefined, "output", "Provided Input", "any"],
    ["alert", undefined, "passes"],
    ["notification", "WFInput", "passes"],
    ["showresult", "Text", "passes"],
    ["setclipboard", "WFInput", "passes"],
    ["downloadurl", "WFURL", "output", "Contents of URL", "file"],
    ["url.expand", "URL", "output", "Expanded URL", "url"],
    ["documentpicker.open", "WFFile", "output", "File", "file"],
    ["file.getlink", "WFFile", "output", "Link to File", "url"],
    ["file.delete", "WFInput", "empties"],
    ["deletephotos", "photos", "empties"],
    ["removereminders", "WFInputReminders", "empties"],
    ["removeevents", "WFInputEvents", "empties"],
    ["evernote.delete", "WFInput", "empties"],
    ["folder", undefined, "output", "Folder", "file"],
    ["filter.files", "WFContentItemInputParameter", "output", "Files", "file"],
    ["filter.notes", "WFContentItemInputParameter", "output", "Notes", "dictionary"],
    ["getdirections", "WFDestination", "passes"],
    ["image.resize", "WFImage", "output", "Resized Image", "image"],
    ["measurement.create", undefined, "output", "Measurement", "quantity"],
    ["returntohomescreen", undefined, "empties"],
  ];

describe("what is known about an action", () => {
  test.each(EXPECTED)("%s", (name, inputKey, effect, outputName, outputKind) => {
    const facts = lookup(`is.workflow.actions.${name}`)!;
    expect({
      inputKey: facts.inputKey,
      passes: facts.passthrough,
      empties: facts.blocksOutput,
      known: facts.outputKnown,
      outputName: facts.outputName,
      outputKind: facts.outputKind,
    }).toEqual({
      inputKey,
      passes: effect === "passes",
      empties: effect === "empties",
      known: effect !== "unknown",
      outputName,
      outputKind,
    });
    if (inputKey !== undefined) expect(facts.parameterOrder[0]).toBe(inputKey);
  });

  test("is whether the input may be left out on purpose", () => {
    const isOptional = (name: string) => lookup(`is.workflow.actions.${name}`)!.inputOptional;
    const optional = [
      "exit",
      "output",
      "notification",
      "playsound",
      "runworkflow",
      "filter.photos",
      "runshellscript",
    ];
    const required = [
      "setvariable",
      "text.split",
      "count",
      "downloadurl",
      "filter.files",
      "detect.text",
      "gettext",
    ];
    expect(optional.filter((name) => !isOptional(name))).toEqual([]);
    expect(required.filter(isOptional)).toEqual([]);
  });

  test("is in which order to write its parameters", () => {
    const first = (name: string, count: number) =>
      lookup(`is.workflow.actions.${name}`)!.parameterOrder.slice(0, count);
    expect(first("math", 3)).toEqual(["WFInput", "WFMathOperation", "WFMathOperand"]);
    expect(first("documentpicker.open", 3)).toEqual(["WFFile", "WFGetFilePath", "WFFileErrorIfNotFound"]);
    expect(first("text.split", 3)).toEqual(["text", "WFTextSeparator", "WFTextCustomSeparator"]);
    expect(first("sendmessage", 2)).toEqual(["WFSendMessageContent", "WFSendMessageActionRecipients"]);
    expect(first("setvalueforkey", 3)).toEqual(["WFDictionary", "WFDictionaryKey", "WFDictionaryValue"]);
  });

  test("is Apple's class of a parameter", () => {
    const math = lookup("is.workflow.actions.math")!;
    expect(math.parameterClass("WFMathOperand")).toBe("WFNumberFieldParameter");
    expect(math.parameterClass("WFMathOperation")).toBe("WFEnumerationParameter");
    expect(math.parameterClass("toString")).toBeUndefined();
    const filter = lookup("is.workflow.actions.filter.photos")!;
    expect(filter.parameterClass("WFContentItemFilter")).toBe("WFContentPredicateOperatorParameter");
    expect(lookup("com.openai.chat.AskIntent")!.parameterClass("prompt")).toBeUndefined();
  });

  test("is which parameter names its output", () => {
    const namedBy = (name: string) => lookup(`is.workflow.actions.${name}`)!.outputNameFrom;
    expect(namedBy("properties.files")).toBe("WFContentItemPropertyName");
    expect(namedBy("getdevicedetails")).toBe("WFDeviceDetail");
    expect(namedBy("statistics")).toBe("WFStatisticsOperation");
    expect(namedBy("count")).toBeUndefined();
  });

  test("may be nothing: the output of many an intent", () => {
    expect(lookup("com.apple.TVRemoteUIService.PauseContentIntent")).toMatchObject({
      outputKnown: false,
      passthrough: false,
    });
    expect(lookup("com.apple.TVRemoteUIService.PauseContentIntent")!.outputKind).toBeUndefined();
    expect(lookup("com.openai.chat.AskIntent")).toMatchObject({
      outputKnown: true,
      outputName: "Ask ChatGPT",
    });
    expect(lookup("com.alexhay.ToolboxProForShortcuts.CreateIconIntent")).toMatchObject({
      outputName: "Icon",
    });
    expect(lookup("com.appliedphasor.working-copy.ListRepositoriesIntent")!.outputName).toBeUndefined();
  });

  test("is undefined for what nobody knows, whatever it is called", () => {
    const unknown = [
      "",
      ".",
      "gettext",
      "is.workflow.actions.",
      "is.workflow.actions.GetText",
      "__proto__.x",
      "constructor",
      "is",
    ];
    expect(unknown.map(lookup)).toEqual(unknown.map(() => undefined));
  });

  test("is looked up once", () => {
    expect(lookup("is.workflow.actions.gettext")).toBe(lookup("is.workflow.actions.gettext"));
  });
});

describe("names of an action", () => {
  test.each([
    ["is.workflow.actions.gettext", "is.workflow.actions.gettext"],
    ["is_workflow_actions_gettext", "is.workflow.actions.gettext"],
    ["AsheKube_app_a__2dShell_GetFileIntent", "AsheKube.app.a-Shell.GetFileIntent"],
    ["AsheKube_app_a-Shell_GetFileIntent", "AsheKube.app.a-Shell.GetFileIntent"],
    [
      "com_apple_AccessibilityUtilities_AXSettingsShortcuts_ToggleZoomIntent",
      "com.apple.AccessibilityUtilities.AXSettingsShortcuts.AXToggleZoomIntent",
    ],
    ["com_apple_iCal_CreateEventIntent__5fv0", "com.apple.iCal.CreateEventIntent_v0"],
  ])("%s means %s", (name, identifier) => {
    expect(resolveName(name)).toBe(identifier);
  });

  test("mean nothing if nobody knows them", () => {
    const unknown = [
      "",
      "gettext",
      "com_example_app_Intent",
      "com.example.app.Intent",
      "__proto__",
      "toString",
    ];
    expect(unknown.map(resolveName)).toEqual(unknown.map(() => undefined));
  });
});
