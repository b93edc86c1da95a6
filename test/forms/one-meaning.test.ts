// oxlint-disable max-lines -- a list of pairs
import { describe, expect, test } from "vitest";
import { convert } from "../../src/convert.ts";
import { isDict, PlistDate, PlistReal, type PlistDict, type PlistValue } from "../../src/plist/value.ts";
import {
  action,
  type Actions,
  arrayValue,
  as,
  attachment,
  booleanValue,
  checkPrograms,
  condition,
  date,
  dateFormat,
  dictionaryValue,
  envelope,
  hasInput,
  ifBlock,
  input,
  itemType,
  key,
  listItem,
  menu,
  output,
  property,
  pythonModule,
  quantity,
  real,
  repeat,
  repeatEach,
  shortcutFile,
  subDictionary,
  table,
  text,
  token,
  unit,
  variable,
  vibrate,
} from "../support/shortcut.ts";

/*
 * One spelling, one meaning: what differs in the file differs in Python. Not seen in the body are only the ways to
 * write one and the same thing that files spell in several ways.
 */

const x = variable("x");
const asInput = attachment(input);
const act = (value: PlistValue) => action("com.example.Act", { value });
const set = (value: PlistValue, more = {}) =>
  action("setvariable", { WFVariableName: "x", WFInput: value, ...more });
const get = (value: PlistValue) => action("getvariable", { WFVariable: value });
const keyOf = attachment(token("ExtensionInput", key("a")));
const valueForKey = (more = {}) =>
  action("getvalueforkey", { WFInput: asInput, WFDictionaryKey: "a", ...more });
const dictionary = (...items: Parameters<typeof dictionaryValue>) =>
  action("dictionary", { WFItems: dictionaryValue(...items) });

