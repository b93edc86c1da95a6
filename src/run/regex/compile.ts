import { RegexError, widthOf, type Assertion, type RegexNode, type Test } from "./node.ts";

/** A step of the matcher; positions are those of other steps. */
export type Instruction =
  | { op: "character"; test: Test }
  /** As many characters of a set as there are, or as are needed. */
  | { op: "span"; test: Test; least: number; most: number; greedy: boolean }
  | { op: "split"; first: number; second: number }
  | { op: "jump"; to: number }
  | { op: "save"; slot: number }
  | { op: "begin"; counter: number }
  /** Ends a round: another one, or on. */
  | { op: "loop"; counter: number; least: number; most: number; greedy: boolean; body: number }
  | { op: "assert"; at: Assertion }
  | { op: "reference"; group: number; ignoreCase: boolean }
  | { op: "atomic"; end: number }
  | { op: "look"; end: number; behind: boolean; negated: boolean; least: number; most: number }
  | { op: "done" };

export interface RegexProgram {
  code: Instruction[];
  groups: number;
  /** Slots of the groups (two each), then two for each counter. */
  slots: number;
  /** The character that every match begins with, if it is one. */
  first: number | undefined;
}

const LONGEST = 50_000;

export function compileRegex(root: RegexNode, groups: number): RegexProgram {
  const compiler = new Compiler((groups + 1) * 2);
  compiler.emit({ op: "save", slot: 0 });
  compiler.node(root);
  compiler.emit({ op: "save", slot: 1 });
  compiler.emit({ op: "done" });
  return { code: compiler.code, groups, slots: compiler.slots, first: firstOf(root) };
}

function firstOf(node: RegexNode): number | undefined {
  if (node.kind === "character") return node.literal;
  if (node.kind === "sequence") return node.items.length > 0 ? firstOf(node.items[0]!) : undefined;
  if (node.kind === "capture") return firstOf(node.body);
  return node.kind === "repeat" && node.least > 0 ? firstOf(node.body) : undefined;
}

class Compiler {
  readonly code: Instruction[] = [];
  slots: number;

  constructor(slots: number) {
    this.slots = slots;
  }

  emit<T extends Instruction>(instruction: T): T {
    if (this.code.length >= LONGEST) throw new RegexError("The pattern is too long.");
    this.code.push(instruction);
    return instruction;
  }

  node(node: RegexNode): void {
    switch (node.kind) {
      case "character":
        this.emit({ op: "character", test: node.test });
        break;
      case "sequence":
        for (const item of node.items) this.node(item);
        break;
      case "choice":
        this.choice(node.branches);
        break;
      case "capture":
        this.emit({ op: "save", slot: node.index * 2 });
        this.node(node.body);
        this.emit({ op: "save", slot: node.index * 2 + 1 });
        break;
      case "repeat":
        this.repeat(node);
        break;
      case "atomic":
        this.nested({ op: "atomic", end: 0 }, node.body);
        break;
      case "look": {
        const [least, most] = node.behind ? widthOf(node.body) : [0, 0];
        this.nested(
          { op: "look", end: 0, behind: node.behind, negated: node.negated, least, most },
          node.body,
        );
        break;
      }
      case "reference":
        this.emit({ op: "reference", group: node.index, ignoreCase: node.ignoreCase });
        break;
      case "assertion":
        this.emit({ op: "assert", at: node.at });
    }
  }

  /** A part that is matched by itself, from the step behind its head up to its `done`. */
  private nested(head: Extract<Instruction, { end: number }>, body: RegexNode): void {
    this.emit(head);
    this.node(body);
    this.emit({ op: "done" });
    head.end = this.code.length;
  }

  private choice(branches: readonly RegexNode[]): void {
    const exits: { to: number }[] = [];
    branches.forEach((branch, index) => {
      if (index === branches.length - 1) return this.node(branch);
      const split = this.emit({ op: "split", first: this.code.length + 1, second: 0 });
      this.node(branch);
      exits.push(this.emit({ op: "jump", to: 0 }));
      split.second = this.code.length;
    });
    for (const exit of exits) exit.to = this.code.length;
  }

  private repeat({ body, least, most, mode }: Extract<RegexNode, { kind: "repeat" }>): void {
    if (mode === "possessive") {
      this.nested({ op: "atomic", end: 0 }, { kind: "repeat", body, least, most, mode: "greedy" });
      return;
    }
    const greedy = mode === "greedy";
    if (body.kind === "character") {
      this.emit({ op: "span", test: body.test, least, most, greedy });
      return;
    }
    if (least === 0 && most === 1) {
      const split = this.emit({ op: "split", first: 0, second: 0 });
      const start = this.code.length;
      this.node(body);
      const end = this.code.length;
      [split.first, split.second] = greedy ? [start, end] : [end, start];
      return;
    }
    const counter = this.slots;
    this.slots += 2;
    this.emit({ op: "begin", counter });
    const jump = this.emit({ op: "jump", to: 0 });
    const start = this.code.length;
    this.node(body);
    jump.to = this.code.length;
    this.emit({ op: "loop", counter, least, most, greedy, body: start });
  }
}
