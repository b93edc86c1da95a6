import { describe, expect, test } from "vitest";
import type { Json } from "../../src/run/device/spec.ts";
import { resultOf, runActions } from "../support/run.ts";
import {
  action,
  arrayValue,
  attachment,
  booleanValue,
  dictionaryValue,
  listItem,
  output,
  subDictionary,
  text,
  token,
  variable,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

const json = (content: string): Actions => [action("gettext", { WFTextActionText: content, UUID: "U" })];
const input = attachment(output("U"));
const get = (content: string, parameters: Parameters): Json =>
  resultOf([json(content), action("getvalueforkey", { WFInput: input, ...parameters })]);
const value = (content: string, key: string): Json => get(content, { WFDictionaryKey: key });

describe("Get Dictionary Value", () => {
  test.each<[string, string, Json]>([
    ['{"a":{"b":[10,20]}}', "a.b.2", [20]],
    ['{"a":{"b":[10,20]}}', "a.b", [10, 20]],
    ['{"a":{"b":[10,20]}}', "x", []],
    ['{"a.b":1}', "a.b", [1]],
    ['{"a":[[1,2],[3]]}', "a", [1, 2, 3]],
    ['{"a":null}', "a", []],
    ['{"a":true}', "a", [true]],
    ['{"1":"x"}', "1", ["x"]],
    ['{"a":1,"a":2}', "a", [2]],
    ["a=1&b=x%20y", "b", ["x y"]],
    ['{"n":12345678901234567}', "n", ["12345678901234567"]],
    ['{"n":1.0,"m":1e3}', "m", [1000]],
    ['{"__proto__":"p"}', "__proto__", ["p"]],
  ])("%s %s", (content, key, expected) => expect(value(content, key)).toEqual(expected));

  test.each<[string, string]>([
    ['{"a":{"b":[10,20]}}', "x.y"],
    ['{"a":{"b":[10,20]}}', "a.b.3"],
    ['{"a":{"b":[10,20]}}', "a.b.0"],
    ['{"a":1}', "a.b"],
    ["hello", "a"],
  ])("%s %s fails", (content, key) => expect(value(content, key)).toMatch(/^failed/));

  test("keys and values", () => {
    expect(get('{"a.b":1}', { WFGetDictionaryValueType: "All Keys" })).toEqual(["a.b"]);
    expect(get('{"b":1,"2":[3,4],"a":5}', { WFGetDictionaryValueType: "All Keys" })).toEqual(["b", "2", "a"]);
    expect(get('{"b":1,"2":[3,4],"a":5}', { WFGetDictionaryValueType: "All Values" })).toEqual([1, 3, 4, 5]);
  });

  test("of nothing, nothing", () => {
    expect(
      resultOf([action("getvalueforkey", { WFInput: attachment(variable("no")), WFDictionaryKey: "a.b" })]),
    ).toEqual([]);
  });
});

describe("Set Dictionary Value", () => {
  const set = (content: string, key: string, to: Parameters[string]): Json =>
    resultOf([
      json(content),
      action("list", { WFItems: ["1", "2"], UUID: "L" }),
      action("setvalueforkey", {
        WFDictionary: input,
        WFDictionaryKey: key,
        WFDictionaryValue: to,
        UUID: "D",
      }),
      action("gettext", { WFTextActionText: text(output("D")) }),
    ]);
  test.each<[string, string, Parameters[string], string]>([
    ['{"a":1}', "b", "x", '{"a":1,"b":"x"}'],
    ['{"a":1}', "a", text(output("L")), '{"a":["1","2"]}'],
    ["{}", "p.q", "1", '{"p.q":"1"}'],
    ['{"a":1,"b":2}', "a", text("n", output("L")), '{"a":"n1\\n2","b":2}'],
    ['{"a":1}', "b", text(variable("no")), '{"a":1,"b":""}'],
  ])("%s %s", (content, key, to, expected) => expect(set(content, key, to)).toEqual([expected]));

  test("begins with an empty one, and leaves the old one alone", () => {
    const program = [
      action("setvalueforkey", { WFDictionaryKey: "a", WFDictionaryValue: "1", UUID: "D" }),
      action("setvalueforkey", {
        WFDictionary: attachment(output("D")),
        WFDictionaryKey: "b",
        WFDictionaryValue: "2",
      }),
      action("gettext", { WFTextActionText: text(output("D")) }),
    ];
    expect(resultOf(program)).toEqual(['{"a":"1"}']);
  });
});

describe("Get Dictionary from Input", () => {
  test.each<[string, Json]>([
    ['{"a":1}', [{ a: 1 }]],
    ["foo=bar&baz=b%20z", [{ foo: "bar", baz: "b z" }]],
    ['[{"a":1},2]', [{ a: 1 }]],
    ["hello", []],
    ["{“a”:1}", []],
    [
      '<?xml version="1.0"?><plist version="1.0"><dict><key>a</key><integer>5</integer></dict></plist>',
      [{ a: 5 }],
    ],
    [`${"[".repeat(100_000)}`, []],
  ])("%s", (content, expected) => {
    expect(resultOf([json(content), action("detect.dictionary", { WFInput: input })])).toEqual(expected);
  });
});

describe("Dictionary", () => {
  test("items are of the types that they say", () => {
    const items = dictionaryValue(
      ["text", "a", text("5")],
      ["number", "b", text("5")],
      ["boolean", "c", booleanValue(true)],
      ["array", "d", arrayValue("x", listItem("number", text("7")))],
      ["dictionary", "e", subDictionary(["text", "f", text(variable("no"))])],
    );
    const program = [
      action("dictionary", { WFItems: items, UUID: "D" }),
      action("gettext", { WFTextActionText: text(output("D")) }),
    ];
    expect(resultOf(program)).toEqual(['{"a":"5","b":5,"c":true,"d":["x",7],"e":{"f":""}}']);
  });
});

describe("lists", () => {
  const list = (...items: string[]): Actions => [action("list", { WFItems: items, UUID: "U" })];
  const item = (items: string[], parameters: Parameters): Json =>
    resultOf([list(...items), action("getitemfromlist", { WFInput: input, ...parameters })]);

  test.each<[Parameters, Json]>([
    [{}, ["a"]],
    [{ WFItemSpecifier: "Last Item" }, ["c"]],
    [{ WFItemSpecifier: "Item At Index", WFItemIndex: "2" }, ["b"]],
    [{ WFItemSpecifier: "Items in Range", WFItemRangeStart: "2" }, ["b", "c"]],
    [{ WFItemSpecifier: "Items in Range", WFItemRangeEnd: 2 }, ["a", "b"]],
  ])("Get Item %j", (parameters, expected) => expect(item(["a", "b", "c"], parameters)).toEqual(expected));

  test.each<Parameters>([
    { WFItemSpecifier: "Item At Index", WFItemIndex: 4 },
    { WFItemSpecifier: "Item At Index", WFItemIndex: 0 },
    { WFItemSpecifier: "Items in Range", WFItemRangeStart: 2, WFItemRangeEnd: 4 },
  ])("Get Item %j fails", (parameters) => expect(item(["a", "b", "c"], parameters)).toMatch(/^failed/));

  test("of an empty list, nothing", () =>
    expect(item([], { WFItemSpecifier: "Item At Index", WFItemIndex: 4 })).toEqual([]));

  test("a variable brings its items, inside of a text its text", () => {
    const program = (element: Parameters[string]) => [
      list("1", "2"),
      action("list", { WFItems: ["a", listItem("text", element)] }),
    ];
    expect(resultOf(program(text(output("U"))))).toEqual(["a", "1", "2"]);
    expect(resultOf(program(text("n=", output("U"))))).toEqual(["a", "n=1\n2"]);
  });

  test.each<[string[], string | undefined, number]>([
    [["a", "b"], undefined, 2],
    [["héllo 👍🏽"], "Characters", 7],
    [["It's 2 words"], "Words", 3],
    [["a\n\nb"], "Lines", 3],
    [["a\n"], "Lines", 1],
    [[], "Characters", 0],
    [["One. Two! Three?"], "Sentences", 3],
  ])("Count %j %s", (items, type, expected) => {
    const parameters = type === undefined ? {} : { WFCountType: type };
    expect(resultOf([list(...items), action("count", { Input: input, ...parameters })])).toEqual([expected]);
  });

  test("Choose from List", () => {
    const choose = (source: Actions, answers: (string | number)[]) =>
      resultOf([source, action("choosefromlist", { WFInput: input })], { answers });
    expect(choose(list("Yes", "No"), [2])).toEqual(["No"]);
    expect(choose(json('{"A":1,"B":[2,3]}'), [1])).toEqual(['{"A":1,"B":[2,3]}']);
    const dictionary = [
      json('{"A":1,"B":[2,3]}'),
      action("detect.dictionary", { WFInput: input, UUID: "U" }),
    ];
    expect(choose(dictionary, ["B"])).toEqual([2, 3]);
    expect(choose(list(), [])).toEqual([]);
    expect(
      runActions([list("a"), action("choosefromlist", { WFInput: input })], { answers: [{ cancel: true }] }),
    ).toMatchObject({ status: "stopped", by: "cancel" });
  });

  test("several chosen come in the order of the list", () => {
    const program = [
      list("a", "b", "c"),
      action("choosefromlist", { WFInput: input, WFChooseFromListActionSelectMultiple: true }),
    ];
    expect(resultOf(program, { answers: [{ answer: ["c", "a"] }] })).toEqual(["a", "c"]);
  });

  test("Filter", () => {
    const files = { "b.txt": "1", "a.log": "22", "A10.txt": "", "a9.txt": "" };
    const filter = (parameters: Parameters) =>
      resultOf(
        [action("filter.files", parameters), action("getitemname", { WFInput: attachment(token("Input")) })],
        { files },
      );
    const names = action("filter.files", {
      WFContentItemInputParameter: input,
      WFContentItemSortProperty: "Name",
      WFContentItemSortOrder: "A to Z",
      WFContentItemLimitEnabled: true,
      WFContentItemLimitNumber: 2,
    });
    expect(resultOf([list("b", "a", "c"), names])).toEqual(["a", "b"]);
    expect(filter({ WFContentItemSortProperty: "Name", WFContentItemSortOrder: "A to Z" })).toEqual([
      "a",
      "a9",
      "A10",
      "b",
    ]);
  });
});

describe("URLs", () => {
  test("as a dictionary, one has the parameters of its query", () => {
    const url = action("url", { WFURLActionURL: "https://e.com/p?x=1&y=b%20c#f?z=2", UUID: "U" });
    expect(resultOf([url, action("detect.dictionary", { WFInput: attachment(output("U")) })])).toEqual([
      { x: "1", y: "b c" },
    ]);
  });

  test.each<[string, string]>([
    ["apple.com", "http://apple.com"],
    ["https://a/b?q=é", "https://a/b?q=%C3%A9"],
    ["https://a/b c%20d", "https://a/b%20c%20d"],
  ])("%s", (address, expected) =>
    expect(resultOf([action("url", { WFURLActionURL: address })])).toEqual([{ $url: expected }]),
  );

  test("one for each entry", () => {
    expect(resultOf([action("url", { WFURLActionURL: ["https://a", "https://b"] })])).toEqual([
      { $url: "https://a" },
      { $url: "https://b" },
    ]);
  });

  test.each<[string, Json]>([
    ["Scheme", ["https"]],
    ["User", ["u"]],
    ["Host", ["h.com"]],
    ["Port", ["8080"]],
    ["Path", ["/a b"]],
    ["Query", ["q=1"]],
    ["Fragment", ["f"]],
    ["Password", []],
  ])("%s of a URL", (part, expected) => {
    const program = [
      action("url", { WFURLActionURL: "https://u@h.com:8080/a%20b/?q=1#f", UUID: "U" }),
      action("geturlcomponent", { WFURL: text(output("U")), WFURLComponent: part }),
    ];
    expect(resultOf(program)).toEqual(expected);
  });
});