describe("pairs that could be taken for each other", () => {
  test.each<[string, Actions, Actions]>([
    ["text 5, integer 5", [act("5")], [act(5)]],
    ["integer 5, real 5", [act(5)], [act(real(5))]],
    ["0 and -0", [act(real(0))], [act(real(-0))]],
    ["true, 1", [act(true)], [act(1)]],
    ["text and token of that name", [act("x")], [act(attachment(x))]],
    ["attachment, text with that token alone", [act(attachment(x))], [act(text(x))]],
    ["attachment, bare token", [act(attachment(x))], [act(x)]],
    [
      "as text, text with the token alone",
      [act(attachment(variable("x", as("WFStringContentItem"))))],
      [act(text(x))],
    ],
    ["placeholder, token", [act(text("\ufffc"))], [act(text(x))]],
    ["braces, token", [act(text("{x}"))], [act(text(x))]],
    ["empty Dictionary, empty record", [act(dictionaryValue())], [act({})]],
    ["Dictionary, record", [act(dictionaryValue(["text", "a", text("b")]))], [act({ a: "b" })]],
    [
      "record, as dictionary",
      [act({ x: 1 })],
      [act(attachment(variable("x", as("WFDictionaryContentItem"))))],
    ],
    ["plain list, array parameter", [act(["a"])], [act(arrayValue("a"))]],
    ["quantity, its record", [act(quantity("6", "kg"))], [act({ Magnitude: "6", Unit: "kg" })]],
    ["date, its seconds", [act(date(0))], [act(real(0))]],
    ["data, its Base64", [act(new Uint8Array([1]))], [act("AQ==")]],
    [
      "key, key path",
      [act(attachment(variable("x", key("a.b"))))],
      [act(attachment(variable("x", key("a"), key("b"))))],
    ],
    [
      "key, property",
      [act(attachment(variable("x", key("a"))))],
      [act(attachment(variable("x", property("a"))))],
    ],
    [
      "identities of a property",
      [act(attachment(variable("x", property("Name"))))],
      [act(attachment(variable("x", property("Name", "other"))))],
    ],
    [
      "Ask, Ask with an empty prompt",
      [act(attachment(token("Ask")))],
      [act(attachment({ Type: "Ask", Prompt: "" }))],
    ],
    ["Shortcut Input, a variable called so", [act(asInput)], [act(attachment(variable("shortcut_input")))]],
    [
      "Repeat Item, a variable called so",
      [act(attachment(variable("Repeat Item")))],
      [act(attachment(variable("repeat_item")))],
    ],

    ["items: text, number", [dictionary(["text", "a", text("5")])], [dictionary(["number", "a", text("5")])]],
    ["items: numerals", [dictionary(["number", "a", text("5")])], [dictionary(["number", "a", text("05")])]],
    [
      "items: 1.0, 1.00",
      [dictionary(["number", "a", text("1.0")])],
      [dictionary(["number", "a", text("1.00")])],
    ],
    [
      "items: true, 1",
      [dictionary(["boolean", "a", booleanValue(true)])],
      [dictionary(["boolean", "a", booleanValue(1)])],
    ],
    [
      "items: boolean, number",
      [dictionary(["boolean", "a", booleanValue(1)])],
      [dictionary(["number", "a", text("1")])],
    ],
    [
      "items: their order",
      [dictionary(["text", "a", "1"], ["text", "b", "2"])],
      [dictionary(["text", "b", "2"], ["text", "a", "1"])],
    ],
    [
      "items: equal keys",
      [dictionary(["text", "a", "1"], ["text", "a", "2"])],
      [dictionary(["text", "a", "2"])],
    ],
    [
      "items: empty dictionary, empty array",
      [dictionary(["dictionary", "a", subDictionary()])],
      [dictionary(["array", "a", arrayValue()])],
    ],
    [
      "items: a dictionary with its envelope once, and twice",
      [dictionary(["dictionary", "a", subDictionary()])],
      [dictionary(["dictionary", "a", dictionaryValue()])],
    ],

    [
      "Set Variable to a key, Get Dictionary Value",
      [set(keyOf), act(attachment(x))],
      [valueForKey({ UUID: "A", CustomOutputName: "x" }), act(attachment(output("A", "x")))],
    ],
    ["Get Variable of a key, Get Dictionary Value", [get(keyOf)], [valueForKey()]],
    ["Get Variable, Set Variable", [get(attachment(x))], [set(attachment(x))]],
    [
      "Set Variable to a text, Text",
      [set(text("a", input))],
      [action("gettext", { WFTextActionText: text("a", input), CustomOutputName: "x" })],
    ],
    [
      "Set Variable to a number, Number",
      [set("5")],
      [action("number", { WFNumberActionNumber: "5", CustomOutputName: "x" })],
    ],
    [
      "Set Variable to what a text has handed on, Text",
      [
        action("showresult", { Text: text(token("ExtensionInput", key("\\"))) }),
        action("setvariable", { WFVariableName: "x" }),
      ],
      [
        action("showresult", { Text: text(token("ExtensionInput", key("\\"))) }),
        action("gettext", {
          WFTextActionText: text(token("ExtensionInput", key("\\"))),
          CustomOutputName: "x",
        }),
      ],
    ],
    [
      "Set Variable to nothing, Nothing",
      [action("nothing"), action("setvariable", { WFVariableName: "x" })],
      [action("nothing"), action("nothing", { CustomOutputName: "x" })],
    ],
    [
      "Set Variable, Add to Variable",
      [set(asInput)],
      [action("appendvariable", { WFVariableName: "x", WFInput: asInput })],
    ],
    [
      "the Clipboard, Get Clipboard",
      [set(attachment(token("Clipboard")))],
      [action("getclipboard", { CustomOutputName: "x" })],
    ],
    [
      "the Current Date, Date",
      [set(attachment(token("CurrentDate")))],
      [action("date", { CustomOutputName: "x" })],
    ],
    [
      "all keys, the property Keys",
      [action("getvalueforkey", { WFInput: asInput, WFGetDictionaryValueType: "All Keys" })],
      [get(attachment(token("ExtensionInput", property("Keys"))))],
    ],
    [
      "all keys, the property keys",
      [action("getvalueforkey", { WFInput: asInput, WFGetDictionaryValueType: "All Keys" })],
      [get(attachment(token("ExtensionInput", property("keys"))))],
    ],
    ["list of nothing, list that does not say", [action("list", { WFItems: [] })], [action("list")]],
    ["empty text, no text", [action("gettext", { WFTextActionText: "" })], [action("gettext")]],
    ["empty comment, no text", [action("comment", { WFCommentActionText: "" })], [action("comment")]],
    [
      "a comment of two lines, two comments",
      [action("comment", { WFCommentActionText: "a\nb" })],
      [action("comment", { WFCommentActionText: "a" }), action("comment", { WFCommentActionText: "b" })],
    ],
    [
      "a comment of three lines, two comments",
      [action("comment", { WFCommentActionText: "a\n\nb" })],
      [action("comment", { WFCommentActionText: "a" }), action("comment", { WFCommentActionText: "b" })],
    ],
    [
      "a comment that ends in a blank, in a backslash",
      [action("comment", { WFCommentActionText: "a " })],
      [action("comment", { WFCommentActionText: "a \\" })],
    ],
    ["Ask with a prompt, with an empty one", [action("ask")], [action("ask", { WFAskActionPrompt: "" })]],
    [
      "a default that is written",
      [action("downloadurl", { WFURL: "a" })],
      [action("downloadurl", { WFURL: "a", WFHTTPMethod: "GET" })],
    ],

    ["Stop, Stop and Output", [action("exit")], [action("output")]],
    [
      "Stop with a result, Stop and Output",
      [action("exit", { WFResult: asInput })],
      [action("output", { WFOutput: text(input) })],
    ],
    ["Stop, Stop with an empty result", [action("exit")], [action("exit", { WFResult: {} })]],
    [
      "Stop with text, Stop and Output",
      [action("exit", { WFResult: "a" })],
      [action("output", { WFOutput: "a" })],
    ],
    ["Nothing, an empty branch", [ifBlock(hasInput, [action("nothing")])], [ifBlock(hasInput, [])]],
    [
      "no Otherwise, an empty one",
      [ifBlock(hasInput, [vibrate])],
      [ifBlock(hasInput, [vibrate], { otherwise: [] })],
    ],
    [
      "Otherwise If, If in Otherwise",
      [ifBlock(hasInput, [], { elifs: [[hasInput, [vibrate]]] })],
      [ifBlock(hasInput, [], { otherwise: ifBlock(hasInput, [vibrate]) })],
    ],
    [
      "text operand, number operand",
      [ifBlock(condition(x, 4, { WFConditionalActionString: "3" }), [])],
      [ifBlock(condition(x, 4, { WFNumberValue: "3" }), [])],
    ],
    [
      "text operand with a token, number operand",
      [ifBlock(condition(x, 4, { WFConditionalActionString: text(x) }), [])],
      [ifBlock(condition(x, 4, { WFNumberValue: attachment(x) }), [])],
    ],
    [
      "text operand that is a variable, number operand",
      [ifBlock(condition(x, 4, { WFConditionalActionString: attachment(x) }), [])],
      [ifBlock(condition(x, 4, { WFNumberValue: attachment(x) }), [])],
    ],
    [
      "date operand, number operand",
      [ifBlock(condition(x, 4, { WFDate: attachment(x) }), [])],
      [ifBlock(condition(x, 4, { WFNumberValue: attachment(x) }), [])],
    ],
    [
      "duration, measurement",
      [ifBlock(condition(x, 4, { WFDuration: quantity("3", "hr") }), [])],
      [ifBlock(condition(x, 4, { WFMeasurement: quantity("3", "hr") }), [])],
    ],
    [
      "is true, is 1",
      [ifBlock(condition(variable("x", as("WFBooleanContentItem")), 4), [])],
      [ifBlock(condition(variable("x", as("WFBooleanContentItem")), 4, { WFNumberValue: "1" }), [])],
    ],
    [
      "no operand, an empty one",
      [ifBlock(condition(x, 4), [])],
      [ifBlock(condition(x, 4, { WFNumberValue: "" }), [])],
    ],
    [
      "between, two conditions",
      [ifBlock(condition(x, 1003, { WFNumberValue: "1", WFAnotherNumber: "5" }), [])],
      [
        ifBlock(
          {
            WFConditions: table(
              1,
              condition(x, 3, { WFNumberValue: "1" }),
              condition(x, 1, { WFNumberValue: "5" }),
            ),
          },
          [],
        ),
      ],
    ],
    [
      "all conditions, any",
      [ifBlock({ WFConditions: table(1, hasInput, hasInput) }, [])],
      [ifBlock({ WFConditions: table(0, hasInput, hasInput) }, [])],
    ],
    [
      "one condition of several, a single one",
      [ifBlock({ WFConditions: table(1, hasInput) }, [])],
      [ifBlock(hasInput, [])],
    ],
    ["a stale operand, none", [ifBlock({ ...hasInput, WFNumberValue: "1" }, [])], [ifBlock(hasInput, [])]],

    ["Repeat without a number, once", [repeat(undefined, [])], [repeat(1, [])]],
    ["Repeat with an empty number", [repeat(undefined, [])], [repeat("", [])]],
    [
      "Repeat Each over a list, with its index",
      [repeatEach(input, [])],
      [repeatEach(input, [act(attachment(variable("Repeat Index")))])],
    ],
    [
      "menu without items, with the titles",
      [menu({}, [["A", []]])],
      [menu({ WFMenuItems: ["A"] }, [["A", []]])],
    ],
    ["menu without items, with none", [menu({}, [["A", []]])], [menu({ WFMenuItems: [] }, [["A", []]])]],
    [
      "menu without a prompt, with an empty one",
      [menu({ WFMenuItems: ["A"] }, [["A", []]])],
      [menu({ WFMenuItems: ["A"], WFMenuPrompt: "" }, [["A", []]])],
    ],
    [
      "case without a title, with an empty one",
      [menu({ WFMenuItems: ["A"] }, [[{}, []]])],
      [menu({ WFMenuItems: ["A"] }, [["", []]])],
    ],
    ["filter of all, of any", [act(table(1))], [act(table(0))]],
    [
      "filter of today, of old",
      [act(table(1, { Property: "P", Operator: 4, Values: { String: "a" } }))],
      [act(table(1, { Property: "P", Operator: 4, String: "a" }))],
    ],
  ])("%s", (_, one, other) => {
    for (const metadata of [true, false]) {
      const options = metadata ? {} : { lossless: true };
      expect(pythonModule(one, options)).not.toBe(pythonModule(other, options));
    }
  });
});

