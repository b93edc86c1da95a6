import { describe, expect, test } from "vitest";
import type { DeviceSpec, Json } from "../../src/run/device/spec.ts";
import { resultOf } from "../support/run.ts";
import {
  action,
  as,
  attachment,
  condition,
  dictionaryValue,
  ifBlock,
  key,
  listItem,
  output,
  quantity,
  text,
  variable,
  type Actions,
  type Parameters,
} from "../support/shortcut.ts";

/** What an action makes of a number, or of texts. */
function of(
  name: string,
  input: number | string | string[],
  parameters: Parameters = {},
  inputKey = "WFInput",
  device: DeviceSpec = {},
): Json {
  const source = Array.isArray(input)
    ? action("list", { WFItems: input, UUID: "U" })
    : typeof input === "string"
      ? action("gettext", { WFTextActionText: input, UUID: "U" })
      : action("number", { WFNumberActionNumber: String(input), UUID: "U" });
  return resultOf([source, action(name, { [inputKey]: attachment(output("U")), ...parameters })], device);
}

const asText = (actions: Actions, uuid: string, device: DeviceSpec = {}): Json =>
  resultOf([actions, action("gettext", { WFTextActionText: text(output(uuid)) })], device);

describe("Number", () => {
  test.each<[string, number]>([
    ["05", 5],
    [".5", 0.5],
    [",025", 0.025],
    ["-3", -3],
  ])("%s", (numeral, value) =>
    expect(resultOf([action("number", { WFNumberActionNumber: numeral })])).toEqual([value]),
  );

  test("an empty text is none", () => {
    const program = [
      action("gettext", { UUID: "U" }),
      action("number", { WFNumberActionNumber: attachment(output("U")) }),
    ];
    expect(resultOf(program)).toMatch(/^failed/);
  });
});

describe("numbers as text", () => {
  test.each<[string, string]>([
    ["5.0", "5"],
    ["1234567", "1234567"],
    ["2.50", "2.5"],
    ["-3", "-3"],
    ["0.5", "0.5"],
    ["0.12345678", "0.123457"],
    ["1152921504606846976", "1152921504606846976"],
    ["-0.0000001", "0"],
  ])("%s reads %s", (numeral, shown) => {
    expect(asText([action("number", { WFNumberActionNumber: numeral, UUID: "U" })], "U")).toEqual([shown]);
  });

  test("with the separator of the locale", () => {
    const half = [action("number", { WFNumberActionNumber: "0.5", UUID: "U" })];
    expect(asText(half, "U", { locale: "de_DE" })).toEqual(["0,5"]);
  });
});

describe("texts as numbers", () => {
  test.each<[string, DeviceSpec, number]>([
    ["12 apples", {}, 24],
    ["1,234.5", {}, 2469],
    [" 7", {}, 14],
    ["five", {}, 10],
    ["3,5", { locale: "de_DE" }, 7],
    ["3.5", { locale: "de_DE" }, 70],
  ])("%j of %j", (input, device, twice) => {
    expect(of("math", input, { WFMathOperation: "×", WFMathOperand: 2 }, "WFInput", device)).toEqual([twice]);
  });
});

