import { table } from "../table.ts";

/** What a span of time is counted in. */
export type SpanUnit = "seconds" | "minutes" | "hours" | "days" | "weeks" | "months" | "years";

/** Units of durations, as quantities write them. */
export const SPAN_UNITS = table<SpanUnit>({
  sec: "seconds",
  min: "minutes",
  hr: "hours",
  days: "days",
  weeks: "weeks",
  months: "months",
  years: "years",
});
