import type { Instruction, RegexProgram } from "./compile.ts";
import type { Assertion } from "./node.ts";
import { fold, isLineEnd, isWord } from "./sets.ts";

/** Says how many steps a match has taken; throws where they are too many. */
export type Meter = (steps: number) => void;

/** Entries of the stack: where to go on, or what a slot held before. */
const BRANCH = 0;
const SLOT = 1;
const GREEDY = 2;
const LAZY = 3;

const STEPS_PER_CHARGE = 4096;
/** Entries: some hundred megabytes would follow. */
const LONGEST_STACK = 6_000_000;

/**
 * Matches by backtracking, over a stack of its own and against a meter: neither a deep pattern nor one that multiplies
 * its ways can take down the program around it. Positions are UTF-16 units; characters are code points.
 */
export class Matcher {
  private readonly code: readonly Instruction[];
  private readonly program: RegexProgram;
  private readonly text: string;
  private readonly meter: Meter;
  private slots: number[];
  private readonly stack: number[] = [];
  private steps = 0;

  constructor(program: RegexProgram, text: string, meter: Meter) {
    this.program = program;
    this.code = program.code;
    this.text = text;
    this.meter = meter;
    this.slots = new Array<number>(program.slots).fill(-1);
  }

  /** The first match at or behind a position: its groups, two positions each, -1 for one that took no part. */
  next(from: number): readonly number[] | undefined {
    const { first } = this.program;
    const sign = first === undefined ? undefined : String.fromCodePoint(first);
    for (let at = from; at <= this.text.length; at++) {
      if (sign !== undefined) {
        at = this.text.indexOf(sign, at);
        if (at < 0) break;
      }
      if (this.isInsideOfPair(at)) continue;
      this.slots.fill(-1);
      this.stack.length = 0;
      if (this.run(0, at) >= 0) return this.slots.slice(0, (this.program.groups + 1) * 2);
    }
    this.charge();
    return undefined;
  }

  private charge(): void {
    this.meter(this.steps);
    this.steps = 0;
  }

  private isInsideOfPair(at: number): boolean {
    const code = this.text.charCodeAt(at);
    return code >= 0xdc00 && code <= 0xdfff && at > 0 && this.text.codePointAt(at - 1)! > 0xffff;
  }

  private before(at: number): number {
    return this.isInsideOfPair(at - 1) ? at - 2 : at - 1;
  }

  private set(slot: number, value: number): void {
    this.push(SLOT, slot, this.slots[slot]!, 0);
    this.slots[slot] = value;
  }

  private push(kind: number, a: number, b: number, c: number): void {
    if (this.stack.length > LONGEST_STACK) this.meter(Infinity);
    this.stack.push(kind, a, b, c);
  }

  /** Runs from a step at a position to the next `done`; where that ended, or -1. */
  private run(start: number, from: number): number {
    const base = this.stack.length;
    let step = start;
    let at = from;
    for (;;) {
      if (++this.steps >= STEPS_PER_CHARGE) this.charge();
      const instruction = this.code[step]!;
      if (instruction.op === "done") {
        // What could still be tried is not; what slots held stays for the run around it.
        this.forgetBranches(base);
        return at;
      }
      const next = this.execute(instruction, step, at);
      if (next >= 0) {
        step = this.goal;
        at = next;
        continue;
      }
      if (!this.backtrack(base)) return -1;
      step = this.goal;
      at = this.position;
    }
  }

  /** Where {@link execute} and {@link backtrack} want to go on. */
  private goal = 0;
  private position = 0;

  private forgetBranches(base: number): void {
    const { stack } = this;
    let kept = base;
    for (let i = base; i < stack.length; i += 4) {
      if (stack[i] !== SLOT) continue;
      for (let j = 0; j < 4; j++) stack[kept + j] = stack[i + j]!;
      kept += 4;
    }
    stack.length = kept;
  }

