import { describe, expect, test } from "vitest";
import type { DeviceSpec, Json } from "../../src/run/device/spec.ts";
import { resultOf } from "../support/run.ts";
import {
  action,
  attachment,
  dateFormat,
  envelope,
  output,
  quantity,
  text,
  token,
  type Parameters,
} from "../support/shortcut.ts";

const at = (moment: string) =>
  action("date", { WFDateActionMode: "Specified Date", WFDateActionDate: moment, UUID: "U" });
const input = text(output("U"));
const PACIFIC: DeviceSpec = { timeZone: "America/Los_Angeles" };

const format = (moment: string, parameters: Parameters, device: DeviceSpec = {}): Json =>
  resultOf([at(moment), action("format.date", { WFDate: input, ...parameters })], device);
const custom = (pattern: string): Parameters => ({ WFDateFormatStyle: "Custom", WFDateFormat: pattern });

describe("Format Date", () => {
  const styles = (date: string, time: string): Parameters => ({
    WFDateFormatStyle: date,
    WFTimeFormatStyle: time,
  });
  test.each<[Parameters, string]>([
    [styles("Short", "None"), "6/1/17"],
    [styles("Medium", "None"), "Jun 1, 2017"],
    [styles("Long", "None"), "June 1, 2017"],
    [styles("None", "Short"), "2:41 PM"],
    [styles("None", "Medium"), "2:41:36 PM"],
    [styles("None", "Long"), "2:41:36 PM PDT"],
    [styles("None", "None"), ""],
    [{}, "6/1/17, 2:41 PM"],
    [styles("Medium", "Short"), "Jun 1, 2017 at 2:41 PM"],
    [{ WFDateFormatStyle: "ISO 8601" }, "2017-06-01"],
    [{ WFDateFormatStyle: "ISO 8601", WFISO8601IncludeTime: true }, "2017-06-01T14:41:36-07:00"],
    [{ WFDateFormatStyle: "RFC 2822" }, "Thu, 01 Jun 2017 14:41:36 -0700"],
  ])("%j", (parameters, expected) =>
    expect(format("2017-06-01 14:41:36", parameters, PACIFIC)).toEqual([expected]),
  );

  test.each<[string, string, string]>([
    ["2024-05-06T07:08:09Z", "yyyy-MM-dd HH:mm", "2024-05-06 07:08"],
    ["2024-05-06T07:08:09Z", "EEEE, MMM d", "Monday, May 6"],
    ["2024-05-06T07:08:09Z", "MMDDYYYY-HHmmss", "051272024-070809"],
    ["2024-12-30", "YYYY", "2025"],
    ["2024-05-06", "D", "127"],
    ["2024-05-06T07:08:09Z", "yymmddHHmmss", "240806070809"],
    ["2024-05-06T19:08:09Z", "h:mm a 'o''clock' ''", "7:08 PM o'clock '"],
    ["2024-05-06T00:08:09Z", "hh KK kk H", "12 00 24 0"],
    ["2024-05-06T07:08:09.123Z", "s.SSS A", "9.123 25689123"],
    ["2024-05-06", "Q QQ QQQ QQQQ", "2 02 Q2 2nd quarter"],
    ["2024-05-06", "G GGGG", "AD Anno Domini"],
    ["2024-05-06", "w ww W", "19 19 2"],
    ["2024-05-06", "EEEEE E e M MM MMMMM LLLL", "M Mon 2 5 05 M May"],
    ["2024-05-06T07:00:00Z", "Z ZZZZ ZZZZZ X XXX x VV", "+0000 GMT Z Z Z +00 UTC"],
  ])("%s as %s", (moment, pattern, expected) => expect(format(moment, custom(pattern))).toEqual([expected]));

  test("zones", () => {
    expect(format("2024-05-06 07:00", custom("z zzzz Z ZZZZ ZZZZZ X XXX VV"), PACIFIC)).toEqual([
      "PDT Pacific Daylight Time -0700 GMT-07:00 -07:00 -07 -07:00 America/Los_Angeles",
    ]);
  });

  test("relative", () => {
    const relative: Parameters = { WFDateFormatStyle: "Relative", WFTimeFormatStyle: "None" };
    expect(format("2024-05-06 10:00", relative)).toEqual(["Today"]);
    expect(format("2024-05-05 10:00", relative)).toEqual(["Yesterday"]);
    expect(format("2024-05-09 10:00", relative)).toEqual(["May 9, 2024"]);
    const ago: Parameters = { WFDateFormatStyle: "Short", WFTimeFormatStyle: "Relative" };
    expect(format("2024-05-06T06:25:09Z", ago)).toEqual(["43 minutes ago"]);
    expect(format("2024-05-07T02:08:09Z", ago)).toEqual(["in 19 hours"]);
  });

  test("in tokens, and as text", () => {
    const step = dateFormat({
      WFDateFormatStyle: "Custom",
      WFDateFormat: "yyyy",
      WFISO8601IncludeTime: false,
    });
    expect(resultOf([action("gettext", { WFTextActionText: text(token("CurrentDate", step)) })])).toEqual([
      "2024",
    ]);
    expect(resultOf([action("gettext", { WFTextActionText: text(token("CurrentDate")) })])).toEqual([
      "May 6, 2024 at 7:08 AM",
    ]);
  });

  test("a text without a date is an error", () => {
    expect(resultOf([action("format.date", { WFDate: "hello" })])).toMatch(/^failed/);
  });
});

