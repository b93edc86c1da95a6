import { Decimal } from "./decimal.ts";
import type { Environment } from "./environment.ts";
import { numberText } from "./number.ts";
import type { MeasurementItem } from "./value.ts";

const SPANS = [
  ["year", 365 * 86_400],
  ["month", 30 * 86_400],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
  ["second", 1],
] as const;

/** A duration in words (Q2): `1 hour, 30 minutes`; seconds only where it is shorter than a minute. */
export function durationText(seconds: number, env: Environment): string {
  env.question(2);
  let rest = Math.abs(Math.trunc(seconds));
  const parts: string[] = [];
  for (const [unit, span] of SPANS) {
    if (unit === "second" && parts.length > 0) break;
    const count = Math.floor(rest / span);
    rest -= count * span;
    if (count > 0) parts.push(`${count} ${unit}${count === 1 ? "" : "s"}`);
  }
  if (parts.length === 0) return "0 seconds";
  return (seconds < 0 ? "-" : "") + parts.join(", ");
}

/** A measurement: number, space, short unit; degrees without the space (Q2). */
export function measurementText({ magnitude, unit }: MeasurementItem, env: Environment): string {
  env.question(2);
  return `${numberText(magnitude, env)}${unit.startsWith("°") ? "" : " "}${unit}`;
}

const BYTES = ["bytes", "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB"];
const DIGITS = [0, 0, 1, 2, 2, 2, 2, 2, 2];

/**
 * A number of bytes as people read it: 1,000 bytes are a KB; KB have no digits behind the separator, MB one, the rest
 * two, and zeros at the end go (Q34).
 *
 * @param unit an index into B, KB, MB ...; absent: whichever suits.
 */
export function fileSizeText(bytes: number, env: Environment, unit?: number, includeUnit = true): string {
  env.question(34);
  if (unit === undefined && bytes === 0) return includeUnit ? "Zero KB" : "0";
  let power = unit ?? 0;
  if (unit === undefined) while (power < BYTES.length - 1 && Math.abs(bytes) >= 1000 ** (power + 1)) power++;
  // 999,999 bytes round to 1,000 KB, which is 1 MB.
  if (unit === undefined && power < BYTES.length - 1 && rounded(bytes, power) >= 1000) power++;
  const format = new Intl.NumberFormat(env.language, { maximumFractionDigits: DIGITS[power]! });
  const figure = format.format(bytes / 1000 ** power);
  if (!includeUnit) return figure;
  return `${figure} ${power === 0 && Math.abs(bytes) === 1 ? "byte" : BYTES[power]}`;
}

function rounded(bytes: number, power: number): number {
  return new Decimal(bytes).div(new Decimal(1000).pow(power)).toDecimalPlaces(DIGITS[power]!).toNumber();
}