  /** Takes slots back to what they were, up to the last place where there is another way. */
  private backtrack(base: number): boolean {
    const { stack } = this;
    while (stack.length > base) {
      const c = stack.pop()!;
      const b = stack.pop()!;
      const a = stack.pop()!;
      const kind = stack.pop()!;
      if (kind === SLOT) {
        this.slots[a] = b;
      } else if (kind === BRANCH) {
        this.goal = a;
        this.position = b;
        return true;
      } else if (kind === GREEDY) {
        // One character less.
        const shorter = this.before(b);
        if (shorter > c) this.push(GREEDY, a, shorter, c);
        this.goal = a + 1;
        this.position = shorter;
        return true;
      } else {
        // One character more.
        const span = this.code[a] as Extract<Instruction, { op: "span" }>;
        const longer = this.advance(span, b);
        if (longer < 0) continue;
        if (c > 1) this.push(LAZY, a, longer, c - 1);
        this.goal = a + 1;
        this.position = longer;
        return true;
      }
    }
    return false;
  }

  private advance(instruction: { test: (code: number) => boolean }, at: number): number {
    const code = this.text.codePointAt(at);
    if (code === undefined || !instruction.test(code)) return -1;
    return at + (code > 0xffff ? 2 : 1);
  }

  /** Does one step; where it ends, with the next step as the goal, or -1. */
  private execute(instruction: Instruction, step: number, at: number): number {
    this.goal = step + 1;
    switch (instruction.op) {
      case "character":
        return this.advance(instruction, at);
      case "span":
        return this.span(instruction, step, at);
      case "split":
        this.push(BRANCH, instruction.second, at, 0);
        this.goal = instruction.first;
        return at;
      case "jump":
        this.goal = instruction.to;
        return at;
      case "save":
        this.set(instruction.slot, at);
        return at;
      case "begin":
        this.set(instruction.counter, -1);
        this.set(instruction.counter + 1, -1);
        return at;
      case "loop":
        return this.loop(instruction, step, at);
      case "assert":
        return this.holds(instruction.at, at) ? at : -1;
      case "reference":
        return this.reference(instruction.group, instruction.ignoreCase, at);
      case "atomic": {
        const end = this.run(step + 1, at);
        this.goal = instruction.end;
        return end;
      }
      case "look":
        return this.look(instruction, step, at);
      case "done":
        return at;
    }
  }

  private span(instruction: Extract<Instruction, { op: "span" }>, step: number, from: number): number {
    const { least, most, greedy } = instruction;
    let at = from;
    let count = 0;
    let leastEnd = from;
    const wanted = greedy ? most : least;
    while (count < wanted) {
      const next = this.advance(instruction, at);
      if (next < 0) break;
      at = next;
      if (++count === least) leastEnd = at;
      if (++this.steps >= STEPS_PER_CHARGE) this.charge();
    }
    if (count < least) return -1;
    if (greedy && at > leastEnd) this.push(GREEDY, step, at, leastEnd);
    if (!greedy && most > least) this.push(LAZY, step, at, most - least);
    this.goal = step + 1;
    return at;
  }

  /** The counter holds the rounds that are done, -1 before the first; its neighbour, where the round began. */
  private loop(instruction: Extract<Instruction, { op: "loop" }>, step: number, at: number): number {
    const { counter, least, most, greedy, body } = instruction;
    const done = this.slots[counter]! + 1;
    const began = this.slots[counter + 1]!;
    this.set(counter, done);
    this.set(counter + 1, at);
    // A round that matched nothing is the last.
    const isStuck = done > 0 && began === at;
    if (done < least && !isStuck) {
      this.goal = body;
      return at;
    }
    if (done >= most || isStuck) return at;
    if (greedy) {
      this.push(BRANCH, step + 1, at, 0);
      this.goal = body;
    } else {
      this.push(BRANCH, body, at, 0);
      this.goal = step + 1;
    }
    return at;
  }

