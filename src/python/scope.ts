/**
 * Which names are bound for certain at the point that is being written. Python, unlike Shortcuts, fails on a name that
 * no path has bound yet; whatever is read too early is collected in `unbound`, to be defined at the top.
 */
export class Scope {
  /** Names read where some path leaves them unbound, in the order of their first such read. */
  readonly unbound: Set<string>;
  readonly #outer: Scope | undefined;
  readonly #bound: Set<string>;
  /** Whether the path has ended (`return`); then what follows is dead code. */
  ended = false;

  constructor(bound?: Iterable<string>, outer?: Scope) {
    this.#outer = outer;
    this.unbound = outer?.unbound ?? new Set();
    this.#bound = new Set(bound);
  }

  /** A branch that starts where this scope stands. */
  branch(): Scope {
    const inner = new Scope(undefined, this);
    inner.ended = this.ended;
    return inner;
  }

  bind(name: string): void {
    this.#bound.add(name);
  }

  /** Whether every path to here has bound the name. */
  has(name: string): boolean {
    for (let scope: Scope | undefined = this; scope; scope = scope.#outer) {
      if (scope.#bound.has(name)) return true;
    }
    return false;
  }

  read(name: string): void {
    if (!this.has(name)) this.unbound.add(name);
  }

  /**
   * Goes on after alternatives of which exactly one has run: a name is bound if every one that did not end has
   * bound it.
   */
  join(branches: Scope[]): void {
    const running = branches.filter((branch) => !branch.ended);
    const first = (running.length > 0 ? running : branches)[0];
    if (!first) return;
    const rest = running.length > 0 ? running : branches;
    for (const name of first.#bound) {
      if (rest.every((branch) => branch.#bound.has(name))) this.#bound.add(name);
    }
    if (running.length === 0) this.ended = true;
  }
}