describe("Calculate", () => {
  const scientific = (operation: string, operand?: number): Parameters => ({
    WFMathOperation: "…",
    WFScientificMathOperation: operation,
    ...(operand !== undefined && { WFScientificMathOperand: operand }),
  });
  test.each<[number | string, Parameters, number]>([
    [7, { WFMathOperation: "÷", WFMathOperand: "2" }, 3.5],
    [10, {}, 10],
    [7, scientific("Modulus", 3), 1],
    [-7, scientific("Modulus", 3), -1],
    [5, scientific("x!"), 120],
    [0, scientific("x!"), 1],
    [0.1, { WFMathOperand: "0.2" }, 0.3],
    [3, scientific("x^2"), 9],
    [2, scientific("x^y", 10), 1024],
    [-27, scientific("∛x"), -3],
    [100, scientific("log(x)"), 2],
    [-5, scientific("abs(x)"), 5],
  ])("%j %j", (input, parameters, expected) => expect(of("math", input, parameters)).toEqual([expected]));

  test("a third, shown", () => {
    const program = [
      action("number", { WFNumberActionNumber: 1, UUID: "U" }),
      action("math", { WFInput: attachment(output("U")), WFMathOperation: "÷", WFMathOperand: 3, UUID: "R" }),
    ];
    expect(asText(program, "R")).toEqual(["0.333333"]);
  });

  test.each<[number | string, Parameters]>([
    [1, { WFMathOperation: "÷", WFMathOperand: 0 }],
    ["x", {}],
    [-1, scientific("√x")],
    [0, scientific("ln(x)")],
  ])("%j %j fails", (input, parameters) => expect(of("math", input, parameters)).toMatch(/^failed/));
});

describe("Calculate Expression", () => {
  test.each<[string, number]>([
    ["7 + 7", 14],
    ["2*(3+4)^2", 98],
    ["5%2", 1],
    ["50%", 0.5],
    ["81-(3*8)", 57],
    ["-2^2", -4],
    ["2 × 3 ÷ 4 − 1", 0.5],
    ["1,000 + 1", 1001],
    ["sqrt(16)+abs(-2)", 6],
    ["2^3^2", 512],
  ])("%s", (source, expected) =>
    expect(resultOf([action("calculateexpression", { Input: source })])).toEqual([expected]),
  );

  test("its square root is shown with six digits", () => {
    expect(asText([action("calculateexpression", { Input: "sqrt(2)", UUID: "U" })], "U")).toEqual([
      "1.414214",
    ]);
  });
  test.each(["1/0", "x", "(1", "1+", "7 feet"])("%s fails", (source) => {
    expect(resultOf([action("calculateexpression", { Input: source })])).toMatch(/^failed/);
  });
  test("of nothing, nothing", () =>
    expect(resultOf([action("calculateexpression", { Input: "" })])).toEqual([]));
});

describe("Round Number", () => {
  test.each<[number, Parameters, number]>([
    [2.5, {}, 3],
    [-2.5, {}, -3],
    [2.1, { WFRoundMode: "Always Round Up" }, 3],
    [-2.1, { WFRoundMode: "Always Round Down" }, -3],
    [1234, { WFRoundTo: "Hundreds Place" }, 1200],
    [9.87654, { WFRoundTo: "Hundredths" }, 9.88],
    [9.87654, { WFRoundType: "Right of Decimal", WFRoundDecimalPlaces: 3 }, 9.877],
    [3.7, { WFRoundType: "Right of Decimal" }, 4],
    [1234, { WFRoundTo: "10 ^", TenToThePowerOf: 3 }, 1000],
  ])("%j %j", (input, parameters, expected) => expect(of("round", input, parameters)).toEqual([expected]));

  test("what is no number is left out, unless nothing is", () => {
    expect(of("round", ["1.4", "x", "2"])).toEqual([1, 2]);
    expect(of("round", ["x"])).toMatch(/^failed/);
    expect(of("round", [])).toEqual([]);
  });
});

describe("Calculate Statistics", () => {
  const values = ["1", "2", "3", "4", "4", "5", "9", "11"];
  test.each<[string | undefined, number]>([
    [undefined, 4.875],
    ["Median", 4],
    ["Mode", 4],
    ["Range", 10],
    ["Sum", 39],
    ["Minimum", 1],
    ["Maximum", 11],
  ])("%s", (operation, expected) => {
    const parameters = operation === undefined ? {} : { WFStatisticsOperation: operation };
    expect(of("statistics", values, parameters, "Input")).toEqual([expected]);
  });
  test("the standard deviation is that of the whole", () => {
    const [value] = of(
      "statistics",
      values,
      { WFStatisticsOperation: "Standard Deviation" },
      "Input",
    ) as number[];
    expect(value).toBeCloseTo(3.2185982973959, 12);
  });
  test("of nothing, nothing; of no number, an error", () => {
    expect(of("statistics", [], {}, "Input")).toEqual([]);
    expect(of("statistics", ["x"], {}, "Input")).toMatch(/^failed/);
  });
});

