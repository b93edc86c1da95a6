import { numberOf } from "../coerce.ts";
import type { ActionContext, ActionHandler } from "../context.ts";
import { Decimal, ZERO } from "../decimal.ts";
import { NOTHING, number } from "../value.ts";

/** Calculate Statistics (3.2): over all items that are numbers; booleans are left out. */
const statistics: ActionHandler = (context) => {
  const input = context.input();
  if (input.length === 0) return NOTHING;
  const values = input.flatMap((item) =>
    item.kind === "boolean" ? [] : (numberOf(item, context.env) ?? []),
  );
  if (values.length === 0) context.cannotConvert(input[0], "Number");
  return [number(statisticOf(values, context.choice("WFStatisticsOperation", "Average"), context))];
};

function statisticOf(values: readonly Decimal[], operation: string, context: ActionContext): Decimal {
  const sorted = () => [...values].sort((a, b) => a.comparedTo(b));
  switch (operation) {
    case "Minimum":
      return sorted()[0]!;
    case "Maximum":
      return sorted().at(-1)!;
    case "Sum":
      return sum(values);
    case "Median": {
      const order = sorted();
      const middle = order.length >> 1;
      return order.length % 2 === 1 ? order[middle]! : order[middle - 1]!.add(order[middle]!).div(2);
    }
    case "Mode":
      return mode(values);
    case "Range":
      return sorted().at(-1)!.sub(sorted()[0]!);
    case "Standard Deviation": {
      context.env.question(32);
      const mean = average(values);
      const squares = values.map((value) => value.sub(mean).pow(2));
      return new Decimal(average(squares).sqrt().toNumber());
    }
    default:
      return average(values);
  }
}

function sum(values: readonly Decimal[]): Decimal {
  return values.reduce((total, value) => total.add(value), ZERO);
}

function average(values: readonly Decimal[]): Decimal {
  return sum(values).div(values.length);
}

/** The most frequent; of several, the first. */
function mode(values: readonly Decimal[]): Decimal {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value.toString(), (counts.get(value.toString()) ?? 0) + 1);
  let best = values[0]!;
  for (const value of values) if (counts.get(value.toString())! > counts.get(best.toString())!) best = value;
  return best;
}

export const statisticsActions: Record<string, ActionHandler> = { statistics };
