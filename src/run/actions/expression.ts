import { table } from "../table.ts";
import type { ActionHandler } from "../context.ts";
import { Decimal } from "../decimal.ts";
import { textOf } from "../text.ts";
import { NOTHING, number } from "../value.ts";

/** Calculate Expression (3.2): a calculator's syntax, with numbers as in the United States. Units are not read. */
const calculate: ActionHandler = (context) => {
  const source =
    context.given("Input") === undefined ? textOf(context.input(), context.env) : context.text("Input");
  if (source.trim() === "") return NOTHING;
  const parser = new ExpressionParser(source.slice(0, LONGEST));
  const result = source.length > LONGEST ? undefined : parser.whole();
  return result?.isFinite() ? [number(result)] : context.fail("This expression cannot be calculated.");
};

const LONGEST = 10_000;
const DEEPEST = 200;

const FUNCTIONS = table<(x: number) => number>({
  sqrt: Math.sqrt,
  cbrt: Math.cbrt,
  ln: Math.log,
  log: Math.log10,
  log2: Math.log2,
  exp: Math.exp,
  sin: Math.sin,
  cos: Math.cos,
  tan: Math.tan,
  asin: Math.asin,
  acos: Math.acos,
  atan: Math.atan,
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
});

/** Sums of products of powers; undefined stands for what cannot be read or calculated. */
class ExpressionParser {
  private readonly source: string;
  private at = 0;
  private depth = 0;

  constructor(source: string) {
    this.source = source;
  }

  whole(): Decimal | undefined {
    const value = this.sum();
    this.take("=");
    this.space();
    return this.at < this.source.length ? undefined : value;
  }

  private space(): void {
    while (/\s/.test(this.source[this.at] ?? "")) this.at++;
  }

  private take(...signs: string[]): boolean {
    this.space();
    const sign = signs.find((sign) => this.source.startsWith(sign, this.at));
    if (sign !== undefined) this.at += sign.length;
    return sign !== undefined;
  }

  private sum(): Decimal | undefined {
    let left = this.product();
    while (left) {
      const operation = this.take("+") ? "add" : this.take("-", "−") ? "sub" : undefined;
      if (!operation) return left;
      const right = this.product();
      left = right && left[operation](right);
    }
    return undefined;
  }

  private product(): Decimal | undefined {
    let left = this.factor();
    while (left) {
      if (this.take("**")) return undefined;
      if (this.take("*", "×", "·")) {
        const right = this.factor();
        left = right && left.mul(right);
      } else if (this.take("/", "÷")) {
        const right = this.factor();
        left = right && !right.isZero() ? left.div(right) : undefined;
      } else if (this.take("%")) {
        // Between two numbers it is the modulus, behind one alone a hundredth.
        const right = this.beginsFactor() ? this.factor() : undefined;
        if (right?.isZero()) return undefined;
        left = right ? left.mod(right) : left.div(100);
      } else if (this.source[this.at] === "(") {
        const right = this.factor();
        left = right && left.mul(right);
      } else return left;
    }
    return undefined;
  }

  private beginsFactor(): boolean {
    this.space();
    return /[\d.(a-zπ]/i.test(this.source[this.at] ?? "");
  }

  private factor(): Decimal | undefined {
    if (++this.depth > DEEPEST) return undefined;
    const value = this.signed();
    this.depth--;
    return value;
  }

  private signed(): Decimal | undefined {
    if (this.take("-", "−")) return this.factor()?.neg();
    if (this.take("+")) return this.factor();
    const base = this.primary();
    if (!base || !this.take("^")) return base;
    const exponent = this.factor();
    if (!exponent) return undefined;
    if (exponent.isInteger() && exponent.abs().lte(1000)) return base.pow(exponent);
    return double(Math.pow(base.toNumber(), exponent.toNumber()));
  }

  private primary(): Decimal | undefined {
    if (this.take("(")) {
      const value = this.sum();
      return this.take(")") ? value : undefined;
    }
    const rest = this.source.slice(this.at);
    const numeral = /^(?:\d[\d,]*\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?/i.exec(rest)?.[0];
    if (numeral !== undefined) {
      this.at += numeral.length;
      const plain = numeral.replaceAll(",", "");
      return new Decimal(plain.startsWith(".") ? `0${plain}` : plain);
    }
    const word = /^(?:[a-z]+2?|π|√)/i.exec(rest)?.[0].toLowerCase();
    if (word === undefined) return undefined;
    this.at += word.length;
    if (word === "pi" || word === "π") return new Decimal(Math.PI);
    if (word === "e") return new Decimal(Math.E);
    const apply = word === "√" ? Math.sqrt : Object.hasOwn(FUNCTIONS, word) ? FUNCTIONS[word] : undefined;
    const argument = apply && this.primary();
    return argument && double(apply(argument.toNumber()));
  }
}

function double(value: number): Decimal | undefined {
  return Number.isFinite(value) ? new Decimal(value) : undefined;
}

export const expression: Record<string, ActionHandler> = { calculateexpression: calculate };
