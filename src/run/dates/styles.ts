import type { Environment } from "../environment.ts";

export type DateStyle = "None" | "Short" | "Medium" | "Long";
export type TimeStyle = DateStyle;

const formatters = new Map<string, Intl.DateTimeFormat>();
const styles = { Short: "short", Medium: "medium", Long: "long" } as const;

/** A formatter of the run's locale and zone; making one is slow, so all are kept. */
export function formatterOf(env: Environment, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${env.locale} ${env.zone} ${JSON.stringify(options)}`;
  let found = formatters.get(key);
  if (!found) {
    found = new Intl.DateTimeFormat(env.language, { timeZone: env.zone, ...options });
    formatters.set(key, found);
  }
  return found;
}

/**
 * Date and time in the locale's styles (3.5). The two are joined as the app joins them: with a comma behind a short
 * date, with the locale's word for "at" behind the others. Narrow spaces become plain ones.
 */
export function formatStyles(
  time: number,
  dateStyle: DateStyle,
  timeStyle: TimeStyle,
  env: Environment,
): string {
  const day = dateStyle === "None" ? "" : formatterOf(env, { dateStyle: styles[dateStyle] }).format(time);
  const clock = timeStyle === "None" ? "" : formatterOf(env, { timeStyle: styles[timeStyle] }).format(time);
  if (day === "" || clock === "") return plainSpaces(day + clock);
  env.question(2);
  if (env.locale.startsWith("en"))
    return plainSpaces(`${day}${dateStyle === "Short" ? ", " : " at "}${clock}`);
  const both = { dateStyle: styles[dateStyle as "Short"], timeStyle: styles[timeStyle as "Short"] };
  return plainSpaces(formatterOf(env, both).format(time));
}

function plainSpaces(text: string): string {
  return text.replace(/[\u202f\u00a0\u2009]/g, " ");
}
