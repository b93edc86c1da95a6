import { conventions } from "../conventions.ts";
import type { Environment } from "../environment.ts";
import { localTime, momentOf } from "./zone.ts";

/*
 * The dates in a text (Q27). The app asks the system's recogniser, which reads natural language; off the device these
 * are read: ISO 8601, RFC 2822, 5/6/2024, May 6, 2024, 6 May 2024, today, tomorrow, yesterday, now, weekdays, and a
 * time of day alone or behind any of them.
 */

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"];

const MONTH =
  "(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\\.?";
const WEEKDAY = "(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\\.?";
const CLOCK = "(\\d{1,2})(?::(\\d{2})(?::(\\d{2})(?:[.,](\\d{1,9}))?)?)?\\s*([ap]\\.?m\\.?)?";
const ZONE = "\\s*(Z\\b|UTC\\b|GMT\\b|[+-]\\d{2}:?\\d{2}\\b)?";

/** Each way of writing a day, and how its groups say year, month and day. */
const DAY_FORMS: [source: string, read: (groups: string[], env: Environment) => Day | undefined][] = [
  ["(\\d{4})-(\\d{1,2})-(\\d{1,2})", ([y, m, d]) => ({ year: +y!, month: +m!, day: +d! })],
  ["(\\d{4})/(\\d{1,2})/(\\d{1,2})", ([y, m, d]) => ({ year: +y!, month: +m!, day: +d! })],
  ["(\\d{4})年(\\d{1,2})月(\\d{1,2})日", ([y, m, d]) => ({ year: +y!, month: +m!, day: +d! })],
  ["(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})", ([d, m, y]) => ({ year: +y!, month: +m!, day: +d! })],
  [
    "(\\d{1,2})/(\\d{1,2})/(\\d{4}|\\d{2})",
    ([first, second, y], env) => {
      const american = env.locale.endsWith("US") || !env.locale.includes("_");
      return {
        year: fullYear(y!),
        month: +(american ? first! : second!),
        day: +(american ? second! : first!),
      };
    },
  ],
  [
    `(?:${WEEKDAY},?\\s+)?(${MONTH})\\s+(\\d{1,2})(?:st|nd|rd|th)?(?:,?\\s+(\\d{4})\\b)?`,
    ([m, d, y], env) => ({ year: yearOr(y, env), month: monthOf(m!), day: +d! }),
  ],
  [
    `(?:${WEEKDAY},?\\s+)?(\\d{1,2})(?:st|nd|rd|th)?\\.?\\s+(?:of\\s+)?(${MONTH})(?:,?\\s+(\\d{4})\\b)?`,
    ([d, m, y], env) => ({ year: yearOr(y, env), month: monthOf(m!), day: +d! }),
  ],
  ["(today|tonight|tomorrow|yesterday|now)", ([word], env) => relativeDay(word!.toLowerCase(), env)],
  [`((?:next\\s+)?${WEEKDAY})`, ([word], env) => weekday(word!.toLowerCase(), env)],
];

interface Day {
  year: number;
  month: number;
  day: number;
  /** The time of day that the word says itself. */
  time?: [hour: number, minute: number, second: number, millisecond: number];
}

const PATTERNS = DAY_FORMS.map(
  ([source, read]) =>
    [
      new RegExp(`(?<![\\w/.-])${source}(?:(?:\\s*,?\\s+(?:at\\s+)?|T)${CLOCK}${ZONE})?(?![\\w/])`, "giu"),
      read,
    ] as const,
);
const TIME_ALONE = new RegExp(
  `(?<![\\w:./-])(?:at\\s+)?(?:(\\d{1,2}):(\\d{2})(?::(\\d{2}))?\\s*([ap]\\.?m\\.?)?|(\\d{1,2})\\s*([ap]\\.?m\\.?))(?![\\w:])`,
  "giu",
);

