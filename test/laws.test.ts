import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { convert } from "../src/index.ts";
import { readShortcut } from "../src/read.ts";
import type { Workflow } from "../src/ir/workflow.ts";
import { encodeBinaryPlist } from "../src/plist/binary-writer.ts";
import { PlistDate, type PlistValue } from "../src/plist/value.ts";
import { printModule } from "../src/python/print/print.ts";
import { forms, properties } from "./support/random-shortcut.ts";
import {
  action,
  type Actions,
  attachment,
  condition,
  dictionaryValue,
  envelope,
  ifBlock,
  input,
  marker,
  menu,
  output,
  type Parameters,
  real,
  repeat,
  repeatEach,
  shortcutFile,
  show,
  table,
  text,
  token,
  variable,
} from "./support/shortcut.ts";
import { expectSame, programOf, textBack, wayBack } from "./support/way-back.ts";

/*
 * The laws of the way there and back, on random shortcuts. A failure prints the smallest shortcut that breaks the law.
 * More of them, and others: `LAWS=10000 LAWS_SEED=2 npx vitest run test/laws.test.ts`.
 */

const runs = Number(process.env["LAWS"] ?? 60);
const seed = Number(process.env["LAWS_SEED"] ?? 1);
const timeout = 100 * runs + 10_000;

/** The shortcut of a file, decoded: what its program says has to be this again. */
const workflowOf = (actions: Actions, properties?: Parameters): Workflow =>
  readShortcut(shortcutFile(actions, properties)).workflow;

const textOf = (workflow: Workflow): string => printModule(programOf(workflow)).text;

/** What comes back, as a file that is read. */
const again = (workflow: Workflow): Workflow =>
  readShortcut(encodeBinaryPlist(wayBack(programOf(workflow)).root)).workflow;

const laws: Record<string, (workflow: Workflow) => void> = {
  "comes back from the tree": (workflow) => {
    expectSame(workflow, wayBack(programOf(workflow)));
  },
  "comes back from the text": (workflow) => {
    expectSame(workflow, textBack(textOf(workflow)));
  },
  "has the same text when it is back": (workflow) => {
    expect(textOf(again(workflow))).toBe(textOf(workflow));
  },
};

/** Of so many shortcuts, one may be broken in a way that cannot come back; `convert` has to tell it (SC4022). */
const PER_TOLD = 100;

const isTold = (actions: Actions): boolean =>
  convert(shortcutFile(actions)).diagnostics.some(({ code }) => code === "SC4022");

describe.each(Object.entries(laws))("a shortcut %s", (_, law) => {
  test.each(Object.entries(forms))("%s", { timeout }, (_, actions) => {
    let told = 0;
    fc.assert(
      fc.property(actions, (actions) => {
        try {
          law(workflowOf(actions));
        } catch (error) {
          if (!isTold(actions)) throw error;
          told++;
        }
      }),
      { numRuns: runs, seed },
    );
    expect(told).toBeLessThanOrEqual(runs / PER_TOLD);
  });

  test("top-level keys", { timeout }, () => {
    fc.assert(
      fc.property(properties, (properties) => law(workflowOf([], properties))),
      { numRuns: 2 * runs, seed },
    );
  });
});

/*
 * What broke a law once, as small as it gets.
 */

const made = (uuid: string, more: Parameters = {}) =>
  action("gettext", { UUID: uuid, WFTextActionText: "made", ...more });
const wrapped = (string: string) => envelope("WFTextTokenString", { string });
const act = (value: PlistValue) => action("com.example.Act", { value });

const item = variable("Repeat Item");
const setItem = (value: PlistValue) =>
  action("setvariable", { WFVariableName: "Repeat Item", WFInput: value });
const forEach = (...body: Actions): Actions => repeatEach(variable("Items"), body);

const asBoolean = (of: Parameters): Parameters => ({
  ...of,
  Aggrandizements: [{ Type: "WFCoercionVariableAggrandizement", CoercionItemClass: "WFBooleanContentItem" }],
});

