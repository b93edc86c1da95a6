import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  oneLine,
  output,
  python,
  pythonBody,
  pythonMetadata,
  pythonModule,
  shortcutFile,
  text,
  token,
} from "../support/shortcut.ts";

describe("the function is the identifier", () => {
  test.each([
    ["is.workflow.actions.vibrate", "is_workflow_actions_vibrate"],
    ["com.apple.mobilenotes.SharingExtension", "com_apple_mobilenotes_SharingExtension"],
    ["com.apple-samplecode.Foo-Bar", "com_apple__2dsamplecode_Foo__2dBar"],
    ["com.example.todo.show_all", "com_example_todo_show__5fall"],
    ["nobody.knows.This", "nobody_knows_This"],
    ["1.2", "__31_2"],
    ["变量.a", "__u53d8___u91cf__a"],
  ])("%s", (identifier, expected) => {
    const unknown: PlistDict = { WFWorkflowActionIdentifier: identifier, WFWorkflowActionParameters: {} };
    expect(pythonBody([unknown])).toBe(`${expected}()\n`);
  });
});

describe("keyword arguments are the keys", () => {
  test.each([
    ["WFName", "WFName=1"],
    ["from", "from_=1"],
    ["from_", "from__=1"],
    ["None", "None_=1"],
    ["__debug__", "__debug___=1"],
    ["is done?", "k__is__20done__3f=1"],
    ["größe", "k__gr__f6__dfe=1"],
    ["", "k__=1"],
    ["a.b", "k__a_b=1"],
  ])("%o", (key, expected) => {
    expect(pythonBody([action("com.example.Act", { [key]: 1 })])).toBe(`com_example_Act(${expected})\n`);
  });

  test("the input first, then those that are known in their order, then the others", () => {
    const parameters: Record<string, PlistValue> = {
      ShowWhenRun: true,
      Zebra: 1,
      Apple: 1,
      WFHTTPMethod: "POST",
      WFURL: "https://example.org",
      Advanced: "x",
    };
    expect(oneLine(pythonBody([action("downloadurl", parameters)]))).toMatch(
      /^is_workflow_actions_downloadurl\(WFURL="https:\/\/example.org", WFHTTPMethod="POST", WFHTTPBodyType="JSON", Advanced="x", Apple=1, Zebra=1, ShowWhenRun=True\)$/,
    );
  });
});

describe("what a file says is said, and nothing else", () => {
  test("absent parameters, defaults that are written", () => {
    const actions = [action("vibrate"), action("showwebpage", { WFURL: "a" })];
    expect(pythonBody(actions)).toBe(
      'is_workflow_actions_vibrate()\nis_workflow_actions_showwebpage(WFURL="a")\n',
    );
    expect(pythonBody([action("downloadurl", { WFURL: "a", WFHTTPMethod: "GET" })])).toBe(
      'is_workflow_actions_downloadurl(WFURL="a", WFHTTPMethod="GET")\n',
    );
  });

  test("the rows that the editor unfolds stay in the metadata, if there are any", () => {
    const folded = action("text.combine", {
      "Show-text": true,
      Advanced: false,
      ShowHeaders: true,
      text: ["a"],
    });
    expect(oneLine(pythonBody([folded]))).toBe(
      'combined_text = is_workflow_actions_text_combine(text=["a"], WFTextSeparator="New Lines")',
    );
    expect(oneLine(pythonMetadata([folded]))).toBe(
      '__shortcut__ = {"actions": "1 847296ff", "defaults": "0", "residue": {"0": {"Advanced": False, "Show-text": True, "ShowHeaders": True}}}',
    );
    expect(oneLine(pythonBody([folded], { lossless: true }))).toBe(
      'combined_text = is_workflow_actions_text_combine(text=["a"], Advanced=False, Show_text=True, ShowHeaders=True)',
    );
  });

  test("settings that only look like rows of the editor", () => {
    expect(
      pythonBody([action("com.example.Act", { Advanced: "yes", "Show-x": 1, ShowWhenRun: false })]),
    ).toBe('com_example_Act(Advanced="yes", Show_x=1, ShowWhenRun=False)\n');
  });
});

