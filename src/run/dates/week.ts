import type { Environment } from "../environment.ts";

/** First day of the week, 1 for Monday to 7 for Sunday. */
export function firstWeekday(env: Pick<Environment, "locale">): number {
  const region = /_([A-Z]{2})$/.exec(env.locale)?.[1] ?? "US";
  if (SUNDAY.has(region)) return 7;
  return SATURDAY.has(region) ? 6 : 1;
}

/** By CLDR; elsewhere weeks begin on Monday. */
const SUNDAY = new Set(
  "AG AS BD BR BS BT BW BZ CA CO DM DO ET GT GU HK HN ID IL IN JM JP KE KH KR LA MH MM MO MT MX MZ NI NP PA PE PH PK PR PT PY SA SG SV TH TT TW UM US VE VI WS YE ZA ZW".split(
    " ",
  ),
);
const SATURDAY = new Set("AE AF BH DJ DZ EG IQ IR JO KW LY OM QA SD SY".split(" "));
