import { firstNumber } from "../coerce.ts";
import type { ActionHandler } from "../context.ts";
import { Decimal } from "../decimal.ts";
import { convertMeasurement, dimensionOf } from "../measurement.ts";
import { parseNumeral } from "../number.ts";
import { resolveValue } from "../token.ts";
import { isDict } from "../../plist/value.ts";

/** Measurement (3.2). */
const create: ActionHandler = (context) => {
  const given = context.given("WFMeasurementUnit");
  const value = isDict(given) ? (isDict(given["Value"]) ? given["Value"] : given) : undefined;
  const unit = typeof value?.["Unit"] === "string" ? value["Unit"] : "";
  const raw = value?.["Magnitude"];
  const items = raw === undefined ? [] : resolveValue(raw, context);
  const magnitude =
    typeof raw === "string" ? parseNumeral(raw, context.env) : firstNumber(items, context.env);
  const type = context.choice("WFMeasurementUnitType", dimensionOf(unit) ?? "Length");
  return [{ kind: "measurement", magnitude: magnitude ?? new Decimal(0), unit, type }];
};

/** Convert Measurement (3.2): by Foundation's coefficients. */
const convert: ActionHandler = (context) => {
  const given = context.given("WFMeasurementUnit");
  const symbol = isDict(given) ? (given["WFNSUnitSymbol"] ?? given["Unit"]) : given;
  if (typeof symbol !== "string") return context.fail("There is no unit to convert to.");
  return context.input().map((item) => {
    const converted = convertMeasurement(item, symbol, context.env);
    return converted ?? context.cannotConvert(item, symbol);
  });
};

export const measurements: Record<string, ActionHandler> = {
  "measurement.create": create,
  "measurement.convert": convert,
};
