// oxlint-disable max-lines -- one generator for each form, and what joins them
import fc from "fast-check";
import { type PlistDict, PlistReal, type PlistValue } from "../../src/plist/value.ts";
import {
  usually,
  fields,
  all,
  merged,
  uuid,
  group,
  text,
  numeral,
  integer,
  realValue,
  dateValue,
  scalar,
  key,
  textValue,
  anyText,
  attached,
  dictOf,
  token,
  value,
  filter,
  dictionaryPayload,
  list,
  variableName,
  outputName,
  type Arb,
} from "./random-parameters.ts";
import {
  action,
  attachment,
  envelope,
  listItem,
  marker,
  NEW_SHORTCUT,
  output,
  quantity,
  table,
  text as textOf,
  textPayload,
  type Actions,
  type Parameters,
} from "./shortcut.ts";

/**
 * Random shortcuts, for each form those that mostly hold it. Groups and UUIDs come from a small pool, so that blocks and
 * outputs meet.
 */

// Actions.

/** What any action may have beside its own parameters. */
const common = usually<PlistDict>(
  fields({ UUID: uuid }),
  fields({ UUID: uuid, CustomOutputName: outputName }),
  fields({ "Show-text": fc.boolean(), Advanced: fc.boolean(), ShowHeaders: fc.boolean() }),
);

/** The same keys with other values, and keys that mean nothing. */
const stray = fc.oneof(
  fields({ UUID: value, CustomOutputName: value, ShowHeaders: value }),
  fields({ UUID: uuid, GroupingIdentifier: fc.oneof(group, value), WFControlFlowMode: value }),
  fc.tuple(key, value).map((entry) => dictOf([entry])),
);

const act = (name: string, ...parameters: Arb<PlistDict>[]): Arb<PlistDict> =>
  merged(common, ...parameters).map((all) => action(name, all));

/** Makes an output that others can read. */
const maker = merged(
  all({ UUID: uuid, WFTextActionText: fc.constant("made") }),
  usually(fc.constant({}), all({ CustomOutputName: outputName })),
).map((parameters) => action("gettext", parameters));

/** Sets a variable that others can read. */
const setter = all({ WFVariableName: variableName, WFInput: token.map(attachment) }).map((parameters) =>
  action("setvariable", parameters),
);

/** Actions by the form that writes them. */
const simple = {
  text: act("gettext", fields({ WFTextActionText: anyText })),
  number: act(
    "number",
    fields({
      WFNumberActionNumber: fc.oneof<Arb<PlistValue>[]>(numeral, integer, realValue, textValue, attached),
    }),
  ),
  dictionary: act(
    "dictionary",
    fields({
      WFItems: usually<PlistValue>(
        dictionaryPayload.map((payload) => envelope("WFDictionaryFieldValue", payload)),
        value,
      ),
    }),
  ),
  list: act("list", fields({ WFItems: usually<PlistValue>(list, value) })),
  "dictionary value": act(
    "getvalueforkey",
    fields({
      WFInput: attached,
      WFDictionaryKey: anyText,
      WFGetDictionaryValueType: usually<PlistValue>(
        fc.constantFrom("Value", "All Keys", "All Values"),
        value,
      ),
    }),
  ),
  ask: act(
    "ask",
    fields({ WFAskActionPrompt: anyText }),
    usually(fc.constant({}), fields({ WFInputType: text, WFAskActionDefaultAnswer: anyText })),
  ),
  "set variable": act(
    "setvariable",
    fields({ WFVariableName: usually<PlistValue>(variableName, value), WFInput: attached }),
  ),
  "add to variable": act(
    "appendvariable",
    fields({ WFVariableName: usually<PlistValue>(variableName, value), WFInput: attached }),
  ),
  "get variable": act("getvariable", fields({ WFVariable: attached })),
  stop: act("exit", fields({ WFResult: usually<PlistValue>(attached, fc.constant({})) })),
  output: act(
    "output",
    fields({ WFOutput: anyText }),
    usually(fc.constant({}), fields({ WFResponse: value, WFNoOutputSurfaceBehavior: text })),
  ),
  comment: merged(
    usually(fc.constant({}), common),
    fields({
      WFCommentActionText: usually<PlistValue>(
        fc
          .array(fc.constantFrom("a", " ", "\n", "\\", "\t", "#", "\r", "é", "\u2028", "type: ignore"))
          .map((parts) => parts.join("")),
        value,
      ),
    }),
  ).map((parameters) => action("comment", parameters)),
  call: fc.oneof(
    act(
      "com.example.Act",
      fields({ value, "odd-key": value, class: value, _: value, k__: value, "Show-x": value }),
    ),
    act("text.combine", fields({ text: value, WFTextSeparator: text, "Show-text": fc.boolean() })),
    act("showresult", fields({ Text: anyText })),
    act("alert", fields({ WFAlertActionMessage: anyText })),
    act("math", fields({ WFInput: value, WFMathOperation: text, WFMathOperand: value })),
    act("count", fields({ Input: attached })),
    act("filter.files", fields({ WFContentItemInputParameter: attached, WFContentItemFilter: filter })),
    act("nothing"),
    act("vibrate"),
    act("getclipboard"),
    act(
      "properties.files",
      fields({ WFInput: attached, WFContentItemPropertyName: fc.oneof(outputName, value) }),
    ),
  ),
  calculation: act(
    "math",
    fields({
      WFInput: usually<PlistValue>(attached, fc.oneof(numeral, value)),
      WFMathOperation: usually<PlistValue>(fc.constantFrom("+", "-", "×", "÷", "…"), value),
      WFMathOperand: usually<PlistValue>(fc.oneof(attached, numeral, integer, realValue), value),
      WFScientificMathOperation: fc.constantFrom("Modulus", "x^2"),
      WFScientificMathOperand: fc.oneof(attached, integer),
    }),
  ),
  "stray keys": fc
    .tuple(
      fc.constantFrom(
        "gettext",
        "number",
        "dictionary",
        "getvalueforkey",
        "ask",
        "getvariable",
        "exit",
        "comment",
        "count",
        "com.example.Act",
      ),
      stray,
      fields({
        WFTextActionText: text,
        WFNumberActionNumber: numeral,
        WFInput: attached,
        WFCommentActionText: text,
        WFVariable: attached,
      }),
    )
    .map(([name, odd, usual]) => action(name, { ...usual, ...odd })),
  value: act("com.example.Act", all({ value })),
  token: act("com.example.Act", all({ value: fc.oneof(token.map(attachment), textValue, token) })),
  filter: act("com.example.Act", all({ value: filter })),
};