describe("formats", () => {
  test.each<[number, Parameters, string, DeviceSpec?]>([
    [1234.5, {}, "1,234.50"],
    [0.5, { WFNumberFormatDecimalPlaces: 0 }, "0"],
    [2, { WFNumberFormatDecimalPlaces: 3 }, "2.000"],
    [0.125, {}, "0.12"],
    [-1234567.891, {}, "-1,234,567.89"],
    [1234.5, {}, "1.234,50", { locale: "de_DE" }],
  ])("Format Number %j %j", (input, parameters, expected, device = {}) => {
    expect(of("format.number", input, parameters, "WFNumber", device)).toEqual([expected]);
  });

  test.each<[number, Parameters, string]>([
    [0, {}, "Zero KB"],
    [512, {}, "512 bytes"],
    [1_500_000, {}, "1.5 MB"],
    [1_500_000, { WFFileSizeFormat: "KB", WFFileSizeIncludeUnits: false }, "1,500"],
    [999_999, {}, "1 MB"],
    [1, {}, "1 byte"],
  ])("Format File Size %j %j", (input, parameters, expected) => {
    expect(of("format.filesize", input, parameters, "WFFileSize")).toEqual([expected]);
  });
});

describe("measurements", () => {
  const convert = (magnitude: string, unit: string, to: string): Json =>
    resultOf([
      action("measurement.create", { WFMeasurementUnit: quantity(magnitude, unit), UUID: "U" }),
      action("measurement.convert", {
        WFInput: attachment(output("U")),
        WFMeasurementUnit: { WFNSUnitType: "x", WFNSUnitSymbol: to },
      }),
    ]);
  test.each<[string, string, string, number]>([
    ["10", "mi", "km", 16.09344],
    ["212", "°F", "°C", 100],
    ["2", "hr", "min", 120],
    ["1", "lb", "g", 453.59237],
    ["100", "km/h", "m/s", 27.7777777777778],
    ["1", "GB", "MB", 1000],
  ])("%s %s in %s", (magnitude, unit, to, expected) => {
    const [found] = convert(magnitude, unit, to) as { $measurement: [number | string, string] }[];
    expect(Number(found!.$measurement[0])).toBeCloseTo(expected, 9);
    expect(found!.$measurement[1]).toBe(to);
  });
  test("units that do not fit", () => expect(convert("1", "mi", "kg")).toMatch(/^failed/));
});

describe("Random Number", () => {
  test("within its bounds, by the device's seed", () => {
    const random = (seed: number, low: string, high: string) =>
      resultOf([action("number.random", { WFRandomNumberMinimum: low, WFRandomNumberMaximum: high })], {
        seed,
      });
    const rolls = Array.from({ length: 200 }, (_, seed) => (random(seed, "1", "6") as number[])[0]!);
    expect(new Set(rolls)).toEqual(new Set([1, 2, 3, 4, 5, 6]));
    expect(random(3, "1", "6")).toEqual(random(3, "1", "6"));
    expect(random(1, "2", "1")).toEqual([]);
  });
});

