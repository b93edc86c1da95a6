import type { Environment } from "../environment.ts";
import { formatterOf } from "./styles.ts";
import { firstWeekday } from "./week.ts";
import type { Moment } from "./zone.ts";

type Reader = Pick<Environment, "locale" | "language" | "zone">;

/**
 * A date by a pattern of Unicode TR35: letters are fields, their number is the width, text stands in quotes. What is
 * written by mistake is done as it says: `YYYY` is the year of the week, `DD` the day of the year (3.5).
 */
export function formatPattern(moment: Moment, pattern: string, env: Reader): string {
  return pattern
    .slice(0, LONGEST)
    .replace(/'((?:[^']|'')*)(?:'|$)|([A-Za-z])\2*/g, (whole, quoted: string | undefined, letter) => {
      if (quoted !== undefined) return quoted === "" ? "'" : quoted.replaceAll("''", "'");
      return field(letter as string, whole.length, moment, env);
    });
}

/** Nobody needs longer ones. */
const LONGEST = 10_000;

function padded(value: number, width: number): string {
  return (value < 0 ? "-" : "") + String(Math.abs(value)).padStart(width, "0");
}

// oxlint-disable-next-line max-lines-per-function -- a switch with one case for each letter
function field(letter: string, width: number, moment: Moment, env: Reader): string {
  const time = moment.epochMilliseconds;
  const named = (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) => {
    const parts = formatterOf(env as Environment, options).formatToParts(time);
    return parts.find((part) => part.type === type)?.value ?? "";
  };
  switch (letter) {
    case "y":
      return width === 2 ? padded(era(moment) % 100, 2) : padded(era(moment), width);
    case "u":
      return padded(moment.year, width);
    case "Y": {
      const { year } = week(moment, env);
      return width === 2 ? padded(year % 100, 2) : padded(year, width);
    }
    case "M":
    case "L":
      if (width <= 2) return padded(moment.month, width);
      if (width === 5) return named({ month: "narrow" }, "month");
      // Standing in a date, some languages bend the name of a month.
      if (letter === "M") return named({ month: nameWidth(width), day: "numeric" }, "month");
      return named({ month: nameWidth(width) }, "month");
    case "d":
      return padded(moment.day, width);
    case "D":
      return padded(moment.dayOfYear, width);
    case "F":
      return padded(Math.floor((moment.day - 1) / 7) + 1, width);
    case "E":
      return weekday(width, named);
    case "e":
    case "c":
      if (width <= 2)
        return padded(((moment.dayOfWeek - firstWeekday(env) + 7) % 7) + 1, letter === "c" ? 1 : width);
      return weekday(width, named);
    case "a":
    case "b":
    case "B":
      return dayPeriod(moment, width, env);
    case "h":
      return padded(moment.hour % 12 || 12, width);
    case "H":
      return padded(moment.hour, width);
    case "K":
      return padded(moment.hour % 12, width);
    case "k":
      return padded(moment.hour || 24, width);
    case "m":
      return padded(moment.minute, width);
    case "s":
      return padded(moment.second, width);
    case "S":
      return padded(moment.millisecond, 3).padEnd(width, "0").slice(0, width);
    case "A":
      return padded(
        ((moment.hour * 60 + moment.minute) * 60 + moment.second) * 1000 + moment.millisecond,
        width,
      );
    case "w":
      return padded(week(moment, env).week, width);
    case "W":
      return padded(weekOfMonth(moment, env), width);
    case "Q":
    case "q":
      return quarter(Math.ceil(moment.month / 3), width);
    case "G":
      return named({ era: width === 4 ? "long" : width === 5 ? "narrow" : "short", year: "numeric" }, "era");
    case "z":
      return named({ timeZoneName: width === 4 ? "long" : "short", hour: "numeric" }, "timeZoneName");
    case "v":
      return named(
        { timeZoneName: width === 4 ? "longGeneric" : "shortGeneric", hour: "numeric" },
        "timeZoneName",
      );
    case "V":
      return width === 2
        ? moment.timeZoneId
        : width === 1
          ? "unk"
          : (moment.timeZoneId.split("/").at(-1) ?? "").replaceAll("_", " ");
    case "Z":
    case "O":
    case "X":
    case "x":
      return offset(letter, width, moment);
    default:
      return letter.repeat(width);
  }
}