/** Tokens of every kind, sound ones and others. */
const tokens: PlistDict[] = [
  x,
  variable("Repeat Item"),
  variable("x_y"),
  output("GONE", "x"),
  ...["ExtensionInput", "Clipboard", "CurrentDate", "DeviceDetails", "Ask", "Input", "New"].map((type) =>
    token(type),
  ),
  ...["p", attachment(x)].map((Prompt): PlistDict => ({ Type: "Ask", Prompt })),
  ...["String", "Dictionary", "Number", "Boolean", "Date"].map((type) =>
    variable("x", as(`WF${type}ContentItem`)),
  ),
  variable("x", key("a")),
  variable("x", key("a"), key("b")),
  variable("x", key("a.b")),
  ...["a", "a b", "keys"].map((name) => variable("x", property(name))),
  variable("x", property("a", "i")),
  variable("x", property("Name", "WFItemName")),
  variable("x", property("Name", "other")),
  variable("x", dateFormat({})),
  variable("x", dateFormat({ WFDateFormatStyle: "Short" })),
  variable("x", dateFormat({ date_format: "Short" })),
  variable("x", unit({ WFUnitSymbol: "m" })),
  ...[{ Type: "WFNew" }, { more: 1 }, { "a-b": 1 }, { more: { "a-b": 1 } }].map((step) =>
    variable("x", step),
  ),
  { ...x, Extra: 1 },
  { ...x, Aggrandizements: ["a"] },
  { Type: "Variable" },
  {},
];