describe("dates in texts", () => {
  const iso: Parameters = { WFDateFormatStyle: "ISO 8601", WFISO8601IncludeTime: true };
  test.each<[string, string]>([
    ["2024-05-06", "2024-05-06T12:00:00Z"],
    ["January 1 1970 12am", "1970-01-01T00:00:00Z"],
    ["Jan 1, 1970, 00:00", "1970-01-01T00:00:00Z"],
    ["5/6/2024 3:04 PM", "2024-05-06T15:04:00Z"],
    ["6 May 2024 at 15:04", "2024-05-06T15:04:00Z"],
    ["Mon, 06 May 2024 07:08:09 +0200", "2024-05-06T05:08:09Z"],
    ["2024-05-06T07:08:09.5-07:00", "2024-05-06T14:08:09Z"],
    ["tomorrow at 5pm", "2024-05-07T17:00:00Z"],
    ["yesterday", "2024-05-05T12:00:00Z"],
    ["5:30 pm", "2024-05-06T17:30:00Z"],
  ])("%s", (source, expected) => expect(format(source, iso)).toEqual([expected]));

  test("several, and none", () => {
    expect(
      resultOf([
        action("gettext", { WFTextActionText: "2024-05-06 and May 7, 2024", UUID: "U" }),
        action("detect.date", { WFInput: attachment(output("U")) }),
      ]),
    ).toHaveLength(2);
    expect(
      resultOf([
        action("gettext", { WFTextActionText: "version 1.2 of 30", UUID: "U" }),
        action("detect.date", { WFInput: attachment(output("U")) }),
      ]),
    ).toEqual([]);
  });
});

describe("Adjust Date", () => {
  const adjust = (moment: string, parameters: Parameters, device: DeviceSpec = {}): Json =>
    resultOf(
      [
        at(moment),
        action("adjustdate", { WFDate: input, ...parameters, UUID: "A" }),
        action("format.date", { WFDate: text(output("A")), ...custom("yyyy-MM-dd HH:mm") }),
      ],
      device,
    );
  test.each<[string, Parameters, string]>([
    ["2024-01-31", { WFDuration: quantity("1", "months") }, "2024-02-29 12:00"],
    [
      "2024-03-31",
      { WFAdjustOperation: "Subtract", WFDuration: quantity("1", "months") },
      "2024-02-29 12:00",
    ],
    ["2024-05-08 15:30", { WFAdjustOperation: "Get Start of Week" }, "2024-05-05 00:00"],
    ["2024-05-08 15:30", { WFAdjustOperation: "Get Start of Month" }, "2024-05-01 00:00"],
    ["2024-05-08 15:30", { WFDuration: quantity("90", "min") }, "2024-05-08 17:00"],
    ["2024-05-08 15:30", { WFDuration: quantity("1.5", "days") }, "2024-05-10 03:30"],
    [
      "2024-05-08 15:30",
      {
        WFAdjustOffsetPicker: envelope("WFTimeOffsetValue", { Operation: "Subtract", Unit: "Day", Value: 1 }),
      },
      "2024-05-07 15:30",
    ],
  ])("%s %j", (moment, parameters, expected) => expect(adjust(moment, parameters)).toEqual([expected]));

  test("days keep the clock over a change of the clocks, hours do not", () => {
    expect(adjust("2024-03-09 12:00", { WFDuration: quantity("1", "days") }, PACIFIC)).toEqual([
      "2024-03-10 12:00",
    ]);
    expect(adjust("2024-03-09 12:00", { WFDuration: quantity("24", "hr") }, PACIFIC)).toEqual([
      "2024-03-10 13:00",
    ]);
  });

  test("weeks begin on Monday in Germany", () => {
    expect(
      adjust("2024-05-05 15:30", { WFAdjustOperation: "Get Start of Week" }, { locale: "de_DE" }),
    ).toEqual(["2024-04-29 00:00"]);
  });
});

describe("Get Time Between Dates", () => {
  const between = (from: string, to: string, unit: string): Json =>
    resultOf([
      action("gettimebetweendates", { WFTimeUntilFromDate: from, WFInput: to, WFTimeUntilUnit: unit }),
    ]);
  test.each<[string, string, string, Json]>([
    ["2024-05-06", "2024-05-09", "Days", [3]],
    ["2024-05-06 10:30", "2024-05-07 09:00", "Days", [0]],
    ["2024-05-06 10:30", "2024-05-07 09:00", "Hours", [22]],
    ["2024-05-06 10:30", "2024-05-06 09:30", "Minutes", [-60]],
    ["2024-01-31", "2025-02-01", "Months", [12]],
    ["2024-05-06 10:30", "2024-05-06 12:00", "Total Time", [{ $seconds: 5400 }]],
    ["x", "2024-05-06", "Days", "failed: Shortcuts couldn't convert from Text to Date."],
  ])("%s to %s in %s", (from, to, unit, expected) => expect(between(from, to, unit)).toEqual(expected));
});