/** The year as people count it: 0 is 1 BC. */
function era(moment: Moment): number {
  return moment.year > 0 ? moment.year : 1 - moment.year;
}

function nameWidth(width: number): "short" | "long" {
  return width === 3 ? "short" : "long";
}

function weekday(
  width: number,
  named: (options: Intl.DateTimeFormatOptions, type: Intl.DateTimeFormatPartTypes) => string,
): string {
  const style = width === 4 ? "long" : width === 5 ? "narrow" : "short";
  const name = named({ weekday: style }, "weekday");
  return width === 6 ? name.slice(0, 2) : name;
}

function dayPeriod(moment: Moment, width: number, env: Reader): string {
  const parts = formatterOf(env as Environment, { hour: "numeric", hourCycle: "h12" }).formatToParts(
    moment.epochMilliseconds,
  );
  const name = parts.find((part) => part.type === "dayPeriod")?.value ?? (moment.hour < 12 ? "AM" : "PM");
  return width === 5 ? name.charAt(0).toLowerCase() : name;
}

function quarter(value: number, width: number): string {
  if (width <= 2) return padded(value, width);
  return width === 3
    ? `Q${value}`
    : width === 5
      ? String(value)
      : `${value}${["st", "nd", "rd", "th"][value - 1]} quarter`;
}

/** How many days the first week of a year has at least: 4 in Europe (ISO 8601), 1 elsewhere. */
function leastDays(env: Reader): number {
  return firstWeekday(env) === 1 && !/_(?:CN|AU|NZ)$/.test(env.locale) ? 4 : 1;
}

/** The week of the year by the locale's rules, and the year that it belongs to. */
function week(moment: Moment, env: Reader): { week: number; year: number } {
  const weekOf = (year: number): number => {
    const first = moment.toPlainDate().with({ month: 1, day: 1 }).with({ year });
    const lead = (first.dayOfWeek - firstWeekday(env) + 7) % 7;
    const start = first.subtract({ days: lead });
    const days = start.until(moment.toPlainDate()).days;
    return Math.floor(days / 7) + (7 - lead >= leastDays(env) ? 1 : 0);
  };
  if (weekOf(moment.year + 1) >= 1) return { week: 1, year: moment.year + 1 };
  const own = weekOf(moment.year);
  return own >= 1
    ? { week: own, year: moment.year }
    : { week: weekOf(moment.year - 1), year: moment.year - 1 };
}

function weekOfMonth(moment: Moment, env: Reader): number {
  const lead = (moment.with({ day: 1 }).dayOfWeek - firstWeekday(env) + 7) % 7;
  return Math.floor((moment.day - 1 + lead) / 7) + (7 - lead >= leastDays(env) ? 1 : 0);
}

function offset(letter: string, width: number, moment: Moment): string {
  const total = Math.round(moment.offsetNanoseconds / 60e9);
  const sign = total < 0 ? "-" : "+";
  const hours = String(Math.floor(Math.abs(total) / 60)).padStart(2, "0");
  const minutes = String(Math.abs(total) % 60).padStart(2, "0");
  switch (letter) {
    case "Z":
      if (width <= 3) return `${sign}${hours}${minutes}`;
      if (width === 4) return total === 0 ? "GMT" : `GMT${sign}${hours}:${minutes}`;
      return total === 0 ? "Z" : `${sign}${hours}:${minutes}`;
    case "O": {
      if (total === 0) return "GMT";
      if (width === 4) return `GMT${sign}${hours}:${minutes}`;
      return `GMT${sign}${Number(hours)}${minutes === "00" ? "" : `:${minutes}`}`;
    }
    default:
      if (letter === "X" && total === 0) return "Z";
      if (width === 1) return `${sign}${hours}${minutes === "00" ? "" : minutes}`;
      return width === 2 || width === 4 ? `${sign}${hours}${minutes}` : `${sign}${hours}:${minutes}`;
  }
}