const scalars: PlistValue[] = [
  "",
  "5",
  "x",
  "a\nb",
  "\ufffc",
  0,
  1,
  5,
  -5,
  5n ** 40n,
  real(5),
  real(0),
  real(-0),
  real(1.5),
  true,
  false,
  date(0),
  date(0.5),
  new Uint8Array(),
  new Uint8Array([1]),
  [],
];

const ITEM_ENVELOPES = [
  "NumberSubstitutable",
  "DictionarySubstitutableParameter",
  "ArraySubstitutableParameter",
]
  .concat("TokenAttachmentParameter", "ArrayParameter")
  .map((name) => `WF${name}State`)
  .concat("WFDictionaryFieldValue");
const ENVELOPES = ["TextTokenString", "TextTokenAttachment", "QuantityFieldValue", "TimeOffsetValue"]
  .concat("ContactFieldValue", "ContentPredicateTableTemplate", "StringSubstitutableState", "Other")
  .map((name) => `WF${name}`)
  .concat(ITEM_ENVELOPES);

/** Every value that has a small value somewhere in an envelope, an item, a record. */
function* valuesWith(value: PlistValue): Generator<PlistValue> {
  yield value;
  yield [value];
  for (const record of ["a", "Value", "more", "a-b"]) yield { [record]: value };
  yield { more: { a: value } };
  for (const type of ENVELOPES) yield envelope(type, value);
  const wrapped = [value, ...ITEM_ENVELOPES.map((type) => envelope(type, value))];
  for (const WFItemType of [...Object.values(itemType), real(0)]) {
    for (const WFValue of wrapped) {
      yield items({ WFItemType, WFKey: "k", WFValue });
      yield arrayValue({ WFItemType, WFValue });
    }
  }
  yield items(value);
  yield items({ WFItemType: 0, WFKey: value, WFValue: "b" });
  yield items({ WFItemType: 0, WFKey: value, WFValue: "b" }, { WFItemType: 0, WFKey: value, WFValue: "c" });
  yield arrayValue(value);
  for (const rest of [{}, { Unit: "m" }, { Unit: 5 }])
    yield envelope("WFQuantityFieldValue", { Magnitude: value, ...rest });
  yield envelope("WFTimeOffsetValue", { Operation: "Add", Unit: "Day", Value: value });
  yield envelope("WFContactFieldValue", { WFContactFieldValues: value });
  for (const operand of ["String", "Enumeration", "Date"]) {
    const row = { Property: "P", Operator: 4 };
    yield table(1, { ...row, Values: { [operand]: value } });
    yield table(1, { ...row, Values: { [operand]: envelope("WFStringSubstitutableState", value) } });
    yield table(0, { ...row, [operand]: value });
    yield table(0, { ...row, [operand.toLowerCase()]: value });
  }
  yield table(1, value);
}

