import type { Summary } from "../../batch/summary.ts";
import { writeErr } from "../terminal.ts";

const INTERVAL = 250;
const ERASE = "\r\x1b[K";

/** One line on a terminal that says how far a batch is; nothing where the standard error is no terminal. */
export class ProgressLine {
  readonly #total: number | undefined;
  readonly #isShown = process.stderr.isTTY && process.env["TERM"] !== "dumb";
  readonly #start = performance.now();
  #first: number | undefined;
  #last = 0;

  /** @param total how many inputs there are, if that is known */
  constructor(total: number | undefined) {
    this.#total = total;
  }

  show({ inputs, errors }: Summary): void {
    if (!this.#isShown) return;
    // What a resumed batch has done before says nothing about the rate.
    this.#first ??= inputs;
    const now = performance.now();
    if (now - this.#last < INTERVAL) return;
    this.#last = now;
    const rate = ((inputs - this.#first) / (now - this.#start)) * 1000;
    const failed = Object.values(errors).reduce((sum, count) => sum + count, 0);
    writeErr(`${ERASE}${progressText(inputs, this.#total, rate, failed)}`);
  }

  clear(): void {
    if (this.#isShown && this.#last > 0) writeErr(ERASE);
  }
}

/** `12,345 of 100,000 (12 %), 1,234/s, 1 min 11 s left, 3 errors` */
export function progressText(done: number, total: number | undefined, rate: number, failed: number): string {
  const parts = [total === undefined ? number(done) : `${number(done)} of ${number(total)}`];
  if (total !== undefined && total > 0) parts[0] += ` (${Math.floor((100 * done) / total)} %)`;
  parts.push(`${number(rate)}/s`);
  if (total !== undefined && rate > 0) parts.push(`${duration((total - done) / rate)} left`);
  if (failed > 0) parts.push(`${number(failed)} ${failed === 1 ? "error" : "errors"}`);
  return parts.join(", ");
}

export function number(value: number): string {
  return Math.round(value).toLocaleString("en");
}

/** `45 s`, `1 min 11 s`, `2 h 5 min` */
export function duration(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60) return `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}
