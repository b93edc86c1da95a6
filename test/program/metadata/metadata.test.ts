import { describe, expect, test } from "vitest";
import type { PlistValue } from "../../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  date,
  NEW_SHORTCUT,
  oneLine,
  output,
  python,
  pythonMetadata,
  real,
  text,
  token,
  variable,
  type Parameters,
} from "../../support/shortcut.ts";

/** The metadata of a shortcut with these top-level keys beside, or instead of, those of a new one. */
const metadataOf = (properties: Parameters) =>
  pythonMetadata([], { properties: { ...NEW_SHORTCUT, ...properties } });

test("what a new shortcut has is left out", () => {
  expect(metadataOf({})).toBe("__shortcut__ = {}\n");
});

test("what an old one has", () => {
  const old: Parameters = {
    WFWorkflowClientVersion: "484",
    WFWorkflowClientRelease: "1.7.6",
    WFWorkflowMinimumClientVersion: 411,
    WFWorkflowIcon: { WFWorkflowIconStartColor: -12365313, WFWorkflowIconGlyphNumber: 59511 },
    WFWorkflowTypes: ["NCWidget", "WatchKit"],
    WFWorkflowInputContentItemClasses: ["WFStringContentItem", "WFURLContentItem"],
    WFWorkflowImportQuestions: [],
  };
  expect(pythonMetadata([], { properties: old })).toBe(python`
    __shortcut__ = {
        "client_version": "484",
        "client_release": "1.7.6",
        "minimum_version": 411,
        "icon": {"color": -12365313, "glyph": 59511},
        "types": ["NCWidget", "WatchKit"],
        "input_types": ["String", "URL"],
    }
  `);
});

test("nothing at all", () => {
  expect(pythonMetadata([], { properties: {} })).toBe(python`
    __shortcut__ = {
        "absent": [
            "WFWorkflowMinimumClientVersion",
            "WFWorkflowMinimumClientVersionString",
            "WFWorkflowTypes",
            "WFQuickActionSurfaces",
            "WFWorkflowInputContentItemClasses",
            "WFWorkflowOutputContentItemClasses",
            "WFWorkflowHasOutputFallback",
            "WFWorkflowHasShortcutInputVariables",
            "WFWorkflowImportQuestions",
        ]
    }
  `);
});

test("the two spellings of the version that is needed", () => {
  const metadata = (number: PlistValue, string?: PlistValue, more: Parameters = {}) => {
    const { WFWorkflowMinimumClientVersionString: _, ...properties } = NEW_SHORTCUT;
    const spellings = {
      WFWorkflowMinimumClientVersion: number,
      ...(string !== undefined && { WFWorkflowMinimumClientVersionString: string }),
    };
    return oneLine(pythonMetadata([], { properties: { ...properties, ...spellings, ...more } })).slice(
      "__shortcut__ = ".length,
    );
  };
  expect(metadata(1106, "1106")).toBe('{"minimum_version": 1106}');
  expect(metadata(1106, "900")).toBe('{"minimum_version": 1106, "minimum_version_string": "900"}');
  expect(metadata(1106)).toBe(
    '{"minimum_version": 1106, "absent": ["WFWorkflowMinimumClientVersionString"]}',
  );
  // Old apps did not write the text.
  const old = { WFWorkflowClientRelease: "2.0" };
  expect(metadata(411, undefined, old)).not.toContain("MinimumClientVersionString");
  expect(metadata(411, "411", old)).toContain('"minimum_version": 411, "minimum_version_string": "411"');
});

/** All types, and the same in the order of older apps, which have no folders. */
const NEW_TYPES = NEW_SHORTCUT["WFWorkflowInputContentItemClasses"] as string[];
const OLD_TYPES = (
  "Article Contact Date EmailAddress GenericFile Image Location DCMapsLink AVAsset PDF PhoneNumber RichText " +
  "SafariWebPage String URL iTunesProduct AppStoreApp"
)
  .split(" ")
  .map((name) => `WF${name}ContentItem`);

