import { describe, expect, test } from "vitest";
import type { PlistValue } from "../../src/plist/value.ts";
import {
  action,
  attachment,
  checkPrograms,
  envelope,
  oneLine,
  output,
  python,
  pythonBody,
  pythonValue,
  real,
  table,
  text,
  token,
  variable,
} from "../support/shortcut.ts";

const filter = (value: PlistValue): string => oneLine(pythonValue(value));

const row = (property: string, operator: number, values: Record<string, PlistValue>) => {
  return { Property: property, Operator: operator, Removable: true, Values: values };
};

test("all rows, any row, no row", () => {
  const size = row("Name", 4, { String: "a" });
  const where = 'Where("Name", "is", string="a", Operator=4, Removable=True)';
  expect(filter(table(1, size, size))).toBe(`AllOf(${where}, ${where}, WFActionParameterFilterPrefix=1)`);
  expect(filter(table(0, size, size))).toBe(`AnyOf(${where}, ${where}, WFActionParameterFilterPrefix=0)`);
  expect(filter(table(1))).toBe("AllOf(WFActionParameterFilterPrefix=1)");
});

describe("operators in words", () => {
  test.each<[number, string]>([
    [0, "is less than"],
    [1, "is at most"],
    [2, "is greater than"],
    [3, "is at least"],
    [4, "is"],
    [5, "is not"],
    [8, "begins with"],
    [9, "ends with"],
    [99, "contains"],
    [999, "does not contain"],
    [100, "has any value"],
    [101, "has no value"],
    [1000, "is in the next"],
    [1001, "is in the last"],
    [1002, "is today"],
    [1003, "is between"],
  ])("%d", (code, words) => {
    expect(filter(table(1, row("P", code, { Number: "1" })))).toBe(
      `AllOf(Where("P", "${words}", number="1", Operator=${code}, Removable=True), WFActionParameterFilterPrefix=1)`,
    );
  });
});

describe("operands", () => {
  const limit = variable("Limit");

  test.each<[string, Record<string, PlistValue>, string]>([
    ["text", { String: "log" }, 'string="log"'],
    ["text with tokens", { String: text("log ", limit) }, 'string=f"log {Limit}"'],
    ["text and a unit left over", { String: "log", Unit: 4 }, 'string="log", unit=4'],
    ["a number as text", { Number: "3" }, 'number="3"'],
    ["a number", { Number: 3 }, "number=3"],
    ["a variable", { Number: attachment(limit) }, "number=Limit"],
    ["a switch", { Bool: true }, "bool=True"],
    [
      "a choice",
      { Enumeration: envelope("WFStringSubstitutableState", "Favorites") },
      'enumeration="Favorites"',
    ],
    [
      "a choice that is a variable",
      { Enumeration: envelope("WFStringSubstitutableState", attachment(limit)) },
      "enumeration=Limit",
    ],
    ["a window of time", { Number: "3", Unit: 16 }, 'number="3", unit=16'],
    [
      "two dates",
      { AnotherDate: attachment(token("CurrentDate")), Date: attachment(limit) },
      "date=Limit, another_date=current_date()",
    ],
    ["none", {}, undefined!],
    ["another", { Date: "x", Link: 1 }, undefined!],
    ["a choice of another kind", { Enumeration: "Favorites" }, undefined!],
  ])("%s", (_, values, expected) => {
    const raw = { "": "Values=dict()", Link: 'Values=dict(Date="x", Link=1)' }[Object.keys(values)[1] ?? ""];
    const [operands, rest] =
      expected !== undefined
        ? [`${expected}, `, ""]
        : ["", `, ${"Enumeration" in values ? 'Values=dict(Enumeration="Favorites")' : raw}`];
    expect(filter(table(1, row("P", 4, values)))).toBe(
      `AllOf(Where("P", "is", ${operands}Operator=4, Removable=True${rest}), WFActionParameterFilterPrefix=1)`,
    );
  });
});

test("rows of old files keep their capitals", () => {
  const old = { Property: "Name", Operator: 99, Removable: true, String: "a", Unit: 4 };
  expect(filter(table(1, { ...old, VariableOverrides: { stringValue: attachment(token("Ask")) } }))).toBe(
    'AllOf(Where("Name", "contains", Operator=99, Removable=True, String="a", Unit=4, ' +
      "VariableOverrides=dict(stringValue=ask_each_time())), WFActionParameterFilterPrefix=1)",
  );
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

test("a row's own key may be spelled like an operand", () => {
  const twice = { ...row("P", 4, { String: "a" }), string: "b" };
  expect(filter(table(1, twice))).toBe(
    'AllOf(Where("P", "is", string="a", Operator=4, Removable=True, more=dict({"string": "b"})), ' +
      "WFActionParameterFilterPrefix=1)",
  );
});

test("operands of another kind on every level take no longer than others", () => {
  let nested = table(1, row("P", 4, { String: "a", Enumeration: "b" }));
  for (let depth = 0; depth < 30; depth++)
    nested = table(1, row("P", 4, { String: nested, Enumeration: "b" }));
  const start = performance.now();
  pythonBody([action("com.example.Act", { a: nested })]);
  expect(performance.now() - start).toBeLessThan(2000);
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
        WFContentItemFilter=AllOf(
            Where("Name", "contains", string="log", Operator=99, Removable=True),
            WFActionParameterFilterPrefix=1,
        ),
        WFContentItemSortProperty="Last Modified Date",
        WFContentItemLimitNumber=5.0,
    )
  `);
});

test("what this file printed is Python that ruff leaves alone", () => {
  expect(checkPrograms()).toEqual([]);
});