describe("conditions", () => {
  const test_ = (
    subject: Actions,
    uuid: string,
    code: number,
    operands: Parameters,
    ...chain: Parameters[]
  ): boolean => {
    const program = [
      subject,
      ifBlock(
        condition(output(uuid, undefined, ...chain), code, operands),
        [action("gettext", { WFTextActionText: "yes" })],
        { otherwise: [action("nothing")] },
      ),
    ];
    return JSON.stringify(resultOf(program)) === '["yes"]';
  };
  const textSubject = (content: string) => [action("gettext", { WFTextActionText: content, UUID: "U" })];
  const listSubject = (...items: string[]) => [action("list", { WFItems: items, UUID: "U" })];
  const string = (operand: string): Parameters => ({ WFConditionalActionString: operand });
  const number = (operand: string | number): Parameters => ({ WFNumberValue: operand });

  test.each<[string, Actions, number, Parameters, boolean]>([
    ["`is` minds case", textSubject("Hello"), 4, string("hello"), false],
    ["`is` of equal texts", textSubject("Hello"), 4, string("Hello"), true],
    ["a list is b if an item is", listSubject("a", "b"), 4, string("b"), true],
    ["a list is not b only if no item is", listSubject("a", "b"), 5, string("b"), false],
    ["is not", textSubject("a"), 5, string("b"), true],
    ["contains", textSubject("hello"), 99, string("ell"), true],
    ["does not contain", textSubject("hello"), 999, string("x"), true],
    ["begins", textSubject("hello"), 8, string("he"), true],
    ["ends", textSubject("hello"), 9, string("he"), false],
    [
      "a count of 0 is a value",
      [action("count", { Input: attachment(variable("no")), UUID: "U" })],
      100,
      {},
      true,
    ],
    ["an empty list is none", [action("nothing"), action("list", { WFItems: [], UUID: "U" })], 101, {}, true],
    ["an empty text is one", textSubject(""), 100, {}, true],
    ["a text as a number", textSubject("10"), 2, number("9"), true],
    ["5 equals 5.0", textSubject("5.0"), 4, number("5"), true],
    ["no number is never equal", textSubject("abc"), 4, number("0"), false],
    ["no number differs from all", textSubject("abc"), 5, number("0"), true],
    [
      "between includes both ends",
      textSubject("3"),
      1003,
      { WFNumberValue: "1", WFAnotherNumber: "3" },
      true,
    ],
    [
      "between the wrong way round",
      textSubject("2"),
      1003,
      { WFNumberValue: "3", WFAnotherNumber: "1" },
      false,
    ],
    ["a version as a number", textSubject("16.4"), 0, number(17), true],
    ["no trimming", textSubject("Yes "), 4, string("Yes"), false],
  ])("%s", (_, subject, code, operands, expected) =>
    expect(test_(subject, "U", code, operands)).toBe(expected),
  );

  test("values of JSON", () => {
    const json = textSubject('{"ok":true,"no":false,"n":10}');
    expect(test_(json, "U", 4, string("Yes"), key("ok"), as("WFStringContentItem"))).toBe(true);
    expect(test_(json, "U", 101, {}, key("missing"))).toBe(true);
    expect(test_(json, "U", 4, {}, as("WFDictionaryContentItem"), key("ok"))).toBe(true);
    expect(test_(json, "U", 4, {}, as("WFDictionaryContentItem"), key("no"))).toBe(false);
    expect(test_(json, "U", 4, number("0"), as("WFDictionaryContentItem"), key("no"))).toBe(true);
    expect(test_(json, "U", 2, number("9"), key("n"))).toBe(true);
  });

  test("dates", () => {
    const day = (content: string) => [
      action("date", { WFDateActionMode: "Specified Date", WFDateActionDate: content, UUID: "U" }),
    ];
    expect(test_(day("2024-05-06 01:00"), "U", 1002, {})).toBe(true);
    expect(test_(day("2024-05-07"), "U", 1002, {})).toBe(false);
    expect(test_(day("2024-05-04"), "U", 1001, { WFDuration: quantity("3", "days") })).toBe(true);
    expect(test_(day("2024-05-01"), "U", 1001, { WFDuration: quantity("3", "days") })).toBe(false);
    expect(test_(day("2024-05-07"), "U", 1000, { WFDuration: quantity("3", "days") })).toBe(true);
  });

  test("dictionaries as text", () => {
    const dictionary = [
      action("dictionary", { WFItems: dictionaryValue(["text", "a", text("1/2")]), UUID: "U" }),
    ];
    expect(asText(dictionary, "U")).toEqual(['{"a":"1\\/2"}']);
    expect(listItem("text", "x")).toBeDefined();
  });
});
