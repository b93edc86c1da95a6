import type { ActionHandler } from "../context.ts";
import { Decimal } from "../decimal.ts";
import { separatorsOf } from "../number.ts";
import { fileSizeText } from "../units.ts";
import { text } from "../value.ts";
import { numbers } from "./math.ts";

const MOST_PLACES = 100;

/** Format Number (3.2): grouped as in the locale, with exactly so many decimals; halves to even (Q33). */
const formatNumber: ActionHandler = (context) => {
  const wanted = context.number("WFNumberFormatDecimalPlaces", 2).trunc().toNumber();
  const places = Math.max(0, Math.min(MOST_PLACES, wanted));
  const { decimal, grouping } = separatorsOf(context.env);
  return numbers(context).map((value) => {
    const scaled = value.abs().mul(new Decimal(10).pow(places));
    if (scaled.mod(1).eq(0.5)) context.env.question(33);
    const rounded = value.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN);
    const [whole = "0", fraction] = rounded.abs().toFixed(places).split(".");
    const grouped = whole.replace(/\B(?=(?:\d{3})+$)/g, grouping);
    const sign = rounded.isNegative() && !rounded.isZero() ? "-" : "";
    return text(`${sign}${grouped}${fraction === undefined ? "" : decimal + fraction}`);
  });
};

const UNITS = ["Bytes", "KB", "MB", "GB", "TB", "PB", "EB", "ZB", "YB or Higher"];

/** Format File Size (3.2, Q34). */
const formatFileSize: ActionHandler = (context) => {
  const unit = UNITS.indexOf(context.choice("WFFileSizeFormat", "Automatic"));
  const includesUnit = context.flag("WFFileSizeIncludeUnits", true);
  return numbers(context).map((value) => {
    return text(fileSizeText(value.toNumber(), context.env, unit < 0 ? undefined : unit, includesUnit));
  });
};

export const formatNumberActions: Record<string, ActionHandler> = {
  "format.number": formatNumber,
  "format.filesize": formatFileSize,
};
