import { describe, expect, test } from "vitest";
import type { Json } from "../../src/run/device/spec.ts";
import { resultOf, runActions } from "../support/run.ts";
import {
  action,
  attachment,
  booleanValue,
  condition,
  dictionaryValue,
  ifBlock,
  output,
  property,
  text,
  token,
  variable,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

const say = (content: string, uuid = "U") => action("gettext", { WFTextActionText: content, UUID: uuid });
const input = attachment(output("U"));
const save = (path: string, more: Parameters = {}) =>
  action("documentpicker.save", {
    WFInput: input,
    WFAskWhereToSave: false,
    WFFileDestinationPath: path,
    ...more,
  });
const open = (path: string, more: Parameters = {}) =>
  action("documentpicker.open", { WFGetFilePath: path, WFShowFilePicker: false, ...more });

describe("files", () => {
  test("are saved with the extension of what they are", () => {
    expect(resultOf([say("hi"), save("/x/a.txt")])).toMatchObject([
      { $file: "a.txt", path: "/iCloud Drive/Shortcuts/x/a.txt", text: "hi" },
    ]);
    expect(resultOf([say("hi"), save("x/a")])).toMatchObject([{ $file: "a.txt" }]);
    const dictionary = action("dictionary", {
      WFItems: dictionaryValue(["number", "a", text("1")]),
      UUID: "U",
    });
    expect(resultOf([dictionary, save("cfg.json", { WFSaveFileOverwrite: true })])).toMatchObject([
      { $file: "cfg.json", text: '{"a":1}' },
    ]);
  });

  test("are saved in the folder that was chosen; iCloud Drive is called as in the app, not as on the disk", () => {
    const folder = (below: string) => ({
      WFFolder: {
        displayName: "Lists",
        filename: "Lists",
        fileLocation: { WFFileLocationType: "iCloud", relativeSubpath: below },
      },
    });
    const path = (below: string) => resultOf([say("hi"), save("a.txt", folder(below))]);
    expect(path("com~apple~CloudDocs")).toMatchObject([{ path: "/iCloud Drive/a.txt" }]);
    expect(path("com~apple~CloudDocs/Lists")).toMatchObject([{ path: "/iCloud Drive/Lists/a.txt" }]);
    expect(path("com~apple~Numbers/Documents")).toMatchObject([
      { path: "/iCloud Drive/com~apple~Numbers/Documents/a.txt" },
    ]);
  });

  test("a name that is taken is numbered, unless it may be overwritten", () => {
    const files = { "a.txt": "old" };
    expect(resultOf([say("new"), save("a.txt")], { files })).toMatchObject([{ $file: "a 2.txt" }]);
    const { changes } = runActions([say("new"), save("A.TXT", { WFSaveFileOverwrite: true })], { files });
    expect(changes).toMatchObject([{ before: [{ text: "old" }], after: [{ text: "new" }] }]);
  });

  test("no path leads out of the virtual device", () => {
    expect(resultOf([say("x"), save("../../../../etc/passwd")])).toMatchObject([{ path: "/etc/passwd.txt" }]);
  });

  test("what is not there is an error, or nothing where that is wanted", () => {
    expect(resultOf([open("/cfg.json")], { files: { "cfg.json": "{}" } })).toMatchObject([
      { $file: "cfg.json" },
    ]);
    expect(resultOf([open("no.txt")], { files: {} })).toMatch(/^failed: There is no file/);
    expect(resultOf([open("no.txt", { WFFileErrorIfNotFound: false })])).toEqual([]);
  });

  test("a device that says nothing about files may have any, but for those that the run has deleted", () => {
    const { effects, uncertain } = runActions([open("no.txt")]);
    expect(effects).toMatchObject([
      { kind: "get file", path: "/iCloud Drive/Shortcuts/no.txt", unknown: true },
    ]);
    expect(uncertain.result).toEqual(["the file /iCloud Drive/Shortcuts/no.txt"]);
    const removed = [
      say("x"),
      save("a.txt", { UUID: "S" }),
      action("file.delete", { WFInput: attachment(output("S")) }),
    ];
    expect(resultOf([...removed, open("a.txt")])).toMatch(/^failed: There is no file/);
  });

  test("what a saved text depends on, the file depends on", () => {
    const program = [open("no.txt", { UUID: "F" }), save("b.txt", { WFInput: attachment(output("F")) })];
    expect(runActions([...program, open("b.txt")]).uncertain.result).toEqual([
      "the file /iCloud Drive/Shortcuts/no.txt",
    ]);
  });

  test("a folder's contents", () => {
    const files = { "f/b.txt": "2", "f/a.txt": "1", "f/g/c.txt": "3" };
    expect(resultOf([open("f", { WFGetFolderContents: true })], { files })).toMatchObject([
      { $file: "a.txt" },
      { $file: "b.txt" },
      { $file: "g" },
    ]);
  });

  test("Append to File", () => {
    const append = (more: Parameters, files: Record<string, string>) =>
      resultOf(
        [say("b"), action("file.append", { WFInput: text(output("U")), WFFilePath: "n.txt", ...more })],
        { files },
      );
    expect(append({}, { "n.txt": "a" })).toMatchObject([{ text: "a\nb" }]);
    expect(append({ WFAppendFileWriteMode: "Prepend" }, { "n.txt": "a" })).toMatchObject([{ text: "b\na" }]);
    expect(append({ WFAppendOnNewLine: false }, { "n.txt": "a" })).toMatchObject([{ text: "ab" }]);
    expect(append({}, {})).toMatchObject([{ text: "b" }]);
    expect(append({ WFFilePath: "" }, {})).toMatch(/^failed/);
  });

  test("archives there and back", () => {
    const program = [
      say("hello"),
      action("setitemname", { WFInput: input, WFName: "a.txt", UUID: "N" }),
      action("makezip", { WFInput: attachment(output("N")), WFZIPName: "z", UUID: "Z" }),
      action("is.workflow.actions.base64encode", {
        WFInput: attachment(output("Z")),
        WFBase64LineBreakMode: "None",
        UUID: "B",
      }),
      action("is.workflow.actions.base64encode", {
        WFInput: attachment(output("B")),
        WFEncodeMode: "Decode",
        UUID: "D",
      }),
      action("unzip", { WFArchive: attachment(output("D")) }),
    ];
    expect(resultOf(program)).toMatchObject([{ $file: "a.txt", text: "hello" }]);
  });

  test("properties", () => {
    const program = (name: string) => [
      say("x".repeat(1500)),
      save("a.tar.txt"),
      action("properties.files", {
        WFInput: attachment(token("Input")),
        WFContentItemPropertyName: name,
        UUID: "P",
      }),
      action("gettext", { WFTextActionText: text(output("P")) }),
    ];
    expect(resultOf(program("File Size"))).toEqual(["2 KB"]);
    expect(resultOf(program("File Extension"))).toEqual(["txt"]);
    expect(resultOf(program("Name"))).toEqual(["a.tar"]);
  });
});

describe("dialogs", () => {
  const ask = (type: string, more: Parameters = {}) => [
    action("ask", { WFAskActionPrompt: "?", WFInputType: type, ...more }),
  ];
  test.each<[string, Parameters, (string | number)[], Json]>([
    ["Text", {}, ["x"], ["x"]],
    ["Text", { WFAskActionDefaultAnswer: "d" }, [], ["d"]],
    ["Text", {}, [], [""]],
    ["Number", {}, [5], [5]],
    ["Number", { WFAskActionDefaultAnswerNumber: "3" }, [], [3]],
    ["Number", {}, ["x"], 'failed: "x" is no number.'],
    ["URL", {}, ["https://a.b"], [{ $url: "https://a.b" }]],
    ["Date", {}, ["2024-05-09"], [{ $date: "2024-05-09T00:00:00.000Z" }]],
  ])("Ask for %s %j, %j", (type, more, answers, expected) =>
    expect(resultOf(ask(type, more), { answers })).toEqual(expected),
  );

  test("answers go to the dialog that has their prompt", () => {
    const program = [ask("Text"), action("ask", { WFAskActionPrompt: "Name" })];
    expect(resultOf(program, { answers: ["first", { prompt: "Name", answer: "Ann" }] })).toEqual(["Ann"]);
  });

  test("an answer that a dialog does not offer is the device's mistake", () => {
    const program = [say("a"), action("choosefromlist", { WFInput: input })];
    expect(() => runActions(program, { answers: ["b"] })).toThrow(/offers "a", not "b"/);
  });

  test("alerts hand on, or end the run", () => {
    const program = [say("a"), action("alert", { WFAlertActionMessage: text("m ", output("U")) })];
    expect(runActions(program)).toMatchObject({
      status: "finished",
      effects: [{ kind: "alert", prompt: "m a", action: 1 }],
    });
    expect(runActions(program, { answers: [{ cancel: true }] })).toMatchObject({
      status: "stopped",
      by: "cancel",
    });
  });
});

describe("web", () => {
  const download = (more: Parameters = {}) => [action("downloadurl", { WFURL: "https://x/y.json", ...more })];
  test.each<[Json, Json]>([
    [{ a: [1] }, [{ a: [1] }]],
    [
      [1, 2],
      [1, 2],
    ],
  ])("%j", (body, expected) =>
    expect(resultOf(download(), { http: [{ url: "https://x/*", body }] })).toEqual(expected),
  );

  test("JSON as plain text still has values", () => {
    const program = [
      download({ UUID: "D" }),
      action("getvalueforkey", { WFInput: attachment(output("D")), WFDictionaryKey: "a" }),
    ];
    expect(
      resultOf(program, {
        http: [{ url: "https://x/y.json", headers: { "Content-Type": "text/plain" }, body: '{"a":5}' }],
      }),
    ).toEqual([5]);
  });

  test("a request says what it sends", () => {
    const program = download({
      WFHTTPMethod: "POST",
      WFJSONValues: dictionaryValue(["number", "n", text("1")]),
      WFHTTPHeaders: dictionaryValue(["text", "X", text("y")]),
    });
    expect(
      runActions(program, { http: [{ method: "POST", url: "https://x/y.json", body: "ok" }] }).effects,
    ).toEqual([
      {
        kind: "web request",
        action: 0,
        method: "POST",
        url: "https://x/y.json",
        headers: { X: "y", "Content-Type": "application/json" },
        body: '{"n":1}',
        status: 200,
      },
    ]);
    const form = download({
      WFHTTPMethod: "POST",
      WFHTTPBodyType: "Form",
      WFFormValues: dictionaryValue(["text", "a b", text("1&2")], ["boolean", "c", booleanValue(true)]),
    });
    expect(runActions(form).effects[0]).toMatchObject({ body: "a+b=1%262&c=Yes", unanswered: true });
  });

  test("what is not recorded is unknown, and so is all that comes of it", () => {
    const program = [
      download({ UUID: "D" }),
      action("getvalueforkey", { WFInput: attachment(output("D")), WFDictionaryKey: "a" }),
      ifBlock(condition(token("Input"), 100), [say("x")]),
    ];
    expect(runActions(program)).toMatchObject({
      status: "finished",
      uncertain: { control: ["GET https://x/y.json"] },
    });
  });

  test("no URL is an error", () =>
    expect(resultOf([action("downloadurl", { WFURL: "" })])).toMatch(/^failed/));
});

describe("clipboard, images, contacts", () => {
  test("kinds survive on the clipboard", () => {
    const program: Actions = [
      action("number", { WFNumberActionNumber: 5, UUID: "U" }),
      action("setclipboard", { WFInput: input }),
      action("getclipboard"),
    ];
    expect(resultOf(program)).toEqual([5]);
    expect(runActions(program).changes).toEqual([{ what: "clipboard", before: [], after: [5] }]);
    expect(resultOf([action("getclipboard")], { clipboard: ["a", 1] })).toEqual(["a", 1]);
  });

  test("sizes of images", () => {
    const photos = [{ name: "p.png", width: 1280, height: 720 }];
    const resize = (more: Parameters) =>
      resultOf([action("getlastphoto", { UUID: "U" }), action("image.resize", { WFImage: input, ...more })], {
        photos,
      });
    expect(resize({ WFImageResizeWidth: "640" })).toMatchObject([{ width: 640, height: 360 }]);
    expect(resize({ WFImageResizeKey: "Percentage", WFImageResizePercentage: "50" })).toMatchObject([
      { width: 640, height: 360 },
    ]);
    expect(resize({ WFImageResizeKey: "Longest Edge", WFImageResizeLength: "100" })).toMatchObject([
      { width: 100, height: 56 },
    ]);
  });

  test("a menu made of a vCard", () => {
    const card =
      "BEGIN:VCARD\nVERSION:3.0\nN;CHARSET=utf-8:Gold;\nORG:Metal;\nEND:VCARD\nBEGIN:VCARD\nFN:Silver\nEND:VCARD";
    const program = [
      say(card),
      action("setitemname", { WFInput: input, WFName: "m.vcf", UUID: "N" }),
      action("choosefromlist", { WFInput: attachment(output("N")), UUID: "C" }),
      ifBlock(
        condition(output("C", undefined, property("Name")), 4, { WFConditionalActionString: "Gold" }),
        [say("yes")],
        { otherwise: [say("no")] },
      ),
      action("gettext", {
        WFTextActionText: text(token("Input"), output("C", undefined, property("Company"))),
      }),
    ];
    expect(resultOf(program, { answers: [1] })).toEqual(["yesMetal"]);
    expect(resultOf(program, { answers: ["Silver"] })).toEqual(["no"]);
  });

  test("nothing is known of a variable that nobody has set", () => {
    expect(runActions([action("gettext", { WFTextActionText: text(variable("x")) })]).warnings).toEqual([
      '"x" is read before it is set.',
    ]);
  });
});

describe("what happens elsewhere", () => {
  test("a reminder is entered, and comes back", () => {
    const { effects, result } = runActions([
      action("addnewreminder", { WFCalendarItemTitle: "Milk", WFCalendarItemCalendar: "Shopping" }),
    ]);
    expect(effects).toMatchObject([
      { kind: "add reminder", WFCalendarItemTitle: ["Milk"], WFCalendarItemCalendar: ["Shopping"] },
    ]);
    expect(result).toMatchObject([{ kind: "record", type: "reminder", name: "Milk" }]);
  });

  test("a script's output is what the device's file says, else it is not known", () => {
    const program = [
      action("runsshscript", { WFSSHScript: "uptime", WFSSHHost: "example.com", UUID: "U" }),
      action("gettext", { WFTextActionText: text("up: ", output("U")) }),
    ];
    const known = runActions(program, { apps: { "is.workflow.actions.runsshscript": "3 days" } });
    expect(known.effects).toMatchObject([{ kind: "run script", WFSSHScript: ["uptime"] }]);
    expect(known.result).toMatchObject([{ kind: "text", text: "up: 3 days" }]);
    expect(known.uncertain.result).toEqual([]);
    expect(runActions(program).uncertain.result).toEqual(["the output of a script"]);
  });

  test("what only looks something up changes nothing; what takes no answer hands its input on", () => {
    expect(runActions([action("searchappstore", { WFSearchTerm: "x" })]).effects).toEqual([]);
    expect(resultOf([say("hello"), action("tweet", { TweetInput: input })])).toEqual(["hello"]);
    expect(resultOf([action("filter.health.quantity"), action("count")])).toEqual([0]);
  });
});
