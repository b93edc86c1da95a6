import { Decimal as Base } from "decimal.js";

/**
 * A number of a shortcut: decimal, 38 significant digits, halves to even (action semantics, 3.2). Exponents are bounded,
 * so that no number takes more room than a line. What is used of decimal.js, written out, so that whoever imports this
 * package needs no types of another.
 */
export interface Decimal {
  /** The exponent of the first digit. */
  readonly e: number;
  abs(): Decimal;
  neg(): Decimal;
  floor(): Decimal;
  round(): Decimal;
  trunc(): Decimal;
  sqrt(): Decimal;
  add(other: Source): Decimal;
  sub(other: Source): Decimal;
  mul(other: Source): Decimal;
  div(other: Source): Decimal;
  mod(other: Source): Decimal;
  pow(exponent: Source): Decimal;
  comparedTo(other: Source): number;
  eq(other: Source): boolean;
  lt(other: Source): boolean;
  lte(other: Source): boolean;
  gt(other: Source): boolean;
  gte(other: Source): boolean;
  isFinite(): boolean;
  isInteger(): boolean;
  isNegative(): boolean;
  isZero(): boolean;
  decimalPlaces(): number;
  toDecimalPlaces(places: number, rounding?: Rounding): Decimal;
  toSignificantDigits(digits: number): Decimal;
  toFixed(places?: number): string;
  toNumber(): number;
  toString(): string;
}

export type Rounding = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

/** What a number can be made from. */
type Source = Decimal | number | string;

interface DecimalConstructor {
  new (value: Source): Decimal;
  readonly ROUND_CEIL: 2;
  readonly ROUND_FLOOR: 3;
  readonly ROUND_HALF_UP: 4;
  readonly ROUND_HALF_EVEN: 6;
}

export const Decimal: DecimalConstructor = Base.clone({
  precision: 38,
  rounding: Base.ROUND_HALF_EVEN,
  maxE: 400,
  minE: -400,
  defaults: true,
}) as unknown as DecimalConstructor;

export const ZERO: Decimal = new Decimal(0);
export const ONE: Decimal = new Decimal(1);
