// oxlint-disable max-lines -- generators of values that hold each other
import fc from "fast-check";
import { PlistDate, PlistDict, PlistReal, PlistUid, type PlistValue } from "../../src/plist/value.ts";
import { SERIALIZATIONS } from "./mutate.ts";
import {
  arrayValue,
  attachment,
  booleanValue,
  envelope,
  itemType,
  quantity,
  table,
  textPayload,
} from "./shortcut.ts";

/**
 * Random values of parameters, for {@link forms}: what the app writes, what other apps write, and what nobody writes.
 * Everything that can meet something else (UUIDs, groups, names) comes from a small pool, so that it does.
 */

export type Arb<T> = fc.Arbitrary<T>;

/** Mostly the first, which apps write; now and then one of the others, which they do not. */
export const usually = <T>(usual: Arb<T>, ...odd: Arb<T>[]): Arb<T> =>
  fc.oneof(
    { weight: 6 * odd.length, arbitrary: usual },
    ...odd.map((arbitrary) => ({ weight: 1, arbitrary })),
  );

/** Some of the fields. */
export const fields = (model: Record<string, Arb<PlistValue>>, required: string[] = []): Arb<PlistDict> =>
  fc.record(model, { requiredKeys: required, noNullPrototype: true });

/** All of the fields. */
export const all = (model: Record<string, Arb<PlistValue>>): Arb<PlistDict> =>
  fields(model, Object.keys(model));

export const merged = (...dicts: Arb<PlistDict>[]): Arb<PlistDict> =>
  fc.tuple(...dicts).map((parts) => Object.assign(new PlistDict(), ...parts) as PlistDict);

// Names.

const UUIDS = ["U1", "U2", "U3", "u1", "U1 U2", "lost"];
export const uuid = fc.constantFrom(...UUIDS);
export const group = fc.constantFrom("G1", "G2", "G3");

/** Names that mean something in Python, in the dialect or in the app, look like others, or are numbered. */
const ODD_NAMES = [
  "Text 2",
  "text_2",
  "Text",
  "text",
  "if result",
  "If Result",
  "If Result 2",
  "if_result_a",
  "Menu Result",
  "menu_result",
  "Repeat Results",
  "repeat_results_2",
  "Repeat Item",
  "Repeat Item 1",
  "Repeat Item 2",
  "Repeat Index",
  "repeat_item",
  "repeat_index_2",
  "Shortcut Input",
  "shortcut_input",
  "Dictionary",
  "dict",
  "class",
  "class_",
  "print",
  "File",
  "Name ",
  "name",
  "NAME",
  "a",
  "A",
  "a_2",
  "List ID",
  "List-ID",
  "🔥",
  "é",
  "e\u0301",
  "变量",
  "2x",
  "_",
  "__shortcut__",
  "__proto__",
  "constructor",
  "toString",
  "missing_text",
  "output_if_result",
  "variable_if_result",
  "step_1",
  "is_workflow_actions_vibrate",
  "get_clipboard",
  "datetime",
  "x.y",
  "",
  "\n",
];
const odd = fc.oneof(fc.constantFrom(...ODD_NAMES), fc.string({ maxLength: 5, unit: "grapheme" }));
export const variableName = usually(fc.constantFrom("Name", "Total", "List"), odd);
export const outputName = usually(fc.constantFrom("Text", "Wake Time"), odd);

// Scalars.

const PARTS = [
  "\ufffc",
  "{",
  "}",
  '"',
  "'",
  '"""',
  "\\",
  "\n",
  "\r",
  "\0",
  "{x}",
  "#",
  "\ud800",
  "ab",
  " ",
  "é",
  "5",
];
export const text = usually(
  fc.constantFrom("", "a", "Hello", "5", "05", "1,5", "-1.50", "1e5", "True", "a.b"),
  fc.array(fc.constantFrom(...PARTS), { maxLength: 5 }).map((parts) => parts.join("")),
  fc.string({ maxLength: 8, unit: "binary" }),
);
export const numeral = fc.constantFrom(
  "5",
  "05",
  "-5",
  "0",
  "-0",
  "1.0",
  "1.50",
  "1,5",
  "+1",
  " 5",
  "1e5",
  "",
  "x",
  "2",
  "10".repeat(60),
);
export const integer = usually<number | bigint>(
  fc.integer({ min: -3, max: 9 }),
  fc.maxSafeInteger(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 63n - 1n }),
);
export const realValue = usually(
  fc.constantFrom(0, 1, 5, 2.5, -1.25),
  fc.constantFrom(-0, NaN, Infinity, -Infinity, 1e21, 1e300, 5e-324),
  fc.double(),
).map((value) => new PlistReal(value));
export const dateValue = usually(
  fc.constantFrom(0, 630_523_800, 0.5, -978_307_200),
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e12, max: 1e12 }),
).map((seconds) => new PlistDate(seconds));
export const scalar: Arb<PlistValue> = usually<PlistValue>(
  text,
  fc.boolean(),
  integer,
  realValue,
  dateValue,
  fc.uint8Array({ maxLength: 4 }).map((bytes) => new Uint8Array(bytes)),
  fc.nat({ max: 9 }).map((value) => new PlistUid(value)),
);

