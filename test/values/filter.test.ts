import { describe, expect, test } from "vitest";
import { compile } from "../../src/index.ts";
import type { PlistDict, PlistValue } from "../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  envelope,
  oneLine,
  output,
  python,
  pythonBody,
  pythonMetadata,
  pythonValue,
  real,
  table,
  text,
  token,
  variable,
} from "../support/shortcut.ts";
import { cpuTime } from "../support/cpu-time.ts";

const filter = (value: PlistValue): string => oneLine(pythonValue(value));

const row = (property: string, operator: number, values: Record<string, PlistValue>) => {
  return { Property: property, Operator: operator, Removable: true, Values: values };
};

/** What a row says behind its property. */
const said = (value: PlistValue, property = "P"): string => {
  return filter(table(1, value)).replace(`AllOf(where("${property}", `, "").replace(/\)\)$/, "");
};
const choice = (value: PlistValue) => envelope("WFStringSubstitutableState", value);
const limit = variable("Limit");

test("all rows, any row, no row", () => {
  const name = row("Name", 4, { String: "a" });
  const where = 'where("Name", "is", "a")';
  expect(filter(table(1, name, name))).toBe(`AllOf(${where}, ${where})`);
  expect(filter(table(0, name, name))).toBe(`AnyOf(${where}, ${where})`);
  expect(filter(table(1))).toBe("AllOf()");
});

describe("operators in words, with the operands that they use", () => {
  const all = { String: "a", Number: "3", Unit: 16, Date: attachment(limit), AnotherDate: attachment(limit) };

  test.each<[number, string]>([
    [0, '"is less than", "a"'],
    [1, '"is at most", "a"'],
    [2, '"is greater than", "a"'],
    [3, '"is at least", "a"'],
    [4, '"is", "a"'],
    [5, '"is not", "a"'],
    [8, '"begins with", "a"'],
    [9, '"ends with", "a"'],
    [99, '"contains", "a"'],
    [999, '"does not contain", "a"'],
    [100, '"has any value"'],
    [101, '"has no value"'],
    [1000, '"is in the next", 3, "days"'],
    [1001, '"is in the last", 3, "days"'],
    [1002, '"is today"'],
    [1003, '"is between", Limit, Limit'],
  ])("%d", (code, expected) => {
    expect(said(row("P", code, all))).toBe(expected);
  });
});

test.each<[number, string]>([
  [4, "years"],
  [8, "months"],
  [16, "days"],
  [32, "hours"],
  [64, "minutes"],
  [128, "seconds"],
  [8192, "weeks"],
])("the unit %d", (code, name) => {
  expect(said(row("P", 1001, { Number: "2", Unit: code }))).toBe(`"is in the last", 2, "${name}"`);
});

describe("the operand that a property takes, of several", () => {
  const all = { String: "a", Number: "3", Bool: true, Enumeration: choice("b"), Date: attachment(limit) };

  test.each<[string, string]>([
    ["Name", '"is", "a"'],
    ["Width", '"is", 3'],
    ["Play Count", '"is", 3'],
    ["Is a Screenshot", '"is", True'],
    ["Album", '"is", "b"'],
    ["List", '"is", "b"'],
    ["Due Date", '"is", Limit'],
    ["Date Taken", '"is", Limit'],
  ])("%s", (property, expected) => {
    expect(said(row(property, 4, all), property)).toBe(expected);
  });
});

describe("operands", () => {
  test.each<[string, string, Record<string, PlistValue>, string]>([
    ["text", "Name", { String: "log" }, '"log"'],
    ["text with tokens", "Name", { String: text("log ", limit) }, 'f"log {Limit}"'],
    ["text that is a variable", "Name", { String: text(limit) }, "Limit"],
    ["the same where most have a choice", "Album", { String: text(limit) }, 'f"{Limit}"'],
    ["a variable where most have a text", "Name", { String: attachment(limit) }, "string=Limit"],
    ["text where most have a choice", "Album", { String: "log" }, 'string="log"'],
    ["a choice where most have a text", "Name", { Enumeration: choice("log") }, 'enumeration="log"'],
    ["a choice that is a variable", "Album", { Enumeration: choice(attachment(limit)) }, "Limit"],
    ["a number as text", "Width", { Number: "3" }, "3"],
    ["a number", "Width", { Number: 3 }, "3"],
    ["a numeral that is none", "Width", { Number: "3,5" }, 'Number("3,5")'],
    ["a number that is a variable", "Width", { Number: attachment(limit) }, "Limit"],
    ["the same elsewhere", "Name", { Number: attachment(limit) }, "number=Limit"],
    ["a switch", "Is Flagged", { Bool: true }, "True"],
    ["a switch that is a variable", "Is Flagged", { Bool: attachment(limit) }, "Limit"],
    ["a moment", "Due Date", { Date: attachment(token("CurrentDate")) }, "current_date()"],
    [
      "a moment in an envelope",
      "Due Date",
      { Date: envelope("WFDateSubstitutableState", attachment(limit)) },
      "Limit",
    ],
  ])("%s", (_, property, values, expected) => {
    expect(said(row(property, 4, values), property)).toBe(`"is", ${expected}`);
  });

  test("none", () => {
    expect(said(row("P", 4, {}))).toBe('"is"');
    expect(said(row("P", 1001, { Number: "3" }))).toBe('"is in the last", 3');
    expect(said(row("P", 1001, { Unit: 16 }))).toBe('"is in the last", unit="days"');
  });
});

test("rows of old files read like those of today", () => {
  const old = { Property: "Name", Operator: 99, Removable: true, String: "a", Unit: 4 };
  expect(said({ ...old, VariableOverrides: {} }, "Name")).toBe('"contains", "a"');
  const asked = { ...old, VariableOverrides: { stringValue: text(token("Ask")) } };
  expect(said(asked, "Name")).toBe('"contains", ask_each_time()');
});

