import { EPOCH_2001 } from "./epoch.ts";
import { parsePlistInteger } from "./integer.ts";
import { isBlank } from "./text.ts";

// The texts of scalar elements in XML property lists. Each parser returns undefined for any other text.

/** Without XML's white space at both ends; `String.trim` would take off more than that. */
function trimBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (start < end && isBlank(text.charCodeAt(end - 1))) end--;
  return text.slice(start, end);
}

/** `12`, `-12`, `+12`, `0x1F`, up to 128 bits, blanks around it. */
export function parseInteger(text: string): number | bigint | undefined {
  const match = /^([+-]?)(0[xX][0-9a-fA-F]+|[0-9]+)$/.exec(trimBlanks(text));
  return match ? parsePlistInteger(match[2]!, match[1] === "-") : undefined;
}

/** What Python's `float()` takes without underscores: decimals, `inf`, `infinity` and `nan` in any case. */
export function parseReal(text: string): number | undefined {
  const trimmed = trimBlanks(text);
  if (/^[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?$/.test(trimmed)) return Number(trimmed);
  const match = /^([+-]?)(?:(inf(?:inity)?)|nan)$/i.exec(trimmed);
  if (!match) return undefined;
  if (match[2] === undefined) return NaN;
  return match[1] === "-" ? -Infinity : Infinity;
}

const DATE = /^([0-9]{4})-([0-9]{2})-([0-9]{2})(?:T([0-9]{2})(?::([0-9]{2})(?::([0-9]{2}))?)?)?Z$/;
/** The same of other writers: fractions of a second, an offset from UTC. */
const LOOSE_DATE =
  /^([0-9-]{10}[T ][0-9]{2}:[0-9]{2}:[0-9]{2})(\.[0-9]{1,9})?(?:Z|([+-])([0-9]{2}):?([0-9]{2}))$/;

/**
 * Seconds since 2001-01-01 of `2024-02-29T12:34:56Z`; the time may be shortened from its end, as plistlib has it.
 * The calendar is the Gregorian one throughout.
 */
export function parseDate(text: string): number | undefined {
  const match = DATE.exec(text);
  return match ? secondsOf(match) : undefined;
}

/** Also `2024-02-29T12:34:56.789Z` and `2024-02-29 12:34:56+02:00`, which Apple's own reader refuses. */
export function parseLooseDate(text: string): number | undefined {
  const match = LOOSE_DATE.exec(text.trim());
  if (!match) return parseDate(text);
  const [, moment, fraction = "0", sign = "+", hours = "0", minutes = "0"] = match;
  const seconds = parseDate(`${moment!.replace(" ", "T")}Z`);
  if (seconds === undefined || Number(hours) > 23 || Number(minutes) > 59) return undefined;
  const offset = Number(hours) * 3600 + Number(minutes) * 60;
  return seconds + Number(fraction) - (sign === "-" ? -offset : offset);
}

function secondsOf(match: RegExpExecArray): number | undefined {
  const part = (group: number) => Number(match[group] ?? 0);
  const [year, month, day, hour, minute, second] = [part(1), part(2), part(3), part(4), part(5), part(6)];
  if (year === 0 || hour > 23 || minute > 59 || second > 59) return undefined;
  // Not Date.UTC, which takes the years 0 to 99 for 1900 to 1999.
  const midnight = new Date(0);
  midnight.setUTCFullYear(year, month - 1, day);
  // A month 13 or a 30th of February would have rolled over.
  if (midnight.getUTCMonth() !== month - 1 || midnight.getUTCDate() !== day) return undefined;
  return midnight.getTime() / 1000 - EPOCH_2001 + hour * 3600 + minute * 60 + second;
}

/** The six bits that a character of base64 stands for, by its code; 64 = blank, 65 = none of it. */
const SEXTETS = sextets();

function sextets(): Uint8Array {
  const table = new Uint8Array(128).fill(65);
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (let i = 0; i < alphabet.length; i++) table[alphabet.charCodeAt(i)] = i;
  for (const blank of " \t\r\n") table[blank.charCodeAt(0)] = 64;
  return table;
}

/** Base64 with padding, and with blanks anywhere. */
export function parseBase64(text: string): Uint8Array | undefined {
  const padding = text.indexOf("=");
  const end = padding < 0 ? text.length : padding;
  const bytes = new Uint8Array(Math.ceil((end * 3) / 4));
  let length = 0;
  let characters = 0;
  let bits = 0;
  for (let i = 0; i < end; i++) {
    const sextet = SEXTETS[text.charCodeAt(i)] ?? 65;
    if (sextet === 64) continue;
    if (sextet === 65) return undefined;
    bits = ((bits << 6) | sextet) & 0xffff;
    // The first character of each four completes no byte; the others do, and leave 4, 2 and 0 bits over.
    const phase = characters++ & 3;
    if (phase > 0) bytes[length++] = bits >> (6 - 2 * phase);
  }
  const expected = ["", undefined, "==", "="][characters & 3];
  return text.slice(end).replace(/[ \t\r\n]+/g, "") === expected ? bytes.slice(0, length) : undefined;
}
