import { Temporal } from "temporal-polyfill";
import type { Environment } from "../environment.ts";

export type Moment = Temporal.ZonedDateTime;

const LAST = 8.64e15;

/** A time of the run's zone and the Gregorian calendar, to count days and months with. */
export function momentOf(time: number, zone: string): Moment {
  const bounded = Math.max(-LAST, Math.min(LAST, Math.floor(Number.isFinite(time) ? time : 0)));
  return Temporal.Instant.fromEpochMilliseconds(bounded).toZonedDateTimeISO(zone);
}

/** The instant at which clocks of the zone show this; undefined for a day that no calendar has. */
export function localTime(
  env: Pick<Environment, "zone">,
  year: number,
  month: number,
  day: number,
  hour = 0,
  minute = 0,
  second = 0,
  millisecond = 0,
): number | undefined {
  try {
    const fields = { year, month, day, hour, minute, second, millisecond, timeZone: env.zone };
    return Temporal.ZonedDateTime.from(fields, { overflow: "reject" }).epochMilliseconds;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Whether a name is that of a time zone. */
export function isZone(name: string): boolean {
  try {
    momentOf(0, name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