/** Whole values in the list of actions that are no actions, and actions with other keys beside their own. */
const malformed: Arb<PlistValue> = fc.oneof<Arb<PlistValue>[]>(
  value,
  merged(
    all({
      WFWorkflowActionIdentifier: fc.oneof(
        fc.constantFrom("", "is.workflow.actions.gettext", "a b", "x", "a..b", "é", "com.example.-act__"),
        value,
      ),
    }),
    fields({ WFWorkflowActionParameters: value, SCPLData: value, WFWorkflowActionName: value }),
  ),
  fc
    .tuple(act("gettext", fields({ WFTextActionText: anyText })), fields({ SCPLData: value }))
    .map(([action, extras]) => ({ ...action, ...extras })),
);

const anySimple = fc.oneof(...Object.values(simple));

// Conditions.

const OPERAND_KEYS = [
  "WFNumberValue",
  "WFAnotherNumber",
  "WFConditionalActionString",
  "WFEnumeration",
  "WFLinkEnumeration",
  "WFDate",
  "WFAnotherDate",
  "WFDuration",
  "WFAnotherDuration",
  "WFMeasurement",
  "WFAnotherMeasurement",
  "WFApp",
  "WFBoundedNumber",
  "WFAnotherBoundedNumber",
];
const WORDS = [
  "Contains",
  "Equals",
  "Is Greater Than",
  "Is Less Than",
  "Is",
  "Is Not",
  "Begins With",
  "Ends With",
  "Does Not Contain",
  "Has Any Value",
  "Does Not Have Any Value",
  "Is Odd",
];
const CODES = [0, 1, 2, 3, 4, 5, 8, 9, 99, 999, 100, 101, 1000, 1001, 1002, 1003, 7];