// Tokens.

const KEYS = [
  "Name",
  "odd-key",
  "class",
  "more",
  "Type",
  "Value",
  "string",
  "date_format",
  "WFSerializationType",
  "__proto__",
  "",
  "a.b",
  "a\\b",
  "self",
  "0",
  "String",
  "UUID",
  "OutputUUID",
  "more.x",
];
export const key = usually(
  fc.constantFrom("a", "b", "WFInput"),
  fc.constantFrom(...KEYS),
  fc.string({ maxLength: 4 }),
);

const CLASSES = [
  "WFStringContentItem",
  "WFNumberContentItem",
  "WFBooleanContentItem",
  "WFDictionaryContentItem",
  "WFContactContentItem",
  "WFDateContentItem",
  "x",
];
const PROPERTIES = [
  "Name",
  "File Size",
  "File Path",
  "Body",
  "keys",
  "values",
  "append",
  "startswith",
  "class",
  "Nickname",
  "odd name",
  "x",
  "_x",
  "é",
  "",
];

export const {
  token,
  value,
  table: filter,
  dictionary: dictionaryPayload,
  list,
} = fc.letrec<{
  token: PlistDict;
  chain: PlistDict[];
  step: PlistDict;
  value: PlistValue;
  record: PlistDict;
  textPayload: PlistDict;
  envelope: PlistDict;
  table: PlistDict;
  row: PlistDict;
  dictionary: PlistDict;
  item: PlistDict;
  typed: [type: PlistValue, value: PlistValue];
  list: PlistValue[];
}>((tie) => {
  const anyValue = tie("value");
  const withValue = { depthIdentifier: "value", withCrossShrink: true };
  return {
    step: usually(
      fc.oneof(
        fc
          .constantFrom(...CLASSES)
          .map((name) => ({ Type: "WFCoercionVariableAggrandizement", CoercionItemClass: name })),
        key.map((name) => ({ Type: "WFDictionaryValueVariableAggrandizement", DictionaryKey: name })),
        merged(
          fc.constant({ Type: "WFPropertyVariableAggrandizement" }),
          all({ PropertyName: fc.constantFrom(...PROPERTIES) }),
          fields({
            PropertyUserInfo: fc.oneof(
              fc.constantFrom<PlistValue>("WFItemName", "WFFileSizeProperty", 19, "NoteBody", {}),
              anyValue,
            ),
          }),
        ),
        merged(
          fc.constant({ Type: "WFDateFormatVariableAggrandizement" }),
          fields({
            WFDateFormatStyle: fc.constantFrom("Short", "Custom"),
            WFDateFormat: text,
            WFTimeFormatStyle: fc.constantFrom("None", "Short"),
            WFRelativeDateFormatStyle: fc.constant("Short"),
            WFISO8601IncludeTime: fc.boolean(),
          }),
        ),
        merged(
          fc.constant({ Type: "WFUnitVariableAggrandizement" }),
          fields({ WFMeasurementUnitType: fc.constant("Temperature"), WFUnitSymbol: fc.constant("°C") }),
        ),
      ),
      tie("record"),
      merged(
        all({
          Type: fc.constantFrom(
            "WFCoercionVariableAggrandizement",
            "WFPropertyVariableAggrandizement",
            "WFDictionaryValueVariableAggrandizement",
            "WFDateFormatVariableAggrandizement",
            "WFUnitVariableAggrandizement",
          ),
        }),
        fields({
          CoercionItemClass: anyValue,
          PropertyName: anyValue,
          DictionaryKey: anyValue,
          date_format: anyValue,
          unit_type: anyValue,
          more: anyValue,
          Extra: anyValue,
          WFDateFormatStyle: anyValue,
        }),
      ),
    ),
    chain: fc.oneof(
      { weight: 20, arbitrary: fc.array(tie("step"), { minLength: 1, maxLength: 3 }) },
      { weight: 1, arbitrary: fc.array(tie("step"), { minLength: 0, maxLength: 14 }) },
    ),
    token: merged(
      usually<PlistDict>(
        fc.oneof(
          merged(
            fc.constant({ Type: "ActionOutput" }),
            all({ OutputUUID: uuid }),
            fields({ OutputName: outputName }, ["OutputName"]),
          ),
          merged(fc.constant({ Type: "Variable" }), all({ VariableName: variableName })),
          fc
            .constantFrom("ExtensionInput", "CurrentDate", "Clipboard", "DeviceDetails", "Input", "Ask")
            .map((Type) => ({ Type })),
          text.map((Prompt) => ({ Type: "Ask", Prompt })),
        ),
        merged(
          all({
            Type: fc.constantFrom("ActionOutput", "Variable", "Ask", "CurrentDate", "Input", "Future", ""),
          }),
          fields({
            OutputUUID: fc.oneof(fc.constantFrom("odd", "U1 "), anyValue),
            OutputName: anyValue,
            VariableName: anyValue,
            VariableUUID: anyValue,
            Prompt: anyValue,
            Extra: anyValue,
            Variable: anyValue,
          }),
        ),
      ),
      usually(fc.constant({}), all({ Aggrandizements: tie("chain") })),
    ),
    record: fc.array(fc.tuple(key, anyValue), { maxLength: 3 }).map((entries) => dictOf(entries)),
    textPayload: usually<PlistDict>(
      fc
        .array(fc.oneof(text, tie("token")), { maxLength: 4 })
        .map((parts) => textPayload(...(parts as (string | PlistDict)[]))),
      fc.constantFrom("", "a", "5").map((string) => ({ string, attachmentsByRange: {} })),
      merged(
        fields({ string: anyValue }),
        fields({
          attachmentsByRange: fc
            .constantFrom("{0, 1}", "{1, 1}", "{0, 2}", "x")
            .chain((range) => fc.oneof(tie("token"), anyValue).map((token) => ({ [range]: token }))),
        }),
        fields({ extra: anyValue }),
      ),
    ),
    envelope: usually<PlistDict>(
      fc.oneof(
        { depthIdentifier: "value" },
        tie("textPayload").map((payload) => envelope("WFTextTokenString", payload)),
        tie("token").map(attachment),
        fc.constantFrom("5", "05", "").map((magnitude) => quantity(magnitude, "kg")),
        merged(
          fields({ Magnitude: fc.oneof(numeral, tie("token"), anyValue) }),
          fields({ Unit: usually<PlistValue>(fc.constant("days"), anyValue) }),
        ).map((payload) => envelope("WFQuantityFieldValue", payload)),
        merged(
          fields({
            Operation: usually<PlistValue>(fc.constant("Add"), anyValue),
            Unit: usually<PlistValue>(fc.constant("Day"), anyValue),
            Value: fc.oneof(integer, tie("token"), anyValue),
          }),
        ).map((payload) => envelope("WFTimeOffsetValue", payload)),
        tie("dictionary").map((payload) => envelope("WFDictionaryFieldValue", payload)),
        tie("list").map((items) => arrayValue(...items)),
        fc
          .array(tie("record"), { maxLength: 2 })
          .map((contacts) => envelope("WFContactFieldValue", { WFContactFieldValues: contacts })),
        tie("table"),
      ),
      merged(
        all({
          WFSerializationType: fc.oneof(fc.constantFrom(...SERIALIZATIONS), anyValue),
        }),
        fields({ Value: anyValue, Extra: anyValue }),
      ),
    ),
    row: usually<PlistDict>(
      merged(
        all({
          Property: fc.constantFrom("Name", "File Size", "Date"),
          Operator: fc.constantFrom<PlistValue>(
            0,
            1,
            2,
            3,
            4,
            5,
            8,
            9,
            99,
            999,
            100,
            101,
            1000,
            1001,
            1002,
            1003,
          ),
        }),
        fields({
          Values: usually<PlistDict>(
            fields({
              String: fc.oneof(text, anyValue),
              Number: fc.oneof(integer, realValue, numeral),
              Bool: fc.boolean(),
              Enumeration: usually<PlistValue>(
                fc
                  .oneof(text, tie("token").map(attachment))
                  .map((choice) => envelope("WFStringSubstitutableState", choice)),
                anyValue,
              ),
              Date: fc.oneof(dateValue, anyValue),
              AnotherDate: dateValue,
              Unit: integer,
            }),
            tie("record"),
          ),
          Removable: fc.boolean(),
          Bounded: fc.boolean(),
          VariableOverrides: tie("record"),
          String: text,
        }),
      ),
      merged(
        fields({ Property: anyValue, Operator: fc.oneof(integer, anyValue), Values: anyValue }),
        fields({ string: anyValue, more: anyValue, number: anyValue, Extra: anyValue }),
      ),
    ),
    table: usually<PlistDict>(
      fc
        .tuple(fc.constantFrom(0, 1), fc.array(tie("row"), { maxLength: 3 }))
        .map(([prefix, rows]) => table(prefix, ...rows)),
      fc
        .tuple(anyValue, fc.array(anyValue, { maxLength: 2 }))
        .map(([prefix, rows]) => table(prefix, ...rows)),
      fields({
        WFActionParameterFilterPrefix: fc.oneof(fc.constantFrom<PlistValue>(0, 1, -1), anyValue),
        WFActionParameterFilterTemplates: fc.oneof(fc.array(tie("row"), { maxLength: 2 }), anyValue),
        WFContentPredicateBoundedDate: anyValue,
        more: anyValue,
      }).map((payload) => envelope("WFContentPredicateTableTemplate", payload)),
    ),
    typed: usually<[PlistValue, PlistValue]>(
      fc.oneof(
        { depthIdentifier: "value" },
        fc.tuple(
          fc.constant(itemType.text),
          tie("textPayload").map((payload) => envelope("WFTextTokenString", payload)),
        ),
        fc.tuple(fc.constant(itemType.text), text),
        fc.tuple(
          fc.constant(itemType.number),
          numeral.map((number) => envelope("WFTextTokenString", { string: number })),
        ),
        fc.tuple(
          fc.constant(itemType.number),
          fc.oneof(
            numeral,
            tie("textPayload").map((payload) => envelope("WFTextTokenString", payload)),
          ),
        ),
        fc.tuple(
          fc.constant(itemType.boolean),
          fc
            .oneof<Arb<PlistValue>[]>(
              fc.boolean(),
              fc.constantFrom(0, 1, 2),
              realValue,
              tie("token").map(attachment),
            )
            .map(booleanValue),
        ),
        fc.tuple(
          fc.constant(itemType.dictionary),
          tie("dictionary").map((payload) =>
            envelope("WFDictionaryFieldValue", envelope("WFDictionaryFieldValue", payload)),
          ),
        ),
        fc.tuple(
          fc.constant(itemType.dictionary),
          tie("token").map((inner) => envelope("WFDictionarySubstitutableParameterState", attachment(inner))),
        ),
        fc.tuple(
          fc.constant(itemType.array),
          tie("list").map((items) => arrayValue(...items)),
        ),
        fc.tuple(
          fc.constant(itemType.array),
          tie("token").map((inner) => envelope("WFArraySubstitutableParameterState", attachment(inner))),
        ),
        fc.tuple(
          fc.constant(itemType.file),
          tie("token").map((inner) => envelope("WFTokenAttachmentParameterState", attachment(inner))),
        ),
      ),
      fc.tuple(fc.oneof<Arb<PlistValue>[]>(fc.integer({ min: 0, max: 6 }), realValue), anyValue),
    ),
    item: usually<PlistDict>(
      fc
        .tuple(
          tie("typed"),
          fc.oneof(
            text,
            tie("textPayload").map((payload) => envelope("WFTextTokenString", payload)),
          ),
        )
        .map(([[type, item], itemKey]) => ({ WFItemType: type, WFKey: itemKey, WFValue: item })),
      merged(fields({ WFItemType: anyValue, WFKey: anyValue, WFValue: anyValue, Extra: anyValue })),
    ),
    dictionary: usually<PlistDict>(
      fc.array(tie("item"), { maxLength: 3 }).map((items) => ({ WFDictionaryFieldValueItems: items })),
      fc
        .tuple(tie("item"), fc.integer({ min: 2, max: 3 }))
        .map(([item, count]) => ({ WFDictionaryFieldValueItems: Array(count).fill(item) })),
      merged(
        fields({
          WFDictionaryFieldValueItems: fc.oneof(anyValue, fc.array(anyValue, { maxLength: 2 })),
          Extra: anyValue,
        }),
      ),
    ),
    list: fc.array(
      usually<PlistValue>(
        fc.oneof(
          text,
          tie("typed").map(([type, item]) => ({ WFItemType: type, WFValue: item })),
        ),
        anyValue,
      ),
      { maxLength: 3 },
    ),
    value: fc.oneof(
      { ...withValue, maxDepth: 3 },
      scalar,
      tie("envelope"),
      tie("record"),
      fc.array(tie("value"), { maxLength: 2 }),
      tie("token"),
    ),
  };
});

export function dictOf(entries: [string, PlistValue][]): PlistDict {
  const dict = new PlistDict();
  for (const [key, value] of entries) dict[key] = value;
  return dict;
}

export const textValue = fc
  .array(fc.oneof(text, token), { maxLength: 4 })
  .map((parts) => envelope("WFTextTokenString", textPayload(...(parts as (string | PlistDict)[]))));
export const anyText = usually<PlistValue>(fc.oneof(text, textValue), value);
export const attached = usually<PlistValue>(token.map(attachment), value);
