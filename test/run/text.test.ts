import { describe, expect, test } from "vitest";
import type { Json } from "../../src/run/device/spec.ts";
import { resultOf } from "../support/run.ts";
import {
  action,
  attachment,
  envelope,
  listItem,
  output,
  text,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

/** What an action makes of a text or of several. */
function of(name: string, input: string | string[], parameters: Parameters = {}, key = "WFInput"): Json {
  return resultOf(program(name, input, parameters, key));
}

function program(name: string, input: string | string[], parameters: Parameters, key: string): Actions {
  const source = action("list", { WFItems: typeof input === "string" ? [input] : input, UUID: "U" });
  return [source, action(name, { [key]: attachment(output("U")), ...parameters })];
}

const custom = (separator: string): Parameters => ({
  WFTextSeparator: "Custom",
  WFTextCustomSeparator: separator,
});

describe("Split Text", () => {
  test.each<[string, Parameters, string[]]>([
    ["a,b,,c", custom(","), ["a", "b", "", "c"]],
    [",a,", custom(","), ["", "a", ""]],
    ["a\nb\n", {}, ["a", "b"]],
    ["a\n\nb", {}, ["a", "", "b"]],
    ["a\r\nb\rc", {}, ["a", "b", "c"]],
    ["a  b", { WFTextSeparator: "Spaces" }, ["a", "", "b"]],
    ["e\u0301x👍🏽", { WFTextSeparator: "Every Character" }, ["e\u0301", "x", "👍🏽"]],
    ["ab", custom(""), ["a", "b"]],
    ["a.b", custom("x"), ["a.b"]],
    ["", {}, []],
    ["", custom(","), [""]],
  ])("%j %j", (input, parameters, expected) =>
    expect(of("text.split", input, parameters, "text")).toEqual(expected),
  );

  test("several texts", () =>
    expect(of("text.split", ["a b", "c"], { WFTextSeparator: "Spaces" }, "text")).toEqual(["a", "b", "c"]));
});

describe("Combine Text", () => {
  test.each<[string[], Parameters, string[]]>([
    [["a", "b", "c"], custom(", "), ["a, b, c"]],
    [["1", "2"], { WFTextSeparator: "Custom" }, ["12"]],
    [["x"], {}, ["x"]],
    [["a", "b"], {}, ["a\nb"]],
    [[], {}, []],
  ])("%j %j", (input, parameters, expected) =>
    expect(of("text.combine", input, parameters, "text")).toEqual(expected),
  );

  test("texts in the place of a list", () => {
    expect(resultOf([action("text.combine", { text: [text("a"), "b"], WFTextSeparator: "Spaces" })])).toEqual(
      ["a b"],
    );
  });
});

describe("Replace Text", () => {
  const replace = (find: string, replacement: string, more: Parameters = {}): Parameters => ({
    WFReplaceTextFind: find,
    WFReplaceTextReplace: replacement,
    ...more,
  });
  const regex: Parameters = { WFReplaceTextRegularExpression: true };
  test.each<[string, Parameters, string]>([
    ["a-b-a", replace("a", "x"), "x-b-x"],
    ["Hello", replace("L", "_", { WFReplaceTextCaseSensitive: false }), "He__o"],
    ["2024-05-06", replace("(\\d+)-(\\d+)-(\\d+)", "$3.$2.$1", regex), "06.05.2024"],
    ["a.b", replace(".", ""), "ab"],
    ["a.b", replace(".", "$0"), "a$0b"],
    ["12:5", replace("^.", "$03", regex), "132:5"],
    ["abc", replace("b", "\\$1\\\\", regex), "a$1\\c"],
    ["ab", replace("(a)|(c)", "[$1$2]", regex), "[a]b"],
    ["a", replace("a", "\\n", regex), "n"],
    ["a", replace("(", "x", regex), "a"],
    ["a", replace("", "x"), "a"],
    ["ÉÉ", replace("é", "e", { WFReplaceTextCaseSensitive: false }), "ee"],
  ])("%j %j", (input, parameters, expected) =>
    expect(of("text.replace", input, parameters)).toEqual([expected]),
  );

  test("each item of a list, one text where more than the list stands", () => {
    const source = action("list", { WFItems: ["a", "ba"], UUID: "U" });
    const on = (input: ReturnType<typeof text>) =>
      action("text.replace", { WFInput: input, ...replace("a", "x") });
    expect(resultOf([source, on(text(output("U")))])).toEqual(["x", "bx"]);
    expect(resultOf([source, on(text("a", output("U")))])).toEqual(["xx\nbx"]);
  });
});

describe("Match Text", () => {
  test.each<[string | string[], Parameters, string[]]>([
    ["a1b22", { WFMatchTextPattern: "\\d+" }, ["1", "22"]],
    ["x", { WFMatchTextPattern: "\\d" }, []],
    ["A", { WFMatchTextPattern: "a", WFMatchTextCaseSensitive: false }, ["A"]],
    ["", { WFMatchTextPattern: "x*" }, []],
    ["a-", {}, ["a"]],
    [["a", "b"], { WFMatchTextPattern: "a\\nb" }, ["a\nb"]],
  ])("%j %j", (input, parameters, expected) =>
    expect(of("text.match", input, parameters, "text")).toEqual(expected),
  );

  test("a pattern that is none is an error", () =>
    expect(of("text.match", "a", { WFMatchTextPattern: "(" }, "text")).toMatch(/^failed/));

  const groups = (parameters: Parameters, pattern = "(\\w)=(\\d)", input = "a=1 b=2") =>
    resultOf([
      action("text.match", { text: text(input), WFMatchTextPattern: pattern, UUID: "M" }),
      action("text.match.getgroup", { matches: attachment(output("M")), ...parameters }),
    ]);

  test("groups", () => {
    expect(groups({ WFGroupIndex: 2 })).toEqual(["1", "2"]);
    expect(groups({})).toEqual(["a", "b"]);
    expect(groups({ WFGroupIndex: "0" })).toEqual(["a=1", "b=2"]);
    expect(groups({ WFGetGroupType: "All Groups" })).toEqual(["a", "1", "b", "2"]);
    expect(groups({ WFGroupIndex: 3 })).toMatch(/^failed: There is no group 3/);
    expect(groups({ WFGroupIndex: 2 }, "(a)|(b)", "a")).toEqual([""]);
  });
});

describe("Change Case", () => {
  test.each<[string, string | undefined, string]>([
    ["hello World", undefined, "HELLO WORLD"],
    ["HeLLo", "lowercase", "hello"],
    ["hello wORLD", "Capitalize Every Word", "Hello World"],
    ["abcd", "cApItAlIzE wItH aLtErNaTiNg cAsE", "aBcD"],
    ["hi! ok", "Capitalize with sentence case", "Hi! Ok"],
    ["hi. ok", "Capitalize with sentence case", "Hi. ok"],
    ["the lord of the rings", "Capitalize with Title Case", "The Lord of the Rings"],
  ])("%j %j", (input, type, expected) => {
    expect(of("text.changecase", input, type === undefined ? {} : { WFCaseType: type }, "text")).toEqual([
      expected,
    ]);
  });

  test("Turkish has its own i", () => {
    const actions = program("text.changecase", "i", {}, "text");
    expect(resultOf(actions, { locale: "tr_TR" })).toEqual(["İ"]);
  });
});

describe("encoding", () => {
  test.each<[string, Parameters, string]>([
    ["Mon, A&B=50%", {}, "Mon,%20A%26B%3D50%25"],
    ["1/2 + é?", {}, "1/2%20+%20%C3%A9%3F"],
    ["a\nb", {}, "a%0Ab"],
    ["a%20b", { WFEncodeMode: "Decode" }, "a b"],
    ["50%", { WFEncodeMode: "Decode" }, "50%"],
  ])("URL Encode %j %j", (input, parameters, expected) =>
    expect(of("urlencode", input, parameters)).toEqual([expected]),
  );

  test.each<[string, Parameters, string]>([
    ["héllo", {}, "aMOpbGxv"],
    ["hello", { WFBase64LineBreakMode: "None" }, "aGVsbG8="],
    ["x".repeat(60), {}, `${"eHh4".repeat(19)}\r\neHh4`],
  ])("Base64 %j %j", (input, parameters, expected) =>
    expect(of("is.workflow.actions.base64encode", input, parameters)).toEqual([expected]),
  );

  test("Base64 back is text again", () => {
    const decode = action("is.workflow.actions.base64encode", {
      WFInput: attachment(output("U")),
      WFEncodeMode: "Decode",
      UUID: "D",
    });
    const source = (content: string) => action("gettext", { WFTextActionText: content, UUID: "U" });
    expect(
      resultOf([source("aGk="), decode, action("gettext", { WFTextActionText: text(output("D"), "!") })]),
    ).toEqual(["hi!"]);
    expect(resultOf([source("?"), decode])).toMatch(/^failed/);
  });

  test.each<[Parameters, string]>([
    [{}, "5d41402abc4b2a76b9719d911017c592"],
    [{ WFHashType: "SHA1" }, "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d"],
    [{ WFHashType: "SHA256" }, "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824"],
  ])("Hash %j", (parameters, expected) => expect(of("hash", "hello", parameters)).toEqual([expected]));
});

describe("names and kinds", () => {
  test("Trim White Space", () => expect(of("text.trimwhitespace", "  a b\n")).toEqual(["a b"]));

  test("Set Name makes files of texts", () => {
    const named = (name: string, more: Parameters = {}): Actions => [
      program("setitemname", "hi", { WFName: name, UUID: "N", ...more }, "WFInput"),
      action("documentpicker.save", { WFInput: attachment(output("N")), WFAskWhereToSave: false, UUID: "S" }),
      action("getitemname", { WFInput: attachment(output("S")) }),
    ];
    expect(resultOf(named("a.txt"))).toEqual(["a"]);
    expect(resultOf([named("run", { WFDontIncludeFileExtension: true }).slice(0, 2)].flat())).toMatchObject([
      { $file: "run.txt" },
    ]);
  });

  test("Get Type", () => {
    expect(
      resultOf([
        action("url", { WFURLActionURL: "https://a.b", UUID: "U" }),
        action("getitemtype", { WFInput: attachment(output("U")) }),
      ]),
    ).toEqual(["URL"]);
    expect(
      resultOf([
        action("dictionary", { UUID: "U" }),
        action("getitemtype", { WFInput: attachment(output("U")) }),
      ]),
    ).toEqual(["Dictionary"]);
  });

  test("Get Text of several kinds", () => {
    const items = [listItem("number", text("5")), "a"];
    const program = [
      action("list", { WFItems: items, UUID: "U" }),
      action("detect.text", { WFInput: attachment(output("U")) }),
    ];
    expect(resultOf(program)).toEqual(["5", "a"]);
  });

  test("Get URLs", () => {
    expect(of("detect.link", "see https://a.b/c?d and apple.com.")).toEqual([
      { $url: "https://a.b/c?d" },
      { $url: "http://apple.com" },
    ]);
    expect(of("detect.link", "none")).toEqual([]);
    expect(of("detect.link", "mail me@a.org, (https://x.y/z)")).toEqual([
      { $url: "mailto:me@a.org" },
      { $url: "https://x.y/z" },
    ]);
  });

  test("Get Numbers", () => expect(of("detect.number", ["3", "x", "4.5"])).toEqual([3, 4.5]));

  test("HTML and Markdown", () => {
    const chain = (first: string, key: string, content: string, ...then: string[]): Json => {
      const actions: Actions = [
        action("gettext", { WFTextActionText: content, UUID: "0" }),
        action(first, { [key]: attachment(output("0")), UUID: "1" }),
        ...then.map((name, at) =>
          action(name, { WFInput: attachment(output(`${at + 1}`)), UUID: `${at + 2}` }),
        ),
      ];
      return resultOf(actions);
    };
    expect(chain("getrichtextfromhtml", "WFHTML", "a&amp;b<br>c", "detect.text")).toEqual(["a&b\nc"]);
    expect(chain("getrichtextfromhtml", "WFHTML", "<p>a</p><script>x</script><p>b", "detect.text")).toEqual([
      "a\nb",
    ]);
    expect(chain("getrichtextfrommarkdown", "WFInput", "# Hi\n*a*", "gethtmlfromrichtext")).toEqual([
      "<h1>Hi</h1>\n<p><em>a</em></p>",
    ]);
    expect(
      chain("getrichtextfromhtml", "WFHTML", "<b>x</b> <a href='u'>t</a>", "gethtmlfromrichtext"),
    ).toEqual(["<b>x</b> <a href='u'>t</a>"]);
    expect(
      chain(
        "getrichtextfromhtml",
        "WFHTML",
        "<h1>h</h1><b>x</b> <a href='u'>t</a><ul><li>i</li></ul>",
        "getmarkdownfromrichtext",
      ),
    ).toEqual(["# h\n\n**x** [t](u)\n\n  * i"]);
  });

  test("envelopes that hold nothing are empty texts", () => {
    expect(
      resultOf([action("gettext", { WFTextActionText: envelope("WFTextTokenString", { string: "" }) })]),
    ).toEqual([""]);
  });
});
