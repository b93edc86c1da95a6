import { Decimal as Base } from "decimal.js";

/**
 * Numbers of shortcuts: decimal, 38 significant digits, halves to even (action semantics, 3.2). Exponents are bounded,
 * so that no number takes more room than a line.
 */
export const Decimal = Base.clone({
  precision: 38,
  rounding: Base.ROUND_HALF_EVEN,
  maxE: 400,
  minE: -400,
  defaults: true,
});
Decimal.set({ precision: 38, rounding: Base.ROUND_HALF_EVEN, maxE: 400, minE: -400 });

export type Decimal = Base;
export const ZERO: Decimal = new Decimal(0);
export const ONE: Decimal = new Decimal(1);