const operand: Arb<PlistValue> = fc.oneof<Arb<PlistValue>[]>(
  numeral,
  text,
  integer,
  realValue,
  dateValue,
  textValue,
  token.map(attachment),
  fc
    .tuple(fc.oneof(numeral, token), fc.constantFrom("days", "kg"))
    .map(([magnitude, unit]) => quantity(magnitude, unit)),
  value,
);
const test: Arb<PlistDict> = merged(
  usually<PlistDict>(
    fc.oneof(token.map(attachment)).map((input) => ({ WFInput: { Type: "Variable", Variable: input } })),
    fc.constant({}),
    attached.map((WFInput) => ({ WFInput })),
    value.map((Variable) => ({ WFInput: { Type: "Variable", Variable } })),
  ),
  usually<PlistDict>(
    fc.constantFrom(...CODES).map((WFCondition) => ({ WFCondition })),
    fc.constantFrom(...WORDS).map((WFCondition) => ({ WFCondition })),
    fc.constant({}),
    value.map((WFCondition) => ({ WFCondition })),
  ),
  usually<PlistDict>(
    fc.tuple(fc.constantFrom(...OPERAND_KEYS), operand).map((entry) => dictOf([entry])),
    fc.constant({}),
    fc
      .array(fc.tuple(fc.constantFrom(...OPERAND_KEYS), operand), { maxLength: 4 })
      .map((entries) => dictOf(entries)),
  ),
);
const PREFIXES: PlistValue[] = [0, 1];
const conditions: Arb<PlistDict> = fc
  .tuple(
    usually<PlistValue>(
      fc.constantFrom(...PREFIXES),
      fc.constantFrom<PlistValue>(-1, 2, new PlistReal(1), "1"),
    ),
    fc.array(usually<PlistValue>(test, scalar), { maxLength: 3 }),
    usually(fc.constant({}), fields({ WFContentPredicateBoundedDate: fc.boolean(), Extra: value })),
  )
  .map(([prefix, rows, extra]) => {
    const whole = table(prefix, ...rows);
    return { WFConditions: { ...whole, Value: { ...(whole["Value"] as PlistDict), ...extra } } };
  });
const ifParameters = usually<PlistDict>(
  fc.oneof(test, conditions),
  merged(test, common),
  merged(conditions, test, common),
  value.map((WFConditions) => ({ WFConditions })),
);

// Blocks.

/** Parameters of a closing marker, or of one in the middle: mostly none. */
const plainMarker = usually<PlistDict>(fc.constant({}), fields({ UUID: uuid }), common);
/** Most blocks have a group of their own; `undefined` stands for that. */
const blockGroup = fc.option(group, { nil: undefined, freq: 8 });

let groups = 0;
/** Numbers only have to differ within a shortcut. */
const groupOf = (given: string | undefined): string => given ?? `group ${++groups}`;

const COUNTS: Arb<PlistValue> = fc.oneof<Arb<PlistValue>[]>(
  fc.integer({ min: 0, max: 5 }),
  numeral,
  realValue,
  token.map(attachment),
  textValue,
  integer,
  value,
);

const { block, body } = fc.letrec<{
  block: Actions;
  body: Actions;
  if: Actions;
  repeat: Actions;
  menu: Actions;
}>((tie) => ({
  body: fc.array(fc.oneof({ depthIdentifier: "block", maxDepth: 2 }, maker, anySimple, tie("block")), {
    maxLength: 3,
  }),
  if: fc
    .record({
      group: blockGroup,
      test: ifParameters,
      body: tie("body"),
      elifs: usually<[PlistDict, Actions][]>(
        fc.constant([]),
        fc.array(fc.tuple(ifParameters, tie("body")), { minLength: 1, maxLength: 2 }),
      ),
      orelse: fc.option(fc.tuple(plainMarker, tie("body")), { nil: undefined }),
      end: plainMarker,
    })
    .map(({ group, test, body, elifs, orelse, end }) => {
      const id = groupOf(group);
      return [
        marker("conditional", 0, id, test),
        body,
        ...elifs.map(([test, body]) => [marker("conditional", 1, id, test), body]),
        ...(orelse ? [marker("conditional", 1, id, orelse[0]), orelse[1]] : []),
        marker("conditional", 2, id, end),
      ];
    }),
  repeat: fc
    .record({
      group: blockGroup,
      open: fc.oneof(
        fields({ WFRepeatCount: COUNTS }).map((parameters) => ["repeat.count", parameters] as const),
        fields({ WFInput: attached }).map((parameters) => ["repeat.each", parameters] as const),
      ),
      extra: plainMarker,
      body: tie("body"),
      end: plainMarker,
    })
    .map(({ group, open: [name, parameters], extra, body, end }) => {
      const id = groupOf(group);
      return [marker(name, 0, id, { ...extra, ...parameters }), body, marker(name, 2, id, end)];
    }),
  menu: fc
    .record({
      group: blockGroup,
      prompt: fields({ WFMenuPrompt: anyText }),
      extra: plainMarker,
      lead: usually<Actions>(
        fc.constant([]),
        fc.constant([action("comment", { WFCommentActionText: "lead" })]),
        fc.array(anySimple, { maxLength: 1 }),
      ),
      cases: fc.array(
        fc.record({
          title: fc.oneof(text, fc.constantFrom("A", "B")),
          attributed: fc.option(
            fc
              .array(fc.oneof(fc.constantFrom("A", "B "), token), { maxLength: 2 })
              .map((parts) => textPayload(...parts)),
            { nil: undefined, freq: 2 },
          ),
          style: fc.constantFrom("plain", "item", "attributed", "odd", "absent"),
          odd: value,
          extra: plainMarker,
          body: tie("body"),
        }),
        { minLength: 1, maxLength: 3 },
      ),
      items: fc.constantFrom("titles", "typed", "absent", "reversed", "short", "odd"),
      odd: fc.oneof(value, list),
      end: plainMarker,
    })
    .map(({ group, prompt, extra, lead, cases, items, odd, end }) => {
      const id = groupOf(group);
      const titles: PlistValue[] = cases.map(({ title, attributed, style }) =>
        style === "attributed" && attributed
          ? listItem("text", envelope("WFTextTokenString", attributed))
          : style === "item"
            ? listItem("text", envelope("WFTextTokenString", { string: title }))
            : title,
      );
      const listed: Record<string, Parameters> = {
        titles: { WFMenuItems: titles },
        typed: {
          WFMenuItems: titles.map((title) => (typeof title === "string" ? listItem("text", title) : title)),
        },
        absent: {},
        reversed: { WFMenuItems: titles.toReversed() },
        short: { WFMenuItems: titles.slice(1) },
        odd: { WFMenuItems: odd },
      };
      return [
        marker("choosefrommenu", 0, id, { ...extra, ...prompt, ...listed[items] }),
        lead,
        ...cases.map(({ title, attributed, style, odd, extra, body }) => {
          const plain: Parameters =
            style === "absent" ? {} : { WFMenuItemTitle: style === "odd" ? odd : title };
          const whole: Parameters =
            style === "attributed" && attributed ? { WFMenuItemAttributedTitle: attributed } : {};
          return [marker("choosefrommenu", 1, id, { ...extra, ...plain, ...whole }), body];
        }),
        marker("choosefrommenu", 2, id, end),
      ];
    }),
  block: fc.oneof({ depthIdentifier: "block" }, tie("if"), tie("repeat"), tie("menu")),
}));