  private reference(group: number, ignoreCase: boolean, at: number): number {
    const [start, end] = [this.slots[group * 2]!, this.slots[group * 2 + 1]!];
    if (start < 0 || end < 0) return -1;
    const wanted = this.text.slice(start, end);
    const found = this.text.slice(at, at + wanted.length);
    if (wanted === found) return at + wanted.length;
    if (!ignoreCase || wanted.length !== found.length) return -1;
    const codes = [...found].map((character) => fold(character.codePointAt(0)!));
    const isSame = [...wanted].every((character, i) => fold(character.codePointAt(0)!) === codes[i]);
    return isSame ? at + wanted.length : -1;
  }

  private look(instruction: Extract<Instruction, { op: "look" }>, step: number, at: number): number {
    const mark = this.stack.length;
    const isFound = instruction.behind
      ? this.looksBehind(instruction, step, at)
      : this.run(step + 1, at) >= 0;
    if (instruction.negated && isFound) this.backtrackSlots(mark);
    this.goal = instruction.end;
    return isFound === instruction.negated ? -1 : at;
  }

  /** Tries every length, the shortest first. */
  private looksBehind({ least, most }: { least: number; most: number }, step: number, at: number): boolean {
    let start = at;
    for (let length = 0; length <= most && start >= 0; length++) {
      if (length >= least) {
        const mark = this.stack.length;
        if (this.runTo(step + 1, start, at)) return true;
        this.backtrackSlots(mark);
      }
      start = this.before(start);
    }
    return false;
  }

  /** Whether a part matches from one position exactly to another. */
  private runTo(start: number, from: number, end: number): boolean {
    const base = this.stack.length;
    let step = start;
    let at = from;
    for (;;) {
      if (++this.steps >= STEPS_PER_CHARGE) this.charge();
      const instruction = this.code[step]!;
      if (instruction.op === "done" && at === end) {
        this.forgetBranches(base);
        return true;
      }
      const next = instruction.op === "done" ? -1 : this.execute(instruction, step, at);
      if (next >= 0) {
        step = this.goal;
        at = next;
      } else if (this.backtrack(base)) {
        step = this.goal;
        at = this.position;
      } else return false;
    }
  }

  private backtrackSlots(mark: number): void {
    const { stack } = this;
    while (stack.length > mark) {
      stack.pop();
      const b = stack.pop()!;
      const a = stack.pop()!;
      if (stack.pop() === SLOT) this.slots[a] = b;
    }
  }

  private holds(assertion: Assertion, at: number): boolean {
    const { text } = this;
    switch (assertion) {
      case "start":
        return at === 0;
      case "textEnd":
        return at === text.length;
      case "end":
        return at === text.length || this.isLastLineEnd(at);
      case "lineStart":
        return (
          at === 0 || (at < text.length && isLineEnd(text.charCodeAt(at - 1)) && !this.isInsideOfCrLf(at))
        );
      case "lineEnd":
        return at === text.length || (isLineEnd(text.charCodeAt(at)) && !this.isInsideOfCrLf(at));
      case "word":
        return this.isBoundary(at);
      case "noWord":
        return !this.isBoundary(at);
      case "grapheme":
        return graphemeEnds(text).has(at);
    }
  }

  private isLastLineEnd(at: number): boolean {
    const { text } = this;
    if (at === text.length - 1) return isLineEnd(text.charCodeAt(at)) && !this.isInsideOfCrLf(at);
    return at === text.length - 2 && text.endsWith("\r\n");
  }

  private isInsideOfCrLf(at: number): boolean {
    return at > 0 && this.text.charCodeAt(at) === 0x0a && this.text.charCodeAt(at - 1) === 0x0d;
  }

  private isBoundary(at: number): boolean {
    const left = at > 0 && isWord(this.text.codePointAt(this.before(at))!);
    const right = at < this.text.length && isWord(this.text.codePointAt(at)!);
    return left !== right;
  }
}

let lastText: string | undefined;
let lastEnds = new Set<number>();

function graphemeEnds(text: string): ReadonlySet<number> {
  if (text !== lastText) {
    lastText = text;
    lastEnds = new Set([text.length]);
    for (const { index } of new Intl.Segmenter().segment(text)) lastEnds.add(index);
  }
  return lastEnds;
}