test("what a row does not use is metadata", () => {
  const unused = row("Name", 4, { String: "a", Number: "7", Unit: 16 });
  const act = action("com.example.Act", { F: table(1, { ...unused, Removable: false }) });
  expect(oneLine(pythonMetadata([act]))).toContain('"usual": ["1 4 16"]');
  expect(pythonMetadata([act])).toContain('Values.Number": "7"');
  expect(pythonBody([act], { metadata: false })).toBe('com_example_Act(F=AllOf(where("Name", "is", "a")))\n');
});

test("where the body says everything, a row has all its fields", () => {
  const act = action("com.example.Act", { F: table(1, row("Name", 4, { String: "a", Unit: 4 })) });
  expect(oneLine(pythonBody([act], { lossless: true }))).toBe(
    'com_example_Act(F=AllOf(where("Name", "is", string="a", unit=4, Operator=4, Removable=True), ' +
      "WFActionParameterFilterPrefix=1))",
  );
});

describe("a row of one's own", () => {
  const compiled = (where: string) => {
    const { workflow, diagnostics } = compile(
      `def a():\n    x = reminders_find_reminders(filter=AllOf(${where}))\n`,
    );
    const filter = workflow.actions[0]!.parameters["WFContentItemFilter"] as PlistDict;
    const rows = (filter["Value"] as PlistDict)["WFActionParameterFilterTemplates"] as PlistValue[];
    return {
      row: rows[0],
      hints: diagnostics.filter(({ severity }) => severity === "error").map(({ hint }) => hint),
    };
  };

  test.each<[string, PlistValue]>([
    [
      'where("List", "is", "Work")',
      { Property: "List", Operator: 4, Removable: true, Values: { Enumeration: choice("Work") } },
    ],
    [
      'where("Start Date", "is in the next", 730, "days")',
      { Property: "Start Date", Operator: 1000, Removable: true, Values: { Number: "730", Unit: 16 } },
    ],
    [
      'where("Width", "is at least", 2.5)',
      { Property: "Width", Operator: 3, Removable: true, Values: { Number: "2.5" } },
    ],
    ['where("Name", "has any value")', { Property: "Name", Operator: 100, Removable: true, Values: {} }],
  ])("%s", (where, expected) => {
    expect(compiled(where)).toEqual({ row: expected, hints: [] });
  });

  test.each([
    ['where("Name", "equals", "a")', 'Write "is".'],
    ['where("Name", "starts with", "a")', 'Write "begins with".'],
    ['where("Width", "greater than", 3)', 'Write "is greater than".'],
    ['where("Width", ">=", 3)', 'Write "is at least".'],
    ['where("Name", "Is", "a")', 'Write "is".'],
    [
      'where("Due Date", "is in the next", 3, "fortnights")',
      "Write one of: years, months, days, hours, minutes, seconds, weeks.",
    ],
  ])("%s is refused", (where, hint) => {
    expect(compiled(where).hints).toEqual([hint]);
  });

  test("with words that nobody knows, all that are known are told", () => {
    expect(compiled('where("Name", "smells like", "a")').hints[0]).toContain("does not contain");
  });

  test("with an operand too many", () => {
    expect(compiled('where("Name", "is today", "a")').hints).toHaveLength(1);
  });
});

describe("a filter of another shape is a record", () => {
  test.each<[string, PlistValue]>([
    ["a prefix that is not known", table(-1, row("Name", 4, { String: "a" }))],
    ["an operator that is not known", table(1, row("Name", 6, { String: "a" }))],
    ["an operator that is a real", table(1, { ...row("Name", 4, {}), Operator: real(4) })],
    ["a row without a property", table(1, { Operator: 4 })],
    ["a row that is none", table(1, "Name")],
    ["no rows", envelope("WFContentPredicateTableTemplate", { WFActionParameterFilterPrefix: 1 })],
  ])("%s", (_, value) => {
    expect(filter(value)).toMatch(
      /^dict\(Value=dict\(.*\), WFSerializationType="WFContentPredicateTableTemplate"\)$/,
    );
  });
});

test("a row with keys that nobody knows is said in full", () => {
  const twice = { ...row("P", 4, { String: "a" }), string: "b" };
  expect(filter(table(1, twice))).toBe(
    'AllOf(where("P", "is", string="a", Operator=4, Removable=True, more=dict({"string": "b"})))',
  );
});

test("operands of another kind on every level take no longer than others", () => {
  let nested = table(1, row("P", 4, { String: "a", Enumeration: "b" }));
  for (let depth = 0; depth < 30; depth++)
    nested = table(1, row("P", 4, { String: nested, Enumeration: "b" }));
  const start = cpuTime();
  pythonBody([action("com.example.Act", { a: nested })]);
  expect(cpuTime() - start).toBeLessThan(2000);
});

test("in its action", () => {
  const actions = [
    action("folder", { UUID: "F" }),
    action("filter.files", {
      WFContentItemInputParameter: attachment(output("F", "Folder")),
      WFContentItemFilter: table(1, row("Name", 99, { String: "log" })),
      WFContentItemSortProperty: "Last Modified Date",
      WFContentItemLimitNumber: real(5),
    }),
  ];
  expect(pythonBody(actions)).toBe(python`
    folder = is_workflow_actions_folder()
    files = is_workflow_actions_filter_files(
        WFContentItemInputParameter=folder,
        WFContentItemFilter=AllOf(where("Name", "contains", "log")),
        WFContentItemSortProperty="Last Modified Date",
        WFContentItemLimitNumber=5.0,
    )
  `);
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