const items = (...list: PlistValue[]): PlistDict =>
  envelope("WFDictionaryFieldValue", { WFDictionaryFieldValueItems: list });

/** A text that equal values share: keys sorted, types kept, ways to write the same text folded into one. */
function canonical(value: PlistValue): unknown {
  if (value instanceof PlistReal) return { real: Object.is(value.value, -0) ? "-0" : String(value.value) };
  if (value instanceof PlistDate) return { date: value.seconds };
  if (value instanceof Uint8Array) return { data: [...value] };
  if (typeof value === "number" || typeof value === "bigint") return { integer: String(value) };
  if (Array.isArray(value)) return value.map((item) => canonical(plainItem(item) ?? item));
  if (!isDict(value)) return value;
  const plain = plainText(value);
  if (plain !== undefined) return plain;
  return {
    dict: Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key]!)]),
  };
}

/** A wrapped text without tokens. */
function plainText({ Value: payload, ...rest }: PlistDict): string | undefined {
  if (rest["WFSerializationType"] !== "WFTextTokenString" || Object.keys(rest).length > 1) return undefined;
  if (!isDict(payload) || Object.keys(payload).length > 1) return undefined;
  return typeof payload["string"] === "string" ? payload["string"] : undefined;
}

/** A text that is an item of an array, in one of its two shapes. */
function plainItem(item: PlistValue): string | undefined {
  if (!isDict(item) || item["WFItemType"] !== 0 || Object.keys(item).length !== 2) return undefined;
  const value = item["WFValue"];
  return typeof value === "string" ? value : isDict(value) ? plainText(value) : undefined;
}