/** Every date in a text, in the order of the text, as milliseconds since 1970. */
export function recogniseDates(source: string, env: Environment): number[] {
  const content = source.slice(0, LONGEST);
  env.charge(content.length * 10);
  const found: { at: number; end: number; time: number }[] = [];
  const add = (at: number, end: number, time: number | undefined) => {
    if (time !== undefined && !found.some((other) => at < other.end && end > other.at))
      found.push({ at, end, time });
  };
  for (const [pattern, read] of PATTERNS) {
    for (const match of content.matchAll(pattern)) {
      const groups = match.slice(1);
      const clock = groups.splice(-6);
      const day = read(groups, env);
      if (day) add(match.index, match.index + match[0].length, timeOf(day, clock, env));
    }
  }
  for (const match of content.matchAll(TIME_ALONE)) {
    const today = momentOf(env.now, env.zone);
    const [, hour, minute, second, half, otherHour, otherHalf] = match;
    const clock = [hour ?? otherHour, minute, second, undefined, half ?? otherHalf, undefined];
    add(
      match.index,
      match.index + match[0].length,
      timeOf({ year: today.year, month: today.month, day: today.day }, clock, env),
    );
  }
  found.sort((a, b) => a.at - b.at);
  if (found.length > 0 && !/^\s*\d{4}-\d\d-\d\d[T ]\d\d:\d\d/.test(content)) env.question(27);
  return found.map(({ time }) => time);
}

/** Longer texts are searched up to here. */
const LONGEST = 100_000;

function timeOf(
  day: Day,
  [hours, minutes, seconds, fraction, half, zone]: (string | undefined)[],
  env: Environment,
): number | undefined {
  let [hour, minute, second, millisecond] = day.time ?? [conventions.hourOfDates, 0, 0, 0];
  if (hours !== undefined) {
    hour = +hours;
    if (half !== undefined) {
      if (hour < 1 || hour > 12) return undefined;
      hour = (hour % 12) + (/^p/i.test(half) ? 12 : 0);
    }
    minute = minutes === undefined ? 0 : +minutes;
    second = seconds === undefined ? 0 : +seconds;
    millisecond = fraction === undefined ? 0 : Math.floor(+`0.${fraction}` * 1000);
  }
  const offset = zone === undefined ? undefined : offsetOf(zone);
  const time = localTime(
    offset === undefined ? env : { zone: "UTC" },
    day.year,
    day.month,
    day.day,
    hour,
    minute,
    second,
    millisecond,
  );
  return time === undefined || offset === undefined ? time : time - offset;
}

/** Milliseconds that a zone is ahead of UTC. */
function offsetOf(zone: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(zone);
  if (!match) return 0;
  return (match[1] === "-" ? -1 : 1) * (+match[2]! * 60 + +match[3]!) * 60_000;
}

function fullYear(year: string): number {
  return year.length > 2 ? +year : +year + (+year < 70 ? 2000 : 1900);
}

function yearOr(year: string | undefined, env: Environment): number {
  return year === undefined ? momentOf(env.now, env.zone).year : +year;
}

function monthOf(word: string): number {
  return MONTHS.indexOf(word.slice(0, 3).toLowerCase()) + 1;
}

function relativeDay(word: string, env: Environment): Day {
  const now = momentOf(env.now, env.zone);
  const { year, month, day } = now.add({ days: word === "tomorrow" ? 1 : word === "yesterday" ? -1 : 0 });
  if (word === "now") return { year, month, day, time: [now.hour, now.minute, now.second, now.millisecond] };
  return { year, month, day };
}

/** The next such day, today included unless it says "next". */
function weekday(word: string, env: Environment): Day | undefined {
  const isNext = /^next\s/.test(word);
  const name = word.replace(/^next\s+/, "").slice(0, 3);
  const wanted = DAYS.findIndex((day) => day.startsWith(name)) + 1;
  const now = momentOf(env.now, env.zone);
  let ahead = (wanted - now.dayOfWeek + 7) % 7;
  if (isNext && ahead === 0) ahead = 7;
  const { year, month, day } = now.add({ days: ahead });
  return { year, month, day };
}