const MARKERS = ["conditional", "choosefrommenu", "repeat.count", "repeat.each"];
const strayMarker: Arb<PlistDict> = fc
  .tuple(
    fc.constantFrom(...MARKERS),
    usually<Parameters>(
      all({ WFControlFlowMode: fc.constantFrom(0, 1, 2), GroupingIdentifier: group }),
      fields({
        WFControlFlowMode: fc.oneof(fc.constantFrom(0, 1, 2, 3), value),
        GroupingIdentifier: fc.oneof(group, value),
      }),
    ),
    usually(fc.constant({}), test, common),
  )
  .map(([name, own, more]) => action(name, { ...more, ...own }));

// Whole shortcuts.

/** Actions in which `form` meets actions that make what it reads. */
const around = (form: Arb<PlistDict | Actions>): Arb<Actions> =>
  fc.array(
    fc.oneof(
      { weight: 3, arbitrary: form },
      { weight: 1, arbitrary: maker },
      { weight: 1, arbitrary: setter },
    ),
    { minLength: 1, maxLength: 4 },
  );

const INPUT_KEYS: Record<string, string> = { count: "Input", "text.changecase": "text" };

/** Short calls of which each takes what the one before has made, said or by the pipe, and what may hold the last. */
const calls: Arb<Actions> = fc
  .tuple(
    fc.array(
      fc.record({
        maker: fc.constantFrom("detect.text", "detect.images", "count", "text.changecase", "getclipboard"),
        isSaid: fc.boolean(),
        more: usually<PlistDict>(fc.constant({}), common),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    fc.uniqueArray(fc.constantFrom("N1", "N2", "N3", "N4"), { minLength: 3, maxLength: 3 }),
    fc.constantFrom("act", "key", "math", "if", "each", "times", "text", "set"),
    usually<PlistDict[]>(fc.constant([]), fc.constant([{ Type: "WFCoercionVariableAggrandizement" }])),
    body,
  )
  .map(([links, ids, end, steps, inner]) => {
    const read = (i: number, ...chain: PlistDict[]) => attachment(output(ids[i]!, "Made", ...chain));
    const made = links.map(({ maker, isSaid, more }, i) => {
      const key = INPUT_KEYS[maker] ?? "WFInput";
      const given: Parameters = isSaid && i > 0 ? { [key]: read(i - 1) } : {};
      return action(maker, { ...more, ...given, UUID: ids[i]! });
    });
    const last = read(links.length - 1, ...steps);
    const ends: Record<string, Actions> = {
      act: [action("previewdocument", { WFInput: last })],
      key: [action("getvalueforkey", { WFInput: last, WFDictionaryKey: "a", UUID: "U1" })],
      math: [action("math", { WFInput: last, WFMathOperation: "-", WFMathOperand: 1, UUID: "U1" })],
      if: [
        marker("conditional", 0, "G9", { WFInput: { Type: "Variable", Variable: last }, WFCondition: 100 }),
        inner,
        marker("conditional", 2, "G9"),
      ],
      each: [marker("repeat.each", 0, "G9", { WFInput: last }), inner, marker("repeat.each", 2, "G9")],
      times: [
        marker("repeat.count", 0, "G9", { WFRepeatCount: last }),
        inner,
        marker("repeat.count", 2, "G9"),
      ],
      text: [action("showresult", { Text: textOf(output(ids[links.length - 1]!, "Made")) })],
      set: [action("setvariable", { WFVariableName: "A", WFInput: last })],
    };
    return [...made, ...ends[end]!];
  });

/** For each form, shortcuts that mostly hold it. */
export const forms: Record<string, Arb<Actions>> = {
  ...Object.fromEntries(Object.entries(simple).map(([name, form]) => [name, around(form)])),
  condition: around(
    fc
      .tuple(test, plainMarker)
      .map(([test, end]) => [marker("conditional", 0, "G0", test), marker("conditional", 2, "G0", end)]),
  ),
  conditions: around(
    fc
      .tuple(conditions, plainMarker)
      .map(([test, end]) => [marker("conditional", 0, "G0", test), marker("conditional", 2, "G0", end)]),
  ),
  block: around(block),
  calls: around(calls),
  broken: fc.array(fc.oneof<Arb<PlistDict | Actions>[]>(strayMarker, strayMarker, anySimple, block), {
    minLength: 1,
    maxLength: 5,
  }),
  malformed: around(malformed as Arb<PlistDict>),
  everything: fc.array(fc.oneof<Arb<PlistDict | Actions>[]>(maker, anySimple, block, body), {
    minLength: 1,
    maxLength: 4,
  }),
};

const strings = (...known: string[]): Arb<PlistValue> =>
  usually<PlistValue>(
    fc.subarray(known),
    fc.array(fc.constantFrom(...known, "Odd"), { maxLength: 3 }),
    value,
  );
const INPUT_TYPES = NEW_SHORTCUT["WFWorkflowInputContentItemClasses"] as string[];

/** The top-level keys of a shortcut: those of a new one, others, and none. */
export const properties: Arb<Parameters> = usually<Parameters>(
  fc
    .tuple(
      fc.subarray(Object.keys(NEW_SHORTCUT)),
      fields({
        WFWorkflowName: usually<PlistValue>(text, value),
        WFWorkflowClientVersion: usually<PlistValue>(fc.constant("2607.1"), value),
        WFWorkflowClientRelease: usually<PlistValue>(fc.constant("2.0"), value),
        WFWorkflowMinimumClientVersion: usually<PlistValue>(fc.constantFrom(411, 900), value),
        WFWorkflowMinimumClientVersionString: usually<PlistValue>(
          fc.constantFrom("411", "900", "1106"),
          value,
        ),
        WFWorkflowIcon: usually<PlistValue>(
          fields({
            WFWorkflowIconStartColor: integer,
            WFWorkflowIconGlyphNumber: integer,
            WFWorkflowIconImageData: value,
            New: value,
            color: value,
          }),
          value,
        ),
        WFWorkflowTypes: strings("WatchKit", "MenuBar"),
        WFQuickActionSurfaces: strings("Finder"),
        WFWorkflowInputContentItemClasses: strings(...INPUT_TYPES),
        WFWorkflowOutputContentItemClasses: strings("WFStringContentItem", "WFContentItem", "URL"),
        WFWorkflowNoInputBehavior: value,
        WFWorkflowHasOutputFallback: value,
        WFWorkflowHasShortcutInputVariables: value,
        WFWorkflowImportQuestions: fc.oneof(
          fc.array(
            fields({
              ActionIndex: integer,
              Category: text,
              DefaultValue: value,
              ParameterKey: text,
              Text: text,
            }),
            { maxLength: 2 },
          ),
          value,
        ),
        all_but: value,
        "odd key": value,
        __proto__x: value,
      }),
    )
    .map(([absent, given]) => {
      const whole: Parameters = { ...NEW_SHORTCUT };
      for (const key of absent.slice(0, 2)) delete whole[key];
      return { ...whole, ...given };
    }),
  fc.constant({}),
);
