import type { Environment } from "../environment.ts";
import { formatPattern } from "./pattern.ts";
import { formatStyles, type DateStyle } from "./styles.ts";
import { momentOf, type Moment } from "./zone.ts";

export interface DateFormat {
  /** None, Short, Medium, Long, Relative, RFC 2822, ISO 8601 or Custom; Short if absent. */
  dateStyle: string | undefined;
  /** None, Short, Medium, Long or Relative; Short if absent. */
  timeStyle: string | undefined;
  /** Unicode TR35, for Custom. */
  pattern: string | undefined;
  /** How a day is written that has no word, for Relative; Medium if absent. */
  relativeStyle: string | undefined;
  isoTime: boolean;
}

/** A date as text, as Format Date and the date format of a token have it (3.5). */
export function formatDate(time: number, format: DateFormat, env: Environment): string {
  const moment = momentOf(time, env.zone);
  switch (format.dateStyle ?? "Short") {
    case "Custom":
      return formatPattern(moment, format.pattern ?? "", env);
    case "ISO 8601":
      return isoText(moment, format.isoTime);
    case "RFC 2822":
      return formatPattern(moment, "EEE, dd MMM yyyy HH:mm:ss Z", ENGLISH(env));
  }
  const timeStyle = format.timeStyle ?? "Short";
  if (timeStyle === "Relative") return howLongAgo(time, env);
  if (format.dateStyle === "Relative") return relativeDay(moment, time, format, env);
  return formatStyles(time, plain(format.dateStyle), plain(timeStyle), env);
}

function plain(style: string | undefined): DateStyle {
  return style === "None" || style === "Medium" || style === "Long" ? style : "Short";
}

/** The same run, read in English; for the formats that are the same everywhere. */
function ENGLISH(env: Environment): Pick<Environment, "locale" | "language" | "zone"> {
  return { locale: "en_US", language: "en-US", zone: env.zone };
}

function isoText(moment: Moment, withTime: boolean): string {
  const day = `${String(moment.year).padStart(4, "0")}-${two(moment.month)}-${two(moment.day)}`;
  if (!withTime) return day;
  const zone = moment.offsetNanoseconds === 0 ? "Z" : moment.offset.slice(0, 6);
  return `${day}T${two(moment.hour)}:${two(moment.minute)}:${two(moment.second)}${zone}`;
}

function two(value: number): string {
  return String(value).padStart(2, "0");
}

function relativeDay(moment: Moment, time: number, format: DateFormat, env: Environment): string {
  const today = momentOf(env.now, env.zone).toPlainDate();
  const days = today.until(moment.toPlainDate()).days;
  const clock = plain(format.timeStyle);
  if (Math.abs(days) > 1) return formatStyles(time, plain(format.relativeStyle ?? "Medium"), clock, env);
  const word = new Intl.RelativeTimeFormat(env.language, { numeric: "auto" }).format(days, "day");
  const day = word.charAt(0).toLocaleUpperCase(env.language) + word.slice(1);
  if (clock === "None") return day;
  env.question(2);
  return `${day}${env.locale.startsWith("en") ? " at" : ""} ${formatStyles(time, "None", clock, env)}`;
}

const STEPS = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["week", 7 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** `43 minutes ago`, `in 19 hours`: in the largest unit that fits. */
function howLongAgo(time: number, env: Environment): string {
  env.question(2);
  const seconds = Math.trunc((time - env.now) / 1000);
  const [unit, span] = STEPS.find(([, span]) => Math.abs(seconds) >= span) ?? STEPS.at(-1)!;
  return new Intl.RelativeTimeFormat(env.language).format(Math.trunc(seconds / span), unit);
}
