import type { Question } from "./conventions.ts";
import type { Limits } from "./limits.ts";
import { Undetermined } from "./stop.ts";

/**
 * What conversions need to know of a run, and whom they tell what they had to assume. Nothing of it comes from the
 * host: neither its clock nor its zone, locale or chance.
 */
export class Environment {
  /** `en_US`, as the device spells it. */
  readonly locale: string;
  /** IANA name. */
  readonly zone: string;
  readonly limits: Limits;
  /** The questions whose conventions had a say so far. */
  readonly asked = new Set<Question>();
  readonly warnings: string[] = [];
  private readonly strict: boolean;
  private readonly clock: { now: number };
  private work = 0;
  private regexSteps = 0;

  constructor(device: { locale: string; timeZone: string; now: number }, limits: Limits, strict: boolean) {
    this.locale = device.locale;
    this.zone = device.timeZone;
    this.clock = device;
    this.limits = limits;
    this.strict = strict;
  }

  /** Milliseconds since 1970, by the device's clock. */
  get now(): number {
    return this.clock.now;
  }

  /** The locale as ECMAScript spells it. */
  get language(): string {
    return this.locale.replaceAll("_", "-");
  }

  /** To be called where a convention decides something. @throws Undetermined in strict mode. */
  question(question: Question): void {
    this.asked.add(question);
    if (this.strict) {
      throw new Undetermined("question", `Nobody knows for sure: question ${question}.`, question);
    }
  }

  warn(message: string): void {
    if (this.warnings.length < MOST_WARNINGS) this.warnings.push(message);
  }

  /**
   * Counts work, roughly: one for each character that is copied, ten for each item that is made, more where a character
   * takes longer. So a run ends after about two seconds at most. @throws Undetermined at the limit.
   */
  charge(amount: number): void {
    this.work += amount;
    if (amount > this.limits.memory || this.work > this.limits.memory * WORK_PER_MEMORY) {
      throw new Undetermined("limit", "The run makes more data than the limit allows.");
    }
  }

  /** Counts the steps of a regular expression. @throws Undetermined at the limit. */
  chargeRegex(steps: number): void {
    this.regexSteps += steps;
    if (this.regexSteps > this.limits.regex) {
      throw new Undetermined(
        "limit",
        "The regular expressions of this run take more steps than the limit allows.",
      );
    }
  }

  get remainingRegexSteps(): number {
    return this.limits.regex - this.regexSteps;
  }
}

const MOST_WARNINGS = 1000;
/** Most of what is made is not kept. */
const WORK_PER_MEMORY = 4;