const cases: [name: string, actions: Actions, properties?: Parameters][] = [
  // Once: where no name is written, the statement binds the output, not a variable.
  ["Set Variable without a name", [action("setvariable", { UUID: "A" }), show(output("A", "Text"))]],
  [
    "Set Variable without a name, its output taken through the pipe",
    [action("setvariable", { WFInput: attachment(token("Ask")) }), action("setvariable")],
  ],
  // Once: `updated = add_to_variable(...)` gives its action no UUID; without metadata nothing else does.
  [
    "the output of Add to Variable",
    [
      action("appendvariable", { UUID: "A", WFVariableName: "x", WFInput: attachment(input) }),
      show(output("A", "Variable")),
    ],
  ],
  // Once: without metadata, the prefix comes back as a parameter of the If beside its conditions.
  [
    "several conditions",
    ifBlock({ WFConditions: table(0, condition(input, 100), condition(variable("x"), 101)) }, []),
  ],
  // Once: 1.50 comes back as a real; the residue may not overrule the statement.
  ["a numeral that ends in 0", [action("number", { WFNumberActionNumber: "1.50" })]],
  ["a count that ends in 0", repeat("1.50", [])],
  // Once: Date(0.0) comes back as a date.
  ["an operand that is no date", ifBlock(condition(input, 0, { WFDate: real(0) }), [])],
  [
    "an input in half an envelope",
    ifBlock({ WFInput: { Type: "Variable", Variable: input }, WFCondition: 100 }, []),
  ],
  // Once: it is dropped.
  ["a group of an action that is no marker", [made("A", { GroupingIdentifier: "G" })]],
  [
    "a group of a block and of another action",
    [
      marker("repeat.count", 0, "G"),
      marker("repeat.count", 2, "G"),
      action("com.example.Act", { GroupingIdentifier: "G" }),
    ],
  ],
  // Once: the body says the missing output by its name, the residue by its UUID.
  [
    "an output that is missing, read in the body and in the residue",
    [show(output("lost", "Text")), made("A", { Extra: attachment(output("lost", "Text")) })],
  ],
  // Once: the residue says the parts of the token one by one, and so its UUID, where all others say the name.
  [
    "an output that is missing, and has no name where a text is expected",
    [action("showresult", { Text: attachment(output("lost", "")) }), act(text(output("lost", "Text")))],
  ],
  // Once: who reads it seems to read each block that has no UUID, which thus keeps a result of its own.
  [
    "a missing output whose UUID is empty, and a block that ends one",
    [
      act(output("")),
      menu({ WFMenuItems: ["A"] }, [["A", ifBlock({ WFConditions: table(0) }, [made("B")])]]),
    ],
  ],
  // Once: `text = set_variable(..., variable="")` names a variable, and not the output.
  [
    "an output of a Set Variable whose name is a text in an envelope",
    [show(output("A", "Text")), action("setvariable", { UUID: "A", WFVariableName: wrapped("") }), made("A")],
  ],
  [
    "a token of no output where a condition reads one",
    ifBlock(
      condition(input, 0, {
        WFInput: {
          Type: "Variable",
          Variable: { Type: "ActionOutput", OutputUUID: { a: "b" }, Variable: output("lost", "Text") },
        },
      }),
      [],
    ),
  ],
  // Once: `Dictionary(Token(x))` is a variable that holds a dictionary, and not a dictionary that holds a token.
  [
    "a dictionary within another whose only item is a token",
    [
      action("dictionary", {
        WFItems: dictionaryValue([
          "dictionary",
          "k",
          envelope(
            "WFDictionaryFieldValue",
            envelope("WFDictionaryFieldValue", { WFDictionaryFieldValueItems: [variable("Name")] }),
          ),
        ]),
      }),
    ],
  ],
  // Once: the second of these says nothing new of `x`, and so not of its output either.
  [
    "the output of a Set Variable that empties a variable once more",
    [
      action("setvariable", { WFVariableName: "x" }),
      action("setvariable", { UUID: "A", WFVariableName: "x" }),
      show(output("A", "Text")),
    ],
  ],
  // Once: where a statement needs no UUID, one in the residue is not that of the missing output.
  ["a stop that has the UUID of an output", [action("exit", { UUID: "A" }), show(output("A", "Text"))]],
  // Once: a record keeps the UUID, and the action does not.
  [
    "an output read in a token of an unknown shape",
    [made("A"), act(attachment({ ...output("A", "Text"), Extra: 1 })), show(output("A", "Text"))],
  ],
  // Once: the Text has a name that no reference uses, so that it comes back without its UUID.
  [
    "a UUID of a block and of an action",
    [ifBlock(condition(input, 100), [], { end: { UUID: "A" } }), made("A"), show(output("A", "Text"))],
  ],
  // Once: what is implicit is decided before the elif has the shape that the metadata give it.
  [
    "an elif of another shape than the If, and an implicit input",
    [
      ifBlock({ WFConditions: table(1, condition(input, 100)) }, []),
      marker("conditional", 0, "G", { WFConditions: table(-1) }),
      marker("conditional", 1, "G", condition(input, 0, { WFNumberValue: wrapped("5") })),
      action("setvariable", { WFVariableName: "x" }),
      marker("conditional", 2, "G"),
    ],
  ],
  [
    "an implicit input that is spelled otherwise",
    [
      action("setvariable", {
        WFVariableName: "x",
        WFInput: attachment({ Type: "Future", Extra: wrapped("") }),
      }),
      action("setvariable", { WFVariableName: "y" }),
    ],
  ],
  // Once: of two names that are as common, the first wins, which is another when the keys have another order.
  [
    "an output that two references call differently",
    [act({ b: output("lost", "Text"), a: output("lost", "Wake Time") })],
  ],
  [
    "variables that look alike, in another order",
    [act({ b: attachment(variable("List ID")), a: attachment(variable("List-ID")) })],
  ],
  // Once: `spelling` is in the order of the file's keys, while `residue` and `omitted` are sorted.
  ["two values that are spelled otherwise", [action("com.example.Act", { b: wrapped(""), a: wrapped("") })]],
  // Once: nothing says how the parts of a malformed action are spelled, or what the names in it mean.
  ["a malformed action that holds a text in an envelope", [{ WFWorkflowActionIdentifier: wrapped("x") }]],
  [
    "a malformed action that holds a variable",
    [{ WFWorkflowActionIdentifier: "", WFWorkflowActionParameters: attachment(variable("Name")) }],
  ],
  // Once: the name of a variable that no parameter mentions is printed as it stands, and this one runs.
  [
    "a malformed action that holds a variable whose name is Python",
    [
      {
        WFWorkflowActionIdentifier: "",
        WFWorkflowActionParameters: attachment(variable("print('x');y")),
      },
    ],
  ],
  // Once: `color` is taken for the short name of WFWorkflowIconStartColor.
  ["an icon with a key that is a short name", [], { WFWorkflowIcon: { color: 1, New: 2 } }],
  // Once: "" is the key path of all parameters.
  ["a parameter without a name", [action("com.example.Act", { "": wrapped("a") })]],
  // Once: the references in the keys beside an action do not count.
  [
    "an output that is read beside an action",
    [made("A"), { ...made("B"), SCPLData: { a: output("A", "Text") } }],
  ],
  // Once: a UUID in the residue that looks like a Python name is taken for one.
  [
    "a UUID that is the name of another output",
    [made("A"), show(output("A", "Text")), made("B", { Extra: output("text", "Other") })],
  ],
  // Once: tests of a list and of what is not there, which no program of the dialect may say.
  ["an If that tests a list", ifBlock({ WFInput: [], WFCondition: 0, WFNumberValue: 5 }, [])],
  [
    "an If that tests an empty text",
    ifBlock({ WFInput: "", WFCondition: 0, WFNumberValue: wrapped("") }, []),
  ],
  ["a switch that is less than nothing", ifBlock(condition(asBoolean(input), 0), [])],
  // Once: a definition of the result that nothing fills.
  ["a repeat that never runs", [action("output"), repeat(undefined, [made("A")])]],
  // Once: the program reads the token a second time as its result, which came back as an action.
  [
    "a token with a dictionary for a name",
    [action("getvariable", { WFVariable: attachment({ Type: "ActionOutput", VariableName: { a: "b" } }) })],
  ],
  // Once: the statement that sets the variable was taken for what makes a definition at the top unnecessary.
  [
    "the variable of a repeat, set and read before it",
    [setItem(attachment(input)), show(item), forEach(show(item))],
  ],
  ["the variable of a repeat, set behind it", [forEach(show(item)), setItem(attachment(input)), show(item)]],
  // Once: only what is set to a variable was known to be of a file, and only with `=`.
  ["the variable of a repeat, set to a text", [setItem("a"), forEach(show(item))]],
  [
    "the variable of a repeat, added to in it",
    forEach(
      action("appendvariable", { WFVariableName: "Repeat Item", WFInput: attachment(input) }),
      show(item),
    ),
  ],
  // Once: `url = dict(...)`, which is no Set Variable.
  [
    "a variable that is set to an attachment of nothing",
    [
      action("setvariable", { WFVariableName: "url", WFInput: envelope("WFTextTokenAttachment", 2) }),
      show(variable("url")),
    ],
  ],
  // Once: `Location("Here")`, which says too little for a program that somebody has written.
  [
    "a place without a place on the map",
    [action("com.example.Act", { place: { placemark: { addressDictionary: { Name: "Here" } } } })],
  ],
  // Once: the sign was lost.
  ["a date at the zero with a sign", [action("com.example.Act", { date: new PlistDate(-0) })]],
  [
    "a menu with a variable in a title",
    menu({ WFMenuItems: [{ WFItemType: 0, WFValue: text("Install ", input) }] }, [
      [
        {
          WFMenuItemTitle: "Install Shortcut Input",
          WFMenuItemAttributedTitle: text("Install ", input)["Value"]!,
        },
        [],
      ],
    ]),
  ],
];

describe.each(Object.entries(laws))("%s", (_, law) => {
  test.each(cases)("%s", (_, actions, properties) => {
    law(workflowOf(actions, properties));
  });
});