test("calculations that differ in the file differ in Python", () => {
  const width = attachment(variable("Width"));
  const first = attachment(output("00000000-0000-0000-0000-000000000001", "Calculation Result"));
  const math = (left: PlistValue, sign: string, right: PlistValue, n: number) =>
    action("math", {
      ...{ WFInput: left, WFMathOperation: sign, WFMathOperand: right },
      ...{ UUID: `00000000-0000-0000-0000-00000000000${n}`, ...(n === 2 && { CustomOutputName: "X" }) },
    });
  const chains = ["+", "-", "×", "÷"].flatMap((inner) =>
    ["+", "-", "×", "÷"].flatMap((outer) => [
      [math(width, inner, 2, 1), math(first, outer, 3, 2)],
      [math(width, inner, 2, 1), math("3", outer, first, 2)],
      [math("2", inner, width, 1), math(first, outer, 3, 2)],
      [math("2", inner, width, 1), math("3", outer, first, 2)],
    ]),
  );
  const bodies = chains.map((actions) => pythonModule(actions, { names: "friendly", metadata: false }));
  expect(bodies.filter((body) => body.includes("calculate("))).toEqual([]);
  expect(new Set(bodies).size).toBe(chains.length);
});

test("calls in calls that differ in the file differ in Python", () => {
  const made = (n: number) => ({ UUID: `00000000-0000-0000-0000-00000000000${n}` });
  const token = (n: number, ...chain: PlistDict[]) => output(made(n).UUID, "Clipboard", ...chain);
  const clipboard = (more = {}) => action("getclipboard", { ...made(1), ...more });
  const show = (value: PlistValue) => action("showresult", { Text: value });
  const ask = (more = {}) => action("detect.text", { WFInput: attachment(token(1)), ...made(2), ...more });
  const set = (value: PlistValue) => action("setvariable", { WFVariableName: "x", WFInput: value });
  const programs: Actions[] = [
    [clipboard(), show(attachment(token(1)))],
    [show(attachment({ Type: "Clipboard" }))],
    [show("read_clipboard()")],
    [clipboard(), show(attachment(token(1, key("a"))))],
    [
      clipboard(),
      action("getvalueforkey", { WFInput: attachment(token(1)), WFDictionaryKey: "a", ...made(2) }),
      show(attachment(token(2))),
    ],
    [clipboard(), show(attachment(token(1, as("WFStringContentItem"))))],
    [clipboard(), ask(), show(attachment(token(2)))],
    [clipboard(), ask(), set(attachment(token(2)))],
    [clipboard(), ask(), set(attachment(token(2, key("a"))))],
    [clipboard(), set(attachment(token(1))), show(attachment(token(1)))],
    [clipboard(), set(attachment(token(1))), show(attachment(x))],
    [clipboard({ CustomOutputName: "A" }), show(attachment(token(1)))],
    [clipboard(), ...ifBlock(condition(token(1), 100), [vibrate])],
    [...ifBlock(condition({ Type: "Clipboard" }, 100), [vibrate])],
    [clipboard(), ...repeatEach(token(1), [vibrate])],
    [clipboard(), ...repeat(attachment(token(1)), [vibrate])],
  ];
  const bodies = programs.map((actions) => pythonModule(actions, { names: "friendly", metadata: false }));
  expect(new Set(bodies).size).toBe(programs.length);
});

test("no two values read the same where the body says everything", () => {
  const small = [
    ...scalars,
    ...tokens,
    ...tokens.map(attachment),
    ...tokens.slice(0, 12).map((token) => text(token)),
    ...["", "5", "\ufffc"].map((string) => text(string)),
    text("a", x),
    text(x, x),
    envelope("WFTextTokenString", { string: "a", attachmentsByRange: { "{0, 1}": x } }),
    listItem("text", text("a")),
  ];
  const values = small.flatMap((value) => [...valuesWith(value)]);
  const { python, sourceMap } = convert(shortcutFile(values.map(act)), { name: "Test", lossless: true });
  const lines = python.split("\n");
  const meanings = new Map<string, Set<string>>();
  for (const { line, endLine, action } of sourceMap) {
    const spelling = lines.slice(line - 1, endLine).join("\n");
    const known = meanings.get(spelling);
    const meaning = JSON.stringify(canonical(values[action]!));
    if (known) known.add(meaning);
    else meanings.set(spelling, new Set([meaning]));
  }
  const ambiguous = [...meanings]
    .filter(([, known]) => known.size > 1)
    .map(([spelling, known]) => [spelling, ...known]);
  expect(ambiguous).toEqual([]);
  expect(meanings.size).toBeGreaterThan(10_000);
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