describe("each key", () => {
  test.each<[string, PlistValue, string]>([
    ["WFWorkflowName", "X", '"name": "X"'],
    ["WFWorkflowClientVersion", "2607.1", '"client_version": "2607.1"'],
    ["WFWorkflowClientVersion", 900, '"client_version": 900'],
    ["WFWorkflowMinimumClientVersionString", "1106", '"minimum_version_string": "1106"'],
    ["WFWorkflowIcon", { WFWorkflowIconImageData: new Uint8Array([1]) }, '"icon": {"image": Data("AQ==")}'],
    [
      "WFWorkflowIcon",
      { WFWorkflowIconEndColor: 1, New: 2 },
      '"icon": {"keys": {"New": 2, "WFWorkflowIconEndColor": 1}}',
    ],
    ["WFWorkflowIcon", {}, '"icon": {}'],
    ["WFWorkflowTypes", ["MenuBar"], '"types": ["MenuBar"]'],
    ["WFQuickActionSurfaces", ["Finder"], '"quick_action_surfaces": ["Finder"]'],
    [
      "WFWorkflowOutputContentItemClasses",
      ["WFContentItem"],
      '"output_types": {"classes": ["WFContentItem"]}',
    ],
    ["WFWorkflowOutputContentItemClasses", ["WFURLContentItem"], '"output_types": ["URL"]'],
    ["WFWorkflowInputContentItemClasses", [], '"input_types": []'],
    [
      "WFWorkflowInputContentItemClasses",
      ["WFStringContentItem", "Odd"],
      '"input_types": {"classes": ["WFStringContentItem", "Odd"]}',
    ],
    ["WFWorkflowInputContentItemClasses", "Odd", '"input_types": {"value": "Odd"}'],
    [
      "WFWorkflowInputContentItemClasses",
      ["WFAppContentItem", ...NEW_TYPES],
      '"input_types": "all_and_apps"',
    ],
    ["WFWorkflowInputContentItemClasses", OLD_TYPES, '"input_types": "old_order"'],
    ["WFWorkflowInputContentItemClasses", OLD_TYPES.slice(1), '"input_types": {"old_order": ["Article"]}'],
    [
      "WFWorkflowNoInputBehavior",
      { Name: "A", Parameters: {} },
      '"no_input": {"Name": "A", "Parameters": {}}',
    ],
    ["WFWorkflowNoInputBehavior", {}, '"no_input": {}'],
    [
      "WFWorkflowNoInputBehavior",
      { Name: "WFWorkflowNoInputBehaviorGetClipboard", Parameters: {} },
      '"no_input": "GetClipboard"',
    ],
    ["WFWorkflowNoInputBehavior", "GetClipboard", '"no_input": {"value": "GetClipboard"}'],
    ["WFWorkflowNoInputBehavior", { value: 1 }, '"no_input": {"value": {"value": 1}}'],
    ["WFWorkflowHasOutputFallback", true, '"has_output_fallback": True'],
    ["WFWorkflowHasOutputFallback", 0, '"has_output_fallback": 0'],
    ["WFWorkflowHasShortcutInputVariables", true, '"has_shortcut_input": True'],
    ["WFWorkflowImportQuestions", [{ ActionIndex: 7 }], '"import_questions": [{"ActionIndex": 7}]'],
    ["WFWorkflowClientRelese", "2.0", '"other_keys": {"WFWorkflowClientRelese": "2.0"}'],
    ["WFWorkflowVariables", [{ Name: "x" }], '"other_keys": {"WFWorkflowVariables": [{"Name": "x"}]}'],
    ["from", date(0), '"other_keys": {"from": datetime.datetime(2001, 1, 1)}'],
  ])("%s: %o", (key, value, expected) => {
    expect(metadataOf({ [key]: value })).toBe(`__shortcut__ = {${expected}}\n`);
  });

  test("all types of input but a few", () => {
    const all = NEW_SHORTCUT["WFWorkflowInputContentItemClasses"] as string[];
    expect(metadataOf({ WFWorkflowInputContentItemClasses: all.slice(2) })).toBe(
      '__shortcut__ = {"input_types": {"all_but": ["AppStoreApp", "Article"]}}\n',
    );
    const turned = metadataOf({ WFWorkflowInputContentItemClasses: all.slice(2).reverse() });
    expect(turned).toContain('"input_types": [\n        "URL",\n        "String",\n');
    expect(turned).not.toContain("all_but");
  });
});

