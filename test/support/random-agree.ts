import type { AgreeProgram } from "./agree.ts";

/** Random programs of what the dialect has: names that change, blocks in blocks, results, menus, conditions. */
export function randomProgram(seed: number): AgreeProgram {
  return new Generator(seed).program();
}

/** Functions beside the program, with names that it has as well. */
const HELPERS = `
def wrap(s, end='~'):
    t = f'({s}'
    return t + end

def clamp(n):
    if n > 5:
        return 5
    if n < 0:
        return 0
    return n

def note(t):
    for n in range(2):
        t = f'{t}{n}'
    is_workflow_actions_showresult(Text=t)

def is_long(x):
    return len(x) > 2 or x == 'ab'

def first(xs, other):
    s = other
    for x in xs:
        if x == other:
            s = f'{s}!'
    return s
`.split("\n");

class Generator {
  #state: number;
  #loops = 0;
  #size = 0;

  constructor(seed: number) {
    this.#state = seed * 2654435761 + 12345;
  }

  #below(n: number): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    return ((this.#state ^ (this.#state >>> 13)) >>> 0) % n;
  }
  #pick<T>(items: readonly T[]): T {
    return items[this.#below(items.length)]!;
  }

  program(): AgreeProgram {
    // Every name has a value from the start, so that no path reads one that is not set.
    const start = ["s = 'a'", "t = 'b'", "n = 1", "m = 2", "xs = []", "ys = ['p', 'q']"];
    const more = ["note('start')", "note('again')", "b = n == 1", "d = {'a': '1', 'b': 'x'}"];
    const lines = [...HELPERS, ...start, ...more, ...this.#block(0, 3 + this.#below(6)), ...this.#show()];
    const answers = Array.from({ length: 12 }, () => this.#pick(["a", "b", "ab", "c", "ba"]));
    return { source: `${lines.join("\n")}\n`, answers, input: "in" };
  }

  #show(): string[] {
    return ['is_workflow_actions_showresult(Text=f"{s}|{t}|{n}|{m}|{xs}|{ys}|{b}")'];
  }

  #block(depth: number, size: number): string[] {
    const lines: string[] = [];
    for (let i = 0; i < size && this.#size < 60; i++) lines.push(...this.#statement(depth));
    return lines.length > 0 ? lines : ["pass"];
  }

  #indent(lines: string[]): string[] {
    return lines.map((line) => `    ${line}`);
  }

  #text(): string {
    return this.#pick(["s", "t", "'k'", "f'{s}{t}'", "f'<{n}>'", "'ab'"]);
  }
  #number(): string {
    return this.#pick(["n", "m", "3", "0"]);
  }

  #statement(depth: number): string[] {
    this.#size++;
    const kind = this.#below(depth < 3 ? 22 : 15);
    switch (kind) {
      case 0:
      case 1:
        return [`${this.#pick(["s", "t"])} = ${this.#text()}`];
      case 2:
        return [
          `${this.#pick(["n", "m"])} = is_workflow_actions_math(WFInput=${this.#pick(["n", "m"])}, WFMathOperation="${this.#pick(["+", "-"])}", WFMathOperand=${this.#number()})`,
        ];
      case 3:
        return [`${this.#pick(["n", "m"])} = ${this.#number()}`];
      case 4:
        return [`xs.append(${this.#text()})`];
      case 5:
        return [this.#pick(["xs = []", "xs = ['z']", "ys = ['p', s]", "s, t = t, s"])];
      case 6:
        return [`${this.#pick(["s", "t"])} = input(${this.#pick(["'?'", "f'{s}?'"])})`];
      case 7:
      case 8:
        return [`is_workflow_actions_showresult(Text=f"${this.#pick(["{s}", "{t}-{n}", "{xs}", "{m}"])}")`];
      case 9:
        return [`is_workflow_actions_alert(WFAlertActionMessage=${this.#text()})`];
      case 10:
        return [
          this.#pick([
            "n += 1",
            "n -= 4",
            "m = n * 2 - 3",
            "m = n % 3",
            "n = m // 2",
            "s += 'q'",
            "t = s + t",
            "m = len(xs)",
            "n = len(s)",
            "m = -n",
            "n = max(n, m)",
          ]),
        ];
      case 11:
        return [
          this.#pick([
            `s = ${this.#text()} if ${this.#row()} else t`,
            "t = s or 'none'",
            "n = m or 7",
            "s = t and f'{t}!'",
            `b = ${this.#test()}`,
            "t = s.upper()",
            "s = '-'.join(ys)",
            "s = t.replace('a', 'b')",
            "s = f'{b}'",
          ]),
        ];
      case 12:
        return [
          this.#pick([
            "d['a'] = s",
            "d[t] = 'v'",
            "s = f\"{d.get('a', 'none')}\"",
            "s = f\"{d.get(t, 'other')}\"",
            "d = {'a': '1'}",
          ]),
        ];
      case 13:
        return [
          this.#pick([
            "xs = ys + ['w']",
            "xs += ['w', s]",
            "xs = list(ys)",
            "xs = [f'<{y}>' for y in ys]",
            "xs = [y for y in ys if y != s]",
            "xs.extend(ys)",
            "s = f'{ys[0]}'",
            "s = f'{ys[-1]}'",
          ]),
        ];
      case 14:
        return [
          this.#pick([
            "s = wrap(s)",
            "t = wrap(wrap(t), end=s)",
            "n = clamp(n)",
            "note(s)",
            "note(f'{n}')",
            "s = first(ys, t)",
          ]),
        ];
      case 15:
      case 16:
        return this.#if(depth);
      case 17:
      case 18:
        return this.#for(depth);
      case 19:
        return this.#menu(depth);
      case 20:
        return this.#match(depth);
      default:
        return this.#result(depth);
    }
  }

  #row(): string {
    return this.#pick([
      `s == t`,
      `s != ${this.#text()}`,
      `t == ${this.#pick(["'a'", "'b'", "'ab'"])}`,
      `n ${this.#pick(["<", "<=", ">", ">=", "==", "!="])} ${this.#number()}`,
      `1 ${this.#pick(["<", "<="])} m ${this.#pick(["<", "<="])} 3`,
      `s.startswith('a')`,
      `t.endswith(s)`,
      `'a' in s`,
      `s in ['a', 'c', t]`,
      `t not in ['a', 'b']`,
      `has_value(xs)`,
      `not has_value(xs)`,
      `s in ys`,
      `'p' not in ys`,
      `${this.#text()} in xs`,
      `xs`,
      `not xs`,
      `s`,
      `not t`,
      `n`,
      `b`,
      `not b`,
      `n % 2 == 0`,
      `len(xs) > 1`,
      `t in d`,
      `'a' not in d`,
      `any(y == s for y in ys)`,
      `all(len(y) > 0 for y in xs)`,
      `is_long(s)`,
      `not is_long(t)`,
      `(s and n > 1)`,
      `input('!') == 'a'`,
    ]);
  }

  #test(): string {
    switch (this.#below(6)) {
      case 0:
        return `${this.#row()} and ${this.#row()}`;
      case 1:
        return `${this.#row()} or ${this.#row()}`;
      case 2:
        return `${this.#row()} and (${this.#row()} or ${this.#row()})`;
      case 3:
        return `not (${this.#row()})`;
      default:
        return this.#row();
    }
  }

  #if(depth: number): string[] {
    const lines = [`if ${this.#test()}:`, ...this.#indent(this.#block(depth + 1, 1 + this.#below(3)))];
    if (this.#below(3) === 0) {
      lines.push(`elif ${this.#test()}:`, ...this.#indent(this.#block(depth + 1, 1 + this.#below(2))));
    }
    if (this.#below(2) === 0)
      lines.push("else:", ...this.#indent(this.#block(depth + 1, 1 + this.#below(2))));
    return lines;
  }

  #for(depth: number): string[] {
    const id = ++this.#loops;
    const head = this.#pick([
      `for item_${id} in ['1', '2']:`,
      `for item_${id} in ys:`,
      `for i_${id} in range(${this.#pick(["2", "3", "1, 3", "1, n + 1", "n", "0, 5, 2"])}):`,
      `for i_${id}, item_${id} in enumerate(ys${this.#pick(["", ", start=1", ", 4"])}):`,
    ]);
    const names = [...head.matchAll(/\b(?:item|i)_\d+/g)].map(([name]) => name);
    const uses = names.map((name) =>
      this.#pick([
        `is_workflow_actions_showresult(Text=f"{${name}}")`,
        `s = f"{${name}}"`,
        `xs.append(f"{${name}}")`,
      ]),
    );
    return [head, ...this.#indent([...uses, ...this.#block(depth + 1, 1 + this.#below(2))])];
  }

  #menu(depth: number): string[] {
    return [
      "match choose_from_menu('M'):",
      ...this.#indent([
        "case 'One':",
        ...this.#indent(this.#block(depth + 1, 1 + this.#below(2))),
        "case 'Two':",
        ...this.#indent(this.#block(depth + 1, 1)),
      ]),
    ];
  }

  #match(depth: number): string[] {
    const guard = this.#below(3) === 0 ? ` if ${this.#row()}` : "";
    return [
      `match ${this.#pick(["s", "t", "s + t", "wrap(s)"])}:`,
      ...this.#indent([
        `case ${this.#pick(["'a'", "'a' | 'b'", "'ab'"])}${guard}:`,
        ...this.#indent(this.#block(depth + 1, 1)),
        `case 'b' | 'ba':`,
        ...this.#indent(this.#block(depth + 1, 1)),
        ...(this.#below(2) === 0 ? ["case _:", ...this.#indent(this.#block(depth + 1, 1))] : []),
      ]),
    ];
  }

  /** Names of results, in lines that can and that cannot be those of a block. */
  #result(depth: number): string[] {
    const id = ++this.#loops;
    if (this.#below(2) === 0) {
      const name = `repeat_results_${id}`;
      const value = this.#pick([`item_${id}`, `f"-{item_${id}}"`, "made"]);
      const made = value === "made" ? [`made = f"<{item_${id}}>"`] : [];
      const behind = this.#below(3) === 0 ? this.#block(depth + 1, 1) : [];
      return [
        `${name} = []`,
        `for item_${id} in ['1', '2']:`,
        ...this.#indent([...made, `${name}.append(${value})`, ...behind]),
        `is_workflow_actions_showresult(Text=f"{${name}}")`,
      ];
    }
    const name = `if_result_${id}`;
    return [
      `if ${this.#row()}:`,
      ...this.#indent([...this.#block(depth + 1, 1), `${name} = ${this.#pick(["s", "t", "'lit'", "n"])}`]),
      "else:",
      ...this.#indent([`${name} = ${this.#pick(["s", "'other'"])}`]),
      `is_workflow_actions_showresult(Text=f"{${name}}")`,
    ];
  }
}