describe("the output", () => {
  test("is bound where it is read, or named", () => {
    const get = (more = {}) => action("downloadurl", { WFURL: "a", ...more });
    expect(pythonBody([get(), get({ UUID: "A" }), get({ UUID: "B", CustomOutputName: "News" })])).toBe(python`
      is_workflow_actions_downloadurl(WFURL="a", WFHTTPMethod="GET")
      is_workflow_actions_downloadurl(WFURL="a", WFHTTPMethod="GET")
      news = is_workflow_actions_downloadurl(WFURL="a", WFHTTPMethod="GET")
    `);
    expect(pythonBody([get({ UUID: "A" }), action("count", { Input: attachment(output("A", "x")) })]))
      .toBe(python`
      contents_of_url = is_workflow_actions_downloadurl(WFURL="a", WFHTTPMethod="GET")
      count = is_workflow_actions_count(Input=contents_of_url, WFCountType="Items")
    `);
  });

  test("of an action that nobody knows is called what references call it", () => {
    const actions = [
      action("com.example.MakeCakeIntent", { UUID: "A" }),
      action("com.example.MakeCakeIntent", { UUID: "B" }),
      action("showresult", { Text: text(output("A", "Kuchen"), output("B")) }),
    ];
    expect(pythonBody(actions)).toBe(python`
      kuchen = com_example_MakeCakeIntent()
      make_cake = com_example_MakeCakeIntent()
      is_workflow_actions_showresult(Text=f"{kuchen}{make_cake}")
    `);
  });

  test("that gets a property is called after it", () => {
    const size = action("properties.files", {
      WFInput: attachment(token("ExtensionInput")),
      WFContentItemPropertyName: "File Size",
      UUID: "A",
    });
    expect(
      oneLine(pythonBody([size, action("showresult", { Text: text(output("A", "File Size")) })])),
    ).toMatch(/^file_size = is_workflow_actions_properties_files\(/);
  });

  test("of several actions with one UUID has one name", () => {
    const actions = [
      action("gettext", { UUID: "A", WFTextActionText: "a" }),
      action("gettext", { UUID: "A", WFTextActionText: "b", CustomOutputName: "Second" }),
      action("showresult", { Text: text(output("A", "Text")) }),
    ];
    expect(pythonBody(actions)).toBe(python`
      text: Output = "a"
      text: Output = "b"
      is_workflow_actions_showresult(Text=text)
    `);
    expect(pythonMetadata(actions)).toBe(
      python`
        __shortcut__ = {
            "actions": "3 22678fef",
            "residue": {"1": {"CustomOutputName": "Second"}},
        }
      `,
    );
    expect(convert(shortcutFile(actions)).diagnostics.map(({ code, where }) => [code, where.action])).toEqual(
      [["SC4003", 1]],
    );
  });
});

test("an action that is no action", () => {
  const broken = ["text", { WFWorkflowActionParameters: { a: 1 } }] as PlistDict[];
  expect(pythonBody(broken)).toBe(python`
    malformed_action("text")
    malformed_action(dict(WFWorkflowActionParameters=dict(a=1)))
  `);
  expect(convert(shortcutFile(broken)).diagnostics.map(({ code }) => code)).toEqual(["SC4005", "SC4005"]);
});

test("an action without parameters", () => {
  expect(pythonBody([{ WFWorkflowActionIdentifier: "is.workflow.actions.vibrate" }])).toBe(
    "is_workflow_actions_vibrate()\n",
  );
});

test("keys beside an action's own", () => {
  const extra = { ...action("vibrate"), SCPLData: { Position: 1 } };
  expect(pythonMetadata([action("vibrate"), extra])).toBe(
    python`
      __shortcut__ = {
          "actions": "2 b9c06035",
          "action_keys": {"1": {"SCPLData": {"Position": 1}}},
      }
    `,
  );
});

test("every function is imported, once", () => {
  const module = pythonModule([
    action("vibrate"),
    action("vibrate"),
    action("com.example.Act", { a: attachment(token("Clipboard")) }),
  ]);
  expect(module).toContain(
    "from shortcut_actions import com_example_Act, get_clipboard, is_workflow_actions_vibrate\n",
  );
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