describe("names", () => {
  const set = (name: string) =>
    action("setvariable", { WFVariableName: name, WFInput: attachment(token("ExtensionInput")) });

  test("that Python can spell are not listed", () => {
    expect(pythonMetadata([set("Liste"), set("变量"), set("x_1")])).toBe("__shortcut__ = {}\n");
  });

  test("that it cannot", () => {
    expect(pythonMetadata([set("List ID(s)"), set("class"), set("🔥"), set("Name "), set("2x")])).toBe(python`
      __shortcut__ = {
          "names": {
              "List_ID_s": "List ID(s)",
              "class_": "class",
              "u1f525": "🔥",
              "Name": "Name ",
              "_2x": "2x",
          }
      }
    `);
  });

  test("of outputs that their author renamed, where the variable does not tell", () => {
    const made = (label: string, uuid: string) =>
      action("gettext", { UUID: uuid, WFTextActionText: "a", CustomOutputName: label });
    expect(
      pythonMetadata([
        made("Wake Time", "A"),
        made("Wake Time", "B"),
        made("E-Mail", "C"),
        made("iPad", "D"),
      ]),
    ).toBe('__shortcut__ = {"names": {"e_mail": "E-Mail", "i_pad": "iPad"}}\n');
  });
});

describe("what references call an output", () => {
  const made = (uuid: string, more: Parameters = {}) =>
    action("gettext", { UUID: uuid, WFTextActionText: "a", ...more });
  const show = (...tokens: ReturnType<typeof output>[]) => action("showresult", { Text: text(...tokens) });

  test("is not said where it is the output's name", () => {
    const named = made("B", { CustomOutputName: "Greeting" });
    expect(pythonMetadata([made("A"), named, show(output("A", "Text"), output("B", "Greeting"))])).toBe(
      "__shortcut__ = {}\n",
    );
  });

  test("in another language is said once", () => {
    const actions = [
      made("A"),
      made("B"),
      made("C"),
      show(output("A", "文本"), output("B", "文本"), output("C", "文本")),
    ];
    expect(pythonMetadata(actions)).toBe('__shortcut__ = {"output_names": {"Text": "文本"}}\n');
  });

  test("and the exceptions are said one by one", () => {
    const actions = [
      made("A"),
      made("B"),
      made("C", { CustomOutputName: "Greeting" }),
      made("D"),
      show(
        output("A", "文本"),
        output("B", "文本"),
        output("C", "Gruß"),
        output("D", "文本"),
        output("D", "Text"),
      ),
      show(output("A", "文本")),
    ];
    expect(pythonMetadata(actions)).toBe(python`
      __shortcut__ = {
          "output_names": {"Text": "文本"},
          "output_names_of": {"greeting": "Gruß"},
          "actions": "6 911e79c5",
          "residue": {"4": {"Text.Value.attachmentsByRange.{4, 1}.OutputName": "Text"}},
      }
    `);
  });

  test("where it is absent, or empty", () => {
    expect(pythonMetadata([made("A"), show(output("A"))])).toBe(
      '__shortcut__ = {"output_names": {"Text": ""}}\n',
    );
  });
});

describe("residue", () => {
  test("of actions with the same parameters is one entry", () => {
    const one = action("text.combine", { "Show-text": true });
    const two = action("text.combine", { "Show-text": false });
    expect(pythonMetadata([one, two, one, action("vibrate"), one])).toBe(
      python`
        __shortcut__ = {
            "actions": "5 ea60f5ce",
            "defaults": "0-2 4",
            "implicit_inputs": "0-3",
            "residue": {"0 2 4": {"Show-text": True}, "1": {"Show-text": False}},
        }
      `,
    );
  });

  test("keeps types apart, and names outputs by their variables", () => {
    const actions = [
      action("gettext", { UUID: "A", WFTextActionText: "a", Extra: real(1) }),
      action("gettext", { UUID: "B", WFTextActionText: "a", Extra: 1 }),
      action("gettext", { UUID: "C", WFTextActionText: "a", Extra: output("A", "Text") }),
    ];
    expect(pythonMetadata(actions)).toBe(python`
      __shortcut__ = {
          "actions": "3 e579b9a0",
          "residue": {
              "0": {"Extra": 1.0},
              "1": {"Extra": 1},
              "2": {
                  "Extra": {
                      "OutputName": "Text",
                      "OutputUUID": "text",
                      "Type": "ActionOutput",
                  }
              },
          },
      }
    `);
  });

  test("nested deeply", () => {
    let nested: PlistValue = "bottom";
    for (let depth = 0; depth < 300; depth++) nested = [nested];
    expect(pythonMetadata([action("gettext", { WFTextActionText: "a", Extra: nested })])).toContain(
      "PropertyList(",
    );
  });
});

test("questions and behaviours may hold variables", () => {
  const question = { ActionIndex: 0, DefaultValue: attachment(variable("x")), Text: "Which?" };
  expect(metadataOf({ WFWorkflowImportQuestions: [question] })).toContain('"VariableName": "x"');
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
